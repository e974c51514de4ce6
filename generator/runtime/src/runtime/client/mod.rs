//! The client, its builder, and its requests.

mod async_client;
mod builder;
pub(crate) mod request;

pub use async_client::Client;
pub use builder::ClientBuilder;
pub use request::{RawRequest, Request};
