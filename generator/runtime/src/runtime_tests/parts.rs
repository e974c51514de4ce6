//! What an operation's parameters and body make of its request, on the wire.

use super::sample::{API_KEY, builder};
use super::server::{Server, answer, busy};
use crate::runtime::Upload;
use crate::runtime::body::RequestBody;
use crate::runtime::{
    Api, Bytes, Client, ClientBuilder, Credential, CredentialLocation, ErrorKind, Failure, InvalidArgument, Operation,
    Request, RequestParts, Response, Security, UnexpectedResponse,
};

type Write = fn(&mut RequestParts) -> Result<(), InvalidArgument>;

/// An operation whose request is written by a function, and whose answer is taken as it comes.
macro_rules! probe {
    ($name:ident, $method:literal, $path:literal, $security:expr $(, $accept:literal)?) => {
        struct $name(Write);

        impl Operation for $name {
            type Output = Bytes;
            type Error = UnexpectedResponse;

            const ID: &'static str = "probe";
            const METHOD: &'static str = $method;
            const PATH: &'static str = $path;
            $(const ACCEPT: &'static str = $accept;)?
            const SECURITY: Security = $security;

            fn write(&self, parts: &mut RequestParts) -> Result<(), InvalidArgument> {
                (self.0)(parts)
            }

            fn read(response: &mut Response) -> Result<Bytes, Failure<UnexpectedResponse>> {
                match response.status().as_u16() {
                    200 => response.bytes(),
                    _ => response.other(),
                }
            }
        }
    };
}

probe!(Get, "GET", "/x", &[]);
probe!(Post, "POST", "/x", &[]);
probe!(Put, "PUT", "/x", &[]);
probe!(Delete, "DELETE", "/x", &[]);
probe!(Query, "QUERY", "/x", &[]);
probe!(Own, "PURGE", "/x", &[]);
probe!(NoMethod, "NO METHOD", "/x", &[]);
probe!(Connect, "CONNECT", "/x", &[]);
probe!(Image, "GET", "/x", &[&[&API_KEY]], "image/png, image/*;q=0.5");
probe!(BadAccept, "GET", "/x", &[], "a\nb");
probe!(Beta, "GET", "/x", &[]);
probe!(Session, "GET", "/x", &[&[&SESSION]]);

static SESSION: Credential = Credential {
    scheme: "session",
    name: "session",
    env: "PARTS_SESSION",
    location: CredentialLocation::Cookie("sid"),
};

static API: Api = Api {
    title: "RequestParts",
    servers: &[],
    base_url_env: "PARTS_BASE_URL",
    user_agent: "parts-rust/0.1.0",
    credentials: &[&SESSION],
    credential_required: false,
    attempt_header: None,
    idempotency_keys: false,
};

fn nothing(_: &mut RequestParts) -> Result<(), InvalidArgument> {
    Ok(())
}

fn plain(server: &Server) -> ClientBuilder {
    ClientBuilder::new(&API).base_url(&server.url)
}

fn client(server: &Server) -> Client {
    plain(server).build().unwrap()
}

/// What comes of one request, and the request as it came.
async fn sent<O: Operation<Error = UnexpectedResponse>>(operation: O) -> String {
    let server = Server::start([answer("200 OK", &[], "")]).await;
    let client = client(&server);
    assert!(Request::new(&client, operation).send().await.is_ok());
    server.requests().remove(0)
}

/// The value of a header of the request, if it has it.
fn header<'r>(request: &'r str, name: &str) -> Option<&'r str> {
    request.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

/// The rule that the argument breaks.
fn refused(write: Write) -> String {
    write(&mut RequestParts::default()).unwrap_err().to_string()
}

#[tokio::test]
async fn a_json_body_has_its_length_and_the_documents_content_type() {
    let write: Write = |parts| parts.json_body("application/merge-patch+json", &serde_json::json!({"a": [1, null]}));
    assert_eq!(
        sent(Post(write)).await,
        "POST /x HTTP/1.1\r\n\
         user-agent: parts-rust/0.1.0\r\n\
         accept: application/json\r\n\
         content-type: application/merge-patch+json\r\n\
         host: HOST\r\n\
         content-length: 14\r\n\r\n\
         {\"a\":[1,null]}"
    );
}

