use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::time::Duration;

use http::Method;

use super::async_client::Client;
use super::limits::limit_setters;
use crate::runtime::call::{Options, Streamed};
use crate::runtime::error::{Error, ErrorCause, ErrorContext, OperationError};
use crate::runtime::request::prepare::{self, Prepared};
use crate::runtime::request::{Operation, Raw};
use crate::runtime::response::{Failure, Response, WithMeta};
use crate::runtime::stream::Download;
use crate::runtime::transport::{self, Transport};
use crate::runtime::upload::Upload;

/// A request of the operation `O` that is not sent yet.
///
/// Awaiting it sends it, as does [`send`](Self::send). Its settings apply to this request only, and override those of
/// the client.
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
/// A clone is another request with the same settings. The future of `send` borrows neither the request nor the client.
/// It can be spawned, gathered in a [`JoinSet`](https://docs.rs/tokio/latest/tokio/task/struct.JoinSet.html), or joined
/// with others.
#[must_use = "a request does nothing until it is awaited or sent"]
pub struct Request<'c, C, O> {
    pub(crate) client: &'c C,
    pub(crate) operation: O,
    pub(crate) options: Options,
}

/// A request to an endpoint that the API's document doesn't have. [`Client::request`] makes it.
pub type RawRequest<'c, C> = Request<'c, C, Raw>;

impl<'c, C, O> Request<'c, C, O> {
    #[doc(hidden)]
    pub fn new(client: &'c C, operation: O) -> Self {
        Self { client, operation, options: Options::default() }
    }

    limit_setters!(options);

    /// Sets a header, in place of the request's own. `Authorization` replaces the client's credential.
    ///
    /// The call fails if the name or the value can't be sent, or if only the HTTP client can set the header:
    /// `Content-Length`, `Host`, and those of the connection.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.options.headers.push((name.into(), value.into()));
        self
    }

    /// Adds a parameter to the query. Name and value are percent-encoded.
    pub fn query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.options.query.push((name.into(), value.into()));
        self
    }

    /// Sends this `Idempotency-Key`, the same in all attempts, by which the server recognises retries. With it, the
    /// request is retried whatever its method. The key must not be empty.
    pub fn idempotency_key(mut self, key: impl Into<String>) -> Self {
        self.options.idempotency_key = Some(key.into());
        self
    }
}

impl<O: Operation> Request<'_, Client, O> {
    /// Sends the request, and reads the response.
    ///
    /// The future must be awaited on a Tokio runtime with its I/O and time drivers enabled. Without a runtime the call
    /// fails. Without the drivers Tokio panics. Dropping the future ends the call at once, but the request may still
    /// take effect.
    ///
    /// # Errors
    ///
    /// If an argument can't be sent, if no response came, or if it isn't a success.
    pub fn send(self) -> impl Future<Output = Result<O::Output, OperationError<O::Error>>> + Send + use<O> {
        let (transport, request) = self.prepare();
        async move { Ok(answered::<O>(transport::run(transport, request).await)?.value) }
    }

    /// Sends the request, and returns the response with what was read from it.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub fn send_with_meta(
        self,
    ) -> impl Future<Output = Result<WithMeta<O::Output>, OperationError<O::Error>>> + Send + use<O> {
        let (transport, request) = self.prepare();
        async move { answered::<O>(transport::run(transport, request).await) }
    }

    /// Sends the request and returns the response, whatever its status; also a redirect that is not followed.
    ///
    /// # Errors
    ///
    /// If an argument can't be sent, or if no response came.
    pub fn send_raw(self) -> impl Future<Output = Result<Response, Error>> + Send + use<O> {
        let (transport, request) = self.prepare();
        let request = request.map(|request| request.raw(Streamed::None));
        async move { raw(transport::run(transport, request).await) }
    }

    fn prepare(self) -> (Transport, Prepared) {
        let config = self.client.config();
        (config.transport.clone(), prepare::operation(config, &self.operation, self.options))
    }
}

