use super::sample::{API, API_KEY, builder};
use crate::runtime::wire::base_url;
use crate::runtime::{ClientBuilder, ErrorKind};

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
fn the_documents_base_url_is_the_default() {
    let client = ClientBuilder::new(&API).credential(&API_KEY, "key").build().unwrap();
    assert!(format!("{client:?}").contains("\"https://api.example.com\""));
}
