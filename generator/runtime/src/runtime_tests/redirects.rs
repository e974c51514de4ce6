//! Redirects that are answers.

use super::sample::{API_KEY, builder, delete};
use super::server::{Answer, Server, answer, json};
use crate::runtime::{
    Client, ErrorKind, Failure, InvalidArgument, Method, Operation, Request, RequestParts, Response, Security,
    UnexpectedResponse,
};

/// A `GET` that documents 302 and 304.
struct Download;

#[derive(Debug, PartialEq)]
enum DownloadError {
    Found,
    Other(UnexpectedResponse),
}

impl From<UnexpectedResponse> for DownloadError {
    fn from(unexpected: UnexpectedResponse) -> Self {
        Self::Other(unexpected)
    }
}

impl Operation for Download {
    type Output = ();
    type Error = DownloadError;
    const ID: &'static str = "download";
    const METHOD: &'static str = "GET";
    const PATH: &'static str = "/file";
    const REDIRECTS: &'static [u16] = &[302];
    const SECURITY: Security = &[&[&API_KEY]];

    fn write(&self, _: &mut RequestParts) -> Result<(), InvalidArgument> {
        Ok(())
    }

    fn read(response: &mut Response) -> Result<(), Failure<DownloadError>> {
        match response.status().as_u16() {
            200 => response.empty(),
            302 => Err(Failure::Api(DownloadError::Found)),
            304 => response.untyped(),
            _ => response.other(),
        }
    }
}

const ELSEWHERE: &str = "location: https://files.example/f?key=1";

fn client(server: &Server) -> Client {
    builder(&server.url).build().unwrap()
}

async fn download(
    answers: impl IntoIterator<Item = Answer>,
) -> Result<(), crate::runtime::OperationError<DownloadError>> {
    let server = Server::start(answers).await;
    Request::new(&client(&server), Download).await
}

#[tokio::test]
async fn a_documented_redirect_to_elsewhere_is_the_answer() {
    let error = download([answer("302 Found", &[ELSEWHERE], "there")]).await.unwrap_err();
    assert_eq!((error.kind(), error.api()), (ErrorKind::Api, Some(&DownloadError::Found)));
    assert_eq!(error.headers().unwrap()["location"], "https://files.example/f?key=1");
    assert_eq!(error.body().unwrap(), "there");
    assert!(!error.to_string().contains("document"), "{error}");
}

#[tokio::test]
async fn other_redirects_to_elsewhere_are_errors() {
    let error = download([answer("307 Temporary Redirect", &[ELSEWHERE], "")]).await.unwrap_err();
    assert_eq!((error.kind(), error.api()), (ErrorKind::Redirect, None));
}

#[tokio::test]
async fn a_get_within_the_origin_follows_them_all() {
    for status in ["301 Moved Permanently", "302 Found", "303 See Other", "307 Temporary Redirect"] {
        let server = Server::start([answer(status, &["location: /moved"], ""), answer("200 OK", &[], "")]).await;
        Request::new(&client(&server), Download).await.unwrap();
        assert_eq!(server.lines(), ["GET /file HTTP/1.1", "GET /moved HTTP/1.1"]);
    }
}

#[tokio::test]
async fn a_documented_304_is_no_surprise() {
    let error = download([answer("304 Not Modified", &[], "")]).await.unwrap_err();
    let Some(DownloadError::Other(unexpected)) = error.api() else {
        panic!("expected the variant of other responses, got {error:?}");
    };
    assert!(!unexpected.is_undocumented_status());
    assert_eq!(unexpected.to_string(), "the response is neither a success nor an error");
    assert!(error.to_string().contains("304 Not Modified") && !error.to_string().contains("document"), "{error}");
    let error = download([answer("300 Multiple Choices", &[], "")]).await.unwrap_err();
    assert!(error.to_string().contains("an answer that the API does not document"), "{error}");
}

#[tokio::test]
async fn a_redirect_is_a_raw_response_if_it_is_not_followed() {
    for (status, headers) in [("302 Found", &[ELSEWHERE][..]), ("303 See Other", &["location: /v2"]), ("307 Odd", &[])]
    {
        let server = Server::start([answer(status, headers, "a"), answer(status, headers, "a")]).await;
        let client = client(&server);
        for response in
            [delete(&client, "1").send_raw().await.unwrap(), client.request(Method::DELETE, "/x").await.unwrap()]
        {
            assert_eq!(response.status().as_str(), &status[..3]);
            assert_eq!(response.text(), Some("a"));
        }
        assert_eq!(server.requests().len(), 2);
    }
}

#[tokio::test]
async fn a_raw_request_follows_what_is_safe() {
    let server = Server::start([answer("301 Moved", &["location: /moved"], ""), json("200 OK", "{}")]).await;
    assert_eq!(client(&server).request(Method::GET, "/x").await.unwrap().status().as_u16(), 200);
}
