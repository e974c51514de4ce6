//! The pass that finds the operations whose successes are of different types: each of them gets an enum of its own.

use super::dedup::Dedup;
use super::kinds::{Kind, Kinds};
use super::wire::{Content, Wire};
use crate::read::SchemaId;

/// By operation: whether its successes differ.
pub(super) fn differing(kinds: &Kinds, dedup: &Dedup, wire: &Wire) -> Vec<bool> {
    let types = Types { kinds, dedup };
    let differ = wire.successes.iter().map(|success| {
        let first = success.answers.first().and_then(|answer| answer.content);
        success.answers.iter().any(|answer| !types.is_one_body(answer.content, first))
    });
    differ.collect()
}

struct Types<'a> {
    kinds: &'a Kinds,
    dedup: &'a Dedup,
}

impl Types<'_> {
    fn is_one_body(&self, a: Option<Content>, b: Option<Content>) -> bool {
        match (a, b) {
            (Some(Content::Json(a)), Some(Content::Json(b)))
            | (Some(Content::Events(Some(a))), Some(Content::Events(Some(b))))
            | (Some(Content::JsonLines(Some(a))), Some(Content::JsonLines(Some(b)))) => self.is_one(a, b),
            (a, b) => a == b,
        }
    }

    /// Whether two schemas have one type. What has no name of its own is nested no deeper than the document, or holds
    /// itself, which gives it a name.
    fn is_one(&self, a: SchemaId, b: SchemaId) -> bool {
        if self.kinds.is_nullable(a) != self.kinds.is_nullable(b) {
            return false;
        }
        let (a, b) = (self.kinds.target(a), self.kinds.target(b));
        if a == b {
            return true;
        }
        match (self.kinds.is_type(a), self.kinds.is_type(b)) {
            (true, true) => self.dedup.representative(a) == self.dedup.representative(b),
            (false, false) => self.is_one_unnamed(self.kinds.get(a), self.kinds.get(b)),
            _ => false,
        }
    }

    fn is_one_unnamed(&self, a: &Kind, b: &Kind) -> bool {
        match (a, b) {
            (Kind::List(Some(a)), Kind::List(Some(b))) | (Kind::Map(a), Kind::Map(b)) => self.is_one(*a, *b),
            (Kind::Tuple(a), Kind::Tuple(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| self.is_one(*a, *b)),
            (Kind::Loose(_), Kind::Loose(_) | Kind::Any) | (Kind::Any, Kind::Loose(_)) => true,
            (a, b) => a == b,
        }
    }
}
