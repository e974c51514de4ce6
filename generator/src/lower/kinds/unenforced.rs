//! What a typed schema says that the crate doesn't enforce.

use serde_json::Value;

use super::Cx;
use crate::findings::codes;
use crate::normalise::CONSTRAINTS;
use crate::read::SchemaId;
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
    "dependentSchemas",
    "dependentRequired",
    "contentMediaType",
    "contentSchema",
    "$dynamicRef",
];

impl Cx<'_, '_> {
    /// Tells of the keywords that the server alone enforces.
    pub(super) fn tell_unenforced(&mut self, id: SchemaId) {
        let schema = self.schema(id);
        if schema.derived.is_some() {
            return;
        }
        let (node, location) = (schema.node.clone(), schema.node.location());
        let present = |keywords: &[&'static str]| {
            let found: Vec<_> =
                keywords.iter().filter(|key| node.get(key).is_some()).map(|key| format!("`{key}`")).collect();
            (!found.is_empty()).then(|| found.join(", "))
        };
        let constraints = present(CONSTRAINTS).map(|found| (codes::CONSTRAINT, found));
        let keywords = present(CHECKED_ELSEWHERE).map(|found| (codes::KEYWORD, found));
        for (code, keywords) in constraints.into_iter().chain(keywords) {
            self.tell(id, code, location.clone(), format!("{keywords}: left to the server to check"), CHECK);
        }
        if let Some(keywords) = present(&["readOnly", "writeOnly"]) {
            let message =
                format!("{keywords}: one type serves requests and responses, unless the property is required");
            self.tell(id, codes::ACCESS, location.clone(), message, "leave out what the server sets");
        }
        if let Some(default) = node.value.get("default") {
            let message = "`default`: left to the server to apply";
            self.tell(id, codes::DEFAULT, location, message, "leave the value out");
            self.tell_odd_default(id, default);
        }
        self.tell_foreign_keywords(id);
    }

    fn tell_odd_default(&mut self, id: SchemaId, default: &Value) {
        let schema = self.schema(id);
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
            let location = schema.node.value_of("default");
            self.tell(id, codes::DEFAULT_KIND, location, message, help);
        }
    }

    /// Tells of keywords that are for values of another type.
    fn tell_foreign_keywords(&mut self, id: SchemaId) {
        let schema = self.schema(id);
        let Some(ty) = schema.node.text("type") else { return };
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
        self.tell(id, codes::FOREIGN_KEYWORD, location, message, "remove it, or correct the `type`");
    }
}

const CHECK: &str = "send what the documentation asks for";
