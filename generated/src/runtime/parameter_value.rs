//! Values that are one text: what a scalar is in a path, a query, a header or a cookie.

use std::borrow::Cow;

/// A value that can be written in a path, a query, a header or a cookie.
#[doc(hidden)]
pub trait ParameterValue {
    /// The value as text that is not yet encoded. An error is the rule that the value breaks, and doesn't quote it.
    fn to_parameter(&self) -> Result<Cow<'_, str>, &'static str>;
}

impl<T: ParameterValue + ?Sized> ParameterValue for &T {
    fn to_parameter(&self) -> Result<Cow<'_, str>, &'static str> {
        T::to_parameter(self)
    }
}

macro_rules! parameter_values {
    ($($($type:ty),*: |$value:ident| $text:expr;)*) => {$($(
        impl ParameterValue for $type {
            fn to_parameter(&self) -> Result<Cow<'_, str>, &'static str> {
                let $value = self;
                $text
            }
        }
    )*)*};
}

parameter_values! {
    str, String: |text| Ok(Cow::Borrowed(text));
    bool: |flag| Ok(Cow::Borrowed(if *flag { "true" } else { "false" }));
    i8, i16, i32, i64, u8, u16, u32, u64: |number| Ok(Cow::Owned(number.to_string()));
    f32, f64: |number| match number.is_finite() {
        true => Ok(Cow::Owned(number.to_string())),
        false => Err("must be a finite number"),
    };
}
