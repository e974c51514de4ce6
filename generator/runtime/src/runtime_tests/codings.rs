//! Bodies that come compressed.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::sample::{builder, delete};
use super::server::{Answer, Server};
use crate::runtime::{ErrorKind, Method};

const CONTACT: &str = r#"{"id":"5","object":"contact","deleted":true}"#;

/// A response with this body, compressed.
fn gzip(status: &str, body: &[u8]) -> Answer {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(body).unwrap();
    gzipped(status, &encoder.finish().unwrap())
}

fn gzipped(status: &str, body: &[u8]) -> Answer {
    let head = format!("HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-encoding: gzip\r\n");
    let head = format!("{head}connection: close\r\ncontent-length: {}\r\n\r\n", body.len());
    Answer::Close([head.as_bytes(), body].concat())
}

#[tokio::test]
async fn a_compressed_body_is_asked_for_and_read() {
    let server = Server::start([gzip("200 OK", CONTACT.as_bytes())]).await;
    let done = delete(&builder(&server.url).build().unwrap(), "1").send_with_meta().await.unwrap();
    assert_eq!(done.response.body(), CONTACT);
    assert!(server.accepted_codings().unwrap().contains("gzip"));
}

#[tokio::test]
async fn the_limit_is_of_the_decoded_body() {
    // Some 9 kB on the wire.
    let bomb = vec![b' '; 9 << 20];
    let server = Server::start([gzip("200 OK", &bomb), gzip("404 Not Found", &bomb)]).await;
    let client = builder(&server.url).build().unwrap();
    let error = delete(&client, "1").await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::BodyTooLarge, 1));
    let response = client.request(Method::GET, "/x").body_limit(1000).await.unwrap();
    assert_eq!((response.body().len(), response.is_complete()), (1000, false));
}

#[tokio::test]
async fn a_broken_coding_is_a_lost_body() {
    let server = Server::start([gzipped("200 OK", b"\x1f"), gzip("200 OK", CONTACT.as_bytes())]).await;
    let client = builder(&server.url).build().unwrap();
    assert_eq!(delete(&client, "1").send_with_meta().await.unwrap().response.attempts(), 2);
    let server = Server::start([gzipped("404 Not Found", b"\x1f")]).await;
    let error = delete(&builder(&server.url).build().unwrap(), "1").await.unwrap_err();
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Api, 404));
}
