use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::time::Duration;

use super::async_client::Client;
use crate::runtime::call::{Options, PreparedRequest, REDIRECTS};
use crate::runtime::error::{Error, ErrorCause, ErrorContext, OperationError};
use crate::runtime::request::{Operation, prepare};
use crate::runtime::response::{Failure, Response, WithMeta};
use crate::runtime::transport::{self, Transport};

/// A request of the operation `O`, not yet sent.
///
/// Awaiting it sends it, as does [`send`](Self::send). What is set here holds for this request only, and wins over the
/// client's settings.
///
/// ```
#[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
/// # use std::time::Duration;
/// # async fn example<O: Operation>(request: Request<'_, Client, O>) -> Result<(), Error> {
/// let output = request.timeout(Duration::from_secs(5)).header("X-Trace", "1").send().await?;
/// # Ok(())
/// # }
/// ```
///
/// A clone is a request of its own, with the same settings. The future of `send` borrows neither the request nor the
/// client: it can be spawned, gathered in a [`JoinSet`](https://docs.rs/tokio/latest/tokio/task/struct.JoinSet.html), or
/// joined with others.
#[must_use = "a request does nothing until it is awaited or sent"]
pub struct Request<'c, C, O> {
    pub(crate) client: &'c C,
    pub(crate) operation: O,
    pub(crate) options: Options,
}

impl<'c, C, O> Request<'c, C, O> {
    /// A request of this operation, with the client's settings.
    #[doc(hidden)]
    pub fn new(client: &'c C, operation: O) -> Self {
        Self { client, operation, options: Options::default() }
    }

    /// Sets the longest time for one attempt, from connecting to the end of the body.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options.timeout = Some(timeout);
        self
    }

    /// Sets the longest time for the whole call: all attempts and the waits between them.
    ///
    /// If there is no time left for another attempt, the call ends with the outcome of the last one.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.options.deadline = Some(deadline);
        self
    }

    /// Sets how many times the request is sent again if it fails.
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.options.max_retries = Some(retries);
        self
    }

    /// Sets the longest wait that the server can ask for. If it asks for more, the request isn't sent again, and the
    /// error tells the wait.
    pub fn max_retry_after(mut self, wait: Duration) -> Self {
        self.options.max_retry_after = Some(wait);
        self
    }

    /// Sets a header, in place of the request's own. `Authorization` replaces the client's credential.
    ///
    /// The call fails if the name or the value can't be sent, or if only the client can set the header: those of the
    /// connection, and the length of the body.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.options.headers.push((name.into(), value.into()));
        self
    }

    /// Adds a parameter to the query. Name and value are percent-encoded.
    pub fn query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.options.query.push((name.into(), value.into()));
        self
    }

    /// Sets the largest body of a response, in bytes.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.options.body_limit = Some(bytes);
        self
    }

    /// Sends this `Idempotency-Key`, the same in all attempts, so that the server knows repetitions. With it, the
    /// request is retried whatever its method. It must not be empty.
    pub fn idempotency_key(mut self, key: impl Into<String>) -> Self {
        self.options.idempotency_key = Some(key.into());
        self
    }
}

impl<O: Operation> Request<'_, Client, O> {
    /// Sends the request, and reads the answer.
    ///
    /// It must be awaited on a Tokio runtime with its I/O and time drivers on. Without a runtime it fails; without the
    /// drivers Tokio panics. Dropping the future ends the call at once; the server may still do what was asked.
    ///
    /// ```
    #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
    /// # async fn example<O: Operation>(request: Request<'_, Client, O>) -> Result<(), Error> {
    /// let output = request.send().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// If an argument can't be sent as it is, if no answer came, or if the answer isn't a success.
    pub fn send(self) -> impl Future<Output = Result<O::Output, OperationError<O::Error>>> + Send + use<O> {
        let (transport, request) = self.prepare();
        async move { Ok(answered::<O>(transport, request).await?.value) }
    }

    /// Sends the request, and gives the answer with the response that it was read from.
    ///
    /// ```
    #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
    /// # async fn example<O: Operation>(request: Request<'_, Client, O>) -> Result<(), Error> {
    /// let answered = request.send_with_meta().await?;
    /// println!("after {} attempts: {}", answered.response.attempts(), answered.response.status());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub fn send_with_meta(
        self,
    ) -> impl Future<Output = Result<WithMeta<O::Output>, OperationError<O::Error>>> + Send + use<O> {
        let (transport, request) = self.prepare();
        answered::<O>(transport, request)
    }

    /// Sends the request, and gives the response as it came, whatever its status: a redirect too, if it isn't followed.
    /// Failures are retried as ever.
    ///
    /// # Errors
    ///
    /// If an argument can't be sent as it is, or if no answer came.
    pub fn send_raw(self) -> impl Future<Output = Result<Response, Error>> + Send + use<O> {
        let (transport, request) = self.prepare();
        let request = request.map(|request| request.answered_by(&REDIRECTS));
        async move { exchange(transport, request).await.map(Response::without_secrets).map_err(Error::new) }
    }

    fn prepare(self) -> (Transport, Result<PreparedRequest, Box<ErrorContext>>) {
        let request = prepare::operation(self.client.config(), &self.operation, self.options);
        (self.client.transport().clone(), request)
    }
}

impl<'c, O: Operation + 'static> IntoFuture for Request<'c, Client, O> {
    type Output = Result<O::Output, OperationError<O::Error>>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

/// An idempotency key that was set is that of the clone, too.
impl<C, O: Clone> Clone for Request<'_, C, O> {
    fn clone(&self) -> Self {
        Self { client: self.client, operation: self.operation.clone(), options: self.options.clone() }
    }
}

/// Shows the operation's name, and nothing of its parameters.
impl<C, O: Operation> fmt::Debug for Request<'_, C, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request").field("operation", &O::ID).finish_non_exhaustive()
    }
}

/// Takes the request rather than the future that sends it: a future that is moved into another takes its room twice.
async fn answered<O: Operation>(
    transport: Transport,
    request: Result<PreparedRequest, Box<ErrorContext>>,
) -> Result<WithMeta<O::Output>, OperationError<O::Error>> {
    let response = exchange(transport, request).await.map_err(|context| OperationError::new(context, None))?;
    read::<O>(response)
}

fn exchange(
    transport: Transport,
    request: Result<PreparedRequest, Box<ErrorContext>>,
) -> impl Future<Output = Result<Response, Box<ErrorContext>>> + Send {
    transport::run(transport, request)
}

/// Reads the response as the operation's.
pub(crate) fn read<O: Operation>(response: Response) -> Result<WithMeta<O::Output>, OperationError<O::Error>> {
    match O::read(&response) {
        Ok(value) => Ok(WithMeta { value, response: response.without_secrets() }),
        Err(failure) => Err(failed::<O>(failure, response)),
    }
}

fn failed<O: Operation>(failure: Failure<O::Error>, response: Response) -> OperationError<O::Error> {
    let is_documented = matches!(failure, Failure::Api(_));
    let (cause, api) = match failure {
        Failure::Api(error) | Failure::Undocumented(error) => (ErrorCause::Api, Some(error)),
        Failure::Unexpected(unexpected) => (ErrorCause::Unexpected(unexpected), None),
    };
    let mut context = ErrorContext::answered(prepare::label::<O>(), cause, response);
    context.is_documented = is_documented;
    OperationError::new(context, api)
}
