//! The traits of serde.

use std::collections::BTreeMap;
use std::iter;

use serde::de::value::{BoolDeserializer, BytesDeserializer, Error as PlainError, MapDeserializer, U64Deserializer};
use serde::de::{Deserialize, IntoDeserializer};
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use super::json_types::{Mixed, Nested, Nothing, Odd};
use super::sample::{DeletedContact, ErrorStatus, Level, SampleVersion};
use crate::runtime::json::{False, True, from_slice, to_vec};

const CONTACT: &str = r#"{"id":"5","object":"contact","deleted":true,"param":"p"}"#;

const MIXED: &str = r#"{"flag":true,"small":-1,"large":-2,"natural":3,"count":18446744073709551615,"single":0.1,"double":0.25,"text":"t\n","list":["a",null],"nullable":null,"both":null,"free":{"a":[1,{}]},"boxed":{}}"#;

#[test]
fn types_are_read_and_written_as_by_the_codec() {
    let contact: DeletedContact = from_slice(CONTACT.as_bytes()).unwrap();
    assert_eq!(serde_json::from_str::<DeletedContact>(CONTACT).unwrap(), contact);
    assert_eq!(serde_json::from_reader::<_, DeletedContact>(CONTACT.as_bytes()).unwrap(), contact);
    assert_eq!(serde_json::to_string(&contact).unwrap(), CONTACT);
    let mixed: Mixed = serde_json::from_str(MIXED).unwrap();
    assert_eq!(mixed, from_slice(MIXED.as_bytes()).unwrap());
    assert_eq!(serde_json::to_string(&mixed).unwrap(), MIXED);
}

#[test]
fn trees_are_read_and_written_too() {
    let value: Value = serde_json::from_str(MIXED).unwrap();
    let mixed: Mixed = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&mixed).unwrap(), value);
    assert_eq!(serde_json::to_value(True).unwrap(), json!(true));
    assert_eq!(serde_json::to_value(vec![Nothing {}]).unwrap(), json!([{}]));
    assert!(serde_json::from_value::<False>(json!(true)).is_err());
}

#[test]
fn enums_have_the_traits() {
    let version: SampleVersion = serde_json::from_str("\"new\"").unwrap();
    assert_eq!(serde_json::to_string(&version).unwrap(), "\"new\"");
    let known = SampleVersion::V2026_01_01Nova;
    assert_eq!(serde_json::from_value::<SampleVersion>(json!("2026-01-01.nova")).unwrap(), known);
    assert_eq!(serde_json::to_value(ErrorStatus::NotFound).unwrap(), json!(404));
    assert!(serde_json::from_str::<Level>("9").is_err());
}

#[test]
fn errors_name_the_place() {
    let error = serde_json::from_str::<DeletedContact>(r#"{"id":1}"#).unwrap_err().to_string();
    assert!(error.starts_with("at $.id: expected a string, found a number"), "{error}");
    let error = serde_json::from_str::<DeletedContact>(r#"{"id":"1","id":"1"}"#).unwrap_err().to_string();
    assert!(error.starts_with("at $.id: duplicate member"), "{error}");
    let mut mixed: Mixed = serde_json::from_str(MIXED).unwrap();
    mixed.double = f64::NAN;
    let error = serde_json::to_string(&mixed).unwrap_err().to_string();
    assert!(error.starts_with("at $.double: JSON has no number"), "{error}");
}

#[test]
fn other_formats_are_read_by_what_they_hold() {
    let members = [("large", 7_i64), ("x", 1)].map(|(name, value)| (name.to_owned(), value));
    let members = members.into_iter().chain(iter::empty());
    let error = Mixed::deserialize(MapDeserializer::<_, PlainError>::new(members)).unwrap_err();
    assert_eq!(error.to_string(), "at $.flag: missing");
    let odd = Odd::deserialize(MapDeserializer::<_, PlainError>::new([("a\"b", 7_i64)].into_iter())).unwrap();
    assert_eq!(odd, Odd { quote: Some(7), ..Odd::default() });
    assert_eq!(True::deserialize(BoolDeserializer::<PlainError>::new(true)), Ok(True));
    assert_eq!(Level::deserialize(U64Deserializer::<PlainError>::new(2)), Ok(Level::High));
    assert_eq!(Level::deserialize(IntoDeserializer::<PlainError>::into_deserializer(2_u128)), Ok(Level::High));
    assert_eq!(SampleVersion::deserialize("x".into_deserializer()).map_err(|e: PlainError| e), Ok("x".into()));
}

#[test]
fn what_json_cannot_hold_is_an_error() {
    let by_numbers = BTreeMap::from([(1_u64, 2_u64)]);
    let map = MapDeserializer::<_, PlainError>::new(by_numbers.into_iter());
    assert!(Nothing::deserialize(map).is_err());
    assert!(SampleVersion::deserialize(BytesDeserializer::<PlainError>::new(b"x")).is_err());
    assert!(Level::deserialize(IntoDeserializer::<PlainError>::into_deserializer(u128::MAX)).is_err());
    assert!(Level::deserialize(IntoDeserializer::<PlainError>::into_deserializer(f64::NAN)).is_err());
    let numbers = vec![f64::INFINITY];
    assert!(Odd::deserialize(IntoDeserializer::<PlainError>::into_deserializer(numbers)).is_err());
}

#[test]
fn numbers_arrive_with_arbitrary_precision_too() {
    let wrapped = |digits: &str| format!(r#"{{"$serde_json::private::Number":"{digits}"}}"#);
    let read = |digits| serde_json::from_str::<ErrorStatus>(&wrapped(digits));
    assert_eq!(read("404").unwrap(), ErrorStatus::NotFound);
    assert_eq!(read("40.4e1").unwrap(), ErrorStatus::NotFound);
    assert_eq!(read("-4").unwrap(), ErrorStatus::from(-4));
    assert!(read("1.5").is_err());
    assert!(read("no number").is_err());
}

#[test]
fn depth_is_limited_in_both_directions() {
    let nested =
        |depth: usize| (0..depth).fold(Nested { inner: None }, |inner, _| Nested { inner: Some(inner.into()) });
    let deep = nested(126);
    assert_eq!(serde_json::from_str::<Nested>(&serde_json::to_string(&deep).unwrap()).unwrap(), deep);
    assert!(serde_json::to_string(&nested(127)).is_err_and(|error| error.to_string().contains("nested too deep")));
    assert!(to_vec(&nested(1000)).is_ok());
}

/// A serializer may look at a value twice, or not at all.
#[test]
fn a_value_can_be_serialised_again() {
    struct Twice<'a, T>(&'a T);
    impl<T: Serialize> Serialize for Twice<'_, T> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let first = serde_json::to_value(self.0).map_err(serde::ser::Error::custom)?;
            assert_eq!(first, serde_json::to_value(self.0).map_err(serde::ser::Error::custom)?);
            self.0.serialize(serializer)
        }
    }
    let contact: DeletedContact = from_slice(CONTACT.as_bytes()).unwrap();
    assert_eq!(serde_json::to_string(&Twice(&contact)).unwrap(), CONTACT);
}