#[tokio::test]
async fn bytes_are_sent_as_they_are() {
    let write: Write = |parts| parts.upload_body("text/csv; charset=utf-8", &Upload::bytes(&b"a,b\r\n\0"[..]));
    let request = sent(Put(write)).await;
    assert!(request.ends_with("content-length: 6\r\n\r\na,b\r\n\0"), "{request:?}");
    assert_eq!(header(&request, "content-type"), Some("text/csv; charset=utf-8"));
    let request = sent(Put(|parts| parts.upload_body("text/csv", &Upload::bytes(Bytes::new())))).await;
    assert!(request.ends_with("content-type: text/csv\r\ncontent-length: 0\r\nhost: HOST\r\n\r\n"), "{request:?}");
}

#[tokio::test]
async fn any_method_can_have_a_body() {
    let write: Write = |parts| parts.json_body("application/json", "b");
    for request in [sent(Get(write)).await, sent(Delete(write)).await, sent(Query(write)).await] {
        assert!(request.ends_with("content-length: 3\r\n\r\n\"b\""), "{request:?}");
    }
}

#[tokio::test]
async fn the_callers_content_type_wins() {
    let server = Server::start([answer("200 OK", &[], ""), answer("200 OK", &[], "")]).await;
    let client = client(&server);
    let write: Write = |parts| parts.upload_body("application/octet-stream", &Upload::bytes(&b"{}"[..]));
    Request::new(&client, Put(write)).header("Content-Type", "image/png").await.unwrap();
    Request::new(&client, Put(|parts| parts.json_body("application/json", "b")))
        .header("content-type", "application/vnd.x+json")
        .await
        .unwrap();
    let types: Vec<_> =
        server.requests().iter().map(|request| header(request, "content-type").map(str::to_owned)).collect();
    assert_eq!(types, [Some("image/png".to_owned()), Some("application/vnd.x+json".to_owned())]);
}

#[tokio::test]
async fn a_content_type_given_as_a_parameter_wins_in_any_order() {
    let before: Write = |parts| {
        parts.header("Content-Type", Some("image/png"))?;
        parts.upload_body("application/octet-stream", &Upload::bytes(&b"b"[..]))
    };
    let after: Write = |parts| {
        parts.upload_body("application/octet-stream", &Upload::bytes(&b"b"[..]))?;
        parts.header("Content-Type", Some("image/png"))
    };
    for request in [sent(Put(before)).await, sent(Put(after)).await] {
        assert_eq!(header(&request, "content-type"), Some("image/png"));
        assert_eq!(request.matches("content-type").count(), 1);
    }
}

#[test]
fn a_body_that_cannot_be_sent_is_refused() {
    let rule = "invalid argument `content-type`: must be visible ASCII characters";
    assert_eq!(refused(|parts| parts.json_body("a\nb", "b")), rule);
    assert_eq!(refused(|parts| parts.upload_body("é", &Upload::bytes(Bytes::new()))), rule);
    let rule = "invalid argument `body`: must have finite numbers only";
    assert_eq!(refused(|parts| parts.json_body("application/json", &f64::NAN)), rule);
}

#[tokio::test]
async fn a_body_is_read_as_it_came() {
    for (headers, body) in [
        (&["content-type: image/png"][..], "\u{1}\u{2}"),
        (&["content-type: application/json"], "not JSON"),
        (&["content-encoding: deflate"], "\u{1f}"),
        (&[], ""),
    ] {
        let server = Server::start([answer("200 OK", headers, body)]).await;
        assert_eq!(Request::new(&client(&server), Get(nothing)).await.unwrap(), body);
    }
}

#[tokio::test]
async fn accept_asks_for_what_the_operation_answers() {
    let server = Server::start([answer("200 OK", &[], ""), answer("200 OK", &[], ""), answer("200 OK", &[], "")]).await;
    let client = builder(&server.url).build().unwrap();
    Request::new(&client, Image(nothing)).await.unwrap();
    Request::new(&client, Image(nothing)).header("Accept", "image/webp").await.unwrap();
    let write: Write = |parts| parts.header("Accept", Some("image/gif"));
    Request::new(&client, Image(write)).await.unwrap();
    let asked: Vec<_> = server.requests().iter().map(|request| header(request, "accept").map(str::to_owned)).collect();
    assert_eq!(asked, ["image/png, image/*;q=0.5", "image/webp", "image/gif"].map(|text| Some(text.to_owned())));
    assert!(server.requests().iter().all(|request| request.matches("accept: ").count() == 1));
}

