//! Runs a call: does what its state machine says, and reports the results to it.

use std::mem;
use std::pin::pin;
use std::time::Duration;

use http::{HeaderMap, HeaderValue, StatusCode};
use url::Url;

use super::handed_on::HandedOn;
use super::trace::{self, Span};
use super::{CallTransport, Transport};
use crate::runtime::auth::{AttemptCredentials, CredentialError, SentSecrets};
use crate::runtime::body::{BodyFailure, Live, LiveBody, Outgoing, RequestBody, WholeBody};
use crate::runtime::call::{Attempt, AttemptRequest, AttemptResponse, Call, Limits, Next, PreparedRequest};
use crate::runtime::error::{ErrorCause, ErrorContext, TransportError, TransportErrorKind};
use crate::runtime::response::{Response, ResponseHead};
use crate::runtime::wire::headers;

/// Runs the call of a request, if that could be prepared.
///
/// This isn't an async function, whose future would hold the driver twice: as an argument, and where it is used.
pub(crate) fn run(
    transport: Transport,
    request: Result<PreparedRequest, Box<ErrorContext>>,
) -> impl Future<Output = Result<Response, Box<ErrorContext>>> + Send {
    let mut driver = request.map(Driver::new);
    async move {
        let driver = match driver {
            Ok(ref mut driver) => driver,
            Err(context) => return Err(context),
        };
        let label = &driver.call.request.label;
        let Some(transport) = transport.start() else {
            let what = "there is no Tokio runtime: send requests in one, or use the blocking client".to_owned();
            return Err(ErrorContext::unsent(Some(label.clone()), ErrorCause::Configuration(what)));
        };
        let span = Span::new(label);
        let result = span.instrument(driver.run(&transport)).await;
        span.record(&result);
        result
    }
}

struct Driver {
    call: Call,
    /// The credentials of the attempt with this number, which its redirects carry too.
    credentials: Option<(u32, AttemptCredentials)>,
    /// The headers of the last request, if hooks may have added some.
    hooked: Option<HeaderMap>,
    /// Whether the stream of the attempt's body has failed.
    body_failure: BodyFailure,
    /// The status of the response that is being read.
    status: Option<StatusCode>,
    /// The part of its body that has come.
    body: WholeBody,
    /// What to do after the response, once that is decided. A timeout afterwards doesn't change it.
    next: Option<Next>,
}

impl Driver {
    fn new(request: PreparedRequest) -> Self {
        let (call, body) = (Call::new(request), WholeBody::default());
        Self {
            call,
            credentials: None,
            hooked: None,
            body_failure: BodyFailure::default(),
            status: None,
            body,
            next: None,
        }
    }

    async fn run(&mut self, transport: &CallTransport) -> Result<Response, Box<ErrorContext>> {
        let mut next = self.call.send(transport.now());
        loop {
            next = match next {
                Next::Send(attempt) => self.exchange(transport, attempt).await,
                Next::Wait(wait) => {
                    transport.wait(wait).await;
                    self.call.send(transport.now())
                }
                Next::HandOn(response) => return self.done(Ok(response)),
                Next::Done(result) => return self.done(result),
            };
        }
    }

    /// Adds what the texts of errors need: the host, and the secrets that they must not show.
    fn done(&mut self, result: Result<Response, Box<ErrorContext>>) -> Result<Response, Box<ErrorContext>> {
        let credentials = self.credentials.take().map(|(_, credentials)| credentials).unwrap_or_default();
        let sources = mem::take(&mut self.call.request.credentials);
        let PreparedRequest { headers, url, api_credentials, .. } = &self.call.request;
        let headers = self.hooked.as_ref().unwrap_or(headers);
        let secrets = SentSecrets::new(sources, credentials, headers, url, api_credentials);
        match result {
            Ok(response) => Ok(response.with_secrets(secrets)),
            Err(mut context) => {
                context.host = host(url);
                context.describe(&secrets.redactor());
                Err(context)
            }
        }
    }

