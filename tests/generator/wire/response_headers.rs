//! Headers of answers, of successes and of errors.

use fixture_response_headers::testing::{FakeServer, Reply};
use fixture_response_headers::types::headers::XSortHeader;
use fixture_response_headers::{Client, headers};

#[tokio::test]
async fn a_success_has_them_by_their_constants() {
    let server = FakeServer::new();
    let client = Client::builder().transport(&server).build().expect("the client can be built");
    let reply = Reply::new(200).header("x-rate-limit", "59").header("x-next", "/cats?page=2").header("x-sort", "age");
    server.reply(reply.header("x-tags", "a, b").header("x-ids", "1,2").header("x-cat", "{\"name\":\"Tom\"}"));
    let answer = client.cats().list().send_with_meta().await.expect("it succeeds");
    let response = answer.response;
    assert_eq!(response.header(headers::X_RATE_LIMIT).expect("it is a number"), Some(59));
    let next = response.header(headers::X_NEXT).expect("it is a URI").expect("it is there");
    assert_eq!(next.as_str(), "/cats?page=2");
    assert_eq!(response.header(headers::X_SORT).expect("it is known"), Some(XSortHeader::Age));
    assert_eq!(response.header(headers::X_TAGS).expect("it is a list"), Some(vec!["a".to_owned(), "b".to_owned()]));
    assert_eq!(response.header(headers::X_IDS).expect("they are numbers"), Some(vec![1, 2]));
    assert_eq!(response.header(headers::X_CAT).expect("it is JSON").expect("it is there").name, "Tom");
    assert_eq!(response.header(headers::X_COUNT).expect("it may be absent"), None);
}

#[tokio::test]
async fn an_error_has_them_too() {
    let server = FakeServer::new();
    let client = Client::builder().transport(&server).max_retries(0).build().expect("the client can be built");
    server.reply(Reply::new(429).header("retry-after", "3").header("x-rate-limit", "none"));
    let error = client.cats().list().await.expect_err("it is too much");
    assert_eq!(error.header(headers::RETRY_AFTER).expect("it is a number"), Some(3));
    assert!(error.header(headers::X_RATE_LIMIT).is_err());
    let error = fixture_response_headers::Error::from(error);
    assert_eq!(error.header(headers::RETRY_AFTER).expect("it is a number"), Some(3));
}
