//! Headers of answers, by the types that the document gives them.

use http::{HeaderMap, HeaderName, HeaderValue};

use crate::runtime::formats::DateTime;
use crate::runtime::response::Header;

fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
    pairs.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value))).collect()
}

#[test]
fn scalars_are_read_as_their_types() {
    let headers =
        headers(&[("x-limit", " 60 "), ("x-on", "true"), ("x-rate", "1.5"), ("x-at", "2026-11-24T17:00:00Z")]);
    assert_eq!(Header::<i64>::json("x-limit").read(&headers).unwrap(), Some(60));
    assert_eq!(Header::<bool>::json("x-on").read(&headers).unwrap(), Some(true));
    assert_eq!(Header::<f64>::json("x-rate").read(&headers).unwrap(), Some(1.5));
    assert_eq!(Header::<String>::text("x-limit").read(&headers).unwrap().as_deref(), Some("60"));
    let at = Header::<DateTime>::text("x-at").read(&headers).unwrap().unwrap();
    assert_eq!(at.as_str(), "2026-11-24T17:00:00Z");
}

#[test]
fn a_header_that_is_not_there_is_no_error() {
    assert_eq!(Header::<i64>::json("x-limit").read(&HeaderMap::new()).unwrap(), None);
    assert_eq!(Header::<Vec<String>>::text_list("x-tags").read(&HeaderMap::new()).unwrap(), None);
}

#[test]
fn a_value_that_does_not_fit_is_an_error() {
    let headers = headers(&[("x-limit", "many"), ("x-none", ""), ("x-odd", "1],[2")]);
    assert!(Header::<i64>::json("x-limit").read(&headers).is_err());
    assert!(Header::<i64>::json("x-none").read(&headers).is_err());
    assert!(Header::<Vec<i64>>::json_list("x-odd").read(&headers).is_err());
    assert_eq!(Header::<String>::text("x-none").read(&headers).unwrap().as_deref(), Some(""));
}

#[test]
fn lists_have_commas_between_and_may_stand_in_several_lines() {
    let mut headers = headers(&[("x-tags", "a, b,, \"c\""), ("x-ids", "1,2"), ("x-none", "")]);
    headers.append("x-tags", HeaderValue::from_static("d"));
    let tags = Header::<Vec<String>>::text_list("x-tags");
    assert_eq!(tags.read(&headers).unwrap().unwrap(), ["a", "b", "\"c\"", "d"]);
    assert_eq!(Header::<Vec<i64>>::json_list("x-ids").read(&headers).unwrap().unwrap(), [1, 2]);
    assert!(Header::<Vec<i64>>::json_list("x-none").read(&headers).unwrap().unwrap().is_empty());
    assert_eq!(Header::<String>::text("x-tags").read(&headers).unwrap().as_deref(), Some("a, b,, \"c\", d"));
}

#[test]
fn cookies_stand_one_in_a_line() {
    let mut headers = headers(&[("set-cookie", "a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT")]);
    headers.append("set-cookie", HeaderValue::from_static("b=2"));
    let all = Header::<Vec<String>>::text_list("set-cookie").read(&headers).unwrap().unwrap();
    assert_eq!(all, ["a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT", "b=2"]);
    let first = Header::<String>::text("set-cookie").read(&headers).unwrap();
    assert_eq!(first.as_deref(), Some("a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT"));
}

#[test]
fn bytes_that_are_no_text_are_replaced() {
    let mut headers = HeaderMap::new();
    headers.insert("x-name", HeaderValue::from_bytes(b"gr\xfcn").unwrap());
    assert_eq!(Header::<String>::text("x-name").read(&headers).unwrap().as_deref(), Some("gr\u{fffd}n"));
}
