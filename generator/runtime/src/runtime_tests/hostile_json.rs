//! Bodies that are odd, or meant to harm: each comes to an error of one plain line.

use http::{HeaderMap, HeaderValue, StatusCode};

use super::sample::{ContactDeleteError, ContactDeleteOperation, DeletedContact};
use crate::runtime::auth::Redactor;
use crate::runtime::response::{Attempts, ResponseHead};
use crate::runtime::text::clean;
use crate::runtime::{Bytes, Error, ErrorKind, OperationError, Response, WithMeta, client, json};

fn answered(status: u16, body: &[u8]) -> OperationError<ContactDeleteError> {
    read(status, body).unwrap_err()
}

fn read(status: u16, body: &[u8]) -> Result<WithMeta<DeletedContact>, OperationError<ContactDeleteError>> {
    let mut headers = HeaderMap::new();
    headers.insert("content-type", HeaderValue::from_static("application/json"));
    let head = ResponseHead { status: StatusCode::from_u16(status).unwrap(), headers };
    let attempts = Attempts { made: 1, allowed: 1, ..Attempts::default() };
    let response = Response::new(head, Bytes::copy_from_slice(body), true, attempts, None);
    client::request::read::<ContactDeleteOperation>(response)
}

fn contact(id: &str) -> Vec<u8> {
    [br#"{"id":"#, id.as_bytes(), br#","object":"contact","deleted":true}"#].concat()
}

fn odd() -> Vec<(&'static str, Vec<u8>)> {
    let deep = |open: &str, close: &str| (open.repeat(50_000) + &close.repeat(50_000)).into_bytes();
    let utf_16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    vec![
        ("deep arrays", deep("[", "]")),
        ("deep objects", deep("{\"a\":", "}")),
        ("deep and never closed", "[".repeat(1 << 20).into_bytes()),
        ("a number beyond floats", contact("1e999")),
        ("a number of a million digits", contact(&"9".repeat(1 << 20))),
        ("a member twice", br#"{"id":"1","id":"2","object":"contact","deleted":true}"#.to_vec()),
        ("a member twice by an escape", br#"{"id":"1","\u0069d":"2","object":"contact","deleted":true}"#.to_vec()),
        ("half an escape", contact(r#""\u12"#)),
        ("a NUL", contact("\"a\0b\"")),
        ("a line break in a string", contact("\"a\nb\"")),
        ("UTF-16", utf_16(r#"{"id":"5"}"#)),
        ("two marks of byte order", b"\xef\xbb\xbf\xef\xbb\xbf{}".to_vec()),
        ("only a mark of byte order", b"\xef\xbb\xbf".to_vec()),
        ("two values", b"{}{}".to_vec()),
        ("a comment", b"{} // c".to_vec()),
        ("a comma too many", b"{\"id\":\"1\",}".to_vec()),
        ("NaN", contact("NaN")),
        ("a callback", b"callback({})".to_vec()),
        ("a guard", b")]}',\n{}".to_vec()),
    ]
}

/// Strings that aren't Unicode, which are read all the same.
fn odd_strings() -> Vec<(&'static str, Vec<u8>)> {
    let contact = |id: &[u8]| [br#"{"id":"#, id, br#","object":"contact","deleted":true}"#].concat();
    vec![
        ("half a surrogate pair", contact(br#""\ud800""#)),
        ("surrogates the wrong way round", contact(br#""\udc00\ud800""#)),
        ("bytes that are no UTF-8", contact(b"\"\xff\xfe\"")),
        ("an overlong NUL", contact(b"\"\xc0\x80\"")),
    ]
}

#[track_caller]
fn is_one_plain_line(name: &str, error: Error) {
    let shown = format!("{error} {error:?}");
    assert!(shown.len() < 2000 && !shown.chars().any(char::is_control), "{name}: {shown}");
}

#[test]
fn an_odd_success_is_a_decode_error() {
    for (name, body) in odd() {
        let error = answered(200, &body);
        assert_eq!(error.kind(), ErrorKind::Decode, "{name}");
        assert_eq!(error.body().unwrap(), &body, "{name}");
        is_one_plain_line(name, error.into());
    }
}

#[test]
fn odd_strings_are_read() {
    for (name, body) in odd_strings() {
        let contact: DeletedContact = json::from_slice(&body).unwrap();
        assert!(contact.id.chars().all(|c| c == char::REPLACEMENT_CHARACTER), "{name}: {}", contact.id);
        assert_eq!(read(200, &body).unwrap().value, contact, "{name}");
    }
}

#[test]
fn an_odd_error_is_an_error_of_the_api_all_the_same() {
    for (name, body) in odd().into_iter().chain(odd_strings()) {
        let error = answered(404, &body);
        assert_eq!(
            (error.kind(), error.to_string().as_str()),
            (ErrorKind::Api, "DELETE /v2/contacts/{id}: 404 Not Found (attempt 1 of 1)"),
            "{name}"
        );
        assert!(matches!(error.api(), Some(ContactDeleteError::Other(_))), "{name}");
        is_one_plain_line(name, error.into());
    }
}

#[test]
fn an_escaped_nul_is_a_character_like_others() {
    let error = answered(400, br#"{"error":{"code":"a\u0000b","message":"\u001b[2J\u0007\u202egpj.exe\udb40\udc41"}}"#);
    let said = "a\u{FFFD}b: \u{FFFD}[2J\u{FFFD}\u{FFFD}gpj.exe\u{FFFD}";
    assert_eq!(error.to_string(), format!("DELETE /v2/contacts/{{id}}: 400 Bad Request: {said} (attempt 1 of 1)"));
}

#[test]
fn a_message_of_a_megabyte_is_cut() {
    let body = format!(r#"{{"code":"{0}","message":"{0}"}}"#, "x".repeat(1 << 20));
    let error = answered(500, body.as_bytes());
    let around = "DELETE /v2/contacts/{id}: 500 Internal Server Error (attempt 1 of 1)";
    assert_eq!(error.to_string().chars().count(), around.len() + 2 * (2 + 300));
    assert_eq!(error.message().map(|message| message.chars().count()), Some(300));
}

#[test]
fn names_of_members_are_cut_and_cleaned_in_paths() {
    let name = "\u{1b}\u{202e}".repeat(1000);
    let body = serde_json::to_vec(&serde_json::json!({ "id": { name: 1 }, "object": "\u{1b}lead" })).unwrap();
    is_one_plain_line("names", answered(200, &body).into());
    let body =
        serde_json::to_vec(&serde_json::json!({ "id": "1", "object": "\u{1b}\n\u{202e}".repeat(1000) })).unwrap();
    is_one_plain_line("values", answered(200, &body).into());
}

#[test]
fn characters_that_cannot_be_seen_are_replaced() {
    for hidden in [
        '\u{AD}',
        '\u{61C}',
        '\u{180E}',
        '\u{34F}',
        '\u{3164}',
        '\u{FE0F}',
        '\u{200B}',
        '\u{202E}',
        '\u{2060}',
        '\u{FEFF}',
        '\u{FFF9}',
        '\u{E0041}',
        '\u{9B}',
    ] {
        assert_eq!(clean(&format!("a{hidden}b"), 9), "a\u{FFFD}b", "{:x}", u32::from(hidden));
    }
    for seen in ["é", "日本", "👍", "e\u{301}", "\u{FFFD}"] {
        assert_eq!(clean(seen, 9), seen);
    }
}

#[test]
fn an_excerpt_is_the_beginning_as_one_line() {
    let excerpt = |body: &[u8], limit| Redactor::default().excerpt(body, limit);
    assert_eq!(excerpt(b"\n <html>\r\n\x1b[1m", 20), "<html>  \u{FFFD}[1m");
    assert_eq!(excerpt("é".repeat(1000).as_bytes(), 3), "éé…");
    assert_eq!(excerpt("é".repeat(3).as_bytes(), 3), "ééé");
    assert_eq!(excerpt("👍".repeat(9).as_bytes(), 3), "👍👍…");
    assert_eq!(excerpt(b"\xff\xfeab", 9), "\u{FFFD}\u{FFFD}ab");
    assert_eq!(excerpt(b"", 9), "");
    assert_eq!(excerpt(&[&b" \r\n\t".repeat(999), &b"<html>"[..]].concat(), 9), "<html>");
    assert_eq!(excerpt(b"abc", usize::MAX), "abc");
}
