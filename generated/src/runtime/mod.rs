//! What all operations share: the client, requests and responses, errors, and JSON.
//!
//! A method of the client makes a [`Request`]. The request's own methods change it, and awaiting it sends it, as does
//! [`Request::send`]. The answer has the operation's own type. An error is an [`OperationError`], which `?` turns into
//! the plain [`Error`].
//!
//! Not everybody needs these, so they are features of the crate: `blocking` is a client for code that isn't async.
//! `test-util` plays a server in tests. With `tracing` each call is a span (of level `INFO`) with an event for each
//! attempt and each wait (`DEBUG`); they tell the method, the path's template, the status and the times, and nothing of
//! what is sent or received.

#[cfg(feature = "blocking")]
pub mod blocking;
pub mod json;
#[cfg(feature = "test-util")]
pub mod testing;

pub(crate) mod api;
pub(crate) mod argument;
pub(crate) mod base64;
pub(crate) mod base_url;
pub(crate) mod builder;
pub(crate) mod call;
pub(crate) mod chance;
pub(crate) mod client;
pub(crate) mod content_type;
pub(crate) mod cookie;
pub(crate) mod driver;
pub(crate) mod error;
pub(crate) mod headers;
pub(crate) mod message;
pub(crate) mod operation;
pub(crate) mod operation_error;
pub(crate) mod options;
pub(crate) mod parameter;
pub(crate) mod parts;
pub(crate) mod path;
pub(crate) mod plan;
pub(crate) mod problem;
pub(crate) mod raw;
pub(crate) mod redirect;
pub(crate) mod report;
pub(crate) mod request;
pub(crate) mod response;
pub(crate) mod retry;
pub(crate) mod secret;
pub(crate) mod setup;
pub(crate) mod signature;
pub(crate) mod text;
pub(crate) mod token;
pub(crate) mod trace;
pub(crate) mod transport;
pub(crate) mod unexpected;

pub use api::{Api, Credential, Place};
pub use argument::InvalidArgument;
pub use builder::ClientBuilder;
pub use client::Client;
pub use error::{Error, ErrorKind};
pub use operation::{Failure, Operation, Security};
pub use operation_error::OperationError;
pub use parameter::ParameterValue;
pub use parts::Parts;
pub use raw::{Raw, RawRequest};
pub use request::Request;
pub use response::{Response, WithMeta};
pub use secret::Secret;
pub use token::{TokenFuture, TokenProvider};
pub use unexpected::Unexpected;

pub use bytes::Bytes;
pub use http::{HeaderMap, Method, StatusCode};
