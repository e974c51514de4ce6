//! Pages, one after another, on the wire.

use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use futures_core::Stream;

use super::sample::{OPEN, builder};
use super::server::{Server, answer, json};
use crate::runtime::json::Map;
use crate::runtime::pages::{More, PageParameter, PageStyle};
use crate::runtime::{
    Client, ClientBuilder, ErrorKind, Failure, InvalidArgument, Operation, Paginated, Request, RequestParts, Response,
    Security, UnexpectedResponse,
};

/// A list that is paged in the way of this number.
#[derive(Debug, Clone, Default)]
pub(super) struct List<const STYLE: usize> {
    after: Option<String>,
    page: Option<u32>,
    limit: Option<i64>,
}

pub(super) type CursorList = List<CURSOR>;

const STYLES: [PageStyle; 9] = [
    PageStyle::Cursor(&["meta", "next"], More::Unknown),
    PageStyle::Cursor(&["meta", "next"], More::If(&["more"])),
    PageStyle::Cursor(&["meta", "next"], More::Unless(&["done"])),
    PageStyle::LastItem("id", More::If(&["more"])),
    PageStyle::Number(1, More::Unknown),
    PageStyle::Number(0, More::Pages(&["pages"])),
    PageStyle::Offset(More::Items(&["total"])),
    PageStyle::Url(&["next"]),
    PageStyle::Link,
];

const CURSOR: usize = 0;
const CURSOR_IF: usize = 1;
const CURSOR_UNLESS: usize = 2;
const LAST_ITEM: usize = 3;
const NUMBER: usize = 4;
const NUMBER_FROM_0: usize = 5;
const OFFSET: usize = 6;
const URL: usize = 7;
const LINK: usize = 8;

type Item = Map<serde_json::Value>;

/// A page: an object whose member `data` has the items.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Page {
    data: Option<Vec<Item>>,
}

crate::runtime::json::object!(Page {
    data: optional "data",
});

impl<const STYLE: usize> Operation for List<STYLE> {
    type Output = Page;
    type Error = UnexpectedResponse;
    const ID: &'static str = "things.list";
    const METHOD: &'static str = "GET";
    const PATH: &'static str = "/things";
    const SECURITY: Security = &[];

    fn write(&self, parts: &mut RequestParts) -> Result<(), InvalidArgument> {
        parts.query("after", self.after.as_ref())?;
        parts.query("page", self.page.as_ref())?;
        parts.query("limit", self.limit.as_ref())
    }

    fn read(response: &mut Response) -> Result<Page, Failure<UnexpectedResponse>> {
        match response.status().as_u16() {
            200 => response.value(),
            _ => response.other(),
        }
    }
}

impl<const STYLE: usize> Paginated for List<STYLE> {
    type Item = Item;
    const STYLE: PageStyle = STYLES[STYLE];
    const ITEMS: &'static [&'static str] = &["data"];

    fn items(page: Page) -> Vec<Item> {
        page.data.unwrap_or_default()
    }

    fn parameter(&mut self) -> Option<&mut dyn PageParameter> {
        match STYLE {
            CURSOR..NUMBER => Some(&mut self.after),
            NUMBER..URL => Some(&mut self.page),
            _ => None,
        }
    }
}

fn client(url: &str) -> Client {
    ClientBuilder::new(&OPEN).base_url(url).max_retries(0).build().unwrap()
}

/// The IDs of all items of these pages, and what was asked for; an error as its text.
async fn followed<const STYLE: usize>(pages: &[&str]) -> (Vec<String>, Vec<String>) {
    followed_from(List::<STYLE>::default(), pages).await
}

async fn followed_from<const STYLE: usize>(from: List<STYLE>, pages: &[&str]) -> (Vec<String>, Vec<String>) {
    let server = Server::start(pages.iter().map(|page| json("200 OK", &page.replace('\'', "\"")))).await;
    let client = client(&server.url);
    let mut items = Request::new(&client, from).items();
    let mut found = Vec::new();
    while let Some(item) = items.next().await {
        found.push(match item {
            Ok(item) => item.get("id").map(ToString::to_string).unwrap_or_default(),
            Err(error) => error.to_string(),
        });
    }
    (found, targets(&server))
}

/// The targets of the requests.
fn targets(server: &Server) -> Vec<String> {
    let target = |line: String| line.split(' ').nth(1).unwrap_or_default().to_owned();
    server.lines().into_iter().map(target).collect()
}

