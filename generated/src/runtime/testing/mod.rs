//! For tests of code that uses the client, without a server and without a socket.
//!
//! A [`FakeServer`] stands in for the network: it sends the replies that a test gives it, and keeps the requests. All
//! else is real: credentials, retries, timeouts, redirects, limits, and the reading of responses.
//!
//! Only waits are skipped: they end at once, and [`FakeServer::elapsed`] tells how long they were. Waits before retries
//! have no jitter. A [`TokenProvider`](super::TokenProvider) takes real time, and no timeout ends it.
//!
//! ```
#![doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
//! async fn a_missing_thing_is_reported(builder: ClientBuilder) -> Result<(), Error> {
//!     let server = testing::FakeServer::new();
//!     server.reply(testing::Reply::json(404, r#"{"message":"no such thing"}"#));
//!     let client = builder.transport(&server).build()?;
//!
//!     let response = client.request(Method::GET, "/v2/things/1").await?;
//!
//!     assert_eq!(response.status(), StatusCode::NOT_FOUND);
//!     assert_eq!(server.received()[0].target(), "/v2/things/1");
//!     Ok(())
//! }
//! ```

mod fake_server;
mod received;
mod reply;

pub(crate) use fake_server::FakeCall;
pub use fake_server::FakeServer;
pub use received::Received;
pub use reply::Reply;
