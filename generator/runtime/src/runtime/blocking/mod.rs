//! The client for code that isn't async.
//!
//! [`ClientBuilder::build_blocking`](super::ClientBuilder::build_blocking) builds it. It has the same operations as the
//! [async client](super::Client), and its requests the same methods, but [`send`](super::Request::send) blocks until
//! the call is over.

mod client;
mod request;

pub use client::Client;