#[tokio::test]
async fn the_clients_accept_wins_over_the_operations() {
    let server = Server::start([answer("200 OK", &[], "")]).await;
    let client = builder(&server.url).header("Accept", "image/gif").build().unwrap();
    Request::new(&client, Image(nothing)).await.unwrap();
    assert_eq!(header(&server.requests()[0], "accept"), Some("image/gif"));
}

#[tokio::test]
async fn an_accept_that_is_no_headers_value_is_refused() {
    let server = Server::start([]).await;
    let error = Request::new(&client(&server), BadAccept(nothing)).await.unwrap_err();
    assert_eq!(error.to_string(), "GET /x: invalid argument `accept`: must be visible ASCII characters");
}

#[tokio::test]
async fn cookies_are_one_header() {
    let write: Write = |parts| {
        parts.cookie("a", Some(&1))?;
        parts.cookie("none", None::<&str>)?;
        parts.cookie("b", Some("x=y&z!#$'()*+-./:<>?@[]^_`{|}~"))?;
        parts.cookie("c", Some(""))
    };
    let request = sent(Get(write)).await;
    assert_eq!(header(&request, "cookie"), Some("a=1; b=x=y&z!#$'()*+-./:<>?@[]^_`{|}~; c="));
    assert_eq!(request.matches("cookie: ").count(), 1);
    assert_eq!(header(&sent(Get(nothing)).await, "cookie"), None);
}

#[tokio::test]
async fn what_no_cookie_can_have_is_percent_encoded() {
    let write: Write = |parts| parts.cookie("a", Some("1 2,3;4\\5\"6%7é"));
    assert_eq!(header(&sent(Get(write)).await, "cookie"), Some("a=1%202%2C3%3B4%5C5%226%257%C3%A9"));
}

#[test]
fn a_cookie_that_cannot_be_sent_is_refused() {
    for value in ["a\nb", "\r", "\0", "\u{7f}", "\u{85}"] {
        let error = RequestParts::default().cookie("c", Some(value)).unwrap_err();
        assert_eq!(error.to_string(), "invalid argument `c`: must not have control characters");
    }
    for name in ["", "a b", "a=b", "a;b", "é", "a\nb"] {
        let error = RequestParts::default().cookie(name, Some("1")).unwrap_err();
        assert!(error.to_string().ends_with("is not the name of a cookie"), "{error}");
    }
    assert_eq!(refused(|parts| parts.cookie("c", Some(&f64::NAN))), "invalid argument `c`: must be a finite number");
}

#[tokio::test]
async fn cookies_go_beside_the_credential_and_the_clients() {
    let server = Server::start([answer("200 OK", &[], ""), answer("200 OK", &[], ""), answer("200 OK", &[], "")]).await;
    let client = plain(&server).credential(&SESSION, "s3cret").header("Cookie", "theme=dark; a=old").build().unwrap();
    let write: Write = |parts| parts.cookie("a", Some("new"));
    Request::new(&client, Session(write)).await.unwrap();
    // The credential gives way to a cookie of its name, and everything to a header of the request.
    Request::new(&client, Session(|parts| parts.cookie("sid", Some("mine")))).await.unwrap();
    Request::new(&client, Session(write)).header("Cookie", "b=2").await.unwrap();
    let cookies: Vec<_> =
        server.requests().iter().map(|request| header(request, "cookie").map(str::to_owned)).collect();
    let expected = ["theme=dark; a=new; sid=s3cret", "theme=dark; a=old; sid=mine", "b=2; sid=s3cret"];
    assert_eq!(cookies, expected.map(|line| Some(line.to_owned())));
}

#[tokio::test]
async fn a_cookie_header_given_as_a_parameter_is_joined() {
    let write: Write = |parts| {
        parts.cookie("a", Some("1"))?;
        parts.header("Cookie", Some("b=2"))
    };
    assert_eq!(header(&sent(Get(write)).await, "cookie"), Some("b=2; a=1"));
}

