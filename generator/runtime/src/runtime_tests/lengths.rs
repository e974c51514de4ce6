//! `Content-Length` of requests without a body, on the wire (RFC 9110, section 8.6).

use super::sample::builder;
use super::server::{Server, answer};
use crate::runtime::{Client, Method};

fn clients(server: &Server) -> [Client; 2] {
    let own = builder(&server.url).http_client(reqwest::Client::new());
    [builder(&server.url).build().unwrap(), own.build().unwrap()]
}

async fn lengths(method: Method, body: Option<&'static str>) -> Vec<Option<String>> {
    let server = Server::start([answer("200 OK", &[], ""), answer("200 OK", &[], "")]).await;
    for client in clients(&server) {
        let request = client.request(method.clone(), "/x");
        match body {
            Some(body) => request.body("text/plain", body).await.unwrap(),
            None => request.await.unwrap(),
        };
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
    for method in [Method::POST, Method::PUT, Method::PATCH] {
        for body in [None, Some("")] {
            assert_eq!(lengths(method.clone(), body).await, [Some("0".to_owned()), Some("0".to_owned())], "{method}");
        }
    }
}

#[tokio::test]
async fn what_usually_has_no_body_says_nothing() {
    for method in [Method::GET, Method::HEAD, Method::DELETE, Method::OPTIONS] {
        for body in [None, Some("")] {
            assert_eq!(lengths(method.clone(), body).await, [None, None], "{method}");
        }
    }
}
