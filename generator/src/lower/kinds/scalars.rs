//! Strings, numbers and booleans.

use serde_json::Value;

use super::{Cx, Kind};
use crate::findings::codes;
use crate::ir::EnumRepr;
use crate::read::Schema;
use crate::text::excerpt;

impl<'d> Cx<'_, 'd, '_> {
    pub(super) fn string(&mut self, schema: &Schema<'d>) -> Kind {
        if let Some(values) = values(schema) {
            return self.enumeration(schema, EnumRepr::String, values);
        }
        if let Some(Value::String(format)) = schema.get("format") {
            let message = format!("`format: {}` is a plain `String`", excerpt(format));
            self.tell(codes::FORMAT, schema.node.key_of("format"), message, "check the text where its form matters");
        }
        Kind::String
    }

    pub(super) fn number(&mut self, schema: &Schema<'d>) -> Kind {
        if let Some(values) = values(schema) {
            return self.enumeration(schema, EnumRepr::Integer, values);
        }
        if let Some(Value::String(format)) = schema.get("format")
            && !matches!(format.as_str(), "float" | "double")
        {
            let message = format!("`format: {}` is a plain `f64`", excerpt(format));
            self.tell(codes::FORMAT, schema.node.key_of("format"), message, "check the number where its form matters");
        }
        Kind::Double
    }

    pub(super) fn integer(&mut self, schema: &Schema<'d>) -> Kind {
        if let Some(values) = values(schema) {
            return self.enumeration(schema, EnumRepr::Integer, values);
        }
        match schema.get("format").and_then(Value::as_str) {
            Some("int32") => Kind::Int32,
            None | Some("int64") => Kind::Int64,
            Some(format) => {
                let message = format!("`format: {}` is a plain `i64`", excerpt(format));
                let help = "check the number where its form matters";
                self.tell(codes::FORMAT, schema.node.key_of("format"), message, help);
                Kind::Int64
            }
        }
    }

    pub(super) fn boolean(&mut self, schema: &Schema<'d>) -> Kind {
        let Some((keyword, values)) = values(schema) else { return Kind::Boolean };
        let has = |flag: bool| values.iter().any(|value| **value == Value::Bool(flag));
        let are_flags = values.iter().all(|value| value.is_boolean());
        match (has(true), has(false)) {
            _ if values.is_empty() => self.without_values(schema, keyword),
            _ if !are_flags => {
                let message = format!("`{keyword}` has other values than booleans; any JSON is allowed here");
                self.loose(schema, codes::ENUM, keyword, message)
            }
            (true, false) => Kind::True,
            (false, true) => Kind::False,
            _ => Kind::Boolean,
        }
    }
}

/// The values that a schema allows, by the keyword that lists them: those of an `enum`, or the one of a `const`.
pub(super) fn values<'d>(schema: &Schema<'d>) -> Option<(&'static str, Vec<&'d Value>)> {
    if let Some(value) = schema.get("const") {
        return Some(("const", vec![value]));
    }
    let values = schema.get("enum")?.as_array()?;
    Some(("enum", values.iter().collect()))
}
