//! From an operation, its parameters and the client's settings to a request that can be sent.

mod api;
mod config;
mod operation;
mod parts;
pub(crate) mod prepare;
pub(crate) mod shared;

pub use api::Api;
pub(crate) use config::Config;
pub use operation::{Operation, Security};
pub use parts::RequestParts;
