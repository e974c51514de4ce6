//! Enums: schemas that list their values.

use indexmap::IndexSet;
use serde_json::Value;

use super::scalars::values;
use super::{Cx, Kind};
use crate::findings::{Finding, codes};
use crate::ir::{EnumRepr, EnumValue};
use crate::read::Schema;
use crate::source::Location;
use crate::text::with_article;

impl<'d> Cx<'_, 'd, '_> {
    /// An enum of these values, each once.
    pub(super) fn enumeration(
        &mut self,
        schema: &Schema<'d>,
        repr: EnumRepr,
        (keyword, values): (&'static str, Vec<&'d Value>),
    ) -> Kind {
        if values.is_empty() {
            return self.without_values(schema, keyword);
        }
        if values.iter().any(|value| value.is_null()) {
            let message = format!("`null` is among the values of this `{keyword}`; any JSON is allowed here");
            return self.loose(schema, codes::NULLABLE, keyword, message);
        }
        let mut known = IndexSet::with_capacity(values.len());
        for (index, value) in values.into_iter().enumerate() {
            let Some(read) = self.value(schema, keyword, index, repr, value) else {
                let message = format!(
                    "`{keyword}` has {}, where {} are expected; any JSON is allowed here",
                    with_article(value),
                    if repr == EnumRepr::String { "strings" } else { "integers of 64 bits" }
                );
                return self.loose(schema, codes::ENUM, keyword, message);
            };
            if !known.insert(read) {
                let message = "this value stands in its `enum` twice; it is one variant";
                self.tell(codes::ENUM_VALUE_TWICE, place(schema, keyword, index), message, "remove one of the two");
            }
        }
        Kind::Enum(repr, known.into_iter().collect())
    }

    /// A value of an enum. One of another type than its siblings is read as one of theirs where that is what is meant.
    fn value(
        &mut self,
        schema: &Schema<'d>,
        keyword: &str,
        index: usize,
        repr: EnumRepr,
        value: &Value,
    ) -> Option<EnumValue> {
        let text = match (repr, value) {
            (EnumRepr::String, Value::String(text)) => return Some(EnumValue::String(text.clone())),
            (EnumRepr::Integer, Value::Number(number)) => {
                return number.as_i64().or_else(|| exact_integer(number.as_f64()?)).map(EnumValue::Integer);
            }
            // YAML takes what is written without quotes for a number or a boolean.
            (EnumRepr::String, Value::Number(number)) => number.to_string(),
            (EnumRepr::String, Value::Bool(flag)) => flag.to_string(),
            _ => return None,
        };
        let found = with_article(value);
        let message = format!("this value of an `enum` of strings is {found}; it is read as the string `{text}`");
        let help = format!("put it in quotes: `\"{text}\"`");
        self.tell(codes::ENUM_VALUE_KIND, place(schema, keyword, index), message, help);
        Some(EnumValue::String(text))
    }

    /// An enum without a `type`, whose values tell what they are.
    pub(super) fn enum_of_any_type(&mut self, schema: &Schema<'d>) -> Kind {
        let Some((keyword, all)) = values(schema) else { return Kind::Any };
        let are = |fits: fn(&Value) -> bool| !all.is_empty() && all.iter().all(|value| fits(value));
        if all.is_empty() {
            self.without_values(schema, keyword)
        } else if are(Value::is_string) {
            self.enumeration(schema, EnumRepr::String, (keyword, all))
        } else if are(Value::is_number) {
            self.enumeration(schema, EnumRepr::Integer, (keyword, all))
        } else if are(Value::is_boolean) {
            self.boolean(schema)
        } else {
            let message = format!("the values of this `{keyword}` are of several types; any JSON is allowed here");
            self.loose(schema, codes::ENUM, keyword, message)
        }
    }

    pub(super) fn without_values(&mut self, schema: &Schema<'d>, keyword: &str) -> Kind {
        let message = format!("this `{keyword}` allows no value; any JSON is allowed here");
        let finding = Finding::new(codes::ENUM_WITHOUT_VALUES, schema.node.value_of(keyword), message);
        Kind::Loose(self.findings.loosen(finding.with_help("list its values, or remove it")))
    }
}

/// The integer that `number` is, if it is one that a double holds exactly.
fn exact_integer(number: f64) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    (number.fract() == 0.0 && number.abs() <= EXACT).then_some(number as i64)
}

fn place(schema: &Schema<'_>, keyword: &str, index: usize) -> Location {
    let at = schema.node.pointer.push(keyword);
    let at = if keyword == "enum" { at.index(index) } else { at };
    Location::value(schema.node.file, at)
}
