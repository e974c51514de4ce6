//! What a plain scalar means: YAML's core schema (YAML 1.2.2 section 10.3.2), and which numbers can be held.

use serde_json::{Number, Value};

/// Why a scalar can't be held as JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Unfit {
    /// `.inf` or `.nan`, which JSON has no word for.
    NotFinite,
    /// A number that a 64-bit integer can't hold, and that a double would change: to this one, where it is finite.
    Inexact(Option<Number>),
}

impl Unfit {
    /// What stands in for the number: the nearest double, or null.
    pub(super) fn value(self) -> Value {
        match self {
            Unfit::NotFinite | Unfit::Inexact(None) => Value::Null,
            Unfit::Inexact(Some(nearest)) => Value::Number(nearest),
        }
    }
}

/// The value of a plain scalar under the core schema: null, a boolean, a number, or else the text itself.
///
/// # Errors
///
/// [`Unfit`], for a number that would be changed.
pub(super) fn core(text: &str) -> Result<Value, Unfit> {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Ok(Value::Null),
        "true" | "True" | "TRUE" => return Ok(Value::Bool(true)),
        "false" | "False" | "FALSE" => return Ok(Value::Bool(false)),
        ".nan" | ".NaN" | ".NAN" => return Err(Unfit::NotFinite),
        _ => {}
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") {
        return Err(Unfit::NotFinite);
    }
    let radix = [("0x", 16), ("0o", 8)].into_iter();
    let digits = radix.filter_map(|(prefix, radix)| Some((text.strip_prefix(prefix)?, radix))).next();
    match digits {
        Some((digits, radix)) if !digits.is_empty() && digits.chars().all(|digit| digit.is_digit(radix)) => {
            u64::from_str_radix(digits, radix).map(Value::from).map_err(|_| Unfit::Inexact(nearest(digits, radix)))
        }
        _ if is_decimal(unsigned) => decimal(text).map(Value::Number),
        _ => Ok(Value::String(text.to_owned())),
    }
}

/// A decimal number, integer or not, as JSON or YAML writes it.
///
/// Integers become 64-bit integers. Larger ones become a double if it is written with the same digits, in full or in its
/// shortest form: tools that count in doubles write i64's bounds as `9223372036854776000`.
///
/// # Errors
///
/// [`Unfit::Inexact`] for an integer that isn't held exactly, and for a fraction that becomes infinite or zero.
pub(super) fn decimal(text: &str) -> Result<Number, Unfit> {
    let text = text.strip_prefix('+').unwrap_or(text);
    if let Ok(integer) = text.parse::<i64>() {
        return Ok(integer.into());
    }
    if let Ok(integer) = text.parse::<u64>() {
        return Ok(integer.into());
    }
    let double: f64 = text.parse().map_err(|_| Unfit::Inexact(None))?;
    let number = Number::from_f64(double).ok_or(Unfit::Inexact(None))?;
    let digits = text.strip_prefix('-').unwrap_or(text);
    let held = if digits.bytes().all(|byte| byte.is_ascii_digit()) {
        let digits = digits.trim_start_matches('0');
        let size = double.abs();
        format!("{size}") == digits || format!("{size:.0}") == digits
    } else {
        let mantissa = digits.split(['e', 'E']).next().unwrap_or_default();
        double != 0.0 || mantissa.bytes().all(|byte| matches!(byte, b'0' | b'.'))
    };
    if held { Ok(number) } else { Err(Unfit::Inexact(Some(number))) }
}

/// The double that is near an integer of many digits.
fn nearest(digits: &str, radix: u32) -> Option<Number> {
    let values = digits.chars().filter_map(|digit| digit.to_digit(radix));
    Number::from_f64(values.fold(0.0, |sum, value| sum * f64::from(radix) + f64::from(value)))
}

