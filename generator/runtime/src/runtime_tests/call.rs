//! The state machine, with neither a socket nor a clock.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use http::{HeaderMap, HeaderName, Method, StatusCode};
use url::Url;

use super::sample::API_KEY;
use crate::runtime::Secret;
use crate::runtime::auth::CredentialSource;
use crate::runtime::call::Limits;
use crate::runtime::call::{Attempt, Call, Next, Now, PreparedRequest, Streamed};
use crate::runtime::error::TransportErrorKind;
use crate::runtime::error::{ErrorContext, RequestLabel};
use crate::runtime::response::ResponseHead;
use crate::runtime::{Bytes, ErrorKind, Response};

pub(super) fn at(seconds: f64) -> Now {
    Now { elapsed: Duration::from_secs_f64(seconds), wall: SystemTime::UNIX_EPOCH, random: || 0.0 }
}

pub(super) fn seconds(seconds: f64) -> Duration {
    Duration::from_secs_f64(seconds)
}

pub(super) fn call(method: Method, change: impl FnOnce(&mut Limits)) -> Call {
    let mut limits = Limits::default();
    change(&mut limits);
    Call::new(PreparedRequest {
        idempotent: method.is_idempotent(),
        label: RequestLabel { method: method.to_string().into(), operation: Some("o"), path: Some("/v2/things/{id}") },
        method,
        url: Url::parse("https://api.example.com/v2/things/1").unwrap(),
        headers: HeaderMap::new(),
        credentials: Vec::new(),
        api_credentials: &[],
        body: None,
        limits,
        attempt_header: None,
        hooks: None,
        accepted_redirects: &[],
        streamed: Streamed::None,
    })
}

fn delete() -> Call {
    call(Method::DELETE, |_| {})
}

pub(super) fn head(status: u16, pairs: &[(&'static str, &str)]) -> ResponseHead {
    let headers = pairs.iter().map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap()));
    ResponseHead { status: StatusCode::from_u16(status).unwrap(), headers: headers.collect() }
}

#[track_caller]
pub(super) fn sent(next: Next) -> Attempt {
    match next {
        Next::Send(attempt) => attempt,
        other => panic!("expected to send, got {other:?}"),
    }
}

#[track_caller]
pub(super) fn waited(next: Next) -> Duration {
    match next {
        Next::Wait(wait) => wait,
        other => panic!("expected to wait, got {other:?}"),
    }
}

#[track_caller]
pub(super) fn failed(next: Next) -> Box<ErrorContext> {
    match next {
        Next::Done(result) => result.unwrap_err(),
        other => panic!("expected the end, got {other:?}"),
    }
}

#[track_caller]
pub(super) fn left(after: Option<Next>) -> Next {
    after.expect("the body is left")
}

/// How much of the body is to be read.
#[track_caller]
pub(super) fn read(call: &mut Call, head: ResponseHead, now: Now) -> usize {
    match call.on_head(head, now) {
        None => call.body_limit().0,
        Some(next) => panic!("expected to read the body, got {next:?}"),
    }
}

#[track_caller]
pub(super) fn answered(call: &mut Call, head: ResponseHead, now: Now) -> Response {
    read(call, head, now);
    match call.on_body(Bytes::from_static(b"{}"), true, now) {
        Next::Done(result) => result.unwrap(),
        other => panic!("expected the end, got {other:?}"),
    }
}

#[test]
fn one_attempt_is_enough_for_a_success() {
    let mut call = delete();
    let attempt = sent(call.send(at(0.0)));
    assert_eq!(attempt.number, 1);
    assert_eq!(attempt.timeout, seconds(60.0));
    assert_eq!(call.url().path(), "/v2/things/1");
    let response = answered(&mut call, head(200, &[]), at(1.0));
    assert_eq!((response.status().as_u16(), response.attempts()), (200, 1));
}

