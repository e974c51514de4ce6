use std::fmt;

use crate::runtime::text;

/// Why JSON could not be read as a type, or a value could not be written as JSON.
///
/// It displays as ``at $.error.status: expected an integer, found a string``. Of the contents it shows only `true`,
/// `false`, `null` and the names of members.
#[derive(Clone, PartialEq, Eq)]
pub struct Error(Box<Inner>);

#[derive(Clone, PartialEq, Eq)]
struct Inner {
    path: String,
    message: String,
}

impl Error {
    /// An error at the root. [`inside`](Self::inside) and [`at`](Self::at) extend its path on the way out.
    #[cold]
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self(Box::new(Inner { path: String::from("$"), message: message.into() }))
    }

    /// `expected an integer, found a string`.
    #[cold]
    pub(super) fn expected(what: &str, found: &str) -> Self {
        Self::new(format!("expected {what}, found {found}"))
    }

    /// Where in the document, like a JSONPath (RFC 9535): `$`, `$.deleted`, `$.items[3].id`, `$["odd name"]`.
    ///
    /// Names longer than 60 characters are cut, and characters that would garble a terminal are replaced.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// The same error, as seen from the object that has the value as its member `name`.
    #[cold]
    pub(super) fn inside(self, name: &str) -> Self {
        let plain = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
            && name.len() <= 60
            && !name.starts_with(|c: char| c.is_ascii_digit())
            && !name.is_empty();
        if plain {
            return self.below(&format!(".{name}"));
        }
        self.below(&format!("[{:?}]", text::clean(name, 60)))
    }

    /// The same error, as seen from the array that has the value at this index.
    #[cold]
    pub(super) fn at(self, index: usize) -> Self {
        self.below(&format!("[{index}]"))
    }

    /// The same error with its texts changed.
    pub(crate) fn map_text(self, change: impl Fn(&str) -> String) -> Self {
        Self(Box::new(Inner { path: change(&self.0.path), message: change(&self.0.message) }))
    }

    fn below(mut self, segment: &str) -> Self {
        self.0.path.insert_str(1, segment);
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "at {}: {}", self.0.path, self.0.message)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error").field("path", &self.0.path).field("message", &self.0.message).finish()
    }
}

impl std::error::Error for Error {}
