//! The client for code that isn't async.
//!
//! [`ClientBuilder::build_blocking`](super::ClientBuilder::build_blocking) builds it. It has the same operations as the
//! [async client](super::Client), and its requests the same methods, but [`send`](super::Request::send) blocks until
//! the call is over.

mod client;
mod request;
mod worker_body;

use super::client::ClientBuilder;
use super::error::Error;

pub use client::Client;

impl ClientBuilder {
    /// Builds a client for code that isn't async.
    ///
    /// # Errors
    ///
    /// As [`build`](Self::build), and if the client's thread can't be started.
    pub fn build_blocking(self) -> Result<Client, Error> {
        Client::new(self.build()?)
    }
}
