//! The bodies of requests, and why a body or its head didn't come.

mod outgoing;
mod request_body;
mod transport_error;

pub(crate) use outgoing::{BodyFailure, Outgoing};
pub(crate) use request_body::RequestBody;
#[allow(unused_imports, reason = "not every API has an operation that sends a stream")]
pub(crate) use request_body::{ByteStream, StreamBody, StreamError};
pub(crate) use transport_error::{TransportError, TransportErrorKind};
