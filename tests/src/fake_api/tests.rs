use std::io;
use std::sync::mpsc;

use axum::http::header::AUTHORIZATION;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::{CONTACT_ID, FakeApi, KEY};

/// Sends one request with the right key, and reads the answer: its head in lower case, and its body.
async fn call(api: &FakeApi, method: &str, target: &str) -> io::Result<(String, Value)> {
    call_with(api, method, target, &format!("Authorization: Bearer {KEY}\r\n")).await
}

async fn call_with(api: &FakeApi, method: &str, target: &str, headers: &str) -> io::Result<(String, Value)> {
    let mut stream = TcpStream::connect(api.address()).await?;
    let request = format!("{method} {target} HTTP/1.1\r\nHost: fake\r\nConnection: close\r\n{headers}\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    let (head, body) = answer.split_once("\r\n\r\n").ok_or(io::ErrorKind::UnexpectedEof)?;
    Ok((head.to_ascii_lowercase(), serde_json::from_str(body)?))
}

fn status(head: &str) -> Option<&str> {
    head.split(' ').nth(1)
}

fn code(body: &Value) -> Option<&str> {
    body.pointer("/error/code")?.as_str()
}

#[tokio::test]
async fn a_contact_is_deleted_once() -> io::Result<()> {
    let api = FakeApi::start().await?;
    let target = format!("/v2/contacts/{CONTACT_ID}");

    let (head, body) = call(&api, "DELETE", &target).await?;
    assert_eq!(status(&head), Some("200"));
    assert!(head.contains("\r\ncontent-type: application/json"), "{head}");
    assert!(head.contains("\r\nx-request-id: fake-1"), "{head}");
    let expected = format!(r#"{{"id":"{CONTACT_ID}","object":"contact","deleted":true}}"#);
    assert_eq!(body.to_string(), expected);
    assert!(api.contacts().is_empty());

    let (head, body) = call(&api, "DELETE", &target).await?;
    assert_eq!(status(&head), Some("404"));
    assert!(head.contains("\r\nx-request-id: fake-2"), "{head}");
    let expected = json!({ "error": {
        "type": "invalid_request_error",
        "code": "contact_not_found",
        "message": "No contact exists with this ID",
        "status": 404,
    }});
    assert_eq!(body, expected);
    Ok(())
}

#[tokio::test]
async fn an_id_that_is_not_24_hexadecimal_digits_is_invalid() -> io::Result<()> {
    let api = FakeApi::start().await?;
    for id in ["x", "507f1f77bcf86cd79943901", "507f1f77bcf86cd7994390111", "a%2Fb", "%FF"] {
        let (head, body) = call(&api, "DELETE", &format!("/v2/contacts/{id}")).await?;
        assert_eq!(status(&head), Some("400"), "{id}");
        let error = body.get("error").ok_or(io::ErrorKind::InvalidData)?;
        assert_eq!(code(&body), Some("invalid_id"), "{id}");
        assert_eq!(error.get("param"), Some(&json!("id")), "{id}");
        assert_eq!(error.get("status"), Some(&json!(400)), "{id}");
    }
    assert_eq!(api.contacts(), [CONTACT_ID]);
    Ok(())
}

#[tokio::test]
async fn an_id_means_the_same_in_any_spelling() -> io::Result<()> {
    let upper = CONTACT_ID.to_ascii_uppercase();
    let escaped = CONTACT_ID.replacen('5', "%35", 1);
    for id in [upper, escaped] {
        let api = FakeApi::start().await?;
        let (head, body) = call(&api, "DELETE", &format!("/v2/contacts/{id}")).await?;
        assert_eq!(status(&head), Some("200"), "{id}");
        assert_eq!(body.get("id"), Some(&json!(CONTACT_ID)), "{id}");
    }
    Ok(())
}

#[tokio::test]
async fn only_one_right_key_opens() -> io::Result<()> {
    let api = FakeApi::builder().contact(CONTACT_ID).key("k1").start().await?;
    let target = format!("/v2/contacts/{CONTACT_ID}");
    for headers in [
        "",
        "Authorization: Bearer test-key\r\n",
        "Authorization: Bearer k1x\r\n",
        "Authorization: Basic k1\r\n",
        "Authorization: k1\r\n",
        "Authorization: Bearer k1\r\nAuthorization: Bearer k1\r\n",
    ] {
        let (head, body) = call_with(&api, "DELETE", &target, headers).await?;
        assert_eq!(status(&head), Some("401"), "{headers}");
        assert_eq!(code(&body), Some("invalid_api_key"), "{headers}");
    }
    let (head, _) = call_with(&api, "DELETE", &target, "authorization: bearer k1\r\n").await?;
    assert_eq!(status(&head), Some("200"));
    Ok(())
}

#[tokio::test]
async fn other_paths_and_methods_fail_in_the_envelope() -> io::Result<()> {
    let api = FakeApi::start().await?;
    for target in ["/", "/v2/contacts/", "/v2/contacts/../x", "/V2/contacts/a"] {
        let (head, body) = call(&api, "DELETE", target).await?;
        assert_eq!(status(&head), Some("404"), "{target}");
        assert_eq!(code(&body), Some("route_not_found"), "{target}");
    }
    let (head, body) = call(&api, "GET", &format!("/v2/contacts/{CONTACT_ID}")).await?;
    assert_eq!(status(&head), Some("405"));
    assert!(head.contains("\r\nallow: delete"), "{head}");
    assert_eq!(code(&body), Some("method_not_allowed"));
    assert_eq!(api.contacts(), [CONTACT_ID]);
    Ok(())
}

#[tokio::test]
async fn requests_are_recorded_as_they_were_sent() -> io::Result<()> {
    let api = FakeApi::start().await?;
    let headers = "B-First: 1\r\nA-Second: 2\r\nContent-Length: 2\r\n\r\nhi";
    call_with(&api, "DELETE", "/v2/%2e%2E/a%2Fb?q=a+b&q=%20", headers).await?;

    let requests = api.requests();
    let [request] = requests.as_slice() else {
        return Err(io::Error::other(format!("{requests:?}")));
    };
    assert_eq!(request.method, "DELETE");
    assert_eq!(request.uri.to_string(), "/v2/%2e%2E/a%2Fb?q=a+b&q=%20");
    let names: Vec<&str> = request.headers.keys().map(|name| name.as_str()).collect();
    assert_eq!(names, ["host", "connection", "b-first", "a-second", "content-length"]);
    assert_eq!(request.headers.get(AUTHORIZATION), None);
    assert_eq!(request.body, "hi");
    Ok(())
}

#[tokio::test]
async fn a_body_over_the_limit_is_refused_and_recorded_without_it() -> io::Result<()> {
    let api = FakeApi::start().await?;
    let headers = format!("Content-Length: 1048577\r\n\r\n{}", "x".repeat(1_048_575));
    let (head, body) = call_with(&api, "DELETE", "/v2/contacts/x", &headers).await?;
    assert_eq!(status(&head), Some("400"));
    assert_eq!(code(&body), Some("unreadable_body"));
    assert!(api.requests().iter().all(|request| request.body.is_empty()));
    assert_eq!(api.requests().len(), 1);
    Ok(())
}

#[tokio::test]
async fn the_observer_hears_of_each_answer() -> io::Result<()> {
    let (sender, receiver) = mpsc::channel();
    let api = FakeApi::builder()
        .observer(move |request, status| {
            // The receiver lives as long as the test.
            let _ = sender.send(format!("{} {} {status}", request.method, request.uri));
        })
        .start()
        .await?;
    call(&api, "DELETE", "/v2/contacts/x").await?;
    call(&api, "PUT", "/v2/contacts/x?a").await?;
    drop(api);
    let heard: Vec<String> = receiver.try_iter().collect();
    let expected = ["DELETE /v2/contacts/x 400 Bad Request", "PUT /v2/contacts/x?a 405 Method Not Allowed"];
    assert_eq!(heard, expected);
    Ok(())
}

#[tokio::test]
async fn dropping_it_ends_idle_connections() -> io::Result<()> {
    let api = FakeApi::start().await?;
    let mut stream = TcpStream::connect(api.address()).await?;
    stream.write_all(b"GET / HTTP/1.1\r\nHost: fake\r\n\r\n").await?;
    let mut first = [0; 1];
    stream.read_exact(&mut first).await?;
    drop(api);
    let mut rest = String::new();
    stream.read_to_string(&mut rest).await?;
    assert!(rest.starts_with("TTP/1.1 404"), "{rest}");
    Ok(())
}

#[tokio::test]
async fn nonsense_is_refused_at_the_start() {
    for builder in [FakeApi::builder().key(""), FakeApi::builder().contact("507f")] {
        let kind = builder.start().await.err().map(|error| error.kind());
        assert_eq!(kind, Some(io::ErrorKind::InvalidInput));
    }
}
