//! Parameters in every style.

use fixture_styled_parameters::resources::whole::WholeJsonQuery;
use fixture_styled_parameters::testing::{FakeServer, Received, Reply};
use fixture_styled_parameters::types::{Color, Filter};
use fixture_styled_parameters::{Client, Error};

fn client() -> (FakeServer, Client) {
    let server = FakeServer::new();
    let client = Client::builder().transport(&server).build().expect("the client can be built");
    server.reply(Reply::new(204));
    (server, client)
}

fn only(server: &FakeServer) -> Received {
    let received = server.received();
    let [request] = received.as_slice() else { panic!("one request") };
    request.clone()
}

/// The query, as it was sent.
fn query(server: &FakeServer) -> Option<String> {
    only(server).target().split_once('?').map(|(_, query)| query.to_owned())
}

fn color() -> Color {
    Color::new().r(100).g(200).b(150)
}

const COLORS: [&str; 3] = ["blue", "black", "brown"];

fn filter() -> Filter {
    Filter::new("T\u{f6}m & co").tags(["a", "b"]).ranges([Color::new().r(1), Color::new().g(2)])
}

#[tokio::test]
async fn simple() {
    let (server, client) = client();
    client.path().simple(COLORS, color(), color()).await.expect("it is sent");
    assert_eq!(only(&server).path(), "/simple/blue,black,brown/R,100,G,200,B,150/R=100,G=200,B=150");
}

#[tokio::test]
async fn label() {
    let (server, client) = client();
    client.path().label("blue", COLORS, COLORS, color()).await.expect("it is sent");
    assert_eq!(only(&server).path(), "/label/.blue/.blue,black,brown/.blue.black.brown/.R=100.G=200.B=150");
}

#[tokio::test]
async fn matrix() {
    let (server, client) = client();
    client.path().matrix(7, COLORS, COLORS, color()).await.expect("it is sent");
    let list = "list=blue,black,brown";
    let exploded = "exploded=blue;exploded=black;exploded=brown";
    assert_eq!(only(&server).path(), format!("/matrix;text=7/x;{list}/;{exploded}/;R=100;G=200;B=150"));
}

