//! The words for an HTTP status.

use http::StatusCode;

/// The usual words for a status (`Not Found`), where it has any: those of the `http` crate, whose constants callers
/// know.
pub fn reason(status: u16) -> Option<&'static str> {
    StatusCode::from_u16(status).ok()?.canonical_reason()
}

#[cfg(test)]
mod tests {
    use super::super::{Case, Ident, words};
    use super::*;

    #[test]
    fn reasons_are_names() {
        for (status, expected) in [
            (400, "BadRequest"),
            (404, "NotFound"),
            (414, "UriTooLong"),
            (418, "ImATeapot"),
            (422, "UnprocessableEntity"),
            (505, "HttpVersionNotSupported"),
        ] {
            let name = reason(status).and_then(|reason| Case::Variant.ident(&words(reason)));
            assert_eq!(name.as_ref().map(Ident::as_str), Some(expected), "{status}");
        }
        assert_eq!((reason(299), reason(0), reason(u16::MAX)), (None, None, None));
    }
}
