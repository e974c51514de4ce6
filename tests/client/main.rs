//! What the generated client does on the wire: against a server on loopback, over a real socket.

mod conversions;
mod ids;
mod other_repo;
mod outcomes;
mod refusals;
mod request;
mod secrecy;
mod support;
mod tasks;
mod traits;
