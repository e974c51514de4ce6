//! Every place that a credential can go.

use std::env::VarError;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use super::server::{Server, answer, busy, json};
use super::signed::signed;
use crate::runtime::{
    Api, Client, ClientBuilder, Credential, CredentialLocation, Error, ErrorKind, Failure, InvalidArgument, Operation,
    Request, RequestParts, Response, Secret, Security, ServerObject, TokenFuture, TokenProvider, UnexpectedResponse,
};

const fn credential(scheme: &'static str, env: &'static str, location: CredentialLocation) -> Credential {
    Credential { scheme, name: scheme, env, location }
}

pub(super) static LOGIN: Credential = credential("login", "PLACES_LOGIN", CredentialLocation::Basic);
pub(super) static HEADER: Credential =
    credential("header_key", "PLACES_HEADER_KEY", CredentialLocation::Header("X-Api-Key"));
pub(super) static QUERY: Credential = credential("query_key", "PLACES_QUERY_KEY", CredentialLocation::Query("api key"));
pub(super) static COOKIE: Credential = credential("session", "PLACES_SESSION", CredentialLocation::Cookie("sid"));
static OTHER_COOKIE: Credential = credential("tracking", "PLACES_TRACKING", CredentialLocation::Cookie("tid"));
pub(super) static TOKEN: Credential = credential("oauth", "PLACES_OAUTH", CredentialLocation::Bearer);

pub(super) static API: Api = Api {
    title: "Places",
    servers: &[ServerObject::at("https://places.example.com")],
    base_url_env: "PLACES_BASE_URL",
    user_agent: "places-rust/0.1.0",
    credentials: &[&LOGIN, &HEADER, &QUERY, &COOKIE, &OTHER_COOKIE, &TOKEN],
    credential_required: false,
    attempt_header: None,
    idempotency_keys: false,
};

macro_rules! probe {
    ($name:ident, $security:expr) => {
        pub(super) struct $name;

        impl Operation for $name {
            type Output = ();
            type Error = UnexpectedResponse;

            const ID: &'static str = "probe";
            const METHOD: &'static str = "GET";
            const PATH: &'static str = "/probe";
            const SECURITY: Security = $security;

            fn write(&self, _: &mut RequestParts) -> Result<(), InvalidArgument> {
                Ok(())
            }

            fn read(response: &mut Response) -> Result<(), Failure<UnexpectedResponse>> {
                match response.status().as_u16() {
                    200 => response.empty(),
                    _ => response.other(),
                }
            }
        }
    };
}

probe!(Login, &[&[&LOGIN]]);
probe!(Header, &[&[&HEADER]]);
probe!(Query, &[&[&QUERY]]);
probe!(Cookies, &[&[&COOKIE, &OTHER_COOKIE]]);
probe!(Cookie, &[&[&COOKIE]]);
probe!(Token, &[&[&TOKEN]]);
probe!(Either, &[&[&TOKEN], &[&QUERY]]);
probe!(Both, &[&[&TOKEN, &LOGIN]]);
probe!(Open, &[]);

fn builder() -> ClientBuilder {
    ClientBuilder::new(&API)
}

fn refused(builder: ClientBuilder) -> String {
    let error = builder.build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    error.to_string()
}

