use super::sample::{ErrorStatus, SampleVersion};
use crate::runtime::formats::Uri;
use crate::runtime::json::{IntoNullable, Number};

fn version(value: impl IntoNullable<SampleVersion>) -> Option<SampleVersion> {
    value.into_nullable()
}

fn status(value: impl IntoNullable<ErrorStatus>) -> Option<ErrorStatus> {
    value.into_nullable()
}

fn number(value: impl IntoNullable<Number>) -> Option<Number> {
    value.into_nullable()
}

fn text(value: impl IntoNullable<String>) -> Option<String> {
    value.into_nullable()
}

fn uri(value: impl IntoNullable<Uri>) -> Option<Uri> {
    value.into_nullable()
}

#[test]
fn values_what_makes_them_and_null_are_taken() {
    assert_eq!(text("a").as_deref(), Some("a"));
    assert_eq!(text("a".to_owned()).as_deref(), Some("a"));
    assert_eq!(text(Some("a".to_owned())).as_deref(), Some("a"));
    assert_eq!(text(None), None);
    assert_eq!(uri("/a"), Some(Uri::from("/a")));
    assert_eq!(uri("/a".to_owned()), Some(Uri::from("/a")));
    assert_eq!(uri(Uri::from("/a")), Some(Uri::from("/a")));
    assert_eq!(uri(None), None);
    assert_eq!(version("1"), Some(SampleVersion::from("1")));
    assert_eq!(version("1".to_owned()), Some(SampleVersion::from("1")));
    assert_eq!(version(SampleVersion::from("1")), Some(SampleVersion::from("1")));
    assert_eq!(version(None), None);
    assert_eq!(status(404), Some(ErrorStatus::from(404)));
    assert_eq!(status(None), None);
    assert_eq!(number(1), Some(Number::from(1)));
    assert_eq!(number(None), None);
}
