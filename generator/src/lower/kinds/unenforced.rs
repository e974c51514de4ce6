//! What a typed schema says that the crate doesn't enforce.

use serde_json::Value;

use super::Cx;
use crate::findings::codes;
use crate::normalise::CONSTRAINTS;
use crate::read::Schema;
use crate::text::with_article;

/// Keywords of JSON Schema 2020-12 that only the server checks.
const CHECKED_ELSEWHERE: &[&str] = &[
    "not",
    "if",
    "then",
    "else",
    "contains",
    "propertyNames",
    "patternProperties",
    "unevaluatedItems",
    "unevaluatedProperties",
    "dependentSchemas",
    "dependentRequired",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "$dynamicRef",
];

impl<'d> Cx<'_, 'd, '_> {
    /// Tells of the keywords that the server alone enforces.
    pub(super) fn tell_unenforced(&mut self, schema: &Schema<'d>) {
        let present = |keywords: &[&'static str]| {
            let found: Vec<_> =
                keywords.iter().filter(|key| schema.get(key).is_some()).map(|key| format!("`{key}`")).collect();
            (!found.is_empty()).then(|| found.join(", "))
        };
        let location = || schema.node.location();
        if let Some(keywords) = present(CONSTRAINTS) {
            self.tell(codes::CONSTRAINT, location(), format!("{keywords}: left to the server to check"), CHECK);
        }
        if let Some(keywords) = present(CHECKED_ELSEWHERE) {
            self.tell(codes::KEYWORD, location(), format!("{keywords}: left to the server to check"), CHECK);
        }
        if let Some(keywords) = present(&["readOnly", "writeOnly"]) {
            let message = format!("{keywords}: one type serves requests and responses");
            self.tell(codes::ACCESS, location(), message, "leave out what the server sets");
        }
        if schema.get("discriminator").is_some() {
            let message = "`discriminator`: the property is read like any other";
            self.tell(codes::DISCRIMINATOR, location(), message, "match on the property's value");
        }
        if let Some(default) = schema.get("default") {
            self.tell(codes::DEFAULT, location(), "`default`: left to the server to apply", "leave the value out");
            self.tell_odd_default(schema, default);
        }
    }

    fn tell_odd_default(&mut self, schema: &Schema<'d>, default: &Value) {
        let Some(ty) = schema.get("type").and_then(Value::as_str) else { return };
        let fits = match ty {
            "string" => default.is_string(),
            "integer" | "number" => default.is_number(),
            "boolean" => default.is_boolean(),
            "array" => default.is_array(),
            "object" => default.is_object(),
            _ => true,
        };
        if !fits {
            let message =
                format!("this default of a schema of type `{ty}` is {}; it is ignored", with_article(default));
            let help = format!("write a value of type `{ty}`, or remove it");
            self.tell(codes::DEFAULT_KIND, schema.node.value_of("default"), message, help);
        }
    }

    /// Tells of keywords that are for values of another type.
    pub(super) fn tell_foreign_keywords(&mut self, schema: &Schema<'d>, ty: &str) {
        const TYPED: &[&str] = &["items", "properties", "required", "additionalProperties"];
        let own: &[&str] = match ty {
            "array" => &["items"],
            "object" => &["properties", "required", "additionalProperties"],
            "string" | "number" | "integer" | "boolean" => &[],
            _ => return,
        };
        let foreign: Vec<_> =
            TYPED.iter().filter(|key| !own.contains(*key) && schema.get(key).is_some()).copied().collect();
        let Some(first) = foreign.first() else { return };
        let all = foreign.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
        let message = format!("this schema is of type `{ty}`, and {all} is for values of another type; it is ignored");
        let location = schema.node.key_of(first);
        self.tell(codes::FOREIGN_KEYWORD, location, message, "remove it, or correct the `type`");
    }
}

const CHECK: &str = "send what the documentation asks for";