    /// One request and its response, within the timeout of the attempt.
    async fn exchange(&mut self, transport: &CallTransport, attempt: Attempt) -> Next {
        let start = transport.now().elapsed;
        self.status = None;
        let result = {
            // Pinned here, since a future that is moved is held twice.
            let transfer = pin!(self.transfer(transport, attempt));
            transport.timeout(attempt.timeout, transfer).await
        };
        let now = transport.now();
        let body = self.body.take();
        let (next, error) = match (self.next.take(), result) {
            (Some(next), _) => (next, None),
            (None, result) => {
                let error = match result {
                    Some(Err(error)) => self.body_failure.take().unwrap_or(error),
                    _ if self.credentials.is_none() => TransportErrorKind::CredentialTimeout.into(),
                    _ => TransportErrorKind::Timeout.into(),
                };
                let kind = error.kind;
                (self.call.on_transport_error(error, body, now), Some(kind))
            }
        };
        trace::exchange_ended(attempt.number, self.status, error, now.elapsed.saturating_sub(start), &next);
        next
    }

    /// Sends the request, and lets the call decide what to do next.
    async fn transfer(&mut self, transport: &CallTransport, attempt: Attempt) -> Result<(), TransportError> {
        let (with_credential, start);
        // The future doesn't hold the request after this block.
        let mut response = {
            let request = match self.prepare(transport, attempt).await {
                Ok(request) => request,
                Err(next) => {
                    self.next = Some(next);
                    return Ok(());
                }
            };
            // Only a credential in the query can make the two URLs differ.
            with_credential = (request.url() != self.call.url()).then(|| request.url().clone());
            start = self.call.request.hooks.as_ref().map(|_| transport.now().elapsed);
            transport.send(request)
        }
        .await?;
        if response.url() != with_credential.as_ref().unwrap_or(self.call.url()) {
            self.next = Some(self.call.on_foreign_response(response.url(), transport.now()));
            return Ok(());
        }
        self.next = self.on_head(transport, attempt.number, start, &mut response);
        match &mut self.next {
            Some(Next::Done(_)) => {}
            Some(Next::HandOn(answer)) => {
                let PreparedRequest { label, limits, .. } = &self.call.request;
                let Limits { chunk_timeout, deadline, body_limit, .. } = *limits;
                let incoming = Box::new(HandedOn::new(transport, response, chunk_timeout, deadline));
                let live = LiveBody::new(incoming, label.clone(), chunk_timeout, deadline, body_limit);
                answer.live = Live(Some(Box::new(live)));
            }
            Some(_) => transport.discard(&mut response).await,
            None => {
                let is_whole = self.read(transport, &mut response).await?;
                self.next = Some(self.call.on_body(self.body.take(), is_whole, transport.now()));
            }
        }
        Ok(())
    }

    /// The request of this attempt. If there can be none, the error is what to do next.
    async fn prepare(&mut self, transport: &CallTransport, attempt: Attempt) -> Result<reqwest::Request, Next> {
        self.body_failure = BodyFailure::of(self.call.request.body.as_ref());
        let request = match self.gather(attempt).await {
            Ok(true) => self.build_request(attempt.number),
            Ok(false) => return Err(self.call.on_same_tokens(transport.now())),
            Err(error) => Err(error.into()),
        };
        if let Ok(request) = &request {
            let hooks = self.call.request.hooks.as_ref().filter(|hooks| !hooks.on_request.is_empty());
            self.hooked = hooks.map(|_| request.headers().clone());
        }
        request.map_err(|cause| self.call.on_unsent(cause, transport.now()))
    }

