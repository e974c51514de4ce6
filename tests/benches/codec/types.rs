//! The same type twice.
#![allow(unreachable_pub, reason = "the macros make what is public in a generated crate")]

use serde::{Deserialize, Serialize};

use crate::runtime::json;

/// As it is generated.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Contact {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) created_at: i64,
    pub(crate) score: f64,
    pub(crate) active: bool,
    pub(crate) visits: i32,
    pub(crate) tags: Vec<String>,
    pub(crate) company: Option<String>,
    pub(crate) kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Kind {
    Customer,
    Lead,
}

json::object!(Contact {
    id: required "id",
    name: required "name",
    email: required "email",
    created_at: required "createdAt",
    score: required "score",
    active: required "active",
    visits: required "visits",
    tags: required "tags",
    company: optional "company",
    kind: required "kind",
});

json::closed_enum!(Kind: String { Customer = "customer", Lead = "lead" });

/// As serde derives it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Derived {
    id: String,
    name: String,
    email: String,
    created_at: i64,
    score: f64,
    active: bool,
    visits: i32,
    tags: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    company: Option<String>,
    kind: DerivedKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum DerivedKind {
    Customer,
    Lead,
}

impl AsRef<str> for DerivedKind {
    fn as_ref(&self) -> &str {
        match self {
            Self::Customer => "customer",
            Self::Lead => "lead",
        }
    }
}

#[allow(dead_code, reason = "one of the benches compares")]
pub(crate) fn same(ours: &Contact, theirs: &Derived) -> bool {
    ours.id == theirs.id
        && ours.name == theirs.name
        && ours.email == theirs.email
        && ours.created_at == theirs.created_at
        && ours.score.to_bits() == theirs.score.to_bits()
        && ours.active == theirs.active
        && ours.visits == theirs.visits
        && ours.tags == theirs.tags
        && ours.company == theirs.company
        && ours.kind.as_str() == theirs.kind.as_ref()
}
