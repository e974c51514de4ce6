use std::fmt;

/// A JSON number.
///
/// Whole numbers from -2^63 to 2^64 - 1 are kept exactly; all others are the nearest 64-bit float.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number(Repr);

#[derive(Debug, Clone, Copy, PartialEq)]
enum Repr {
    Unsigned(u64),
    /// Negative always, so that equal numbers are equal values.
    Negative(i64),
    Float(f64),
}

/// 2^63 and 2^64, the first floats that no `i64` and no `u64` reaches.
const TWO_POW_63: f64 = 9_223_372_036_854_775_808.0;
const TWO_POW_64: f64 = 18_446_744_073_709_551_616.0;

impl Number {
    /// The number as an `i64`, if it is whole and in range. `404.0` and `4e2` are whole.
    pub fn as_i64(&self) -> Option<i64> {
        match self.0 {
            Repr::Unsigned(value) => i64::try_from(value).ok(),
            Repr::Negative(value) => Some(value),
            Repr::Float(value) => {
                (value.fract() == 0.0 && (-TWO_POW_63..TWO_POW_63).contains(&value)).then_some(value as i64)
            }
        }
    }

    /// The number as a `u64`, if it is whole and in range. `404.0` and `4e2` are whole.
    pub fn as_u64(&self) -> Option<u64> {
        match self.0 {
            Repr::Unsigned(value) => Some(value),
            Repr::Negative(_) => None,
            Repr::Float(value) => (value.fract() == 0.0 && (0.0..TWO_POW_64).contains(&value)).then_some(value as u64),
        }
    }

    /// The number as an `f64`: the nearest one, for whole numbers beyond 2^53.
    pub fn as_f64(&self) -> f64 {
        match self.0 {
            Repr::Unsigned(value) => value as f64,
            Repr::Negative(value) => value as f64,
            Repr::Float(value) => value,
        }
    }

    /// Whether the number has no fraction, whatever its size.
    pub(super) fn is_whole(&self) -> bool {
        match self.0 {
            Repr::Unsigned(_) | Repr::Negative(_) => true,
            Repr::Float(value) => value.fract() == 0.0,
        }
    }

    /// Whether JSON can say it: not so for infinities and for what isn't a number.
    pub(super) fn is_finite(&self) -> bool {
        match self.0 {
            Repr::Unsigned(_) | Repr::Negative(_) => true,
            Repr::Float(value) => value.is_finite(),
        }
    }

    /// The number that this JSON text is, or nothing if the text isn't one or no float reaches it.
    pub(super) fn from_text(text: &str) -> Option<Self> {
        if let Ok(value) = text.parse::<u64>() {
            return Some(value.into());
        }
        if let Ok(value) = text.parse::<i64>() {
            return Some(value.into());
        }
        let value: f64 = text.parse().ok()?;
        value.is_finite().then(|| value.into())
    }

    /// The number as `serde_json` holds it; nothing for what JSON can't say.
    pub(super) fn to_serde_json(self) -> Option<serde_json::Number> {
        match self.0 {
            Repr::Unsigned(value) => Some(value.into()),
            Repr::Negative(value) => Some(value.into()),
            Repr::Float(value) => serde_json::Number::from_f64(value),
        }
    }

    /// A number of `serde_json`'s. One that no float reaches, which there is only with the feature
    /// `arbitrary_precision`, becomes what can't be written, so that it isn't written wrong.
    pub(super) fn from_serde_json(number: &serde_json::Number) -> Self {
        let whole = number.as_u64().map(Self::from).or_else(|| number.as_i64().map(Self::from));
        whole.unwrap_or_else(|| number.as_f64().unwrap_or(f64::INFINITY).into())
    }

    pub(super) fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Repr::Unsigned(value) => serializer.serialize_u64(value),
            Repr::Negative(value) => serializer.serialize_i64(value),
            Repr::Float(value) => serializer.serialize_f64(value),
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Repr::Unsigned(value) => value.fmt(f),
            Repr::Negative(value) => value.fmt(f),
            Repr::Float(value) => write!(f, "{value:?}"),
        }
    }
}

impl From<u64> for Number {
    fn from(value: u64) -> Self {
        Self(Repr::Unsigned(value))
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self(match u64::try_from(value) {
            Ok(value) => Repr::Unsigned(value),
            Err(_) => Repr::Negative(value),
        })
    }
}

impl From<u32> for Number {
    fn from(value: u32) -> Self {
        u64::from(value).into()
    }
}

impl From<i32> for Number {
    fn from(value: i32) -> Self {
        i64::from(value).into()
    }
}

/// An infinity, or what isn't a number, is taken, but can't be written as JSON.
impl From<f64> for Number {
    fn from(value: f64) -> Self {
        Self(Repr::Float(value))
    }
}

/// The shortest decimal that reads back as the same `f32`: `0.1`, and not `0.10000000149011612`.
impl From<f32> for Number {
    fn from(value: f32) -> Self {
        value.to_string().parse().unwrap_or(f64::from(value)).into()
    }
}
