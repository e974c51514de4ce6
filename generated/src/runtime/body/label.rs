use std::borrow::Cow;

/// How errors and traces name a request. It has no URL, which can hold secrets and personal data.
#[derive(Debug, Clone)]
pub(crate) struct RequestLabel {
    pub(crate) method: Cow<'static, str>,
    /// The operation's name in the API's document, unless the request is raw.
    pub(crate) operation: Option<&'static str>,
    /// The path's template, unless the request is raw.
    pub(crate) path: Option<&'static str>,
}
