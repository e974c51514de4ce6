//! Rows of the comparison with other clients that no test beside these tells by its name.

use std::env::VarError;
use std::time::Duration;

use tokio::time;

use super::sample::{ContactDeleteError, ContactMergeOperation, builder, delete};
use super::server::{Answer, Server, answer, busy, json};
use crate::runtime::{Api, Client, ClientBuilder, ErrorKind, Method, Request};

const CONTACT: &str = r#"{"id":"5","object":"contact","deleted":true}"#;
const NOT_FOUND: &str = r#"{"error":{"code":"contact_not_found","message":"No contact","status":404}}"#;

static BARE: Api = Api {
    title: "Bare",
    servers: &[],
    base_url_env: "BARE_BASE_URL",
    user_agent: "bare-rust/0.1.0",
    credentials: &[],
    credential_required: false,
    attempt_header: None,
    idempotency_keys: false,
};

fn client(server: &Server) -> Client {
    builder(&server.url).build().unwrap()
}

#[tokio::test]
async fn retry_header_none_by_default_and_user_agent_extended_by_the_caller() {
    let server = Server::start([answer("200 OK", &[], "")]).await;
    let client = ClientBuilder::new(&BARE).base_url(&server.url).user_agent_suffix("mine/2").build().unwrap();
    client.request(Method::GET, "/x").await.unwrap();
    assert_eq!(
        server.requests(),
        ["GET /x HTTP/1.1\r\nuser-agent: bare-rust/0.1.0 mine/2\r\naccept: application/json\r\nhost: HOST\r\n\r\n"]
    );
}

#[tokio::test]
async fn auth_header_is_bearer_and_version_header_is_sent_only_when_given() {
    let server = Server::start([json("200 OK", CONTACT), json("200 OK", CONTACT)]).await;
    let client = client(&server);
    delete(&client, "1").await.unwrap();
    delete(&client, "1").sample_version("2026-08-19.orbit").await.unwrap();
    let requests = server.requests();
    assert!(requests.iter().all(|request| request.contains("\r\nauthorization: Bearer secret-key\r\n")));
    assert!(!requests[0].contains("sample-version"));
    assert!(requests[1].contains("\r\nsample-version: 2026-08-19.orbit\r\n"));
}

#[tokio::test]
async fn retried_by_default_are_idempotent_methods_and_no_others() {
    for (method, expected) in [
        (Method::GET, 2),
        (Method::HEAD, 2),
        (Method::OPTIONS, 2),
        (Method::PUT, 2),
        (Method::DELETE, 2),
        (Method::POST, 1),
        (Method::PATCH, 1),
    ] {
        let server = Server::start([busy(), answer("200 OK", &[], "")]).await;
        let response = client(&server).request(method.clone(), "/x").await.unwrap();
        assert_eq!(response.attempts(), expected, "{method}");
    }
}

#[tokio::test]
async fn retried_by_default_are_408_409_429_and_5xx_and_no_others() {
    for (status, expected) in [
        ("408 Request Timeout", 2),
        ("409 Conflict", 2),
        ("429 Too Many Requests", 2),
        ("500 Oops", 2),
        ("502 Bad Gateway", 2),
        ("504 Gateway Timeout", 2),
        ("400 Bad Request", 1),
        ("404 Not Found", 1),
        ("425 Too Early", 1),
    ] {
        let server = Server::start([answer(status, &["retry-after-ms: 0"], ""), answer("200 OK", &[], "")]).await;
        let response = client(&server).request(Method::GET, "/x").await.unwrap();
        assert_eq!(response.attempts(), expected, "{status}");
    }
}

#[tokio::test]
async fn x_should_retry_overrides() {
    let response = |status, should_retry| answer(status, &["retry-after-ms: 0", should_retry], "");
    let server =
        Server::start([response("400 Bad Request", "x-should-retry: true"), answer("204 No Content", &[], "")]).await;
    let client = client(&server);
    Request::new(&client, ContactMergeOperation { name: "n".to_owned() }).await.unwrap();
    assert_eq!(server.requests().len(), 2);
    let server = Server::start([response("503 Oops", "x-should-retry: false"), busy()]).await;
    let error = delete(&self::client(&server), "1").await.unwrap_err();
    assert_eq!((error.attempts(), server.requests().len()), (1, 1));
}

#[test]
fn max_retries_below_none_cannot_be_written() {
    let _: fn(ClientBuilder, u32) -> ClientBuilder = ClientBuilder::max_retries;
}

