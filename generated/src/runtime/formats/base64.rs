//! Bytes in base64.

use base64::Engine as _;
use base64::alphabet::{self, Alphabet};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::error::convert;
use super::{Base64, ConversionError};

impl Base64 {
    /// Writes bytes in the standard alphabet, with padding.
    pub fn encode(bytes: impl AsRef<[u8]>) -> Self {
        STANDARD.encode(bytes).into()
    }

    /// The bytes.
    ///
    /// # Errors
    ///
    /// If the text isn't valid.
    pub fn decode(&self) -> Result<Vec<u8>, ConversionError> {
        convert("base64", decode(self.as_str()), Some)
    }
}

/// The bytes of a text, if it is valid.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    let engine = if text.contains(['-', '_']) { &URL_SAFE } else { &STANDARD };
    engine.decode(text).ok()
}

static STANDARD: GeneralPurpose = engine(&alphabet::STANDARD);

static URL_SAFE: GeneralPurpose = engine(&alphabet::URL_SAFE);

/// Reads padding and its absence, and ignores the bits that are left over.
const fn engine(alphabet: &Alphabet) -> GeneralPurpose {
    let config = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    GeneralPurpose::new(alphabet, config.with_decode_allow_trailing_bits(true))
}
