use std::fmt;

/// Why a text has no value of another type: it isn't valid, or the type has no such value. It doesn't show the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConversionError {
    format: &'static str,
    is_valid: bool,
}

/// Converts what a text means, if it is valid.
pub(super) fn convert<T, U>(
    format: &'static str,
    meaning: Option<T>,
    convert: impl FnOnce(T) -> Option<U>,
) -> Result<U, ConversionError> {
    let meaning = meaning.ok_or(ConversionError { format, is_valid: false })?;
    convert(meaning).ok_or(ConversionError { format, is_valid: true })
}

impl ConversionError {
    /// The format, as JSON Schema calls it: `date-time`.
    pub fn format(&self) -> &'static str {
        self.format
    }

    /// Whether the text is valid, and just has no value of the type.
    pub fn is_out_of_range(&self) -> bool {
        self.is_valid
    }
}

impl fmt::Display for ConversionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.is_valid {
            true => write!(f, "the {} is out of the range of the type", self.format),
            false => write!(f, "the text is not a valid {}", self.format),
        }
    }
}

impl std::error::Error for ConversionError {}