/// `( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`
fn is_decimal(unsigned: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent.strip_prefix(['+', '-']).unwrap_or(exponent))),
        None => (unsigned, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let some = !whole.is_empty() || !fraction.is_empty();
    some && digits(whole) && digits(fraction) && exponent.is_none_or(|power| !power.is_empty() && digits(power))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_core_schema_decides() {
        let cases = [
            ("", json!(null)),
            ("~", json!(null)),
            ("Null", json!(null)),
            ("nULL", json!("nULL")),
            ("True", json!(true)),
            ("FALSE", json!(false)),
            ("0", json!(0)),
            ("-0", json!(0)),
            ("+12", json!(12)),
            ("-12", json!(-12)),
            ("007", json!(7)),
            ("0o17", json!(15)),
            ("0x1F", json!(31)),
            ("18446744073709551615", json!(18_446_744_073_709_551_615_u64)),
            ("-9223372036854775808", json!(-9_223_372_036_854_775_808_i64)),
            ("1.10", json!(1.1)),
            (".5", json!(0.5)),
            ("5.", json!(5.0)),
            ("1e3", json!(1000.0)),
            ("-2.5E-1", json!(-0.25)),
            ("0e5", json!(0.0)),
        ];
        for (text, value) in cases {
            assert_eq!(core(text), Ok(value), "{text}");
        }
    }

    #[test]
    fn what_it_does_not_name_is_text() {
        let texts = [
            "yes",
            "no",
            "on",
            "off",
            "y",
            "1_000",
            "0b11",
            "0o18",
            "0o",
            "0x",
            "-0x1F",
            "+0o7",
            "0X1F",
            "1.2.3",
            "1e",
            ".",
            "+",
            "-",
            "e3",
            ".e3",
            "++1",
            "2020-01-01",
            "2001-12-14t21:59:43.10-05:00",
            "190:20:30",
            "inf",
            "nan",
            "Infinity",
            "1,000",
            "١٢",
            "truE",
            "<<",
            "=",
        ];
        for text in texts {
            assert_eq!(core(text), Ok(json!(text)));
        }
    }

    #[test]
    fn numbers_are_never_changed_in_silence() {
        for text in [".inf", "-.INF", "+.Inf", ".nan", ".NAN"] {
            assert_eq!(core(text), Err(Unfit::NotFinite), "{text}");
        }
        let inexact = [
            "18446744073709551617",
            "-9223372036854775809",
            "99999999999999999999",
            "1e400",
            "-1e400",
            "1e-400",
            "0x10000000000000000",
            "0o7777777777777777777777",
        ];
        for text in inexact {
            assert!(matches!(core(text), Err(Unfit::Inexact(_))), "{text}");
        }
        assert_eq!(core(&"9".repeat(100_000)), Err(Unfit::Inexact(None)));
        assert_eq!(core(&format!("0x{}", "f".repeat(100_000))), Err(Unfit::Inexact(None)));
    }

    #[test]
    fn what_cannot_be_held_is_the_nearest_number_or_null() {
        let read = |text| core(text).map_or_else(Unfit::value, |exact| panic!("{text} is exact: {exact}"));
        assert_eq!(read("18446744073709551617"), json!(18_446_744_073_709_551_616.0));
        assert_eq!(read("0x10000000000000000"), json!(18_446_744_073_709_551_616.0));
        assert_eq!(read("1e-400"), json!(0.0));
        assert_eq!([read("-1e400"), read(".nan"), read("-.inf")], [json!(null), json!(null), json!(null)]);
    }

    #[test]
    fn a_double_is_kept_where_its_digits_are() {
        assert_eq!(core("18446744073709551616"), Ok(json!(18_446_744_073_709_551_616.0)), "exact");
        assert_eq!(core("-9223372036854776000"), Ok(json!(-9_223_372_036_854_775_808.0)), "as doubles are printed");
        assert_eq!(core("100000000000000000000"), Ok(json!(1e20)));
        assert_eq!(core("000100000000000000000000"), Ok(json!(1e20)));
    }
}
