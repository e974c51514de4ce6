use http::{HeaderMap, Method, StatusCode};
use url::Url;

use crate::runtime::call::redirect::target;

fn redirect(method: &Method, status: u16, location: &str, followed: u32) -> Result<Option<String>, String> {
    let mut headers = HeaderMap::new();
    headers.insert("location", location.parse().unwrap());
    let from = Url::parse("https://api.example.com/v2/contacts/1?q=1").unwrap();
    let status = StatusCode::from_u16(status).unwrap();
    target(method, status, &headers, &from, followed)
        .map(|url| url.map(String::from))
        .map_err(|refusal| refusal.to_string())
}

#[test]
fn what_is_no_redirect_is_left_alone() {
    for status in [200, 201, 204, 300, 304, 305, 306, 400, 404, 503] {
        assert_eq!(redirect(&Method::GET, status, "https://evil.example/", 0), Ok(None));
    }
}

#[test]
fn the_same_origin_is_followed_with_the_same_method() {
    for status in [307, 308] {
        for (location, url) in [
            ("/v3/x", "https://api.example.com/v3/x"),
            ("2", "https://api.example.com/v2/contacts/2"),
            ("?page=2", "https://api.example.com/v2/contacts/1?page=2"),
            ("https://api.example.com:443/v3#part", "https://api.example.com/v3"),
        ] {
            assert_eq!(redirect(&Method::DELETE, status, location, 0), Ok(Some(url.to_owned())));
        }
    }
    for status in [301, 302, 303] {
        for method in [Method::GET, Method::HEAD] {
            let followed = redirect(&method, status, "/v3", 0);
            assert_eq!(followed, Ok(Some("https://api.example.com/v3".to_owned())));
        }
    }
}

#[test]
fn other_origins_are_refused_without_path_or_query() {
    for location in
        ["https://evil.example/steal?key=1", "//evil.example/steal?key=1", "https://user:word@evil.example/steal"]
    {
        assert_eq!(
            redirect(&Method::GET, 307, location, 0).unwrap_err(),
            "307 Temporary Redirect: the redirect to https://evil.example is not followed: it leads to another origin"
        );
    }
    for location in ["http://api.example.com/", "https://api.example.com:8443/", "https://example.com/"] {
        assert!(redirect(&Method::GET, 308, location, 0).unwrap_err().contains("another origin"));
    }
    assert!(redirect(&Method::GET, 308, "file:///etc/passwd", 0).unwrap_err().contains("to null"));
}

#[test]
fn a_change_of_method_is_refused() {
    for (method, status) in [
        (Method::DELETE, 303),
        (Method::POST, 303),
        (Method::DELETE, 301),
        (Method::DELETE, 302),
        (Method::PUT, 302),
        (Method::OPTIONS, 301),
    ] {
        let error = redirect(&method, status, "/v3", 0).unwrap_err();
        assert!(error.ends_with("it may change the method"), "{error}");
    }
}

#[test]
fn a_user_name_is_refused() {
    let error = redirect(&Method::GET, 307, "https://me:word@api.example.com/", 0).unwrap_err();
    assert!(error.ends_with("it has a user name") && !error.contains("word"), "{error}");
}

#[test]
fn ten_are_followed() {
    assert!(redirect(&Method::GET, 307, "/", 9).is_ok());
    assert!(redirect(&Method::GET, 307, "/", 10).is_err());
}

#[test]
fn a_redirect_to_nowhere_is_refused() {
    let from = Url::parse("https://api.example.com/").unwrap();
    let status = StatusCode::TEMPORARY_REDIRECT;
    let refusal = target(&Method::GET, status, &HeaderMap::new(), &from, 0).unwrap_err();
    assert_eq!(refusal.to_string(), "307 Temporary Redirect: the redirect is not followed: it has no valid `Location`");
    assert!(redirect(&Method::GET, 307, "https://[", 0).is_err());
}
