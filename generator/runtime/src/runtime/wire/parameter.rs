//! The texts of scalar parameters.

use std::borrow::Cow;

use super::argument::InvalidArgument;
use crate::runtime::ParameterValue;

/// The value of the parameter `name`, as text.
pub(crate) fn text<'v, T>(name: &str, value: &'v T) -> Result<Cow<'v, str>, InvalidArgument>
where
    T: ParameterValue + ?Sized,
{
    value.to_parameter().map_err(|rule| InvalidArgument::new(name, rule))
}
