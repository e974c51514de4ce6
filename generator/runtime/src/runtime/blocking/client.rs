use std::fmt;
use std::sync::Arc;

use http::Method;
use tokio::runtime::{Builder, Runtime};

use super::wait;
use crate::runtime::call::PreparedRequest;
use crate::runtime::client::{Client as AsyncClient, ClientBuilder, RawRequest};
use crate::runtime::error::{Error, ErrorCause, ErrorContext};
use crate::runtime::response::Response;
use crate::runtime::transport;

/// The client of the API for code that isn't async.
///
/// A clone is cheap, and shares the connections and the one thread that serves them. `Debug` shows the origin of the
/// base URL, and no credential.
///
/// In async code use the [async client](crate::runtime::Client): there, requests of this one fail in tasks of Tokio,
/// and hold up other executors. They work where async code may block, as in Tokio's `spawn_blocking`.
///
/// ```
#[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
/// # fn example(client: &blocking::Client) -> Result<(), Error> {
/// let response = client.request(Method::GET, "/v2/things").send()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client {
    client: AsyncClient,
    worker: Arc<Worker>,
}

/// Nothing only while it is dropped.
struct Worker(Option<Runtime>);

impl Client {
    /// Runs the calls of this client.
    pub(crate) fn new(client: AsyncClient) -> Result<Self, Error> {
        // A worker of its own, so that connections are served while no call is under way.
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build();
        let runtime = runtime.map_err(|error| Error::configuration(format!("no thread for the client: {error}")))?;
        Ok(Self { client, worker: Arc::new(Worker(Some(runtime))) })
    }

    /// A client with other settings that shares this one's connections and thread, as with the
    /// [async client](crate::runtime::Client::with).
    ///
    /// # Errors
    ///
    /// As [`ClientBuilder::build`].
    pub fn with(&self, change: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Result<Self, Error> {
        Ok(Self { client: self.client.with(change)?, worker: Arc::clone(&self.worker) })
    }

    /// A request to an endpoint that the API's document doesn't have, as with the
    /// [async client](crate::runtime::Client::request).
    pub fn request(&self, method: Method, target: impl Into<String>) -> RawRequest<'_, Self> {
        RawRequest::raw(self, method, target.into())
    }

    pub(crate) fn client(&self) -> &AsyncClient {
        &self.client
    }

    /// Runs one call.
    pub(crate) fn run(&self, request: PreparedRequest) -> Result<Response, Box<ErrorContext>> {
        let label = request.label.clone();
        let call = transport::run(self.client.transport().clone(), Ok(request));
        let answered = self.worker.0.as_ref().and_then(|runtime| wait::for_output(runtime, call));
        answered.unwrap_or_else(|| {
            let what = "a blocking client can't be used in async code: use the async client".to_owned();
            Err(ErrorContext::unsent(Some(label), ErrorCause::Configuration(what)))
        })
    }
}

/// A runtime must not wait for its threads where async code runs.
impl Drop for Worker {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.client.fmt(f)
    }
}
