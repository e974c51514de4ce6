use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::api::Credential;
use super::argument::InvalidArgument;
use super::message::Message;
use super::problem::{Problem, Refusal};
use super::response::{self, Response};
use super::text;

/// What all errors say: the part that doesn't depend on the operation.
pub(crate) struct Report {
    pub(crate) problem: Problem,
    pub(crate) label: Option<Label>,
    pub(crate) head: Option<Head>,
    pub(crate) body: Option<Bytes>,
    pub(crate) message: Message,
    pub(crate) tries: Tries,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) source: Option<Box<dyn StdError + Send + Sync>>,
}

/// What an error calls the request. There is no URL in it, as that can hold secrets and people's names.
#[derive(Debug, Clone)]
pub(crate) struct Label {
    pub(crate) method: Cow<'static, str>,
    /// The operation's name in the API's document; nothing for a raw request.
    pub(crate) operation: Option<&'static str>,
    /// The path's template; nothing for a raw request.
    pub(crate) path: Option<&'static str>,
}

/// The beginning of a response.
#[derive(Clone)]
pub(crate) struct Head {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
}

/// How to set a credential that is missing.
pub(crate) fn no_credential(credential: &Credential) -> String {
    format!("no credential: call `{}` of the client's builder, or set {}", credential.name, credential.env)
}

/// How many attempts were made, of how many at most.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Tries {
    pub(crate) made: u32,
    pub(crate) allowed: u32,
}

impl Report {
    /// A problem that was found before anything was sent.
    pub(crate) fn early(label: Option<Label>, problem: Problem) -> Self {
        Self {
            problem,
            label,
            head: None,
            body: None,
            message: Message::default(),
            tries: Tries::default(),
            retry_after: None,
            source: None,
        }
    }

    pub(crate) fn argument(label: Label, argument: InvalidArgument) -> Box<Self> {
        Box::new(Self::early(Some(label), Problem::Argument(argument)))
    }

    /// A problem with a response that came whole.
    pub(crate) fn answered(label: Label, problem: Problem, response: Response) -> Box<Self> {
        let message = match problem {
            Problem::Api => Message::of(response.body()),
            _ => Message::default(),
        };
        let tries = Tries { made: response.attempts(), allowed: response.attempts() };
        let retry_after = response.retry_after();
        let (head, body) = response.into_parts();
        let early = Self::early(Some(label), problem);
        Box::new(Self { head: Some(head), body: Some(body), message, tries, retry_after, ..early })
    }

    pub(crate) fn request_id(&self) -> Option<&str> {
        response::request_id(&self.head.as_ref()?.headers)
    }

    pub(crate) fn body_excerpt(&self) -> Option<String> {
        let body = self.body.as_ref().filter(|body| !body.is_empty())?;
        Some(text::excerpt(body, 200))
    }

