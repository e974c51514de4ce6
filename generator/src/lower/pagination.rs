//! The pass that finds the operations whose answers are pages, by what the configuration or an
//! extension says of them, or by their form.
//!
//! A form is recognised only if its parameters and its response fit: what pages are taken for, and are none, would
//! stop early or never.

mod configured;
mod extensions;
mod forms;
mod page;
mod parameters;

use super::kinds::Kinds;
use super::wire::{Content, Wire};
use crate::config::{Config, Follow};
use crate::findings::{Finding, Findings, codes};
use crate::ir::{MemberPath, More, PageStyle};
use crate::read::{Operation, SchemaId, Spec};
use crate::source::Location;
use crate::text::excerpt;
use page::Page;
use parameters::Parameters;

/// How the pages of an operation follow one another.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pagination {
    pub(super) style: PageStyle,
    /// The parameter that chooses a page, by its place among those of the operation.
    pub(super) parameter: Option<usize>,
    /// The schema of a page.
    pub(super) page: SchemaId,
    pub(super) items: MemberPath,
}

/// What is said of an operation's pages, or why that can't be followed.
type Said = Result<Pagination, Finding>;

const NO_PAGE: &str = "its success is not one JSON value";

/// What the passes before have found.
pub(super) struct Cx<'a, 'd> {
    pub(super) spec: &'a Spec<'d>,
    pub(super) config: &'a Config,
    pub(super) kinds: &'a Kinds,
    pub(super) wire: &'a Wire,
}

/// By operation: how its pages follow one another; nothing where its answers are no pages.
pub(super) fn pagination(cx: &Cx<'_, '_>, findings: &mut Findings) -> Vec<Option<Pagination>> {
    let recognise = &cx.config.pagination.recognise;
    let mut matched = vec![false; recognise.len()];
    let operations = cx.spec.operations.iter().enumerate();
    let found = operations.map(|(index, operation)| {
        let tags: Vec<&str> = operation.node.items_of("tags").filter_map(|tag| tag.value.as_str()).collect();
        let path = &operation.path.template;
        let is_selected = recognise.selects(operation.operation_id.as_deref(), &tags, path, &mut matched);
        let said = cx.configured(index, operation).or_else(|| cx.extended(index, operation).filter(|_| is_selected));
        let found = match said {
            Some(Ok(said)) => Some(said),
            Some(Err(finding)) => {
                findings.push(finding);
                None
            }
            None if is_selected => cx.recognised(index, operation),
            None => None,
        };
        findings.extend(found.as_ref().map(|found| cx.note(operation, found)));
        found
    });
    let found = found.collect();
    for location in recognise.unmatched(&matched) {
        let help = "select by `id`, `tag` or `path`, as the document writes them; `*` stands for anything";
        let message = "no operation of the document is selected by this";
        findings.push(Finding::new(codes::SELECTION, location, message).with_help(help));
    }
    findings.extend(cx.follow_nothing());
    found
}