/// Drives a delete into a backoff of 60 s, in which it is dropped or not, and lets that pass. Then there is a `GET`, to
/// tell the requests from, if it was dropped.
async fn methods_after_a_backoff(dropped: bool) -> Vec<String> {
    let busy = b"HTTP/1.1 503 Oops\r\nretry-after: 60\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";
    let server = Server::start([Answer::Stall(busy.to_vec()), json("200 OK", CONTACT)]).await;
    let client = client(&server);
    let mut call = Box::pin(delete(&client, "1").send());
    tokio::select! {
        _ = &mut call => panic!("it ended before its answer was there"),
        () = server.quiet.notified() => {}
    }
    // The answer is there, so that time passes only once the call waits as that asks.
    time::pause();
    assert!(time::timeout(Duration::from_secs(31), &mut call).await.is_err());
    let call = (!dropped).then_some(call);
    time::advance(Duration::from_secs(30)).await;
    time::resume();
    match call {
        Some(call) => assert!(call.await.is_ok()),
        None => assert!(client.request(Method::GET, "/after").await.is_ok()),
    }
    server.lines().iter().filter_map(|line| Some(line.split_once(' ')?.0.to_owned())).collect()
}

#[tokio::test]
async fn cancel_in_a_backoff_ends_the_call_at_once() {
    assert_eq!(methods_after_a_backoff(true).await, ["DELETE", "GET"]);
}

#[tokio::test]
async fn no_cancel_in_a_backoff_lets_the_call_go_on() {
    assert_eq!(methods_after_a_backoff(false).await, ["DELETE", "DELETE"]);
}

#[tokio::test]
async fn delete_that_lost_its_connection_and_then_finds_nothing_tells_its_attempts() {
    let lost = Answer::Close(Vec::new());
    let server = Server::start([lost, json("404 Not Found", NOT_FOUND)]).await;
    let error = delete(&client(&server), "1").await.unwrap_err();
    assert_eq!(error.attempts(), 2);
    assert!(matches!(error.api(), Some(ContactDeleteError::NotFound(_))));
}

#[tokio::test]
async fn redirect_303_on_delete_is_not_followed() {
    let server =
        Server::start([answer("303 See Other", &["location: /v2/contacts"], ""), json("200 OK", CONTACT)]).await;
    let error = delete(&client(&server), "1").await.unwrap_err();
    assert_eq!((error.kind(), error.status().map(|status| status.as_u16())), (ErrorKind::Redirect, Some(303)));
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn redirects_307_and_308_within_the_origin_keep_method_and_body_and_have_no_referer() {
    for status in ["307 Temporary Redirect", "308 Permanent Redirect"] {
        let server = Server::start([answer(status, &["location: /moved"], ""), answer("200 OK", &[], "")]).await;
        client(&server).request(Method::POST, "/x?secret=1").body("text/plain", "abc").await.unwrap();
        let request = server.requests().remove(1);
        assert!(request.starts_with("POST /moved HTTP/1.1\r\n"), "{request}");
        assert!(request.ends_with("\r\n\r\nabc"), "{request}");
        assert!(!request.contains("referer"), "{request}");
    }
}

#[tokio::test]
async fn redirects_are_followed_ten_times_at_most() {
    let moved = || answer("307 Temporary Redirect", &["location: /again"], "");
    let server = Server::start((0..12).map(|_| moved())).await;
    let error = delete(&client(&server), "1").await.unwrap_err();
    assert_eq!((error.kind(), error.attempts(), server.requests().len()), (ErrorKind::Redirect, 1, 11));
}

#[tokio::test]
async fn a_200_that_is_not_what_is_documented_is_a_decode_error_with_the_body_within_reach() {
    for (body, place) in [
        (r#"{"id":"5","object":"contact","deleted":false}"#, "at $.deleted: expected true, found false"),
        ("null", "at $: expected an object, found null"),
        ("[]", "at $: expected an object, found an array"),
    ] {
        let server = Server::start([json("200 OK", body)]).await;
        let error = delete(&client(&server), "1").await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert_eq!(error.to_string(), format!("DELETE /v2/contacts/{{id}}: 200 OK: {place} (attempt 1 of 3)"));
        assert_eq!(error.body().unwrap(), body);
    }
}

#[tokio::test]
async fn a_200_of_json_in_another_spelling_is_read() {
    for content_type in ["APPLICATION/JSON; charset=utf-8", "application/problem+json"] {
        let server = Server::start([answer("200 OK", &[&format!("content-type: {content_type}")], CONTACT)]).await;
        assert_eq!(delete(&client(&server), "1").await.unwrap().id, "5");
    }
}

#[tokio::test]
async fn a_204_or_an_empty_200_where_a_body_is_documented_is_a_decode_error() {
    let empty = || answer("200 OK", &["content-type: application/json"], "");
    let server = Server::start([empty(), answer("204 No Content", &[], "")]).await;
    let client = client(&server);
    let error = delete(&client, "1").await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Decode, 1));
    let error = delete(&client, "1").await.unwrap_err();
    assert_eq!((error.kind(), error.attempts(), error.api()), (ErrorKind::Decode, 1, None));
    assert!(error.unexpected().is_some_and(|unexpected| unexpected.is_undocumented_status()));
    let said = "204 No Content: the status is not documented";
    assert_eq!(error.to_string(), format!("DELETE /v2/contacts/{{id}}: {said} (attempt 1 of 3)"));
}

