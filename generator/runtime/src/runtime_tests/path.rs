use url::Url;

use crate::runtime::wire::path::{Variable, expand, join, push_query, target};

fn path(template: &str, values: &[(&'static str, &str)]) -> Result<String, String> {
    let variables: Result<Vec<_>, _> = values.iter().map(|(name, value)| Variable::new(name, value)).collect();
    let base = Url::parse("https://api.example.com/base/").unwrap();
    variables
        .and_then(|variables| expand(&base, template, &variables, ""))
        .map(|url| url.as_str().strip_prefix("https://api.example.com/base").unwrap().to_owned())
        .map_err(|error| error.to_string())
}

fn id(value: &str) -> Result<String, String> {
    path("/v2/contacts/{id}", &[("id", value)])
}

#[test]
fn a_value_stays_in_its_segment() {
    for (value, segment) in [
        ("507f1f77", "507f1f77"),
        ("%2e%2e", "%252e%252e"),
        ("%2E", "%252E"),
        ("a/b", "a%2Fb"),
        ("a?b", "a%3Fb"),
        ("a#b", "a%23b"),
        ("é", "%C3%A9"),
        (" ", "%20"),
        ("\\", "%5C"),
        ("../x", "..%2Fx"),
        ("\t\n\0", "%09%0A%00"),
        ("a+b:c@d", "a%2Bb%3Ac%40d"),
        ("...", "..."),
        ("-._~", "-._~"),
        ("{id}", "%7Bid%7D"),
    ] {
        assert_eq!(id(value), Ok(format!("/v2/contacts/{segment}")));
    }
}

#[test]
fn every_character_arrives_as_it_was_given() {
    let characters = (0..=0x7FF_u32).chain([0x2028, 0x3000, 0xFEFF, 0xFFFD, 0x1F600]);
    for c in characters.filter_map(char::from_u32) {
        for value in [format!("x{c}"), format!("{c}.x"), format!(".{c}x")] {
            let path = id(&value).unwrap();
            let segment = path.strip_prefix("/v2/contacts/").unwrap();
            let arrived = percent_encoding::percent_decode_str(segment);
            assert_eq!(arrived.decode_utf8().unwrap(), value);
            assert!(!segment.contains(['/', '?', '#', '\\']), "{segment}");
        }
    }
}

#[test]
fn an_empty_value_is_refused_by_name() {
    assert_eq!(id(""), Err("invalid argument `id`: must not be empty".to_owned()));
}

#[test]
fn a_segment_of_dots_is_refused() {
    for value in [".", ".."] {
        let error = id(value).unwrap_err();
        assert_eq!(error, "invalid argument `id`: must not make a segment of the path `.` or `..`");
    }
    assert!(path("/{a}{b}/x", &[("a", "."), ("b", ".")]).is_err());
    assert!(path("/{a}./x", &[("a", ".")]).is_err());
    assert_eq!(path("/{a}.json", &[("a", ".")]), Ok("/..json".to_owned()));
}

#[test]
fn several_variables_and_literals_share_a_segment() {
    let path = path("/a{x}-{y}:do/{x}", &[("x", "1"), ("y", "/")]);
    assert_eq!(path, Ok("/a1-%2F:do/1".to_owned()));
}

#[test]
fn a_value_is_not_expanded_again() {
    let path = path("/{a}/{b}", &[("a", "{b}"), ("b", "2")]);
    assert_eq!(path, Ok("/%7Bb%7D/2".to_owned()));
}

#[test]
fn a_variable_without_value_is_refused() {
    assert_eq!(path("/{a}", &[]), Err("invalid argument `a`: is missing".to_owned()));
}

#[test]
fn the_templates_own_text_cannot_lead_elsewhere() {
    assert_eq!(path("/a b?x#y", &[]), Ok("/a%20b%3Fx%23y".to_owned()));
    for template in ["/../x", "/a/./b", "/%2e%2E/x"] {
        assert!(path(template, &[]).is_err(), "{template}");
    }
    assert_eq!(path("/open{brace", &[]), Ok("/open%7Bbrace".to_owned()));
}

#[test]
fn a_query_is_percent_encoded() {
    let mut query = String::new();
    push_query(&mut query, "filter[a]", "x&y=z +é");
    push_query(&mut query, "b", "");
    assert_eq!(query, "filter%5Ba%5D=x%26y%3Dz%20%2B%C3%A9&b=");
    let base = Url::parse("https://api.example.com").unwrap();
    let url = join(&base, "/v2", &query).unwrap();
    assert_eq!(url.as_str(), format!("https://api.example.com/v2?{query}"));
}

fn raw(target_text: &str) -> Result<String, String> {
    let base = Url::parse("https://api.example.com/base").unwrap();
    target(&base, target_text)
        .and_then(|(base, path, query)| join(&base, path, query))
        .map(|url| url.to_string())
        .map_err(|error| error.to_string())
}

#[test]
fn a_raw_target_is_below_the_base_url() {
    assert_eq!(raw("/v2/x?a=b%20c"), Ok("https://api.example.com/base/v2/x?a=b%20c".to_owned()));
    assert_eq!(raw("/"), Ok("https://api.example.com/base/".to_owned()));
}

#[test]
fn a_raw_url_must_be_of_the_same_origin() {
    assert_eq!(raw("https://api.example.com/v3?q=1"), Ok("https://api.example.com/v3?q=1".to_owned()));
    for same in ["HTTPS://API.example.com/v3?q=1", "https://api.EXAMPLE.com:443/v3?q=1"] {
        assert_eq!(raw(same), Ok("https://api.example.com/v3?q=1".to_owned()));
    }
    for other in [
        "https://api.example.com\\@evil.example/v3",
        "https://api.example.com#@evil.example/v3",
        "https:\\\\api.example.com/v3",
        "https:///api.example.com/v3",
        "https://@api.example.com/v3",
        "https://api.example.com",
        "https://api.example.com?/v3",
        "https://evil.example.com/v3",
        "http://api.example.com/v3",
        "https://api.example.com:8443/v3",
        "https://api.example.com.evil.example/v3",
        "https://api.example.com@evil.example/v3",
        "https://user@api.example.com/v3",
        "https:api.example.com/v3",
        "file:///etc/passwd",
        "//evil.example/v3",
        "\\\\evil.example/v3",
        "v2/x",
        "",
        " /v2",
    ] {
        let error = raw(other).unwrap_err();
        assert!(error.starts_with("invalid argument `path`: must "), "{other}: {error}");
        assert!(!error.contains("evil"), "{error}");
    }
}

#[test]
fn a_raw_target_goes_on_the_wire_as_it_is_or_not_at_all() {
    for odd in [
        "/a/../b",
        "/a/./b",
        "/..",
        "/.",
        "/%2e%2e/b",
        "/a/.%2E",
        "/a\\b",
        "/a b",
        "/é",
        "/a\nb",
        "/a#b",
        "/a?b c",
        "/a?b#c",
        "/a\tb",
        "/x?\u{0}",
        "/\"",
    ] {
        assert!(raw(odd).is_err(), "{odd:?}");
    }
}
