use crate::runtime::error::api_message::ApiMessage;
use crate::runtime::text::clean;

#[track_caller]
fn check(body: &str, code: Option<&str>, message: Option<&str>) {
    let found = ApiMessage::of(body.as_bytes());
    assert_eq!((found.code.as_deref(), found.message.as_deref()), (code, message));
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
