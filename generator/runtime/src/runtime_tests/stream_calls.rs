//! The state machine of calls with streams, with neither a socket nor a clock.

use http::{Method, StatusCode};

use super::call::{answered, at, call, failed, head, left, read, seconds, sent, waited};
use crate::runtime::body::{ByteStream, RequestBody, StreamBody, TransportError, TransportErrorKind};
use crate::runtime::call::{Call, Next, Streamed};
use crate::runtime::{Bytes, ErrorKind, Response};

fn streaming(streamed: Streamed) -> Call {
    let mut call = call(Method::GET, |_| {});
    call.request.streamed = streamed;
    call
}

fn successes() -> Call {
    streaming(Streamed::Successes(|status| matches!(status, 200 | 206 | 404)))
}

#[track_caller]
fn handed_on(next: Option<Next>) -> Response {
    match next {
        Some(Next::HandOn(response)) => response,
        other => panic!("expected a body that is handed on, got {other:?}"),
    }
}

#[test]
fn a_success_is_handed_on_with_its_head() {
    let mut call = successes();
    sent(call.send(at(0.0)));
    let response = handed_on(call.on_head(head(206, &[("retry-after", "3")]), at(1.0)));
    assert_eq!((response.status(), response.attempts()), (StatusCode::PARTIAL_CONTENT, 1));
    assert_eq!((response.retry_after(), response.is_complete()), (Some(seconds(3.0)), false));
}

#[test]
fn other_responses_are_read() {
    for status in [201, 404, 500] {
        let mut call = successes();
        call.request.limits.max_retries = 0;
        sent(call.send(at(0.0)));
        read(&mut call, head(status, &[]), at(1.0));
    }
    let mut call = streaming(Streamed::None);
    sent(call.send(at(0.0)));
    read(&mut call, head(200, &[]), at(1.0));
}

#[test]
fn retries_and_redirects_come_first() {
    let mut call = streaming(Streamed::All);
    sent(call.send(at(0.0)));
    waited(left(call.on_head(head(503, &[]), at(0.0))));
    sent(call.send(at(0.5)));
    sent(left(call.on_head(head(302, &[("location", "/x")]), at(0.5))));
    waited(call.on_transport_error(TransportErrorKind::Timeout.into(), Bytes::new(), at(60.5)));
    sent(call.send(at(61.5)));
    let response = handed_on(call.on_head(head(503, &[]), at(62.0)));
    assert_eq!((response.status().as_u16(), response.attempts()), (503, 3));
}

fn empty() -> ByteStream {
    struct Empty;

    impl futures_core::Stream for Empty {
        type Item = Result<Bytes, crate::runtime::body::StreamError>;

        fn poll_next(
            self: std::pin::Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Option<Self::Item>> {
            std::task::Poll::Ready(None)
        }
    }

    Box::pin(Empty)
}

fn with_body(body: &StreamBody) -> Call {
    let mut call = call(Method::PUT, |_| {});
    call.request.body = Some(RequestBody::Stream(body.clone()));
    call
}

#[test]
fn a_body_that_can_be_made_again_is_sent_again() {
    let body = StreamBody::repeatable(None, empty);
    let mut call = with_body(&body);
    for wait in [0.5, 1.0] {
        sent(call.send(at(0.0)));
        assert!(body.stream().is_some());
        assert_eq!(waited(left(call.on_head(head(503, &[]), at(0.0)))), seconds(wait));
    }
    sent(call.send(at(0.0)));
    sent(left(call.on_head(head(307, &[("location", "/x")]), at(0.0))));
}

#[test]
fn a_body_that_can_be_read_once_is_sent_again_only_before_it_was_begun() {
    let body = StreamBody::once(None, empty());
    let mut call = with_body(&body);
    sent(call.send(at(0.0)));
    waited(call.on_transport_error(TransportErrorKind::Connect.into(), Bytes::new(), at(0.0)));
    sent(call.send(at(0.5)));
    assert!(body.stream().is_some());
    let response = answered(&mut call, head(503, &[]), at(1.0));
    assert_eq!((response.attempts(), response.attempts.allowed), (2, 2));
    assert!(response.attempts.is_body_spent);
}

#[test]
fn without_its_body_a_request_is_neither_retried_nor_redirected() {
    let begun = || {
        let body = StreamBody::once(None, empty());
        let mut call = with_body(&body);
        sent(call.send(at(0.0)));
        body.stream();
        call
    };
    let mut call = begun();
    let report = failed(call.on_transport_error(TransportErrorKind::Connection.into(), Bytes::new(), at(0.0)));
    assert!(report.attempts.is_body_spent);
    let mut call = begun();
    let report = failed(left(call.on_head(head(308, &[("location", "/x")]), at(0.0))));
    assert_eq!((report.cause.kind(), report.attempts.is_body_spent), (ErrorKind::Redirect, true));
    let mut call = begun();
    assert!(!answered(&mut call, head(404, &[]), at(0.0)).attempts.is_body_spent);
}

#[test]
fn the_error_of_a_body_is_not_retried() {
    let failure = || TransportError { kind: TransportErrorKind::RequestBody, source: Some("disk".into()) };
    let mut call = with_body(&StreamBody::repeatable(None, empty));
    sent(call.send(at(0.0)));
    let report = failed(call.on_transport_error(failure(), Bytes::new(), at(0.0)));
    assert_eq!(report.cause.kind(), ErrorKind::RequestBody);
    assert_eq!(report.cause.source().unwrap().to_string(), "disk");
    // An answer that has begun says more than the connection's end.
    let mut call = with_body(&StreamBody::repeatable(None, empty));
    sent(call.send(at(0.0)));
    read(&mut call, head(413, &[]), at(0.0));
    let Next::Done(Ok(response)) = call.on_transport_error(failure(), Bytes::new(), at(0.0)) else {
        panic!("expected a response");
    };
    assert_eq!(response.status(), StatusCode::PAYLOAD_TOO_LARGE);
}
