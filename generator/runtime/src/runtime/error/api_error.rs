/// What the error type of each operation has: it is made from what the document doesn't describe, and displays the
/// status of its variant.
#[allow(unused_macros, reason = "an API may have no operation")]
macro_rules! api_error {
    ($error:ident { $($variant:ident = $status:literal),* $(,)? }) => {
        impl ::std::convert::From<$crate::runtime::UnexpectedResponse> for $error {
            fn from(unexpected: $crate::runtime::UnexpectedResponse) -> Self {
                Self::Other(unexpected)
            }
        }

        /// Shows the status, and nothing of the body.
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

/// For the error type of an operation whose documented errors share the type of their bodies.
#[allow(unused_macros, reason = "no operation may have one")]
macro_rules! envelope {
    ($error:ident: $envelope:ty { $($variant:ident),+ $(,)? }) => {
        impl $error {
            /// The body of a documented error, whichever it is. Nothing if that has none, and of any other answer.
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
