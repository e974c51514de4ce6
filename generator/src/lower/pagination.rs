//! The pass that finds the operations whose answers are pages, by what they say in an extension, or by their form.
//!
//! A form is recognised only if its parameters and its response fit: what pages are taken for, and are none, would
//! stop early or never.

mod extensions;
mod forms;
mod page;
mod parameters;

use super::kinds::Kinds;
use super::wire::{Content, Wire};
use crate::config::Config;
use crate::findings::{Finding, Findings, codes};
use crate::ir::{MemberPath, More, PageStyle};
use crate::read::{Operation, SchemaId, Spec};
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

/// What the passes before have found.
pub(super) struct Cx<'a, 'd> {
    pub(super) spec: &'a Spec<'d>,
    pub(super) config: &'a Config,
    pub(super) kinds: &'a Kinds,
    pub(super) wire: &'a Wire,
}

/// By operation: how its pages follow one another; nothing where its answers are no pages.
pub(super) fn pagination(cx: &Cx<'_, '_>, findings: &mut Findings) -> Vec<Option<Pagination>> {
    let selection = &cx.config.pagination;
    let mut matched = vec![false; selection.len()];
    let operations = cx.spec.operations.iter().enumerate();
    let found = operations.map(|(index, operation)| {
        let tags: Vec<&str> = operation.node.items_of("tags").filter_map(|tag| tag.value.as_str()).collect();
        let path = &operation.path.template;
        let is_selected = selection.selects(operation.operation_id.as_deref(), &tags, path, &mut matched);
        if is_selected { cx.of(index, operation, findings) } else { None }
    });
    let found = found.collect();
    for location in selection.unmatched(&matched) {
        let help = "select by `id`, `tag` or `path`, as the document writes them; `*` stands for anything";
        let message = "no operation of the document is selected by this";
        findings.push(Finding::new(codes::SELECTION, location, message).with_help(help));
    }
    found
}

impl<'d> Cx<'_, 'd> {
    fn of(&self, index: usize, operation: &Operation<'d>, findings: &mut Findings) -> Option<Pagination> {
        let parameters = Parameters::of(self, operation);
        let page = self.page(index);
        let pagination = match extensions::find(operation) {
            Some(extension) => {
                let used = page.as_ref().ok_or("its success is not one JSON value");
                match used.and_then(|page| extensions::read(&extension, page, &parameters)) {
                    Ok(pagination) => pagination,
                    Err(why) => {
                        let (name, location) = (&extension.name, extension.node.key_location());
                        let message = format!("`{name}` can't be followed: {why}");
                        let help = "look at the names in it, and at the schema of the response";
                        findings.push(Finding::new(codes::PAGINATION_UNUSABLE, location, message).with_help(help));
                        return None;
                    }
                }
            }
            None => forms::recognise(&page?, &parameters, self.has_link(operation))
                .filter(|_| operation.http_method == "GET")?,
        };
        let message = format!("the answer is one page of many: {}", self.description(operation, &pagination));
        let help = format!(
            "if it is none, leave it out in the configuration: `[pagination]`, and `exclude = [{{ path = {:?} }}]`",
            operation.path.template
        );
        findings.push(Finding::new(codes::PAGINATION, operation.node.key_location(), message).with_help(help));
        Some(pagination)
    }

    /// The page that an operation answers, if each of its successes is JSON of one schema.
    fn page(&self, index: usize) -> Option<Page<'_>> {
        let mut contents = self.wire.successes[index].answers.iter().map(|answer| match answer.content {
            Some(Content::Json(schema)) if !self.kinds.is_nullable(schema) => Some(schema),
            _ => None,
        });
        let first = contents.next()??;
        let is_same =
            |other: Option<SchemaId>| other.map(|other| self.kinds.target(other)) == Some(self.kinds.target(first));
        contents.all(is_same).then(|| Page::new(self.kinds, first))
    }

    /// Whether the document has the header `Link` for a success.
    fn has_link(&self, operation: &Operation<'d>) -> bool {
        let successes = operation.responses.iter().filter(|(status, _)| super::wire::is_success(*status));
        successes.map(|(_, id)| &self.spec.responses[id.0]).any(|response| response.has_link)
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
