//! What setters of nullable properties take.

/// What becomes a value that may be `null`: the value, or an [`Option`], whose `None` is `null`. Texts, formats, open enums
/// and numbers are also made of what they are made of elsewhere, such as `&str`.
///
/// It is not `Into<Option<T>>`, which `&str` doesn't have.
pub trait IntoNullable<T> {
    /// The value, or `None` for `null`.
    fn into_nullable(self) -> Option<T>;
}

impl<T> IntoNullable<T> for T {
    fn into_nullable(self) -> Option<T> {
        Some(self)
    }
}

impl<T> IntoNullable<T> for Option<T> {
    fn into_nullable(self) -> Self {
        self
    }
}

impl IntoNullable<String> for &str {
    fn into_nullable(self) -> Option<String> {
        Some(self.to_owned())
    }
}
