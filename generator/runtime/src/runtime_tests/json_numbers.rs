//! Numbers, as they are read and written.

use proptest::prelude::*;

use crate::runtime::json::{Decode, from_slice, to_vec};

fn read<T: Decode>(text: &str) -> Result<T, String> {
    from_slice(text.as_bytes()).map_err(|error| error.to_string())
}

#[test]
fn an_integer_is_exact_however_it_is_written() {
    for (text, expected) in [
        ("9007199254740993.0", 9_007_199_254_740_993),
        ("9007199254740993e0", 9_007_199_254_740_993),
        ("900719925474099.3e1", 9_007_199_254_740_993),
        ("90071992547409930e-1", 9_007_199_254_740_993),
        ("9223372036854775807.00", i64::MAX),
        ("-9.223372036854775808E+18", i64::MIN),
        ("999999999999999999", 999_999_999_999_999_999),
        ("1000000000000000000", 1_000_000_000_000_000_000),
        ("0.0000000000000000000000000000000000000000001e43", 1),
        ("10000000000000000000000000000000000000000000e-43", 1),
        ("0e99999999999999999999", 0),
        ("-0.000e-99999999999999999999", 0),
        ("-0", 0),
        ("12E1", 120),
    ] {
        assert_eq!(read::<i64>(text), Ok(expected), "{text}");
    }
    assert_eq!(read::<u64>("18446744073709551615.0"), Ok(u64::MAX));
    assert_eq!(read::<u64>("1.8446744073709551615e19"), Ok(u64::MAX));
    let long = format!("1{}e-100000", "0".repeat(100_000));
    assert_eq!(read::<i64>(&long), Ok(1));
}

#[test]
fn what_no_integer_holds_is_an_error() {
    let no_integer = "at $: expected an integer, found a number";
    for text in ["1e-400", "0.5", "1.5", "-1e-1", "10e-2", "9007199254740993.1", "1e-99999999999999999999"] {
        assert_eq!(read::<i64>(text).unwrap_err(), no_integer, "{text}");
    }
    let too_large = "at $: expected an integer from -2^63 to 2^63 - 1, found a number";
    for text in ["9223372036854775808", "-9223372036854775809.0", "1e19", "1e400", "1e99999999999999999999"] {
        assert_eq!(read::<i64>(text).unwrap_err(), too_large, "{text}");
    }
    let digits = "9".repeat(1 << 20);
    assert_eq!(read::<i64>(&digits).unwrap_err(), too_large);
}

#[test]
fn a_float_is_the_nearest_one() {
    for text in ["0.1", "9007199254740993", "1e-400", "-0.0", "5e-324", "1.7976931348623157e308", "1e23", "8e0"] {
        assert_eq!(read::<f64>(text).map(f64::to_bits), Ok(text.parse::<f64>().unwrap().to_bits()), "{text}");
    }
    assert_eq!(read::<f32>("16777217.00000000001"), Ok(16_777_218.0));
    assert!(read::<f64>("1e400").unwrap_err().contains("64-bit floats"));
    assert!(read::<f64>("-1e400").unwrap_err().contains("64-bit floats"));
    assert!(read::<f32>("1e39").unwrap_err().contains("32-bit floats"));
}

#[test]
fn what_is_no_number_is_an_error() {
    for text in
        ["-", "01", "-01", "1.", "1.e1", ".1", "1e", "1e+", "+1", "0x10", "1_000", "1f", "--1", "Infinity", "NaN"]
    {
        let errors = [read::<i64>(text).err(), read::<f64>(text).err()];
        assert!(errors.iter().all(|e| e.as_ref().is_some_and(|e| e.contains("not valid JSON"))), "{text} {errors:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn numbers_come_back(signed in any::<i64>(), unsigned in any::<u64>(), double in any::<f64>(), single in any::<f32>()) {
        let written = to_vec(&signed).unwrap();
        prop_assert_eq!(&written, &serde_json::to_vec(&signed).unwrap());
        prop_assert_eq!(from_slice::<i64>(&written), Ok(signed));
        prop_assert_eq!(from_slice::<u64>(&to_vec(&unsigned).unwrap()), Ok(unsigned));
        prop_assert_eq!(from_slice::<i32>(&to_vec(&(signed as i32)).unwrap()), Ok(signed as i32));
        prop_assert_eq!(from_slice::<u32>(&to_vec(&(signed as u32)).unwrap()), Ok(signed as u32));
        if double.is_finite() {
            let written = to_vec(&double).unwrap();
            prop_assert_eq!(&written, &serde_json::to_vec(&double).unwrap());
            prop_assert_eq!(from_slice::<f64>(&written).map(f64::to_bits), Ok(double.to_bits()));
        }
        if single.is_finite() {
            prop_assert_eq!(from_slice::<f32>(&to_vec(&single).unwrap()).map(f32::to_bits), Ok(single.to_bits()));
        }
    }

    #[test]
    fn an_integer_is_the_same_with_its_point_moved(value in any::<i64>(), places in 0_usize..30) {
        let digits = value.unsigned_abs().to_string();
        let sign = if value < 0 { "-" } else { "" };
        let padded = format!("{digits:0>width$}", width = places + 1);
        let (before, after) = padded.split_at(padded.len() - places);
        let point = if places > 0 { "." } else { "" };
        let moved = format!("{sign}{before}{point}{after}e{places}");
        prop_assert_eq!(from_slice::<i64>(moved.as_bytes()), Ok(value), "{}", moved);
        let shifted = format!("{value}{}e-{places}", "0".repeat(places));
        prop_assert_eq!(from_slice::<i64>(shifted.as_bytes()), Ok(value), "{}", shifted);
    }
}
