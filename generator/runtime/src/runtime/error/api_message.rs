//! What an error's body says for people, whatever its shape.

use serde_json::Value;

use crate::runtime::{json, text};

/// The code and the message of an error's body, fit for one line.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct ApiMessage {
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
}

/// Longer codes and messages are cut.
const LIMIT: usize = 300;

impl ApiMessage {
    /// Looks where APIs put them: in `error`, at the top, where RFC 9457 has `title` and `detail`, and where RFC 6749
    /// (section 5.2) has `error` and `error_description`.
    pub(crate) fn of(body: &[u8]) -> Self {
        let Ok(body) = json::from_slice::<Value>(body) else {
            return Self::default();
        };
        match body.get("error") {
            Some(error @ Value::Object(_)) => {
                Self { code: first(error, &["code", "type"]), message: first(error, &["message", "detail", "title"]) }
            }
            Some(Value::String(error)) => match first(&body, &["error_description", "message"]) {
                Some(message) => Self { code: Some(line(error)), message: Some(message) },
                None => Self { code: first(&body, &["code"]), message: Some(line(error)) },
            },
            _ => Self { code: first(&body, &["code"]), message: first(&body, &["message", "detail", "title"]) },
        }
    }
}

/// The first of the members that is there as text.
fn first(object: &Value, names: &[&str]) -> Option<String> {
    names
        .iter()
        .filter_map(|name| match object.get(name)? {
            Value::String(text) => Some(line(text)),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        })
        .find(|text| !text.is_empty())
}

fn line(text: &str) -> String {
    text::clean(text.trim(), LIMIT)
}
