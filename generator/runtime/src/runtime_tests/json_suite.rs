//! JSONTestSuite: of what is read, and of what is skipped.

use serde_json::Value;

use super::json_suite_cases::CASES;
use super::json_types::Nothing;
use crate::runtime::json::from_slice;

fn is_read(text: &[u8]) -> bool {
    from_slice::<Value>(text).is_ok()
}

fn is_utf_16(name: &str) -> bool {
    name.contains("utf16") || name.contains("UTF-16")
}

fn is_skipped(text: &[u8]) -> bool {
    from_slice::<Nothing>(&[br#"{"unknown":"#, text, b"}"].concat()).is_ok()
}

#[test]
fn what_is_json_is_read_and_nothing_else() {
    for (name, text) in CASES {
        let is_json = match name.as_bytes() {
            // A member that is there twice is well-formed, and refused.
            b"y_object_duplicated_key" | b"y_object_duplicated_key_and_value" => false,
            [b'y', ..] => true,
            // Numbers beyond all floats are for `serde_json` to take, which has a feature for them.
            [b'i', b'_', b'n', ..] => serde_json::from_slice::<Value>(text).is_ok(),
            [b'i', ..] => !is_utf_16(name),
            _ => false,
        };
        assert_eq!(is_read(text), is_json, "{name}");
    }
}

#[test]
fn what_is_json_in_form_is_skipped_and_nothing_else() {
    for (name, text) in CASES {
        // A mark of the byte order is part of the text, not of the value.
        let is_json = match name.as_bytes() {
            b"i_structure_UTF-8_BOM_empty_object" => false,
            [b'y', ..] => true,
            [b'i', ..] => !is_utf_16(name),
            _ => false,
        };
        assert_eq!(is_skipped(text), is_json, "{name}");
    }
}

#[test]
fn the_cases_that_are_too_long_to_be_written() {
    let nested = "[".repeat(500) + &"]".repeat(500);
    assert!(!is_read(nested.as_bytes()) && is_skipped(nested.as_bytes()));
    for open in ["[".repeat(100_000), r#"[{"":"#.repeat(50_000)] {
        assert!(!is_read(open.as_bytes()) && !is_skipped(open.as_bytes()));
    }
}
