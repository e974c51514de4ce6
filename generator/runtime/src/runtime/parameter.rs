use std::borrow::Cow;

/// How a value is written in a path, a query or a header.
///
/// ```
#[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
/// assert_eq!(true.to_parameter().as_deref(), Ok("true"));
/// assert_eq!(17.to_parameter().as_deref(), Ok("17"));
/// assert!(f64::NAN.to_parameter().is_err());
/// ```
pub trait ParameterValue {
    /// The value as text, before anything is escaped.
    ///
    /// ```
    #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
    /// assert_eq!("a b".to_parameter().as_deref(), Ok("a b"));
    /// ```
    ///
    /// # Errors
    ///
    /// The rule that the value breaks, if it can't be written. The rule doesn't quote the value.
    fn to_parameter(&self) -> Result<Cow<'_, str>, &'static str>;
}

impl ParameterValue for str {
    fn to_parameter(&self) -> Result<Cow<'_, str>, &'static str> {
        Ok(Cow::Borrowed(self))
    }
}

impl ParameterValue for String {
    fn to_parameter(&self) -> Result<Cow<'_, str>, &'static str> {
        Ok(Cow::Borrowed(self))
    }
}

impl ParameterValue for bool {
    fn to_parameter(&self) -> Result<Cow<'_, str>, &'static str> {
        Ok(Cow::Borrowed(if *self { "true" } else { "false" }))
    }
}

impl<T: ParameterValue + ?Sized> ParameterValue for &T {
    fn to_parameter(&self) -> Result<Cow<'_, str>, &'static str> {
        T::to_parameter(self)
    }
}

macro_rules! integers {
    ($($type:ty),*) => {$(
        impl ParameterValue for $type {
            fn to_parameter(&self) -> Result<Cow<'_, str>, &'static str> {
                Ok(Cow::Owned(self.to_string()))
            }
        }
    )*};
}

integers!(i32, i64, u32, u64);

macro_rules! floats {
    ($($type:ty),*) => {$(
        impl ParameterValue for $type {
            fn to_parameter(&self) -> Result<Cow<'_, str>, &'static str> {
                if self.is_finite() {
                    return Ok(Cow::Owned(self.to_string()));
                }
                Err("must be a finite number")
            }
        }
    )*};
}

floats!(f32, f64);