#[tokio::test]
async fn user_name_and_password_go_as_basic() {
    for (user, password, expected) in [
        ("Aladdin", "open sesame", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="),
        ("key", "", "Basic a2V5Og=="),
        ("", "x:y", "Basic Ong6eQ=="),
        ("é", "ü", "Basic w6k6w7w="),
    ] {
        let client = builder().credential_basic(&LOGIN, user, password).build().unwrap();
        let sent = signed(&client, Request::new(&client, Login)).await.unwrap();
        assert_eq!(sent.headers["authorization"], expected);
        assert!(sent.headers["authorization"].is_sensitive());
    }
}

#[test]
fn an_unusable_user_name_or_password_is_refused_and_not_shown() {
    for (user, password, rule) in [
        ("hunter:2", "x", "must not have a colon in the user name"),
        ("hunter2", "a\nb", "must not have control characters"),
        ("", "", "must not be empty"),
    ] {
        let message = refused(builder().credential_basic(&LOGIN, user, password));
        assert_eq!(message, format!("the credential `login` {rule}"));
    }
    let message = refused(builder().credential(&LOGIN, "hunter2"));
    assert_eq!(message, "the credential `login` must be a user name and a password, with a colon between them");
}

#[test]
fn a_user_name_that_is_replaced_is_not_looked_at() {
    let first = builder().credential_basic(&LOGIN, "a:b", "x");
    assert!(first.credential_basic(&LOGIN, "Aladdin", "open sesame").build().is_ok());
    let message = refused(builder().credential_basic(&LOGIN, "Aladdin", "x").credential_basic(&LOGIN, "a:b", "x"));
    assert_eq!(message, "the credential `login` must not have a colon in the user name");
}

#[tokio::test]
async fn the_environment_has_user_name_and_password_in_one_variable() {
    let variable = |name: &str| match name {
        "PLACES_LOGIN" => Ok("Aladdin:open sesame".to_owned()),
        _ => Err(VarError::NotPresent),
    };
    let client = builder().with_variables(variable).build().unwrap();
    let sent = signed(&client, Request::new(&client, Login)).await.unwrap();
    assert_eq!(sent.headers["authorization"], "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
}

#[tokio::test]
async fn a_header_key_goes_in_its_header() {
    let client = builder().credential(&HEADER, "k e y").build().unwrap();
    let sent = signed(&client, Request::new(&client, Header)).await.unwrap();
    assert_eq!(sent.headers["x-api-key"], "k e y");
    assert!(sent.headers["x-api-key"].is_sensitive());
}

#[tokio::test]
async fn a_query_key_goes_behind_the_query_and_gives_way_to_the_callers() {
    let client = builder().credential(&QUERY, "a&b=c").build().unwrap();
    let sent = signed(&client, Request::new(&client, Query)).await.unwrap();
    assert_eq!(sent.target, "/probe?api%20key=a%26b%3Dc");
    let sent = signed(&client, Request::new(&client, Query).query("x", "1")).await.unwrap();
    assert_eq!(sent.target, "/probe?x=1&api%20key=a%26b%3Dc");
    let sent = signed(&client, Request::new(&client, Query).query("api key", "mine")).await.unwrap();
    assert_eq!(sent.target, "/probe?api%20key=mine");
}

#[tokio::test]
async fn a_cookie_key_joins_the_callers_cookies() {
    let client = builder().credential(&COOKIE, "s3").credential(&OTHER_COOKIE, "t4").build().unwrap();
    let sent = signed(&client, Request::new(&client, Cookies)).await.unwrap();
    assert_eq!(sent.headers["cookie"], "sid=s3; tid=t4");
    let sent = signed(&client, Request::new(&client, Cookies).header("Cookie", "a=b")).await.unwrap();
    assert_eq!(sent.headers["cookie"], "a=b; sid=s3; tid=t4");
    assert!(sent.headers["cookie"].is_sensitive());
    let sent = signed(&client, Request::new(&client, Cookies).header("Cookie", "a=b; sid=mine")).await.unwrap();
    assert_eq!(sent.headers["cookie"], "a=b; sid=mine; tid=t4");
}

#[test]
fn a_cookie_key_has_only_what_cookies_can_hold() {
    for value in ["a;b", "a,b", "a b", "a\"b", "a\\b"] {
        let message = refused(builder().credential(&COOKIE, value));
        assert!(message.starts_with("the credential `session` must not have a space, quote, comma"), "{message}");
    }
    for value in ["", "a\nb", "é"] {
        assert!(builder().credential(&COOKIE, value).build().is_err(), "{value:?}");
    }
}

#[tokio::test]
async fn one_of_several_is_the_first_that_is_set() {
    let client = builder().credential(&QUERY, "q").build().unwrap();
    let sent = signed(&client, Request::new(&client, Either)).await.unwrap();
    assert_eq!(sent.target, "/probe?api%20key=q");
    let client = builder().credential(&QUERY, "q").credential(&TOKEN, "t").build().unwrap();
    let sent = signed(&client, Request::new(&client, Either)).await.unwrap();
    assert_eq!((sent.target.as_str(), sent.headers["authorization"].to_str().unwrap()), ("/probe", "Bearer t"));
}

#[tokio::test]
async fn none_is_sent_where_none_is_asked_for() {
    let client = builder().credential(&QUERY, "q").credential(&TOKEN, "t").build().unwrap();
    let sent = signed(&client, Request::new(&client, Open)).await.unwrap();
    assert_eq!(sent.target, "/probe");
    assert!(!sent.headers.contains_key("authorization"));
}

#[tokio::test]
async fn two_credentials_of_one_place_are_refused_and_not_dropped() {
    let client = builder().credential(&TOKEN, "t").credential_basic(&LOGIN, "u", "p").build().unwrap();
    let error = signed(&client, Request::new(&client, Both)).await.unwrap_err();
    assert_eq!(error, "GET /probe: the credentials `oauth` and `login` can't be sent together: they go in one place");
}

#[tokio::test]
async fn a_provider_is_asked_before_each_attempt_and_once_for_its_redirects() {
    let moved = answer("307 Temporary Redirect", &["location: /moved"], "");
    let server = Server::start([busy(), moved, json("200 OK", "")]).await;
    let asked = Arc::new(AtomicU32::new(0));
    let count = Arc::clone(&asked);
    let client = builder()
        .base_url(&server.url)
        .token_provider(&TOKEN, move || {
            let number = count.fetch_add(1, Ordering::SeqCst) + 1;
            async move { Ok(Secret::from(format!("token-{number}"))) }
        })
        .build()
        .unwrap();
    Request::new(&client, Token).await.unwrap();
    let sent: Vec<_> = server.requests().iter().map(|request| request.contains("token-1")).collect();
    assert_eq!(sent, [true, false, false]);
    assert!(server.requests()[2].contains("authorization: Bearer token-2\r\n"));
    assert_eq!(asked.load(Ordering::SeqCst), 2);
}

struct Failing;

impl TokenProvider for Failing {
    fn token(&self) -> TokenFuture<'_> {
        Box::pin(async { Err("hunter2 was refused".into()) })
    }
}

async fn provided(provider: impl TokenProvider) -> Error {
    let client = builder().base_url("http://127.0.0.1:1").token_provider(&TOKEN, provider).build().unwrap();
    Request::new(&client, Token).await.unwrap_err().into()
}

#[tokio::test]
async fn a_failure_of_the_provider_ends_the_call_and_is_only_a_source() {
    let error = provided(Failing).await;
    assert_eq!(error.kind(), ErrorKind::Token);
    assert_eq!(error.attempts(), 0);
    assert_eq!(error.to_string(), "GET /probe: the provider of `oauth` failed (nothing was sent)");
    assert!(!format!("{error:?}").contains("hunter2"));
    assert_eq!(std::error::Error::source(&error).unwrap().to_string(), "hunter2 was refused");
}

#[tokio::test]
async fn a_token_that_cannot_be_sent_is_refused_and_not_shown() {
    let error = provided(|| async { Ok(Secret::from("hunter\n2")) }).await;
    assert_eq!(error.kind(), ErrorKind::Token);
    assert_eq!(
        error.to_string(),
        "GET /probe: the token from the provider of `oauth` must be visible ASCII characters (nothing was sent)"
    );
}

#[tokio::test(start_paused = true)]
async fn a_provider_that_takes_for_ever_is_timed_out() {
    let client = builder().token_provider(&TOKEN, std::future::pending).build().unwrap();
    let error = Request::new(&client, Token).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
}

#[tokio::test]
async fn a_query_credential_is_in_no_error_and_in_no_debug() {
    let server =
        Server::start([answer("307 Temporary Redirect", &["location: https://evil.example/?api%20key=hunter2"], "")])
            .await;
    let client = builder().base_url(&server.url).credential(&QUERY, "hunter2").max_retries(0).build().unwrap();
    let redirected = Request::new(&client, Query).await.unwrap_err();
    let lost = Request::new(&client, Query).await.unwrap_err();
    for error in [Error::from(redirected), lost.into()] {
        let mut shown = format!("{client:?} {error} {error:?}");
        let mut source = std::error::Error::source(&error);
        while let Some(error) = source {
            shown += &format!(" {error} {error:?}");
            source = error.source();
        }
        assert!(!shown.contains("hunter2"), "{shown}");
    }
    assert_eq!(server.lines(), ["GET /probe?api%20key=hunter2 HTTP/1.1"]);
}

#[tokio::test]
async fn a_redirect_within_the_origin_has_the_query_credential_once() {
    for (location, expected) in [
        ("/moved", "GET /moved?api%20key=k HTTP/1.1"),
        ("/moved?x=1", "GET /moved?x=1&api%20key=k HTTP/1.1"),
        ("/moved?api+key=k&x=1", "GET /moved?api+key=k&x=1 HTTP/1.1"),
    ] {
        let moved = answer("307 Temporary Redirect", &[&format!("location: {location}")], "");
        let server = Server::start([moved, answer("200 OK", &[], "")]).await;
        let client = builder().base_url(&server.url).credential(&QUERY, "k").build().unwrap();
        Request::new(&client, Query).await.unwrap();
        assert_eq!(server.lines()[1], expected);
    }
}

#[tokio::test]
async fn one_of_a_kind_is_enough_for_the_operations_of_one_cookie() {
    let client: Client = builder().header("Cookie", "sid=mine").build().unwrap();
    let sent = signed(&client, Request::new(&client, Cookie)).await.unwrap();
    assert_eq!(sent.headers["cookie"], "sid=mine");
}

#[tokio::test]
async fn a_query_credential_that_makes_the_url_too_long_is_refused_and_not_sent() {
    let client = builder().base_url("http://127.0.0.1:1").credential(&QUERY, "k".repeat(70_000)).build().unwrap();
    let error = Request::new(&client, Query).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Configuration, 0));
    assert_eq!(error.to_string(), "GET /probe: the credential `query_key` makes the URL too long");
}

