//! What setters of nullable properties take.

/// What becomes a value that may be `null`: the value, text for it, or an [`Option`], whose `None` is `null`.
///
/// It is not `Into<Option<T>>`, which text doesn't have.
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
