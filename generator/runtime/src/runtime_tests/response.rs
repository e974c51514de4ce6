use http::{HeaderMap, HeaderName, StatusCode};

use super::sample::{ContactDeleteError, ContactDeleteOperation, DeletedContact};
use crate::runtime::response::{Attempts, ResponseHead};
use crate::runtime::{Bytes, Failure, Operation, Response};

const CONTACT: &str = r#"{"id":"5","object":"contact","deleted":true}"#;
const NOT_FOUND: &str = r#"{"error":{"code":"contact_not_found","status":404}}"#;

fn response(status: u16, pairs: &[(&'static str, &str)], body: &str) -> Response {
    let headers: HeaderMap =
        pairs.iter().map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap())).collect();
    let head = ResponseHead { status: StatusCode::from_u16(status).unwrap(), headers };
    Response::new(head, Bytes::copy_from_slice(body.as_bytes()), true, Attempts { made: 1, allowed: 1 }, None)
}

fn typed(status: u16, content_type: &str, body: &str) -> Response {
    response(status, &[("content-type", content_type)], body)
}

fn read(response: &mut Response) -> Result<DeletedContact, Failure<ContactDeleteError>> {
    ContactDeleteOperation::read(response)
}

#[track_caller]
fn unexpected(response: &mut Response) -> String {
    match read(response).unwrap_err() {
        Failure::Unexpected(unexpected) => unexpected.to_string(),
        Failure::Api(error) | Failure::Undocumented(error) => panic!("expected an unreadable success, got {error:?}"),
    }
}

#[track_caller]
fn api(response: &mut Response) -> ContactDeleteError {
    match read(response).unwrap_err() {
        Failure::Api(error) | Failure::Undocumented(error) => error,
        Failure::Unexpected(unexpected) => panic!("expected an API error, got {unexpected}"),
    }
}

#[test]
fn json_is_known_by_its_content_type() {
    for content_type in [
        "application/json",
        "APPLICATION/JSON; charset=utf-8",
        "application/json ;x=y",
        "application/problem+json",
        "application/vnd.api+JSON",
        "text/json",
        "Text/JSON; charset=utf-8",
    ] {
        assert_eq!(read(&mut typed(200, content_type, CONTACT)).unwrap().id, "5", "{content_type}");
    }
}

#[test]
fn other_content_types_are_unexpected() {
    for content_type in
        ["text/html", "text/plain", "application/jsonp", "json", "application/+json", "a/json", "text/jsonp"]
    {
        let message = unexpected(&mut typed(200, content_type, CONTACT));
        assert_eq!(message, format!("expected a JSON body, found `{content_type}`"));
    }
    let mut without = response(200, &[], CONTACT);
    assert_eq!(unexpected(&mut without), "expected a JSON body, found no content type");
}

#[test]
fn a_body_that_does_not_fit_is_unexpected() {
    let message = |body| unexpected(&mut typed(200, "application/json", body));
    assert_eq!(message(""), "expected a JSON body, found none");
    assert_eq!(message("null"), "at $: expected an object, found null");
    assert_eq!(message("[]"), "at $: expected an object, found an array");
    assert_eq!(message(r#"{"id":"5","object":"contact","deleted":false}"#), "at $.deleted: expected true, found false");
    assert!(message("{").starts_with("at $: not valid JSON: expected the name of a member, found the end"));
}

#[test]
fn a_coding_that_nobody_asked_for_is_unexpected() {
    let headers = [("content-type", "application/json"), ("content-encoding", "gzip")];
    let message = unexpected(&mut response(200, &headers, "\u{1f}"));
    assert_eq!(message, "the body has the content coding `gzip`, which was not asked for");
    let headers = [("content-type", "application/json"), ("content-encoding", "identity")];
    assert!(read(&mut response(200, &headers, CONTACT)).is_ok());
}

#[test]
fn documented_errors_are_typed() {
    let ContactDeleteError::NotFound(envelope) = api(&mut typed(404, "application/json", NOT_FOUND)) else {
        panic!("expected the variant of 404");
    };
    assert_eq!(envelope.error.code, "contact_not_found");
}

#[test]
fn a_typed_error_needs_no_content_type() {
    for mut response in [response(404, &[], NOT_FOUND), typed(404, "text/plain", NOT_FOUND)] {
        assert!(matches!(api(&mut response), ContactDeleteError::NotFound(_)));
    }
}

#[test]
fn an_error_that_does_not_fit_is_an_error_all_the_same() {
    for (content_type, body, reason) in [
        ("text/html", "<html>", "expected a JSON body, found `text/html`"),
        ("application/json", "", "expected a JSON body, found none"),
        ("application/json", r#"{"code":400,"message":"m"}"#, "at $.error: missing"),
        ("application/json", r#"{"error":{"code":"c"}}"#, "at $.error.status: missing"),
    ] {
        let ContactDeleteError::Other(unexpected) = api(&mut typed(400, content_type, body)) else {
            panic!("expected the variant of all else");
        };
        assert_eq!(unexpected.to_string(), reason);
        assert!(!unexpected.is_undocumented_status());
    }
}

#[test]
fn an_undocumented_success_is_no_error_of_the_api() {
    for status in [201, 204, 226, 299] {
        let Failure::Unexpected(unexpected) = read(&mut typed(status, "application/json", CONTACT)).unwrap_err() else {
            panic!("expected an unreadable success");
        };
        assert!(unexpected.is_undocumented_status());
        assert_eq!(unexpected.to_string(), "the status is not documented");
    }
}

#[test]
fn undocumented_statuses_are_errors() {
    for status in [101, 304, 418, 503] {
        let ContactDeleteError::Other(unexpected) = api(&mut typed(status, "application/json", CONTACT)) else {
            panic!("expected the variant of all else");
        };
        assert!(unexpected.is_undocumented_status());
        assert_eq!(unexpected.decode_error(), None);
    }
}

#[test]
fn a_response_can_be_read_by_hand() {
    let response = typed(500, "text/plain", r#"{"a":1}"#);
    assert_eq!(response.text(), Some(r#"{"a":1}"#));
    assert!(response.json::<serde_json::Value>().is_ok());
    assert!(response.json::<i64>().is_err());
}

#[test]
fn the_request_id_comes_from_either_header() {
    assert_eq!(response(200, &[("x-request-id", "a"), ("request-id", "b")], "").request_id(), Some("a"));
    assert_eq!(response(200, &[("request-id", "b")], "").request_id(), Some("b"));
    assert_eq!(response(200, &[("x-request-id", "")], "").request_id(), None);
}

#[test]
fn debug_shows_neither_body_nor_headers() {
    let shown = format!("{:?}", response(200, &[("set-cookie", "hunter2")], "hunter2"));
    assert!(!shown.contains("hunter2"), "{shown}");
    assert!(shown.contains("200"), "{shown}");
}