#[tokio::test]
async fn a_cursor_leads_to_the_next_page() {
    let pages = ["{'data':[{'id':1},{'id':2}],'meta':{'next':'a b'}}", "{'data':[{'id':3}],'meta':{'next':null}}"];
    let (items, asked) = followed::<CURSOR>(&pages).await;
    assert_eq!(items, ["1", "2", "3"]);
    assert_eq!(asked, ["/things", "/things?after=a%20b"]);
}

#[tokio::test]
async fn what_else_was_set_is_sent_with_each_page() {
    let from = List { limit: Some(2), after: Some("start".to_owned()), ..List::<CURSOR>::default() };
    let (items, asked) = followed_from(from, &["{'data':[{'id':1}],'meta':{'next':5}}", "{'data':[{'id':2}]}"]).await;
    assert_eq!(items, ["1", "2"]);
    assert_eq!(asked, ["/things?after=start&limit=2", "/things?after=5&limit=2"]);
}

#[tokio::test]
async fn a_page_without_a_cursor_is_the_last() {
    for page in ["{'data':[{'id':1}]}", "{'data':[{'id':1}],'meta':{}}", "{'data':[{'id':1}],'meta':{'next':''}}"] {
        assert_eq!(followed::<CURSOR>(&[page]).await.0, ["1"], "{page}");
    }
    let pages = ["{'data':[{'id':1}],'meta':{'next':'a'},'more':true}", "{'data':[],'meta':{'next':'b'},'more':false}"];
    assert_eq!(followed::<CURSOR_IF>(&pages).await.1, ["/things", "/things?after=a"]);
    let pages = ["{'data':[{'id':1}],'meta':{'next':'a'}}", "{'data':[],'meta':{'next':'b'},'done':true}"];
    assert_eq!(followed::<CURSOR_UNLESS>(&pages).await.1, ["/things", "/things?after=a"]);
}

#[tokio::test]
async fn a_page_with_a_cursor_may_be_empty() {
    let pages = ["{'data':[],'meta':{'next':'a'}}", "{'data':[{'id':1}]}"];
    assert_eq!(followed::<CURSOR>(&pages).await.0, ["1"]);
}

