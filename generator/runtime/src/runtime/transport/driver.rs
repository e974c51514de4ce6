//! Runs a call: does what the state machine says, and tells it what came of that.

use std::mem;
use std::pin::pin;

use http::{HeaderMap, HeaderValue};
use url::Url;

use super::body::Body;
use super::trace::{Span, Trace};
use super::{CallTransport, Incoming, Transport, hooks};
use crate::runtime::auth::{AttemptCredentials, SentSecrets};
use crate::runtime::call::{AfterHead, Attempt, Call, Next, PreparedRequest};
use crate::runtime::error::{ErrorCause, ErrorContext, TransportError, TransportErrorKind};
use crate::runtime::response::Response;
use crate::runtime::wire::headers;

/// Sends the request until the call is over.
pub(crate) async fn run(transport: Transport, request: PreparedRequest) -> Result<Response, Box<ErrorContext>> {
    let Some(transport) = transport.start() else {
        let what = "requests can only be sent on a Tokio runtime, and here is none".to_owned();
        return Err(ErrorContext::unsent(Some(request.label), ErrorCause::Configuration(what)));
    };
    let mut call = Call::new(&request);
    let span = Span::new(&request.label);
    let mut driver = Driver { transport, request, trace: span.trace(), credentials: None };
    span.around(driver.run(&mut call)).await
}

struct Driver {
    transport: CallTransport,
    request: PreparedRequest,
    trace: Trace,
    /// The credentials of the attempt with this number, which its redirects carry too.
    credentials: Option<(u32, AttemptCredentials)>,
}

/// What has come of an attempt, if its time passes before its end.
#[derive(Default)]
struct Progress {
    body: Body,
    /// What to do next, once it is decided.
    next: Option<Next>,
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
                    return self.done(result);
                }
            };
        }
    }

    /// Gives the outcome what its texts need: the secrets that they must not show, and the host.
    fn done(&mut self, result: Result<Response, Box<ErrorContext>>) -> Result<Response, Box<ErrorContext>> {
        let credentials = self.credentials.take().map(|(_, credentials)| credentials).unwrap_or_default();
        let sources = mem::take(&mut self.request.credentials);
        let PreparedRequest { headers, url, api_credentials, .. } = &self.request;
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

    /// One request and its response, within the attempt's time.
    async fn exchange(&mut self, call: &mut Call, attempt: &Attempt) -> Next {
        let Self { transport, request, trace, credentials } = self;
        trace.sends(attempt, transport.now());
        let mut progress = Progress::default();
        let ended = {
            // Pinned, since a large future that is moved takes its room twice.
            let transfer = pin!(async {
                match outgoing(request, attempt, credentials).await {
                    Ok(Some(mut outgoing)) => match hooks::on_request(request, attempt.number, &mut outgoing) {
                        Ok(()) => {
                            return transfer(transport, call, trace, &mut progress, request, attempt, outgoing).await;
                        }
                        Err(error) => progress.next = Some(call.on_hook_error(error, transport.now())),
                    },
                    Ok(None) => progress.next = Some(call.on_same_tokens(transport.now())),
                    Err(cause) => progress.next = Some(call.on_unsent(cause, transport.now())),
                }
                Ok(())
            });
            transport.timeout(attempt.timeout, transfer).await
        };
        if let Some(next) = progress.next {
            trace.ends(transport.now());
            return next;
        }
        let error = match ended {
            Ok(Err(error)) => error,
            _ if credentials.is_none() => TransportErrorKind::CredentialTimeout.into(),
            _ => TransportErrorKind::Timeout.into(),
        };
        trace.fails(error.kind, transport.now());
        call.on_transport_error(error, progress.body.take(), transport.now())
    }
}

/// The host and its port, as a connection is made to it.
fn host(url: &Url) -> Option<String> {
    Some(format!("{}:{}", url.host_str()?, url.port_or_known_default()?))
}

