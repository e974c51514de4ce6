//! Tokens that the server refuses.

use std::sync::{Arc, Mutex};

use super::sample::{API, API_KEY, ContactDeleteError, builder, delete};
use super::server::{Answer, Server, busy, json};
use crate::runtime::{Client, ClientBuilder, ErrorKind, Method, OperationError, Secret, TokenFuture, TokenProvider};

const CONTACT: &str = r#"{"id":"5","object":"contact","deleted":true}"#;

/// Gives the tokens in order, the last one for ever, and keeps what it was asked.
#[derive(Clone, Default)]
struct Tokens {
    tokens: Arc<Mutex<Vec<Result<&'static str, &'static str>>>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Tokens {
    fn new(tokens: &[Result<&'static str, &'static str>]) -> Self {
        Self { tokens: Arc::new(Mutex::new(tokens.to_vec())), asked: Arc::default() }
    }

    fn next(&self, asked: String) -> TokenFuture<'_> {
        self.asked.lock().unwrap().push(asked);
        let mut tokens = self.tokens.lock().unwrap();
        let token = if tokens.len() > 1 { tokens.remove(0) } else { tokens[0] };
        Box::pin(async move { Ok(Secret::from(token?)) })
    }

    fn client(&self, server: &Server) -> Client {
        ClientBuilder::new(&API).base_url(&server.url).token_provider(&API_KEY, self.clone()).build().unwrap()
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

impl TokenProvider for Tokens {
    fn token(&self) -> TokenFuture<'_> {
        self.next("token".to_owned())
    }

    fn refresh(&self, rejected: &Secret) -> TokenFuture<'_> {
        self.next(format!(
            "instead of {}",
            ["a", "b"].iter().find(|text| rejected.is_same(&Secret::from(**text))).unwrap()
        ))
    }
}

fn denied() -> Answer {
    json("401 Unauthorized", r#"{"message":"expired"}"#)
}

/// The tokens of the requests, and the numbers of their attempts.
fn sent(server: &Server) -> Vec<String> {
    let line = |request: &str, name: &str| {
        let line = request.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
        line.to_owned()
    };
    let sent = |request: &String| line(request, "authorization: Bearer ") + &line(request, "x-attempt: ");
    server.requests().iter().map(sent).collect()
}

type Deleted = Result<u32, OperationError<ContactDeleteError>>;

async fn deleted(tokens: &Tokens, server: &Server) -> Deleted {
    delete(&tokens.client(server), "1").max_retries(0).send_with_meta().await.map(|done| done.response.attempts())
}

#[tokio::test]
async fn another_token_is_asked_for_and_sent() {
    let (tokens, server) = (Tokens::new(&[Ok("a"), Ok("b")]), Server::start([denied(), json("200 OK", CONTACT)]).await);
    assert_eq!(deleted(&tokens, &server).await.unwrap(), 2);
    assert_eq!(tokens.asked(), ["token", "instead of a"]);
    assert_eq!(sent(&server), ["a1", "b2"]);
}

#[tokio::test]
async fn a_post_is_sent_again_too() {
    let (tokens, server) = (Tokens::new(&[Ok("a"), Ok("b")]), Server::start([denied(), json("200 OK", CONTACT)]).await);
    let response = tokens.client(&server).request(Method::POST, "/x").await.unwrap();
    assert_eq!((response.status().as_u16(), response.attempts()), (200, 2));
}

#[tokio::test]
async fn a_second_refusal_is_the_answer() {
    let (tokens, server) = (Tokens::new(&[Ok("a"), Ok("b"), Ok("c")]), Server::start([denied(), denied()]).await);
    let error = deleted(&tokens, &server).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts(), error.message()), (ErrorKind::Api, 2, Some("expired")));
    assert_eq!(sent(&server), ["a1", "b2"]);
}