#[tokio::test]
async fn empty_pages_without_end_are_an_error() {
    let pages: Vec<_> = (0..=101).map(|number| format!("{{'data':[],'meta':{{'next':{number}}}}}")).collect();
    let (items, asked) = followed::<CURSOR>(&pages.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let error = "GET /things: 200 OK: the next page can't be asked for: too many pages are empty (attempt 1 of 1)";
    assert_eq!((items, asked.len()), (vec![error.to_owned()], 101));
}

#[tokio::test]
async fn a_repeated_cursor_is_the_end() {
    let page = |next: &str| format!("{{'data':[{{'id':1}}],'meta':{{'next':'{next}'}}}}");
    let pages = [page("a"), page("b"), page("a")];
    let (items, asked) = followed::<CURSOR>(&pages.each_ref().map(String::as_str)).await;
    assert_eq!(items, ["1", "1", "1"]);
    assert_eq!(asked, ["/things", "/things?after=a", "/things?after=b"]);
}

#[tokio::test]
async fn the_last_item_can_be_the_cursor() {
    let pages = ["{'data':[{'id':'a'},{'id':'b'}],'more':true}", "{'data':[{'id':'c'}],'more':false}"];
    let (items, asked) = followed::<LAST_ITEM>(&pages).await;
    assert_eq!(items, ["\"a\"", "\"b\"", "\"c\""]);
    assert_eq!(asked, ["/things", "/things?after=b"]);
    assert_eq!(followed::<LAST_ITEM>(&["{'data':[],'more':true}"]).await.1.len(), 1);
}

#[tokio::test]
async fn pages_are_counted() {
    let pages = ["{'data':[{'id':1}]}", "{'data':[{'id':2}]}", "{'data':[]}"];
    assert_eq!(followed::<NUMBER>(&pages).await.1, ["/things", "/things?page=2", "/things?page=3"]);
    let from = List { page: Some(7), ..List::<NUMBER>::default() };
    assert_eq!(followed_from(from, &pages[1..]).await.1, ["/things?page=7", "/things?page=8"]);
    let pages = ["{'data':[{'id':1}],'pages':2}", "{'data':[{'id':2}],'pages':2}"];
    assert_eq!(followed::<NUMBER_FROM_0>(&pages).await.1, ["/things", "/things?page=1"]);
}

#[tokio::test]
async fn items_are_counted() {
    let pages = ["{'data':[{'id':1},{'id':2}],'total':3}", "{'data':[{'id':3}],'total':3}"];
    assert_eq!(followed::<OFFSET>(&pages).await.1, ["/things", "/things?page=2"]);
    let pages = ["{'data':[{'id':1},{'id':2}]}", "{'data':[]}"];
    assert_eq!(followed::<OFFSET>(&pages).await.1, ["/things", "/things?page=2"]);
}

#[tokio::test]
async fn a_server_that_ignores_the_number_is_noticed() {
    let (items, asked) = followed::<NUMBER>(&["{'data':[{'id':1}]}"; 3]).await;
    let error =
        "GET /things: 200 OK: the next page can't be asked for: the server sent the same page again (attempt 1 of 1)";
    assert_eq!(items, ["1", "1", error]);
    assert_eq!(asked.len(), 2);
}

#[tokio::test]
async fn a_cursor_that_its_parameter_cannot_hold_is_an_error() {
    let from = List { page: Some(u32::MAX), ..List::<NUMBER>::default() };
    let (items, _) = followed_from(from, &["{'data':[{'id':1}]}"]).await;
    assert!(items[1].contains("its cursor doesn't fit the parameter"), "{items:?}");
}

#[tokio::test]
async fn a_url_leads_to_the_next_page() {
    for next in ["/things?after=a%2Fb&x", "?after=a%2Fb&x", "things?after=a%2Fb&x#here"] {
        let page = format!("{{'data':[{{'id':1}}],'next':'{next}'}}");
        let (items, asked) = followed::<URL>(&[&page, "{'data':[{'id':2}],'next':null}"]).await;
        assert_eq!(items, ["1", "2"]);
        assert_eq!(asked, ["/things", "/things?after=a%2Fb&x"]);
    }
}

#[tokio::test]
async fn a_url_of_another_origin_is_an_error() {
    for next in ["https://evil.example/things", "//evil.example/things", "http://127.0.0.1:1/", "file:///etc/passwd"] {
        let page = format!("{{'data':[{{'id':1}}],'next':'{next}'}}");
        let (items, asked) = followed::<URL>(&[&page]).await;
        let error =
            "GET /things: 200 OK: the next page can't be asked for: its URL is of another origin (attempt 1 of 1)";
        assert_eq!((items, asked.len()), (vec!["1".to_owned(), error.to_owned()], 1), "{next}");
    }
}

#[cfg(feature = "test-util")]
#[tokio::test]
async fn a_url_with_a_user_is_an_error() {
    let server = crate::runtime::testing::FakeServer::new();
    for next in ["https://me@open.example.com/things", "blob:https://open.example.com/things"] {
        server.reply(crate::runtime::testing::Reply::json(200, format!(r#"{{"data":[],"next":"{next}"}}"#)));
        let client = ClientBuilder::new(&OPEN).transport(&server).build().unwrap();
        let mut pages = Request::new(&client, List::<URL>::default()).pages();
        assert!(pages.next().await.unwrap().is_ok());
        assert!(pages.next().await.unwrap().unwrap_err().to_string().contains("of another origin"));
    }
    assert_eq!(server.received().len(), 2);
}

#[tokio::test]
async fn a_url_gets_the_queries_that_callers_set_unless_it_has_them() {
    let pages = [r#"{"data":[],"next":"/things?version=2&after=a"}"#, "{}"];
    let server = Server::start(pages.map(|page| json("200 OK", page))).await;
    let client = ClientBuilder::new(&OPEN).base_url(&server.url).query("version", "1").build().unwrap();
    let mut pages = Request::new(&client, List::<URL>::default()).query("trace", "x y").pages();
    while let Some(page) = pages.next().await {
        page.unwrap();
    }
    assert_eq!(targets(&server), ["/things?trace=x%20y&version=1", "/things?version=2&after=a&trace=x%20y"]);
}

#[tokio::test]
async fn a_link_leads_to_the_next_page() {
    let links = [
        "link: </things?page=2>; rel=next",
        "link: </p?a=1,2>; rel=\"prev\"; title=\"a, <b>; rel=next\", </things?page=2>; title=x; REL=\"last NEXT\"",
        "link: </a>; rel=last\r\nlink: </things?page=2>; rel=\"next\"",
        "link: </a>; rel=next; anchor=\"#b\",</things?page=2>;rel=\"next\"",
    ];
    for link in links {
        let page = answer("200 OK", &["content-type: application/json", link], "{}");
        let server = Server::start([page, json("200 OK", "{}")]).await;
        let client = client(&server.url);
        let mut pages = Request::new(&client, List::<LINK>::default()).pages();
        while let Some(page) = pages.next().await {
            page.unwrap();
        }
        assert_eq!(targets(&server), ["/things", "/things?page=2"], "{link}");
    }
}

#[tokio::test]
async fn other_links_lead_nowhere() {
    for link in
        ["", "<", "</a>", "</a>; rel=nextt", "</a; rel=next", "/a; rel=next", "</a>; rel=\"next", "</a>; x; rev=next"]
    {
        let server =
            Server::start([answer("200 OK", &["content-type: application/json", &format!("link: {link}")], "{}")]);
        let server = server.await;
        let client = client(&server.url);
        let mut pages = Request::new(&client, List::<LINK>::default()).pages();
        assert!(pages.next().await.unwrap().is_ok());
        assert!(pages.next().await.is_none(), "{link}");
    }
}

#[tokio::test]
async fn the_first_error_is_the_end() {
    let first = json("200 OK", r#"{"data":[],"meta":{"next":"a"}}"#);
    let server = Server::start([first, json("500 Internal Server Error", "{}"), json("200 OK", "{}")]).await;
    let client = client(&server.url);
    let mut pages = Request::new(&client, List::<CURSOR>::default()).pages();
    assert!(pages.next().await.unwrap().is_ok());
    let error = pages.next().await.unwrap().unwrap_err();
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Api, 500));
    assert!(pages.next().await.is_none());
}

#[tokio::test]
async fn errors_of_pages_show_no_credential() {
    let body = r#"{"data":[],"next":"https://evil.example/","echo":"secret-key"}"#;
    let server =
        Server::start([answer("200 OK", &["content-type: application/json", "x-request-id: secret-key"], body)]).await;
    let client = builder(&server.url).build().unwrap();
    let mut pages = Request::new(&client, Secured(List::default())).pages();
    assert!(pages.next().await.unwrap().is_ok());
    let error = pages.next().await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    let shown = format!("{error} {error:?} {:?} {:?}", error.body_excerpt(), error.request_id());
    assert!(!shown.contains("secret-key") && shown.contains("[redacted]"), "{shown}");
}

/// A list that needs the credential.
#[derive(Debug, Clone)]
struct Secured(List<URL>);

impl Operation for Secured {
    type Output = Page;
    type Error = UnexpectedResponse;
    const ID: &'static str = "things.list";
    const METHOD: &'static str = "GET";
    const PATH: &'static str = "/things";
    const SECURITY: Security = &[&[&super::sample::API_KEY]];

    fn write(&self, parts: &mut RequestParts) -> Result<(), InvalidArgument> {
        self.0.write(parts)
    }

    fn read(response: &mut Response) -> Result<Page, Failure<UnexpectedResponse>> {
        List::<URL>::read(response)
    }
}

impl Paginated for Secured {
    type Item = Item;
    const STYLE: PageStyle = STYLES[URL];
    const ITEMS: &'static [&'static str] = &["data"];

    fn items(page: Page) -> Vec<Item> {
        page.data.unwrap_or_default()
    }
}

#[tokio::test]
async fn pages_are_streams() {
    let server = Server::start([json("200 OK", r#"{"data":[{"id":1}]}"#)]).await;
    let client = client(&server.url);
    let mut items = Request::new(&client, List::<CURSOR>::default()).items();
    // Nothing is sent before the first item is needed.
    assert_eq!(server.lines(), [""; 0]);
    let first = std::future::poll_fn(|context| Pin::new(&mut items).poll_next(context)).await;
    assert!(first.unwrap().is_ok());
    assert!(matches!(Pin::new(&mut items).poll_next(&mut Context::from_waker(Waker::noop())), Poll::Ready(None)));
    assert_eq!(format!("{items:?}"), r#"Items { operation: "things.list", .. }"#);
}

#[cfg(feature = "blocking")]
#[test]
fn pages_are_iterators_when_blocking() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let pages = [r#"{"data":[{"id":1}],"meta":{"next":"a"}}"#, r#"{"data":[{"id":2}]}"#];
    let server = runtime.block_on(Server::start(pages.map(|page| json("200 OK", page))));
    let client = ClientBuilder::new(&OPEN).base_url(&server.url).build_blocking().unwrap();
    let items: Result<Vec<_>, _> = Request::new(&client, List::<CURSOR>::default()).items().collect();
    assert_eq!(items.unwrap().len(), 2);
    assert_eq!(targets(&server), ["/things", "/things?after=a"]);
    let mut pages = Request::new(&client, List::<CURSOR>::default()).pages();
    assert!(pages.next().unwrap().unwrap_err().status().is_none());
    assert!(pages.next().is_none());
}
