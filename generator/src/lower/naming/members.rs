//! The names of fields, variants, parameters, failures and credentials.

use std::collections::HashMap;

use super::{CredentialNames, candidate, code_points, give};
use crate::ir::{EnumValue, ParameterPlace, Status};
use crate::lower::classes::Classes;
use crate::lower::context::Context;
use crate::lower::operations::Operation;
use crate::lower::schemas::Shape;
use crate::lower::survey::Survey;
use crate::names::collide::Candidate;
use crate::names::{Case, Ident, RESERVED_ON_BUILDER, RESERVED_ON_REQUEST, status::reason};
use crate::pointer::Pointer;

/// The variant for everything that isn't documented.
const OTHER: &str = "Other";

/// The names of the fields of all objects; `None` after an error.
pub(super) fn fields(cx: &mut Context<'_>, classes: &Classes) -> Option<HashMap<Pointer, Vec<Ident>>> {
    let objects: Vec<_> = cx
        .schemas
        .iter()
        .filter(|(pointer, _)| classes.is_representative(pointer))
        .filter_map(|(pointer, schema)| match &schema.shape {
            Shape::Object(properties) => Some((pointer.clone(), properties.clone())),
            _ => None,
        })
        .collect();
    let mut all = HashMap::new();
    let mut complete = true;
    for (pointer, properties) in objects {
        let at = |name: &String| pointer.push("properties").push(name);
        let candidates: Vec<_> = properties
            .iter()
            .map(|property| {
                let spellings = vec![property.name.clone(), code_points(&property.name)];
                let pin = cx.pin(&at(&property.name), Case::Value);
                Candidate { key: property.name.clone(), spellings, rank: 0, pin }
            })
            .collect();
        match give(cx, Case::Value, &[], &candidates, at) {
            Some(mut names) => {
                let names = properties.iter().filter_map(|property| names.remove(&property.name)).collect();
                all.insert(pointer, names);
            }
            None => complete = false,
        }
    }
    complete.then_some(all)
}

/// The names of the variants of all enums; `None` after an error.
pub(super) fn variants(cx: &mut Context<'_>, classes: &Classes) -> Option<HashMap<Pointer, Vec<Ident>>> {
    let enums: Vec<_> = cx
        .schemas
        .iter()
        .filter(|(pointer, _)| classes.is_representative(pointer))
        .filter_map(|(pointer, schema)| match &schema.shape {
            Shape::Enum(_, own) => Some((pointer.clone(), classes.values(pointer, own))),
            _ => None,
        })
        .collect();
    let mut all = HashMap::new();
    let mut complete = true;
    for (pointer, values) in enums {
        let at = |index: &usize| pointer.push("enum").index(*index);
        let candidates: Vec<_> = values
            .iter()
            .enumerate()
            .map(|(index, value)| {
                let pin = cx.pin(&at(&index), Case::Variant);
                Candidate { key: index, spellings: variant_spellings(value), rank: 0, pin }
            })
            .collect();
        match give(cx, Case::Variant, &[OTHER], &candidates, at) {
            Some(mut names) => {
                let names = (0..values.len()).filter_map(|index| names.remove(&index)).collect();
                all.insert(pointer, names);
            }
            None => complete = false,
        }
    }
    complete.then_some(all)
}

/// What the variant of a value would be called: its words, then whether it is in capitals, then its characters.
fn variant_spellings(value: &EnumValue) -> Vec<String> {
    let text = match value {
        EnumValue::Integer(integer) => return vec![integer.to_string()],
        EnumValue::String(text) if text.is_empty() => return vec!["empty".to_owned(), "empty string".to_owned()],
        EnumValue::String(text) => text,
    };
    let has = |fits: fn(&char) -> bool| text.chars().any(|c| fits(&c));
    let letters = match (has(|c| c.is_uppercase()), has(|c| c.is_lowercase())) {
        (true, false) => "upper",
        (false, true) => "lower",
        (true, true) => "mixed",
        (false, false) => "value",
    };
    vec![text.clone(), format!("{text} {letters}"), format!("{text} {}", code_points(text)), code_points(text)]
}

