use std::str::FromStr;

use super::sample::{ContactObject, ErrorStatus, Level, SampleVersion};
use crate::runtime::ParameterValue;
use crate::runtime::json::{Decode, Encode, Error, from_slice, to_vec};

fn decode<T: Decode>(json: &str) -> Result<T, Error> {
    from_slice(json.as_bytes())
}

fn json(value: &impl Encode) -> String {
    String::from_utf8(to_vec(value).unwrap()).unwrap()
}

#[test]
fn an_open_enum_keeps_what_it_does_not_know() {
    for text in ["2026-01-01.nova", "2025-12-12.clover", "2026-08-19.orbit", ""] {
        let version = SampleVersion::from(text);
        assert_eq!(version.as_str(), text);
        assert_eq!(version.to_string(), text);
        assert_eq!(version, SampleVersion::from(text.to_owned()));
        assert_eq!(version, SampleVersion::from_str(text).unwrap());
        assert_eq!(version.to_parameter().unwrap(), text);
        assert_eq!(json(&version), format!("{text:?}"));
        assert_eq!(decode::<SampleVersion>(&format!("{text:?}")).unwrap(), version);
        assert_eq!(version.is_unknown(), matches!(version, SampleVersion::Other(_)));
    }
}

#[test]
fn what_is_known_is_never_held_as_unknown() {
    assert_eq!(SampleVersion::from("2026-01-01.nova"), SampleVersion::V2026_01_01Nova);
    assert!(!SampleVersion::from("2025-12-12.clover").is_unknown());
    assert!(SampleVersion::from("2025-12-12.Clover").is_unknown());
    assert_eq!(ErrorStatus::from(404), ErrorStatus::NotFound);
    assert!(!ErrorStatus::from(400).is_unknown());
    assert!(ErrorStatus::from(500).is_unknown());
}

#[test]
fn an_unknown_string_shows_itself() {
    let SampleVersion::Other(unknown) = SampleVersion::from("new") else {
        panic!("`new` is known");
    };
    assert_eq!((unknown.get(), unknown.to_string()), ("new", "new".to_owned()));
}

#[test]
fn an_open_enum_takes_strings_only() {
    assert_eq!(decode::<SampleVersion>("1").unwrap_err().to_string(), "at $: expected a string, found a number");
}

#[test]
fn a_closed_enum_tells_what_it_expects() {
    assert_eq!(decode::<ContactObject>("\"contact\"").unwrap(), ContactObject::Contact);
    assert_eq!(ContactObject::try_from("contact").unwrap().as_ref(), "contact");
    let error = ContactObject::from_str("lead").unwrap_err();
    assert_eq!(error.expected(), ["contact"]);
    assert_eq!(error.to_string(), r#"expected "contact", found another string"#);
    assert_eq!(decode::<ContactObject>("null").unwrap_err().to_string(), "at $: expected a string, found null");
}

#[test]
fn what_a_closed_enum_found_is_not_shown() {
    let string = ContactObject::from_str("hunter2").unwrap_err();
    let integer = Level::try_from(4711).unwrap_err();
    let (decoded, number) = (decode::<ContactObject>("\"hunter2\""), decode::<Level>("4711"));
    let shown = format!("{string} {string:?} {integer} {integer:?} {decoded:?} {number:?}");
    assert!(!shown.contains("hunter2") && !shown.contains("4711"), "{shown}");
}

#[test]
fn enums_of_integers_take_whole_numbers() {
    for json in ["400", "400.0", "4e2"] {
        assert_eq!(decode::<ErrorStatus>(json).unwrap(), ErrorStatus::BadRequest);
    }
    assert_eq!(decode::<Level>("2.0").unwrap(), Level::High);
    assert_eq!(decode::<Level>("3").unwrap_err().to_string(), "at $: expected 1 or 2, found another number");
    assert_eq!(Level::try_from(7).unwrap_err().expected(), [1, 2]);
    assert!(decode::<ErrorStatus>("1.5").is_err());
    assert!(decode::<ErrorStatus>("\"400\"").is_err());
}

#[test]
fn enums_of_integers_are_written_as_numbers() {
    let unknown = decode::<ErrorStatus>("599").unwrap();
    assert_eq!((json(&unknown), unknown.to_string()), ("599".to_owned(), "599".to_owned()));
    assert_eq!(json(&Level::Low), "1");
    assert_eq!(i64::from(Level::High), 2);
    assert_eq!(ErrorStatus::NotFound.to_parameter().unwrap(), "404");
}

#[test]
fn strings_of_enums_are_unescaped() {
    assert_eq!(decode::<ContactObject>(r#""\u0063ontact""#).unwrap(), ContactObject::Contact);
    assert_eq!(decode::<SampleVersion>(r#""\ud800""#).unwrap().as_str(), "\u{FFFD}");
}

#[test]
fn the_two_kinds_convert_alike() {
    assert_eq!(ErrorStatus::from(500).as_i64(), 500);
    assert_eq!(i64::from(ErrorStatus::from(-1)), -1);
    assert_eq!(format!("{:>12}|{:<5}|", ContactObject::Contact, Level::Low), "     contact|1    |");
    assert_eq!(SampleVersion::from("x").as_ref(), "x");
}