#[test]
fn troubles_are_retried_with_growing_waits_and_then_told() {
    let mut call = delete();
    for (number, wait) in [(1, 0.5), (2, 1.0)] {
        assert_eq!(sent(call.send(at(0.0))).number, number);
        let next = left(call.on_head(head(503, &[]), at(0.0)));
        assert_eq!(waited(next), seconds(wait));
    }
    assert_eq!(sent(call.send(at(0.0))).number, 3);
    let response = answered(&mut call, head(503, &[]), at(0.0));
    assert_eq!((response.status().as_u16(), response.attempts()), (503, 3));
}

#[test]
fn losses_are_retried_and_then_told() {
    for (loss, kind, message) in [
        (TransportErrorKind::Connect, ErrorKind::Connect, "could not connect"),
        (TransportErrorKind::Connection, ErrorKind::Transport, "the connection failed"),
        (TransportErrorKind::Timeout, ErrorKind::Timeout, "no answer within 60 s"),
        (TransportErrorKind::ClientTimeout, ErrorKind::Timeout, "no answer in time"),
    ] {
        let mut call = delete();
        for wait in [0.5, 1.0] {
            sent(call.send(at(0.0)));
            assert_eq!(waited(call.on_transport_error(loss.into(), Bytes::new(), at(0.0))), seconds(wait));
        }
        sent(call.send(at(0.0)));
        let report = failed(call.on_transport_error(loss.into(), Bytes::new(), at(0.0)));
        assert_eq!(report.cause.kind(), kind);
        assert_eq!(report.to_string(), format!("DELETE /v2/things/{{id}}: {message} (attempt 3 of 3)"));
    }
}

#[test]
fn what_is_not_idempotent_is_sent_once() {
    let mut post = call(Method::POST, |_| {});
    sent(post.send(at(0.0)));
    assert_eq!(answered(&mut post, head(503, &[]), at(0.0)).attempts(), 1);
    for loss in [TransportErrorKind::Connection, TransportErrorKind::Timeout, TransportErrorKind::ClientTimeout] {
        let mut post = call(Method::POST, |_| {});
        sent(post.send(at(0.0)));
        let report = failed(post.on_transport_error(loss.into(), Bytes::new(), at(0.0)));
        assert_eq!((report.attempts.made, report.attempts.allowed), (1, 1));
    }
}

#[test]
fn without_a_connection_any_request_is_retried_as_nothing_was_sent() {
    let mut post = call(Method::POST, |limits| limits.max_retries = 1);
    sent(post.send(at(0.0)));
    let refused = || TransportErrorKind::Connect.into();
    assert_eq!(waited(post.on_transport_error(refused(), Bytes::new(), at(0.0))), seconds(0.5));
    sent(post.send(at(0.5)));
    let report = failed(post.on_transport_error(refused(), Bytes::new(), at(0.5)));
    assert_eq!(report.to_string(), "POST /v2/things/{id}: could not connect (attempt 2 of 2)");
}

#[test]
fn the_number_of_retries_can_be_set() {
    let mut none = call(Method::GET, |limits| limits.max_retries = 0);
    sent(none.send(at(0.0)));
    assert_eq!(answered(&mut none, head(503, &[]), at(0.0)).attempts(), 1);
    let mut many = call(Method::GET, |limits| limits.max_retries = u32::MAX);
    for _ in 0..50 {
        sent(many.send(at(0.0)));
        assert!(
            waited(many.on_transport_error(TransportErrorKind::Connect.into(), Bytes::new(), at(0.0))) <= seconds(8.0)
        );
    }
}

#[test]
fn the_server_can_ask_for_a_wait_up_to_the_limit() {
    let mut call = delete();
    sent(call.send(at(0.0)));
    let next = left(call.on_head(head(429, &[("retry-after", "60")]), at(0.0)));
    assert_eq!(waited(next), seconds(60.0));
    sent(call.send(at(60.0)));
    let response = answered(&mut call, head(429, &[("retry-after", "61")]), at(60.0));
    assert_eq!(response.retry_after(), Some(seconds(61.0)));
    assert_eq!(response.attempts(), 2);
}

#[test]
fn the_server_can_ask_for_a_retry_or_for_none() {
    let mut call = delete();
    sent(call.send(at(0.0)));
    waited(left(call.on_head(head(404, &[("x-should-retry", "true")]), at(0.0))));
    sent(call.send(at(0.5)));
    let response = answered(&mut call, head(503, &[("x-should-retry", "false")]), at(1.0));
    assert_eq!(response.attempts(), 2);
}

