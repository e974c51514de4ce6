//! Successes of several statuses, and of bodies that aren't JSON.

use http::{HeaderMap, HeaderName, StatusCode};

use super::sample::DeletedContact;
use crate::runtime::response::{Attempts, ResponseHead};
use crate::runtime::{Bytes, Failure, Response, UnexpectedResponse};

/// As the generator writes it.
#[derive(Debug, Clone, PartialEq)]
enum ContactGetResponse {
    Ok(DeletedContact),
    Accepted(String),
    NoContent,
}

fn read(response: &Response) -> Result<ContactGetResponse, Failure<UnexpectedResponse>> {
    match response.status().as_u16() {
        200 => response.value().map(ContactGetResponse::Ok),
        202 => response.string().map(ContactGetResponse::Accepted),
        204 => Ok(ContactGetResponse::NoContent),
        _ => response.other(),
    }
}

fn response(status: u16, pairs: &[(&'static str, &str)], body: &[u8]) -> Response {
    let headers: HeaderMap =
        pairs.iter().map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap())).collect();
    let head = ResponseHead { status: StatusCode::from_u16(status).unwrap(), headers };
    Response::new(
        head,
        Bytes::copy_from_slice(body),
        true,
        Attempts { made: 1, allowed: 1, ..Attempts::default() },
        None,
    )
}

fn text(content_type: &str, body: &[u8]) -> Result<String, String> {
    match read(&response(202, &[("content-type", content_type)], body)) {
        Ok(ContactGetResponse::Accepted(text)) => Ok(text),
        Err(Failure::Unexpected(unexpected)) => Err(unexpected.to_string()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn each_status_is_a_variant() {
    let json = [("content-type", "application/json")];
    let contact = br#"{"id":"5","object":"contact","deleted":true}"#;
    assert!(matches!(read(&response(200, &json, contact)), Ok(ContactGetResponse::Ok(contact)) if contact.id == "5"));
    assert_eq!(read(&response(202, &[], b"later")), Ok(ContactGetResponse::Accepted("later".to_owned())));
    assert_eq!(read(&response(204, &[], b"")), Ok(ContactGetResponse::NoContent));
    assert!(matches!(read(&response(201, &json, contact)), Err(Failure::Unexpected(_))));
    // The body of one status is not that of another one.
    assert!(matches!(read(&response(200, &json, br#""later""#)), Err(Failure::Unexpected(_))));
}

#[test]
fn text_is_utf_8() {
    assert_eq!(text("text/plain", "größe".as_bytes()), Ok("größe".to_owned()));
    assert_eq!(text("text/plain; charset=utf-8", b"\xef\xbb\xbfa"), Ok("a".to_owned()));
    assert_eq!(text("application/xml", b""), Ok(String::new()));
    assert_eq!(text("text/plain", b"gr\xf6\xdfe"), Err("expected text in UTF-8".to_owned()));
}

#[test]
fn text_is_latin_1_where_the_server_says_so() {
    assert_eq!(text("text/plain; charset=ISO-8859-1", b"gr\xf6\xdfe"), Ok("größe".to_owned()));
    assert_eq!(text("text/plain; a=b; Charset=\"iso-8859-1\"", b"gr\xf6\xdfe"), Ok("größe".to_owned()));
    // Servers say so of what is UTF-8, too.
    assert_eq!(text("text/plain; charset=iso-8859-1", "größe".as_bytes()), Ok("größe".to_owned()));
    assert_eq!(text("text/plain; charset=utf-16", b"\xff\xfea\0"), Err("expected text in UTF-8".to_owned()));
}

#[test]
fn text_in_a_coding_that_nobody_asked_for_is_unexpected() {
    let coded = read(&response(202, &[("content-encoding", "gzip")], b"\x1f"));
    let Err(Failure::Unexpected(unexpected)) = coded else { panic!("{coded:?}") };
    assert_eq!(unexpected.to_string(), "the body has the content coding `gzip`, which was not asked for");
}
