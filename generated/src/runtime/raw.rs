use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;

use bytes::Bytes;
use http::Method;

use super::client::Client;
use super::driver;
use super::error::Error;
use super::plan;
use super::request::Request;
use super::response::Response;

/// A request to an endpoint that the API's document doesn't have. [`Client::request`] makes it.
pub type RawRequest<'c, C> = Request<'c, C, Raw>;

/// What a [`RawRequest`] asks.
pub struct Raw {
    pub(crate) method: Method,
    pub(crate) target: String,
    /// With its content type.
    pub(crate) body: Option<(String, Bytes)>,
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
    /// Sends the request, and gives the response as it came, whatever its status.
    ///
    /// It must be awaited on a Tokio runtime with its I/O and time drivers on.
    ///
    /// # Errors
    ///
    /// If the request can't be sent as it is, if no answer came, or if it is a redirect that isn't followed.
    pub fn send(self) -> impl Future<Output = Result<Response, Error>> + Send + use<> {
        let Raw { method, target, body } = self.operation;
        let plan = plan::raw(self.client.config(), method, &target, body, self.options);
        let client = self.client.clone();
        async move {
            let plan = plan.map_err(Error::new)?;
            driver::run(client, plan).await.map_err(Error::new)
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

/// Shows the method, as the target may have what is nobody's business.
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