#[tokio::test]
async fn a_token_that_makes_the_url_too_long_is_the_providers_fault() {
    let long = || async { Ok(Secret::from("k".repeat(70_000))) };
    let client = builder().base_url("http://127.0.0.1:1").token_provider(&QUERY, long).build().unwrap();
    let error = Request::new(&client, Query).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Token, 0));
    let expected = "GET /probe: the token from the provider of `query_key` makes the URL too long (nothing was sent)";
    assert_eq!(error.to_string(), expected);
}

#[tokio::test]
async fn a_redirect_that_a_credential_makes_too_long_is_not_followed_and_tells_what_was_sent() {
    let location = format!("location: /{}", "m".repeat(40_000));
    let server = Server::start([answer("307 Temporary Redirect", &[&location], "")]).await;
    let client = builder().base_url(&server.url).credential(&QUERY, "k".repeat(30_000)).build().unwrap();
    let error = Request::new(&client, Query).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts(), server.requests().len()), (ErrorKind::Redirect, 1, 1));
    assert_eq!(error.status().map(|status| status.as_u16()), Some(307));
    assert_eq!(
        error.to_string(),
        format!(
            "GET /probe: 307 Temporary Redirect: the redirect to {} is not followed: \
             with the credential its URL is too long (attempt 1 of 3)",
            server.url
        )
    );
}
