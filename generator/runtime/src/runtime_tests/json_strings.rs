//! Strings, as they are read and written.

use proptest::prelude::*;

use crate::runtime::json::{from_slice, to_vec};

fn read(text: &[u8]) -> String {
    from_slice::<String>(text).unwrap()
}

#[test]
fn escapes_are_read() {
    assert_eq!(read(br#""\"\\\/\b\f\n\r\t\u0041\u00e9\u20ac\ud83d\ude00""#), "\"\\/\u{8}\u{C}\n\r\tAé€😀");
    assert_eq!(read(br#""\uD83D\uDE00 \u0000""#), "😀 \0");
}

#[test]
fn what_is_not_unicode_is_replaced() {
    let cases: &[(&[u8], &str)] = &[
        (br#""\ud83d""#, "\u{FFFD}"),
        (br#""a\ud83dz""#, "a\u{FFFD}z"),
        (br#""\ude00\ud83d""#, "\u{FFFD}\u{FFFD}"),
        (br#""\ud83d\ud83d\ude00""#, "\u{FFFD}😀"),
        (br#""\ud83d\n""#, "\u{FFFD}\n"),
        (br#""\ud83d\u0041""#, "\u{FFFD}A"),
        (b"\"\xff\"", "\u{FFFD}"),
        (b"\"a\xc0\x80z\"", "a\u{FFFD}\u{FFFD}z"),
        (b"\"\xe2\x82\"", "\u{FFFD}"),
        (b"\"\\n\xff\"", "\n\u{FFFD}"),
        (b"\"\xed\xa0\x80\"", "\u{FFFD}\u{FFFD}\u{FFFD}"),
    ];
    for (text, expected) in cases {
        assert_eq!(read(text), *expected, "{}", text.escape_ascii());
    }
}

#[test]
fn others_are_whole_beside_what_is_not_utf_8() {
    let strings =
        from_slice::<Vec<String>>(b"[\"\xff\",\"\xc3\xa9\",\"\xe2\x82\",\"a\",\"\xff\xff\",\"\xe2\x82\xac\"]");
    assert_eq!(strings.unwrap(), ["\u{FFFD}", "é", "\u{FFFD}", "a", "\u{FFFD}\u{FFFD}", "€"]);
}

#[test]
fn a_string_of_any_length_ends_where_it_ends() {
    for length in 0..70 {
        for character in ["a", "é", "€", "😀", "!", "#", "\u{7f}", "]"] {
            let string = character.repeat(length);
            for after in ["", " ", "                 "] {
                assert_eq!(read(format!("\"{string}\"{after}").as_bytes()), string);
            }
            assert_eq!(to_vec(&string).unwrap(), format!("\"{string}\"").into_bytes());
        }
    }
}

#[test]
fn what_may_not_stand_in_a_string_is_found_wherever_it_is() {
    for length in 0..24 {
        for position in 0..=length {
            for byte in (0..0x20).chain([b'"', b'\\']) {
                let mut text = vec![b'\xC3'; length];
                text.insert(position, byte);
                let text = [b"\"", text.as_slice(), b"\""].concat();
                assert!(from_slice::<String>(&text).is_err(), "{}", text.escape_ascii());
            }
        }
    }
}

#[test]
fn long_texts_are_read_in_parts_that_break_no_character() {
    let word = "aé€😀";
    let many = word.repeat(5000);
    assert_eq!(read(format!("\"{many}\"").as_bytes()), many);
    let strings: Vec<String> = (0..9000).map(|n| word.chars().cycle().skip(n % 4).take(n % 9).collect()).collect();
    let text = to_vec(&strings).unwrap();
    assert_eq!(from_slice::<Vec<String>>(&text).unwrap(), strings);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_string_is_written_as_serde_json_writes_it(text in any::<String>(), odd in "[\\x00-\\x22\\\\\\x7f-\\xff]*") {
        for text in [text, odd] {
            let written = to_vec(&text).unwrap();
            prop_assert_eq!(&written, &serde_json::to_vec(&text).unwrap());
            prop_assert_eq!(from_slice::<String>(&written).unwrap(), text);
        }
    }

    #[test]
    fn every_string_that_serde_json_reads_is_read_so(text in "([ -~]|é|\\\\[\"\\\\/bfnrtu]|\\\\u[0-9a-fA-F]{4}|\\\\ud83d\\\\ude[0-9]{2}){0,20}") {
        let text = format!("\"{text}\"");
        if let Ok(expected) = serde_json::from_str::<String>(&text) {
            prop_assert_eq!(from_slice::<String>(text.as_bytes()).unwrap(), expected);
        }
    }
}
