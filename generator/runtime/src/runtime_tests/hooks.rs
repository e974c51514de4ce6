//! What a caller sees of each request and each response, and does to requests.

use std::error::Error as _;
use std::sync::{Arc, Mutex};

use super::sample::{builder, delete};
use super::server::{Server, answer, busy, json};
use crate::runtime::{ErrorKind, Method};

const CONTACT: &str = r#"{"id":"5","object":"contact","deleted":true}"#;

/// Lines that hooks write, and tests read.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<String>>>);

impl Lines {
    fn add(&self, line: String) {
        self.0.lock().unwrap().push(line);
    }

    fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

#[tokio::test]
async fn hooks_see_each_attempt_and_each_head() {
    let server = Server::start([busy(), json("200 OK", CONTACT)]).await;
    let lines = Lines::default();
    let (requests, responses) = (lines.clone(), lines.clone());
    let client = builder(&server.url)
        .on_request(move |request| {
            let (attempt, method, target) = (request.attempt(), request.method(), request.url().rsplit('/').next());
            let key = request.headers()["authorization"].to_str()?;
            requests.add(format!("{:?} {attempt}: {method} {target:?} {key}", request.operation()));
            Ok(())
        })
        .on_response(move |response| {
            let (attempt, method, status) = (response.attempt(), response.method(), response.status().as_u16());
            let operation = response.operation();
            assert!(response.elapsed().as_secs() < 60);
            let length = &response.headers()["content-length"];
            responses.add(format!("{operation:?} {attempt}: {method} {status} {length:?}"));
        })
        .build()
        .unwrap();
    delete(&client, "5").limit(1).await.unwrap();
    assert_eq!(
        lines.take(),
        [
            r#"Some("deleteContact") 1: DELETE Some("5?limit=1") Bearer secret-key"#,
            r#"Some("deleteContact") 1: DELETE 503 "0""#,
            r#"Some("deleteContact") 2: DELETE Some("5?limit=1") Bearer secret-key"#,
            r#"Some("deleteContact") 2: DELETE 200 "44""#,
        ]
    );
}

#[tokio::test]
async fn a_header_that_a_hook_sets_is_sent_with_one_attempt() {
    let server = Server::start([busy(), answer("204 No Content", &[], "")]).await;
    let client = builder(&server.url)
        .on_request(|request| {
            let body = String::from_utf8_lossy(request.body()).into_owned();
            Ok(request.set_header(&format!("X-Signed-{}", request.attempt()), &format!("{body}!"))?)
        })
        // Hooks see what those before them did.
        .on_request(|request| {
            let signed = request.headers().keys().filter(|name| name.as_str().starts_with("x-signed-")).count();
            Ok(request.set_header("User-Agent", &format!("mine/{signed}"))?)
        })
        .build()
        .unwrap();
    client.request(Method::PUT, "/x").body("text/plain", "abc").await.unwrap();
    let requests = server.requests();
    for (number, request) in (1..).zip(&requests) {
        assert!(request.contains(&format!("\r\nx-signed-{number}: abc!\r\n")), "{request}");
        assert!(request.contains("\r\nuser-agent: mine/1\r\n"), "{request}");
    }
    assert_eq!((requests.len(), requests.concat().matches("x-signed-").count()), (2, 2));
}

#[tokio::test]
async fn a_followed_redirect_is_a_request_of_its_own() {
    let moved = answer("307 Temporary Redirect", &["location: /other?x=1"], "");
    let server = Server::start([moved, json("200 OK", CONTACT)]).await;
    let lines = Lines::default();
    let (requests, responses) = (lines.clone(), lines.clone());
    let client = builder(&server.url)
        .on_request(move |request| {
            let number = requests.0.lock().unwrap().len();
            requests.add(format!("{} {:?}", request.attempt(), request.url().rsplit('/').next()));
            Ok(request.set_header("X-Number", &number.to_string())?)
        })
        .on_response(move |response| responses.add(response.status().to_string()))
        .build()
        .unwrap();
    delete(&client, "5").await.unwrap();
    assert_eq!(lines.take(), ["1 Some(\"5\")", "307 Temporary Redirect", "1 Some(\"other?x=1\")", "200 OK"]);
    let sent = server.requests();
    assert!(sent[0].contains("x-number: 0") && sent[1].contains("x-number: 2"), "{sent:?}");
}

#[tokio::test]
async fn a_hook_that_fails_ends_the_call_and_nothing_is_sent() {
    let server = Server::start([busy()]).await;
    let client = builder(&server.url).on_request(|_| Err("no hunter2".into())).on_request(|_| panic!("never called"));
    let error = delete(&client.build().unwrap(), "5").await.unwrap_err();
    assert_eq!((error.kind(), error.attempts(), error.status()), (ErrorKind::Hook, 0, None));
    assert_eq!(error.to_string(), "DELETE /v2/contacts/{id}: a hook of the client failed (nothing was sent)");
    assert_eq!(error.source().map(ToString::to_string).as_deref(), Some("no hunter2"));
    assert!(!format!("{error:?}").contains("hunter2"));
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_hook_that_fails_later_tells_the_attempts_before() {
    let server = Server::start([busy(), answer("307 Temporary Redirect", &["location: /other"], "")]).await;
    let client = builder(&server.url)
        .on_request(|request| match request.url().contains("/other") {
            true => Err("not there".into()),
            false => Ok(()),
        })
        .build()
        .unwrap();
    let error = delete(&client, "5").await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Hook, 2));
    assert_eq!(error.status().map(|status| status.as_u16()), Some(307));
    let second = builder(&server.url).on_request(|request| match request.attempt() {
        2 => Err("enough".into()),
        _ => Ok(()),
    });
    let server = Server::start([busy()]).await;
    let error = delete(&second.base_url(&server.url).build().unwrap(), "5").await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Hook, 1));
}

#[tokio::test]
async fn hooks_cannot_set_what_only_the_client_can() {
    let client = builder("http://127.0.0.1:1")
        .on_request(|request| {
            for (name, value) in [("Host", "evil.example"), ("content-length", "1"), ("a b", "x"), ("x-a", "a\r\nb: c")]
            {
                assert!(request.set_header(name, value).is_err(), "{name}");
            }
            // More than any request can have.
            let too_many = (0..40_000).try_for_each(|number| request.set_header(&format!("x-{number}"), ""));
            Err(too_many.unwrap_err().into())
        })
        .build()
        .unwrap();
    let error = delete(&client, "5").await.unwrap_err();
    assert!(
        error.source().is_some_and(|source| source.to_string().ends_with("must not be more than 10000")),
        "{error:?}"
    );
}

#[tokio::test]
async fn hooks_show_no_credential() {
    let lines = Lines::default();
    let (requests, responses) = (lines.clone(), lines.clone());
    let server = Server::start([answer("200 OK", &["set-cookie: hunter2"], "")]).await;
    let client = builder(&server.url)
        .on_request(move |request| {
            requests.add(format!("{request:?} {:?}", request.headers()));
            Ok(())
        })
        .on_response(move |response| responses.add(format!("{response:?}")))
        .build()
        .unwrap();
    client.request(Method::GET, "/x").header("Cookie", "hunter2").query("q", "hunter2").await.unwrap();
    let shown = lines.take().concat();
    assert!(shown.contains("AttemptRequest {") && shown.contains("AttemptResponse {"), "{shown}");
    assert!(!shown.contains("hunter2") && !shown.contains("secret-key"), "{shown}");
}
