use std::future::IntoFuture;

use super::sample::{ContactDeleteError, ContactDeleteOperation, builder, delete};
use crate::runtime::{Client, ClientBuilder, Error, Operation, OperationError, RawRequest, Request, Response, Secret};

fn send_sync<T: Send + Sync + 'static>() {}
fn send<T: Send>(_: &T) {}

#[test]
fn everything_crosses_threads() {
    send_sync::<Client>();
    send_sync::<ClientBuilder>();
    send_sync::<Error>();
    send_sync::<OperationError<ContactDeleteError>>();
    send_sync::<Response>();
    send_sync::<Secret>();
    send_sync::<Request<'static, Client, ContactDeleteOperation>>();
    send_sync::<RawRequest<'static, Client>>();
}

#[cfg(feature = "test-util")]
#[test]
fn a_fake_server_crosses_threads() {
    send_sync::<crate::runtime::testing::FakeServer>();
    send_sync::<crate::runtime::testing::Received>();
    send_sync::<crate::runtime::testing::Reply>();
}

#[test]
fn futures_can_be_spawned_and_do_not_borrow_the_client() {
    fn spawnable<T: Send + 'static>(_: T) {}
    let client = builder("http://localhost").build().unwrap();
    spawnable(delete(&client, "1").send());
    spawnable(delete(&client, "1").send_with_meta());
    spawnable(delete(&client, "1").send_raw());
    spawnable(delete(&client, "1").into_future());
    let raw = client.request(ContactDeleteOperation::METHOD, "/x");
    send(&raw);
    spawnable(raw.send());
    drop(client);
}

#[test]
fn debug_shows_no_argument_and_no_credential() {
    let builder = builder("http://localhost/hunter2").header("x-key", "hunter2");
    assert!(!format!("{builder:?}").contains("hunter2"));
    let client = builder.build().unwrap();
    let request = delete(&client, "hunter2").header("x-key", "hunter2").query("q", "hunter2");
    let raw = client.request(ContactDeleteOperation::METHOD, "/hunter2");
    for shown in [format!("{client:?}"), format!("{request:?}"), format!("{:?}", raw.operation)] {
        assert!(!shown.contains("hunter2") && !shown.contains("secret-key"), "{shown}");
    }
    assert_eq!(format!("{client:?}"), r#"Client { base_url: "http://localhost", .. }"#);
    assert_eq!(format!("{request:?}"), r#"Request { operation: "deleteContact", .. }"#);
}
