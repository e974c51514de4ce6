//! One call as a state machine: what to do next, decided without a socket and without a clock.
//!
//! A driver does what [`Next`] says, and tells the call what came of it. It knows nothing of retries, redirects and
//! limits.

pub(crate) mod hooks;
mod options;
mod prepared;
mod random;
pub(crate) mod redirect;
pub(crate) mod retry;

use std::mem;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::{Method, StatusCode};
use url::Url;

use super::auth::CredentialSource;
use super::error::{
    ErrorCause, ErrorContext, ErrorKind, RequestLabel, TransportError, TransportErrorKind, UnfollowedRedirect,
};
use super::response::{Attempts, Response, ResponseHead};
use hooks::HookError;

pub use hooks::{AttemptRequest, AttemptResponse};
pub(crate) use options::{Limits, Options};
pub(crate) use prepared::PreparedRequest;
pub(crate) use random::{random_fraction, random_key};
pub(crate) use redirect::REDIRECTS;
pub(crate) use retry::{is_idempotent, is_safe};

/// A call under way.
pub(crate) struct Call {
    label: RequestLabel,
    method: Method,
    limits: Limits,
    idempotent: bool,
    /// The URL of every attempt before a redirect.
    url: Arc<Url>,
    attempt: Attempt,
    /// How many attempts ended before anything of them was sent.
    unsent: u32,
    /// The head of the response whose body is being read.
    head: Option<ResponseHead>,
    /// The head of the redirect that the attempt has followed last.
    last_redirect: Option<ResponseHead>,
    /// When the attempt began.
    attempt_start: Duration,
    /// How many redirects it has followed.
    redirects: u32,
    /// Whether the deadline comes before the attempt's timeout.
    deadline_is_first: bool,
    /// The statuses of redirects that are an answer if they aren't followed.
    redirect_answers: &'static [u16],
    /// Whether a provider can be asked for another token: once in a call.
    can_refresh: bool,
    /// How many attempts were made with a refreshed token. They are no retries.
    refreshes: u32,
    /// The answer that refused the token before.
    unauthorized: Option<Response>,
}

/// What to do next.
#[derive(Debug)]
pub(crate) enum Next {
    /// Send the request to this URL, and tell the call of the head, then of the body.
    Send(Attempt),
    /// Wait this long, then ask [`Call::send`].
    Wait(Duration),
    /// The call is over.
    Done(Result<Response, Box<ErrorContext>>),
}

/// One request on the wire.
#[derive(Debug, Clone)]
pub(crate) struct Attempt {
    /// Counted from 1. A followed redirect is part of the same attempt.
    pub(crate) number: u32,
    pub(crate) url: Arc<Url>,
    /// How long it may take from now, to the end of the body.
    pub(crate) timeout: Duration,
    /// Whether the tokens of the attempt before were refused, so that their providers are asked for others.
    pub(crate) refresh: bool,
}

/// What to do after the head of a response.
#[derive(Debug)]
pub(crate) enum AfterHead {
    /// Read the body, at most `limit` bytes of it. What was read is of use though it is not whole, if `keep` says so.
    Read { limit: usize, keep: bool },
    /// Discard the body.
    Discard(Next),
}

/// The time at which something happens.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Now {
    /// Since the call began.
    pub(crate) elapsed: Duration,
    /// What servers mean by a date.
    pub(crate) wall: SystemTime,
    /// Gives a random number from 0 to 1, for the jitter of the backoff.
    pub(crate) random: fn() -> f64,
}

impl Call {
    pub(crate) fn new(request: &PreparedRequest) -> Self {
        let url = Arc::clone(&request.url);
        Self {
            label: request.label.clone(),
            method: request.method.clone(),
            limits: request.limits.clone(),
            idempotent: request.idempotent,
            attempt: Attempt { number: 0, url: Arc::clone(&url), timeout: request.limits.timeout, refresh: false },
            url,
            unsent: 0,
            head: None,
            last_redirect: None,
            attempt_start: Duration::ZERO,
            redirects: 0,
            deadline_is_first: false,
            redirect_answers: request.redirects,
            can_refresh: request.credentials.iter().any(|(_, source)| matches!(source, CredentialSource::Provider(_))),
            refreshes: 0,
            unauthorized: None,
        }
    }