impl<'d> Cx<'_, 'd> {
    /// What the configuration says of the pages of an operation, or why that can't be followed.
    fn configured(&self, index: usize, operation: &Operation<'d>) -> Option<Said> {
        let follow = self.follow(operation)?;
        let page = self.page(index).ok_or(NO_PAGE);
        let read = page.and_then(|page| configured::read(follow, &page, &Parameters::of(self, operation)));
        Some(read.map_err(|why| unusable("this", follow.location.clone(), why)))
    }

    fn follow(&self, operation: &Operation<'d>) -> Option<&Follow> {
        let id = operation.operation_id.as_ref()?;
        self.config.pagination.follow.iter().find(|follow| follow.id == *id)
    }

    /// What an extension says of the pages of an operation, or why that can't be followed.
    fn extended(&self, index: usize, operation: &Operation<'d>) -> Option<Said> {
        let extension = extensions::find(operation)?;
        let page = self.page(index).ok_or(NO_PAGE);
        let read = page.and_then(|page| extensions::read(&extension, &page, &Parameters::of(self, operation)));
        let name = format!("`{}`", extension.name);
        Some(read.map_err(|why| unusable(&name, extension.node.key_location(), why)))
    }

    /// The form that an operation has.
    fn recognised(&self, index: usize, operation: &Operation<'d>) -> Option<Pagination> {
        let page = self.page(index).filter(|_| operation.http_method == "GET")?;
        forms::recognise(&page, &Parameters::of(self, operation), self.has_link(operation))
    }

    fn note(&self, operation: &Operation<'d>, pagination: &Pagination) -> Finding {
        let message = format!("the answer is one page of many: {}", self.description(operation, pagination));
        let path = &operation.path.template;
        let help = match self.follow(operation) {
            Some(_) => "if it is none, remove it from `follow` under `[pagination]` in the configuration".to_owned(),
            None => format!(
                "if it is none, leave it out in the configuration: `[pagination]`, and `exclude = [{{ path = {path:?} }}]`"
            ),
        };
        Finding::new(codes::PAGINATION, operation.node.key_location(), message).with_help(help)
    }

    /// What the configuration says of operations that aren't there.
    fn follow_nothing(&self) -> Vec<Finding> {
        let is_known = |id: &String| self.spec.operations.iter().any(|known| known.operation_id.as_ref() == Some(id));
        let unknown = self.config.pagination.follow.iter().filter(|follow| !is_known(&follow.id));
        let findings = unknown.map(|follow| {
            let message = format!("no operation of the document has the `operationId` `{}`", excerpt(&follow.id));
            let help = "write it as the document does";
            Finding::new(codes::SELECTION, follow.location.clone(), message).with_help(help)
        });
        findings.collect()
    }

    /// The page that an operation answers, if each of its successes is JSON of one schema.
    fn page(&self, index: usize) -> Option<Page<'_>> {
        let mut schemas = self.wire.successes[index].answers.iter().map(|answer| match answer.content {
            Some(Content::Json(schema)) if !self.kinds.is_nullable(schema) => Some(schema),
            _ => None,
        });
        let first = schemas.next()??;
        let is_same = |schema: SchemaId| self.kinds.target(schema) == self.kinds.target(first);
        schemas.all(|other| other.is_some_and(is_same)).then(|| Page::new(self.kinds, first))
    }

    /// Whether the document has the header `Link` for a success.
    fn has_link(&self, operation: &Operation<'d>) -> bool {
        let successes = operation.responses.iter().filter(|(status, _)| super::wire::is_success(*status));
        successes
            .map(|(_, id)| &self.spec.responses[id.0])
            .any(|response| response.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("link")))
    }

    /// How the next page is asked for, in words.
    fn description(&self, operation: &Operation<'d>, pagination: &Pagination) -> String {
        let parameter = pagination.parameter.and_then(|place| operation.parameters.get(place));
        let parameter = parameter.map(|id| excerpt(&self.spec.parameters[id.0].wire)).unwrap_or_default();
        let path = |path: &MemberPath| excerpt(&path.join("."));
        let how = match &pagination.style {
            PageStyle::Cursor(cursor, _) => format!("the next has `{}` of this one as `{parameter}`", path(cursor)),
            PageStyle::LastItem(id, _) => format!("the next has `{}` of the last item as `{parameter}`", excerpt(id)),
            PageStyle::Number(first, _) => format!("`{parameter}` counts them from {first}"),
            PageStyle::Offset(_) => format!("`{parameter}` counts the items before"),
            PageStyle::Url(url) => format!("`{}` is the URL of the next", path(url)),
            PageStyle::Link => "the header `Link` has the URL of the next".to_owned(),
        };
        match pagination.items.is_empty() {
            true => how,
            false => format!("{how}; the items are `{}`", path(&pagination.items)),
        }
    }
}

/// No word of those after it.
const UNKNOWN: More = More::Unknown;

/// What is said of pages, and can't be followed.
fn unusable(what: &str, location: Location, why: &str) -> Finding {
    let help = "look at the names in it, at the parameters of the operation, and at the schema of the response";
    Finding::new(codes::PAGINATION_UNUSABLE, location, format!("{what} can't be followed: {why}")).with_help(help)
}
