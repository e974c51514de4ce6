//! `Content-Length` of requests without a body, on the wire (RFC 9110, section 8.6).

use super::sample::builder;
use super::server::{Server, answer};
use crate::runtime::Method;

/// What requests of these methods say of their length: without a body and with an empty one, sent by the client's own
/// HTTP client and by a caller's.
async fn lengths(methods: &[Method]) -> Vec<Option<String>> {
    let server = Server::start((0..methods.len() * 4).map(|_| answer("200 OK", &[], ""))).await;
    let own = builder(&server.url).http_client(reqwest::Client::new());
    for client in [builder(&server.url).build().unwrap(), own.build().unwrap()] {
        for method in methods {
            client.request(method.clone(), "/x").await.unwrap();
            client.request(method.clone(), "/x").body("text/plain", "").await.unwrap();
        }
    }
    let length = |request: String| {
        let (head, body) = request.split_once("\r\n\r\n").unwrap();
        assert_eq!(body, "");
        assert!(!head.contains("transfer-encoding"));
        head.lines().find_map(|line| line.strip_prefix("content-length: ")).map(str::to_owned)
    };
    server.requests().into_iter().map(length).collect()
}

#[tokio::test]
async fn what_usually_has_a_body_says_that_it_has_none() {
    let lengths = lengths(&[Method::POST, Method::PUT, Method::PATCH]).await;
    assert_eq!(lengths, vec![Some("0".to_owned()); 12]);
}

#[tokio::test]
async fn what_usually_has_no_body_says_nothing() {
    let lengths = lengths(&[Method::GET, Method::HEAD, Method::DELETE, Method::OPTIONS]).await;
    assert_eq!(lengths, vec![None; 16]);
}