impl<'c, O: Operation + 'static> IntoFuture for Request<'c, Client, O> {
    type Output = Result<O::Output, OperationError<O::Error>>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl Client {
    /// A request to an endpoint that the API's document doesn't have, with credentials, retries and limits as usual.
    ///
    /// `target` is a path below the base URL, possibly with a query: `/v2/things?limit=10`. Or it is a whole URL with
    /// the same origin as the base URL. It must be percent-encoded, without the segments `.` and `..`.
    pub fn request(&self, method: Method, target: impl Into<String>) -> RawRequest<'_, Self> {
        RawRequest::new(self, Raw { method, target: target.into(), body: None })
    }
}

impl<C> RawRequest<'_, C> {
    /// Sets the body and its content type. The body is bytes, text, or any other [`Upload`].
    pub fn body(mut self, content_type: impl Into<String>, body: impl Into<Upload>) -> Self {
        self.operation.body = Some((content_type.into(), body.into().into_data()));
        self
    }
}

impl RawRequest<'_, Client> {
    /// Sends the request and returns the response, whatever its status; also a redirect that is not followed.
    ///
    /// The future must be awaited on a Tokio runtime with its I/O and time drivers enabled.
    ///
    /// # Errors
    ///
    /// If the request can't be sent, or if no response came.
    pub fn send(self) -> impl Future<Output = Result<Response, Error>> + Send + use<> {
        let config = self.client.config();
        let (transport, request) = (config.transport.clone(), prepare::raw(config, self.operation, self.options));
        async move { raw(transport::run(transport, request).await) }
    }

    /// Sends the request and returns the response with its body yet to come, whatever its status; also a redirect that
    /// is not followed.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub fn send_stream(self) -> impl Future<Output = Result<Download, Error>> + Send + use<> {
        let config = self.client.config();
        let (transport, request) = (config.transport.clone(), prepare::raw(config, self.operation, self.options));
        let request = request.map(|request| request.raw(Streamed::All));
        async move { download(transport::run(transport, request).await) }
    }
}

impl IntoFuture for RawRequest<'_, Client> {
    type Output = Result<Response, Error>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

/// If an idempotency key is set, the clone has the same one.
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

/// Shows the method.
impl<C> fmt::Debug for RawRequest<'_, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request").field("operation", &self.operation).finish_non_exhaustive()
    }
}

/// Reads the result of a call as that of the operation. It doesn't take the call's future, since moving that into
/// another future would double its size.
fn answered<O: Operation>(
    result: Result<Response, Box<ErrorContext>>,
) -> Result<WithMeta<O::Output>, OperationError<O::Error>> {
    read::<O>(result.map_err(|context| OperationError::new(context, None))?)
}

/// The result of a call for a caller that reads the response.
fn raw(result: Result<Response, Box<ErrorContext>>) -> Result<Response, Error> {
    result.map(Response::without_secrets).map_err(Error::new)
}

/// The result of a call for a caller that reads the response as it comes.
pub(crate) fn download(result: Result<Response, Box<ErrorContext>>) -> Result<Download, Error> {
    result.map(|mut response| Download::new(response.take_stream())).map_err(Error::new)
}

/// Reads the response as the operation's.
pub(crate) fn read<O: Operation>(mut response: Response) -> Result<WithMeta<O::Output>, OperationError<O::Error>> {
    let (cause, api, is_documented) = match O::read(&mut response) {
        Ok(value) => return Ok(WithMeta { value, response: response.without_secrets() }),
        Err(Failure::Api(error)) => (ErrorCause::Api, Some(error), true),
        Err(Failure::Undocumented(error)) => (ErrorCause::Api, Some(error), false),
        Err(Failure::Unexpected(unexpected)) => (ErrorCause::Unexpected(unexpected), None, false),
    };
    let mut context = ErrorContext::answered(prepare::label::<O>(), cause, response);
    context.is_documented = is_documented;
    Err(OperationError::new(context, api))
}
