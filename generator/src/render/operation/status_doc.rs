//! What is said of the variant for a status.

use crate::docs;
use crate::ir::Status;
use crate::names::status::reason;
use crate::render::doc_tokens::Doc;

/// The longest description that stands on the line of its status, in characters.
const ONE_LINE: usize = 80;

/// The status, and what the document says of it: on the same line, if that is short.
pub(super) fn status_doc(status: Status, description: &str) -> Doc {
    let (status, phrase) = match status {
        Status::Code(code) => match reason(code) {
            Some(reason) => (format!("`{code} {reason}`"), reason),
            None => (format!("`{code}`"), ""),
        },
        Status::Class(class) => (format!("Any other status from {class}00 to {class}99"), ""),
        Status::Default => ("Any other status".to_owned(), ""),
    };
    let lines = docs::doc_lines(description);
    let short = docs::summary(description, ONE_LINE);
    if lines.is_empty() || short.trim_end_matches('.').eq_ignore_ascii_case(phrase) {
        return Doc::new().own(format!("{status}."));
    }
    match lines.as_slice() {
        // What is plain text is the same as its summary.
        [_] if docs::escape(&short) == lines.concat() => Doc::new().own(format!("{status}: {}", lines.concat())),
        _ => Doc::new().own(format!("{status}.")).document(Some(description)),
    }
}
