//! The bodies of requests, and why a body or its head didn't come.

#[cfg(feature = "io")]
mod file;
mod joined;
mod outgoing;
mod request_body;
mod transport_error;

#[cfg(feature = "io")]
pub(crate) use file::file_stream;
pub(crate) use joined::joined;
pub(crate) use outgoing::{BodyFailure, Outgoing};
pub(crate) use request_body::RequestBody;
#[allow(unused_imports, reason = "not every API has an operation that sends a stream")]
pub(crate) use request_body::{ByteStream, StreamBody, StreamError};
pub(crate) use transport_error::{TransportError, TransportErrorKind};
