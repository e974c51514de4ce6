//! The names of fields, variants, parameters and errors.

use std::collections::HashMap;

use serde_json::Value;

use super::resources::Tree;
use super::types::{BodyType, Types};
use super::{Cx, OperationNames, code_points};
use crate::ir::{EnumValue, ParameterLocation, Status};
use crate::lower::kinds::{Branch, Entry, Kind};
use crate::lower::wire::{MultipartBody, RequestContent, RequestFormat, is_success};
use crate::media_types::spellings;
use crate::names::{Candidate, Case, Ident, RESERVED_ON_REQUEST, assign, status::reason};
use crate::pointer::Pointer;
use crate::read::{Operation, OperationId, SchemaId};

/// The variant for everything that isn't documented.
const OTHER: &str = "Other";

/// The names of the fields of all objects, and of the fields for properties without a name.
pub(super) fn fields(cx: &mut Cx<'_, '_>) -> (HashMap<SchemaId, Vec<Ident>>, HashMap<SchemaId, Ident>) {
    let (mut all, mut additional) = (HashMap::new(), HashMap::new());
    for id in own_types(cx) {
        let Kind::Object(object) = cx.kinds.get(id) else { continue };
        let properties = &object.properties;
        let at = |index: usize| Some(cx.spec.schemas[properties.get(index)?.schema].node.pointer.clone());
        let mut candidates = Vec::new();
        for (index, property) in properties.iter().enumerate() {
            let name = property.name.as_str();
            let pin = cx.pins.of(&cx.spec.schemas[property.schema].node, Case::Value);
            candidates.push(Candidate::new(index, name, name).or_else(|| [code_points(name)]).pin(pin));
        }
        let count = candidates.len();
        if object.rest.is_some() {
            let further = || ["other additional properties"];
            candidates.push(Candidate::new(count, "", "additional properties").or_else(further).rank(1));
        }
        let mut assigned = assign(Case::Value, &[], candidates);
        cx.pins.check(&assigned, |index| at(*index));
        all.insert(id, (0..count).filter_map(|index| assigned.names.remove(&index)).collect());
        additional.extend(assigned.names.remove(&count).map(|name| (id, name)));
    }
    (all, additional)
}

/// The names of the fields of the objects that are sent as forms of parts.
pub(super) fn parts(cx: &mut Cx<'_, '_>) -> HashMap<SchemaId, Vec<Ident>> {
    let mut all = HashMap::new();
    let contents = cx.wire.bodies.iter().flatten();
    for RequestContent { format, .. } in contents {
        let RequestFormat::Multipart(MultipartBody { schema, parts }) = format else { continue };
        let mut candidates = Vec::new();
        for (index, (property, _)) in parts.iter().enumerate() {
            let name = property.name.as_str();
            let pin = cx.pins.of(&cx.spec.schemas[property.schema].node, Case::Value);
            candidates.push(Candidate::new(index, name, name).or_else(|| [code_points(name)]).pin(pin));
        }
        let mut assigned = assign(Case::Value, &[], candidates);
        all.insert(*schema, (0..parts.len()).filter_map(|index| assigned.names.remove(&index)).collect());
    }
    all
}

/// The names of the variants of all enums and unions.
pub(super) fn variants(cx: &mut Cx<'_, '_>) -> HashMap<SchemaId, Vec<Ident>> {
    let mut all = HashMap::new();
    for id in own_types(cx) {
        let (candidates, pointer) = match cx.kinds.get(id) {
            Kind::Enum(own) => {
                let members = cx.dedup.envelope(id).map_or_else(|| vec![id], |envelope| envelope.members.clone());
                let pins: Vec<_> = members.into_iter().flat_map(|member| variant_pins(cx, member)).collect();
                (values(cx.dedup.entries(id, own), &pins), cx.spec.schemas[id].node.pointer.push("enum"))
            }
            Kind::Union(union) => (branches(&union.branches), cx.spec.schemas[id].node.pointer.clone()),
            _ => continue,
        };
        let count = candidates.len();
        let mut assigned = assign(Case::Variant, &[OTHER], candidates);
        cx.pins.check(&assigned, |index| Some(pointer.index(*index)));
        all.insert(id, (0..count).filter_map(|index| assigned.names.remove(&index)).collect());
    }
    all
}

