//! Parameters that a client sets for all operations that have them.

use super::sample::{ContactMergeOperation, SampleVersion, builder, delete};
use super::server::{Server, answer, json};
use crate::runtime::{ClientBuilder, ErrorKind, Method, Request};

const CONTACT: &str = r#"{"id":"5","object":"contact","deleted":true}"#;

/// As the generator writes such a setter.
fn version(builder: ClientBuilder, version: impl Into<SampleVersion>) -> ClientBuilder {
    builder.header_parameter("Sample-Version", &version.into())
}

/// The values of the version in what was sent.
fn versions(request: &str) -> Vec<&str> {
    request.lines().filter_map(|line| line.strip_prefix("sample-version: ")).collect()
}

#[tokio::test]
async fn the_clients_value_goes_with_each_request_and_the_requests_own_wins() {
    let server = Server::start((0..4).map(|_| json("200 OK", CONTACT))).await;
    let client = builder(&server.url).header("sample-version", "header of the client");
    let client = version(version(client, "replaced"), SampleVersion::V2026_01_01Nova).build().unwrap();
    delete(&client, "5").await.unwrap();
    delete(&client, "5").sample_version("newer").await.unwrap();
    delete(&client, "5").header("SAMPLE-VERSION", "header").await.unwrap();
    client.request(Method::GET, "/raw").await.unwrap();
    let sent = server.requests();
    let sent: Vec<_> = sent.iter().map(|request| versions(request)).collect();
    assert_eq!(sent, [["2026-01-01.nova"], ["newer"], ["header"], ["2026-01-01.nova"]]);
}

#[tokio::test]
async fn an_operation_without_the_parameter_does_not_get_it() {
    let server = Server::start([answer("204 No Content", &[], "")]).await;
    let client = version(builder(&server.url), "v").query_parameter("limit", &5).build().unwrap();
    Request::new(&client, ContactMergeOperation { name: "n".to_owned() }).await.unwrap();
    let sent = &server.requests()[0];
    assert!(versions(sent).is_empty() && sent.starts_with("POST /v2/contacts:merge HTTP/1.1"), "{sent}");
}

#[tokio::test]
async fn a_query_parameter_is_there_once() {
    let server = Server::start((0..6).map(|_| json("200 OK", CONTACT))).await;
    let client = builder(&server.url).query("limit", "1").query_parameter("limit", &5_i64).build().unwrap();
    delete(&client, "5").await.unwrap();
    delete(&client, "5").limit(7).await.unwrap();
    delete(&client, "5").query("limit", "8").await.unwrap();
    client.request(Method::GET, "/raw").await.unwrap();
    client.request(Method::GET, "/raw?limit=9").await.unwrap();
    client.request(Method::GET, "/raw").query("limit", "a b").await.unwrap();
    let targets: Vec<_> = server.lines().iter().map(|line| line.split(' ').nth(1).unwrap().to_owned()).collect();
    let expected = ["/v2/contacts/5?limit=5", "/v2/contacts/5?limit=7", "/v2/contacts/5?limit=8"];
    assert_eq!(targets, [&expected[..], &["/raw?limit=5", "/raw?limit=9", "/raw?limit=a%20b"]].concat());
}

#[test]
fn a_value_that_cannot_be_sent_makes_no_client() {
    for (value, rule) in [("a\nb", "must be visible ASCII characters"), (" a", "must not begin or end with a space")] {
        let error = version(builder("https://api.example.com"), value).build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert_eq!(error.to_string(), format!("invalid argument `Sample-Version`: {rule}"));
    }
    let error = builder("https://api.example.com").query_parameter("q", &f64::NAN).build().unwrap_err();
    assert_eq!(error.to_string(), "invalid argument `q`: must be a finite number");
}