#[test]
fn the_deadline_shortens_the_last_attempt_and_ends_the_call() {
    let mut call = call(Method::GET, |limits| limits.deadline = Some(seconds(70.0)));
    assert_eq!(sent(call.send(at(0.0))).timeout, seconds(60.0));
    assert_eq!(
        waited(call.on_transport_error(TransportErrorKind::Timeout.into(), Bytes::new(), at(60.0))),
        seconds(0.5)
    );
    assert_eq!(sent(call.send(at(60.5))).timeout, seconds(9.5));
    let report = failed(call.on_transport_error(TransportErrorKind::Timeout.into(), Bytes::new(), at(70.0)));
    assert_eq!(report.cause.kind(), ErrorKind::Deadline);
    assert_eq!(report.to_string(), "GET /v2/things/{id}: the deadline of 70 s has passed (attempt 2 of 3)");
}

#[test]
fn a_wait_that_would_pass_the_deadline_is_not_begun() {
    let limited = || call(Method::GET, |limits| limits.deadline = Some(seconds(1.0)));
    let mut call = limited();
    sent(call.send(at(0.0)));
    let response = answered(&mut call, head(503, &[("retry-after", "1")]), at(0.1));
    assert_eq!(response.attempts(), 1);
    let mut call = limited();
    sent(call.send(at(0.0)));
    let report = failed(call.on_transport_error(TransportErrorKind::Connection.into(), Bytes::new(), at(0.6)));
    assert_eq!(report.cause.kind(), ErrorKind::Transport);
}

#[test]
fn a_deadline_that_has_passed_lets_nothing_be_sent() {
    let mut call = call(Method::GET, |limits| limits.deadline = Some(Duration::ZERO));
    let report = failed(call.send(at(0.0)));
    assert_eq!(report.to_string(), "GET /v2/things/{id}: the deadline of 0 s has passed (nothing was sent)");
}

#[test]
fn a_redirect_is_followed_within_the_attempt() {
    let mut call = delete();
    sent(call.send(at(0.0)));
    let moved = head(307, &[("location", "/v3/things/1")]);
    let attempt = sent(left(call.on_head(moved, at(20.0))));
    assert_eq!(call.url().as_str(), "https://api.example.com/v3/things/1");
    assert_eq!((attempt.number, attempt.timeout), (1, seconds(40.0)));
    waited(left(call.on_head(head(500, &[]), at(21.0))));
    let again = sent(call.send(at(22.0)));
    assert_eq!((again.number, call.url().path()), (2, "/v2/things/1"));
    assert_eq!(again.timeout, seconds(60.0));
}

#[test]
fn redirects_without_end_are_given_up() {
    let mut call = delete();
    let mut next = call.send(at(0.0));
    for _ in 0..=10 {
        sent(next);
        next = left(call.on_head(head(308, &[("location", "/again")]), at(0.0)));
    }
    let report = failed(next);
    assert_eq!(report.cause.kind(), ErrorKind::Redirect);
    assert_eq!(
        report.to_string(),
        "DELETE /v2/things/{id}: 308 Permanent Redirect: the redirect to https://api.example.com \
         is not followed: 10 were followed before it (attempt 1 of 3)"
    );
}

#[test]
fn a_refused_redirect_is_not_retried_and_tells_the_status() {
    let mut call = delete();
    sent(call.send(at(0.0)));
    let report = failed(left(call.on_head(head(303, &[("location", "/x")]), at(0.0))));
    assert_eq!(report.head.unwrap().status.as_u16(), 303);
    assert_eq!(report.attempts.made, 1);
}

#[test]
fn an_answer_from_elsewhere_is_refused() {
    let mut call = delete();
    sent(call.send(at(0.0)));
    let report = failed(call.on_foreign_response(&Url::parse("https://evil.example").unwrap(), at(0.0)));
    assert_eq!(report.cause.kind(), ErrorKind::Redirect);
    assert!(report.to_string().contains("https://evil.example"));
}

