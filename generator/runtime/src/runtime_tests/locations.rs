//! Where redirects lead, by all ways to write a `Location`.

use http::{HeaderMap, HeaderValue, Method, StatusCode};
use proptest::prelude::*;
use url::Url;

use super::sample::{builder, delete};
use super::server::{Answer, Server, answer, json};
use crate::runtime::call::redirect::target;
use crate::runtime::wire::path::MAX_URL_LENGTH;
use crate::runtime::{Client, ErrorKind};

const CONTACT: &str = r#"{"id":"5","object":"contact","deleted":true}"#;

/// Where a redirect from this URL is followed to, or why it isn't.
fn from(base: &str, location: &[u8]) -> Result<String, String> {
    let mut headers = HeaderMap::new();
    headers.insert("location", HeaderValue::from_bytes(location).unwrap());
    let url = Url::parse(base).unwrap();
    let next = target(&Method::DELETE, StatusCode::TEMPORARY_REDIRECT, &headers, &url, 0);
    next.map(|url| url.unwrap().into()).map_err(|refusal| refusal.to_string())
}

fn redirect(location: &str) -> Result<String, String> {
    from("https://api.example.com/v2/contacts/1?q=1", location.as_bytes())
}

fn refused(location: &str, rule: &str) {
    let message = redirect(location).unwrap_err();
    assert!(message.ends_with(rule), "{location:?}: {message}");
    assert!(!message.contains("hunter2"), "{message}");
}

#[test]
fn the_origin_can_be_written_in_many_ways() {
    for (location, url) in [
        ("https://API.EXAMPLE.COM/x", "https://api.example.com/x"),
        ("HTTPS://api.example.com:443/x", "https://api.example.com/x"),
        ("https://api.example.com:0443/x", "https://api.example.com/x"),
        ("https://ap%69.example.com/x", "https://api.example.com/x"),
        ("//api.example.com/x", "https://api.example.com/x"),
        ("\\\\api.example.com\\x", "https://api.example.com/x"),
        ("https:x", "https://api.example.com/v2/contacts/x"),
        ("?x", "https://api.example.com/v2/contacts/1?x"),
        ("#x", "https://api.example.com/v2/contacts/1?q=1"),
        ("../../x", "https://api.example.com/x"),
        ("/a/../../../x", "https://api.example.com/x"),
        ("/a b", "https://api.example.com/a%20b"),
        ("https://api.example.com", "https://api.example.com/"),
        ("https://api.example.com\\@evil.example/", "https://api.example.com/@evil.example/"),
    ] {
        assert_eq!(redirect(location), Ok(url.to_owned()), "{location}");
    }
}

#[test]
fn another_origin_is_refused_however_it_is_written() {
    for location in [
        "//evil.example/hunter2",
        "\\\\evil.example/hunter2",
        "/\\evil.example/hunter2",
        "\\/evil.example/hunter2",
        "///evil.example/hunter2",
        "https:\\\\evil.example",
        "https:/\\evil.example",
        "http:evil",
        "http:///api.example.com/",
        "HTTP://api.example.com/",
        "https://api.example.com:8443/hunter2",
        "https://api.example.com./hunter2",
        "https://api.example.com@evil.example/",
        "https://api.example.com%40evil.example/",
        "https://evil.example#@api.example.com/",
        "https://evil.example?@api.example.com/",
        "https://api.example.com.evil.example/",
        "https://xn--pi-7ia.example.com/",
        "javascript:alert(1)",
        "data:text/plain,hunter2",
        "file:///etc/hunter2",
        "ws://api.example.com/",
        "unix:/run/hunter2.sock",
    ] {
        match redirect(location) {
            Ok(url) => panic!("{location} leads to {url}"),
            Err(message) => {
                assert!(
                    message.contains("it leads to another origin") || message.contains("it has no valid `Location`"),
                    "{location}: {message}"
                );
                assert!(!message.contains("hunter2"), "{message}");
            }
        }
    }
}

