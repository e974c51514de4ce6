use std::time::Duration;

use http::{HeaderMap, HeaderName, StatusCode};

use super::sample::ContactDeleteError;
use crate::runtime::CredentialLocation;
use crate::runtime::auth::secret::EncodedCredential;
use crate::runtime::error::{ErrorCause, ErrorContext, RequestLabel, TransportErrorKind};
use crate::runtime::response::{Attempts, Mismatch, ResponseHead};
use crate::runtime::{Bytes, Client, Error, ErrorKind, OperationError, Response, Secret, UnexpectedResponse};

const NOT_FOUND: &str =
    r#"{"error":{"code":"contact_not_found","message":"No contact exists with this ID","status":404}}"#;

fn report(problem: ErrorCause, status: u16, pairs: &[(&'static str, &str)], body: &str) -> Box<ErrorContext> {
    let headers: HeaderMap =
        pairs.iter().map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap())).collect();
    let head = ResponseHead { status: StatusCode::from_u16(status).unwrap(), headers };
    let label =
        RequestLabel { method: "DELETE".into(), operation: Some("deleteContact"), path: Some("/v2/contacts/{id}") };
    let response = Response::new(
        head,
        Bytes::copy_from_slice(body.as_bytes()),
        true,
        Attempts { made: 2, allowed: 2, ..Attempts::default() },
        None,
    );
    ErrorContext::answered(label, problem, response)
}

fn api(status: u16, body: &str) -> Error {
    Error::new(report(ErrorCause::Api, status, &[], body))
}

