//! The types of schemas' values, for who compares them with the document.

use std::collections::HashMap;

use super::context::Context;
use super::doc_examples::type_text;
use crate::ledger::{Construct, Ledger};
use crate::output::SchemaType;

pub(super) fn schema_types(cx: &Context<'_>, ledger: &Ledger) -> Vec<SchemaType> {
    let schemas = ledger.iter().filter(|entry| entry.construct == Construct::Schema);
    let dispositions: HashMap<_, _> = schemas.map(|entry| (&entry.location, entry.disposition)).collect();
    let types = cx.api.schemas.iter().filter_map(|(location, ty)| {
        let disposition = *dispositions.get(location)?;
        Some(SchemaType { location: location.clone(), rust: type_text(cx, ty), disposition })
    });
    types.collect()
}