    /// Gathers the credentials of this attempt, unless it has them already. Returns `false` if all tokens are those
    /// that the server has refused.
    async fn gather(&mut self, attempt: Attempt) -> Result<bool, CredentialError> {
        let before = self.credentials.take_if(|(number, _)| *number != attempt.number);
        if self.credentials.is_some() {
            return Ok(true);
        }
        let rejected = before.map(|(_, before)| before).filter(|_| attempt.refresh);
        let gathered = AttemptCredentials::gather(&self.call.request.credentials, rejected.as_ref()).await;
        let (kept, result) = match (gathered, rejected) {
            (Ok(gathered), rejected) => {
                let is_new = rejected.is_none_or(|rejected| !gathered.has_same_tokens(&rejected));
                (Some(gathered), Ok(is_new))
            }
            // The refused tokens are kept, so that errors don't show them.
            (Err(error), rejected) => (rejected, Err(error)),
        };
        self.credentials = kept.map(|credentials| (attempt.number, credentials));
        result
    }

    /// The request of this attempt, with its credentials and the headers of hooks.
    fn build_request(&self, attempt: u32) -> Result<reqwest::Request, ErrorCause> {
        let prepared = &self.call.request;
        let credentials = self.credentials.as_ref().map(|(_, credentials)| credentials);
        let mut url = self.call.url().clone();
        // Not cloned, since a clone has no room for more headers.
        let more = prepared.credentials.len() + 1;
        let mut headers = HeaderMap::with_capacity(prepared.headers.len() + more);
        for (name, value) in &prepared.headers {
            headers::insert(&mut headers, name.clone(), value.clone())?;
        }
        if let Some(credentials) = credentials {
            credentials.write(&prepared.credentials, &mut url, &mut headers)?;
        }
        if let Some(name) = &prepared.attempt_header {
            headers::insert(&mut headers, name.clone(), HeaderValue::from(attempt))?;
        }
        let mut request = reqwest::Request::new(prepared.method.clone(), url);
        *request.headers_mut() = headers;
        *request.body_mut() = prepared.body.clone().map(|body| match body {
            RequestBody::Bytes(bytes) => bytes.into(),
            RequestBody::Stream(body) => reqwest::Body::wrap(Outgoing::new(body, self.body_failure.clone())),
        });
        if let Some(hooks) = &prepared.hooks {
            let operation = prepared.label.operation;
            let mut seen = AttemptRequest { operation, attempt, request: &mut request };
            hooks.on_request.iter().try_for_each(|hook| hook(&mut seen)).map_err(ErrorCause::Hook)?;
        }
        Ok(request)
    }

    /// Passes the head to the hooks, then to the call.
    fn on_head(
        &mut self,
        transport: &CallTransport,
        attempt: u32,
        start: Option<Duration>,
        response: &mut reqwest::Response,
    ) -> Option<Next> {
        let head = ResponseHead { status: response.status(), headers: mem::take(response.headers_mut()) };
        let PreparedRequest { label, method, hooks, .. } = &self.call.request;
        if let (Some(hooks), Some(start)) = (hooks, start) {
            let elapsed = transport.now().elapsed.saturating_sub(start);
            let seen = AttemptResponse { operation: label.operation, attempt, method, head: &head, elapsed };
            hooks.on_response.iter().for_each(|hook| hook(&seen));
        }
        self.status = Some(head.status);
        self.call.on_head(head, transport.now())
    }

    /// Reads the body. Returns whether it is within the limit. If it isn't, and no part of it would be kept, its length
    /// may tell this without reading.
    async fn read(
        &mut self,
        transport: &CallTransport,
        response: &mut reqwest::Response,
    ) -> Result<bool, TransportError> {
        let (limit, keep) = self.call.body_limit();
        let length = response.content_length().unwrap_or_default();
        if !keep && usize::try_from(length).map_or(true, |length| length > limit) {
            return Ok(false);
        }
        while let Some(chunk) = transport.chunk(response).await? {
            if self.body.push(chunk, limit) {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// The host and port that the connection is made to.
fn host(url: &Url) -> Option<String> {
    Some(format!("{}:{}", url.host_str()?, url.port_or_known_default()?))
}