#[test]
fn an_api_error_displays_status_code_and_message() {
    for (status, body, expected) in [
        (404, NOT_FOUND, "404 Not Found: contact_not_found: No contact exists with this ID"),
        (400, r#"{"code":400,"message":"m"}"#, "400 Bad Request: m"),
        (400, r#"{"code":17,"message":"m"}"#, "400 Bad Request: 17: m"),
        (400, r#"{"error":"Bad Request","message":["m","n"],"statusCode":400}"#, "400 Bad Request: m; n"),
        (404, r#"{"message":"not found"}"#, "404 Not Found"),
        (502, "<html>", "502 Bad Gateway"),
        (599, "", "599"),
        (201, "", "201 Created: an answer that the API does not document"),
    ] {
        let expected = format!("DELETE /v2/contacts/{{id}}: {expected} (attempt 2 of 2)");
        assert_eq!(api(status, body).to_string(), expected);
    }
}

#[test]
fn an_api_error_tells_all_it_knows() {
    let headers = [("x-request-id", "req_7"), ("content-type", "application/json")];
    let error = Error::new(report(ErrorCause::Api, 404, &headers, NOT_FOUND));
    assert_eq!(error.kind(), ErrorKind::Api);
    assert_eq!(error.operation(), Some("deleteContact"));
    assert_eq!(error.status(), Some(StatusCode::NOT_FOUND));
    assert_eq!(error.code(), Some("contact_not_found"));
    assert_eq!(error.message(), Some("No contact exists with this ID"));
    assert_eq!(error.request_id(), Some("req_7"));
    assert_eq!(error.attempts(), 2);
    assert_eq!(error.headers().unwrap().len(), 2);
    assert_eq!(error.body().unwrap(), NOT_FOUND);
    assert!(error.to_string().ends_with("this ID (request req_7, attempt 2 of 2)"));
    assert!(!error.is_timeout() && !error.is_connect());
}

#[test]
fn the_wait_that_the_server_asks_for_is_told() {
    let mut report = report(ErrorCause::Api, 429, &[], "");
    report.retry_after = Some(Duration::from_secs(3600));
    let error = Error::new(report);
    assert_eq!(
        error.to_string(),
        "DELETE /v2/contacts/{id}: 429 Too Many Requests (retry after 3600 s, attempt 2 of 2)"
    );
    assert_eq!(error.retry_after(), Some(Duration::from_secs(3600)));
}

#[test]
fn an_unreadable_success_is_told_with_its_request() {
    let unexpected = UnexpectedResponse::from(Mismatch::EmptyBody);
    let error = Error::new(report(ErrorCause::Unexpected(unexpected.clone()), 200, &[], ""));
    let expected = "DELETE /v2/contacts/{id}: 200 OK: expected a JSON body, found none (attempt 2 of 2)";
    assert_eq!(error.to_string(), expected);
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.unexpected(), Some(&unexpected));
    let html = UnexpectedResponse::from(Mismatch::ContentType(None));
    let error = Error::new(report(ErrorCause::Unexpected(html), 200, &[], "<html>"));
    assert_eq!(error.kind(), ErrorKind::ContentType);
}

#[test]
fn spans_of_time_read_well() {
    for (micros, expected) in [
        (60_000_000, "60 s"),
        (1_500_000, "1.5 s"),
        (250_000, "250 ms"),
        (999, "999 µs"),
        (0, "0 s"),
        (u64::MAX, "18446744073709 s"),
    ] {
        let timeout = ErrorCause::Transport(TransportErrorKind::Timeout.into(), Duration::from_micros(micros));
        let mut report = ErrorContext::unsent(None, timeout);
        report.attempts.made = 1;
        report.attempts.allowed = 3;
        assert_eq!(report.to_string(), format!("no answer within {expected} (attempt 1 of 3)"));
    }
}

#[test]
fn an_answer_of_the_api_is_known_by_its_status() {
    type Is = fn(&Error) -> bool;
    let all: [(&str, Is); 9] = [
        ("bad request", Error::is_bad_request),
        ("unauthorized", Error::is_unauthorized),
        ("forbidden", Error::is_forbidden),
        ("not found", Error::is_not_found),
        ("conflict", Error::is_conflict),
        ("rate limited", Error::is_rate_limited),
        ("client error", Error::is_client_error),
        ("server error", Error::is_server_error),
        ("404", |error| error.is_status(404)),
    ];
    for (status, expected) in [
        (400, &["bad request", "client error"][..]),
        (401, &["unauthorized", "client error"]),
        (403, &["forbidden", "client error"]),
        (404, &["not found", "client error", "404"]),
        (409, &["conflict", "client error"]),
        (429, &["rate limited", "client error"]),
        (499, &["client error"]),
        (500, &["server error"]),
        (304, &[]),
    ] {
        let error = api(status, "");
        let found: Vec<_> = all.iter().filter(|(_, is)| is(&error)).map(|(name, _)| *name).collect();
        assert_eq!(found, expected, "{status}");
        assert!(error.is_status(status) && error.status().is_some_and(|known| known == status));
    }
    let unreadable = UnexpectedResponse::from(Mismatch::EmptyBody);
    assert!(!Error::new(report(ErrorCause::Unexpected(unreadable), 200, &[], "")).is_status(200));
    let lost = || ErrorCause::Transport(TransportErrorKind::Timeout.into(), Duration::ZERO);
    assert!(!Error::new(report(lost(), 404, &[], "")).is_not_found());
    assert!(!OperationError::<()>::new(report(lost(), 500, &[], ""), None).is_server_error());
    assert!(OperationError::<()>::new(report(ErrorCause::Api, 404, &[], ""), None).is_not_found());
}

#[test]
fn an_error_is_one_line_whatever_the_server_says() {
    let headers = [("x-request-id", "a\tb")];
    let body = r#"{"error":{"code":"a\nb","message":"c\u2028d\r\ne\u202e"}}"#;
    let shown = Error::new(report(ErrorCause::Api, 400, &headers, body)).to_string();
    assert!(!shown.contains(['\n', '\r', '\t', '\u{2028}', '\u{202E}']), "{shown:?}");
}

#[test]
fn nothing_shows_what_was_received_or_sent() {
    let headers = [("set-cookie", "hunter2"), ("location", "https://x.example/hunter2")];
    let body = r#"{"error":{"code":"c"},"password":"hunter2"}"#;
    let api = OperationError::new(
        report(ErrorCause::Api, 400, &headers, body),
        Some(ContactDeleteError::Other(UnexpectedResponse::from(Mismatch::UndocumentedStatus))),
    );
    for shown in [format!("{api}"), format!("{api:?}"), format!("{:#?}", Error::from(api))] {
        assert!(!shown.contains("hunter2"), "{shown}");
        assert!(shown.contains("400 Bad Request: c"), "{shown}");
    }
}

#[test]
fn a_secret_is_not_shown() {
    let secret = Secret::from("hunter2");
    assert_eq!(format!("{:?} {:?}", secret, Secret::from("x".to_owned()).clone()), "Secret(..) Secret(..)");
    let Ok(EncodedCredential::Header(_, value)) = secret.encode(CredentialLocation::Bearer) else {
        panic!("expected a header");
    };
    assert!(value.is_sensitive());
    assert_eq!(value.as_bytes(), b"Bearer hunter2");
}

#[test]
fn an_operations_error_gives_up_its_typed_part() {
    let make = |api| OperationError::new(report(ErrorCause::Api, 404, &[], NOT_FOUND), api);
    let typed = ContactDeleteError::Other(UnexpectedResponse::from(Mismatch::UndocumentedStatus));
    assert_eq!(make(Some(typed.clone())).api(), Some(&typed));
    assert_eq!(make(Some(typed.clone())).into_api().unwrap(), typed);
    let other = make(None).into_api().unwrap_err();
    assert_eq!(other.status(), Some(StatusCode::NOT_FOUND));
}

#[test]
fn the_plain_error_keeps_what_an_operations_error_knows() {
    fn question_mark() -> Result<(), Error> {
        Err(OperationError::<ContactDeleteError>::new(report(ErrorCause::Api, 404, &[], NOT_FOUND), None))?;
        Ok(())
    }
    let error = question_mark().unwrap_err();
    assert_eq!(error.code(), Some("contact_not_found"));
    assert_eq!(error.attempts(), 2);
}

#[test]
fn errors_are_as_small_as_a_pointer() {
    assert_eq!(size_of::<Error>(), size_of::<usize>());
    assert_eq!(size_of::<OperationError<[u64; 50]>>(), size_of::<usize>());
    assert_eq!(size_of::<UnexpectedResponse>(), size_of::<usize>());
    assert_eq!(size_of::<crate::runtime::json::Error>(), size_of::<usize>());
    assert_eq!(size_of::<Client>(), size_of::<usize>());
}