/// The names of an operation's parameters, in their order; `None` after an error.
pub(super) fn parameters(cx: &mut Context<'_>, operation: &Operation) -> Option<Vec<Ident>> {
    let candidates: Vec<_> = operation
        .parameters
        .iter()
        .enumerate()
        .map(|(index, parameter)| {
            let wire = &parameter.wire;
            let (place, rank) = match parameter.place {
                ParameterPlace::Path => ("path", 0),
                ParameterPlace::Query => ("query", 1),
                ParameterPlace::QueryString => ("query string", 1),
                ParameterPlace::Header => ("header", 2),
                ParameterPlace::Cookie => ("cookie", 3),
            };
            let spellings =
                vec![wire.clone(), format!("{wire} {place}"), format!("{wire} {place} {}", code_points(wire))];
            candidate(cx, Case::Value, index, &parameter.pointer, spellings, rank)
        })
        .collect();
    let at = |index: &usize| operation.parameters[*index].pointer.clone();
    let mut names = give(cx, Case::Value, RESERVED_ON_REQUEST, &candidates, at)?;
    (0..candidates.len()).map(|index| names.remove(&index)).collect()
}

/// The variants of an operation's failures, in their order; `None` after an error.
pub(super) fn failures(cx: &mut Context<'_>, operation: &Operation) -> Option<Vec<Ident>> {
    let spelled = |status: Status| match status {
        Status::Code(code) => {
            vec![reason(code).map_or_else(|| format!("status {code}"), str::to_owned), format!("status {code}")]
        }
        Status::Class(4) => vec!["client error".to_owned()],
        Status::Class(5) => vec!["server error".to_owned()],
        Status::Class(class) => vec![format!("class {class}")],
        Status::Default => vec!["default".to_owned()],
    };
    let candidates: Vec<_> = operation
        .responses
        .failures
        .iter()
        .enumerate()
        .map(|(index, failure)| Candidate { key: index, spellings: spelled(failure.status), rank: 0, pin: None })
        .collect();
    let at = |_: &usize| operation.pointer.push("responses");
    let mut names = give(cx, Case::Variant, &[OTHER], &candidates, at)?;
    (0..candidates.len()).map(|index| names.remove(&index)).collect()
}

/// The names of the credentials, and of what provides them, by scheme; `None` after an error.
pub(super) fn credentials(cx: &mut Context<'_>, survey: &Survey) -> Option<HashMap<String, CredentialNames>> {
    let at = |(scheme, _): &(String, Setter)| Pointer::root().push("components").push("securitySchemes").push(scheme);
    let config = cx.config;
    let is_lost = |scheme: &&String| !survey.schemes.contains_key(scheme.as_str());
    if let Some(lost) = config.client.credentials.keys().find(is_lost) {
        let message =
            format!("the configuration names the credential of a security scheme `{lost}` that no operation uses");
        let help = "correct it under `[client.credentials]`, or remove it";
        cx.error(crate::diagnostic::Place::File, message, help);
        return None;
    }
    let candidates: Vec<_> = survey
        .schemes
        .keys()
        .flat_map(|scheme| {
            let pin = config.client.credentials.get(scheme).and_then(|name| Ident::pinned(name, Case::Value));
            let own = pin.as_ref().map_or(scheme.as_str(), Ident::as_str);
            let provider = vec![format!("{own} provider"), format!("{own} credential provider")];
            let value = vec![scheme.clone(), format!("{scheme} credential")];
            [
                Candidate { key: (scheme.clone(), Setter::Provider), spellings: provider, rank: 1, pin: None },
                Candidate { key: (scheme.clone(), Setter::Value), spellings: value, rank: 0, pin },
            ]
        })
        .collect();
    let mut names = give(cx, Case::Value, RESERVED_ON_BUILDER, &candidates, at)?;
    let all = survey.schemes.keys().map(|scheme| {
        let mut take = |setter| names.remove(&(scheme.clone(), setter));
        Some((scheme.clone(), CredentialNames { method: take(Setter::Value)?, provider: take(Setter::Provider)? }))
    });
    all.collect()
}

/// The methods of the client's builder that set one credential.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Setter {
    Value,
    Provider,
}
