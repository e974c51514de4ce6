//! Headers of answers: one for each name, since a header means the same in all answers that have it.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::Cx;
use crate::findings::codes;
use crate::ir::{EnumRepr, HeaderForm, Width};
use crate::lower::kinds::Kind;
use crate::media_types::{Writing, writing};
use crate::read::{HeaderId, SchemaId};
use crate::text::{excerpt, is_token_byte};

/// A header of answers.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::lower) struct Header {
    /// The schema of its values; text where there is none.
    pub(in crate::lower) schema: Option<SchemaId>,
    pub(in crate::lower) form: HeaderForm,
    pub(in crate::lower) description: Option<String>,
    pub(in crate::lower) deprecated: bool,
}

impl Cx<'_, '_, '_> {
    /// The headers of the answers of all operations, by their names in lower case. Others are told of.
    pub(super) fn headers(&mut self) -> BTreeMap<String, Header> {
        let mut named: BTreeMap<String, BTreeSet<HeaderId>> = BTreeMap::new();
        let responses = self.spec.operations.iter().flat_map(|operation| &operation.responses);
        for (name, id) in responses.flat_map(|(_, id)| &self.spec.responses[id.0].headers) {
            if !name.is_empty() && name.bytes().all(is_token_byte) {
                named.entry(name.to_ascii_lowercase()).or_default().insert(*id);
            }
        }
        let mut read: HashSet<HeaderId> = HashSet::new();
        let all = named.into_iter().map(|(name, ids)| {
            let ids: Vec<_> = ids.into_iter().collect();
            let values = self.header_values(&ids);
            if values.is_none() {
                ids.iter().for_each(|id| self.untyped_header(*id, &format!("the header `{}` is text", excerpt(&name))));
            }
            read.extend(&ids);
            let (schema, form) = values.unwrap_or((None, HeaderForm::Text));
            let deprecated = ids.iter().all(|id| self.spec.headers[id.0].deprecated);
            (name, Header { schema, form, description: self.description(&ids), deprecated })
        });
        let all = all.collect();
        for id in (0..self.spec.headers.len()).map(HeaderId).filter(|id| !read.contains(id)) {
            self.untyped_header(id, "no answer of an operation has this header");
        }
        all
    }

    /// The type of a header's values, and how they are written, if that is the same in all places.
    fn header_values(&self, ids: &[HeaderId]) -> Option<(Option<SchemaId>, HeaderForm)> {
        let mut all = Vec::new();
        for id in ids {
            all.push(self.header_value(*id)?);
        }
        // An integer of 64 bits holds all others.
        let is_wide = |(schema, _): &&(SchemaId, _)| *self.kinds.resolved(*schema) == Kind::Integer(Width::I64);
        let (schema, form) = *all.iter().find(is_wide).or(all.first())?;
        let is_same =
            |(other, other_form): &(SchemaId, HeaderForm)| form == *other_form && self.is_same_header(schema, *other);
        all.iter().all(is_same).then_some((Some(schema), form))
    }

    /// The schema of a header's values, and how they are written: scalars, lists of them, or JSON.
    fn header_value(&self, id: HeaderId) -> Option<(SchemaId, HeaderForm)> {
        let header = &self.spec.headers[id.0];
        if let Some(media) = header.contents.first() {
            return media
                .schema
                .filter(|_| writing(&media.name) == Writing::Json)
                .map(|schema| (schema, HeaderForm::Json));
        }
        let schema = header.schema?;
        let form = match self.kinds.resolved(schema) {
            Kind::List(Some(items)) => match self.scalar_form(*items)? {
                HeaderForm::Text => HeaderForm::TextList,
                _ => HeaderForm::JsonList,
            },
            _ => self.scalar_form(schema)?,
        };
        Some((schema, form))
    }

    fn scalar_form(&self, schema: SchemaId) -> Option<HeaderForm> {
        match self.kinds.resolved(schema) {
            Kind::String | Kind::Text(_) => Some(HeaderForm::Text),
            Kind::Enum(own) if own.repr == EnumRepr::String => Some(HeaderForm::Text),
            Kind::Enum(own) if own.repr == EnumRepr::Integer => Some(HeaderForm::Json),
            Kind::Boolean | Kind::True | Kind::False | Kind::Integer(_) | Kind::Double | Kind::Number => {
                Some(HeaderForm::Json)
            }
            _ => None,
        }
    }

    /// Whether values of `b` are values of `a`, too.
    fn is_same_header(&self, a: SchemaId, b: SchemaId) -> bool {
        let value = |id: SchemaId| self.spec.schemas[id].node.value;
        if self.kinds.target(a) == self.kinds.target(b) || value(a) == value(b) {
            return true;
        }
        match (self.kinds.resolved(a), self.kinds.resolved(b)) {
            (Kind::List(Some(a)), Kind::List(Some(b))) => self.is_same_header(*a, *b),
            (Kind::Enum(_) | Kind::Union(_) | Kind::Object(_), _) => false,
            (Kind::Integer(Width::I64), Kind::Integer(_)) => true,
            (a, b) => a == b,
        }
    }

    /// What most places say of a header; of texts that as many say, the first one.
    fn description(&self, ids: &[HeaderId]) -> Option<String> {
        let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
        for text in ids.iter().filter_map(|id| self.spec.headers[id.0].description.as_deref()) {
            *counted.entry(text).or_default() += 1;
        }
        let most = counted.iter().rev().max_by_key(|(_, count)| **count)?;
        Some((*most.0).to_owned())
    }

    fn untyped_header(&mut self, id: HeaderId, what: &str) {
        let entry = self.spec.headers[id.0].entry;
        let location = self.ledger.location(entry);
        let help = "give it a `schema` of a scalar or a list, the same in all answers";
        self.loosen(entry, codes::RESPONSE_HEADER, location, format!("{what}; it has no type"), help);
    }
}
