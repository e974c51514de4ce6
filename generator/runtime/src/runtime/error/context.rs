use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::StatusCode;

use super::api_message::ApiMessage;
use super::cause::{ErrorCause, ErrorKind};
use crate::runtime::auth::Redactor;
use crate::runtime::body::{RequestLabel, TransportErrorKind};
use crate::runtime::response::{Attempts, Response, ResponseHead};

/// Everything in an error but the operation's own error type.
#[derive(Default)]
pub(crate) struct ErrorContext {
    pub(crate) cause: ErrorCause,
    pub(crate) request: Option<RequestLabel>,
    pub(crate) head: Option<ResponseHead>,
    pub(crate) body: Option<Bytes>,
    pub(crate) is_body_incomplete: bool,
    /// Whether the document has the response's status for the operation.
    pub(crate) is_documented: bool,
    pub(crate) message: ApiMessage,
    pub(crate) request_id: Option<String>,
    pub(crate) body_excerpt: Option<String>,
    /// The host that the request went to, with its port.
    pub(crate) host: Option<String>,
    pub(crate) attempts: Attempts,
    pub(crate) retry_after: Option<Duration>,
}

impl ErrorContext {
    /// An error before anything was sent.
    pub(crate) fn unsent(request: Option<RequestLabel>, cause: impl Into<ErrorCause>) -> Box<Self> {
        Box::new(Self { cause: cause.into(), request, ..Self::default() })
    }

    /// An error about a response.
    pub(crate) fn answered(
        request: impl Into<Option<RequestLabel>>,
        cause: ErrorCause,
        response: Response,
    ) -> Box<Self> {
        let redactor = response.secrets.redactor();
        let mut context = Box::new(Self {
            cause,
            request: request.into(),
            is_body_incomplete: !response.is_complete(),
            attempts: response.attempts,
            retry_after: response.retry_after(),
            head: Some(response.head),
            body: Some(response.body),
            ..Self::default()
        });
        context.describe(&redactor);
        context
    }

    /// Fills in the texts that come from the response, without the secrets that were sent.
    pub(crate) fn describe(&mut self, redactor: &Redactor) {
        if let ErrorCause::Redirect(redirect) = &mut self.cause {
            redirect.origin = redirect.origin.take().map(|origin| redactor.clean(&origin, 100));
        }
        let Some(head) = &self.head else { return };
        self.request_id = head.request_id().map(|id| redactor.clean(id, 100));
        let Some(body) = self.body.as_ref().filter(|body| !body.is_empty()) else { return };
        self.body_excerpt = Some(redactor.excerpt(body, 200));
        if matches!(self.cause, ErrorCause::Api | ErrorCause::ErrorItem) {
            self.message = ApiMessage::of(&head.headers, body, redactor);
        }
    }

    /// Whether the error is the API's, and its status fulfils the condition.
    pub(super) fn has_status(&self, is: impl FnOnce(StatusCode) -> bool) -> bool {
        self.cause.kind() == ErrorKind::Api && self.head.as_ref().is_some_and(|head| is(head.status))
    }

    /// Shows nothing of what was sent or received.
    pub(super) fn debug(&self, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The error of a caller's provider, hook or stream may contain secrets.
        let is_own = match &self.cause {
            ErrorCause::Credential(_) | ErrorCause::Hook(_) => false,
            ErrorCause::Transport(error, _) => error.kind != TransportErrorKind::RequestBody,
            _ => true,
        };
        let source = self.cause.source().filter(|_| is_own);
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
