//! What all operations share: the client, requests and responses, errors, and JSON.
//!
//! A method of the client makes a [`Request`]. The request's own methods change it, and awaiting it sends it, as does
//! [`Request::send`]. The answer has the operation's own type. An error is an [`OperationError`], which `?` turns into
//! the plain [`Error`].
//!
//! These are features of the crate: `blocking` is a client for code that isn't async. `test-util` has a fake server for
//! tests. With `tracing` each call is a span (of level `INFO`) with an event for each attempt (`DEBUG`; `WARN` without
//! a connection) and for each wait before a retry (`WARN`). They have the method, the path's template, the status and
//! times, and nothing else of what is sent or received.
//!
//! The modules are layers. Each uses only those before it: `text`, [`json`] and `wire`
//! (how values are written), `auth` (credentials), `response`, `error`, `call` (the state machine of retries, redirects
//! and limits), `testing`, `transport` (what sends requests, and the driver of calls), `request` (from an operation to
//! what is sent), `client`, and `blocking`.

pub(crate) mod auth;
#[cfg(feature = "blocking")]
pub mod blocking;
pub(crate) mod call;
pub(crate) mod client;
pub(crate) mod error;
pub mod json;
pub(crate) mod request;
pub(crate) mod response;
#[cfg(feature = "test-util")]
pub mod testing;
pub(crate) mod text;
pub(crate) mod transport;
pub(crate) mod wire;

pub use auth::{Credential, CredentialLocation, Secret, TokenFuture, TokenProvider};
pub use call::{AttemptRequest, AttemptResponse};
pub use client::{Client, ClientBuilder, RawRequest, Request};
pub use error::{Error, ErrorKind, OperationError};
#[allow(unused_imports, reason = "not every API has operations, nor errors of one type")]
pub(crate) use error::{api_error, envelope};
pub use request::{Api, Operation, Raw, RequestParts, Security};
pub use response::{Failure, Response, UnexpectedResponse, WithMeta};
pub use wire::argument::InvalidArgument;
pub use wire::parameter::ParameterValue;

pub use ::http::{HeaderMap, Method, StatusCode};
pub use bytes::Bytes;
