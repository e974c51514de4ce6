//! Conversions to and from the type of `url`.

use url::Url;

use super::error::convert;
use super::{ConversionError, Uri, syntax};

impl From<Url> for Uri {
    fn from(value: Url) -> Self {
        String::from(value).into()
    }
}

/// Fails for a relative reference.
impl TryFrom<&Uri> for Url {
    type Error = ConversionError;

    fn try_from(value: &Uri) -> Result<Self, ConversionError> {
        convert("uri", syntax::uri(value.as_str()), |text| Self::parse(text).ok())
    }
}
