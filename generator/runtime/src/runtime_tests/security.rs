use http::HeaderMap;

use super::sample::{API_KEY, ContactAuditOperation, ContactMergeOperation, SECOND_KEY, builder, delete};
use crate::runtime::plan::{self, Plan};
use crate::runtime::report::Report;
use crate::runtime::{Client, ClientBuilder, ErrorKind, Request};

fn client(change: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Client {
    change(builder("https://api.example.com")).build().unwrap()
}

fn headers(plan: Result<Plan, Box<Report>>) -> HeaderMap {
    plan.unwrap().headers
}

fn delete_headers(client: &Client) -> HeaderMap {
    let request = delete(client, "1");
    headers(plan::operation(client.config(), &request.operation, request.options))
}

fn merge_headers(client: &Client) -> HeaderMap {
    let operation = ContactMergeOperation { name: "n".to_owned() };
    let request = Request::new(client, operation);
    headers(plan::operation(client.config(), &request.operation, request.options))
}

#[test]
fn the_credential_is_sent_and_marked() {
    let headers = delete_headers(&client(|builder| builder));
    assert_eq!(headers["authorization"], "Bearer secret-key");
    assert!(headers["authorization"].is_sensitive());
}

#[test]
fn only_the_operations_own_credentials_are_sent() {
    let client = client(|builder| builder.credential(&SECOND_KEY, "second"));
    assert!(!delete_headers(&client).contains_key("x-second-key"));
}

#[test]
fn a_set_is_sent_whole_or_not_at_all() {
    let one = client(|builder| builder);
    assert!(!merge_headers(&one).contains_key("authorization"));
    let both = client(|builder| builder.credential(&SECOND_KEY, "second"));
    let headers = merge_headers(&both);
    assert_eq!(headers["authorization"], "Bearer secret-key");
    assert_eq!(headers["x-second-key"], "second");
    assert!(headers["x-second-key"].is_sensitive());
}

#[test]
fn a_missing_credential_is_an_error_before_anything_is_sent() {
    let client = ClientBuilder::new(&super::sample::API).credential(&SECOND_KEY, "second").build().unwrap();
    let request = delete(&client, "1");
    let report = plan::operation(client.config(), &request.operation, request.options).err().unwrap();
    assert_eq!(report.problem.kind(), ErrorKind::Configuration);
    assert_eq!(
        report.to_string(),
        "DELETE /v2/contacts/{id}: no credential: call `api_key` of the client's builder, or set SAMPLE_API_KEY"
    );
}

#[test]
fn the_callers_own_header_wins() {
    let client = client(|builder| builder);
    let request = delete(&client, "1").header("Authorization", "Bearer mine");
    let headers = headers(plan::operation(client.config(), &request.operation, request.options));
    assert_eq!(headers.get_all("authorization").iter().count(), 1);
    assert_eq!(headers["authorization"], "Bearer mine");
    assert!(headers["authorization"].is_sensitive());
}

#[test]
fn a_credential_set_twice_is_the_last_one() {
    let client = client(|builder| builder.credential(&API_KEY, "other-key"));
    assert_eq!(delete_headers(&client)["authorization"], "Bearer other-key");
}

#[test]
fn the_credential_that_is_missing_is_the_one_named() {
    let client = client(|builder| builder);
    let request = Request::new(&client, ContactAuditOperation);
    let report = plan::operation(client.config(), &request.operation, request.options).err().unwrap();
    assert!(report.to_string().ends_with("or set SAMPLE_SECOND_KEY"), "{report}");
}

#[test]
fn an_idempotency_key_is_not_empty() {
    let client = client(|builder| builder);
    let request = delete(&client, "1").idempotency_key("");
    let report = plan::operation(client.config(), &request.operation, request.options).err().unwrap();
    assert_eq!(report.problem.kind(), ErrorKind::InvalidArgument);
}
