//! The client for code that isn't async.
//!
//! It has the operations of the [async client](super::Client), and its requests have the same methods; only
//! [`send`](super::Request::send) returns when the call is over. It is made by
//! [`ClientBuilder::build_blocking`](super::ClientBuilder::build_blocking). In tasks of Tokio its requests fail; other
//! executors are held up.
//!
//! ```
#![doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
//! # fn example(builder: ClientBuilder) -> Result<(), Error> {
//! let client = builder.from_env().build_blocking()?;
//! let response = client.request(Method::GET, "/v2/things").send()?;
//! # Ok(())
//! # }
//! ```

mod client;
mod request;
mod wait;

pub use client::Client;
