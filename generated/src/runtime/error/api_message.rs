//! Finds the code and the message in the body of an error, in the places that APIs commonly use.

use std::str;

use http::HeaderMap;
use serde_json::{Map, Value};

use crate::runtime::auth::Redactor;
use crate::runtime::wire::content_type;

/// The code and the message, each one clean line.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct ApiMessage {
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
}

/// The longest code and message, in characters.
const MAX_LENGTH: usize = 300;
/// How many items of a list are shown.
const MAX_ITEMS: usize = 3;
/// Bodies with more values aren't parsed, since they would take too much memory.
const MAX_VALUES: usize = 100_000;
/// How deep a message may be nested.
const MAX_DEPTH: u32 = 4;

/// Members that have a message, the most informative first: of RFC 6749, of RFC 9457, and of common frameworks.
const MESSAGE: [&str; 12] = [
    "error_description",
    "message",
    "Message",
    "faultstring",
    "detail",
    "title",
    "msg",
    "error_message",
    "errorMessage",
    "defaultMessage",
    "description",
    "reason",
];
/// Members that have a code.
const CODE: &[&str] = &["code", "error_code", "errorCode", "errorcode", "__type"];
/// Members that have a code in an object `error` or `fault`, where `status` and `type` can only be its own.
const CODE_OF_ERROR: &[&str] = &["code", "error_code", "errorCode", "errorcode", "status", "type"];

impl ApiMessage {
    pub(crate) fn of(headers: &HeaderMap, body: &[u8], redactor: &Redactor) -> Self {
        let found = match json(body) {
            Some(body) => Self::of_json(&body),
            None => Self { code: None, message: first_line(headers, body) },
        };
        let line = |text: String| redactor.clean(text.trim(), MAX_LENGTH);
        Self { code: found.code.map(line), message: found.message.map(line) }
    }

    fn of_json(body: &Value) -> Self {
        let error = ["error", "fault"].iter().find_map(|name| body.get(name)?.as_object());
        let found = error.map(|error| Self::of_object(error, CODE_OF_ERROR)).unwrap_or_default();
        match body {
            Value::Object(body) if found.message.is_none() => {
                let outer = Self::of_object(body, CODE);
                Self { code: found.code.or(outer.code), message: outer.message }
            }
            Value::Array(_) => Self { code: code_of_first(body), message: text(body, 0) },
            _ => found,
        }
    }

    fn of_object(object: &Map<String, Value>, codes: &[&str]) -> Self {
        let errors = object.get("errors");
        let code = code(object, codes).or_else(|| code_of_first(errors?));
        let errors = errors.and_then(|errors| match errors {
            // The errors of each field: `{"name": ["can't be blank"]}`.
            Value::Object(fields) => {
                joined(fields.iter().filter_map(|(name, value)| Some(format!("{name}: {}", text(value, 0)?))))
            }
            errors => text(errors, 0),
        });
        let message = both(message(object, 0), errors);
        match object.get("error") {
            Some(error @ Value::String(_)) if message.is_some() => Self { code: text(error, 0).or(code), message },
            Some(error @ (Value::String(_) | Value::Array(_))) => {
                Self { code, message: message.or_else(|| text(error, 0)) }
            }
            _ => Self { code, message },
        }
    }
}

/// The message and the errors below it, unless one contains the other.
fn both(message: Option<String>, errors: Option<String>) -> Option<String> {
    match (message, errors) {
        (Some(message), Some(errors)) if errors.contains(&message) => Some(errors),
        (Some(message), Some(errors)) if message.contains(&errors) => Some(message),
        (Some(message), Some(errors)) => Some(format!("{}: {errors}", message.trim_end_matches(['.', ':']))),
        (message, errors) => message.or(errors),
    }
}

/// The body as JSON, unless it has too many values.
fn json(body: &[u8]) -> Option<Value> {
    let values = body.iter().filter(|byte| matches!(byte, b'[' | b'{' | b',')).count();
    (values <= MAX_VALUES).then(|| serde_json::from_str(&String::from_utf8_lossy(body)).ok()).flatten()
}

/// The first line of a body of plain text. Some servers declare HTML or JSON as plain text.
fn first_line(headers: &HeaderMap, body: &[u8]) -> Option<String> {
    let text = str::from_utf8(body).ok()?.trim_start();
    let is_plain = content_type::essence(headers)?.eq_ignore_ascii_case("text/plain");
    let line = text.lines().next().filter(|_| is_plain && !text.starts_with(['<', '{', '[']))?;
    Some(line.to_owned())
}

/// The text of a value: a string, the first items of an array, the message of an object.
fn text(value: &Value, depth: u32) -> Option<String> {
    if depth > MAX_DEPTH {
        return None;
    }
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(items) => joined(items.iter().filter_map(|item| text(item, depth + 1))),
        Value::Object(object) => {
            let text = message(object, depth + 1).or_else(|| code(object, CODE))?;
            let location = ["field", "loc", "param", "path"].iter().find_map(|name| field(object.get(*name)?));
            Some(match location {
                Some(field) => format!("{field}: {text}"),
                None => text,
            })
        }
        Value::Null | Value::Bool(_) => None,
    }
}

fn message(object: &Map<String, Value>, depth: u32) -> Option<String> {
    MESSAGE.iter().find_map(|name| text(object.get(*name)?, depth))
}

fn joined(items: impl Iterator<Item = String>) -> Option<String> {
    let items: Vec<_> = items.take(MAX_ITEMS).collect();
    (!items.is_empty()).then(|| items.join("; "))
}

/// The name of a field, or its path: `["body", "name"]`.
fn field(value: &Value) -> Option<String> {
    match value {
        Value::String(_) => text(value, 0),
        Value::Array(path) => Some(path.iter().filter_map(|part| text(part, 0)).take(9).collect::<Vec<_>>().join(".")),
        _ => None,
    }
}

/// The code. A number that is a status counts only if there is no other code.
fn code(object: &Map<String, Value>, names: &[&str]) -> Option<String> {
    let scalar = |name: &&str| text(object.get(*name).filter(|value| value.is_string() || value.is_number())?, 0);
    let is_status = |code: &String| code.parse().is_ok_and(|number| (400..600).contains(&number));
    let found = || names.iter().filter_map(scalar);
    let nested = || ["detail", "extensions"].iter().find_map(|name| code(object.get(*name)?.as_object()?, CODE));
    let code = found().find(|code| !is_status(code)).or_else(nested).or_else(|| found().next())?;
    // AWS puts a namespace before the name.
    Some(code.rsplit_once('#').map_or(code.as_str(), |(_, name)| name).to_owned())
}

fn code_of_first(errors: &Value) -> Option<String> {
    code(errors.as_array()?.first()?.as_object()?, CODE)
}
