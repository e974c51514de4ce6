use std::fmt;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use http::Method;
use tokio::runtime::{Builder, Handle, Runtime};
use tokio::task::coop;

use super::worker_body::WorkerBody;
use crate::runtime::client::{Client as AsyncClient, ClientBuilder, RawRequest};
use crate::runtime::error::{Error, ErrorCause, ErrorContext};
use crate::runtime::request::prepare::Prepared;
use crate::runtime::request::{Config, Raw};
use crate::runtime::response::Response;
use crate::runtime::transport;

/// The client of the API for code that isn't async.
///
/// A clone is cheap. It shares the connections, and the one thread that serves them. `Debug` shows the origin of the
/// base URL, and no credential.
///
/// In async code use the [async client](crate::runtime::Client). Requests of this one fail in tasks of Tokio, and block
/// other executors. They work where blocking is allowed, as in Tokio's `spawn_blocking`.
///
/// ```
#[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
/// # fn example(builder: ClientBuilder) -> Result<(), Error> {
/// let client = builder.from_env().build_blocking()?;
/// let response = client.request(Method::GET, "/v2/things").send()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client {
    client: AsyncClient,
    worker: Arc<Worker>,
}

/// The runtime is `None` only while it is dropped.
pub(super) struct Worker(Option<Runtime>);

pub(super) const IN_ASYNC_CODE: &str = "a blocking client can't be used in async code: use the async client";

impl Client {
    pub(super) fn new(client: AsyncClient) -> Result<Self, Error> {
        // Its worker serves the connections while no call is running.
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build();
        let runtime = runtime.map_err(|error| {
            Error::configuration(format!("the thread of the blocking client can't be started: {error}"))
        })?;
        Ok(Self { client, worker: Arc::new(Worker(Some(runtime))) })
    }

    /// As [`Client::with`](crate::runtime::Client::with) of the async client. The thread is shared too.
    ///
    /// # Errors
    ///
    /// As [`ClientBuilder::build`].
    pub fn with(&self, change: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Result<Self, Error> {
        Ok(Self { client: self.client.with(change)?, worker: Arc::clone(&self.worker) })
    }

    /// As [`Client::request`](crate::runtime::Client::request) of the async client.
    pub fn request(&self, method: Method, target: impl Into<String>) -> RawRequest<'_, Self> {
        RawRequest::new(self, Raw { method, target: target.into(), body: None })
    }

    pub(crate) fn config(&self) -> &Config {
        self.client.config()
    }

    /// Runs one call.
    pub(crate) fn run(&self, request: Prepared) -> Result<Response, Box<ErrorContext>> {
        let request = request?;
        let label = request.label.clone();
        let call = transport::run(self.config().transport.clone(), Ok(request));
        let answered = self.worker.output(call).unwrap_or_else(|| {
            Err(ErrorContext::unsent(Some(label), ErrorCause::Configuration(IN_ASYNC_CODE.to_owned())))
        });
        answered.map(|response| response.map_live(|body| Box::new(WorkerBody::new(body, Arc::clone(&self.worker)))))
    }
}

impl Worker {
    /// As [`output`] on this worker's runtime.
    pub(super) fn output<F: Future>(&self, future: F) -> Option<F::Output> {
        self.0.as_ref().and_then(|runtime| output(runtime, future))
    }
}

/// The client may be dropped in async code, where waiting for the runtime's thread would panic.
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

/// Blocks until the future is done. Returns `None` in async code, where Tokio's own `block_on` would panic.
fn output<F: Future>(runtime: &Runtime, future: F) -> Option<F::Output> {
    if is_async() {
        return None;
    }
    let _entered = runtime.enter();
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Ready(output) => return Some(output),
            Poll::Pending => thread::park(),
        }
    }
}

/// More than the budget of any task.
const OVER_BUDGET: usize = 1000;

/// Whether this code runs in a task of Tokio, which must not block.
///
/// Tokio tells this only by panicking. But each poll of a task has a budget of operations (`tokio::task::coop`), and
/// code that may block has none. So this tries to use up a budget. A task gets it back with its next poll.
fn is_async() -> bool {
    let mut context = Context::from_waker(Waker::noop());
    let mut is_spent = || pin!(coop::consume_budget()).poll(&mut context).is_pending();
    Handle::try_current().is_ok() && (0..OVER_BUDGET).any(|_| is_spent())
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}
