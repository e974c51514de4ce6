use crate::runtime::formats::Uri;
use crate::runtime::json::IntoNullable;

fn text(value: impl IntoNullable<String>) -> Option<String> {
    value.into_nullable()
}

fn uri(value: impl IntoNullable<Uri>) -> Option<Uri> {
    value.into_nullable()
}

#[test]
fn a_value_its_text_and_null_are_taken() {
    assert_eq!(text("a").as_deref(), Some("a"));
    assert_eq!(text("a".to_owned()).as_deref(), Some("a"));
    assert_eq!(text(Some("a".to_owned())).as_deref(), Some("a"));
    assert_eq!(text(None), None);
    assert_eq!(uri("/a"), Some(Uri::from("/a")));
    assert_eq!(uri("/a".to_owned()), Some(Uri::from("/a")));
    assert_eq!(uri(Uri::from("/a")), Some(Uri::from("/a")));
    assert_eq!(uri(None), None);
}
