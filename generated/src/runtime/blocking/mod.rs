//! The client for code that isn't async.
//!
//! It has the operations of the [async client](super::Client), and its requests have the same methods, but
//! [`send`](super::Request::send) returns when the call is over.
//! [`ClientBuilder::build_blocking`](super::ClientBuilder::build_blocking) makes it.

mod client;
mod request;

pub use client::Client;
