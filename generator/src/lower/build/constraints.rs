//! What schemas ask of values beside their type.

use serde_json::Value;

use crate::ir::Constraint;

/// The longest regular expression that is shown, in bytes.
const MAX_PATTERN: usize = 120;

/// The constraints of a value that is of all of these schemas. Of several for one keyword, the first counts.
pub(super) fn of(schemas: &[&Value]) -> Vec<Constraint> {
    let get = |keyword: &str| schemas.iter().find_map(|schema| schema.get(keyword));
    let count = |keyword: &str| get(keyword).and_then(Value::as_u64);
    let range = |least: &str, most: &str| {
        let (least, most) = (count(least).filter(|least| *least > 0), count(most));
        (least.is_some() || most.is_some()).then_some((least, most))
    };
    let bound = |included: &str, excluded: &str| {
        let number = |keyword| get(keyword).filter(|value| value.is_number()).map(Value::to_string);
        number(included).map(|bound| (bound, false)).or_else(|| number(excluded).map(|bound| (bound, true)))
    };
    let mut found = Vec::new();
    found.extend(bound("minimum", "exclusiveMinimum").map(|(bound, excluded)| Constraint::AtLeast(bound, excluded)));
    found.extend(bound("maximum", "exclusiveMaximum").map(|(bound, excluded)| Constraint::AtMost(bound, excluded)));
    let factor = get("multipleOf").filter(|value| value.is_number());
    found.extend(factor.map(|factor| Constraint::MultipleOf(factor.to_string())));
    found.extend(range("minLength", "maxLength").map(|(least, most)| Constraint::Length(least, most)));
    let pattern = get("pattern").and_then(Value::as_str).filter(|text| !text.is_empty() && text.len() <= MAX_PATTERN);
    found.extend(pattern.map(|pattern| Constraint::Pattern(pattern.to_owned())));
    found.extend(range("minItems", "maxItems").map(|(least, most)| Constraint::Items(least, most)));
    found.extend(get("uniqueItems").filter(|value| **value == Value::Bool(true)).map(|_| Constraint::UniqueItems));
    found.extend(range("minProperties", "maxProperties").map(|(least, most)| Constraint::Properties(least, most)));
    found
}
