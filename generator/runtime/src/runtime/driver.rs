//! Does what a call says.

use std::mem;
use std::pin::pin;

use bytes::{Bytes, BytesMut};
use http::{HeaderMap, HeaderValue};
use url::Url;

use super::call::{AfterHead, Attempt, Call, Loss, Next};
use super::client::Client;
use super::plan::Plan;
use super::report::Report;
use super::response::Response;
use super::signature::{self, Signature, Unsigned};
use super::trace::{Span, Trace};
use super::transport::{Incoming, Line, Lost};

/// Sends the request until the call is over.
pub(crate) async fn run(client: Client, plan: Plan) -> Result<Response, Box<Report>> {
    let mut call = Call::new(&plan);
    let span = Span::of(&plan.label);
    let mut driver = Driver { line: client.transport().line(), client, plan, trace: span.trace(), signed: None };
    span.around(driver.run(&mut call)).await
}

struct Driver {
    client: Client,
    plan: Plan,
    line: Line,
    trace: Trace,
    /// The credentials of the attempt with this number, which its redirects carry too.
    signed: Option<(u32, Signature)>,
}

impl Driver {
    async fn run(&mut self, call: &mut Call) -> Result<Response, Box<Report>> {
        let mut next = call.send(self.line.now());
        loop {
            next = match next {
                Next::Send(attempt) => self.exchange(call, &attempt).await,
                Next::Wait(wait) => {
                    self.trace.waits(wait);
                    self.line.wait(wait).await;
                    call.send(self.line.now())
                }
                Next::Done(result) => {
                    self.trace.done(&result);
                    return result;
                }
            };
        }
    }

    /// One request and its response, within the attempt's time.
    async fn exchange(&mut self, call: &mut Call, attempt: &Attempt) -> Next {
        let Self { client, plan, line, trace, signed } = self;
        trace.sends(attempt, line);
        let ended = {
            // It is large, and whatever it were moved into had room for it twice.
            let transfer = pin!(async {
                match request(client, plan, attempt, signed).await {
                    Ok(request) => transfer(line, call, trace, &attempt.url, request).await,
                    Err(unsigned) => Ok(call.on_unsigned(unsigned, line.now())),
                }
            });
            line.within(attempt.timeout, transfer).await
        };
        let Lost { loss, source } = match ended {
            Ok(Ok(next)) => {
                trace.ends(line);
                return next;
            }
            Ok(Err(lost)) => lost,
            Err(_) if signed.is_none() => Lost { loss: Loss::Unsigned, source: None },
            Err(_) => Lost { loss: Loss::Timeout, source: None },
        };
        trace.loses(loss, line);
        call.on_loss(loss, source, line.now())
    }
}

/// The request of this attempt, with its credentials.
async fn request(
    client: &Client,
    plan: &Plan,
    attempt: &Attempt,
    signed: &mut Option<(u32, Signature)>,
) -> Result<reqwest::Request, Unsigned> {
    let signature = match signed.take() {
        Some((number, signature)) if number == attempt.number => signature,
        _ => signature::sign(client.config(), &plan.credentials).await?,
    };
    let (_, signature) = signed.insert((attempt.number, signature));
    let mut url = Url::clone(&attempt.url);
    // With room for all of them: a map that is cloned has none.
    let mut headers = HeaderMap::with_capacity(plan.headers.len() + signature.len() + 1);
    for (name, value) in &plan.headers {
        headers.append(name.clone(), value.clone());
    }
    signature.write(&mut url, &mut headers).map_err(Unsigned::new)?;
    if let Some(name) = &client.config().attempt_header {
        headers.insert(name.clone(), HeaderValue::from(attempt.number));
    }
    let mut request = reqwest::Request::new(plan.method.clone(), url);
    *request.headers_mut() = headers;
    *request.body_mut() = plan.body.clone().map(reqwest::Body::from);
    Ok(request)
}

async fn transfer(
    line: &Line,
    call: &mut Call,
    trace: &mut Trace,
    url: &Url,
    request: reqwest::Request,
) -> Result<Next, Lost> {
    // Only a credential in the query makes it another URL.
    let signed = (request.url() != url).then(|| request.url().clone());
    let mut incoming = line.send(request).await?;
    if incoming.url() != signed.as_ref().unwrap_or(url) {
        return Ok(call.on_stray(incoming.url().origin().ascii_serialization(), line.now()));
    }
    let head = incoming.take_head();
    trace.head(head.status);
    match call.on_head(head, line.now()) {
        AfterHead::Leave(next) => Ok(next),
        AfterHead::Read(limit) => Ok(match read(&mut incoming, limit).await? {
            Some(body) => call.on_body(body, line.now()),
            None => call.on_large_body(line.now()),
        }),
    }
}

/// Reads the body, unless it is larger than the limit.
async fn read(incoming: &mut Incoming, limit: usize) -> Result<Option<Bytes>, Lost> {
    if usize::try_from(incoming.announced()).map_or(true, |announced| announced > limit) {
        return Ok(None);
    }
    // Most bodies come in one part, which needs no copy.
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
