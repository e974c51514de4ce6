//! What the end-to-end tests, `cargo xtask demo` and `cargo xtask e2e` share: the Featurebase API, played on loopback, and
//! the judges of the client that are not ours.
//!
//! [`FakeApi`] listens on a real socket and answers as the API's documentation says. It knows nothing of the document
//! in `spec/` nor of the client that is generated from it, so that it can judge both. The tools of [`judges`] know
//! the document, and nothing of the client. [`peer`] compares what the client sends with what the official one sends, and
//! knows nothing of either. [`Canned`] is a server that costs next to nothing, to be called often.
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
mod canned;
mod checks;
mod fake_api;
pub mod judges;
pub mod peer;
mod project;
mod recorded;
mod routes;

pub use canned::Canned;
pub use checks::Checks;
pub use fake_api::{CONTACT_ID, FakeApi, FakeApiBuilder, KEY};
pub use project::{interrupted, root};
pub use recorded::Recorded;
