//! Exact numbers.

use std::collections::HashSet;

use crate::runtime::ParameterValue;
use crate::runtime::json::{Number, from_slice, to_vec};

fn number(text: &str) -> Number {
    text.parse().unwrap()
}

#[test]
fn a_number_is_written_as_it_came() {
    for text in [
        "0",
        "-0",
        "0.10",
        "1e400",
        "1E+2",
        "-1.50e-07",
        "123456789012345678901234567890",
        "1e999999999",
        "0.1e-99999999999999999999",
    ] {
        let number: Number = from_slice(text.as_bytes()).unwrap();
        assert_eq!(to_vec(&number).unwrap(), text.as_bytes());
        assert_eq!(number.as_str(), text);
        assert_eq!(number.to_parameter().unwrap(), text);
        assert_eq!(format!("{number} {number:?}"), format!("{text} Number({text})"));
    }
    let list: Vec<Number> = from_slice(b"[ 1.0 ,2 ]").unwrap();
    assert_eq!(to_vec(&list).unwrap(), b"[1.0,2]");
}

#[test]
fn what_json_calls_no_number_is_an_error() {
    for text in ["", "+1", ".5", "5.", "01", "1e", "NaN", "0x10", "\"1\"", "null", "1 2", "- 1"] {
        assert!(text.parse::<Number>().is_err(), "{text}");
    }
    let error = from_slice::<Number>(b"\"1\"").unwrap_err();
    assert_eq!(error.to_string(), "at $: expected a number, found a string");
}

#[test]
fn numbers_compare_by_value() {
    for text in ["1.0", "10e-1", "0.1e1", "1E0", "1.000000000000000000000000000000"] {
        assert_eq!(number(text), Number::from(1));
    }
    assert_eq!(number("-0"), number("0e5"));
    let ascending = [
        "-1e999999999",
        "-2",
        "-1.5",
        "0",
        "1e-999999999",
        "0.1",
        "9007199254740992",
        "9007199254740993",
        "1e400",
        "1.1e400",
        "1e999999999",
    ];
    assert!(ascending.map(number).is_sorted_by(|one, next| one < next));
    let different: HashSet<Number> =
        ["1", "1.0", "2", "2e0", "20e-1", "1e999999999", "10e999999998"].map(number).into();
    assert_eq!(different.len(), 3);
}

#[test]
fn integers_and_floats_convert_both_ways() {
    assert_eq!(Number::from(i128::MIN).as_i128(), Some(i128::MIN));
    assert_eq!(Number::from(u128::MAX).as_u128(), Some(u128::MAX));
    assert_eq!((Number::from(u128::MAX).as_i128(), Number::from(u64::MAX).as_i64()), (None, None));
    assert_eq!((Number::from(i64::MIN).as_i64(), Number::from(u64::MAX).as_u64()), (Some(i64::MIN), Some(u64::MAX)));
    assert_eq!((Number::from(-1_i8).as_u64(), Number::from(-1_i8).as_i64()), (None, Some(-1)));
    assert_eq!(
        (number("4e2").as_i64(), number("404.0").as_i64(), number("-0.0").as_i64()),
        (Some(400), Some(404), Some(0))
    );
    assert_eq!((number("-0").as_u64(), number("0e999999999").as_i64()), (Some(0), Some(0)));
    assert_eq!((number("0.5").as_i64(), number("1e-1").as_i64(), number("1e19").as_i64()), (None, None, None));
    assert_eq!((number("1e999999999").as_i128(), number("1e-999999999").as_i128()), (None, None));
    assert_eq!(
        (number("0.10").as_f64(), number("1e400").as_f64(), number("1e-400").as_f64()),
        (Some(0.1), None, Some(0.0))
    );
    assert_eq!(Number::try_from(0.1).unwrap().as_str(), "0.1");
    assert_eq!(Number::try_from(5.0).unwrap(), Number::from(5));
    assert!(Number::try_from(f64::NAN).is_err() && Number::try_from(f64::NEG_INFINITY).is_err());
}

#[test]
fn small_integers_have_their_ranges() {
    assert_eq!((from_slice::<i8>(b"-128"), from_slice::<u8>(b"2.55e2")), (Ok(i8::MIN), Ok(u8::MAX)));
    assert_eq!((from_slice::<i16>(b"-32768"), from_slice::<u16>(b"65535")), (Ok(i16::MIN), Ok(u16::MAX)));
    let error = |result: Result<(), _>| result.unwrap_err();
    let message = "at $: expected an integer from 0 to 2^8 - 1, found a number";
    assert_eq!(error(from_slice::<u8>(b"256").map(drop).map_err(|error| error.to_string())), message);
    assert!(
        from_slice::<i8>(b"128").is_err() && from_slice::<i16>(b"32768").is_err() && from_slice::<u16>(b"-1").is_err()
    );
    assert_eq!(to_vec(&vec![i8::MIN, 1]).unwrap(), b"[-128,1]");
    assert_eq!((to_vec(&u8::MAX).unwrap(), to_vec(&i16::MIN).unwrap()), (b"255".to_vec(), b"-32768".to_vec()));
    assert_eq!((7_u8.to_parameter().unwrap(), (-7_i16).to_parameter().unwrap()), ("7".into(), "-7".into()));
}

/// What a server writes as `5` comes back as `5.0`, the same number.
#[test]
fn a_float_without_a_fraction_stays_the_number() {
    for text in ["5", "5.0", "5e0", "-0", "1e21", "9007199254740993"] {
        let float: f64 = from_slice(text.as_bytes()).unwrap();
        let written = String::from_utf8(to_vec(&float).unwrap()).unwrap();
        assert_eq!(number(&written), Number::try_from(text.parse::<f64>().unwrap()).unwrap());
    }
    assert_eq!(to_vec(&5.0_f64).unwrap(), b"5.0");
}

#[cfg(feature = "serde")]
mod serde {
    use serde::Deserialize;
    use serde::de::IntoDeserializer;
    use serde::de::value::Error as PlainError;

    use super::{Number, number};

    #[test]
    fn integers_of_128_bits_are_exact() {
        for text in [
            "0",
            "-1",
            "18446744073709551615",
            "123456789012345678901234567890",
            "340282366920938463463374607431768211455",
        ] {
            assert_eq!(serde_json::to_string(&number(text)).unwrap(), text);
        }
        let large = i128::MIN;
        let read = Number::deserialize(IntoDeserializer::<PlainError>::into_deserializer(large));
        assert_eq!(read, Ok(Number::from(large)));
    }

    #[test]
    fn other_numbers_are_the_nearest_float() {
        assert_eq!(serde_json::from_str::<Number>("0.10").unwrap(), number("0.1"));
        assert_eq!(serde_json::to_string(&number("0.10")).unwrap(), "0.1");
        assert!(serde_json::to_string(&number("1e400")).is_err());
    }

    #[test]
    fn with_arbitrary_precision_the_text_is_kept() {
        let wrapped = r#"{"$serde_json::private::Number":"1e400"}"#;
        assert_eq!(serde_json::from_str::<Number>(wrapped).unwrap().as_str(), "1e400");
    }
}
