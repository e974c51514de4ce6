//! Enums: schemas that list their values.

use indexmap::IndexMap;
use serde_json::Value;

use super::{Cx, Entry, Enumeration, Kind};
use crate::findings::{Finding, codes};
use crate::ir::{EnumRepr, EnumValue};
use crate::lower::shapes::{ListedValue, Shape, Types};
use crate::read::{JsonType, SchemaId};
use crate::source::Location;
use crate::text::with_article;

impl<'d> Cx<'_, 'd> {
    /// The kind of a schema of these values; and whether `null` is one of them.
    pub(super) fn enumeration(
        &mut self,
        id: SchemaId,
        shape: &Shape<'d>,
        values: &[ListedValue<'d>],
        is_open: bool,
    ) -> (Kind, bool) {
        let has_null = values.iter().any(|listed| listed.value.is_null());
        let values: Vec<_> = values.iter().filter(|listed| !listed.value.is_null()).copied().collect();
        if values.is_empty() {
            return if has_null { (Kind::Null, false) } else { (self.without_values(id), false) };
        }
        if values.iter().all(|listed| listed.value.is_boolean()) && !is_open {
            let has = |flag: bool| values.iter().any(|listed| *listed.value == Value::Bool(flag));
            let kind = match (has(true), has(false)) {
                (true, false) => Kind::True,
                (false, true) => Kind::False,
                _ => Kind::Boolean,
            };
            return (kind, has_null);
        }
        let types = shape.types.map(|types| types.without(JsonType::Null));
        let repr = repr(&values, types);
        let mut entries: IndexMap<EnumValue, Entry> = IndexMap::with_capacity(values.len());
        for listed in values {
            let value = self.value(id, repr, &listed);
            if entries.contains_key(&value) {
                if listed.place.1 == "enum" && !is_open {
                    let message = "this value stands in its `enum` twice; it is one variant";
                    self.tell(id, codes::ENUM_VALUE_TWICE, self.place(&listed), message, "remove one of the two");
                }
                continue;
            }
            let (label, description) = self.named_value(&listed);
            entries.insert(value.clone(), Entry { value, label, description, place: listed.place });
        }
        (Kind::Enum(Enumeration { repr, entries: entries.into_values().collect(), is_open }), has_null)
    }

    /// A value of an enum. One of another type than its siblings is read as one of theirs where that is what is meant.
    fn value(&mut self, id: SchemaId, repr: EnumRepr, listed: &ListedValue<'d>) -> EnumValue {
        let text = match (repr, listed.value) {
            (EnumRepr::String, Value::String(text)) => return EnumValue::String(text.clone()),
            (EnumRepr::Integer, value) => {
                return integer(value).map_or_else(|| EnumValue::Json(value.to_string()), EnumValue::Integer);
            }
            (EnumRepr::Json, value) => return EnumValue::Json(value.to_string()),
            // YAML takes what is written without quotes for a number or a boolean.
            (EnumRepr::String, value) => value.to_string(),
        };
        let found = with_article(listed.value);
        let message = format!("this value of an `enum` of strings is {found}; it is read as the string `{text}`");
        let help = format!("put it in quotes: `\"{text}\"`");
        self.tell(id, codes::ENUM_VALUE_KIND, self.place(listed), message, help);
        EnumValue::String(text)
    }

    /// What the document calls a value, and what it says of it.
    fn named_value(&self, listed: &ListedValue<'d>) -> (Option<String>, Option<String>) {
        let (schema, keyword, index) = listed.place;
        let node = &self.schema(schema).node;
        if keyword == "const" {
            return (node.prose("title"), node.prose("description"));
        }
        let count = node.value.get("enum").and_then(Value::as_array).map_or(0, Vec::len);
        let of_list = |key: &str| {
            let list = node.value.get(key)?.as_array().filter(|list| list.len() == count)?;
            list.get(index)?.as_str().filter(|text| !text.trim().is_empty()).map(str::to_owned)
        };
        let of_map = |key: &str| {
            let name = listed.value.as_str().map_or_else(|| listed.value.to_string(), str::to_owned);
            let text = node.value.get(key)?.as_object()?.get(&name)?.as_str()?;
            Some(text.to_owned()).filter(|text| !text.trim().is_empty())
        };
        let label = of_list("x-enum-varnames").or_else(|| of_list("x-enumNames"));
        let described = ["x-enum-descriptions", "x-enumDescriptions"];
        let description = described.into_iter().find_map(|key| of_list(key).or_else(|| of_map(key)));
        // An enum of one value is often a `const` of old documents.
        let is_only = count == 1;
        (
            label.or_else(|| node.prose("title").filter(|_| is_only && self.is_branch(schema))),
            description.or_else(|| node.prose("description").filter(|_| is_only && self.is_branch(schema))),
        )
    }

    fn is_branch(&self, id: SchemaId) -> bool {
        use crate::read::{Context, Edge};
        matches!(self.schema(id).context, Context::Part(_, Edge::Branch("oneOf" | "anyOf", _)))
    }

    fn place(&self, listed: &ListedValue<'d>) -> Location {
        let (schema, keyword, index) = listed.place;
        let node = &self.schema(schema).node;
        let at = node.pointer.push(keyword);
        Location::value(node.file, if keyword == "enum" { at.index(index) } else { at })
    }

    fn without_values(&mut self, id: SchemaId) -> Kind {
        let keyword = "enum";
        let message = format!("this `{keyword}` allows no value; any JSON is allowed here");
        let finding = Finding::new(codes::ENUM_WITHOUT_VALUES, self.schema(id).node.value_of(keyword), message);
        Kind::Loose(self.shaper.loosen(id, finding.with_help("list its values, or remove it")))
    }
}

/// What the values of an enum are in JSON.
fn repr(values: &[ListedValue<'_>], types: Option<Types>) -> EnumRepr {
    let are = |fits: fn(&Value) -> bool| values.iter().all(|listed| fits(listed.value));
    fn is_scalar(value: &Value) -> bool {
        value.is_string() || value.is_number() || value.is_boolean()
    }
    let is_meant_as_string = types == Some(Types::one(JsonType::String)) && are(is_scalar);
    if are(Value::is_string) || is_meant_as_string {
        EnumRepr::String
    } else if values.iter().all(|listed| integer(listed.value).is_some()) {
        EnumRepr::Integer
    } else {
        EnumRepr::Json
    }
}

/// The integer that a number is, if it is one of 64 bits. Larger ones than a double holds exactly must be written as
/// integers.
fn integer(value: &Value) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let number = value.as_number()?;
    let is_exact = |number: &f64| number.fract() == 0.0 && number.abs() <= EXACT;
    number.as_i64().or_else(|| number.as_f64().filter(is_exact).map(|number| number as i64))
}
