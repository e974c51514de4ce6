//! Values under keys that have no object: strings, booleans, numbers, and arrays of them.

use serde_json::{Number, Value};

use super::keys::{ObjectKind, ValueKind};
use super::walk::Walk;
use crate::findings::codes;
use crate::text::{excerpt, with_article};

impl Walk<'_> {
    /// Makes `value`, which stands under `key` of a `kind` object, one of its kind. `false` where it can't be, and is to
    /// be removed.
    pub(super) fn repair(&mut self, kind: ObjectKind, key: &str, expected: ValueKind, value: &mut Value) -> bool {
        match expected {
            ValueKind::Text => self.text(kind, key, value),
            ValueKind::Flag => self.flag(kind, key, value),
            ValueKind::Number => self.number(kind, key, value),
            ValueKind::TextOrTexts if !value.is_array() => self.text(kind, key, value),
            ValueKind::Texts | ValueKind::TextOrTexts => self.texts(kind, key, value),
            ValueKind::Values if !value.is_array() => self.refuse(kind, key, expected, value),
            _ => true,
        }
    }

    fn text(&mut self, kind: ObjectKind, key: &str, value: &mut Value) -> bool {
        let text = match value {
            Value::String(_) => return true,
            Value::Number(number) => number.to_string(),
            Value::Bool(flag) => flag.to_string(),
            _ => return self.refuse(kind, key, ValueKind::Text, value),
        };
        let message = format!("`{key}` is {}, where a string is expected; it is read as `{text}`", with_article(value));
        self.tell(codes::WRONG_KIND, message, help(kind, key, ValueKind::Text, value));
        *value = Value::String(text);
        true
    }

    fn flag(&mut self, kind: ObjectKind, key: &str, value: &mut Value) -> bool {
        let flag = match value {
            Value::Bool(_) => return true,
            Value::String(text) if text.eq_ignore_ascii_case("true") => true,
            Value::String(text) if text.eq_ignore_ascii_case("false") => false,
            _ => return self.refuse(kind, key, ValueKind::Flag, value),
        };
        let found = with_article(value);
        let message = format!("`{key}` is {found}, where a boolean is expected; it is read as `{flag}`");
        self.tell(codes::WRONG_KIND, message, help(kind, key, ValueKind::Flag, value));
        *value = Value::Bool(flag);
        true
    }

    fn number(&mut self, kind: ObjectKind, key: &str, value: &mut Value) -> bool {
        let number = match value {
            Value::Number(_) => return true,
            Value::String(text) => text.trim().parse::<Number>().ok(),
            _ => None,
        };
        let Some(number) = number else { return self.refuse(kind, key, ValueKind::Number, value) };
        let message = format!("`{key}` is a string, where a number is expected; it is read as `{number}`");
        self.tell(codes::WRONG_KIND, message, help(kind, key, ValueKind::Number, value));
        *value = Value::Number(number);
        true
    }

    fn texts(&mut self, kind: ObjectKind, key: &str, value: &mut Value) -> bool {
        if let Value::String(text) = value {
            let message = format!("`{key}` is a string, where an array of strings is expected; it is read as an array");
            let one = Value::Array(vec![Value::String(text.clone())]);
            self.tell(codes::WRONG_KIND, message, help(kind, key, ValueKind::Texts, value));
            *value = one;
        }
        let Value::Array(items) = value else { return self.refuse(kind, key, ValueKind::Texts, value) };
        for (index, item) in items.iter_mut().enumerate() {
            let before = self.enter_index(index);
            let text = match item {
                Value::String(_) => None,
                // YAML reads `null` without quotes as nothing, and the type of that name is meant.
                Value::Null if key == "type" => Some("null".to_owned()),
                Value::Number(number) => Some(number.to_string()),
                Value::Bool(flag) => Some(flag.to_string()),
                _ => {
                    let found = with_article(item);
                    let message = format!("this item of `{key}` is {found}, where a string is expected; it is ignored");
                    self.tell(codes::WRONG_KIND, message, help(kind, key, ValueKind::Text, item));
                    None
                }
            };
            if let Some(text) = text {
                let found = with_article(item);
                let message =
                    format!("this item of `{key}` is {found}, where a string is expected; it is read as `{text}`");
                self.tell(codes::WRONG_KIND, message, format!("put it in quotes: `\"{text}\"`"));
                *item = Value::String(text);
            }
            self.leave(before);
        }
        items.retain(Value::is_string);
        true
    }

    /// Tells of a value that can't be read, which is then as if it weren't there.
    pub(super) fn refuse(&mut self, kind: ObjectKind, key: &str, expected: ValueKind, value: &Value) -> bool {
        let message =
            format!("`{key}` is {}, where {} is expected; it is ignored", with_article(value), name(expected));
        self.tell(codes::WRONG_KIND, message, help(kind, key, expected, value));
        false
    }
}

fn name(expected: ValueKind) -> String {
    match expected {
        ValueKind::Flag => "a boolean".to_owned(),
        ValueKind::Number => "a number".to_owned(),
        ValueKind::Texts => "an array of strings".to_owned(),
        ValueKind::Values => "an array".to_owned(),
        ValueKind::List(of) => format!("an array of {} Objects", of.name()),
        ValueKind::Map(of) => format!("an object of {} Objects", of.name()),
        ValueKind::Node(of) => format!("{} {} Object", of.article(), of.name()),
        ValueKind::Schema => "a schema".to_owned(),
        _ => "a string".to_owned(),
    }
}

fn help(kind: ObjectKind, key: &str, expected: ValueKind, value: &Value) -> String {
    match (kind, key, expected, value) {
        (ObjectKind::Schema, "required", _, Value::Bool(_)) => {
            "`required` lists the names of the properties that are always there, beside `properties`: `required: [id]`"
                .to_owned()
        }
        (_, _, _, Value::Null) => "remove the key, or give it a value".to_owned(),
        (_, _, ValueKind::Text, Value::Number(_) | Value::Bool(_)) => format!("put it in quotes: `\"{value}\"`"),
        (_, _, ValueKind::Texts, Value::String(text)) => format!("write `[{}]`", excerpt(text)),
        (_, _, ValueKind::Flag, _) => "write `true` or `false`, without quotes".to_owned(),
        (_, _, ValueKind::Number, _) => "write a number, without quotes".to_owned(),
        (_, _, ValueKind::List(ObjectKind::SecurityRequirement), _) => {
            "write a list of sets of security schemes, such as `[{ bearerAuth: [] }]`".to_owned()
        }
        (_, _, ValueKind::List(_), _) => "write a list, with `-` before each item in YAML".to_owned(),
        (_, _, ValueKind::Map(_), _) => "write each under a name of its own, such as `name: ..`".to_owned(),
        (_, _, ValueKind::Node(ObjectKind::Paths), _) => {
            "write each operation under its path, such as `/cats:`".to_owned()
        }
        (_, _, ValueKind::Schema, _) => "write a schema, such as `{ type: string }`".to_owned(),
        (_, _, ValueKind::Node(of), _) => format!("see the {} Object in the OpenAPI specification", of.name()),
        _ => format!("see the {} Object in the OpenAPI specification", kind.name()),
    }
}
