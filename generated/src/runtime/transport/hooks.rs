//! Calls the hooks of a client around each request.

use std::mem;
use std::time::Duration;

use crate::runtime::call::hooks::HookError;
use crate::runtime::call::{AttemptRequest, AttemptResponse, PreparedRequest};
use crate::runtime::response::ResponseHead;

/// Before the request is sent, which isn't if a hook fails.
pub(super) fn on_request(
    prepared: &PreparedRequest,
    attempt: u32,
    request: &mut reqwest::Request,
) -> Result<(), HookError> {
    let Some(hooks) = &prepared.hooks else { return Ok(()) };
    let mut headers = mem::take(request.headers_mut());
    let mut seen = AttemptRequest {
        operation: prepared.label.operation,
        attempt,
        method: request.method(),
        url: request.url(),
        headers: &mut headers,
        body: prepared.body.as_ref(),
    };
    hooks.on_request.iter().try_for_each(|hook| hook(&mut seen))?;
    *request.headers_mut() = headers;
    Ok(())
}

/// After the head of the response.
pub(super) fn on_response(
    prepared: &PreparedRequest,
    attempt: u32,
    head: &ResponseHead,
    elapsed: impl FnOnce() -> Duration,
) {
    let Some(hooks) = &prepared.hooks else { return };
    let seen = AttemptResponse {
        operation: prepared.label.operation,
        attempt,
        method: &prepared.method,
        status: head.status,
        headers: &head.headers,
        elapsed: elapsed(),
    };
    hooks.on_response.iter().for_each(|hook| hook(&seen));
}
