//! What goes on the wire, byte for byte.

use super::sample::{ContactMergeOperation, SampleVersion, builder, delete};
use super::server::{Answer, Server, answer, busy, json};
use crate::runtime::{Client, ErrorKind, Request};

const CONTACT: &str = r#"{"id":"5","object":"contact","deleted":true,"new":1}"#;

fn deleted() -> Answer {
    json("200 OK", CONTACT)
}

fn client(server: &Server) -> Client {
    builder(&server.url).build().unwrap()
}

#[tokio::test]
async fn a_delete_has_no_body_and_no_header_of_one() {
    let server = Server::start([deleted()]).await;
    let contact = delete(&client(&server), "507f1f77").await.unwrap();
    assert_eq!(contact.id, "5");
    assert_eq!(
        server.requests(),
        ["DELETE /v2/contacts/507f1f77 HTTP/1.1\r\n\
          user-agent: sample-rust/0.1.0\r\n\
          accept: application/json\r\n\
          authorization: Bearer secret-key\r\n\
          x-attempt: 1\r\n\
          host: HOST\r\n\r\n"]
    );
}

#[tokio::test]
async fn parameters_go_where_they_belong() {
    let server = Server::start([deleted()]).await;
    let client = client(&server);
    let request = delete(&client, "1")
        .sample_version(SampleVersion::V2026_01_01Nova)
        .limit(10)
        .query("a b", "c&d")
        .header("X-Trace", "t 1");
    request.await.unwrap();
    assert_eq!(
        server.requests(),
        ["DELETE /v2/contacts/1?limit=10&a%20b=c%26d HTTP/1.1\r\n\
          user-agent: sample-rust/0.1.0\r\n\
          accept: application/json\r\n\
          sample-version: 2026-01-01.nova\r\n\
          x-trace: t 1\r\n\
          authorization: Bearer secret-key\r\n\
          x-attempt: 1\r\n\
          host: HOST\r\n\r\n"]
    );
}

#[tokio::test]
async fn a_request_wins_over_its_client() {
    let server = Server::start([deleted(), deleted()]).await;
    let client = builder(&server.url)
        .header("Sample-Version", "from-the-client")
        .header("Accept", "application/vnd.sample+json")
        .build()
        .unwrap();
    delete(&client, "1").await.unwrap();
    delete(&client, "1").sample_version("from-the-request").header("User-Agent", "mine").await.unwrap();
    let requests = server.requests();
    assert!(requests[0].contains("sample-version: from-the-client\r\n"));
    assert!(requests[0].contains("accept: application/vnd.sample+json\r\n"));
    assert!(requests[1].contains("sample-version: from-the-request\r\n"));
    assert!(!requests[1].contains("from-the-client"));
    assert!(requests[1].contains("user-agent: mine\r\n"));
}

#[tokio::test]
async fn ids_arrive_as_they_were_given() {
    let ids = [
        ("%2e%2e", "%252e%252e"),
        ("%2E", "%252E"),
        ("a/b", "a%2Fb"),
        ("a?b", "a%3Fb"),
        ("a#b", "a%23b"),
        ("é", "%C3%A9"),
        (" ", "%20"),
        ("\\", "%5C"),
        ("../x", "..%2Fx"),
        ("\t\n\0", "%09%0A%00"),
        ("a+b:c@d", "a%2Bb%3Ac%40d"),
    ];
    let server = Server::start(ids.map(|_| deleted())).await;
    let client = client(&server);
    for (id, _) in ids {
        delete(&client, id).await.unwrap();
    }
    let expected = ids.map(|(_, segment)| format!("DELETE /v2/contacts/{segment} HTTP/1.1"));
    assert_eq!(server.lines(), expected);
}

#[tokio::test]
async fn ids_that_would_be_another_path_are_never_sent() {
    let server = Server::start([deleted()]).await;
    let client = client(&server);
    for id in ["", ".", ".."] {
        let error = delete(&client, id).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidArgument);
        assert!(error.to_string().starts_with("DELETE /v2/contacts/{id}: invalid argument `id`: must not "));
        assert_eq!(error.attempts(), 0);
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_base_url_keeps_its_path() {
    for prefix in ["/base", "/base/"] {
        let server = Server::start([deleted()]).await;
        let client = builder(&format!("{}{prefix}", server.url)).build().unwrap();
        delete(&client, "1").await.unwrap();
        assert_eq!(server.lines(), ["DELETE /base/v2/contacts/1 HTTP/1.1"]);
    }
}

#[tokio::test]
async fn headers_that_cannot_be_sent_are_refused() {
    let server = Server::start([]).await;
    let client = client(&server);
    for (name, value) in [
        ("bad name", "x"),
        ("x-a", "a\r\nx-b: c"),
        ("x-a", "a\tb"),
        ("x-a", " a"),
        ("Host", "x"),
        ("content-length", "3"),
        ("Transfer-Encoding", "chunked"),
        ("connection", "close"),
        ("Expect", "100-continue"),
    ] {
        let error = delete(&client, "1").header(name, value).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidArgument, "{name}");
        // What is no name may be a whole line, with its value: it isn't told.
        let told = if name == "bad name" { "header" } else { name };
        assert!(error.to_string().contains(&format!("`{told}`")) && !error.to_string().contains("bad name"), "{error}");
    }
    let error = delete(&client, "1").sample_version("a\nb").await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "DELETE /v2/contacts/{id}: invalid argument `Sample-Version`: must be visible ASCII characters"
    );
}

#[tokio::test]
async fn a_body_is_sent_with_its_type_and_length_each_time() {
    let server = Server::start([busy(), answer("204 No Content", &[], "")]).await;
    let client = client(&server);
    let operation = ContactMergeOperation { name: "é".to_owned() };
    Request::new(&client, operation).idempotency_key("key-1").await.unwrap();
    let requests = server.requests();
    for (request, attempt) in requests.iter().zip(1..) {
        assert_eq!(
            *request,
            format!(
                "POST /v2/contacts:merge HTTP/1.1\r\n\
                 user-agent: sample-rust/0.1.0\r\n\
                 accept: application/json\r\n\
                 content-type: application/json\r\n\
                 idempotency-key: key-1\r\n\
                 x-attempt: {attempt}\r\n\
                 host: HOST\r\n\
                 content-length: 4\r\n\r\n\"é\""
            )
        );
    }
    assert_eq!(requests.len(), 2);
}
