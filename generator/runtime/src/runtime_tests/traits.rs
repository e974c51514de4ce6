//! What holds for every public type.

use std::fmt::Debug;
use std::future::IntoFuture;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::path::{Path, PathBuf};

use super::sample::{API, API_KEY, ContactDeleteError, ContactDeleteOperation, builder, delete};
use crate::runtime::{
    Api, AttemptRequest, AttemptResponse, Client, ClientBuilder, Credential, CredentialLocation, Download, Error,
    ErrorKind, Failure, FieldEncoding, FieldStyle, Header, InvalidArgument, Method, MultipartForm, Operation,
    OperationError, ParameterStyle, Raw, RawRequest, Request, RequestParts, Response, Secret, ServerObject,
    TokenFuture, UnexpectedResponse, Upload, WithMeta, formats, json,
};

fn send<T: Send>(_: &T) {}

/// Asserts the auto traits of types, and names them.
macro_rules! all {
    ($($bound:path)|*: $($name:literal = $type:ty),* $(,)?) => {{
        fn has<T: $($bound +)*>() {}
        $(has::<$type>();)*
        vec![$($name),*]
    }};
}

/// Plain values: whatever happened, they can be looked at.
fn plain() -> Vec<&'static str> {
    all![Send | Sync | Unpin | UnwindSafe | RefUnwindSafe | Debug:
        "Api" = Api,
        "Credential" = Credential,
        "CredentialLocation" = CredentialLocation,
        "InvalidArgument" = InvalidArgument,
        "ErrorKind" = ErrorKind,
        "Failure" = Failure<ContactDeleteError>,
        "FieldEncoding" = FieldEncoding,
        "FieldStyle" = FieldStyle,
        "Header" = Header<String>,
        "ParameterStyle" = ParameterStyle,
        "RequestParts" = RequestParts,
        "Raw" = Raw,
        "Response" = Response,
        "Download" = Download,
        "Secret" = Secret,
        "ServerObject" = ServerObject,
        "UnexpectedResponse" = UnexpectedResponse,
        "WithMeta" = WithMeta<String>,
        "Error" = json::Error,
        "False" = json::False,
        "Fields" = json::Fields,
        "InvalidValue" = json::InvalidValue<String>,
        "Kind" = json::Kind,
        "Map" = json::Map<String>,
        "Null" = json::Null,
        "Number" = json::Number,
        "Presence" = json::Presence,
        "Reader" = json::Reader<'static>,
        "True" = json::True,
        "Union" = json::Union,
        "Unnamed" = json::Unnamed<json::Map<String>>,
        "UnknownValue" = json::UnknownValue<String>,
        "Writer" = json::Writer,
        "ConversionError" = formats::ConversionError,
        "Base64" = formats::Base64,
        "Date" = formats::Date,
        "DateTime" = formats::DateTime,
        "Decimal" = formats::Decimal,
        "Duration" = formats::Duration,
        "Email" = formats::Email,
        "Ipv4" = formats::Ipv4,
        "Ipv6" = formats::Ipv6,
        "Time" = formats::Time,
        "Uri" = formats::Uri,
        "Uuid" = formats::Uuid,
    ]
}

/// What holds something of the caller's, or of an HTTP client.
fn shared() -> Vec<&'static str> {
    all![Send | Sync | Unpin | Debug:
        "AttemptRequest" = AttemptRequest<'static>,
        "AttemptResponse" = AttemptResponse<'static>,
        "Client" = Client,
        "ClientBuilder" = ClientBuilder,
        "Error" = Error,
        "OperationError" = OperationError<ContactDeleteError>,
        "Request" = Request<'static, Client, ContactDeleteOperation>,
        "RawRequest" = RawRequest<'static, Client>,
        "Upload" = Upload,
        "MultipartForm" = MultipartForm,
    ]
}

#[cfg(feature = "blocking")]
#[test]
fn the_blocking_clients_types_have_their_auto_traits() {
    use crate::runtime::blocking::Client;
    all![Send | Sync | Unpin | Debug:
        "Client" = Client,
        "Request" = Request<'static, Client, ContactDeleteOperation>,
        "RawRequest" = RawRequest<'static, Client>,
    ];
}

/// Those of tests.
#[cfg(feature = "test-util")]
fn testing() -> Vec<&'static str> {
    use crate::runtime::testing::{FakeServer, Received, Reply};
    all![Send | Sync | Unpin | Debug: "FakeServer" = FakeServer, "Received" = Received, "Reply" = Reply]
}

#[cfg(not(feature = "test-util"))]
fn testing() -> Vec<&'static str> {
    vec!["FakeServer", "Received", "Reply"]
}

