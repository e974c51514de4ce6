//! The server: how it is started, asked and stopped.

use std::collections::BTreeSet;
use std::fmt;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::AtomicUsize;
use std::sync::{Arc, Mutex};

use axum::http::StatusCode;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::recorded::Recorded;
use crate::routes::{Observer, Shared, is_contact_id, lock, router};

/// The key that the server expects if it isn't told another.
pub const KEY: &str = "test-key";

/// The ID of the one contact of a server that was started with [`FakeApi::start`].
pub const CONTACT_ID: &str = "507f1f77bcf86cd799439011";

/// The Featurebase API, on a free port of 127.0.0.1.
///
/// `DELETE /v2/contacts/{id}` checks, in this order:
///
/// | request | answer |
/// |---|---|
/// | not one `Authorization: Bearer KEY` | 401, code `invalid_api_key` |
/// | the ID isn't 24 hexadecimal digits | 400, code `invalid_id`, param `id` |
/// | no contact has the ID, or it was deleted before | 404, code `contact_not_found` |
/// | all else | 200, and the contact is gone |
///
/// Another path is a 404, another method a 405. All failures have the documented error envelope; the 401, the 405 and the
/// other 404 are not in the documentation, so their types and codes are guesses. An ID is read after
/// percent-decoding, whatever its case, and confirmed in lower case. Every answer has an `x-request-id`. The
/// `Featurebase-Version` header is recorded, and changes nothing.
///
/// The server runs on the runtime it was started in. When it is dropped it takes no more connections, ends the idle ones, and
/// finishes the answers that are under way.
pub struct FakeApi {
    address: SocketAddr,
    shared: Arc<Shared>,
    /// Never sent to: its end is the signal to stop.
    _alive: oneshot::Sender<()>,
}

impl FakeApi {
    /// Starts a server that has the contact [`CONTACT_ID`] and expects the key [`KEY`].
    ///
    /// # Errors
    ///
    /// When no port can be had.
    pub async fn start() -> io::Result<Self> {
        Self::builder().contact(CONTACT_ID).start().await
    }

    /// A server to be configured: with no contacts, expecting the key [`KEY`].
    pub fn builder() -> FakeApiBuilder {
        FakeApiBuilder { key: KEY.to_owned(), contacts: BTreeSet::new(), observer: None }
    }

    /// The base URL to give to a client: `http://127.0.0.1:PORT`, with no slash at its end.
    #[must_use]
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The address that the server listens on.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The IDs of the contacts that are left, sorted, in lower case.
    #[must_use]
    pub fn contacts(&self) -> Vec<String> {
        lock(&self.shared.contacts).iter().cloned().collect()
    }

    /// All requests up to now, answered or not, in the order in which they were read to their end.
    #[must_use]
    pub fn requests(&self) -> Vec<Recorded> {
        lock(&self.shared.requests).clone()
    }
}

impl fmt::Debug for FakeApi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FakeApi").field("address", &self.address).finish_non_exhaustive()
    }
}

/// What a [`FakeApi`] is to have and to expect, made by [`FakeApi::builder`].
#[must_use = "nothing listens until `start` is called and awaited"]
pub struct FakeApiBuilder {
    key: String,
    contacts: BTreeSet<String>,
    observer: Option<Observer>,
}

impl FakeApiBuilder {
    /// The key to expect, in place of [`KEY`].
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = key.into();
        self
    }

    /// Adds a contact: 24 hexadecimal digits, whatever their case.
    pub fn contact(mut self, id: impl AsRef<str>) -> Self {
        self.contacts.insert(id.as_ref().to_ascii_lowercase());
        self
    }

    /// Calls `observer` with each request and the status of its answer, just before the answer is sent.
    pub fn observer(mut self, observer: impl Fn(&Recorded, StatusCode) + Send + Sync + 'static) -> Self {
        self.observer = Some(Box::new(observer));
        self
    }

    /// Starts the server. It must be called within a Tokio runtime that drives I/O; for a blocking client that runtime needs
    /// threads of its own.
    ///
    /// # Errors
    ///
    /// [`io::ErrorKind::InvalidInput`] when the key is empty or a contact's ID isn't 24 hexadecimal digits;
    /// another kind when no port can be had.
    pub async fn start(self) -> io::Result<FakeApi> {
        if self.key.is_empty() {
            return Err(invalid_input("the key to expect is empty".to_owned()));
        }
        if let Some(id) = self.contacts.iter().find(|id| !is_contact_id(id)) {
            return Err(invalid_input(format!("a contact's ID must be 24 hexadecimal digits, not {id:?}")));
        }
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            key: self.key,
            contacts: Mutex::new(self.contacts),
            requests: Mutex::new(Vec::new()),
            answered: AtomicUsize::new(0),
            observer: self.observer,
        });
        let (alive, stopped) = oneshot::channel();
        let serve = axum::serve(listener, router(Arc::clone(&shared))).with_graceful_shutdown(async move {
            let _: Result<(), oneshot::error::RecvError> = stopped.await;
        });
        tokio::spawn(serve.into_future());
        Ok(FakeApi { address, shared, _alive: alive })
    }
}

impl fmt::Debug for FakeApiBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FakeApiBuilder").field("contacts", &self.contacts).finish_non_exhaustive()
    }
}

fn invalid_input(message: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, message)
}

#[cfg(test)]
mod tests;
