//! Whether two JSON texts say the same: numbers by their exact values, objects whatever the order of their members.

use std::collections::BTreeMap;
use std::fmt;

use jsonc_parser::{JsonObject, JsonValue, ParseOptions, parse_to_value};

/// What one text has otherwise than the other.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Difference {
    /// A member that did not come back.
    Missing(Vec<Step>),
    /// Anything else, and where.
    Other(Vec<Step>, String),
}

/// A step from a value into it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Step {
    Member(String),
    Item(usize),
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Difference::Missing(path) => write!(f, "{} is missing", Path(path)),
            Difference::Other(path, message) => write!(f, "{}: {message}", Path(path)),
        }
    }
}

struct Path<'p>(&'p [Step]);

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("$")?;
        self.0.iter().try_for_each(|step| match step {
            Step::Member(name) => write!(f, "[{name:?}]"),
            Step::Item(index) => write!(f, "[{index}]"),
        })
    }
}

/// What `got` has otherwise than `sent`.
///
/// # Errors
///
/// One of them is no JSON.
pub(crate) fn differences(sent: &str, got: &str) -> Result<Vec<Difference>, String> {
    let mut found = Vec::new();
    compare(parsed(sent)?, parsed(got)?, &mut Vec::new(), &mut found);
    Ok(found)
}

fn parsed(text: &str) -> Result<JsonValue<'_>, String> {
    // The parser that keeps numbers as they are written takes more than JSON.
    serde_json::from_str::<serde::de::IgnoredAny>(text).map_err(|error| format!("no JSON: {error}"))?;
    let options = ParseOptions::default();
    let value = parse_to_value(text, &options).map_err(|error| error.to_string())?;
    value.ok_or_else(|| "no JSON: it is empty".to_owned())
}

fn compare(sent: JsonValue<'_>, got: JsonValue<'_>, path: &mut Vec<Step>, found: &mut Vec<Difference>) {
    match (sent, got) {
        (JsonValue::Object(sent), JsonValue::Object(got)) => objects(sent, got, path, found),
        (JsonValue::Array(sent), JsonValue::Array(got)) => {
            if sent.len() != got.len() {
                found.push(Difference::Other(path.clone(), format!("{} items became {}", sent.len(), got.len())));
            }
            for (index, (sent, got)) in sent.into_iter().zip(got).enumerate() {
                path.push(Step::Item(index));
                compare(sent, got, path, found);
                path.pop();
            }
        }
        (JsonValue::Number(one), JsonValue::Number(other)) if Decimal::of(one) == Decimal::of(other) => {}
        (sent, got) if sent == got => {}
        (sent, got) => {
            found.push(Difference::Other(path.clone(), format!("{} became {}", shown(&sent), shown(&got))));
        }
    }
}

fn objects(sent: JsonObject<'_>, got: JsonObject<'_>, path: &mut Vec<Step>, found: &mut Vec<Difference>) {
    let sent: BTreeMap<_, _> = sent.into_iter().collect();
    let mut got: BTreeMap<_, _> = got.into_iter().collect();
    for (name, sent) in sent {
        path.push(Step::Member(name.to_string()));
        match got.remove(&name) {
            Some(got) => compare(sent, got, path, found),
            None => found.push(Difference::Missing(path.clone())),
        }
        path.pop();
    }
    for name in got.into_keys() {
        path.push(Step::Member(name.into_owned()));
        found.push(Difference::Other(path.clone(), "it was not there".to_owned()));
        path.pop();
    }
}

fn shown(value: &JsonValue<'_>) -> String {
    match value {
        JsonValue::Null => "null".to_owned(),
        JsonValue::Boolean(value) => value.to_string(),
        JsonValue::Number(text) => (*text).to_owned(),
        JsonValue::String(text) => format!("{text:?}"),
        JsonValue::Array(_) => "an array".to_owned(),
        JsonValue::Object(_) => "an object".to_owned(),
    }
}

/// A number's value: a sign, digits without a zero at either end, and the power of ten that they are multiplied by.
#[derive(Debug, PartialEq, Eq)]
struct Decimal {
    is_negative: bool,
    digits: String,
    exponent: i64,
}

impl Decimal {
    fn of(text: &str) -> Decimal {
        let (is_negative, text) = text.strip_prefix('-').map_or((false, text), |text| (true, text));
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = format!("{whole}{fraction}");
        let digits = all.trim_end_matches('0');
        if digits.trim_start_matches('0').is_empty() {
            return Decimal { is_negative: false, digits: String::new(), exponent: 0 };
        }
        let length = |text: &str| i64::try_from(text.len()).unwrap_or(i64::MAX);
        let exponent = exponent.parse::<i64>().unwrap_or(i64::MAX);
        let exponent = exponent.saturating_sub(length(fraction)).saturating_add(length(&all) - length(digits));
        Decimal { is_negative, digits: digits.trim_start_matches('0').to_owned(), exponent }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(sent: &str, got: &str) -> Vec<String> {
        differences(sent, got).expect("both are JSON").iter().map(ToString::to_string).collect()
    }

    #[test]
    fn numbers_are_compared_by_value() {
        for (one, other) in [
            ("1", "1.0"),
            ("100", "1e2"),
            ("0.1", "1E-1"),
            ("-0", "0"),
            ("0.0e9", "0"),
            ("12345678901234567890123", "1.2345678901234567890123e22"),
        ] {
            assert_eq!(found(one, other), Vec::<String>::new(), "{one} {other}");
        }
        for (one, other) in
            [("1", "1.0000000000000000001"), ("-1", "1"), ("10", "1"), ("1e400", "1e401"), ("1", "\"1\"")]
        {
            assert_eq!(found(one, other).len(), 1, "{one} {other}");
        }
    }

    #[test]
    fn the_order_of_members_does_not_matter() {
        assert_eq!(found(r#"{"a": [1, {}], "b": "\u0041"}"#, r#"{"b":"A","a":[1.0,{}]}"#), Vec::<String>::new());
    }

    #[test]
    fn differences_have_their_places() {
        assert_eq!(found(r#"{"a": [{"b": null}]}"#, r#"{"a": [{}]}"#), [r#"$["a"][0]["b"] is missing"#]);
        assert_eq!(found("[1]", "[1, 2]"), ["$: 1 items became 2"]);
        assert_eq!(found("[]", r#"{}"#), ["$: an array became an object"]);
        assert_eq!(found("{}", r#"{"a": 1}"#), [r#"$["a"]: it was not there"#]);
    }

    #[test]
    fn what_is_no_json_is_told() {
        assert!(differences("1", "// 1\n1").is_err());
        assert!(differences("1", "").is_err());
    }
}
