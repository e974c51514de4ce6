//! A call as a state machine, which does no I/O and reads no clock. It decides about retries, redirects and limits.
//!
//! A driver does what [`Next`] says, and reports the result by the methods `on_..`.

pub(crate) mod hooks;
mod options;
mod random;
pub(crate) mod redirect;
pub(crate) mod retry;

use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::{HeaderMap, HeaderName, Method, StatusCode};
use url::Url;

use super::auth::{Credential, CredentialSource};
use super::body::RequestBody;
use super::error::{ErrorCause, ErrorContext, ErrorKind, RequestLabel, TransportError, TransportErrorKind};
use super::response::{Attempts, Response, ResponseHead};
use hooks::Hooks;

pub use hooks::{AttemptRequest, AttemptResponse};
pub(crate) use options::{Limits, Options};
pub(crate) use random::{random_fraction, random_key};
pub(crate) use redirect::REDIRECTS;
pub(crate) use retry::{is_idempotent, is_safe};

/// A request, complete and checked, before its first attempt.
pub(crate) struct PreparedRequest {
    pub(crate) label: RequestLabel,
    pub(crate) method: Method,
    pub(crate) url: Url,
    /// All but those that each attempt adds: the credentials, and the number of the attempt.
    pub(crate) headers: HeaderMap,
    /// The credentials that each attempt adds.
    pub(crate) credentials: Vec<(&'static Credential, CredentialSource)>,
    /// All credentials of the API. Those that the caller set as headers or query are secrets, too.
    pub(crate) api_credentials: &'static [&'static Credential],
    pub(crate) body: Option<RequestBody>,
    pub(crate) limits: Limits,
    pub(crate) idempotent: bool,
    /// The header that carries the number of the attempt.
    pub(crate) attempt_header: Option<HeaderName>,
    pub(crate) hooks: Option<Arc<Hooks>>,
    /// The redirects that are a response of the call if they aren't followed. Others are errors then.
    pub(crate) accepted_redirects: &'static [u16],
    pub(crate) streamed: Streamed,
}

/// Which responses are handed on with their body yet to come.
#[derive(Clone, Copy)]
pub(crate) enum Streamed {
    None,
    /// Those with such a status below 400. Errors are read whole.
    Successes(fn(u16) -> bool),
    All,
}

impl PreparedRequest {
    /// For a caller that reads the response, whatever it is.
    pub(crate) fn raw(self, streamed: Streamed) -> Self {
        Self { accepted_redirects: &REDIRECTS, streamed, ..self }
    }
}

/// A call under way.
pub(crate) struct Call {
    pub(crate) request: PreparedRequest,
    attempt: Attempt,
    /// When the attempt began.
    attempt_start: Duration,
    /// Whether the deadline comes before the attempt's timeout.
    deadline_is_first: bool,
    /// How many redirects the attempt has followed.
    redirect_count: u32,
    /// The target of the last redirect, and its head. Boxed, since it is rare and calls should be small.
    redirected: Option<Box<(Url, ResponseHead)>>,
    /// The head of the response whose body is being read.
    head: Option<ResponseHead>,
    /// How many attempts ended before anything of them was sent.
    unsent: u32,
    /// How many attempts were made with refreshed tokens: one at most. It isn't a retry.
    refreshes: u32,
    /// The 401 that refused the tokens of the attempt before.
    unauthorized: Option<Box<Response>>,
    /// Whether the request would have been sent again if its body could be.
    is_body_spent: bool,
}

/// What to do next.
#[derive(Debug)]
pub(crate) enum Next {
    /// Send the request to [`Call::url`]. Report the head, then the body.
    Send(Attempt),
    /// Wait this long, then call [`Call::send`].
    Wait(Duration),
    /// The call is over with this response, and its body is handed on as it comes.
    HandOn(Response),
    /// The call is over.
    Done(Result<Response, Box<ErrorContext>>),
}

