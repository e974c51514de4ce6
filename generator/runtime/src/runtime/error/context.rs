use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use bytes::Bytes;

use super::api_message::ApiMessage;
use super::cause::ErrorCause;
use crate::runtime::response::{Response, ResponseHead};
use crate::runtime::text;

/// What all errors have in common: the part that doesn't depend on the operation.
pub(crate) struct ErrorContext {
    pub(crate) cause: ErrorCause,
    /// Nothing before there is a request.
    pub(crate) request: Option<RequestLabel>,
    pub(crate) head: Option<ResponseHead>,
    pub(crate) body: Option<Bytes>,
    /// Whether the body came to its end.
    pub(crate) is_body_complete: bool,
    /// Whether the document has the response's status for the operation.
    pub(crate) is_documented: bool,
    pub(crate) message: ApiMessage,
    pub(crate) attempts: Attempts,
    pub(crate) retry_after: Option<Duration>,
}

/// What an error calls the request. There is no URL in it, since that can hold secrets and personal data.
#[derive(Debug, Clone)]
pub(crate) struct RequestLabel {
    pub(crate) method: Cow<'static, str>,
    /// The operation's name in the API's document; nothing for a raw request.
    pub(crate) operation: Option<&'static str>,
    /// The path's template; nothing for a raw request.
    pub(crate) path: Option<&'static str>,
}

/// How many attempts were made, of how many at most.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Attempts {
    pub(crate) made: u32,
    pub(crate) allowed: u32,
}

impl ErrorContext {
    /// An error before anything was sent.
    pub(crate) fn unsent(request: Option<RequestLabel>, cause: impl Into<ErrorCause>) -> Box<Self> {
        Box::new(Self {
            cause: cause.into(),
            request,
            head: None,
            body: None,
            is_body_complete: true,
            is_documented: false,
            message: ApiMessage::default(),
            attempts: Attempts::default(),
            retry_after: None,
        })
    }

    /// An error about a response.
    pub(crate) fn answered(request: RequestLabel, cause: ErrorCause, response: Response) -> Box<Self> {
        let mut context = Self::unsent(Some(request), cause);
        if matches!(context.cause, ErrorCause::Api) {
            context.message = ApiMessage::of(response.body());
        }
        context.attempts = Attempts { made: response.attempts(), allowed: response.attempts() };
        context.retry_after = response.retry_after();
        context.is_body_complete = response.is_complete();
        let (head, body) = response.into_parts();
        context.head = Some(head);
        context.body = Some(body);
        context
    }

    pub(crate) fn request_id(&self) -> Option<&str> {
        self.head.as_ref()?.request_id()
    }

    pub(crate) fn body_excerpt(&self) -> Option<String> {
        let body = self.body.as_ref().filter(|body| !body.is_empty())?;
        Some(text::excerpt(body, 200))
    }

    /// The same for every error type: what identifies the error, and nothing of what was sent or received.
    pub(crate) fn debug(&self, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The error of a caller's provider or hook may say anything.
        let source =
            self.cause.source().filter(|_| !matches!(self.cause, ErrorCause::Credential(_) | ErrorCause::Hook(_)));
        f.debug_struct(name)
            .field("kind", &self.cause.kind())
            .field("message", &format_args!("{self}"))
            .field("attempts", &self.attempts.made)
            .field("source", &source)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for ErrorContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.debug("ErrorContext", f)
    }
}