#[test]
fn a_user_name_is_refused_even_of_the_same_origin() {
    for location in
        ["https://me@api.example.com/", "https://:hunter2@api.example.com/", "//me:hunter2@api.example.com/"]
    {
        refused(location, "it has a user name");
    }
}

#[test]
fn a_url_within_a_url_has_its_origin_and_is_refused() {
    refused("blob:https://api.example.com/hunter2", "its URL has another scheme");
}

#[test]
fn what_leads_nowhere_is_refused() {
    for location in ["", " ", "https://", "https://[", "https://api.example.com:99999/", "https://exa mple.com/"] {
        refused(location, "the redirect is not followed: it has no valid `Location`");
    }
    for location in [&b"/caf\xc3\xa9"[..], b"/\xff", b"//evil.example/\xff"] {
        let message = from("https://api.example.com/", location).unwrap_err();
        assert!(message.ends_with("it has no valid `Location`"), "{message}");
    }
}

#[test]
fn a_url_that_no_request_can_have_is_refused() {
    refused(&format!("/{}", "a".repeat(MAX_URL_LENGTH)), "its URL is too long");
}

#[test]
fn whatever_a_server_writes_leads_to_its_own_origin_or_nowhere() {
    let pieces = prop_oneof![
        any::<String>(),
        "(blob:)?(https?:|HTTPS:)?[/\\\\]{0,3}(api\\.example\\.com|evil)?[@:#?/.a-z0-9\\\\]{0,10}"
    ];
    proptest!(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2000) }, |(location in pieces)| {
        prop_assume!(HeaderValue::from_bytes(location.as_bytes()).is_ok());
        if let Ok(url) = from("https://api.example.com/v2", location.as_bytes()) {
            prop_assert!(url.starts_with("https://api.example.com/"), "{}", url);
            prop_assert!(url.parse::<http::Uri>().is_ok(), "{}", url);
        }
    });
}

fn client(server: &Server) -> Client {
    builder(&server.url).header("x-key", "hunter2").header("Sample-Version", "v").build().unwrap()
}

fn moved(status: &str, location: &str) -> Answer {
    answer(status, &[&format!("location: {location}")], "")
}

#[tokio::test]
async fn another_origin_gets_nothing_and_is_named_without_path_or_query() {
    let other = Server::start([json("200 OK", CONTACT)]).await;
    let address = other.url.trim_start_matches("http:");
    for location in
        [format!("{}/steal?key=1#x", other.url), format!("{address}/steal?key=1"), format!("\\\\{}", &address[2..])]
    {
        for (status, name) in [
            ("307 X", "307 Temporary Redirect"),
            ("308 X", "308 Permanent Redirect"),
            ("301 X", "301 Moved Permanently"),
            ("303 X", "303 See Other"),
        ] {
            let server = Server::start([moved(status, &location)]).await;
            let error = delete(&client(&server), "1").await.unwrap_err();
            let expected = format!(
                "DELETE /v2/contacts/{{id}}: {name}: the redirect to {} is not followed: it leads to another origin \
                 (attempt 1 of 3)",
                other.url
            );
            assert_eq!((error.kind(), error.to_string()), (ErrorKind::Redirect, expected));
        }
    }
    assert!(other.requests().is_empty());
}

#[tokio::test]
async fn a_loop_ends() {
    for location in ["?", "#x", "/v2/contacts/1"] {
        let server = Server::start((0..12).map(|_| moved("307 X", location))).await;
        let error = delete(&client(&server), "1").await.unwrap_err();
        assert_eq!(
            (error.kind(), error.attempts(), server.requests().len()),
            (ErrorKind::Redirect, 1, 11),
            "{location}"
        );
    }
}

#[tokio::test]
async fn line_breaks_in_a_location_make_no_request_of_their_own() {
    let server = Server::start([moved("307 X", "/a%0d%0aX-Evil:%201\tb"), json("200 OK", CONTACT)]).await;
    delete(&client(&server), "1").await.unwrap();
    assert_eq!(server.lines()[1], "DELETE /a%0d%0aX-Evil:%201b HTTP/1.1");
    assert!(!server.requests()[1].to_ascii_lowercase().contains("\r\nx-evil"));
}