/// One request on the wire.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Attempt {
    /// Counted from 1. A followed redirect is part of the same attempt.
    pub(crate) number: u32,
    /// How long it may take from now to the end of the body.
    pub(crate) timeout: Duration,
    /// Whether the tokens of the attempt before were refused, so that new ones are needed.
    pub(crate) refresh: bool,
}

/// The time of an event.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Now {
    /// Since the call began.
    pub(crate) elapsed: Duration,
    /// The time of day, to compare with the date in `Retry-After`.
    pub(crate) wall: SystemTime,
    /// Gives a random number from 0 to 1, for the jitter of the backoff.
    pub(crate) random: fn() -> f64,
}

impl Call {
    pub(crate) fn new(request: PreparedRequest) -> Self {
        Self {
            attempt: Attempt { number: 0, timeout: request.limits.timeout, refresh: false },
            request,
            attempt_start: Duration::ZERO,
            deadline_is_first: false,
            redirect_count: 0,
            redirected: None,
            head: None,
            unsent: 0,
            refreshes: 0,
            unauthorized: None,
            is_body_spent: false,
        }
    }

    /// The URL of the request on the wire, without the credentials in its query.
    pub(crate) fn url(&self) -> &Url {
        self.redirected.as_ref().map_or(&self.request.url, |redirected| &redirected.0)
    }

    /// Begins an attempt.
    pub(crate) fn send(&mut self, now: Now) -> Next {
        self.begin(None, now)
    }

    /// Begins an attempt; with new tokens, if a response has refused those of the last one.
    fn begin(&mut self, unauthorized: Option<Box<Response>>, now: Now) -> Next {
        if self.remaining(now).is_zero() {
            return self.fail(self.deadline(), None, now);
        }
        self.attempt.number = self.attempt.number.saturating_add(1);
        self.attempt.refresh = unauthorized.is_some();
        self.unauthorized = unauthorized;
        self.head = None;
        self.redirected = None;
        self.redirect_count = 0;
        self.attempt_start = now.elapsed;
        self.send_request(now)
    }

    /// The head of a response. Returns what to do once its body is handed on or discarded; `None` if it is to be read.
    pub(crate) fn on_head(&mut self, head: ResponseHead, now: Now) -> Option<Next> {
        let head = match self.redirect(head, now) {
            ControlFlow::Continue(head) => head,
            ControlFlow::Break(next) => return Some(next),
        };
        if retry::should_retry(head.status, &head.headers, self.request.idempotent)
            && let Some(wait) = self.retry(retry::retry_after(&head.headers, now.wall), now)
        {
            return Some(wait);
        }
        if self.hands_on(head.status, now) {
            let retry_after = retry::retry_after(&head.headers, now.wall);
            let attempts = self.attempts(self.request.idempotent);
            return Some(Next::HandOn(Response::new(head, Bytes::new(), false, attempts, retry_after)));
        }
        self.head = Some(head);
        None
    }

    /// Follows a redirect, or refuses it. Returns the head if it is a response of the call.
    fn redirect(&mut self, head: ResponseHead, now: Now) -> ControlFlow<Next, ResponseHead> {
        let target =
            redirect::target(&self.request.method, head.status, &head.headers, self.url(), self.redirect_count);
        let redirect = match target {
            Ok(None) => return ControlFlow::Continue(head),
            Ok(Some(url)) if self.can_send_again() => {
                self.redirect_count += 1;
                self.redirected = Some(Box::new((url, head)));
                return ControlFlow::Break(self.send_request(now));
            }
            Ok(Some(url)) => redirect::unfollowed(Some(head.status), Some(&url), "the body can't be sent again"),
            Err(redirect) => redirect,
        };
        match self.request.accepted_redirects.contains(&head.status.as_u16()) {
            true => ControlFlow::Continue(head),
            false => ControlFlow::Break(self.fail(ErrorCause::Redirect(redirect), Some(head), now)),
        }
    }

