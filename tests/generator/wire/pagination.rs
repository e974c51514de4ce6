//! Pages, one after another.

use fixture_pagination::testing::{FakeServer, Reply};
use fixture_pagination::{Client, Error, Items, Pages};

fn client(pages: &[&str]) -> (FakeServer, Client) {
    let server = FakeServer::new();
    for page in pages {
        server.reply(Reply::json(200, page.replace('\'', "\"")));
    }
    let client = Client::builder().transport(&server).build().expect("the client can be built");
    (server, client)
}

fn targets(server: &FakeServer) -> Vec<String> {
    server.received().iter().map(|request| request.target().to_owned()).collect()
}

/// The IDs of all items.
macro_rules! ids {
    ($items:expr) => {{
        let (mut items, mut ids) = ($items, Vec::new());
        while let Some(item) = items.next().await {
            ids.push(item.expect("there is an item").id);
        }
        ids
    }};
}

#[tokio::test]
async fn a_cursor_is_followed() {
    let (server, client) = client(&["{'data':[{'id':'a'}],'nextCursor':'x y'}", "{'data':[{'id':'b'}],'nextCursor':null}"]);
    assert_eq!(ids!(client.lists().by_cursor().limit(1).items()), ["a", "b"]);
    assert_eq!(targets(&server), ["/by-cursor?limit=1", "/by-cursor?cursor=x%20y&limit=1"]);
}

#[tokio::test]
async fn a_cursor_in_another_object_is_followed() {
    let (server, client) = client(&[
        "{'things':[{'id':'a'}],'meta':{'nextPageToken':'b','has_more':true}}",
        "{'things':null,'meta':{'nextPageToken':'c','has_more':false}}",
    ]);
    assert_eq!(ids!(client.lists().by_cursor_in_meta().items()), ["a"]);
    assert_eq!(targets(&server), ["/by-cursor-in-meta", "/by-cursor-in-meta?pageToken=b"]);
}

#[tokio::test]
async fn the_last_item_is_followed() {
    let (server, client) =
        client(&["{'data':[{'id':'a'},{'id':'b'}],'has_more':true}", "{'data':[{'id':'c'}],'has_more':false}"]);
    assert_eq!(ids!(client.lists().by_last_item().items()), ["a", "b", "c"]);
    assert_eq!(targets(&server), ["/by-last-item", "/by-last-item?starting_after=b"]);
}

#[tokio::test]
async fn numbers_are_counted() {
    let (server, client) = client(&["[{'id':'a'}]", "[{'id':'b'}]", "[]"]);
    assert_eq!(ids!(client.lists().by_number().per_page(1).items()), ["a", "b"]);
    assert_eq!(targets(&server), ["/by-number?per_page=1", "/by-number?page=2&per_page=1", "/by-number?page=3&per_page=1"]);
}

#[tokio::test]
async fn items_are_counted() -> Result<(), Error> {
    let (server, client) = client(&["{'results':['a','b'],'total':3}", "{'results':['c'],'total':3}"]);
    let mut found = Vec::new();
    let mut items = client.lists().by_offset().items();
    while let Some(item) = items.next().await {
        found.push(item?);
    }
    assert_eq!(found, ["a", "b", "c"]);
    assert_eq!(targets(&server), ["/by-offset", "/by-offset?offset=2"]);
    Ok(())
}

#[tokio::test]
async fn a_url_is_followed() {
    let (server, client) = client(&["{'data':[{'id':'a'}],'links':{'next':'/by-url?after=1'}}", "{'data':[{'id':'b'}]}"]);
    assert_eq!(ids!(client.lists().by_url().items()), ["a", "b"]);
    assert_eq!(targets(&server), ["/by-url", "/by-url?after=1"]);
}

#[tokio::test]
async fn a_link_is_followed() {
    let (server, client) = client(&[]);
    server.reply(Reply::json(200, "[{\"id\":\"a\"}]").header("link", "</by-link?page=2>; rel=\"next\""));
    server.reply(Reply::json(200, "[]"));
    let mut pages = client.lists().by_link().pages();
    let mut lengths = Vec::new();
    while let Some(page) = pages.next().await {
        lengths.push(page.expect("there is a page").len());
    }
    assert_eq!(lengths, [1, 0]);
    assert_eq!(targets(&server), ["/by-link", "/by-link?page=2"]);
}

#[tokio::test]
async fn extensions_say_how() {
    let (server, client) = client(&[
        "{'body':{'rows':[{'id':'a'}]},'meta':{'last':'1','pages':2}}",
        "{'body':{},'meta':{}}",
        "{'body':{'rows':[{'id':'a'}]},'meta':{'pages':2}}",
        "{'body':{'rows':[{'id':'b'}]},'meta':{'pages':2}}",
        "{'value':[{'id':'a'}],'nextLink':'https://api.example.com/by-autorest?skip=1'}",
        "{'value':[{'id':'b'}]}",
    ]);
    let extensions = client.extensions();
    assert_eq!(ids!(extensions.by_fern().items()), ["a"]);
    assert_eq!(ids!(extensions.by_speakeasy().items()), ["a", "b"]);
    assert_eq!(ids!(extensions.by_autorest().items()), ["a", "b"]);
    let targets = targets(&server);
    assert_eq!(targets[..2], ["/by-fern", "/by-fern?after=1"]);
    assert_eq!(targets[2..4], ["/by-speakeasy", "/by-speakeasy?number=1"]);
    assert_eq!(targets[4..], ["/by-autorest", "/by-autorest?skip=1"]);
}

#[tokio::test]
async fn the_configuration_says_how() {
    let page = "{'body':{'rows':[{'id':'a'}]},'meta':{'last':'/configured-url?from=1'}}";
    let (server, client) = client(&[page, "{}", page, "{}", page, "{}"]);
    let configured = client.configured();
    assert_eq!(ids!(configured.cursor().items()), ["a"]);
    assert_eq!(ids!(configured.number().items()), ["a"]);
    assert_eq!(ids!(configured.url().items()), ["a"]);
    let targets = targets(&server);
    assert_eq!(targets[1], "/configured-cursor?from=%2Fconfigured-url%3Ffrom%3D1");
    assert_eq!(targets[3], "/configured-number?number=2");
    assert_eq!(targets[5], "/configured-url?from=1");
}

#[test]
fn pages_have_names_at_the_root() {
    let (_, client) = client(&[]);
    let _: Pages<'_, Client, _> = client.lists().by_cursor().pages();
    let _: Items<'_, Client, _> = client.lists().by_cursor().items();
}
