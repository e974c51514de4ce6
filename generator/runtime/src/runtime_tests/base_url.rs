use super::sample::{self, API, API_KEY, builder};
use crate::runtime::wire::base_url;
use crate::runtime::{Api, ClientBuilder, ErrorKind, ServerObject};

#[test]
fn schemes_hosts_ports_and_prefixes_are_taken() {
    for (text, parsed) in [
        ("https://api.example.com", "https://api.example.com/"),
        ("https://api.example.com/", "https://api.example.com/"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/"),
        ("http://[::1]:8080/a/b/", "http://[::1]:8080/a/b/"),
        ("HTTPS://API.example.com:443/A", "https://api.example.com/A"),
    ] {
        assert_eq!(base_url::parse(text).unwrap().as_str(), parsed);
    }
}

const NOT_AS_GIVEN: &str = "must have a path that is percent-encoded, and has no `.` or `..` as a segment";

#[test]
fn what_is_no_base_url_is_refused_by_a_rule() {
    for (text, rule) in [
        ("", "must not be empty"),
        ("api.example.com", "must be an absolute URL, like `https://api.example.com`"),
        ("/v2", "must be an absolute URL, like `https://api.example.com`"),
        ("https://", "must be an absolute URL, like `https://api.example.com`"),
        ("ftp://api.example.com", "must begin with `https://` or `http://`"),
        ("data:text/plain,x", "must begin with `https://` or `http://`"),
        ("https://me@api.example.com", "must not have a user name or a password"),
        ("https://:word@api.example.com", "must not have a user name or a password"),
        ("https://@api.example.com", "must not have a user name or a password"),
        ("https://:@api.example.com", "must not have a user name or a password"),
        ("https:api.example.com", "must be an absolute URL, like `https://api.example.com`"),
        ("https:/api.example.com", "must be an absolute URL, like `https://api.example.com`"),
        ("https:\\\\api.example.com", "must be an absolute URL, like `https://api.example.com`"),
        ("https://a`b", "must have a host that is a domain name or an IP address"),
        ("https://a\"b/v2", "must have a host that is a domain name or an IP address"),
        ("https://a{b}", "must have a host that is a domain name or an IP address"),
        ("https://api.example.com?x=1", "must not have a query"),
        ("https://api.example.com/?", "must not have a query"),
        ("https://api.example.com/#x", "must not have a fragment"),
        ("https://api.example.com ", "must not have white space or control characters"),
        ("https://api.exa\nmple.com", "must not have white space or control characters"),
        ("https://api.example.com/a/../b", NOT_AS_GIVEN),
        ("https://api.example.com/a/%2e%2E/b", NOT_AS_GIVEN),
        ("https://api.example.com\\a", NOT_AS_GIVEN),
        ("https://api.example.com/é", NOT_AS_GIVEN),
    ] {
        assert_eq!(base_url::parse(text), Err(rule), "{text}");
    }
}

#[test]
fn the_builder_tells_the_rule_and_not_the_url() {
    let error = builder("https://me:word@api.example.com").build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert_eq!(error.to_string(), "the base URL must not have a user name or a password");
}

#[test]
fn http_to_another_machine_is_refused_unless_it_is_asked_for() {
    for url in [
        "http://api.example.com",
        "HTTP://10.0.0.1/v2",
        "http://[2001:db8::1]",
        "http://localhost.example",
        "http://0.0.0.0",
    ] {
        let error = builder(url).build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration, "{url}");
        assert_eq!(
            error.to_string(),
            "the base URL begins with `http://`, so credentials would be sent unencrypted: use `https://`, \
             or call `allow_http(true)` of the client's builder"
        );
        assert!(builder(url).allow_http(true).build().is_ok(), "{url}");
    }
    for url in [
        "http://localhost:80",
        "http://LOCALHOST.",
        "http://api.localhost",
        "http://127.1.2.3",
        "http://[::1]:1",
        "http://[::ffff:127.0.0.1]",
        "https://api.example.com",
    ] {
        assert!(builder(url).build().is_ok(), "{url}");
    }
}

#[test]
fn the_documents_own_base_url_may_not_be_http_either() {
    static CLEAR: Api = Api { servers: &[ServerObject::at("http://api.example.com")], ..sample::OPEN };
    let error = ClientBuilder::new(&CLEAR).build().unwrap_err();
    assert!(error.to_string().contains("`allow_http(true)`"), "{error}");
    assert!(ClientBuilder::new(&CLEAR).base_url("https://api.example.com").build().is_ok());
    let variables = |_: &str| Ok("http://other.example.com".to_owned());
    let error = ClientBuilder::new(&CLEAR).with_variables(variables).build().unwrap_err();
    assert!(error.to_string().starts_with("OPEN_BASE_URL begins with `http://`"), "{error}");
}

#[test]
fn the_documents_base_url_is_the_default() {
    let client = ClientBuilder::new(&API).credential(&API_KEY, "key").build().unwrap();
    assert!(format!("{client:?}").contains("\"https://api.example.com\""));
}