    /// Whether the body of a response is handed on. A response that new tokens may replace is read.
    fn hands_on(&self, status: StatusCode, now: Now) -> bool {
        let is_streamed = match self.request.streamed {
            Streamed::None => false,
            Streamed::Successes(is_streamed) => status.as_u16() < 400 && is_streamed(status.as_u16()),
            Streamed::All => true,
        };
        is_streamed && !self.can_refresh(status, now)
    }

    /// Whether the status refuses a provider's token that the call can ask for anew.
    fn can_refresh(&self, status: StatusCode, now: Now) -> bool {
        let has_provider = |(_, source): &_| matches!(source, CredentialSource::Provider(_));
        status == StatusCode::UNAUTHORIZED
            && self.refreshes == 0
            && !self.remaining(now).is_zero()
            && self.request.credentials.iter().any(has_provider)
    }

    /// How many bytes of the body to read at most, and whether to keep a part of it if there are more.
    pub(crate) fn body_limit(&self) -> (usize, bool) {
        (self.request.limits.body_limit, self.head.as_ref().is_some_and(is_error))
    }

    /// The body was read: all of it, or, if it is larger than the limit, the start of it.
    pub(crate) fn on_body(&mut self, body: Bytes, is_complete: bool, now: Now) -> Next {
        match self.head.take() {
            Some(head) if is_complete || is_error(&head) => self.on_response(head, body, is_complete, now),
            head => self.fail(ErrorCause::BodyTooLarge(self.request.limits.body_limit), head, now),
        }
    }

    /// A response was read, completely or not. If it refuses a provider's token, the call asks once for another.
    fn on_response(&mut self, head: ResponseHead, body: Bytes, is_complete: bool, now: Now) -> Next {
        let retry_after = retry::retry_after(&head.headers, now.wall);
        let can_refresh = self.can_refresh(head.status, now) && self.can_send_again();
        let response = Response::new(head, body, is_complete, self.attempts(self.request.idempotent), retry_after);
        if !can_refresh {
            return Next::Done(Ok(response));
        }
        self.refreshes = 1;
        self.begin(Some(Box::new(response)), now)
    }

    /// The providers gave the same tokens again. So the response that refused them is the call's.
    pub(crate) fn on_same_tokens(&mut self, now: Now) -> Next {
        match self.unauthorized.take() {
            Some(response) => Next::Done(Ok(*response)),
            None => self.on_transport_error(TransportErrorKind::Connection.into(), Bytes::new(), now),
        }
    }

    /// The response came from another URL. So the caller's HTTP client has followed a redirect by itself.
    pub(crate) fn on_foreign_response(&self, url: &Url, now: Now) -> Next {
        let redirect = redirect::unfollowed(None, Some(url), "set it up to follow none");
        self.fail(ErrorCause::Redirect(redirect), None, now)
    }

    /// The attempt, or its redirect, wasn't sent: it can't have or carry its credentials, or a hook failed.
    pub(crate) fn on_unsent(&mut self, cause: ErrorCause, now: Now) -> Next {
        let is_hook = matches!(cause, ErrorCause::Hook(_));
        let Some(redirected) = self.redirected.take() else {
            self.unsent = self.unsent.saturating_add(1);
            let unauthorized = self.unauthorized.take().filter(|_| !is_hook);
            return self.fail(cause, unauthorized.map(|response| response.head), now);
        };
        // The attempt itself was sent with its credentials. Only the URL of the redirect can be too long with them.
        let (url, head) = *redirected;
        let cause = if is_hook {
            cause
        } else {
            let reason = "with the credential its URL is too long";
            ErrorCause::Redirect(redirect::unfollowed(Some(head.status), Some(&url), reason))
        };
        self.fail(cause, Some(head), now)
    }

