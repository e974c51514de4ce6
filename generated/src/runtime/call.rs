//! One call as a state machine: what to do next, decided without a socket and without a clock.
//!
//! A driver does what [`Next`] says, and tells the call what came of it. It knows nothing of retries, redirects and
//! limits.

use std::error::Error as StdError;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::Method;
use url::Url;

use super::options::Limits;
use super::plan::Plan;
use super::problem::{Problem, Refusal};
use super::report::{Head, Label, Report, Tries};
use super::response::Response;
use super::signature::Unsigned;
use super::{redirect, retry};

/// A call under way.
pub(crate) struct Call {
    label: Label,
    method: Method,
    limits: Limits,
    idempotent: bool,
    /// Where every attempt begins.
    first: Arc<Url>,
    attempt: Attempt,
    /// How many attempts ended before anything of them was sent.
    unsent: u32,
    /// The head of the response whose body is being read.
    head: Option<Head>,
    /// The head of the redirect that the attempt has followed last.
    moved: Option<Head>,
    /// When the attempt began.
    began: Duration,
    /// How many redirects it has followed.
    followed: u32,
    /// Whether the deadline leaves it less than its timeout.
    cut_short: bool,
}

/// What to do next.
#[derive(Debug)]
pub(crate) enum Next {
    /// Send the request to this URL, and tell the call of the head, then of the body.
    Send(Attempt),
    /// Wait this long, then ask [`Call::send`].
    Wait(Duration),
    /// The call is over.
    Done(Result<Response, Box<Report>>),
}

/// One request on the wire.
#[derive(Debug, Clone)]
pub(crate) struct Attempt {
    /// Counted from 1. A followed redirect is part of the same attempt.
    pub(crate) number: u32,
    pub(crate) url: Arc<Url>,
    /// How long it may take from now, to the end of the body.
    pub(crate) timeout: Duration,
}

/// What to do after the head of a response.
#[derive(Debug)]
pub(crate) enum AfterHead {
    /// Read the body, at most this many bytes of it.
    Read(usize),
    /// Leave the body.
    Leave(Next),
}

/// The world, as it is when something happens.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Now {
    /// Since the call began.
    pub(crate) elapsed: Duration,
    /// What servers mean by a date.
    pub(crate) wall: SystemTime,
    /// Gives a number from 0 to 1, for the backoff.
    pub(crate) chance: fn() -> f64,
}

/// Why no response came, or not to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Loss {
    /// No connection was made.
    Connect,
    /// The connection was lost, or what came wasn't HTTP.
    Transport,
    /// The attempt's timeout passed.
    Timeout,
    /// The HTTP client gave up by a timeout of its own.
    TimedOut,
    /// The attempt's timeout passed before there were credentials for it: it wasn't sent.
    Unsigned,
}

type Source = Option<Box<dyn StdError + Send + Sync>>;

impl Call {
    pub(crate) fn new(plan: &Plan) -> Self {
        let first = Arc::clone(&plan.url);
        Self {
            label: plan.label.clone(),
            method: plan.method.clone(),
            limits: plan.limits.clone(),
            idempotent: plan.idempotent,
            attempt: Attempt { number: 0, url: Arc::clone(&first), timeout: plan.limits.timeout },
            first,
            unsent: 0,
            head: None,
            moved: None,
            began: Duration::ZERO,
            followed: 0,
            cut_short: false,
        }
    }

    /// Begins an attempt.
    pub(crate) fn send(&mut self, now: Now) -> Next {
        if self.left(now).is_zero() {
            return self.fail(self.deadline(), None, now);
        }
        self.attempt.number = self.attempt.number.saturating_add(1);
        self.attempt.url = Arc::clone(&self.first);
        self.head = None;
        self.moved = None;
        self.began = now.elapsed;
        self.followed = 0;
        self.on_the_wire(now)
    }

    /// The head of a response has come.
    pub(crate) fn on_head(&mut self, head: Head, now: Now) -> AfterHead {
        let target = redirect::target(&self.method, head.status, &head.headers, &self.attempt.url, self.followed);
        match target {
            Ok(Some(url)) => {
                self.attempt.url = Arc::new(url);
                self.followed += 1;
                self.moved = Some(head);
                return AfterHead::Leave(self.on_the_wire(now));
            }
            Ok(None) => {}
            Err(refusal) => {
                return AfterHead::Leave(self.fail(Problem::Redirect(refusal), Some(head), now));
            }
        }
        if retry::is_wanted(head.status, &head.headers, self.idempotent)
            && let Some(wait) = self.retry(retry::wish(&head.headers, now.wall), now)
        {
            return AfterHead::Leave(wait);
        }
        self.head = Some(head);
        AfterHead::Read(self.limits.body_limit)
    }

