//! Testing code that uses the client, without a server and without a socket.
//!
//! A [`FakeServer`] stands in for the network: it plays the replies that a test gives it, and keeps the requests that
//! it received. Everything above it is as in reality: credentials, retries, timeouts, redirects, limits, how answers
//! are read. Only time is its own: what a call waits for, or a reply takes, passes at once, and
//! [`FakeServer::elapsed`] tells how long it was; and chance takes nothing off the waits before retries.

mod playing;
mod received;
mod reply;
mod script;
mod server;

pub use received::Received;
pub use reply::Reply;
pub use server::FakeServer;

pub(crate) use playing::Playing;
pub(crate) use script::Script;