/// The request of this attempt, with its credentials. Nothing if those of the attempt before were refused, and there are
/// no others.
async fn outgoing(
    prepared: &PreparedRequest,
    attempt: &Attempt,
    credentials: &mut Option<(u32, AttemptCredentials)>,
) -> Result<Option<reqwest::Request>, ErrorCause> {
    let gathered = match credentials.take() {
        Some((number, gathered)) if number == attempt.number => gathered,
        before => {
            let rejected = before.map(|(_, before)| before).filter(|_| attempt.refresh);
            match AttemptCredentials::gather(&prepared.credentials, rejected.as_ref()).await {
                Ok(gathered) if rejected.as_ref().is_none_or(|rejected| !gathered.has_tokens_of(rejected)) => gathered,
                // Those that were refused are kept, so that no error shows them.
                Ok(gathered) => {
                    *credentials = Some((attempt.number, gathered));
                    return Ok(None);
                }
                Err(error) => {
                    *credentials = rejected.map(|rejected| (attempt.number, rejected));
                    return Err(error.into());
                }
            }
        }
    };
    let (_, gathered) = credentials.insert((attempt.number, gathered));
    let mut url = Url::clone(&attempt.url);
    // A cloned map would have no room for more.
    let mut headers = HeaderMap::with_capacity(prepared.headers.len() + prepared.credentials.len() + 1);
    for (name, value) in &prepared.headers {
        headers::insert(&mut headers, name.clone(), value.clone())?;
    }
    gathered.write(&prepared.credentials, &mut url, &mut headers)?;
    if let Some(name) = &prepared.attempt_header {
        headers::insert(&mut headers, name.clone(), HeaderValue::from(attempt.number))?;
    }
    let mut request = reqwest::Request::new(prepared.method.clone(), url);
    *request.headers_mut() = headers;
    *request.body_mut() = prepared.body.clone().map(reqwest::Body::from);
    Ok(Some(request))
}

/// Sends the request, and lets the call decide what to do next.
async fn transfer(
    transport: &CallTransport,
    call: &mut Call,
    trace: &mut Trace,
    progress: &mut Progress,
    prepared: &PreparedRequest,
    attempt: &Attempt,
    request: reqwest::Request,
) -> Result<(), TransportError> {
    let url = &*attempt.url;
    let began = prepared.hooks.as_ref().map(|_| transport.now().elapsed).unwrap_or_default();
    // Only a credential in the query makes it another URL.
    let with_credential = (request.url() != url).then(|| request.url().clone());
    let mut incoming = transport.send(request).await?;
    if incoming.url() != with_credential.as_ref().unwrap_or(url) {
        let origin = incoming.url().origin().ascii_serialization();
        progress.next = Some(call.on_foreign_response(origin, transport.now()));
        return Ok(());
    }
    let head = incoming.take_head();
    hooks::on_response(prepared, attempt.number, &head, || transport.now().elapsed.saturating_sub(began));
    trace.head(head.status);
    match call.on_head(head, transport.now()) {
        AfterHead::Discard(next @ Next::Done(_)) => progress.next = Some(next),
        AfterHead::Discard(next) => {
            progress.next = Some(next);
            incoming.discard().await;
        }
        AfterHead::Read { limit, keep } => {
            let is_over = read(&mut incoming, limit, keep, &mut progress.body).await?;
            let body = progress.body.take();
            progress.next = Some(match is_over {
                true => call.on_large_body(body, transport.now()),
                false => call.on_body(body, transport.now()),
            });
        }
    }
    Ok(())
}

/// Reads the body; tells whether it is larger than the limit. If what comes before isn't to be kept, its length is
/// enough for that.
async fn read(incoming: &mut Incoming, limit: usize, keep: bool, body: &mut Body) -> Result<bool, TransportError> {
    if !keep && usize::try_from(incoming.content_length()).map_or(true, |length| length > limit) {
        return Ok(true);
    }
    while let Some(chunk) = incoming.chunk().await? {
        if body.push(chunk, limit) {
            return Ok(true);
        }
    }
    Ok(false)
}
