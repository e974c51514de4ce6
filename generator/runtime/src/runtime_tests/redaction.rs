//! A server that echoes the credentials it was sent: no text of an error shows them.

use serde_json::json;

use super::places::{API, COOKIE, Cookie, HEADER, Header, LOGIN, Login, QUERY, Query, TOKEN, Token};
use super::sample::{builder, delete};
use super::server::{Answer, Server, answer, json as reply};
use crate::runtime::auth::Redactor;
use crate::runtime::{ClientBuilder, Error, Operation, Request, Secret, UnexpectedResponse, json as codec};

/// With characters that are escaped in JSON, in HTML and in URLs.
const KEY: &str = r#"qx7"kT9w/ZJ<4v&Pm"#;

/// An error whose texts, all of them, have a secret; and what they show.
async fn shown<O: Operation>(client: ClientBuilder, operation: O, answer: Answer) -> (Error, String) {
    let server = Server::start([answer]).await;
    let client = client.base_url(&server.url).max_retries(0).build().unwrap();
    let error = match Request::new(&client, operation).send().await {
        Ok(_) => panic!("an error was to come"),
        Err(error) => Error::from(error),
    };
    let texts = [Some(error.to_string()), Some(format!("{error:?}")), error.body_excerpt()];
    let parts = [error.code(), error.message(), error.request_id()].map(|part| part.map(str::to_owned));
    let shown = texts.into_iter().chain(parts).flatten().collect::<Vec<_>>().join(" | ");
    (error, shown)
}

/// An answer with this text wherever errors show one.
fn echo(text: &str) -> Answer {
    let body = json!({"error": {"code": text, "message": format!("the key {text} is unknown")}}).to_string();
    answer("401 Unauthorized", &["content-type: application/json", &format!("x-request-id: {text}")], &body)
}

#[tokio::test]
async fn a_bearer_token_is_redacted() {
    let client = ClientBuilder::new(&API).credential(&TOKEN, KEY);
    let (error, shown) = shown(client, Token, echo(KEY)).await;
    assert!(!shown.contains("kT9w") && !shown.contains("4v"), "{shown}");
    assert_eq!(
        error.to_string(),
        "GET /probe: 401 Unauthorized: [redacted]: the key [redacted] is unknown (request [redacted], attempt 1 of 1)"
    );
    assert_eq!((error.code(), error.request_id()), (Some("[redacted]"), Some("[redacted]")));
    assert_eq!(error.message(), Some("the key [redacted] is unknown"));
    // Bodies are given as they came.
    assert!(String::from_utf8_lossy(error.body().unwrap()).contains("kT9w"));
}

#[tokio::test]
async fn the_token_of_a_provider_is_redacted() {
    let client = ClientBuilder::new(&API).token_provider(&TOKEN, || async { Ok(Secret::from(KEY)) });
    let (_, shown) = shown(client, Token, echo(KEY)).await;
    assert!(!shown.contains("kT9w"), "{shown}");
}

