//! What all operations share: the client, requests and responses, errors, and JSON.
//!
//! A method of the client makes a [`Request`]. The request's own methods change it. Awaiting it sends it, as does
//! [`Request::send`]. The result is a value of the operation's own type, or an [`OperationError`], which `?` turns into
//! the plain [`Error`].
//!
//! Four features of the crate add to this module, beside those of [`formats`]:
//!
//! - `blocking`: a client for code that isn't async.
//! - `io`: what comes and goes as a stream, from and to files and other readers and writers of Tokio.
//! - `test-util`: a fake server for tests.
//! - `tracing`: a span for each call (`INFO`), with an event for each attempt (`DEBUG`, or `WARN` if there was no
//!   connection), for each wait before a retry (`WARN`), and for the end of a stream (`DEBUG`). They tell the operation,
//!   the method, the path's template, the status, the times and the length of streams, and nothing else of what is
//!   sent or received.

// The modules are layers: each imports only from those before it in this list. `text`, `parameter_value` (scalars as
// texts), `json`, `wire` (how values are written to a request), `formats` (strings of known formats), `auth`
// (credentials), `body` (bodies as they are sent and come), `upload` (data to send as it is), `response`, `error`,
// `stream` (bodies of responses as callers read them), `call` (the state machine of retries, redirects and limits),
// `testing`, `transport` (what sends requests, and the driver of calls), `request` (from an operation to the request that
// is sent), `client`, `blocking`, `pages`.

pub(crate) mod auth;
#[cfg(feature = "blocking")]
pub mod blocking;
pub(crate) mod body;
pub(crate) mod call;
pub(crate) mod client;
pub(crate) mod error;
pub mod formats;
pub mod json;
#[doc(hidden)]
pub mod pages;
pub(crate) mod parameter_value;
pub(crate) mod request;
pub(crate) mod response;
pub(crate) mod stream;
#[cfg(feature = "test-util")]
pub mod testing;
pub(crate) mod text;
pub(crate) mod transport;
pub(crate) mod upload;
pub(crate) mod wire;

pub use auth::{Credential, CredentialLocation, Secret, TokenFuture, TokenProvider};
pub use call::{AttemptRequest, AttemptResponse};
pub use client::{Client, ClientBuilder, RawRequest, Request};
pub use error::{Error, ErrorKind, OperationError};
#[allow(unused_imports, reason = "not every API has operations, nor errors of one type")]
pub(crate) use error::{api_error, envelope};
#[doc(inline)]
pub use pages::{Items, Pages, Paginated};
pub use parameter_value::ParameterValue;
pub use request::{Api, Multipart, MultipartForm, Operation, Raw, RequestParts, Security};
pub use response::{Failure, Header, Response, UnexpectedResponse, WithMeta};
#[cfg(feature = "blocking")]
pub use stream::StreamIter;
pub use stream::{Download, Event, EventStream, JsonLines};
pub use upload::Upload;
pub use wire::argument::InvalidArgument;
pub use wire::form::{FieldEncoding, FieldStyle};
pub use wire::server::ServerObject;
pub use wire::style::ParameterStyle;

pub use ::http::{HeaderMap, Method, StatusCode};
pub use bytes::Bytes;