/// Pages and streams of items, which one task reads at a time.
fn streamed() -> Vec<&'static str> {
    use super::pages::CursorList;
    use crate::runtime::pages::{More, PageStyle};
    use crate::runtime::{Event, EventStream, Items, JsonLines, Pages};
    let pages = all![Send | Unpin | Debug:
        "Pages" = Pages<'static, Client, CursorList>,
        "Items" = Items<'static, Client, CursorList>,
    ];
    let streams = all![Send | Sync | Unpin | Debug:
        "EventStream" = EventStream<String>,
        "JsonLines" = JsonLines<String>,
    ];
    #[cfg(feature = "blocking")]
    all![Send | Sync | Unpin | Debug: "StreamIter" = crate::runtime::StreamIter<EventStream<String>>];
    let values = all![Send | Sync | Unpin | UnwindSafe | RefUnwindSafe | Debug:
        "Event" = Event<String>,
        "More" = More,
        "PageStyle" = PageStyle,
    ];
    [pages, streams, values, vec!["StreamIter"]].concat()
}

/// A token is waited for by one call.
fn of_one_thread() -> Vec<&'static str> {
    fn has<T: Send + Unpin>() {}
    has::<TokenFuture<'static>>();
    vec!["TokenFuture", "Security"]
}

#[test]
fn every_public_type_has_its_auto_traits() {
    let known = [plain(), shared(), of_one_thread(), testing(), streamed()].concat();
    let missing: Vec<_> = public_types().into_iter().filter(|name| !known.contains(&name.as_str())).collect();
    assert_eq!(missing, Vec::<String>::new());
}

/// The names of all types that the runtime's files make public.
fn public_types() -> Vec<String> {
    let mut names = Vec::new();
    for file in files() {
        for line in std::fs::read_to_string(file).unwrap().lines() {
            let rest = ["pub struct ", "pub enum ", "pub type "].iter().find_map(|start| line.strip_prefix(start));
            let name = rest.and_then(|rest| rest.split(|c: char| !c.is_alphanumeric()).next());
            names.extend(name.map(str::to_owned));
        }
    }
    assert!(names.len() > 30, "{names:?}");
    names
}

fn files() -> Vec<PathBuf> {
    let mut waiting = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src/runtime")];
    let mut files = Vec::new();
    while let Some(path) = waiting.pop() {
        match std::fs::read_dir(&path) {
            Ok(entries) => waiting.extend(entries.map(|entry| entry.unwrap().path())),
            Err(_) => files.push(path),
        }
    }
    files
}

#[test]
fn futures_can_be_spawned_and_do_not_borrow_the_client() {
    fn spawnable<T: Send + 'static>(_: T) {}
    let client = builder("http://localhost").build().unwrap();
    spawnable(delete(&client, "1").send());
    spawnable(delete(&client, "1").send_with_meta());
    spawnable(delete(&client, "1").send_raw());
    spawnable(delete(&client, "1").into_future());
    let raw = client.request(Method::DELETE, "/x");
    send(&raw);
    spawnable(raw.send());
    drop(client);
}

#[test]
fn requests_are_cloned_whatever_the_client_is() {
    struct NotClone;
    let client = NotClone;
    let request = Request::new(&client, Raw { method: Method::GET, target: "/hunter2".to_owned(), body: None });
    let _: Request<'_, NotClone, Raw> = request.header("X-A", "1").clone();
}

#[test]
fn debug_shows_no_argument_and_no_credential() {
    let builder = builder("http://localhost/hunter2")
        .header("x-key", "hunter2")
        .query("q", "hunter2")
        .header_parameter("X-P", &"hunter2")
        .on_request(|_| Err("hunter2".into()))
        .credential(&API_KEY, "hunter2")
        .user_agent_suffix("hunter2");
    let mut shown = format!("{builder:?} {builder:#?} {API:?} {API_KEY:?}");
    let client = builder.build().unwrap();
    let request =
        delete(&client, "hunter2").header("x-key", "hunter2").query("q", "hunter2").idempotency_key("hunter2");
    let raw = client.request(Method::DELETE, "/hunter2").body("text/hunter2", "hunter2");
    shown += &format!("{client:?} {client:#?} {request:?} {raw:?} {:?}", raw.operation);
    let mut parts = RequestParts::default();
    request.operation.write(&mut parts).unwrap();
    parts.query("q", Some("hunter2")).unwrap();
    parts.header("x-q", Some("hunter2")).unwrap();
    parts.json_body("text/hunter2", "hunter2").unwrap();
    let argument = parts.header("x-q", Some("hunter2\n")).unwrap_err();
    shown += &format!("{parts:?} {argument:?} {argument} {:?}", Secret::from("hunter2"));
    assert!(!shown.contains("hunter2") && !shown.contains("secret-key"), "{shown}");
    assert_eq!(format!("{client:?}"), r#"Client { base_url: "http://localhost", .. }"#);
    assert_eq!(format!("{request:?}"), r#"Request { operation: "deleteContact", .. }"#);
}
