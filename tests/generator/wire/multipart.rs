//! Forms of parts, read by `multer`.

use fixture_multipart::resources::files::{FileMendForm, FileReplaceForm, FileUploadForm, FileUploadFormPurpose};
use fixture_multipart::resources::others::{OtherStyledForm, OtherStyledFormLink};
use fixture_multipart::testing::{FakeServer, Received, Reply};
use fixture_multipart::types::{Owner, Place};
use fixture_multipart::{Client, Upload};

fn client() -> (FakeServer, Client) {
    let server = FakeServer::new();
    let client = Client::builder().transport(&server).build().expect("the client can be built");
    for _ in 0..4 {
        server.reply(Reply::new(204));
    }
    (server, client)
}

/// The name of a part, that of its file, its media type and its data.
type Part = (String, Option<String>, Option<String>, String);

async fn parts(request: &Received) -> Vec<Part> {
    let content_type = request.header("content-type").expect("there is one");
    let boundary = multer::parse_boundary(content_type).expect("it has a boundary");
    assert!(boundary.len() >= 32, "{boundary}");
    let body = request.body().to_vec();
    let stream = futures_util::stream::iter([Ok::<_, std::io::Error>(body)]);
    let mut multipart = multer::Multipart::new(stream, boundary);
    let mut parts = Vec::new();
    while let Some(field) = multipart.next_field().await.expect("it is multipart") {
        let name = field.name().expect("it has a name").to_owned();
        let file_name = field.file_name().map(str::to_owned);
        let media_type = field.content_type().map(ToString::to_string);
        parts.push((name, file_name, media_type, field.text().await.expect("it is text")));
    }
    parts
}

fn part(name: &str, file_name: Option<&str>, media_type: Option<&str>, data: &str) -> Part {
    (name.to_owned(), file_name.map(str::to_owned), media_type.map(str::to_owned), data.to_owned())
}