    /// The body has come to its end.
    pub(crate) fn on_body(&mut self, body: Bytes, now: Now) -> Next {
        // There is no body without a head.
        let Some(head) = self.head.take() else {
            return self.fail(Problem::Transport, None, now);
        };
        let wish = retry::wish(&head.headers, now.wall);
        let response = Response::new(head, body, self.sent(), wish);
        Next::Done(Ok(response))
    }

    /// The body is larger than the limit.
    pub(crate) fn on_large_body(&mut self, now: Now) -> Next {
        let head = self.head.take();
        self.fail(Problem::BodyTooLarge(self.limits.body_limit), head, now)
    }

    /// The answer came from elsewhere: a caller's HTTP client has followed a redirect.
    pub(crate) fn on_stray(&self, origin: String, now: Now) -> Next {
        let refusal = Refusal { status: None, origin: Some(origin), rule: "it must be set up to follow none" };
        self.fail(Problem::Redirect(refusal), None, now)
    }

    /// The request can't carry its credentials, and wasn't sent.
    pub(crate) fn on_unsigned(&mut self, unsigned: Unsigned, now: Now) -> Next {
        if let Some(head) = self.moved.take() {
            // The attempt was sent with them: it is the URL of its redirect that has no room for them.
            let refusal = redirect::without_room(head.status, &self.attempt.url);
            return self.fail(Problem::Redirect(refusal), Some(head), now);
        }
        self.unsent = self.unsent.saturating_add(1);
        let report = Report { source: unsigned.source, ..self.report(unsigned.problem, None, now) };
        Next::Done(Err(Box::new(report)))
    }

    /// No response came, or not to its end.
    pub(crate) fn on_loss(&mut self, loss: Loss, source: Source, now: Now) -> Next {
        let head = self.head.take();
        if loss == Loss::Unsigned {
            self.unsent = self.unsent.saturating_add(1);
        }
        if matches!(loss, Loss::Timeout | Loss::Unsigned) && self.cut_short {
            return self.fail(self.deadline(), head, now);
        }
        if self.idempotent
            && let Some(wait) = self.retry_lost(head.as_ref(), now)
        {
            return wait;
        }
        let problem = match loss {
            Loss::Connect => Problem::Connect,
            Loss::Transport => Problem::Transport,
            Loss::Timeout | Loss::Unsigned => Problem::Timeout(Some(self.limits.timeout)),
            Loss::TimedOut => Problem::Timeout(None),
        };
        let report = Report { source, ..self.report(problem, head, now) };
        Next::Done(Err(Box::new(report)))
    }

    /// How many attempts were sent.
    fn sent(&self) -> u32 {
        self.attempt.number.saturating_sub(self.unsent)
    }

    fn on_the_wire(&mut self, now: Now) -> Next {
        let spent = now.elapsed.saturating_sub(self.began);
        let timeout = self.limits.timeout.saturating_sub(spent);
        let left = self.left(now);
        self.cut_short = left < timeout;
        self.attempt.timeout = timeout.min(left);
        Next::Send(self.attempt.clone())
    }

    /// The wait before another attempt after a loss, if there can be one. What an error's head asks for holds though
    /// its body was lost.
    fn retry_lost(&self, head: Option<&Head>, now: Now) -> Option<Next> {
        let Some(Head { headers, .. }) = head.filter(|head| head.status.as_u16() >= 400) else {
            return self.retry(None, now);
        };
        if retry::is_refused(headers) {
            return None;
        }
        self.retry(retry::wish(headers, now.wall), now)
    }

    /// The wait before another attempt, if there can be one: the server's wish, unless that is too long.
    fn retry(&self, wish: Option<Duration>, now: Now) -> Option<Next> {
        let made = self.attempt.number.saturating_sub(1);
        if made >= self.limits.max_retries || wish.is_some_and(|wait| wait > self.limits.max_retry_after) {
            return None;
        }
        let wait = wish.unwrap_or_else(|| retry::backoff(made, (now.chance)()));
        (wait < self.left(now)).then_some(Next::Wait(wait))
    }

    /// What is left until the deadline.
    fn left(&self, now: Now) -> Duration {
        match self.limits.deadline {
            Some(deadline) => deadline.saturating_sub(now.elapsed),
            None => Duration::MAX,
        }
    }

    fn deadline(&self) -> Problem {
        Problem::Deadline(self.limits.deadline.unwrap_or_default())
    }

    fn fail(&self, problem: Problem, head: Option<Head>, now: Now) -> Next {
        Next::Done(Err(Box::new(self.report(problem, head, now))))
    }

    fn report(&self, problem: Problem, head: Option<Head>, now: Now) -> Report {
        let retries = if self.idempotent { self.limits.max_retries } else { 0 };
        let allowed = retries.saturating_add(1).max(self.sent());
        let tries = Tries { made: self.sent(), allowed };
        let retry_after = head.as_ref().and_then(|head| retry::wish(&head.headers, now.wall));
        Report { head, tries, retry_after, ..Report::early(Some(self.label.clone()), problem) }
    }
}
