//! The codec beside `serde_json`, over one text. `fuzz/` compiles this file too.

use std::fmt::Debug;

use serde::de::IgnoredAny;
use serde_json::Value;

use crate::runtime::json::{self, Decode, from_slice, to_vec};

/// A type that skips all members.
#[derive(Debug)]
struct Nothing {}

json::object!(Nothing {});

/// What is the same as `serde_json` has it, or tells why it isn't.
pub(crate) fn compare(text: &[u8]) -> Result<(), String> {
    let ours = from_slice::<Value>(text);
    let theirs = serde_json::from_slice::<Value>(text);
    match (&ours, &theirs) {
        (Ok(ours), Ok(theirs)) if ours != theirs => return Err(format!("{ours} isn't {theirs}")),
        (Ok(ours), Err(error)) if !is_more(text, ours) => return Err(format!("{ours} is accepted: {error}")),
        (Err(error), Ok(_)) if !error.to_string().contains("duplicate member") => return Err(error.to_string()),
        _ => {}
    }
    if let Ok(value) = ours {
        let written = to_vec(&value).map_err(|error| error.to_string())?;
        if written != serde_json::to_vec(&value).map_err(|error| error.to_string())? {
            return Err("they write differently".to_owned());
        }
    }
    typed::<i64>(text, Value::as_i64)?;
    typed::<u64>(text, Value::as_u64)?;
    typed::<f64>(text, Value::as_f64)?;
    typed::<bool>(text, Value::as_bool)?;
    typed::<String>(text, |value| value.as_str().map(str::to_owned))?;
    skipped(text)
}

/// What is accepted here and not there: a byte order mark, and strings that aren't Unicode.
fn is_more(text: &[u8], value: &Value) -> bool {
    text.starts_with(b"\xEF\xBB\xBF") || value.to_string().contains('\u{FFFD}')
}

/// A scalar type reads what the tree has, if the tree has it.
fn typed<T: Decode + PartialEq + Debug>(text: &[u8], get: impl Fn(&Value) -> Option<T>) -> Result<(), String> {
    let value = serde_json::from_slice::<Value>(text).ok();
    match (value.as_ref().and_then(get), from_slice::<T>(text)) {
        (Some(expected), read) if read.as_ref() != Ok(&expected) => Err(format!("{read:?} isn't {expected:?}")),
        _ => Ok(()),
    }
}

/// All that `serde_json` reads or ignores is skipped, and nothing that it can't ignore.
fn skipped(text: &[u8]) -> Result<(), String> {
    let wrapped = [br#"{"unknown":"#, text, b"}"].concat();
    let ours = from_slice::<Nothing>(&wrapped);
    let theirs = serde_json::from_slice::<IgnoredAny>(&wrapped);
    // `serde_json` looks at strings as such even where it ignores them.
    match (ours, theirs) {
        (Err(error), Ok(_)) => Err(format!("not skipped: {error}")),
        (Ok(_), Err(error)) if error.is_data() || !is_odd(text) => Err(format!("skipped: {error}")),
        _ => Ok(()),
    }
}

fn is_odd(text: &[u8]) -> bool {
    str::from_utf8(text).is_err() || text.windows(2).any(|two| two == b"\\u")
}