#[tokio::test]
async fn a_204_where_no_body_is_documented_is_nothing() {
    let server = Server::start([answer("204 No Content", &[], "")]).await;
    let client = client(&server);
    let answered: () = Request::new(&client, ContactMergeOperation { name: "n".to_owned() }).await.unwrap();
    assert_eq!(answered, ());
}

#[tokio::test]
async fn an_error_body_that_is_not_the_documented_envelope_never_hides_the_error() {
    for (body, message) in [
        (r#"{"code":400,"message":"m"}"#, "400 Bad Request: m"),
        (r#"{"success":false,"message":"m"}"#, "400 Bad Request: m"),
        (r#"{"error":{"code":"c","message":"m"}}"#, "400 Bad Request: c: m"),
        ("<html>", "400 Bad Request"),
        ("", "400 Bad Request"),
    ] {
        let server = Server::start([json("400 Bad Request", body)]).await;
        let error = delete(&client(&server), "1").await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Api);
        assert_eq!(error.to_string(), format!("DELETE /v2/contacts/{{id}}: {message} (attempt 1 of 3)"));
        assert_eq!(error.body().unwrap(), body);
        assert!(matches!(error.api(), Some(ContactDeleteError::Other(_))));
    }
}

#[tokio::test]
async fn the_wait_over_the_cap_is_in_the_error_and_the_cap_can_be_set() {
    let asks = || answer("429 Too Many Requests", &["retry-after: 61"], "");
    let server = Server::start([asks(), asks()]).await;
    let error = delete(&client(&server), "1").await.unwrap_err();
    assert_eq!(error.to_string(), "DELETE /v2/contacts/{id}: 429 Too Many Requests (retry after 61 s, attempt 1 of 3)");
    let limited = builder(&server.url).max_retry_after(Duration::from_secs(60)).build().unwrap();
    let error = delete(&limited, "1").await.unwrap_err();
    assert_eq!((error.retry_after(), error.attempts()), (Some(Duration::from_secs(61)), 1));
}

#[tokio::test]
async fn base_url_with_its_prefix_and_key_come_from_the_environment() {
    let server = Server::start([json("200 OK", CONTACT)]).await;
    let url = format!("{}/prefix", server.url);
    let variables = move |name: &str| match name {
        "SAMPLE_BASE_URL" => Ok(url.clone()),
        "SAMPLE_API_KEY" => Ok("key-of-the-environment".to_owned()),
        _ => Err(VarError::NotPresent),
    };
    let client = ClientBuilder::new(&super::sample::API).with_variables(variables).build().unwrap();
    delete(&client, "1").await.unwrap();
    assert_eq!(server.lines(), ["DELETE /prefix/v2/contacts/1 HTTP/1.1"]);
    assert!(server.requests()[0].contains("\r\nauthorization: Bearer key-of-the-environment\r\n"));
}

#[tokio::test]
async fn default_count_of_retries_is_two_per_client_and_per_request() {
    for (of_the_client, of_the_request, expected) in
        [(None, None, 3), (Some(1), None, 2), (Some(0), Some(3), 4), (Some(3), Some(0), 1)]
    {
        let server = Server::start((0..5).map(|_| busy())).await;
        let client = of_the_client.map_or_else(|| builder(&server.url), |n| builder(&server.url).max_retries(n));
        let client = client.build().unwrap();
        let request = delete(&client, "1");
        let request = match of_the_request {
            Some(retries) => request.max_retries(retries),
            None => request,
        };
        let error = request.await.unwrap_err();
        assert_eq!((error.attempts() as usize, server.requests().len()), (expected, expected));
    }
}

#[tokio::test]
async fn a_200_of_html_or_without_content_type_is_an_error_with_status_and_an_excerpt_of_the_body() {
    let page = format!("<html>\r\n\u{1b}{}", "é".repeat(1000));
    for (headers, found) in [(&["content-type: text/html"][..], "`text/html`"), (&[], "no content type")] {
        let server = Server::start([answer("200 OK", headers, &page)]).await;
        let error = delete(&client(&server), "1").await.unwrap_err();
        assert_eq!((error.kind(), error.status().map(|s| s.as_u16())), (ErrorKind::ContentType, Some(200)));
        let expected =
            format!("DELETE /v2/contacts/{{id}}: 200 OK: expected a JSON body, found {found} (attempt 1 of 3)");
        assert_eq!(error.to_string(), expected);
        assert_eq!(error.body_excerpt().unwrap(), format!("<html>  \u{FFFD}{}…", "é".repeat(190)));
        assert!(!format!("{error:?}").contains("html>"));
        let error = crate::runtime::Error::from(error);
        assert!(error.body_excerpt().unwrap().starts_with("<html>"));
    }
}

#[tokio::test]
async fn message_tells_status_code_message_and_request_id() {
    let headers = ["content-type: application/json", "x-request-id: req_7"];
    let server = Server::start([answer("404 Not Found", &headers, NOT_FOUND)]).await;
    let error = delete(&client(&server), "1").await.unwrap_err();
    let details = "(request req_7, attempt 1 of 3)";
    let expected = format!("DELETE /v2/contacts/{{id}}: 404 Not Found: contact_not_found: No contact {details}");
    assert_eq!(error.to_string(), expected);
    assert_eq!((error.code(), error.message()), (Some("contact_not_found"), Some("No contact")));
    assert_eq!((error.request_id(), error.body().unwrap().as_ref()), (Some("req_7"), NOT_FOUND.as_bytes()));
}

#[tokio::test]
async fn huge_body_has_a_limit_per_client_and_per_request() {
    let server = Server::start([json("200 OK", CONTACT), json("200 OK", CONTACT)]).await;
    let client = builder(&server.url).body_limit(CONTACT.len() - 1).build().unwrap();
    let error = delete(&client, "1").await.unwrap_err();
    assert_eq!((error.kind(), error.attempts(), error.body_excerpt()), (ErrorKind::BodyTooLarge, 1, None));
    assert!(delete(&client, "1").body_limit(CONTACT.len()).await.is_ok());
}

#[tokio::test]
async fn a_http_client_of_ones_own_sends_what_it_always_sends() {
    let server = Server::start([json("200 OK", CONTACT)]).await;
    let mut headers = http::HeaderMap::new();
    headers.insert("x-own", http::HeaderValue::from_static("1"));
    let own = reqwest::Client::builder().default_headers(headers).build().unwrap();
    let client = builder(&server.url).http_client(own).build().unwrap();
    delete(&client.clone(), "1").await.unwrap();
    let request = server.requests().remove(0);
    assert!(request.contains("x-own: 1\r\n") && request.contains("authorization: Bearer secret-key\r\n"), "{request}");
}

#[cfg(feature = "test-util")]
#[tokio::test]
async fn retry_after_that_is_negative_or_garbage_or_past_is_ignored_and_the_backoff_used() {
    use crate::runtime::testing::{FakeServer, Reply};
    let ok = || Reply::json(200, CONTACT);
    for (name, value, expected) in [
        ("retry-after", "-5", 500),
        ("retry-after", "soon", 500),
        ("retry-after-ms", "-5", 500),
        ("retry-after", "Sun, 06 Nov 1994 08:49:37 GMT", 500),
        ("retry-after", "0", 0),
        ("retry-after", "1.25", 1250),
        ("retry-after-ms", "20.5", 20),
        ("retry-after", "60", 60_000),
    ] {
        let server = FakeServer::new();
        server.reply(Reply::new(429).header(name, value)).reply(ok());
        let client = builder("https://api.example.com").transport(&server).build().unwrap();
        assert!(delete(&client, "1").await.is_ok());
        assert_eq!(server.elapsed().as_millis(), expected, "{name}: {value}");
    }
}