/// The values of an enum: they are called as the document calls them beside, or as they are spelled.
fn values<'e>(entries: &'e [Entry], pins: &[(&Value, Ident)]) -> Vec<Candidate<'e, usize>> {
    let entries = entries.iter().enumerate();
    let candidates = entries.map(|(index, entry)| {
        let pin = pins.iter().find(|(item, _)| is_same(item, &entry.value)).map(|(_, pin)| pin.clone());
        let (spelling, mut further) = variant_spellings(&entry.value);
        let best = match &entry.label {
            Some(label) => {
                further.insert(0, spelling.clone());
                label.clone()
            }
            None => spelling.clone(),
        };
        Candidate::new(index, spelling, best).or_else(move || further.clone()).pin(pin)
    });
    candidates.collect()
}

/// The branches of a union.
fn branches(branches: &[Branch]) -> Vec<Candidate<'_, usize>> {
    let branches = branches.iter().enumerate();
    let candidates = branches.map(|(index, branch)| {
        let (best, further) = branch.labels.split_first().map_or(("value", &[][..]), |(best, rest)| (best, rest));
        // What is the same in all that a name can be made of has no better name than its place.
        let location = format!("{} {index}", branch.labels.join(" "));
        Candidate::new(index, location, best).or_else(move || further.iter().map(String::as_str))
    });
    candidates.collect()
}

/// The schemas that types are defined for: not those that others stand for.
fn own_types(cx: &Cx<'_, '_>) -> Vec<SchemaId> {
    let ids = cx.spec.schemas.ids();
    ids.filter(|id| cx.usage.is_made(*id) && cx.kinds.is_type(*id) && cx.dedup.representative(*id) == *id).collect()
}

/// The pins of values in the `enum` of one schema. They are few, and the values may be very many.
fn variant_pins<'d>(cx: &mut Cx<'_, 'd>, id: SchemaId) -> Vec<(&'d Value, Ident)> {
    let list = cx.spec.schemas[id].node.get("enum");
    let items = list.into_iter().flat_map(|list| list.items().collect::<Vec<_>>());
    items.filter_map(|item| Some((item.value, cx.pins.of(&item, Case::Variant)?))).collect()
}

fn is_same(item: &Value, value: &EnumValue) -> bool {
    match value {
        EnumValue::String(text) => item.as_str() == Some(text.as_str()),
        EnumValue::Integer(integer) => item.as_i64() == Some(*integer),
        EnumValue::Json(json) => serde_json::from_str(json).is_ok_and(|value: Value| value == *item),
    }
}

/// What the variant of a value is called: its words; then whether it is in capitals, then its characters.
fn variant_spellings(value: &EnumValue) -> (String, Vec<String>) {
    let text = match value {
        EnumValue::Integer(integer) => return (integer.to_string(), Vec::new()),
        EnumValue::String(text) if text.is_empty() => return ("empty".to_owned(), vec!["empty string".to_owned()]),
        EnumValue::String(text) | EnumValue::Json(text) => text,
    };
    let has = |fits: fn(&char) -> bool| text.chars().any(|c| fits(&c));
    let letters = match (has(|c| c.is_uppercase()), has(|c| c.is_lowercase())) {
        (true, false) => "upper",
        (false, true) => "lower",
        (true, true) => "mixed",
        (false, false) => "value",
    };
    (text.clone(), vec![format!("{text} {letters}"), format!("{text} {}", code_points(text)), code_points(text)])
}

/// The names of all operations, and of what is theirs alone.
pub(super) fn operations(cx: &mut Cx<'_, '_>, tree: &Tree, types: &Types) -> Vec<OperationNames> {
    let mut all = Vec::new();
    for (index, operation) in cx.spec.operations.iter().enumerate() {
        let id = OperationId(index);
        let (Some(resource), Some(method), Some(own)) =
            (tree.resource(id), tree.method(id), types.operations.get(index))
        else {
            continue;
        };
        let (parameters, body) = parameters(cx, operation);
        all.push(OperationNames {
            resource: resource.clone(),
            method: method.clone(),
            request: own.request.clone(),
            operation: own.operation.clone(),
            params: own.params.clone(),
            error: own.error.clone(),
            response: own.response.clone(),
            parameters,
            body,
            errors: variants_of(operation, "error", &[OTHER], |status| !is_success(status)),
            successes: successes(cx, index, operation),
            contents: contents(cx, operation),
            choice: types.bodies.get(&(id, BodyType::Choice)).cloned(),
            form: types.bodies.get(&(id, BodyType::Form)).cloned(),
        });
    }
    all
}

