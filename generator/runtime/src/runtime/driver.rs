//! Does what a call says, on Tokio.

use std::hash::{BuildHasher, RandomState};
use std::time::SystemTime;

use bytes::{Bytes, BytesMut};
use http::HeaderValue;
use tokio::time::{self, Instant};

use super::call::{AfterHead, Attempt, Call, Loss, Next, Now};
use super::client::Client;
use super::plan::Plan;
use super::report::{Head, Report};
use super::response::Response;

/// Sends the request until the call is over.
pub(crate) async fn run(client: Client, plan: Plan) -> Result<Response, Box<Report>> {
    let clock = Clock::new();
    let mut call = Call::new(&plan);
    let mut next = call.send(clock.now());
    loop {
        next = match next {
            Next::Send(attempt) => exchange(&client, &plan, &mut call, &attempt, &clock).await,
            Next::Wait(wait) => {
                time::sleep(wait).await;
                call.send(clock.now())
            }
            Next::Done(result) => return result,
        };
    }
}

/// One request and its response, within the attempt's time.
async fn exchange(client: &Client, plan: &Plan, call: &mut Call, attempt: &Attempt, clock: &Clock) -> Next {
    let transfer = transfer(client, plan, call, attempt, clock);
    match time::timeout(attempt.timeout, transfer).await {
        Ok(Ok(next)) => next,
        Ok(Err(error)) => {
            let loss = loss(&error);
            call.on_loss(loss, Some(Box::new(error.without_url())), clock.now())
        }
        Err(_) => call.on_loss(Loss::Timeout, None, clock.now()),
    }
}

async fn transfer(
    client: &Client,
    plan: &Plan,
    call: &mut Call,
    attempt: &Attempt,
    clock: &Clock,
) -> Result<Next, reqwest::Error> {
    let request = request(client, plan, attempt);
    let response = client.http().execute(request).await?;
    if *response.url() != attempt.url {
        return Ok(call.on_stray(response.url().origin().ascii_serialization()));
    }
    let head = Head { status: response.status(), headers: response.headers().clone() };
    match call.on_head(head, clock.now()) {
        AfterHead::Leave(next) => Ok(next),
        AfterHead::Read(head, limit) => Ok(match read(response, limit).await? {
            Some(body) => call.on_body(head, body, clock.now()),
            None => call.on_large_body(head),
        }),
    }
}

fn request(client: &Client, plan: &Plan, attempt: &Attempt) -> reqwest::Request {
    let mut request = reqwest::Request::new(plan.label.method.clone(), attempt.url.clone());
    *request.headers_mut() = plan.headers.clone();
    if let Some(name) = &client.config().attempt_header {
        let number = HeaderValue::from(attempt.number);
        request.headers_mut().insert(name.clone(), number);
    }
    *request.body_mut() = plan.body.clone().map(reqwest::Body::from);
    request
}

/// Reads the body, unless it is larger than the limit.
async fn read(mut response: reqwest::Response, limit: usize) -> Result<Option<Bytes>, reqwest::Error> {
    let announced = response.content_length().unwrap_or_default();
    if usize::try_from(announced).map_or(true, |announced| announced > limit) {
        return Ok(None);
    }
    let mut body = BytesMut::new();
    while let Some(chunk) = response.chunk().await? {
        if body.len().saturating_add(chunk.len()) > limit {
            return Ok(None);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Some(body.freeze()))
}

fn loss(error: &reqwest::Error) -> Loss {
    if error.is_timeout() {
        Loss::TimedOut
    } else if error.is_connect() {
        Loss::Connect
    } else {
        Loss::Transport
    }
}

/// Where a call's time and chance come from.
struct Clock {
    start: Instant,
}

impl Clock {
    fn new() -> Self {
        Self { start: Instant::now() }
    }

    fn now(&self) -> Now {
        Now { elapsed: self.start.elapsed(), wall: SystemTime::now(), chance: chance() }
    }
}

/// A number from 0 to 1. The keys of the standard library's hash maps are random enough for a wait.
fn chance() -> f64 {
    RandomState::new().hash_one(()) as f64 / u64::MAX as f64
}
