//! Options of the client beside those of the request.

use super::sample::{API, ContactMergeOperation, builder, delete};
use super::server::{Server, answer, busy, json};
use crate::runtime::request::prepare;
use crate::runtime::{Api, Client, ClientBuilder, ErrorKind, Method, Request, RequestParts, ServerObject};

const CONTACT: &str = r#"{"id":"5","object":"contact","deleted":true}"#;

/// The idempotency key that a merge would carry.
fn key(client: &Client) -> Option<String> {
    let request = Request::new(client, ContactMergeOperation { name: "n".to_owned() });
    let plan = prepare::operation(client.config(), &request.operation, request.options).unwrap();
    plan.headers.get("idempotency-key").map(|key| key.to_str().unwrap().to_owned())
}

#[tokio::test]
async fn the_clients_query_goes_with_every_request_and_gives_way_to_the_requests() {
    let server = Server::start([json("200 OK", CONTACT), json("200 OK", CONTACT), answer("200 OK", &[], "")]).await;
    let client = builder(&server.url).query("tenant", "a b").query("limit", "1").build().unwrap();
    delete(&client, "1").await.unwrap();
    delete(&client, "1").limit(7).query("tenant", "mine").await.unwrap();
    client.request(Method::GET, "/raw?limit=9").await.unwrap();
    assert_eq!(
        server.lines(),
        [
            "DELETE /v2/contacts/1?tenant=a%20b&limit=1 HTTP/1.1",
            "DELETE /v2/contacts/1?limit=7&tenant=mine HTTP/1.1",
            "GET /raw?limit=9&tenant=a%20b HTTP/1.1",
        ]
    );
}

#[test]
fn a_parameter_can_be_there_more_than_once() {
    let client = builder("https://api.example.com").query("tag", "a").query("tag", "b").build().unwrap();
    let request = delete(&client, "1");
    let plan = prepare::operation(client.config(), &request.operation, request.options).unwrap();
    assert_eq!(plan.url.query(), Some("tag=a&tag=b"));
}

#[test]
fn idempotency_keys_are_sent_when_asked_for_and_differ() {
    let client = |keys| builder("https://api.example.com").idempotency_keys(keys).build().unwrap();
    assert_eq!(key(&client(false)), None);
    let client = client(true);
    let (one, two) = (key(&client).unwrap(), key(&client).unwrap());
    assert_ne!(one, two);
    for key in [one, two] {
        assert!(key.len() == 32 && key.bytes().all(|b| b.is_ascii_hexdigit()), "{key}");
    }
}

#[test]
fn the_document_can_ask_for_idempotency_keys() {
    static KEYED: Api = Api {
        title: "Keyed",
        servers: &[ServerObject::at("https://keyed.example.com")],
        base_url_env: "KEYED_BASE_URL",
        user_agent: "keyed-rust/0.1.0",
        credentials: &[],
        credential_required: false,
        attempt_header: None,
        idempotency_keys: true,
    };
    assert!(key(&ClientBuilder::new(&KEYED).build().unwrap()).is_some());
    assert!(key(&ClientBuilder::new(&KEYED).idempotency_keys(false).build().unwrap()).is_none());
    assert!(!API.idempotency_keys);
}

#[test]
fn safe_methods_have_no_idempotency_key_and_the_callers_own_stays() {
    let client = builder("https://api.example.com").idempotency_keys(true).build().unwrap();
    for (method, has) in [
        (Method::GET, false),
        (Method::HEAD, false),
        (Method::OPTIONS, false),
        (Method::POST, true),
        (Method::PATCH, true),
        (Method::PUT, true),
        (Method::DELETE, true),
    ] {
        let raw = client.request(method.clone(), "/x");
        let plan = prepare::raw(client.config(), raw.operation, raw.options).unwrap();
        assert_eq!(plan.headers.contains_key("idempotency-key"), has, "{method}");
    }
    let request = delete(&client, "1").idempotency_key("mine");
    let plan = prepare::operation(client.config(), &request.operation, request.options).unwrap();
    assert_eq!(plan.headers["idempotency-key"], "mine");
}

#[test]
fn an_empty_idempotency_key_is_refused_wherever_it_comes_from() {
    let client = builder("https://api.example.com").build().unwrap();
    let merge = || Request::new(&client, ContactMergeOperation { name: "n".to_owned() });
    for request in [merge().idempotency_key(""), merge().header("Idempotency-Key", "")] {
        let report = prepare::operation(client.config(), &request.operation, request.options).err().unwrap();
        assert_eq!(report.cause.kind(), ErrorKind::InvalidArgument);
        assert!(report.to_string().to_lowercase().ends_with("`idempotency-key`: must not be empty"), "{report}");
    }
    assert!(RequestParts::default().header("Idempotency-Key", Some("")).is_err());
}

#[test]
fn one_idempotency_key_for_all_calls_is_refused() {
    let error = builder("https://api.example.com").header("Idempotency-KEY", "mine").build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert_eq!(
        error.to_string(),
        "`Idempotency-Key` can't be a header of all requests, since the server would take them for one: \
         set it for each request, or call `idempotency_keys`"
    );
}

#[tokio::test]
async fn one_idempotency_key_serves_all_attempts_of_a_call() {
    let server = Server::start([busy(), busy(), answer("204 No Content", &[], "")]).await;
    let client = builder(&server.url).idempotency_keys(true).build().unwrap();
    Request::new(&client, ContactMergeOperation { name: "n".to_owned() }).await.unwrap();
    let keys: Vec<_> = server
        .requests()
        .iter()
        .filter_map(|request| request.lines().find(|line| line.starts_with("idempotency-key: ")).map(str::to_owned))
        .collect();
    assert_eq!(keys.len(), 3);
    assert!(keys.iter().all(|key| *key == keys[0]), "{keys:?}");
}
