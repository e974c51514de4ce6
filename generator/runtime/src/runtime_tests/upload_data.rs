//! Where uploads come from, alone and as parts of forms, as a fake server gets them.

use std::io;

use super::sample::OPEN;
use crate::runtime::testing::{FakeServer, Received, Reply};
use crate::runtime::{
    Bytes, Client, ClientBuilder, ErrorKind, Failure, InvalidArgument, Multipart, MultipartForm, Operation, Request,
    RequestParts, Response, Security, UnexpectedResponse, Upload,
};

/// A `PUT` of data.
struct Put(Upload);

/// A `PUT` of a form with a text, and files.
struct PutForm(Files);

struct Files(Vec<Upload>);

impl Multipart for Files {
    fn write(&self, form: &mut MultipartForm) -> Result<(), InvalidArgument> {
        form.value("title", None, "t")?;
        form.files("file", Some("image/png"), &self.0)
    }
}

macro_rules! put {
    ($($name:ident: |$self:ident, $parts:ident| $write:expr;)*) => {$(
        impl Operation for $name {
            type Output = ();
            type Error = UnexpectedResponse;

            const ID: &'static str = "put";
            const METHOD: &'static str = "PUT";
            const PATH: &'static str = "/x";
            const SECURITY: Security = &[];

            fn write(&$self, $parts: &mut RequestParts) -> Result<(), InvalidArgument> {
                $write
            }

            fn read(response: &mut Response) -> Result<(), Failure<UnexpectedResponse>> {
                match response.status().as_u16() {
                    204 => response.empty(),
                    _ => response.other(),
                }
            }
        }
    )*};
}

put! {
    Put: |self, parts| parts.upload_body("image/png", &self.0);
    PutForm: |self, parts| parts.multipart_body("multipart/form-data", &self.0);
}

fn client(server: &FakeServer) -> Client {
    ClientBuilder::new(&OPEN).transport(server).build().unwrap()
}

/// What a server gets that answers the first attempt with 503, if there is another one.
async fn attempts<O: Operation>(operation: O) -> (Vec<Received>, Result<(), ErrorKind>)
where
    O::Error: std::fmt::Debug,
{
    let server = FakeServer::new();
    server.reply(Reply::new(503)).reply(Reply::new(204));
    let client = client(&server);
    let sent = Request::new(&client, operation).send().await;
    (server.received(), sent.map(drop).map_err(|error| error.kind()))
}

