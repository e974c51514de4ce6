//! Does what a call says.

use bytes::{Bytes, BytesMut};
use http::HeaderValue;

use super::call::{AfterHead, Attempt, Call, Loss, Next};
use super::client::Client;
use super::plan::Plan;
use super::problem::Problem;
use super::report::Report;
use super::response::Response;
use super::signature::{self, Signature, Unsigned};
use super::transport::{Incoming, Line, Lost};

/// Sends the request until the call is over.
pub(crate) async fn run(client: Client, plan: Plan) -> Result<Response, Box<Report>> {
    let mut driver = Driver { line: client.transport().line(), client, plan, signed: None };
    let mut call = Call::new(&driver.plan);
    let mut next = call.send(driver.line.now());
    loop {
        next = match next {
            Next::Send(attempt) => driver.exchange(&mut call, &attempt).await,
            Next::Wait(wait) => {
                driver.line.wait(wait).await;
                call.send(driver.line.now())
            }
            Next::Done(result) => return result,
        };
    }
}

struct Driver {
    client: Client,
    plan: Plan,
    line: Line,
    /// The credentials of the attempt with this number, which its redirects carry too.
    signed: Option<(u32, Signature)>,
}

impl Driver {
    /// One request and its response, within the attempt's time.
    async fn exchange(&mut self, call: &mut Call, attempt: &Attempt) -> Next {
        let Self { client, plan, line, signed } = self;
        let transfer = async {
            let request = match request(client, plan, attempt, signed).await {
                Ok(request) => request,
                Err(unsigned) => return Ok(call.on_unsigned(unsigned)),
            };
            transfer(line, call, request).await
        };
        match line.within(attempt.timeout, transfer).await {
            Ok(Ok(next)) => next,
            Ok(Err(Lost { loss, source })) => call.on_loss(loss, source, line.now()),
            Err(_) => call.on_loss(Loss::Timeout, None, line.now()),
        }
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
    let mut url = attempt.url.clone();
    let mut headers = plan.headers.clone();
    let written = signature.write(&mut url, &mut headers);
    written.map_err(|rule| Unsigned::new(Problem::Configuration(format!("a credential {rule}"))))?;
    if let Some(name) = &client.config().attempt_header {
        headers.insert(name.clone(), HeaderValue::from(attempt.number));
    }
    let mut request = reqwest::Request::new(plan.label.method.clone(), url);
    *request.headers_mut() = headers;
    *request.body_mut() = plan.body.clone().map(reqwest::Body::from);
    Ok(request)
}

async fn transfer(line: &Line, call: &mut Call, request: reqwest::Request) -> Result<Next, Lost> {
    let url = request.url().clone();
    let mut incoming = line.send(request).await?;
    if *incoming.url() != url {
        return Ok(call.on_stray(incoming.url().origin().ascii_serialization()));
    }
    match call.on_head(incoming.head(), line.now()) {
        AfterHead::Leave(next) => Ok(next),
        AfterHead::Read(head, limit) => Ok(match read(&mut incoming, limit).await? {
            Some(body) => call.on_body(head, body, line.now()),
            None => call.on_large_body(head),
        }),
    }
}

/// Reads the body, unless it is larger than the limit.
async fn read(incoming: &mut Incoming, limit: usize) -> Result<Option<Bytes>, Lost> {
    if usize::try_from(incoming.announced()).map_or(true, |announced| announced > limit) {
        return Ok(None);
    }
    let mut body = BytesMut::new();
    while let Some(chunk) = incoming.chunk().await? {
        if body.len().saturating_add(chunk.len()) > limit {
            return Ok(None);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Some(body.freeze()))
}