#[tokio::test]
async fn the_same_token_is_not_sent_again() {
    let (tokens, server) = (Tokens::new(&[Ok("a")]), Server::start([denied()]).await);
    let error = deleted(&tokens, &server).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts(), error.message()), (ErrorKind::Api, 1, Some("expired")));
    assert_eq!((tokens.asked().len(), sent(&server).len()), (2, 1));
}

#[tokio::test]
async fn a_provider_that_fails_then_is_told_with_the_refusals_status() {
    let (tokens, server) = (Tokens::new(&[Ok("a"), Err("signed out")]), Server::start([denied()]).await);
    let error = deleted(&tokens, &server).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts(), error.status().unwrap().as_u16()), (ErrorKind::Token, 1, 401));
    assert_eq!(std::error::Error::source(&error).unwrap().to_string(), "signed out");
}

#[tokio::test]
async fn a_closure_is_asked_once_more() {
    let server = Server::start([denied(), json("200 OK", CONTACT)]).await;
    let next = Mutex::new(["a", "b"].into_iter());
    let provider = move || {
        let token = next.lock().unwrap().next().unwrap();
        async move { Ok(Secret::from(token)) }
    };
    let client = ClientBuilder::new(&API).base_url(&server.url).token_provider(&API_KEY, provider).build().unwrap();
    delete(&client, "1").await.unwrap();
    assert_eq!(sent(&server), ["a1", "b2"]);
}

#[tokio::test]
async fn retries_are_as_many_as_without_a_refusal() {
    let answers = [denied(), busy(), busy(), json("200 OK", CONTACT)];
    let (tokens, server) = (Tokens::new(&[Ok("a"), Ok("b")]), Server::start(answers).await);
    let done = delete(&tokens.client(&server), "1").max_retries(2).send_with_meta().await.unwrap();
    assert_eq!(done.response.attempts(), 4);
    assert_eq!(sent(&server), ["a1", "b2", "b3", "b4"]);
}

#[tokio::test]
async fn a_fixed_credential_is_not_sent_again() {
    let server = Server::start([denied()]).await;
    let error = delete(&builder(&server.url).build().unwrap(), "1").await.unwrap_err();
    assert_eq!((error.attempts(), server.requests().len()), (1, 1));
}

#[tokio::test]
async fn a_refusal_whose_body_is_lost_is_one() {
    let cut = Answer::Close(b"HTTP/1.1 401 Unauthorized\r\ncontent-length: 9\r\n\r\n{".to_vec());
    let (tokens, server) = (Tokens::new(&[Ok("a"), Ok("b")]), Server::start([cut, json("200 OK", CONTACT)]).await);
    assert_eq!(deleted(&tokens, &server).await.unwrap(), 2);
}

#[tokio::test]
async fn a_refused_token_that_the_server_echoes_is_not_shown() {
    const TOKEN: &str = "hunter2-hunter2";
    for second in [Ok(TOKEN), Ok("another-token"), Err("no more")] {
        let echo = || json("401 Unauthorized", r#"{"message":"no hunter2-hunter2 here"}"#);
        let (tokens, server) = (Echoed(Arc::new(Mutex::new(vec![second, Ok(TOKEN)]))), Server::start([echo(), echo()]));
        let server = server.await;
        let client = ClientBuilder::new(&API).base_url(&server.url).token_provider(&API_KEY, tokens).build().unwrap();
        let error = delete(&client, "1").await.unwrap_err();
        let shown = format!("{error} {error:?} {:?} {:?}", error.message(), error.request_id());
        assert!(second != Ok(TOKEN) || shown.contains("no [redacted] here"), "{shown}");
        assert!(second.is_ok() || !shown.contains("hunter2"), "{shown}");
    }
}

/// Gives the last of these first.
struct Echoed(Arc<Mutex<Vec<Result<&'static str, &'static str>>>>);

impl TokenProvider for Echoed {
    fn token(&self) -> TokenFuture<'_> {
        let token = self.0.lock().unwrap().pop().unwrap_or(Err("none"));
        Box::pin(async move { Ok(Secret::from(token?)) })
    }
}
