//! The value of a decimal number of any length, compared as its text has it: without arithmetic, without memory.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

/// A decimal number: its sign, and `0.d1d2d3…` times a power of ten.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Decimal<'a> {
    /// -1, 0 or 1.
    sign: i8,
    exponent: i128,
    /// The digits before the point, and those behind it. The first of all is no zero, nor is the last.
    digits: [&'a str; 2],
    /// The whole text, if its exponent has so many digits that it is compared as text.
    excess: &'a str,
}

impl<'a> Decimal<'a> {
    /// Reads `-12.50e3`. A plus sign is allowed, as are zeros in front, and a point at either end.
    pub(crate) fn parse(text: &'a str) -> Option<Self> {
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let unsigned = mantissa.strip_prefix(['-', '+']).unwrap_or(mantissa);
        let (integer, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let power = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
        let has_digits = integer.len() + fraction.len() > 0 && !power.is_empty();
        if !has_digits || ![integer, fraction, power].into_iter().all(are_digits) {
            return None;
        }
        let (exponent, excess) = match exponent.parse() {
            Ok(exponent) if (-LARGEST..=LARGEST).contains(&exponent) => (exponent, ""),
            _ if exponent.starts_with('-') => (-LARGEST * 2, text),
            _ => (LARGEST * 2, text),
        };
        Some(Self::new(mantissa.starts_with('-'), [integer, fraction], exponent, excess))
    }

    fn new(is_negative: bool, [integer, fraction]: [&'a str; 2], exponent: i128, excess: &'a str) -> Self {
        let integer = integer.trim_start_matches('0');
        let fraction = fraction.trim_end_matches('0');
        let significant = if integer.is_empty() { fraction.trim_start_matches('0') } else { fraction };
        let digits = [if fraction.is_empty() { integer.trim_end_matches('0') } else { integer }, significant];
        if digits == ["", ""] {
            return Self { sign: 0, exponent: 0, digits, excess: "" };
        }
        let point = integer.len() as i128 - (fraction.len() - significant.len()) as i128;
        Self { sign: if is_negative { -1 } else { 1 }, exponent: exponent + point, digits, excess }
    }

    fn digits(self) -> impl Iterator<Item = u8> {
        let [integer, fraction] = self.digits;
        integer.bytes().chain(fraction.bytes())
    }

    /// Whether it is no integer.
    pub(super) fn has_fraction(self) -> bool {
        self.digits.iter().map(|digits| digits.len() as i128).sum::<i128>() > self.exponent.max(0)
    }

    /// The integer that it is equal to, if there is one of this type.
    pub(super) fn to_integer<T: FromStr>(self) -> Option<T> {
        let length = usize::try_from(self.exponent).ok().filter(|length| *length <= MOST_DIGITS)?;
        if self.has_fraction() {
            return None;
        }
        let sign = if self.sign < 0 { "-" } else { "" };
        let digits: String = self.digits().map(char::from).collect();
        format!("{sign}{digits:0<width$}", width = length.max(1)).parse().ok()
    }
}

/// The greatest exponent that is compared as a number.
const LARGEST: i128 = 1 << 120;

/// How many digits an integer of 128 bits has at most.
const MOST_DIGITS: usize = 39;

impl Ord for Decimal<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.sign.cmp(&other.sign).then_with(|| {
            let sizes = self.exponent.cmp(&other.exponent).then_with(|| self.digits().cmp(other.digits()));
            let sizes = sizes.then_with(|| self.excess.cmp(other.excess));
            if self.sign < 0 { sizes.reverse() } else { sizes }
        })
    }
}

impl PartialOrd for Decimal<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Decimal<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Decimal<'_> {}

impl Hash for Decimal<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.sign, self.exponent, self.excess).hash(state);
        self.digits().for_each(|digit| state.write_u8(digit));
        state.write_u8(0);
    }
}
