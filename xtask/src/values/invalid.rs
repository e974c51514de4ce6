//! Values with one thing wrong with them.

use serde_json::{Value, json};

use super::random::Random;

/// The value with something changed at one place: what was valid is mostly wrong then.
pub(crate) fn changed(valid: &Value, random: &mut Random) -> Value {
    let mut value = valid.clone();
    let place = random.below(count(&value));
    let mut left = place;
    if let Some(found) = find(&mut value, &mut left) {
        change(found, random);
    }
    value
}

/// How many values a value consists of, itself included.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(members) => members.values().map(count).sum(),
        _ => 0,
    }
}

/// The value in it that is so many values away from the first.
fn find<'v>(value: &'v mut Value, left: &mut usize) -> Option<&'v mut Value> {
    if *left == 0 {
        return Some(value);
    }
    *left -= 1;
    match value {
        Value::Array(items) => items.iter_mut().find_map(|item| find(item, left)),
        Value::Object(members) => members.values_mut().find_map(|member| find(member, left)),
        _ => None,
    }
}

fn change(value: &mut Value, random: &mut Random) {
    if random.chance(40) {
        let others = [
            json!(null),
            json!(true),
            json!("a wrong text"),
            json!(-1.5),
            json!(1e300),
            json!(u64::MAX),
            json!([]),
            json!([[0]]),
            json!({}),
            json!({"wrong": 1}),
        ];
        *value = random.choose(&others).cloned().unwrap_or_default();
        return;
    }
    match value {
        Value::Object(members) if !members.is_empty() => {
            let name = members.keys().nth(random.below(members.len())).cloned().unwrap_or_default();
            members.shift_remove(&name);
        }
        Value::Array(items) if random.chance(50) => drop(items.pop()),
        Value::Array(items) => {
            let more = items.first().cloned().unwrap_or_default();
            items.extend(std::iter::repeat_n(more, 1 + random.below(40)));
        }
        Value::String(text) if random.chance(50) => text.push_str(" and more of it, \u{1f600}"),
        Value::String(text) => text.clear(),
        Value::Number(number) => {
            let number = number.as_f64().unwrap_or_default();
            let others = [json!(number + 0.5), json!(-number), json!(number * 1e6), json!(number.to_string())];
            *value = random.choose(&others).cloned().unwrap_or_default();
        }
        other => *other = json!("true"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_can_be_changed() {
        let valid = json!({"a": [1, {"b": "text"}], "c": true});
        let changes: std::collections::BTreeSet<String> =
            (0..200).map(|number| changed(&valid, &mut Random::new("", number)).to_string()).collect();
        assert!(changes.len() > 20, "{changes:?}");
        assert!(changes.contains(r#"{"a":[1,{"b":"text"}]}"#), "{changes:?}");
        assert!(changes.contains(r#"{"a":[1,{"b":""}],"c":true}"#), "{changes:?}");
    }
}
