use http::{HeaderMap, HeaderValue, header};

use crate::runtime::auth::Redactor;
use crate::runtime::error::api_message::ApiMessage;
use crate::runtime::text::clean;

#[track_caller]
fn check(body: &str, code: Option<&str>, message: Option<&str>) {
    let found = ApiMessage::of(&HeaderMap::new(), body.as_bytes(), &Redactor::default());
    assert_eq!((found.code.as_deref(), found.message.as_deref()), (code, message), "{body}");
}

#[test]
fn codes_and_messages_are_found_where_apis_put_them() {
    check(r#"{"error":{"code":"c","message":"m"}}"#, Some("c"), Some("m"));
    check(r#"{"error":{"type":"t","message":"m"}}"#, Some("t"), Some("m"));
    check(r#"{"code":400,"message":"m"}"#, Some("400"), Some("m"));
    check(r#"{"success":false,"message":"m"}"#, None, Some("m"));
    check(r#"{"type":"about:blank","title":"t","detail":"d"}"#, None, Some("d"));
    check(r#"{"title":"t"}"#, None, Some("t"));
    check(r#"{"error":"e"}"#, None, Some("e"));
    check(r#"{"error":"invalid_grant","error_description":"d"}"#, Some("invalid_grant"), Some("d"));
    check(r#"{"error":"Bad Request","message":"m"}"#, Some("Bad Request"), Some("m"));
}

#[test]
fn a_list_of_messages_is_one_message() {
    let nest = r#"{"statusCode":400,"message":["name must be a string","age must be a number"],"error":"Bad Request"}"#;
    check(nest, Some("Bad Request"), Some("name must be a string; age must be a number"));
    check(r#"{"errors":["a","b","c","d"]}"#, None, Some("a; b; c"));
    check(r#"{"error":["a","b"]}"#, None, Some("a; b"));
    check(r#"{"errors":"a"}"#, None, Some("a"));
    check(r#"{"errors":[]}"#, None, None);
}

#[test]
fn a_list_of_errors_has_the_code_of_the_first() {
    check(r#"{"errors":[{"message":"m","code":"c"},{"message":"n","code":"d"}]}"#, Some("c"), Some("m; n"));
    check(r#"{"success":false,"errors":[{"code":1003,"message":"m"}],"result":null}"#, Some("1003"), Some("m"));
    // JSON:API
    let api = r#"{"errors":[{"status":"422","code":"c","title":"t","detail":"d","source":{"pointer":"/data"}}]}"#;
    check(api, Some("c"), Some("d"));
    check(r#"{"errors":[{"title":"t"}]}"#, None, Some("t"));
    // GraphQL
    let graph = r#"{"data":null,"errors":[{"message":"m","path":["a",0],"extensions":{"code":"UNAUTHENTICATED"}}]}"#;
    check(graph, Some("UNAUTHENTICATED"), Some("a.0: m"));
    // GitHub
    let validation = r#"{"message":"Validation Failed","errors":[{"field":"title","code":"missing_field"}]}"#;
    check(validation, Some("missing_field"), Some("Validation Failed: title: missing_field"));
    // Salesforce
    check(r#"[{"message":"m","errorCode":"NOT_FOUND"}]"#, Some("NOT_FOUND"), Some("m"));
}

#[test]
fn errors_of_fields_are_told_with_their_fields() {
    check(r#"{"errors":{"age":["is odd","is low"]}}"#, None, Some("age: is odd; is low"));
    // In this order, so that it is the same with and without serde_json's feature `preserve_order`.
    check(
        r#"{"errors":{"age":["is odd"],"name":["can't be blank"]}}"#,
        None,
        Some("age: is odd; name: can't be blank"),
    );
    let laravel = r#"{"message":"The given data was invalid.","errors":{"name":["is required"]}}"#;
    check(laravel, None, Some("The given data was invalid: name: is required"));
    let fast = r#"{"detail":[{"loc":["body","name"],"msg":"field required","type":"missing"}]}"#;
    check(fast, None, Some("body.name: field required"));
    let spring =
        r#"{"status":400,"error":"Bad Request","errors":[{"field":"name","defaultMessage":"must not be null"}]}"#;
    check(spring, Some("Bad Request"), Some("name: must not be null"));
    let problem = r#"{"type":"https://x.example/p","title":"Not valid","status":422,"errors":{"age":["is odd"]}}"#;
    check(problem, None, Some("Not valid: age: is odd"));
}

#[test]
fn forms_of_well_known_apis_are_read() {
    check(r#"{"detail":"d"}"#, None, Some("d"));
    check(r#"{"msg":"m"}"#, None, Some("m"));
    check(r#"{"reason":"r"}"#, None, Some("r"));
    check(r#"{"error":{"code":400,"message":"m","status":"INVALID_ARGUMENT"}}"#, Some("INVALID_ARGUMENT"), Some("m"));
    let google = r#"{"error":{"code":404,"message":"m","errors":[{"reason":"notFound","message":"m"}]}}"#;
    check(google, Some("404"), Some("m"));
    check(r#"{"error":{"message":"m","type":"OAuthException","code":190}}"#, Some("190"), Some("m"));
    check(r#"{"__type":"com.amazon.coral#ValidationException","Message":"m"}"#, Some("ValidationException"), Some("m"));
    check(r#"{"fault":{"faultstring":"f","detail":{"errorcode":"oauth.Invalid"}}}"#, Some("oauth.Invalid"), Some("f"));
    check(r#"{"error":{},"message":"m"}"#, None, Some("m"));
    check(r#"{"error":{"code":"c"},"message":"m"}"#, Some("c"), Some("m"));
    check(r#"{"code":"c","error":{"message":"m"}}"#, None, Some("m"));
}

#[test]
fn what_is_deep_or_large_is_left() {
    let deep = |levels: usize| format!("{}\"m\"{}", r#"{"message":["#.repeat(levels), "]}".repeat(levels));
    check(&deep(2), None, Some("m"));
    check(&deep(30), None, None);
    check(&format!(r#"{{"message":"m","x":[{}0]}}"#, "[0],".repeat(200_000)), None, None);
}

#[test]
fn of_plain_text_the_first_line_is_the_message() {
    for (content_type, body, expected) in [
        ("text/plain", "\n upstream error \r\nmore", Some("upstream error")),
        ("Text/Plain; charset=utf-8", "no", Some("no")),
        ("text/plain", "", None),
        ("text/plain", " <html>", None),
        ("text/plain", "{\"a\":", None),
        ("text/html", "no", None),
        ("application/json", "no", None),
    ] {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
        let found = ApiMessage::of(&headers, body.as_bytes(), &Redactor::default());
        assert_eq!((found.code, found.message.as_deref()), (None, expected), "{content_type}: {body}");
    }
}

#[test]
fn other_bodies_have_none() {
    for body in ["", "<html>", "null", "[]", "\"text\"", "{}", r#"{"error":null,"message":{}}"#, r#"{"message":""}"#] {
        check(body, None, None);
    }
}

#[test]
fn they_fit_on_a_line() {
    check(r#"{"message":" a\r\nb\tc\u0000\u202e\u001b[31m "}"#, None, Some("a  b c\u{FFFD}\u{FFFD}\u{FFFD}[31m"));
    let long = format!(r#"{{"message":"{}"}}"#, "é".repeat(1000));
    check(&long, None, Some(&format!("{}…", "é".repeat(299))));
}

#[test]
fn text_is_cut_to_the_limit_in_all() {
    assert_eq!(clean("abc", 3), "abc");
    assert_eq!(clean("abcd", 3), "ab…");
    assert_eq!((clean("", 0), clean("ab", 1), clean("a", 1)), (String::new(), "…".to_owned(), "a".to_owned()));
    assert_eq!(clean("a\u{2066}\u{85}\u{FEFF}b", 9), "a\u{FFFD}\u{FFFD}\u{FFFD}b");
}
