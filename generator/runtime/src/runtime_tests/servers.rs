//! Where requests go: the servers of the document, and what the caller chooses of them.

use super::sample::{API_KEY, OPEN};
use super::signed::signed;
use crate::runtime::wire::server::ServerSettings;
use crate::runtime::{
    Api, Client, ClientBuilder, ErrorKind, Failure, InvalidArgument, Method, Operation, Request, RequestParts,
    Response, Security, ServerObject, UnexpectedResponse,
};

const VARIABLES: &[(&str, Option<&str>)] = &[("region", Some("eu")), ("version", Some("v1"))];

const SERVERS: Api = Api {
    servers: &[
        ServerObject { name: "live", url: "https://{region}.example.com/{version}", variables: VARIABLES },
        ServerObject { name: "test", url: "https://test.example.com", variables: &[] },
    ],
    credentials: &[&API_KEY],
    ..OPEN
};

const RELATIVE: Api = Api { servers: &[ServerObject::at("/api")], ..SERVERS };

const TENANTS: Api = Api {
    servers: &[ServerObject {
        name: "tenant",
        url: "https://{tenant}.example.com{base}/{rest}",
        variables: &[("tenant", None), ("base", Some("")), ("rest", Some(""))],
    }],
    ..SERVERS
};

macro_rules! operations {
    ($($name:ident at $servers:expr;)*) => {
        $(
            struct $name;

            impl Operation for $name {
                type Output = ();
                type Error = UnexpectedResponse;

                const ID: &'static str = stringify!($name);
                const METHOD: &'static str = "POST";
                const PATH: &'static str = "/files";
                const SERVERS: &'static [ServerObject] = $servers;
                const SECURITY: Security = &[&[&API_KEY]];

                fn write(&self, _: &mut RequestParts) -> Result<(), InvalidArgument> {
                    Ok(())
                }

                fn read(response: &mut Response) -> Result<(), Failure<UnexpectedResponse>> {
                    response.empty()
                }
            }
        )*
    };
}

operations! {
    Usual at &[];
    Upload at &[
        ServerObject { name: "files", url: "https://files-{region}.example.net", variables: &[("region", Some("eu"))] },
        ServerObject { name: "test", url: "https://test.example.net", variables: &[] },
    ];
    Relative at &[ServerObject::at("/upload")];
    Clear at &[ServerObject::at("http://clear.example.com")];
    Local at &[ServerObject::at("http://localhost:7")];
}

fn client(api: Api, change: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Result<Client, String> {
    change(ClientBuilder::new(Box::leak(Box::new(api))).credential(&API_KEY, "secret-key"))
        .build()
        .map_err(|error| error.to_string())
}

/// The URL that a request goes to. It has the credential.
async fn url<O: Operation>(client: &Client, operation: O) -> Result<String, String> {
    let sent = signed(client, Request::new(client, operation)).await.map_err(|error| error.to_string())?;
    assert_eq!(sent.headers["authorization"], "Bearer secret-key");
    Ok(sent.url.to_string())
}

#[tokio::test]
async fn the_first_server_with_its_defaults_is_the_default() {
    let client = client(SERVERS, |builder| builder).unwrap();
    assert_eq!(url(&client, Usual).await.unwrap(), "https://eu.example.com/v1/files");
}

#[tokio::test]
async fn variables_and_servers_are_chosen() {
    let us =
        client(SERVERS, |builder| builder.server_variable("region", "eu").server_variable("region", "us")).unwrap();
    assert_eq!(url(&us, Usual).await.unwrap(), "https://us.example.com/v1/files");
    assert_eq!(url(&us, Upload).await.unwrap(), "https://files-us.example.net/files");
    let test = us.with(|builder| builder.server_name("test")).unwrap();
    assert_eq!(url(&test, Usual).await.unwrap(), "https://test.example.com/files");
    assert_eq!(url(&test, Upload).await.unwrap(), "https://test.example.net/files");
    // The last one that an operation has is used.
    let both = test.with(|builder| builder.server_name("files")).unwrap();
    assert_eq!(url(&both, Usual).await.unwrap(), "https://test.example.com/files");
    assert_eq!(url(&both, Upload).await.unwrap(), "https://files-us.example.net/files");
}

#[tokio::test]
async fn an_operation_goes_to_its_own_server() {
    let client = client(SERVERS, |builder| builder).unwrap();
    assert_eq!(url(&client, Upload).await.unwrap(), "https://files-eu.example.net/files");
    // What is relative is on the client's own server.
    assert_eq!(url(&client, Relative).await.unwrap(), "https://eu.example.com/upload/files");
}

#[tokio::test]
async fn after_an_override_nothing_goes_elsewhere() {
    let client = client(SERVERS, |builder| {
        builder.base_url("https://other.example.com/p").server_name("test").server_variable("region", "us")
    });
    let client = client.unwrap();
    for sent in [url(&client, Usual).await, url(&client, Upload).await, url(&client, Relative).await] {
        assert_eq!(sent.unwrap(), "https://other.example.com/p/files");
    }
    // A raw request of another origin is refused, even if an operation has it.
    let raw = client.request(Method::GET, "https://files-eu.example.net/files");
    let error = raw.await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidArgument);
}

