//! Which credentials are sent, and where.

use super::sample::{API_KEY, ContactAuditOperation, ContactMergeOperation, SECOND_KEY, builder, delete};
use super::signed::{Signed, signed};
use crate::runtime::request::prepare;
use crate::runtime::{Client, ClientBuilder, ErrorKind, Method, Request};

fn client(change: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Client {
    change(builder("https://api.example.com")).build().unwrap()
}

async fn sent_delete(client: &Client) -> Signed {
    signed(client, delete(client, "1")).await.unwrap()
}

async fn sent_merge(client: &Client) -> Signed {
    signed(client, Request::new(client, ContactMergeOperation { name: "n".to_owned() })).await.unwrap()
}

#[tokio::test]
async fn the_credential_is_sent_and_marked() {
    let sent = sent_delete(&client(|builder| builder)).await;
    assert_eq!(sent.headers["authorization"], "Bearer secret-key");
    assert!(sent.headers["authorization"].is_sensitive());
}

#[tokio::test]
async fn only_the_operations_own_credentials_are_sent() {
    let client = client(|builder| builder.credential(&SECOND_KEY, "second"));
    assert!(!sent_delete(&client).await.headers.contains_key("x-second-key"));
}

#[tokio::test]
async fn a_set_is_sent_whole_or_not_at_all() {
    let one = client(|builder| builder);
    assert!(!sent_merge(&one).await.headers.contains_key("authorization"));
    let both = client(|builder| builder.credential(&SECOND_KEY, "second"));
    let sent = sent_merge(&both).await;
    assert_eq!(sent.headers["authorization"], "Bearer secret-key");
    assert_eq!(sent.headers["x-second-key"], "second");
    assert!(sent.headers["x-second-key"].is_sensitive());
}

#[test]
fn a_missing_credential_is_an_error_before_anything_is_sent() {
    let client = ClientBuilder::new(&super::sample::API).credential(&SECOND_KEY, "second").build().unwrap();
    let request = delete(&client, "1");
    let report = prepare::operation(client.config(), &request.operation, request.options).err().unwrap();
    assert_eq!(report.cause.kind(), ErrorKind::Configuration);
    assert_eq!(
        report.to_string(),
        "DELETE /v2/contacts/{id}: no credential: call `api_key` of the client's builder, or set SAMPLE_API_KEY"
    );
}

#[tokio::test]
async fn the_callers_own_header_wins() {
    let client = client(|builder| builder);
    let sent = signed(&client, delete(&client, "1").header("Authorization", "Bearer mine")).await.unwrap();
    assert_eq!(sent.headers.get_all("authorization").iter().count(), 1);
    assert_eq!(sent.headers["authorization"], "Bearer mine");
    assert!(sent.headers["authorization"].is_sensitive());
}

#[tokio::test]
async fn a_credential_set_twice_is_the_last_one() {
    let client = client(|builder| builder.credential(&API_KEY, "other-key"));
    assert_eq!(sent_delete(&client).await.headers["authorization"], "Bearer other-key");
}

#[test]
fn the_credential_that_is_missing_is_the_one_named() {
    let client = client(|builder| builder);
    let request = Request::new(&client, ContactAuditOperation);
    let report = prepare::operation(client.config(), &request.operation, request.options).err().unwrap();
    assert!(report.to_string().ends_with("or set SAMPLE_SECOND_KEY"), "{report}");
}

#[test]
fn an_idempotency_key_is_not_empty() {
    let client = client(|builder| builder);
    let request = delete(&client, "1").idempotency_key("");
    let report = prepare::operation(client.config(), &request.operation, request.options).err().unwrap();
    assert_eq!(report.cause.kind(), ErrorKind::InvalidArgument);
}

#[test]
fn a_raw_request_carries_all_credentials_that_go_together() {
    let client = client(|builder| builder.credential(&SECOND_KEY, "second"));
    let raw = client.request(Method::GET, "/x");
    let plan = prepare::raw(client.config(), raw.operation, raw.options).unwrap();
    let schemes: Vec<_> = plan.credentials.iter().map(|(credential, _)| credential.scheme).collect();
    assert_eq!(schemes, ["bearerAuth", "secondKey"]);
}