#[test]
fn a_large_body_is_told_with_its_status_and_not_retried() {
    let mut call = call(Method::GET, |limits| limits.body_limit = 5);
    sent(call.send(at(0.0)));
    assert_eq!(read(&mut call, head(200, &[]), at(0.0)), 5);
    let report = failed(call.on_body(Bytes::new(), false, at(0.0)));
    assert_eq!(report.to_string(), "GET /v2/things/{id}: 200 OK: the body is larger than 5 bytes (attempt 1 of 3)");
}

#[test]
fn a_redirect_takes_no_retry_and_a_retry_no_redirect() {
    let mut call = call(Method::GET, |limits| limits.max_retries = 1);
    sent(call.send(at(0.0)));
    sent(left(call.on_head(head(307, &[("location", "/x")]), at(0.0))));
    waited(call.on_transport_error(TransportErrorKind::Connection.into(), Bytes::new(), at(0.0)));
    sent(call.send(at(0.5)));
    sent(left(call.on_head(head(307, &[("location", "/x")]), at(0.5))));
    assert_eq!(
        failed(call.on_transport_error(TransportErrorKind::Connection.into(), Bytes::new(), at(1.0))).attempts.made,
        2
    );
}

/// What a call comes to when the body of its first answer is lost.
fn lost_body(method: Method, head: ResponseHead) -> Next {
    let mut call = call(method, |_| {});
    sent(call.send(at(0.0)));
    read(&mut call, head, at(0.0));
    call.on_transport_error(TransportErrorKind::Connection.into(), Bytes::from_static(b"{\"a"), at(0.0))
}

#[test]
fn a_body_that_is_lost_is_asked_for_again_unless_it_is_an_errors() {
    assert_eq!(waited(lost_body(Method::DELETE, head(200, &[("retry-after", "5")]))), seconds(0.5));
    assert_eq!(waited(lost_body(Method::DELETE, head(304, &[]))), seconds(0.5));
}

#[test]
fn an_error_stays_one_when_its_body_is_lost() {
    for (method, head) in [
        (Method::DELETE, head(404, &[])),
        (Method::DELETE, head(404, &[("retry-after", "5")])),
        (Method::DELETE, head(503, &[("x-should-retry", "false")])),
        (Method::DELETE, head(429, &[("retry-after", "3600")])),
        (Method::POST, head(503, &[])),
    ] {
        let status = head.status;
        let Next::Done(Ok(response)) = lost_body(method, head) else {
            panic!("expected a response of {status}");
        };
        assert_eq!((response.status(), response.is_complete(), response.attempts()), (status, false, 1));
        assert_eq!(response.body(), "{\"a");
    }
}

#[test]
fn an_error_stays_one_when_the_time_passes_in_its_body() {
    for loss in [TransportErrorKind::Timeout, TransportErrorKind::ClientTimeout] {
        let mut call = call(Method::DELETE, |limits| limits.deadline = Some(seconds(20.0)));
        sent(call.send(at(0.0)));
        read(&mut call, head(429, &[("retry-after", "30")]), at(0.0));
        let Next::Done(Ok(response)) = call.on_transport_error(loss.into(), Bytes::new(), at(20.0)) else {
            panic!("expected a response");
        };
        assert_eq!((response.status().as_u16(), response.retry_after()), (429, Some(seconds(30.0))));
    }
}

#[test]
fn an_error_with_a_large_body_stays_one() {
    let mut call = call(Method::DELETE, |limits| limits.body_limit = 2);
    sent(call.send(at(0.0)));
    assert_eq!(read(&mut call, head(404, &[]), at(0.0)), 2);
    assert_eq!(call.body_limit(), (2, true));
    let Next::Done(Ok(response)) = call.on_body(Bytes::from_static(b"{\""), false, at(0.0)) else {
        panic!("expected a response");
    };
    assert_eq!((response.status().as_u16(), response.is_complete()), (404, false));
    assert_eq!(response.body(), "{\"");
}

