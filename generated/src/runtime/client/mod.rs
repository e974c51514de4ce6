//! The client, its builder, and its requests.

mod async_client;
mod builder;
mod derived;
pub(crate) mod request;
mod setup;

// The docs of requests have what this adds at last.
mod raw;

pub use async_client::Client;
pub use builder::ClientBuilder;
pub use raw::{Raw, RawRequest};
pub use request::Request;
