use super::sample::builder;
use super::server::{Server, answer, busy, json};
use crate::runtime::{ErrorKind, Method};

#[tokio::test]
async fn a_raw_request_has_what_others_have() {
    let server = Server::start([busy(), json("418 I'm a teapot", r#"{"a":1}"#)]).await;
    let client = builder(&server.url).build().unwrap();
    let response = client.request(Method::GET, "/v9/things?limit=1").query("x", "&").await.unwrap();
    assert_eq!(response.status().as_u16(), 418);
    assert_eq!(response.attempts(), 2);
    let any: serde_json::Value = response.json().unwrap();
    assert_eq!(any.get("a").and_then(|a| a.as_number()?.as_i64()), Some(1));
    assert_eq!(
        server.requests()[1],
        "GET /v9/things?limit=1&x=%26 HTTP/1.1\r\n\
         user-agent: sample-rust/0.1.0\r\n\
         accept: application/json\r\n\
         authorization: Bearer secret-key\r\n\
         x-attempt: 2\r\n\
         host: HOST\r\n\r\n"
    );
}

#[tokio::test]
async fn a_raw_body_is_sent_as_it_is() {
    let server = Server::start([answer("200 OK", &[], "")]).await;
    let client = builder(&server.url).build().unwrap();
    let url = format!("{}/v9", server.url);
    client.request(Method::POST, url).body("text/csv", "a,b").send().await.unwrap();
    let request = server.requests().remove(0);
    assert!(request.starts_with("POST /v9 HTTP/1.1\r\n"), "{request}");
    assert!(request.contains("content-type: text/csv\r\n"), "{request}");
    assert!(request.ends_with("content-length: 3\r\n\r\na,b"), "{request}");
}

#[tokio::test]
async fn another_origin_never_gets_the_key() {
    let server = Server::start([answer("200 OK", &[], "")]).await;
    let client = builder("http://127.0.0.1:1").build().unwrap();
    let error = client.request(Method::GET, format!("{}/x", server.url)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidArgument);
    assert_eq!(
        error.to_string(),
        "GET (raw request): invalid argument `path`: must not lead to another origin than the base URL's"
    );
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn dot_segments_and_bad_content_types_are_refused() {
    let client = builder("http://127.0.0.1:1").build().unwrap();
    let error = client.request(Method::GET, "/v2/../admin").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidArgument);
    let error = client.request(Method::POST, "/v2").body("a\nb", "").await.unwrap_err();
    assert!(error.to_string().contains("`content-type`"), "{error}");
}

#[tokio::test]
async fn a_trace_carries_neither_credentials_nor_a_body() {
    let server = Server::start([answer("200 OK", &[], "")]).await;
    let client = builder(&server.url).header("X-Second-Key", "hunter2").build().unwrap();
    client.request(Method::TRACE, "/v2").header("Authorization", "Bearer hunter2").await.unwrap();
    let request = server.requests().remove(0);
    assert!(request.starts_with("TRACE /v2 HTTP/1.1\r\n"), "{request}");
    assert!(!request.contains("hunter2") && !request.contains("authorization"), "{request}");
    let error = client.request(Method::TRACE, "/v2").body("text/plain", "a").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidArgument);
}
