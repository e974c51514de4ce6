//! Successes that are text or bytes.

use fixture_successes_as_text::Client;
use fixture_successes_as_text::testing::{FakeServer, Reply};

#[tokio::test]
async fn text_is_a_string() {
    let server = FakeServer::new();
    let client = Client::builder().transport(&server).build().expect("the client can be built");
    server.reply(Reply::new(200).header("content-type", "text/csv").body("a,b\r\n1,2\r\n"));
    server.reply(Reply::new(200).header("content-type", "text/html; charset=iso-8859-1").body(&b"gr\xfcn"[..]));
    server.reply(Reply::new(200).header("content-type", "application/xml").body("<cat/>"));
    assert_eq!(client.texts().csv().await.expect("it is text"), "a,b\r\n1,2\r\n");
    assert_eq!(client.texts().html().await.expect("it is text"), "gr\u{fc}n");
    assert_eq!(client.texts().xml().await.expect("it is text"), "<cat/>");
    let received = server.received();
    let accepted: Vec<_> = received.iter().filter_map(|request| request.header("accept")).collect();
    assert_eq!(accepted, ["text/csv", "text/html; charset=utf-8", "application/xml"]);
}

#[tokio::test]
async fn what_is_no_text_is_unexpected() {
    let server = FakeServer::new();
    let client = Client::builder().transport(&server).build().expect("the client can be built");
    server.reply(Reply::new(200).header("content-type", "text/csv").body(&b"gr\xfcn"[..]));
    let error = client.texts().csv().await.expect_err("it is not UTF-8");
    assert_eq!(error.unexpected().map(ToString::to_string).as_deref(), Some("expected text in UTF-8"));
}

#[tokio::test]
async fn bytes_are_as_they_came() {
    let server = FakeServer::new();
    let client = Client::builder().transport(&server).build().expect("the client can be built");
    server.reply(Reply::new(200).body(&b"\x00\xff"[..]));
    let zip = client.bytes().zip().await.expect("it is there");
    assert_eq!(zip.bytes().await.expect("it comes")[..], b"\x00\xff"[..]);
    assert_eq!(server.received()[0].header("accept"), Some("application/zip"));
}
