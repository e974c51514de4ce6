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
    encoded(status, "gzip", &encoder.finish().unwrap())
}

/// The body in a frame of one block that is not compressed (RFC 8878, section 3.1.1).
fn zstd(body: &[u8]) -> Vec<u8> {
    let length = u8::try_from(body.len()).unwrap();
    let block = (u32::from(length) << 3 | 1).to_le_bytes();
    [&[0x28, 0xB5, 0x2F, 0xFD, 0x20, length], &block[..3], body].concat()
}

/// The body as a meta-block that is not compressed, and an empty last one (RFC 7932, section 9.2).
fn brotli(body: &[u8]) -> Vec<u8> {
    let head = (u32::try_from(body.len() - 1).unwrap() << 4 | 1 << 20).to_le_bytes();
    [&head[..3], body, &[3]].concat()
}

fn encoded(status: &str, coding: &str, body: &[u8]) -> Answer {
    let head = format!("HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-encoding: {coding}\r\n");
    let head = format!("{head}connection: close\r\ncontent-length: {}\r\n\r\n", body.len());
    Answer::Close([head.as_bytes(), body].concat())
}

#[tokio::test]
async fn a_compressed_body_is_asked_for_and_read() {
    let body = CONTACT.as_bytes();
    let answers =
        [gzip("200 OK", body), encoded("200 OK", "zstd", &zstd(body)), encoded("200 OK", "br", &brotli(body))];
    let server = Server::start(answers).await;
    let client = builder(&server.url).build().unwrap();
    for _ in 0..3 {
        assert_eq!(delete(&client, "1").send_with_meta().await.unwrap().response.body(), CONTACT);
    }
    assert_eq!(server.accepted_codings().unwrap(), "zstd,gzip,br");
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
    let server = Server::start([encoded("200 OK", "gzip", b"\x1f"), gzip("200 OK", CONTACT.as_bytes())]).await;
    let client = builder(&server.url).build().unwrap();
    assert_eq!(delete(&client, "1").send_with_meta().await.unwrap().response.attempts(), 2);
    let server = Server::start([encoded("404 Not Found", "gzip", b"\x1f")]).await;
    let error = delete(&builder(&server.url).build().unwrap(), "1").await.unwrap_err();
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Api, 404));
}
