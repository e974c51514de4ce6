use std::borrow::Cow;

/// How a value is written in a path, a query, a header or a cookie.
#[doc(hidden)]
pub trait ParameterValue {
    /// The value as text, before anything is escaped; or the rule that it breaks, which doesn't quote it.
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