/// The names of an operation's parameters, in their order, and of its body.
fn parameters(cx: &mut Cx<'_, '_>, operation: &Operation<'_>) -> (Vec<Ident>, Ident) {
    let mut candidates = Vec::new();
    for (index, id) in operation.parameters.iter().enumerate() {
        let parameter = &cx.spec.parameters[id.0];
        let wire = parameter.wire.as_str();
        let (place, rank) = match parameter.location {
            ParameterLocation::Path => ("path", 0),
            ParameterLocation::Query => ("query", 1),
            ParameterLocation::QueryString => ("query string", 1),
            ParameterLocation::Header => ("header", 2),
            ParameterLocation::Cookie => ("cookie", 3),
        };
        let further = move || [format!("{wire} {place}"), format!("{wire} {place} {}", code_points(wire))];
        let pin = cx.pins.of(&parameter.node, Case::Value);
        let location = format!("{place} {wire}");
        candidates.push(Candidate::new(index, location, wire).or_else(further).rank(rank).pin(pin));
    }
    let count = candidates.len();
    candidates.push(Candidate::new(count, "body", "body").or_else(|| ["request body"]).rank(4));
    let mut assigned = assign(Case::Value, RESERVED_ON_REQUEST, candidates);
    let pointer = |index: &usize| -> Option<Pointer> {
        let id = operation.parameters.get(*index)?;
        Some(cx.spec.parameters[id.0].node.pointer.clone())
    };
    cx.pins.check(&assigned, pointer);
    let body = assigned.names.remove(&count).unwrap_or_else(|| Case::Value.fallback());
    ((0..count).filter_map(|index| assigned.names.remove(&index)).collect(), body)
}

/// The variants of an operation's body, by their media types.
fn contents(cx: &Cx<'_, '_>, operation: &Operation<'_>) -> Vec<Ident> {
    let contents = operation.body.and_then(|id| cx.wire.bodies.get(id.0)).map_or(&[][..], Vec::as_slice);
    let candidates = contents.iter().enumerate().map(|(index, content)| {
        let further = || spellings(&content.name).into_iter().skip(1);
        let best = spellings(&content.name).into_iter().next().unwrap_or_default();
        Candidate::new(index, content.name.as_str(), best).or_else(further)
    });
    let mut assigned = assign(Case::Variant, &[], candidates.collect());
    (0..contents.len()).filter_map(|index| assigned.names.remove(&index)).collect()
}

/// The variants of an operation's successes, where they differ.
fn successes(cx: &Cx<'_, '_>, index: usize, operation: &Operation<'_>) -> Vec<Option<Ident>> {
    match cx.differing.get(index) {
        Some(true) => variants_of(operation, "success", &[], is_success),
        _ => Vec::new(),
    }
}

/// The variants of some of an operation's responses, in the order of all: each is called after its status.
fn variants_of(
    operation: &Operation<'_>,
    kind: &str,
    reserved: &[&str],
    is_one: impl Fn(Status) -> bool,
) -> Vec<Option<Ident>> {
    let spelled = |status: Status| match status {
        Status::Code(code) => {
            let exact = format!("status {code}");
            (reason(code).map_or_else(|| exact.clone(), str::to_owned), exact)
        }
        Status::Class(2) => ("success".to_owned(), "class 2".to_owned()),
        Status::Class(4) => ("client error".to_owned(), "class 4".to_owned()),
        Status::Class(5) => ("server error".to_owned(), "class 5".to_owned()),
        Status::Class(class) => (format!("class {class}"), format!("class {class} {kind}")),
        Status::Default => ("default".to_owned(), format!("default {kind}")),
    };
    let own = operation.responses.iter().enumerate().filter(|(_, (status, _))| is_one(*status));
    let candidates = own.map(|(index, (status, _))| {
        let (spelling, exact) = spelled(*status);
        Candidate::new(index, exact.clone(), spelling).or_else(move || [exact.clone()])
    });
    let mut assigned = assign(Case::Variant, reserved, candidates.collect());
    (0..operation.responses.len()).map(|index| assigned.names.remove(&index)).collect()
}

/// The constants of the headers of answers, by their names on the wire.
pub(super) fn headers(cx: &Cx<'_, '_>) -> HashMap<String, Ident> {
    let names = cx.wire.headers.keys();
    let candidates = names.map(|name| {
        let further = move || [format!("{name} {}", code_points(name))];
        Candidate::new(name.clone(), name.as_str(), name.as_str()).or_else(further)
    });
    assign(Case::Const, &[], candidates.collect()).names.into_iter().collect()
}
