//! More headers than anybody can hold.

use super::sample::{builder, delete};
use super::server::{Answer, Server};
use super::signed::signed;
use crate::runtime::{ErrorKind, RequestParts};

#[tokio::test]
async fn too_many_headers_of_a_request_are_refused() {
    let client = builder("http://127.0.0.1:1").build().unwrap();
    let request = |count| (0..count).fold(delete(&client, "1"), |request, n| request.header(format!("x-{n}"), ""));
    let error = request(40_000).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidArgument);
    assert_eq!(error.to_string(), "DELETE /v2/contacts/{id}: invalid argument `headers`: must not be more than 10000");
    let most = signed(&client, request(9_990)).await.unwrap();
    assert!(most.headers.contains_key("x-9989") && most.headers.contains_key("authorization"));
}

#[test]
fn too_many_headers_of_a_client_are_refused() {
    let builder = (0..40_000).fold(builder("http://127.0.0.1:1"), |builder, n| builder.header(format!("x-{n}"), ""));
    let error = builder.build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(error.to_string().contains("must not be more than 10000"), "{error}");
}

#[test]
fn too_many_headers_of_parameters_are_refused() {
    let mut parts = RequestParts::default();
    let refused = (0..40_000).find_map(|n| parts.header(&format!("x-{n}"), Some("")).err());
    assert_eq!(refused.unwrap().parameter(), "headers");
}

#[tokio::test]
async fn too_many_headers_of_a_response_are_an_error() {
    let many: String = (0..40_000).map(|n| format!("x-{n}: \r\n")).collect();
    let server = Server::start([Answer::Close(format!("HTTP/1.1 200 OK\r\n{many}\r\n").into_bytes())]).await;
    let client = builder(&server.url).build().unwrap();
    let error = delete(&client, "1").max_retries(0).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
}