/// A stream of these chunks.
fn stream(chunks: &[&'static str]) -> Upload {
    let chunks: Vec<Result<&'static str, io::Error>> = chunks.iter().map(|chunk| Ok(*chunk)).collect();
    Upload::stream(Chunks(chunks.into_iter()))
}

struct Chunks(std::vec::IntoIter<Result<&'static str, io::Error>>);

impl futures_core::Stream for Chunks {
    type Item = Result<&'static str, io::Error>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        std::task::Poll::Ready(self.0.next())
    }
}

fn body(request: &Received) -> String {
    String::from_utf8(request.body().to_vec()).unwrap()
}

#[tokio::test]
async fn data_in_memory_is_sent_again() {
    let (received, sent) = attempts(Put(Upload::bytes("data"))).await;
    assert_eq!(received.iter().map(body).collect::<Vec<_>>(), ["data", "data"]);
    assert_eq!(received[1].header("content-type"), Some("image/png"));
    assert_eq!(sent, Ok(()));
}

#[tokio::test]
async fn a_stream_is_sent_once() {
    let (received, sent) = attempts(Put(stream(&["da", "", "ta"]))).await;
    assert_eq!(received.iter().map(body).collect::<Vec<_>>(), ["data"]);
    assert!(sent.is_err());
}

#[tokio::test]
async fn a_stream_has_the_length_that_is_said() {
    let server = FakeServer::new();
    server.reply(Reply::new(204));
    let client = client(&server);
    Request::new(&client, Put(stream(&["da", "ta"]).length(4))).send().await.unwrap();
    assert_eq!(body(&server.received()[0]), "data");
    for wrong in [3, 5] {
        let sent = Request::new(&client, Put(stream(&["da", "ta"]).length(wrong))).send().await;
        assert_eq!(sent.unwrap_err().kind(), ErrorKind::RequestBody, "{wrong}");
    }
}

#[tokio::test]
async fn a_form_of_data_in_memory_is_sent_again() {
    let large = Bytes::from(vec![b'x'; 100_000]);
    for data in [Bytes::from_static(b"data"), large] {
        let (received, sent) = attempts(PutForm(Files(vec![data.clone().into()]))).await;
        let [first, second] = received.as_slice() else { panic!("two attempts") };
        assert_eq!(body(first), body(second));
        assert!(body(first).contains(std::str::from_utf8(&data).unwrap()));
        assert_eq!(sent, Ok(()));
    }
}

#[tokio::test]
async fn a_form_with_a_stream_is_sent_once() {
    let files = || Files(vec![Upload::bytes("one").file_name("1.png"), stream(&["t", "wo"])]);
    let (received, sent) = attempts(PutForm(files())).await;
    let [only] = received.as_slice() else { panic!("one attempt") };
    let content_type = only.header("content-type").unwrap();
    let boundary = content_type.strip_prefix("multipart/form-data; boundary=").unwrap();
    let expected = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nt\r\n\
         --{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"1.png\"\r\n\
         Content-Type: image/png\r\n\r\none\r\n\
         --{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"file\"\r\n\
         Content-Type: image/png\r\n\r\ntwo\r\n\
         --{boundary}--\r\n"
    );
    assert_eq!(body(only), expected);
    assert!(sent.is_err());
}

#[test]
fn debug_shows_nothing_of_the_data() {
    let upload = Upload::bytes("hunter2").file_name("hunter2").content_type("text/hunter2");
    assert_eq!(format!("{upload:?}"), "Upload { .. }");
    let form = MultipartForm::new("hunter2".to_owned());
    assert_eq!(format!("{form:?}"), "MultipartForm { .. }");
}

#[cfg(feature = "io")]
mod files {
    use super::*;

    /// A file that is removed in the end.
    struct Temporary(std::path::PathBuf);

    impl Temporary {
        fn new(name: &str, data: &[u8]) -> Self {
            let folder = std::env::temp_dir().join(format!("specwright-{}-{name}", std::process::id()));
            std::fs::create_dir_all(&folder).unwrap();
            let path = folder.join("logo.png");
            std::fs::write(&path, data).unwrap();
            Self(path)
        }
    }

    impl Drop for Temporary {
        fn drop(&mut self) {
            drop(std::fs::remove_file(&self.0));
            drop(self.0.parent().map(std::fs::remove_dir));
        }
    }

    #[tokio::test]
    async fn a_file_is_sent_again() {
        let file = Temporary::new("again", &vec![b'x'; 200_000]);
        let (received, sent) = attempts(Put(Upload::path(&file.0).await.unwrap())).await;
        assert_eq!(received.iter().map(|request| request.body().len()).collect::<Vec<_>>(), [200_000, 200_000]);
        assert_eq!(sent, Ok(()));
    }

    #[tokio::test]
    async fn a_part_has_the_name_of_its_file() {
        let file = Temporary::new("name", b"data");
        let (received, sent) = attempts(PutForm(Files(vec![Upload::path_blocking(&file.0).unwrap()]))).await;
        assert_eq!(received.len(), 2);
        assert!(body(&received[1]).contains("; filename=\"logo.png\"\r\nContent-Type: image/png\r\n\r\ndata\r\n"));
        assert_eq!(sent, Ok(()));
    }

    #[tokio::test]
    async fn what_is_no_file_is_told_at_once() {
        assert!(Upload::path("/no/such/file").await.is_err());
        assert!(Upload::path(std::env::temp_dir()).await.is_err());
    }

    #[tokio::test]
    async fn a_file_that_is_gone_fails_the_request() {
        let file = Temporary::new("gone", b"data");
        let upload = Upload::path(&file.0).await.unwrap();
        drop(file);
        let (received, sent) = attempts(Put(upload)).await;
        assert_eq!((received.len(), sent), (0, Err(ErrorKind::RequestBody)));
    }
}

#[tokio::test]
async fn a_form_with_data_that_was_sent_is_refused_before_anything_is_sent() {
    let server = FakeServer::new();
    let client = client(&server);
    server.reply(Reply::new(204));
    let data = stream(&["a"]);
    Request::new(&client, PutForm(Files(vec![data.clone()]))).send().await.unwrap();
    let error = Request::new(&client, PutForm(Files(vec![data]))).send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidArgument);
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn a_raw_request_takes_any_data() {
    let server = FakeServer::new();
    let client = client(&server);
    let bodies: [Upload; 4] = ["data".into(), "data".to_owned().into(), b"data".to_vec().into(), stream(&["da", "ta"])];
    for data in bodies {
        server.reply(Reply::new(204));
        client.request(crate::runtime::Method::PUT, "/x").body("text/plain", data).send().await.unwrap();
    }
    for request in server.received() {
        assert_eq!((body(&request).as_str(), request.header("content-type")), ("data", Some("text/plain")));
    }
}
