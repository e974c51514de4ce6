//! Conversions to and from the type of `url`.

use url::Url;

use super::error::convert;
use super::{ConversionError, Uri, syntax};

impl From<Url> for Uri {
    fn from(value: Url) -> Self {
        String::from(value).into()
    }
}

/// Fails for a relative reference. It takes some texts that are no URIs, but common: `?ids[]=1`.
impl TryFrom<&Uri> for Url {
    type Error = ConversionError;

    fn try_from(value: &Uri) -> Result<Self, ConversionError> {
        let url = Self::parse(value.as_str()).ok();
        let is_known = url.is_some() || syntax::uri(value.as_str()).is_some();
        convert("uri", is_known.then_some(url), |url| url)
    }
}