#[tokio::test]
async fn a_path_stays_within_its_segments() {
    let (server, client) = client();
    client.path().simple(["a/b", "..", "\u{e9}?#"], color(), color()).await.expect("it is sent");
    assert!(only(&server).path().starts_with("/simple/a%2Fb,..,%C3%A9%3F%23/"));
    for list in [&["."][..], &[".."], &[""], &[]] {
        let refused = client.path().simple(list.to_vec(), color(), color()).await;
        assert!(refused.is_err(), "{list:?}");
    }
    for list in [&["."][..], &[""]] {
        let refused = client.path().label("a", list.to_vec(), COLORS, color()).await;
        assert!(refused.is_err(), "{list:?}");
    }
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn form() -> Result<(), Error> {
    let (server, client) = client();
    let request = client.query().form([1, 2]).colors(["a b", "c&d"]).joined(["2024-02-29", "2024-03-01"]);
    let request = request.color(color()).flat(color()).labels([("x", "1"), ("y", "2")]);
    request.pair(("a".to_owned(), 0.5)).either(3).any("text").kept(true).await?;
    let expected = [
        "kept=true",
        "ids=1",
        "ids=2",
        "colors=a%20b",
        "colors=c%26d",
        "joined=2024-02-29,2024-03-01",
        "R=100&G=200&B=150",
        "flat=R,100,G,200,B,150",
        "x=1&y=2",
        "pair=a,0.5",
        "either=3",
        "any=text",
    ];
    let query = query(&server).unwrap_or_default();
    let mut parameters: Vec<_> = query.split('&').collect();
    let mut expected: Vec<_> = expected.iter().flat_map(|pair| pair.split('&')).collect();
    parameters.sort_unstable();
    expected.sort_unstable();
    assert_eq!(parameters, expected);
    Ok(())
}

#[tokio::test]
async fn empty_lists_are_not_sent_unless_that_is_allowed() -> Result<(), Error> {
    let (server, client) = client();
    let request = client.query().form(Vec::<i64>::new()).colors([] as [&str; 0]).color(Color::new());
    request.any(serde_json::Value::Null).empty([]).await?;
    assert_eq!(query(&server).as_deref(), Some("empty="));
    Ok(())
}

#[tokio::test]
async fn reserved_characters_are_kept_where_a_query_can_have_them() -> Result<(), Error> {
    let (server, client) = client();
    client.query().form([1]).url("https://a.example/b?c=d&e=%20%zz#f [g]").await?;
    assert_eq!(query(&server).as_deref(), Some("ids=1&url=https://a.example/b?c=d%26e=%20%25zz%23f%20%5Bg%5D"));
    Ok(())
}

#[tokio::test]
async fn delimited() -> Result<(), Error> {
    let (server, client) = client();
    let request = client.query().delimited().spaces(COLORS).pipes(COLORS).object(color());
    request.exploded(["a", "b"]).await?;
    let delimited = "spaces=blue%20black%20brown&pipes=blue%7Cblack%7Cbrown";
    let expected = format!("{delimited}&object=R%7C100%7CG%7C200%7CB%7C150&exploded=a&exploded=b");
    assert_eq!(query(&server), Some(expected));
    assert!(client.query().delimited().spaces(["a b"]).await.is_err());
    Ok(())
}

#[tokio::test]
async fn deep_object() -> Result<(), Error> {
    let (server, client) = client();
    client.query().deep().color(color()).filter(filter()).await?;
    let query = query(&server).unwrap_or_default();
    assert!(query.starts_with("color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150&filter%5Bname%5D=T%C3%B6m%20%26%20co"));
    let query = query.replace("%5B", "[").replace("%5D", "]");
    assert!(query.ends_with("filter[tags][]=a&filter[tags][]=b&filter[ranges][0][R]=1&filter[ranges][1][G]=2"));
    Ok(())
}

#[tokio::test]
async fn json() -> Result<(), Error> {
    let (server, client) = client();
    client.json().get(Color::new().r(1)).filter(Filter::new("a&b")).x_filter(Filter::new("\u{1F600}")).filters([1, 2]).await?;
    let request = only(&server);
    assert_eq!(request.path(), "/json/%7B%22R%22%3A1%7D");
    assert_eq!(query(&server).as_deref(), Some("filter=%7B%22name%22%3A%22a%26b%22%7D"));
    assert_eq!(request.header("x-filter"), Some(r#"{"name":"\ud83d\ude00"}"#));
    assert_eq!(request.header("cookie"), Some("filters=[1%2C2]"));
    Ok(())
}

#[tokio::test]
async fn headers() -> Result<(), Error> {
    let (server, client) = client();
    client.headers().get([1, 2]).x_color(color()).x_exploded(color()).x_dates(["2024-02-29T12:30:00Z"]).await?;
    let request = only(&server);
    assert_eq!(request.header("x-ids"), Some("1,2"));
    assert_eq!(request.header("x-color"), Some("R,100,G,200,B,150"));
    assert_eq!(request.header("x-exploded"), Some("R=100,G=200,B=150"));
    assert_eq!(request.header("x-dates"), Some("2024-02-29T12:30:00Z"));
    for injection in ["1\r\nx-evil: 2", "a,b"] {
        assert!(client.headers().get([1]).x_dates([injection]).await.is_err(), "{injection}");
    }
    Ok(())
}

#[tokio::test]
async fn cookies() -> Result<(), Error> {
    let (server, client) = client();
    client.cookies().get().ids([1, 2]).color(color()).names(["a", "b"]).raw("c%20d").await?;
    assert_eq!(only(&server).header("cookie"), Some("ids=1,2; R=100; G=200; B=150; names=a; names=b; raw=c%20d"));
    for injection in ["a; admin=1", "a\r\nb", "a b"] {
        assert!(client.cookies().get().names([injection]).await.is_err(), "{injection}");
        assert!(client.cookies().get().raw(injection).await.is_err(), "{injection}");
    }
    Ok(())
}

#[tokio::test]
async fn whole_queries() -> Result<(), Error> {
    let (server, client) = client();
    client.whole().form(filter()).await?;
    let ranges = "ranges=%7B%22R%22%3A1%7D&ranges=%7B%22G%22%3A2%7D";
    assert_eq!(query(&server), Some(format!("name=T%C3%B6m+%26+co&tags=a&tags=b&{ranges}")));
    server.reply(Reply::new(204));
    client.whole().json().query_query_string(WholeJsonQuery::new().numbers([1, 2])).await?;
    assert_eq!(server.received()[1].target(), "/query/json?%7B%22numbers%22%3A%5B1%2C2%5D%7D");
    Ok(())
}
