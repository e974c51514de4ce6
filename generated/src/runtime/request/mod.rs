//! Prepares requests: from an operation or a raw target, the client's settings and the caller's options, to a request
//! that can be sent.

mod config;
mod multipart;
mod operation;
mod parts;
pub(crate) mod prepare;
mod write_body;

pub(crate) use config::{Config, Settings};
pub use multipart::{Multipart, MultipartForm};
pub use operation::{Api, Operation, Raw, Security};
pub use parts::RequestParts;
pub(crate) use parts::{SharedLocation, SharedParameter};
