//! What a call tells `tracing`.

use std::cell::RefCell;
use std::fmt::{self, Write};
use std::sync::Once;

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use super::sample::{builder, delete};
use crate::runtime::testing::{FakeServer, Reply};
use crate::runtime::{Client, Method};

const CONTACT: &str = r#"{"id":"5","object":"contact","deleted":true,"name":"hunter2"}"#;

thread_local! {
    /// What was told on this thread, a line each.
    static LINES: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Keeps everything that is told, for the thread that tells it.
///
/// It is there for all threads: `tracing` remembers for all what the first that comes to an event cares for, and the
/// tests beside these care for nothing.
struct Everything;

struct Fields(String);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        write!(self.0, " {}={value:?}", field.name()).unwrap();
    }
}

impl Everything {
    fn add(what: &str, metadata: Option<&Metadata<'_>>, record: impl FnOnce(&mut dyn Visit)) {
        let ours = metadata.is_none_or(|metadata| metadata.target() == env!("CARGO_CRATE_NAME"));
        let mut fields = Fields(what.to_owned());
        record(&mut fields);
        if ours {
            LINES.with_borrow_mut(|lines| lines.push(fields.0));
        }
    }
}

impl Subscriber for Everything {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        Self::add(span.metadata().name(), Some(span.metadata()), |visit| span.record(visit));
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        Self::add("record", None, |visit| values.record(visit));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let level = event.metadata().level().as_str().to_lowercase();
        Self::add(&level, Some(event.metadata()), |visit| event.record(visit));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

fn client(server: &FakeServer) -> Client {
    builder("https://api.example.com/hunter2")
        .query("q", "hunter2")
        .header("x-h", "hunter2")
        .transport(server)
        .build()
        .unwrap()
}

/// What these calls tell.
async fn told<T>(calls: impl AsyncFn() -> T) -> Vec<String> {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| tracing::subscriber::set_global_default(Everything).unwrap());
    // Once in vain, so that no event is new to this thread, and another can't be about to forget who cares for it.
    calls().await;
    tracing::callsite::rebuild_interest_cache();
    LINES.take();
    calls().await;
    LINES.take()
}

#[tokio::test]
async fn a_call_is_a_span_with_an_event_for_each_attempt_and_wait() {
    let lines = told(async || {
        let server = FakeServer::new();
        server
            .reply(Reply::connection_reset().delay(std::time::Duration::from_millis(20)))
            .reply(Reply::json(503, r#"{"message":"hunter2"}"#).header("retry-after", "7"))
            .reply(Reply::json(200, CONTACT).header("set-cookie", "hunter2"));
        delete(&client(&server), "hunter2").query("r", "hunter2").await.unwrap();
    });
    assert_eq!(
        lines.await,
        [
            "call operation=\"deleteContact\" method=\"DELETE\" path=\"/v2/contacts/{id}\"",
            "debug message=failed attempt=1 failure=\"transport\" duration_ms=20",
            "warn message=waits before the next attempt attempt=1 failure=\"transport\" wait_ms=500",
            "debug message=answered attempt=2 status=503 duration_ms=0",
            "warn message=waits before the next attempt attempt=2 status=503 wait_ms=7000",
            "debug message=answered attempt=3 status=200 duration_ms=0",
            "record status=200",
            "record attempts=3",
        ]
    );
}

#[tokio::test]
async fn a_call_that_fails_tells_the_kind_of_error() {
    let lines = told(async || {
        let server = FakeServer::new();
        server.reply(Reply::new(303).header("location", "https://evil.example/hunter2"));
        delete(&client(&server), "hunter2").await.unwrap_err();
    });
    assert_eq!(
        lines.await,
        [
            "call operation=\"deleteContact\" method=\"DELETE\" path=\"/v2/contacts/{id}\"",
            "debug message=answered attempt=1 status=303 duration_ms=0",
            "record error=Redirect",
            "record status=303",
            "record attempts=1",
        ]
    );
}

#[tokio::test]
async fn a_refused_connection_is_told_though_it_is_not_retried() {
    let lines = told(async || {
        let server = FakeServer::new();
        server.reply(Reply::connection_refused());
        delete(&client(&server), "hunter2").max_retries(0).await.unwrap_err();
    });
    assert_eq!(
        lines.await[1..],
        [
            "warn message=failed attempt=1 failure=\"connect\" duration_ms=0",
            "record error=Connect",
            "record",
            "record attempts=1",
        ]
    );
}

#[tokio::test]
async fn the_end_of_a_stream_is_told_with_its_length() {
    let body = || Reply::new(200).chunk("hunter2").chunk("hunter2");
    for (reply, read, message) in [
        (body(), 3, "the stream ended"),
        (body().truncated(), 3, "the stream broke"),
        (body(), 2, "the stream was dropped"),
    ] {
        let lines = told(async || {
            let server = FakeServer::new();
            server.reply(reply.clone());
            let mut download = client(&server).request(Method::GET, "/hunter2").send_stream().await.unwrap();
            for _ in 0..read {
                let _ = download.chunk().await;
            }
        });
        let lines = lines.await;
        let last = lines.last().unwrap();
        assert!(last.starts_with(&format!("debug message={message} bytes=14 duration_ms=")), "{last}");
        assert_eq!(lines.iter().filter(|line| line.contains("the stream")).count(), 1);
        assert!(!lines.concat().contains("hunter2"), "{lines:?}");
    }
}
