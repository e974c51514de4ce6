//! What a document describes is in the crate.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use specwright::Intermediate;
use specwright::findings::codes;
use specwright::ir::{Body, Operation, ParameterLocation, Type};
use specwright::ledger::{Construct, Disposition};
use specwright::source::FileId;

use super::walk::{At, Files, Found, below};
use super::{Ledger, shown};

/// All that the crate lacks.
pub(super) fn faults(
    files: &Files<'_>,
    found: &Found,
    ledger: &Ledger,
    made: &Intermediate,
    prune: bool,
) -> Vec<String> {
    let mut faults = operations(files, found, ledger, made);
    let types: BTreeMap<&str, &Type> =
        made.api.types.iter().filter(|ty| !ty.is_derived).map(|ty| (ty.pointer.as_str(), ty)).collect();
    for (construct, at) in &found.things {
        let is_component = at.1.strip_prefix("/components/schemas/").is_some_and(|name| !name.contains('/'));
        if *construct == Construct::Schema && at.0 == FileId::DOCUMENT && is_component && !prune {
            let ty = types.get(at.1.as_str()).filter(|ty| ty.is_root);
            faults.extend(ty.is_none().then(|| format!("the component {} has no type", shown(at))));
        }
    }
    for ty in &made.api.types {
        faults.extend(fields(files, ty));
    }
    faults
}

/// Every operation under `paths` is a method, with all its parameters. One that answers a value or a stream is two.
fn operations(files: &Files<'_>, found: &Found, ledger: &Ledger, made: &Intermediate) -> Vec<String> {
    let mut methods: BTreeMap<(&str, &str), Vec<&Operation>> = BTreeMap::new();
    for operation in made.api.resources.iter().flat_map(|resource| resource.all_operations()) {
        methods.entry((&operation.pointer, &operation.http_method)).or_default().push(operation);
    }
    for all in methods.values_mut() {
        let names: Vec<String> = all.iter().map(|operation| operation.method.as_str().to_owned()).collect();
        let is_second = |name: &str| names.iter().any(|other| format!("{other}_stream") == name);
        all.retain(|operation| !is_second(operation.method.as_str()));
    }
    let mut faults = Vec::new();
    for (path, method, at, item) in &found.operations {
        if ledger.get(Construct::Operation, at) == Some(Disposition::Excluded) {
            continue;
        }
        let all = methods.get_mut(&(at.1.as_str(), method.as_str()));
        // Two paths may refer to one path item: then its operations are methods twice.
        match all.and_then(Vec::pop) {
            Some(operation) => faults.extend(parameters(files, ledger, operation, item)),
            None => faults.push(format!("{method} {path} is no method")),
        }
    }
    let more = methods.into_values().flatten();
    faults.extend(more.map(|operation| format!("{} is a method, and no operation", operation.pointer)));
    faults
}

/// Whether an operation has the parameters that it and its path item list, each once, but for those that can't be sent.
fn parameters(files: &Files<'_>, ledger: &Ledger, operation: &Operation, item: &At) -> Vec<String> {
    let has: BTreeSet<(ParameterLocation, String)> =
        operation.parameters.iter().map(|parameter| key(parameter.location, &parameter.wire)).collect();
    let own = (item.0, operation.pointer.clone());
    let mut faults = Vec::new();
    for list in [below(item, "parameters"), below(&own, "parameters")] {
        for index in 0..files.get(&list).and_then(Value::as_array).map_or(0, Vec::len) {
            let at = below(&list, &index.to_string());
            let left_out = match ledger.get(Construct::Parameter, &at) {
                Some(Disposition::Loosened(code)) => [
                    codes::HEADER_NOT_SENT,
                    codes::HEADER_NAME,
                    codes::PATH_PARAMETER_UNUSED,
                    codes::PARAMETER_TWICE,
                    codes::REFERENCE_NOT_FOUND,
                    codes::REFERENCE_CYCLE,
                    codes::REFERENCE_KIND,
                    codes::EXTERNAL_REFERENCE,
                ]
                .contains(&code),
                _ => false,
            };
            let Some(end) = files.resolve(&at, "parameters").and_then(|mut chain| chain.pop()) else { continue };
            let text = |key: &str| files.get(&end)?.get(key)?.as_str().filter(|text| !text.is_empty());
            let Some(name) = text("name").filter(|_| !left_out) else { continue };
            let is_there = match place(text("in")) {
                Some(place) => has.contains(&key(place, name)),
                None => has.iter().any(|(_, wire)| wire == name),
            };
            faults.extend((!is_there).then(|| format!("{} lacks the parameter {}", operation.pointer, shown(&at))));
        }
    }
    if has.len() != operation.parameters.len() {
        faults.push(format!("{} has a parameter twice", operation.pointer));
    }
    faults
}

/// What no two parameters of an operation share. Header names have no case.
fn key(location: ParameterLocation, wire: &str) -> (ParameterLocation, String) {
    match location {
        ParameterLocation::Header => (location, wire.to_ascii_lowercase()),
        _ => (location, wire.to_owned()),
    }
}

fn place(text: Option<&str>) -> Option<ParameterLocation> {
    Some(match text? {
        "path" => ParameterLocation::Path,
        "query" => ParameterLocation::Query,
        "header" => ParameterLocation::Header,
        "cookie" => ParameterLocation::Cookie,
        "querystring" => ParameterLocation::QueryString,
        _ => return None,
    })
}

/// Whether a struct has a field for each property that can be there, in their order; behind them, what is only required.
/// A struct that combines schemas has the fields of all of them.
fn fields(files: &Files<'_>, ty: &Type) -> Option<String> {
    let Body::Struct(of) = &ty.body else { return None };
    // A type of another file has a pointer into that file; those are held against their entries alone.
    let schema = files.get(&(FileId::DOCUMENT, ty.pointer.clone()))?;
    let properties = schema.get("properties").and_then(Value::as_object)?;
    let fields: Vec<&str> = of.fields.iter().map(|field| field.wire.as_str()).collect();
    let is_combined = ty.is_derived || ["allOf", "$ref", "oneOf", "anyOf"].iter().any(|key| schema.get(key).is_some());
    // A request leaves out what is only read.
    let is_there = |value: &Value| *value != Value::Bool(false) && !(ty.is_derived && value.get("readOnly").is_some());
    let there = properties.iter().filter(|(_, value)| is_there(value));
    let properties: Vec<&str> = there.map(|(name, _)| name.as_str()).collect();
    let is_complete = match is_combined {
        true => properties.iter().all(|name| fields.contains(name)),
        false => {
            let required = schema.get("required").and_then(Value::as_array).into_iter().flatten();
            let required: Vec<&str> = required.filter_map(Value::as_str).collect();
            fields.starts_with(&properties) && fields[properties.len()..].iter().all(|name| required.contains(name))
        }
    };
    (!is_complete).then(|| format!("{} has the properties {properties:?}, and the fields {fields:?}", ty.pointer))
}