    /// Begins an attempt.
    pub(crate) fn send(&mut self, now: Now) -> Next {
        if self.remaining(now).is_zero() {
            return self.fail(self.deadline(), None, now);
        }
        self.attempt.number = self.attempt.number.saturating_add(1);
        self.attempt.url = Arc::clone(&self.url);
        self.unauthorized = None;
        self.head = None;
        self.last_redirect = None;
        self.attempt_start = now.elapsed;
        self.redirects = 0;
        self.send_request(now)
    }

    /// The head of a response has come.
    pub(crate) fn on_head(&mut self, head: ResponseHead, now: Now) -> AfterHead {
        let target = redirect::target(&self.method, head.status, &head.headers, &self.attempt.url, self.redirects);
        match target {
            Ok(Some(url)) => {
                self.attempt.url = Arc::new(url);
                self.redirects += 1;
                self.last_redirect = Some(head);
                return AfterHead::Discard(self.send_request(now));
            }
            Ok(None) => {}
            Err(_) if self.redirect_answers.contains(&head.status.as_u16()) => {}
            Err(redirect) => {
                return AfterHead::Discard(self.fail(ErrorCause::Redirect(redirect), Some(head), now));
            }
        }
        if retry::should_retry(head.status, &head.headers, self.idempotent)
            && let Some(wait) = self.retry(retry::retry_after(&head.headers, now.wall), now)
        {
            return AfterHead::Discard(wait);
        }
        let keep = is_error(&head);
        self.head = Some(head);
        AfterHead::Read { limit: self.limits.body_limit, keep }
    }

    /// The body has come to its end.
    pub(crate) fn on_body(&mut self, body: Bytes, now: Now) -> Next {
        match self.head.take() {
            Some(head) => self.on_response(head, body, true, now),
            // There is no body without a head.
            None => self.on_transport_error(TransportErrorKind::Connection.into(), body, now),
        }
    }

    /// The body is larger than the limit. This was read of it.
    pub(crate) fn on_large_body(&mut self, read: Bytes, now: Now) -> Next {
        match self.head.take() {
            Some(head) if is_error(&head) => self.on_response(head, read, false, now),
            head => self.fail(ErrorCause::BodyTooLarge(self.limits.body_limit), head, now),
        }
    }

    /// A response has come, to its end or not. If it refuses a provider's token, that is asked for once more.
    fn on_response(&mut self, head: ResponseHead, body: Bytes, is_complete: bool, now: Now) -> Next {
        let is_unauthorized = head.status == StatusCode::UNAUTHORIZED;
        let retry_after = retry::retry_after(&head.headers, now.wall);
        let attempts = Attempts { made: self.sent(), allowed: self.attempts_allowed(self.idempotent) };
        let response = Response::new(head, body, is_complete, attempts, retry_after);
        if !is_unauthorized || !mem::take(&mut self.can_refresh) || self.remaining(now).is_zero() {
            return Next::Done(Ok(response));
        }
        self.refreshes = 1;
        let next = self.send(now);
        self.unauthorized = Some(response);
        match next {
            Next::Send(attempt) => Next::Send(Attempt { refresh: true, ..attempt }),
            next => next,
        }
    }

    /// The providers have given the tokens that were refused: that answer stands.
    pub(crate) fn on_same_tokens(&mut self, now: Now) -> Next {
        match self.unauthorized.take() {
            Some(response) => Next::Done(Ok(response)),
            None => self.on_transport_error(TransportErrorKind::Connection.into(), Bytes::new(), now),
        }
    }

    /// The response came from another URL: a caller's HTTP client has followed a redirect.
    pub(crate) fn on_foreign_response(&self, origin: String, now: Now) -> Next {
        let reason = "it must be set up to follow none";
        let redirect = UnfollowedRedirect { status: None, origin: Some(origin), reason };
        self.fail(ErrorCause::Redirect(redirect), None, now)
    }

