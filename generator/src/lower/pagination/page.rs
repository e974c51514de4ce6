//! What a page consists of.

use super::parameters::name;
use crate::ir::{MemberPath, TextFormat};
use crate::lower::kinds::{Kind, Kinds, Property};
use crate::read::SchemaId;

/// The schema of a page.
pub(super) struct Page<'a> {
    kinds: &'a Kinds,
    pub(super) schema: SchemaId,
}

/// A member of a page, or of an object in it that tells of the pages.
pub(super) struct Member {
    pub(super) path: MemberPath,
    /// Its name in small letters, the words joined by `_`.
    pub(super) name: String,
    /// The name of the object that it is in.
    pub(super) within: Option<String>,
    pub(super) scalar: MemberKind,
}

/// What the values of a member are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MemberKind {
    String,
    Uri,
    Integer,
    Boolean,
}

/// Objects in a page that tell of the pages.
const CONTAINERS: &[&str] = &[
    "cursor",
    "cursors",
    "link",
    "links",
    "meta",
    "metadata",
    "page",
    "page_info",
    "pages",
    "pagination",
    "paging",
    "response_metadata",
];

/// What arrays of items are called, if there are other arrays beside.
const ITEMS: &[&str] = &["data", "entries", "items", "records", "results", "rows", "values"];

/// Members that only a page has.
const SIGNS: &[&str] = &[
    "count",
    "has_more",
    "limit",
    "links",
    "meta",
    "next",
    "offset",
    "page",
    "page_info",
    "pages",
    "pagination",
    "paging",
    "per_page",
    "total",
    "total_count",
    "total_items",
    "total_pages",
    "total_results",
];

impl<'a> Page<'a> {
    pub(super) fn new(kinds: &'a Kinds, schema: SchemaId) -> Self {
        Self { kinds, schema }
    }

    fn properties(&self, schema: SchemaId) -> &'a [Property] {
        match self.kinds.resolved(schema) {
            Kind::Object(object) => &object.properties,
            _ => &[],
        }
    }

    /// Whether there is an array at this path, with the members on the way there.
    pub(super) fn has_items(&self, path: &[String]) -> bool {
        self.at(path).is_some_and(|schema| self.is_list(schema))
    }

    /// The schema of the value at a path.
    fn at(&self, path: &[String]) -> Option<SchemaId> {
        path.iter().try_fold(self.schema, |schema, name| {
            Some(self.properties(schema).iter().find(|property| property.name == *name)?.schema)
        })
    }

    /// A list with a type that holds itself isn't a list of items.
    fn is_list(&self, schema: SchemaId) -> bool {
        matches!(self.kinds.resolved(schema), Kind::List(_)) && !self.kinds.is_type(self.kinds.target(schema))
    }

    /// The path of the items: the page itself, its only array, or the one of those that is called as items are.
    pub(super) fn items(&self) -> Option<MemberPath> {
        if self.is_list(self.schema) {
            return Some(Vec::new());
        }
        let properties = self.properties(self.schema).iter();
        let mut lists: Vec<_> = properties.filter(|property| self.is_list(property.schema)).collect();
        if lists.len() > 1 {
            lists.retain(|property| ITEMS.contains(&name(&property.name).as_str()));
        }
        match lists.as_slice() {
            [list] => Some(vec![list.name.clone()]),
            _ => None,
        }
    }

    /// Whether it can only be a page: it is an array of items, or all else in it, or something that only pages have,
    /// tells of pages.
    pub(super) fn is_evident(&self) -> bool {
        let mut others = self.properties(self.schema).iter().filter(|property| !self.is_list(property.schema));
        self.is_list(self.schema) || others.any(|property| SIGNS.contains(&name(&property.name).as_str()))
    }

    /// The scalars of the page, and those of the objects in it that tell of the pages.
    pub(super) fn members(&self) -> Vec<Member> {
        let mut members = self.members_of(self.schema, &[], None);
        for property in self.properties(self.schema) {
            let within = name(&property.name);
            if CONTAINERS.contains(&within.as_str()) {
                members.extend(self.members_of(property.schema, std::slice::from_ref(&property.name), Some(within)));
            }
        }
        members
    }

    fn members_of(&self, schema: SchemaId, path: &[String], within: Option<String>) -> Vec<Member> {
        let members = self.properties(schema).iter().filter_map(|property| {
            let path = path.iter().chain([&property.name]).cloned().collect();
            Some(Member {
                path,
                name: name(&property.name),
                within: within.clone(),
                scalar: self.scalar(property.schema)?,
            })
        });
        members.collect()
    }

    /// What the values at a path are, if they are scalars.
    pub(super) fn scalar_at(&self, path: &[String]) -> Option<MemberKind> {
        self.scalar(self.at(path)?)
    }

    fn scalar(&self, schema: SchemaId) -> Option<MemberKind> {
        match self.kinds.resolved(schema) {
            Kind::String => Some(MemberKind::String),
            Kind::Text(TextFormat::Uri) => Some(MemberKind::Uri),
            Kind::Text(TextFormat::Uuid) => Some(MemberKind::String),
            Kind::Integer(_) => Some(MemberKind::Integer),
            Kind::Boolean => Some(MemberKind::Boolean),
            _ => None,
        }
    }

    /// Whether the items at this path have the string `id`.
    pub(super) fn items_have_id(&self, path: &[String]) -> bool {
        let Some(Kind::List(Some(item))) = self.at(path).map(|schema| self.kinds.resolved(schema)) else {
            return false;
        };
        let id = self.properties(*item).iter().find(|property| property.name == "id");
        id.is_some_and(|id| self.scalar(id.schema) == Some(MemberKind::String))
    }
}