#[tokio::test]
async fn a_whole_query_is_sent_as_it_is() {
    let write: Write = |parts| parts.query_string(Some("q=a%20b+c&x[]=1&$filter=(a,b)|~!*;:@/?{}^`\\"));
    let request = sent(Get(write)).await;
    assert!(request.starts_with("GET /x?q=a%20b+c&x[]=1&$filter=(a,b)|~!*;:@/?{}^`\\ HTTP/1.1\r\n"), "{request}");
}

#[tokio::test]
async fn a_whole_query_is_joined_with_other_parameters() {
    let write: Write = |parts| {
        parts.query("a", Some("1"))?;
        parts.query_string(Some("b=2"))?;
        parts.query_string(None::<&str>)?;
        parts.query_string(Some(""))?;
        parts.query("c", Some("3"))
    };
    let request = sent(Get(write)).await;
    assert!(request.starts_with("GET /x?a=1&b=2&c=3 HTTP/1.1\r\n"), "{request}");
    let request = sent(Get(|parts| parts.query_string(Some("")))).await;
    assert!(request.starts_with("GET /x HTTP/1.1\r\n"), "{request}");
}

#[test]
fn a_whole_query_that_is_not_percent_encoded_is_refused() {
    for query in ["a=b c", "a=é", "a#b", "a=\"b\"", "a=<b>", "a='b'", "a\r\nb", "a\tb", "\u{7f}"] {
        let error = RequestParts::default().query_string(Some(query)).unwrap_err();
        assert_eq!(error.to_string(), "invalid argument `query`: must be percent-encoded", "{query:?}");
    }
}

#[tokio::test]
async fn a_parameter_that_the_path_carries_is_part_of_the_query() {
    let write: Write = |parts| {
        parts.query("beta", Some("true"))?;
        parts.query("limit", Some(&10))
    };
    let request = sent(Beta(write)).await;
    assert!(request.starts_with("GET /x?beta=true&limit=10 HTTP/1.1\r\n"), "{request}");
}

#[tokio::test]
async fn any_method_is_sent() {
    assert!(sent(Own(nothing)).await.starts_with("PURGE /x HTTP/1.1\r\n"));
    assert!(sent(Query(nothing)).await.starts_with("QUERY /x HTTP/1.1\r\n"));
}

#[tokio::test]
async fn a_query_is_sent_again_and_an_unknown_method_is_not() {
    let server = Server::start([busy(), answer("200 OK", &[], "")]).await;
    Request::new(&client(&server), Query(nothing)).await.unwrap();
    assert_eq!(server.lines(), ["QUERY /x HTTP/1.1", "QUERY /x HTTP/1.1"]);
    let server = Server::start([busy(), busy()]).await;
    assert_eq!(Request::new(&client(&server), Own(nothing)).await.unwrap_err().attempts(), 1);
}

#[tokio::test]
async fn what_is_no_method_is_refused() {
    let server = Server::start([]).await;
    let client = client(&server);
    let error = Request::new(&client, NoMethod(nothing)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidArgument);
    assert_eq!(error.to_string(), "NO METHOD /x: invalid argument `method`: is not a valid method");
    let error = Request::new(&client, Connect(nothing)).await.unwrap_err();
    assert_eq!(error.to_string(), "CONNECT /x: invalid argument `method`: must not be `CONNECT`");
    assert!(server.requests().is_empty());
}

#[test]
fn a_member_of_a_body_can_be_true_whatever_its_value_is() {
    for (value, expected) in [
        (serde_json::json!({}), r#"{"stream":true}"#),
        (serde_json::json!({ "a": { "stream": 1 } }), r#"{"stream":true,"a":{"stream":1}}"#),
        (serde_json::json!({ "a": "stream", "stream": null, "z": 1 }), r#"{"a":"stream","stream":true,"z":1}"#),
        (serde_json::json!({ "stream": [1, "}"] }), r#"{"stream":true}"#),
        (serde_json::json!([1]), "[1]"),
    ] {
        let mut parts = RequestParts::default();
        parts.json_body_with_true("application/json", &value, "stream").unwrap();
        let Some(RequestBody::Bytes(body)) = parts.body else { panic!("bytes") };
        assert_eq!(body, expected);
    }
}
