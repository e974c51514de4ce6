//! Forms of fields, read by `serde_html_form`, as servers of axum read them.

use std::collections::BTreeMap;

use fixture_forms::Client;
use fixture_forms::resources::forms::{FormEitherBody, FormStyledForm};
use fixture_forms::testing::{FakeServer, Reply};
use fixture_forms::types::{Address, Card};

fn client() -> (FakeServer, Client) {
    let server = FakeServer::new();
    let client = Client::builder().transport(&server).build().expect("the client can be built");
    for _ in 0..4 {
        server.reply(Reply::new(204));
    }
    (server, client)
}

fn sent(server: &FakeServer) -> Vec<(String, String)> {
    let received = server.received();
    let text = |body: &[u8]| String::from_utf8(body.to_vec()).expect("it is text");
    let content_type = |name: Option<&str>| name.unwrap_or("none").to_owned();
    received.iter().map(|request| (content_type(request.header("content-type")), text(request.body()))).collect()
}

/// The fields of the only request.
fn fields(server: &FakeServer) -> BTreeMap<String, Vec<String>> {
    let sent = sent(server);
    let [(content_type, form)] = sent.as_slice() else { panic!("one request") };
    assert_eq!(content_type, "application/x-www-form-urlencoded");
    let pairs: Vec<(String, String)> = serde_html_form::from_str(form).expect("it is a form");
    let mut fields: BTreeMap<String, Vec<String>> = BTreeMap::new();
    pairs.into_iter().for_each(|(name, value)| fields.entry(name).or_default().push(value));
    fields
}

fn expected(all: &[(&str, &[&str])]) -> BTreeMap<String, Vec<String>> {
    let of = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect();
    all.iter().map(|(name, values)| ((*name).to_owned(), of(values))).collect()
}

#[tokio::test]
async fn arrays_are_repeated_and_objects_are_json() {
    let (server, client) = client();
    let card = Card::new("4 2&=+%\u{f6}").amount(-5).live(true).tags(["a", "b c"]).address(Address::new().city("K\"ln"));
    client.forms().plain(card.note(None)).await.expect("it is sent");
    let all: &[(&str, &[&str])] = &[
        ("number", &["4 2&=+%\u{f6}"]),
        ("amount", &["-5"]),
        ("live", &["true"]),
        ("tags", &["a", "b c"]),
        ("address", &[r#"{"city":"K\"ln"}"#]),
    ];
    assert_eq!(fields(&server), expected(all));
    let text = "number=4+2%26%3D%2B%25%C3%B6&amount=-5&live=true&tags=a&tags=b+c&address=%7B%22city%22%3A%22K%5C%22ln%22%7D";
    assert_eq!(sent(&server)[0].1, text);
}

#[tokio::test]
async fn styles_are_those_of_the_document() {
    let (server, client) = client();
    let form = FormStyledForm::new()
        .expand(["a", "b"])
        .metadata([("k", "v w")])
        .address(Address::new().street("s").city("c"))
        .list(["a", "b,c"])
        .words(["a", "b"])
        .pipes([1, 2])
        .json([1, 2])
        .url("https://a/?b=c&d")
        .nested([Address::new().city("a"), Address::new().city("b")]);
    client.forms().styled(form).await.expect("it is sent");
    let all: &[(&str, &[&str])] = &[
        ("expand[]", &["a", "b"]),
        ("metadata[k]", &["v w"]),
        ("street", &["s"]),
        ("city", &["c"]),
        ("list", &["a,b,c"]),
        ("words", &["a b"]),
        ("pipes", &["1|2"]),
        // Of an array, the content type is that of each item.
        ("json", &["1", "2"]),
        ("url", &["https://a/?b=c&d"]),
        ("nested[0][city]", &["a"]),
        ("nested[1][city]", &["b"]),
    ];
    assert_eq!(fields(&server), expected(all));
    assert!(sent(&server)[0].1.contains("&url=https://a/?b%3Dc%26d&"), "{:?}", sent(&server));
    assert!(sent(&server)[0].1.contains("&list=a,b%2Cc&words=a%20b&pipes=1%7C2&"), "{:?}", sent(&server));
}

#[tokio::test]
async fn any_fields_can_be_sent() {
    let (server, client) = client();
    client.forms().any().body([("a", 1), ("b", 2)]).await.expect("it is sent");
    assert_eq!(fields(&server), expected(&[("a", &["1"]), ("b", &["2"])]));
}

#[tokio::test]
async fn the_variant_says_whether_it_is_json() {
    let (server, client) = client();
    client.forms().either(FormEitherBody::Json(Card::new("1"))).await.expect("it is sent");
    client.forms().either(FormEitherBody::Form(Card::new("1"))).await.expect("it is sent");
    let all = [("application/json", r#"{"number":"1"}"#), ("application/x-www-form-urlencoded", "number=1")];
    assert_eq!(sent(&server), all.map(|(media_type, body)| (media_type.to_owned(), body.to_owned())));
}