    /// The attempt can't have its credentials, or can't carry them, and wasn't sent.
    pub(crate) fn on_unsent(&mut self, cause: ErrorCause, now: Now) -> Next {
        if let Some(head) = self.last_redirect.take() {
            // The attempt was sent with them: it is the URL of its redirect that is too long with them.
            let redirect = redirect::too_long_with_credential(head.status, &self.attempt.url);
            return self.fail(ErrorCause::Redirect(redirect), Some(head), now);
        }
        self.unsent = self.unsent.saturating_add(1);
        let head = self.unauthorized.take().map(|response| response.head);
        self.fail(cause, head, now)
    }

    /// A hook of the caller's failed, and the request wasn't sent.
    pub(crate) fn on_hook_error(&mut self, error: HookError, now: Now) -> Next {
        // The attempt of a redirect was sent.
        let head = self.last_redirect.take();
        if head.is_none() {
            self.unsent = self.unsent.saturating_add(1);
        }
        self.fail(ErrorCause::Hook(error), head, now)
    }

    /// No response came, or not to its end. This was read of its body.
    ///
    /// An error of the API stays one, since its status is known.
    pub(crate) fn on_transport_error(&mut self, error: TransportError, read: Bytes, now: Now) -> Next {
        let head = match self.head.take() {
            Some(head) if is_error(&head) => return self.on_response(head, read, false, now),
            head => head,
        };
        if error.kind == TransportErrorKind::CredentialTimeout {
            self.unsent = self.unsent.saturating_add(1);
        }
        let is_timeout = matches!(error.kind, TransportErrorKind::Timeout | TransportErrorKind::CredentialTimeout);
        if is_timeout && self.deadline_is_first {
            return self.fail(self.deadline(), head, now);
        }
        // Without a connection nothing was sent, so that any request can be sent again.
        if (self.idempotent || error.kind == TransportErrorKind::Connect)
            && let Some(wait) = self.retry(None, now)
        {
            return wait;
        }
        self.fail(ErrorCause::Transport(error, self.limits.timeout), head, now)
    }

    /// How many attempts were sent.
    fn sent(&self) -> u32 {
        self.attempt.number.saturating_sub(self.unsent)
    }

    /// How many attempts there can be, of a request that is retried or not.
    fn attempts_allowed(&self, is_retried: bool) -> u32 {
        let retries = if is_retried { self.limits.max_retries } else { 0 };
        retries.saturating_add(1).saturating_add(self.refreshes).max(self.sent())
    }

    fn send_request(&mut self, now: Now) -> Next {
        let spent = now.elapsed.saturating_sub(self.attempt_start);
        let timeout = self.limits.timeout.saturating_sub(spent);
        let left = self.remaining(now);
        self.deadline_is_first = left < timeout;
        self.attempt.timeout = timeout.min(left);
        Next::Send(self.attempt.clone())
    }

    /// The wait before another attempt, if there can be one: what the server asks for, unless that is too long.
    fn retry(&self, retry_after: Option<Duration>, now: Now) -> Option<Next> {
        let made = self.attempt.number.saturating_sub(1).saturating_sub(self.refreshes);
        if made >= self.limits.max_retries || retry_after.is_some_and(|wait| wait > self.limits.max_retry_after) {
            return None;
        }
        let wait = retry_after.unwrap_or_else(|| retry::backoff(made, (now.random)()));
        (wait < self.remaining(now)).then_some(Next::Wait(wait))
    }

    /// What is left until the deadline.
    fn remaining(&self, now: Now) -> Duration {
        match self.limits.deadline {
            Some(deadline) => deadline.saturating_sub(now.elapsed),
            None => Duration::MAX,
        }
    }

    fn deadline(&self) -> ErrorCause {
        ErrorCause::Deadline(self.limits.deadline.unwrap_or_default())
    }

    fn fail(&self, cause: ErrorCause, head: Option<ResponseHead>, now: Now) -> Next {
        let is_retried = self.idempotent || cause.kind() == ErrorKind::Connect;
        let mut context = ErrorContext::unsent(Some(self.label.clone()), cause);
        context.attempts = Attempts { made: self.sent(), allowed: self.attempts_allowed(is_retried) };
        context.retry_after = head.as_ref().and_then(|head| retry::retry_after(&head.headers, now.wall));
        context.head = head;
        Next::Done(Err(context))
    }
}

/// Whether the response is an error of the API, which its status tells by itself.
fn is_error(head: &ResponseHead) -> bool {
    head.status.as_u16() >= 400
}
