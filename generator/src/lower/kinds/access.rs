//! Types of requests that differ from those of responses: for objects with required properties that are only read, or
//! only written.
//!
//! The type of a schema is what responses have: what is only written may be absent there. Where requests truly differ, what they carry is a schema of its own,
//! which stands nowhere in the document. So either type can come later without a new name for the other.

use std::collections::HashMap;

use super::{Branch, Kind, Kinds, Object, Property, Rest, Union};
use crate::read::{Arena, Context, Derived, Edge, SchemaId};

/// Adds the schemas of requests. In those of responses, what is only written is optional.
pub(super) fn split(schemas: &mut Arena<'_>, kinds: &mut Kinds, roots: &[SchemaId]) {
    let differs = differing(schemas, kinds);
    let mut sent = Vec::new();
    let mut waiting = roots.to_vec();
    let mut variants: HashMap<SchemaId, SchemaId> = HashMap::new();
    while let Some(id) = waiting.pop() {
        if !differs[id.index()] || variants.contains_key(&id) {
            continue;
        }
        variants.insert(id, id);
        sent.push(id);
        waiting.extend(kinds.parts(id));
    }
    for id in &sent {
        let schema = &schemas[*id];
        let node = schema.node.clone();
        let context = match &schema.context {
            Context::Component(_) => Context::Part(*id, Edge::Other(REQUEST)),
            Context::Part(parent, edge) => Context::Part(variants.get(parent).copied().unwrap_or(*parent), *edge),
            other => other.clone(),
        };
        let variant = schemas.derive(node, context, Derived::RequestOf(*id));
        variants.insert(*id, variant);
    }
    for id in &sent {
        let kind = kinds.get(*id).clone();
        let kind = of_request(schemas, kinds, &variants, kind);
        kinds.of.push(kind);
        kinds.nullable.push(kinds.nullable[id.index()]);
        let sources = [*id].into_iter().chain(kinds.sources[id.index()].iter().copied()).collect();
        kinds.sources.push(sources);
    }
    for id in schemas.ids().filter(|id| differs.get(id.index()) == Some(&true)) {
        let kind = kinds.get(id).clone();
        kinds.of[id.index()] = of_response(schemas, kinds, kind);
    }
    kinds.requests = variants;
}

/// The word that the name of a request's type ends with.
const REQUEST: &str = "request";

/// The schemas that requests and responses can't share: objects, and all that such objects are inside of.
fn differing(schemas: &Arena<'_>, kinds: &Kinds) -> Vec<bool> {
    let mut differs = vec![false; schemas.len()];
    let mut holders: HashMap<SchemaId, Vec<SchemaId>> = HashMap::new();
    let mut waiting = Vec::new();
    for id in schemas.ids() {
        for part in kinds.parts(id) {
            holders.entry(part).or_default().push(id);
        }
        if let Kind::Object(object) = kinds.get(id) {
            let is_one_way = |property: &Property| {
                property.required
                    && ["readOnly", "writeOnly"].iter().any(|flag| has_flag(schemas, kinds, property, flag))
            };
            if object.properties.iter().any(is_one_way) {
                waiting.push(id);
            }
        }
    }
    while let Some(id) = waiting.pop() {
        if !std::mem::replace(&mut differs[id.index()], true) {
            waiting.extend(holders.get(&id).into_iter().flatten());
        }
    }
    differs
}

fn has_flag(schemas: &Arena<'_>, kinds: &Kinds, property: &Property, flag: &str) -> bool {
    let own = schemas[property.schema].node.flag(flag);
    own || kinds.sources(property.schema).iter().any(|source| schemas[*source].node.flag(flag))
}

/// The kind of what a request carries in place of a schema.
fn of_request(schemas: &Arena<'_>, kinds: &Kinds, variants: &HashMap<SchemaId, SchemaId>, kind: Kind) -> Kind {
    let sent = |id: SchemaId| variants.get(&id).copied().unwrap_or(id);
    match kind {
        Kind::List(items) => Kind::List(items.map(sent)),
        Kind::Tuple(items) => Kind::Tuple(items.into_iter().map(sent).collect()),
        Kind::Map(values) => Kind::Map(sent(values)),
        Kind::Reference(target) => Kind::Reference(sent(target)),
        Kind::Object(Object { properties, rest, .. }) => {
            let kept = properties.into_iter().filter(|property| !has_flag(schemas, kinds, property, "readOnly"));
            let properties = kept.map(|property| Property { schema: sent(property.schema), ..property }).collect();
            let rest = rest.map(|rest| if let Rest::Typed(id) = rest { Rest::Typed(sent(id)) } else { rest });
            Kind::Object(Object { properties, rest, parents: Vec::new() })
        }
        Kind::Union(Union { tag, branches }) => {
            let branches = branches.into_iter().map(|branch| {
                let required = required(schemas, kinds, &branch, "readOnly");
                Branch { schema: sent(branch.schema), required, ..branch }
            });
            Kind::Union(Union { tag, branches: branches.collect() })
        }
        other => other,
    }
}

/// The kind of what a response has, where a schema has properties that are only written.
fn of_response(schemas: &Arena<'_>, kinds: &Kinds, kind: Kind) -> Kind {
    match kind {
        Kind::Object(mut object) => {
            for property in &mut object.properties {
                property.required &= !has_flag(schemas, kinds, property, "writeOnly");
            }
            Kind::Object(object)
        }
        Kind::Union(mut union) => {
            for branch in &mut union.branches {
                branch.required = required(schemas, kinds, branch, "writeOnly");
            }
            Kind::Union(union)
        }
        other => other,
    }
}

/// The properties that a branch must have, without those of this flag.
fn required(schemas: &Arena<'_>, kinds: &Kinds, branch: &Branch, flag: &str) -> Vec<String> {
    let Kind::Object(object) = kinds.get(branch.schema) else { return branch.required.clone() };
    let is_flagged = |name: &&String| {
        let mut properties = object.properties.iter();
        properties.any(|property| property.name == **name && has_flag(schemas, kinds, property, flag))
    };
    branch.required.iter().filter(|name| !is_flagged(name)).cloned().collect()
}
