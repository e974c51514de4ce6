/// Implements what the error type of every operation has. `Other` is made from an unexpected response. The other
/// variants display their status.
#[allow(unused_macros, reason = "an API may have no operation")]
macro_rules! api_error {
    ($error:ident { $($variant:ident = $status:literal),* $(,)? }) => {
        impl ::std::convert::From<$crate::runtime::UnexpectedResponse> for $error {
            fn from(unexpected: $crate::runtime::UnexpectedResponse) -> Self {
                Self::Other(unexpected)
            }
        }

        /// Shows the status. Nothing of the body is shown.
        impl ::std::fmt::Display for $error {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self {
                    $(Self::$variant { .. } => f.write_str($status),)*
                    Self::Other(unexpected) => ::std::fmt::Display::fmt(unexpected, f),
                }
            }
        }

        impl ::std::error::Error for $error {}
    };
}
pub(crate) use api_error;

/// Implements `envelope` for an error type whose documented errors have one type of body.
#[allow(unused_macros, reason = "no operation may have one")]
macro_rules! envelope {
    ($error:ident: $envelope:ty { $($variant:ident),+ $(,)? }) => {
        impl $error {
            /// The body of a documented error, whatever its status. `None` if it has no body, or isn't documented.
            pub fn envelope(&self) -> ::std::option::Option<&$envelope> {
                match self {
                    $(Self::$variant(envelope))|+ => ::std::option::Option::Some(envelope),
                    _ => ::std::option::Option::None,
                }
            }
        }
    };
}
pub(crate) use envelope;
