//! Runs a call: does what the state machine says, and tells it what came of that.

use std::mem;
use std::pin::pin;

use bytes::{Bytes, BytesMut};
use http::{HeaderMap, HeaderValue};
use url::Url;

use super::trace::{Span, Trace};
use super::{CallTransport, Incoming, Transport};
use crate::runtime::auth::{AttemptCredentials, CredentialError, SentSecrets};
use crate::runtime::call::{AfterHead, Attempt, Call, Next, PreparedRequest};
use crate::runtime::error::{ErrorContext, TransportError, TransportErrorKind};
use crate::runtime::response::Response;

/// Sends the request until the call is over.
pub(crate) async fn run(transport: Transport, request: PreparedRequest) -> Result<Response, Box<ErrorContext>> {
    let mut call = Call::new(&request);
    let span = Span::new(&request.label);
    let mut driver = Driver { transport: transport.start(), request, trace: span.trace(), credentials: None };
    span.around(driver.run(&mut call)).await
}

struct Driver {
    transport: CallTransport,
    request: PreparedRequest,
    trace: Trace,
    /// The credentials of the attempt with this number, which its redirects carry too.
    credentials: Option<(u32, AttemptCredentials)>,
}

impl Driver {
    async fn run(&mut self, call: &mut Call) -> Result<Response, Box<ErrorContext>> {
        let mut next = call.send(self.transport.now());
        loop {
            next = match next {
                Next::Send(attempt) => self.exchange(call, &attempt).await,
                Next::Wait(wait) => {
                    self.trace.waits(wait);
                    self.transport.wait(wait).await;
                    call.send(self.transport.now())
                }
                Next::Done(result) => {
                    self.trace.done(&result);
                    return self.done(call, result);
                }
            };
        }
    }

    /// Gives the outcome what its texts need: the secrets that they must not show, and the host.
    fn done(
        &mut self,
        call: &Call,
        result: Result<Response, Box<ErrorContext>>,
    ) -> Result<Response, Box<ErrorContext>> {
        let credentials = self.credentials.take().map(|(_, credentials)| credentials).unwrap_or_default();
        let PreparedRequest { headers, url, api_credentials, .. } = &self.request;
        let secrets = SentSecrets::new(credentials, headers, url, api_credentials);
        match result {
            Ok(response) => Ok(response.with_call(call.max_attempts(), secrets)),
            Err(mut context) => {
                context.host = host(url);
                context.describe(&secrets.redactor());
                Err(context)
            }
        }
    }

    /// One request and its response, within the attempt's time.
    async fn exchange(&mut self, call: &mut Call, attempt: &Attempt) -> Next {
        let Self { transport, request, trace, credentials } = self;
        trace.sends(attempt, transport.now());
        let ended = {
            // Pinned, since a large future that is moved takes its room twice.
            let transfer = pin!(async {
                match outgoing(request, attempt, credentials).await {
                    Ok(outgoing) => transfer(transport, call, trace, &attempt.url, outgoing).await,
                    Err(error) => Ok(call.on_credential_error(error, transport.now())),
                }
            });
            transport.timeout(attempt.timeout, transfer).await
        };
        let error = match ended {
            Ok(Ok(next)) => {
                trace.ends(transport.now());
                return next;
            }
            Ok(Err(error)) => error,
            Err(_) if credentials.is_none() => TransportErrorKind::CredentialTimeout.into(),
            Err(_) => TransportErrorKind::Timeout.into(),
        };
        trace.fails(error.kind, transport.now());
        call.on_transport_error(error, transport.now())
    }
}

/// The host and its port, as a connection is made to it.
fn host(url: &Url) -> Option<String> {
    Some(format!("{}:{}", url.host_str()?, url.port_or_known_default()?))
}

/// The request of this attempt, with its credentials.
async fn outgoing(
    prepared: &PreparedRequest,
    attempt: &Attempt,
    credentials: &mut Option<(u32, AttemptCredentials)>,
) -> Result<reqwest::Request, CredentialError> {
    let gathered = match credentials.take() {
        Some((number, gathered)) if number == attempt.number => gathered,
        _ => AttemptCredentials::gather(&prepared.credentials).await?,
    };
    let (_, gathered) = credentials.insert((attempt.number, gathered));
    let mut url = Url::clone(&attempt.url);
    // A cloned map would have no room for more.
    let mut headers = HeaderMap::with_capacity(prepared.headers.len() + gathered.len() + 1);
    for (name, value) in &prepared.headers {
        headers.append(name.clone(), value.clone());
    }
    gathered.write(&mut url, &mut headers)?;
    if let Some(name) = &prepared.attempt_header {
        headers.insert(name.clone(), HeaderValue::from(attempt.number));
    }
    let mut request = reqwest::Request::new(prepared.method.clone(), url);
    *request.headers_mut() = headers;
    *request.body_mut() = prepared.body.clone().map(reqwest::Body::from);
    Ok(request)
}

async fn transfer(
    transport: &CallTransport,
    call: &mut Call,
    trace: &mut Trace,
    url: &Url,
    request: reqwest::Request,
) -> Result<Next, TransportError> {
    // Only a credential in the query makes it another URL.
    let with_credential = (request.url() != url).then(|| request.url().clone());
    let mut incoming = transport.send(request).await?;
    if incoming.url() != with_credential.as_ref().unwrap_or(url) {
        return Ok(call.on_foreign_response(incoming.url().origin().ascii_serialization(), transport.now()));
    }
    let head = incoming.take_head();
    trace.head(head.status);
    match call.on_head(head, transport.now()) {
        AfterHead::Discard(next) => Ok(next),
        AfterHead::Read(limit) => Ok(match read(&mut incoming, limit).await? {
            Some(body) => call.on_body(body, transport.now()),
            None => call.on_large_body(transport.now()),
        }),
    }
}

/// Reads the body, unless it is larger than the limit.
async fn read(incoming: &mut Incoming, limit: usize) -> Result<Option<Bytes>, TransportError> {
    if usize::try_from(incoming.content_length()).map_or(true, |length| length > limit) {
        return Ok(None);
    }
    // Most bodies come in one chunk, which needs no copy.
    let mut first = Bytes::new();
    let mut body = BytesMut::new();
    while let Some(chunk) = incoming.chunk().await? {
        if first.len().max(body.len()).saturating_add(chunk.len()) > limit {
            return Ok(None);
        }
        if first.is_empty() && body.is_empty() {
            first = chunk;
            continue;
        }
        if body.is_empty() {
            body.extend_from_slice(&mem::take(&mut first));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Some(if body.is_empty() { first } else { body.freeze() }))
}
