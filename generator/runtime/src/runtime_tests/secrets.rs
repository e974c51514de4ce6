//! Credentials: what becomes of their memory, and of providers that misbehave.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use super::sample::{API, API_KEY, ContactAuditOperation, ContactDeleteError, SECOND_KEY, builder, delete};
use super::server::{Server, busy, json};
use super::signed::signed;
use crate::runtime::CredentialLocation;
use crate::runtime::auth::secret::{EncodedCredential, sensitive_value};
use crate::runtime::request::prepare;
use crate::runtime::{Client, ClientBuilder, ErrorKind, Method, OperationError, Request, Secret, TokenProvider};

const CONTACT: &str = r#"{"id":"5","object":"contact","deleted":true}"#;

type Deleted = Result<String, OperationError<ContactDeleteError>>;

fn provided(url: &str, provider: impl TokenProvider) -> Client {
    ClientBuilder::new(&API).base_url(url).token_provider(&API_KEY, provider).build().unwrap()
}

/// What comes of a delete with these providers' tokens, one a call of the provider.
async fn deleted(server: &Server, tokens: &'static [Result<&'static str, &'static str>]) -> Deleted {
    let next = AtomicU32::new(0);
    let client = provided(&server.url, move || {
        let token = tokens[next.fetch_add(1, Ordering::SeqCst) as usize];
        async move { Ok(Secret::from(token?)) }
    });
    delete(&client, "1").await.map(|contact| contact.id)
}

#[test]
fn the_value_of_a_header_and_its_clones_are_the_memory_they_were_made_of_and_no_copy() {
    let text = String::from("Bearer hunter2");
    let memory = text.as_ptr();
    let value = sensitive_value(text).unwrap();
    assert_eq!(value.as_bytes().as_ptr(), memory);
    assert_eq!(value.clone().as_bytes().as_ptr(), memory);
    assert!(value.is_sensitive());
    assert!(sensitive_value(String::from("a\nb")).is_err());
}

#[test]
fn a_secret_is_the_text_that_it_was_made_of_whatever_its_room() {
    let mut text = String::with_capacity(1000);
    text.push_str("hunter2");
    for secret in [Secret::from(text), Secret::from("hunter2")] {
        let Ok(EncodedCredential::Header(name, value)) = secret.encode(CredentialLocation::Header("x-key")) else {
            panic!("expected a header");
        };
        assert_eq!((name.as_str(), value.as_bytes()), ("x-key", &b"hunter2"[..]));
    }
}

#[test]
fn a_query_credential_is_written_without_growing() {
    for (name, text) in [("key", "plain"), ("a b", "&=%/"), ("k", "~~~~")] {
        let Ok(EncodedCredential::Query(_, pair)) = Secret::from(text).encode(CredentialLocation::Query(name)) else {
            panic!("expected a parameter");
        };
        assert!(pair.capacity() <= 3 * (name.len() + text.len()) + 1, "{pair:?}");
    }
}

#[test]
fn the_callers_own_credential_is_marked_in_whatever_header_it_is() {
    let client = builder("https://api.example.com").header("X-Second-Key", "mine").build().unwrap();
    let request = Request::new(&client, ContactAuditOperation).header("x-other", "1");
    let plan = prepare::operation(client.config(), &request.operation, request.options).unwrap();
    assert!(plan.headers["x-second-key"].is_sensitive());
    assert!(!plan.headers["x-other"].is_sensitive());
    assert_eq!(plan.credentials.len(), 1);
}

#[test]
fn the_callers_own_credential_is_marked_where_none_is_asked_for() {
    let client = builder("https://api.example.com").header("X-Second-Key", "mine").build().unwrap();
    let raw = client.request(Method::GET, "/x").header("x-other", "1");
    let raw = prepare::raw(client.config(), raw.operation, raw.options).unwrap();
    let request = delete(&client, "1").header("x-second-KEY", "other");
    let documented = prepare::operation(client.config(), &request.operation, request.options).unwrap();
    for plan in [&raw, &documented] {
        assert!(plan.headers["x-second-key"].is_sensitive());
    }
    assert!(!raw.headers["x-other"].is_sensitive());
}

#[tokio::test]
async fn both_a_set_credential_and_the_callers_own_are_never_sent() {
    let client = builder("https://api.example.com").credential(&SECOND_KEY, "second").build().unwrap();
    let request = Request::new(&client, ContactAuditOperation).header("X-SECOND-KEY", "mine");
    let sent = signed(&client, request).await.unwrap();
    let values: Vec<_> = sent.headers.get_all("x-second-key").iter().collect();
    assert_eq!(values, ["mine"]);
}

#[tokio::test]
async fn a_token_of_nothing_is_refused() {
    for token in ["", "   ", "\t"] {
        let client = provided("http://127.0.0.1:1", move || async move { Ok(Secret::from(token)) });
        let error = delete(&client, "1").await.unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Token, 0), "{token:?}");
    }
}

#[tokio::test]
async fn a_provider_that_fails_at_a_retry_ends_the_call_after_what_was_sent() {
    let server = Server::start([busy(), json("200 OK", CONTACT)]).await;
    let error = deleted(&server, &[Ok("one"), Err("hunter2")]).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts(), server.requests().len()), (ErrorKind::Token, 1, 1));
    let expected = "DELETE /v2/contacts/{id}: the provider of `api_key` failed (attempt 1 of 3)";
    assert_eq!(error.to_string(), expected);
    assert!(!format!("{error:?}").contains("hunter2"));
}

#[tokio::test(start_paused = true)]
async fn a_provider_that_is_too_slow_for_the_deadline_sends_nothing() {
    let client = provided("http://127.0.0.1:1", std::future::pending);
    let error = delete(&client, "1").deadline(Duration::from_secs(5)).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Deadline, 0));
    assert_eq!(error.to_string(), "DELETE /v2/contacts/{id}: the deadline of 5 s has passed (nothing was sent)");
}

#[tokio::test(start_paused = true)]
async fn a_provider_that_is_too_slow_for_the_timeout_sends_nothing() {
    let client = provided("http://127.0.0.1:1", std::future::pending);
    let error = delete(&client, "1").await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 0));
    assert_eq!(error.to_string(), "DELETE /v2/contacts/{id}: no answer within 60 s (nothing was sent)");
}

#[tokio::test]
async fn a_provider_that_panics_takes_its_own_call_with_it_and_no_other() {
    let server = Server::start([json("200 OK", CONTACT)]).await;
    let asked = Arc::new(AtomicU32::new(0));
    let client = provided(&server.url, move || {
        let number = asked.fetch_add(1, Ordering::SeqCst);
        async move {
            assert!(number > 0, "the provider's own fault");
            Ok(Secret::from("token"))
        }
    });
    assert!(tokio::spawn(delete(&client, "1").send()).await.unwrap_err().is_panic());
    assert!(delete(&client, "1").await.is_ok());
}