    pub(crate) fn source(&self) -> Option<&(dyn StdError + 'static)> {
        let source: &(dyn StdError + 'static) = self.source.as_deref()?;
        Some(source)
    }

    /// The same for every error type: enough to know the case by, and nothing of what was sent or received.
    pub(crate) fn debug(&self, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What a caller's provider says may be anything.
        let source = self.source.as_ref().filter(|_| !matches!(self.problem, Problem::Token(..)));
        f.debug_struct(name)
            .field("kind", &self.problem.kind())
            .field("message", &format_args!("{self}"))
            .field("attempts", &self.tries.made)
            .field("source", &source)
            .finish_non_exhaustive()
    }

    /// `404 Not Found: contact_not_found: No contact exists with this ID (request 7f3a)`
    fn fmt_api(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fmt_status(f)?;
        let status = self.head.as_ref().map(|head| head.status);
        if let Some(code) = &self.message.code
            && status.is_none_or(|status| code != status.as_str())
        {
            write!(f, ": {code}")?;
        }
        if let Some(message) = &self.message.message {
            write!(f, ": {message}")?;
        }
        if status.is_some_and(|status| status.as_u16() < 400) {
            f.write_str(": an answer that the API does not document")?;
        }
        if let Some(wait) = self.retry_after {
            write!(f, " (retry after {})", Span(wait))?;
        }
        self.fmt_request_id(f)
    }

    fn fmt_status(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.head {
            Some(head) => write!(f, "{}", Status(head.status)),
            None => Ok(()),
        }
    }

    fn fmt_request_id(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.request_id() {
            Some(id) => write!(f, " (request {})", text::clean(id, 100)),
            None => Ok(()),
        }
    }

    /// `no answer within 60 s (attempt 3 of 3)`; `the connection failed, after 200 OK (attempt 1 of 1)`, where there was
    /// a head.
    fn fmt_loss(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let answer = if self.head.is_some() { "no whole answer" } else { "no answer" };
        match &self.problem {
            Problem::Timeout(Some(limit)) => write!(f, "{answer} within {}", Span(*limit))?,
            Problem::Timeout(None) => write!(f, "{answer} in time")?,
            Problem::Deadline(limit) => write!(f, "the deadline of {} has passed", Span(*limit))?,
            _ => f.write_str("the connection failed")?,
        }
        if self.head.is_some() {
            f.write_str(", after ")?;
            self.fmt_status(f)?;
        }
        write!(f, "{}", self.tries)
    }

    /// What went wrong, without which request.
    fn fmt_problem(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.problem {
            Problem::Configuration(what) => f.write_str(what),
            Problem::Credential(credential) => f.write_str(&no_credential(credential)),
            Problem::Token(name, None) => write!(f, "the provider of `{name}` failed{}", self.tries),
            Problem::Token(name, Some(rule)) => {
                write!(f, "the token from the provider of `{name}` {rule}{}", self.tries)
            }
            Problem::Argument(argument) => write!(f, "{argument}"),
            Problem::Connect => write!(f, "could not connect{}", self.tries),
            Problem::Transport | Problem::Timeout(_) | Problem::Deadline(_) => self.fmt_loss(f),
            Problem::Redirect(refusal) => write!(f, "{refusal}"),
            Problem::BodyTooLarge(limit) => {
                self.fmt_status(f)?;
                write!(f, ": the body is larger than {limit} bytes")
            }
            Problem::Unexpected(unexpected) => {
                self.fmt_status(f)?;
                write!(f, ": {unexpected}")?;
                self.fmt_request_id(f)
            }
            Problem::Api => self.fmt_api(f),
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(label) = &self.label
            && !matches!(self.problem, Problem::Api)
        {
            write!(f, "{label}: ")?;
        }
        self.fmt_problem(f)
    }
}

impl fmt::Debug for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.debug("Report", f)
    }
}

/// Shows no header.
impl fmt::Debug for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Head").field("status", &self.status).finish_non_exhaustive()
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path.unwrap_or("(raw request)"))
    }
}

impl fmt::Display for Tries {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.made {
            0 => f.write_str(" (nothing was sent)"),
            made => write!(f, " (attempt {made} of {})", self.allowed),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.status, &self.origin) {
            (Some(status), Some(origin)) => {
                write!(f, "{}: the redirect to {origin} is not followed: {}", Status(status), self.rule)
            }
            (Some(status), None) => write!(f, "{}: the redirect is not followed: {}", Status(status), self.rule),
            (None, Some(origin)) => write!(f, "the HTTP client followed a redirect to {origin}: {}", self.rule),
            (None, None) => write!(f, "the HTTP client followed a redirect: {}", self.rule),
        }
    }
}

/// `404 Not Found`, or `599` where the code has no name.
struct Status(StatusCode);

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str())?;
        match self.0.canonical_reason() {
            Some(reason) => write!(f, " {reason}"),
            None => Ok(()),
        }
    }
}

/// `60 s`, `1.5 s`, `250 ms`.
struct Span(Duration);

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.subsec_millis() {
            0 if self.0.as_secs() == 0 && !self.0.is_zero() => write!(f, "{} µs", self.0.as_nanos().div_ceil(1000)),
            0 => write!(f, "{} s", self.0.as_secs()),
            _ if self.0.as_secs() >= 1000 => write!(f, "{} s", self.0.as_secs()),
            millis if self.0.as_secs() == 0 => write!(f, "{millis} ms"),
            _ => write!(f, "{} s", self.0.as_millis() as f64 / 1000.0),
        }
    }
}