#[tokio::test]
async fn files_texts_and_json_are_parts() {
    let (server, client) = client();
    let form = FileUploadForm::new(Upload::bytes("data").file_name("a.bin"), FileUploadFormPurpose::Avatar)
        .title("T\u{f6}\r\n--x")
        .size(3)
        .tags(["a", "b"])
        .owner(Owner::new("Ann"))
        .owners(["B", "C"].map(Owner::new))
        .previews([Upload::bytes("1"), Upload::bytes("2").content_type("image/gif")])
        .picture(vec![b'p'])
        .raw(Upload::bytes("r"));
    client.files().upload(form).await.expect("it is sent");
    let bytes = Some("application/octet-stream");
    let json = Some("application/json");
    let expected = [
        part("file", Some("a.bin"), bytes, "data"),
        part("purpose", None, None, "avatar"),
        part("title", None, Some("text/plain; charset=utf-8"), "T\u{f6}\r\n--x"),
        part("size", None, None, "3"),
        part("tags", None, json, "\"a\""),
        part("tags", None, json, "\"b\""),
        part("owner", None, json, r#"{"name":"Ann"}"#),
        part("owners", None, json, r#"{"name":"B"}"#),
        part("owners", None, json, r#"{"name":"C"}"#),
        part("previews", Some("previews"), bytes, "1"),
        part("previews", Some("previews"), Some("image/gif"), "2"),
        part("picture", Some("picture"), Some("image/png"), "p"),
        part("raw", Some("raw"), bytes, "r"),
    ];
    assert_eq!(parts(&server.received()[0]).await, expected);
}

#[tokio::test]
async fn no_name_of_a_file_adds_a_header() {
    let (server, client) = client();
    let file = Upload::bytes("d").file_name("a\"\r\nX-Evil: 1\r\n\r\n.png");
    client.files().upload(FileUploadForm::new(file, "x")).await.expect("it is sent");
    let body = String::from_utf8(server.received()[0].body().to_vec()).expect("it is text");
    assert!(body.contains("; filename=\"a%22%0D%0AX-Evil: 1%0D%0A%0D%0A.png\"\r\n"), "{body}");
    let parts = parts(&server.received()[0]).await;
    assert_eq!(parts.len(), 2);
}

#[tokio::test]
async fn a_media_type_that_ends_its_line_is_refused() {
    let (server, client) = client();
    let file = Upload::bytes("d").content_type("image/png\r\nX-Evil: 1");
    client.files().upload(FileUploadForm::new(file, "x")).await.expect_err("it is refused");
    assert_eq!(server.received().len(), 0);
}

#[tokio::test]
async fn boundaries_are_never_the_same() {
    let (server, client) = client();
    for _ in 0..2 {
        client.files().mend(FileMendForm::new().caption("c")).await.expect("it is sent");
    }
    let received = server.received();
    assert_ne!(received[0].header("content-type"), received[1].header("content-type"));
}

#[tokio::test]
async fn what_is_not_set_or_null_is_no_part() {
    let (server, client) = client();
    client.files().mend(FileMendForm::new().caption(None)).await.expect("it is sent");
    assert_eq!(parts(&server.received()[0]).await, []);
}

#[tokio::test]
async fn the_type_chooses_between_json_and_parts() {
    let (server, client) = client();
    client.files().replace().body(Owner::new("Ann")).await.expect("it is sent");
    client.files().replace().body(FileReplaceForm::new().picture(vec![b'p'])).await.expect("it is sent");
    let received = server.received();
    assert_eq!(received[0].header("content-type"), Some("application/json"));
    let bytes = Some("application/octet-stream");
    assert_eq!(parts(&received[1]).await, [part("picture", Some("picture"), bytes, "p")]);
}

#[tokio::test]
async fn files_are_read_when_they_are_sent() {
    let (server, client) = client();
    let path = std::env::temp_dir().join(format!("specwright-wire-{}.txt", std::process::id()));
    std::fs::write(&path, "data").expect("it can be written");
    let file = Upload::path(&path).await.expect("it is there");
    client.files().mend(FileMendForm::new().picture(file)).await.expect("it is sent");
    std::fs::remove_file(&path).expect("it can be removed");
    let name = path.file_name().and_then(|name| name.to_str());
    let bytes = Some("application/octet-stream");
    assert_eq!(parts(&server.received()[0]).await, [part("picture", name, bytes, "data")]);
}

#[tokio::test]
async fn streams_are_sent_as_they_come() {
    let (server, client) = client();
    let chunks = ["da", "ta"].map(Ok::<_, std::io::Error>);
    let stream = Upload::stream(futures_util::stream::iter(chunks)).length(4).file_name("s.txt");
    client.files().mend(FileMendForm::new().picture(stream)).await.expect("it is sent");
    let bytes = Some("application/octet-stream");
    assert_eq!(parts(&server.received()[0]).await, [part("picture", Some("s.txt"), bytes, "data")]);
}

#[tokio::test]
async fn parts_have_the_style_of_the_document() {
    let (server, client) = client();
    let form = OtherStyledForm::new()
        .link(OtherStyledFormLink::new().create(true).days(3))
        .ids([1, 2])
        .files_0(Upload::bytes("d").file_name("0"));
    client.others().styled(form).await.expect("it is sent");
    let expected = [
        part("link[create]", None, None, "true"),
        part("link[days]", None, None, "3"),
        part("ids", None, None, "1,2"),
        part("files[0]", Some("0"), Some("application/octet-stream"), "d"),
    ];
    assert_eq!(parts(&server.received()[0]).await, expected);
}

#[tokio::test]
async fn parts_may_be_those_of_any_object() {
    let (server, client) = client();
    client.others().map([("a", "1"), ("b\"\r\n", "2")]).await.expect("it is sent");
    client.others().union(Place::new("t")).await.expect("it is sent");
    client.others().any().body([("a", 1)]).await.expect("it is sent");
    let received = server.received();
    assert_eq!(parts(&received[0]).await[0], part("a", None, None, "1"));
    let body = String::from_utf8(received[0].body().to_vec()).expect("it is text");
    assert!(body.contains("name=\"b%22%0D%0A\"\r\n\r\n2\r\n"), "{body}");
    assert_eq!(parts(&received[1]).await, [part("town", None, None, "t")]);
    assert_eq!(parts(&received[2]).await, [part("a", None, None, "1")]);
}
