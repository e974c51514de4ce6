//! The client, its builder, and its requests.

mod async_client;
mod builder;
mod limits;
pub(crate) mod request;

pub use async_client::Client;
pub use builder::ClientBuilder;
pub use request::{RawRequest, Request};
