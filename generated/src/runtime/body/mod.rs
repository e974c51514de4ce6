//! The bodies of requests and responses, whole and as streams, and why a response or a part of it didn't come.

#[cfg(feature = "io")]
mod file;
mod joined;
mod label;
mod live_body;
mod outgoing;
mod request_body;
mod transport_error;
mod whole_body;

#[cfg(feature = "io")]
pub(crate) use file::file_stream;
pub(crate) use joined::joined;
pub(crate) use label::RequestLabel;
pub(crate) use live_body::{Incoming, Live, LiveBody};
pub(crate) use outgoing::{BodyFailure, Outgoing};
pub(crate) use request_body::RequestBody;
#[allow(unused_imports, reason = "not every API has an operation that sends a stream")]
pub(crate) use request_body::{ByteStream, StreamBody, StreamError};
pub(crate) use transport_error::{TransportError, TransportErrorKind};
pub(crate) use whole_body::WholeBody;