#[test]
fn the_wait_that_the_server_asks_for_is_told_whatever_ends_the_call() {
    let asks = || head(200, &[("retry-after", "30")]);
    let limited = || call(Method::DELETE, |limits| limits.deadline = Some(seconds(20.0)));
    let mut large = limited();
    sent(large.send(at(0.0)));
    read(&mut large, asks(), at(0.0));
    assert_eq!(failed(large.on_body(Bytes::new(), false, at(0.0))).retry_after, Some(seconds(30.0)));
    let mut late = limited();
    sent(late.send(at(0.0)));
    read(&mut late, asks(), at(0.0));
    let report = failed(late.on_transport_error(TransportErrorKind::Timeout.into(), Bytes::new(), at(20.0)));
    assert_eq!((report.cause.kind(), report.retry_after), (ErrorKind::Deadline, Some(seconds(30.0))));
}

#[test]
fn the_status_is_told_when_the_body_is_lost() {
    let report = failed(lost_body(Method::POST, head(200, &[("x-request-id", "r1")])));
    assert_eq!(report.head.as_ref().and_then(ResponseHead::request_id), Some("r1"));
    assert_eq!(report.to_string(), "POST /v2/things/{id}: the connection failed, after 200 OK (attempt 1 of 1)");
    let mut call = call(Method::POST, |_| {});
    sent(call.send(at(0.0)));
    read(&mut call, head(204, &[]), at(0.0));
    let report = failed(call.on_transport_error(TransportErrorKind::Timeout.into(), Bytes::new(), at(60.0)));
    assert_eq!(
        report.to_string(),
        "POST /v2/things/{id}: no whole answer within 60 s, after 204 No Content (attempt 1 of 1)"
    );
}

#[test]
fn the_head_of_one_attempt_is_not_that_of_the_next() {
    let mut call = delete();
    sent(call.send(at(0.0)));
    read(&mut call, head(200, &[]), at(0.0));
    waited(call.on_transport_error(TransportErrorKind::Connection.into(), Bytes::new(), at(0.0)));
    sent(call.send(at(0.5)));
    waited(call.on_transport_error(TransportErrorKind::Connect.into(), Bytes::new(), at(0.5)));
    sent(call.send(at(1.5)));
    assert!(failed(call.on_transport_error(TransportErrorKind::Connect.into(), Bytes::new(), at(1.5))).head.is_none());
}

#[test]
fn an_attempt_without_credentials_in_time_does_not_count_as_sent() {
    let mut call = call(Method::DELETE, |limits| limits.max_retries = 1);
    sent(call.send(at(0.0)));
    waited(call.on_transport_error(TransportErrorKind::CredentialTimeout.into(), Bytes::new(), at(60.0)));
    sent(call.send(at(60.5)));
    let report = failed(call.on_transport_error(TransportErrorKind::CredentialTimeout.into(), Bytes::new(), at(120.5)));
    assert_eq!(report.to_string(), "DELETE /v2/things/{id}: no answer within 60 s (nothing was sent)");
    let mut call = delete();
    sent(call.send(at(0.0)));
    waited(call.on_transport_error(TransportErrorKind::CredentialTimeout.into(), Bytes::new(), at(60.0)));
    sent(call.send(at(60.5)));
    assert_eq!(answered(&mut call, head(404, &[]), at(61.0)).attempts(), 1);
}

#[test]
fn a_refused_token_stands_if_no_other_comes_in_time() {
    let mut call = call(Method::DELETE, |_| {});
    let provider = CredentialSource::Provider(Arc::new(|| async { Ok(Secret::from("a")) }));
    call.request.credentials = vec![(&API_KEY, provider)];
    let mut call = Call::new(call.request);
    sent(call.send(at(0.0)));
    read(&mut call, head(401, &[]), at(0.0));
    let Next::Send(attempt) = call.on_body(Bytes::from_static(b"{}"), true, at(1.0)) else {
        panic!("expected to send")
    };
    assert!(attempt.refresh);
    let Next::Done(result) =
        call.on_transport_error(TransportErrorKind::CredentialTimeout.into(), Bytes::new(), at(61.0))
    else {
        panic!("expected the end");
    };
    let response = result.unwrap();
    assert_eq!((response.status().as_u16(), response.attempts()), (401, 1));
}
