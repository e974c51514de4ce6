//! The client, its builder, and its requests.

mod async_client;
mod builder;
mod derived;
mod raw;
pub(crate) mod request;
mod setup;

pub use async_client::Client;
pub use builder::ClientBuilder;
pub use raw::{Raw, RawRequest};
pub use request::Request;