#[tokio::test]
async fn each_form_of_user_name_and_password_is_redacted() {
    for (user, password, echoed) in [
        ("Aladdin", "open sesame", "open sesame"),
        ("Aladdin", "open sesame", "Aladdin:open sesame"),
        ("Aladdin", "open sesame", "QWxhZGRpbjpvcGVuIHNlc2FtZQ=="),
        ("Aladdin", "open sesame", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="),
        ("key-as-user-name", "", "key-as-user-name"),
    ] {
        let client = ClientBuilder::new(&API).credential_basic(&LOGIN, user, password);
        let (error, shown) = shown(client, Login, echo(echoed)).await;
        assert!(!shown.contains(echoed), "{shown}");
        assert_eq!(error.message(), Some("the key [redacted] is unknown"));
    }
    let client = ClientBuilder::new(&API).credential_basic(&LOGIN, "Aladdin", "open sesame");
    assert!(shown(client, Login, echo("Aladdin")).await.1.contains("Aladdin"));
}

#[tokio::test]
async fn keys_in_headers_queries_and_cookies_are_redacted() {
    let header = || ClientBuilder::new(&API).credential(&HEADER, "hunter2/2&3");
    let query = || ClientBuilder::new(&API).credential(&QUERY, "hunter2/2&3");
    for echoed in ["hunter2/2&3", "hunter2%2F2%263", "hunter2%2f2&amp;3", "HUNTER2 hunter2/2&3"] {
        for (_, shown) in [shown(header(), Header, echo(echoed)).await, shown(query(), Query, echo(echoed)).await] {
            assert!(!shown.contains("hunter2"), "{shown}");
        }
    }
    let cookies = ClientBuilder::new(&API).credential(&COOKIE, "hunter2").header("Cookie", "a=b; sid2=of-the-caller");
    let (_, shown) = shown(cookies, Cookie, echo("hunter2, of-the-caller")).await;
    assert!(!shown.contains("hunter2") && !shown.contains("of-the-caller"), "{shown}");
}

#[tokio::test]
async fn the_callers_own_credential_is_redacted() {
    let own = ClientBuilder::new(&API).header("Authorization", "Bearer hunter2-own");
    assert!(!shown(own, Token, echo("hunter2-own")).await.1.contains("hunter2"));
    let own = ClientBuilder::new(&API).header("Authorization", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    assert!(!shown(own, Login, echo("open sesame")).await.1.contains("sesame"));
    let own = ClientBuilder::new(&API).header("X-Api-Key", "hunter2-own");
    assert!(!shown(own, Header, echo("hunter2-own")).await.1.contains("hunter2"));
    let own = ClientBuilder::new(&API).query("api key", "hunter2-own");
    assert!(!shown(own, Query, echo("hunter2-own")).await.1.contains("hunter2"));
}

#[tokio::test]
async fn the_content_type_and_the_coding_are_redacted() {
    for (header, expected) in [
        ("content-type: text/secret-key", "200 OK: expected a JSON body, found `text/[redacted]`"),
        (
            "content-encoding: secret-key",
            "200 OK: the body has the content coding `[redacted]`, which was not asked for",
        ),
    ] {
        let server = Server::start([answer("200 OK", &[header], "x")]).await;
        let error = delete(&builder(&server.url).build().unwrap(), "1").await.unwrap_err();
        assert!(error.to_string().contains(expected), "{error}");
    }
    let server = Server::start([answer("404 Not Found", &["content-type: text/secret-key"], "x")]).await;
    let error = delete(&builder(&server.url).build().unwrap(), "1").await.unwrap_err();
    let shown = format!("{:?}", error.api());
    assert!(shown.contains("text/[redacted]") && !shown.contains("secret-key"), "{shown}");
}

#[tokio::test]
async fn a_success_that_cannot_be_read_is_redacted() {
    let server = Server::start([reply("200 OK", r#"{"id":"secret-key"}"#)]).await;
    let error = delete(&builder(&server.url).build().unwrap(), "1").await.unwrap_err();
    assert_eq!(error.body_excerpt().as_deref(), Some(r#"{"id":"[redacted]"}"#));
    let redactor = Redactor::new(vec!["secret-key".to_owned().into()]);
    let mismatch = UnexpectedResponse::body(codec::Error::new("has `secret-key` twice"), &redactor);
    assert!(mismatch.to_string().ends_with("has `[redacted]` twice"), "{mismatch}");
}

#[tokio::test]
async fn the_origin_of_a_redirect_is_redacted() {
    let location = "location: https://secret-key.example/secret-key";
    let server = Server::start([answer("307 Temporary Redirect", &[location], "")]).await;
    let error = delete(&builder(&server.url).build().unwrap(), "1").await.unwrap_err();
    assert!(error.to_string().contains("the redirect to https://[redacted].example is not followed"), "{error}");
}

#[tokio::test]
async fn an_answer_keeps_no_secret() {
    let server = Server::start([answer("404 Not Found", &[], ""), answer("200 OK", &[], "")]).await;
    let client = builder(&server.url).build().unwrap();
    let raw = delete(&client, "1").send_raw().await.unwrap();
    let other = client.request(crate::runtime::Method::GET, "/x").await.unwrap();
    for response in [raw, other] {
        assert_eq!(response.secrets.redactor().clean("secret-key", 99), "secret-key");
    }
}

fn redactor(secrets: &[&str]) -> Redactor {
    Redactor::new(secrets.iter().map(|secret| (*secret).to_owned().into()).collect())
}

#[test]
fn a_secret_is_redacted_however_it_is_escaped() {
    let redactor = redactor(&[KEY, r"a\b\\c", "pässw😀rd"]);
    for text in [
        KEY,
        r#"qx7\"kT9w\/ZJ<4v&Pm"#,
        r"qx7\u0022kT9w\/ZJ\u003c4v\u0026Pm",
        r"qx7\u0022kT9w/ZJ\u003C4v&Pm",
        "qx7%22kT9w%2FZJ%3C4v%26Pm",
        "qx7%22kT9w/ZJ%3c4v&Pm",
        "qx7&quot;kT9w/ZJ&lt;4v&amp;Pm",
        "qx7&#34;kT9w&#x2f;ZJ&lt;4v&amp;Pm",
        "pässw😀rd",
        "p%C3%A4ssw%f0%9f%98%80rd",
        r"p\u00e4ssw\uD83D\uDE00rd",
        r"a\b\\c",
        r"a\\b\\\\c",
    ] {
        assert_eq!(redactor.clean(&format!("<{text}>"), 300), "<[redacted]>", "{text}");
    }
}

#[test]
fn a_secret_is_redacted_before_the_text_is_cut() {
    let redactor = redactor(&["0123456789"]);
    for limit in 1..40 {
        let shown = redactor.clean("a 0123456789 b 0123456789 c", limit);
        assert!(!shown.contains('0') && shown.chars().count() <= limit, "{shown}");
        let shown = redactor.excerpt(b"\n\xff0123456789 b 0123456789 c", limit);
        assert!(!shown.contains('0') && shown.chars().count() <= limit, "{shown}");
    }
    // What somebody else has cut is a secret all the same, if enough of it is left.
    assert_eq!(redactor.clean("a 012345678… b", 99), "a [redacted]… b");
    assert_eq!(redactor.clean("a 01234… b", 99), "a 01234… b");
    assert_eq!(redactor.excerpt(&b"0123456789".repeat(1000), 31), "[redacted][redacted][redacted]…");
}

#[test]
fn a_short_secret_is_left_and_the_longest_is_taken() {
    let redactor = redactor(&["", "a", "abcde", "secret", "secret-key", "user:secret-key"]);
    assert_eq!(redactor.clean("a abcde secrets", 99), "a abcde [redacted]s");
    assert_eq!(redactor.clean("user:secret-key, secret-key", 99), "[redacted], [redacted]");
}

#[test]
fn text_without_secrets_stays_as_it_is() {
    let redactor = redactor(&["secret-key"]);
    for text in ["", "secret", "a\\b % & %2F 日本", "secret-ke"] {
        assert_eq!(redactor.clean(text, 99), text);
        assert_eq!(redactor.excerpt(text.as_bytes(), 99), text);
    }
}

#[test]
fn a_secret_with_what_looks_like_an_escape_is_redacted() {
    let redactor = crate::runtime::auth::Redactor::new(vec![r"a\%25Ab".to_owned().into()]);
    for written in [r"a\%25Ab", r"a\\%25Ab", "a%5C%2525Ab", "a&#92;%25Ab"] {
        assert_eq!(redactor.clean(&format!("no {written}!"), 90), "no [redacted]!");
    }
}

#[tokio::test]
async fn what_a_hook_sets_is_redacted() {
    let client = ClientBuilder::new(&API).credential(&TOKEN, KEY).on_request(|request| {
        request.set_header("X-Signature", "hook-signature-123456")?;
        Ok(())
    });
    let (_, shown) = shown(client, Token, echo("hook-signature-123456")).await;
    assert!(!shown.contains("signature-1"), "{shown}");
}

#[tokio::test]
async fn a_key_that_is_a_user_name_with_a_short_password_is_redacted() {
    let client = ClientBuilder::new(&API).credential_basic(&LOGIN, "sk_live_0123456789", "x");
    let (_, shown) = shown(client, Login, echo("sk_live_0123456789")).await;
    assert!(!shown.contains("sk_live"), "{shown}");
}

#[test]
fn a_redacted_decode_error_keeps_its_path() {
    let error = codec::from_slice::<super::sample::DeletedContact>(br#"{"id":"5","object":"contact","deleted":[]}"#);
    let unexpected = UnexpectedResponse::body(error.unwrap_err(), &redactor(&["array, or"]));
    assert_eq!(unexpected.decode_error().unwrap().path(), "$.deleted");
    let error = codec::from_slice::<super::sample::DeletedContact>(br#"{"id":"5","object":"contact","deleted":[]}"#);
    let unexpected = UnexpectedResponse::body(error.unwrap_err(), &redactor(&["deleted"]));
    assert!(unexpected.to_string().starts_with("at $.[redacted]: expected"), "{unexpected}");
}
