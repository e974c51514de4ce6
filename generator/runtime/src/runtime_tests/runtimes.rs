//! Where calls can be made.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use super::sample::{builder, delete};
use crate::runtime::ErrorKind;

/// The output of a future that has to wait for nothing, without a runtime.
fn at_once<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("expected an output at once"),
    }
}

#[test]
fn a_call_outside_of_tokio_is_an_error() {
    let client = builder("http://127.0.0.1:1").build().unwrap();
    let error = at_once(delete(&client, "1").send()).unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Configuration, 0));
    assert_eq!(
        error.to_string(),
        "DELETE /v2/contacts/{id}: there is no Tokio runtime: send requests in one, or use the blocking client"
    );
}

#[cfg(feature = "test-util")]
#[test]
fn a_fake_server_needs_no_runtime() {
    let server = crate::runtime::testing::FakeServer::new();
    server.reply(crate::runtime::testing::Reply::new(404));
    let client = builder("https://api.example.com").transport(&server).build().unwrap();
    assert_eq!(at_once(delete(&client, "1").send()).unwrap_err().kind(), ErrorKind::Api);
}