    /// No response came, or only a part of it; `read` is the part of its body.
    ///
    /// From status 400 on, the error is the API's even so.
    pub(crate) fn on_transport_error(&mut self, error: TransportError, read: Bytes, now: Now) -> Next {
        let head = match self.head.take() {
            Some(head) if is_error(&head) => return self.on_response(head, read, false, now),
            head => head,
        };
        if error.kind == TransportErrorKind::CredentialTimeout {
            self.unsent = self.unsent.saturating_add(1);
            // No other token came in time, so the response that refused the first one stands.
            if let Some(response) = self.unauthorized.take() {
                return Next::Done(Ok(*response));
            }
        }
        let is_timeout = matches!(error.kind, TransportErrorKind::Timeout | TransportErrorKind::CredentialTimeout);
        if is_timeout && self.deadline_is_first {
            return self.fail(self.deadline(), head, now);
        }
        // Without a connection nothing was sent, so any request can be sent again.
        let can_retry = self.request.idempotent || error.kind == TransportErrorKind::Connect;
        if can_retry
            && error.kind != TransportErrorKind::RequestBody
            && let Some(wait) = self.retry(None, now)
        {
            return wait;
        }
        self.fail(ErrorCause::Transport(error, self.request.limits.timeout), head, now)
    }

    /// How many attempts were sent, and how many there can be at most.
    fn attempts(&self, is_retried: bool) -> Attempts {
        let made = self.attempt.number.saturating_sub(self.unsent);
        let retries = if is_retried && !self.is_body_spent { self.request.limits.max_retries } else { 0 };
        Attempts {
            made,
            allowed: retries.saturating_add(1).saturating_add(self.refreshes).max(made),
            is_body_spent: self.is_body_spent,
        }
    }

    /// Whether the body can be sent once more. This is asked last, as errors tell if it is what keeps the request from
    /// being sent again.
    fn can_send_again(&mut self) -> bool {
        self.is_body_spent = self.request.body.as_ref().is_some_and(|body| !body.can_be_sent());
        !self.is_body_spent
    }

    fn send_request(&mut self, now: Now) -> Next {
        let spent = now.elapsed.saturating_sub(self.attempt_start);
        let timeout = self.request.limits.timeout.saturating_sub(spent);
        let left = self.remaining(now);
        self.deadline_is_first = left < timeout;
        self.attempt.timeout = timeout.min(left);
        Next::Send(self.attempt)
    }

    /// The wait before the next retry, if there can be one. It is what the server asks for, or else the backoff.
    fn retry(&mut self, retry_after: Option<Duration>, now: Now) -> Option<Next> {
        let made = self.attempt.number.saturating_sub(1).saturating_sub(self.refreshes);
        let limits = &self.request.limits;
        if made >= limits.max_retries || retry_after.is_some_and(|wait| wait > limits.max_retry_after) {
            return None;
        }
        let wait = retry_after.unwrap_or_else(|| retry::backoff(made, (now.random)()));
        (wait < self.remaining(now) && self.can_send_again()).then_some(Next::Wait(wait))
    }

    /// What is left until the deadline.
    fn remaining(&self, now: Now) -> Duration {
        match self.request.limits.deadline {
            Some(deadline) => deadline.saturating_sub(now.elapsed),
            None => Duration::MAX,
        }
    }

    fn deadline(&self) -> ErrorCause {
        ErrorCause::Deadline(self.request.limits.deadline.unwrap_or_default())
    }

    fn fail(&self, cause: ErrorCause, head: Option<ResponseHead>, now: Now) -> Next {
        let is_retried = self.request.idempotent || cause.kind() == ErrorKind::Connect;
        let mut context = ErrorContext::unsent(Some(self.request.label.clone()), cause);
        context.attempts = self.attempts(is_retried);
        context.retry_after = head.as_ref().and_then(|head| retry::retry_after(&head.headers, now.wall));
        context.head = head;
        Next::Done(Err(context))
    }
}

/// Whether the status makes the response an error of the API, even if its body is incomplete.
fn is_error(head: &ResponseHead) -> bool {
    head.status.as_u16() >= 400
}
