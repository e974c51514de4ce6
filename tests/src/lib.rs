//! What the end-to-end tests and `cargo xtask demo` talk to: the Featurebase API, played on loopback.
//!
//! [`FakeApi`] listens on a real socket and answers as the API's documentation says. It knows nothing of the document
//! in `spec/` nor of the client that is generated from it, so that it can judge both.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> std::io::Result<()> {
//! use specwright_tests::{CONTACT_ID, FakeApi};
//!
//! let api = FakeApi::start().await?;
//! assert!(api.base_url().starts_with("http://127.0.0.1:"));
//! assert_eq!(api.contacts(), [CONTACT_ID]);
//! assert!(api.requests().is_empty());
//! # Ok(())
//! # }
//! ```

mod answer;
mod fake_api;
mod recorded;
mod routes;

pub use fake_api::{CONTACT_ID, FakeApi, FakeApiBuilder, KEY};
pub use recorded::Recorded;