#[tokio::test]
async fn an_own_server_is_encrypted_too() {
    let safe = client(SERVERS, |builder| builder).unwrap();
    for error in [url(&safe, Clear).await, url(&safe, Local).await] {
        let error = error.unwrap_err();
        assert!(error.contains("the URL of the server begins with `http://`"), "{error}");
    }
    let allowed = safe.with(|builder| builder.allow_http(true)).unwrap();
    assert_eq!(url(&allowed, Clear).await.unwrap(), "http://clear.example.com/files");
}

#[tokio::test]
async fn a_relative_server_is_resolved_against_the_document() {
    let error = client(RELATIVE, |builder| builder).unwrap_err();
    assert_eq!(
        error,
        "no base URL, since that of the document is relative: call `base_url` or `document_url` of the client's builder, \
         or set OPEN_BASE_URL"
    );
    for (document, expected) in [
        ("https://a.example.com", "https://a.example.com/api/files"),
        ("https://a.example.com/docs/openapi.json?v=1#a", "https://a.example.com/api/files"),
    ] {
        let client = client(RELATIVE, |builder| builder.servers_relative_to(document)).unwrap();
        assert_eq!(url(&client, Usual).await.unwrap(), expected);
        assert_eq!(url(&client, Relative).await.unwrap(), "https://a.example.com/upload/files");
    }
    let base = client(RELATIVE, |builder| builder.base_url("https://a.example.com/v2")).unwrap();
    assert_eq!(url(&base, Usual).await.unwrap(), "https://a.example.com/v2/files");
    for document in ["", "/api", "ftp://a.example.com", "mailto:a", "https://u@a.example.com", "http://a.example.com"] {
        assert!(client(RELATIVE, |builder| builder.servers_relative_to(document)).is_err(), "{document}");
    }
}

#[test]
fn a_value_stays_in_its_place() {
    let with = |name, value: &str| {
        let client = client(TENANTS, |builder| builder.server_variable("tenant", "a").server_variable(name, value));
        client.map(|client| client.config().base_url.to_string())
    };
    assert_eq!(with("tenant", "acme").unwrap(), "https://acme.example.com/");
    assert_eq!(with("base", "/v2").unwrap(), "https://a.example.com/v2/");
    assert_eq!(with("rest", "x/y").unwrap(), "https://a.example.com/x/y");
    for evil in [
        "",
        "evil.com/",
        "evil.com/x",
        "evil.com?",
        "evil.com#",
        "evil.com\\",
        "u@evil.com",
        "evil.com:1",
        "a b",
        "é",
        "%2f",
        "{base}",
        "a\n",
        "[",
        "evil.com%23",
    ] {
        let error = with("tenant", evil);
        assert!(error.is_err(), "{evil}: {error:?}");
    }
    for evil in [".evil.com", "@evil.com", ":1@evil.com", "/x?", "/../x", "/x y", "/x\\y"] {
        assert!(with("base", evil).is_err(), "{evil}");
    }
    for evil in ["?x", "#x", "../x", "/x", "x y"] {
        assert!(with("rest", evil).is_err(), "{evil}");
    }
    let server = ServerObject { name: "", url: "https://a.example.{tld}", variables: &[("tld", Some("com"))] };
    let mut settings = ServerSettings::default();
    settings.set("tld", "org".to_owned());
    assert_eq!(settings.url(&server, None).unwrap().unwrap().as_str(), "https://a.example.org/");
    let unset = client(TENANTS, |builder| builder).unwrap_err();
    assert_eq!(unset, "the server variable `tenant` has no value: set it");
}

#[test]
fn no_value_leads_a_relative_server_to_another_host() {
    let mut settings = ServerSettings { document_url: Some("https://a.example.com".to_owned()), ..Default::default() };
    let server = ServerObject { name: "", url: "/{base}/x", variables: &[("base", Some("v1"))] };
    assert_eq!(settings.url(&server, None).unwrap().unwrap().as_str(), "https://a.example.com/v1/x");
    settings.set("base", "/evil.com".to_owned());
    assert!(settings.url(&server, None).is_err());
    let server = ServerObject { name: "", url: "/{base}/v1", variables: &[("base", Some("a"))] };
    settings.set("base", String::new());
    assert!(settings.url(&server, None).is_err());
    let server = ServerObject { name: "", url: "{base}", variables: &[] };
    for (whole, is_ok) in [("https://b.example.com", true), ("ftp://b", false), ("https://u@b", false)] {
        settings.set("base", whole.to_owned());
        assert_eq!(settings.url(&server, None).is_ok(), is_ok, "{whole}");
    }
    let server = ServerObject { name: "", url: "{base}://b.example.com", variables: &[] };
    settings.set("base", "https://evil.com/".to_owned());
    assert!(settings.url(&server, None).is_err());
}
