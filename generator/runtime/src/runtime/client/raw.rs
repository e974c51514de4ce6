use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;

use bytes::Bytes;
use http::Method;

use super::async_client::Client;
use super::request::Request;
use crate::runtime::error::Error;
use crate::runtime::request::prepare;
use crate::runtime::response::Response;
use crate::runtime::transport;

/// A request to an endpoint that the API's document doesn't have. [`Client::request`] makes it.
pub type RawRequest<'c, C> = Request<'c, C, Raw>;

/// What a [`RawRequest`] asks.
#[derive(Clone)]
pub struct Raw {
    pub(crate) method: Method,
    pub(crate) target: String,
    /// With its content type.
    pub(crate) body: Option<(String, Bytes)>,
}

impl Client {
    /// A request to an endpoint that the API's document doesn't have. It has credentials, retries and limits like all
    /// others.
    ///
    /// `target` is a path below the base URL, with its query if there is one: `/v2/things?limit=10`. Or it is a whole
    /// URL of the base URL's origin. It must be percent-encoded, and can't have `.` or `..` as a segment.
    ///
    /// ```
    #[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
    /// # async fn example(client: &Client) -> Result<(), Error> {
    /// let response = client.request(Method::POST, "/v2/things?draft=true").body("application/json", "{}").await?;
    /// println!("{}: {:?}", response.status(), response.text());
    /// # Ok(())
    /// # }
    /// ```
    pub fn request(&self, method: Method, target: impl Into<String>) -> RawRequest<'_, Self> {
        RawRequest::raw(self, method, target.into())
    }
}

impl<'c, C> RawRequest<'c, C> {
    pub(crate) fn raw(client: &'c C, method: Method, target: String) -> Self {
        Self::new(client, Raw { method, target, body: None })
    }

    /// Sets the body and its content type.
    pub fn body(mut self, content_type: impl Into<String>, body: impl Into<Bytes>) -> Self {
        self.operation.body = Some((content_type.into(), body.into()));
        self
    }
}

impl RawRequest<'_, Client> {
    /// Sends the request, and gives the response as it came, whatever its status: a redirect too, if it isn't followed.
    ///
    /// It must be awaited on a Tokio runtime with its I/O and time drivers on. Without a runtime it fails; without the
    /// drivers Tokio panics.
    ///
    /// # Errors
    ///
    /// If the request can't be sent as it is, or if no answer came.
    pub fn send(self) -> impl Future<Output = Result<Response, Error>> + Send + use<> {
        let Raw { method, target, body } = self.operation;
        let request = prepare::raw(self.client.config(), method, &target, body, self.options);
        let transport = self.client.transport().clone();
        async move {
            let response = transport::run(transport, request).await;
            response.map(Response::without_secrets).map_err(Error::new)
        }
    }
}

impl IntoFuture for RawRequest<'_, Client> {
    type Output = Result<Response, Error>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

/// Shows the method. The target may have personal data.
impl fmt::Debug for Raw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Raw").field("method", &self.method).finish_non_exhaustive()
    }
}

/// Shows the method.
impl<C> fmt::Debug for RawRequest<'_, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request").field("operation", &self.operation).finish_non_exhaustive()
    }
}
