//! What the name of a media type says of how its values are written.

/// How the values of a media type are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Writing {
    /// JSON (RFC 8259), or a format on top of it (RFC 6839, section 3.1).
    Json,
    /// JSON texts, a line each (`application/jsonl`, `application/x-ndjson`).
    JsonLines,
    /// JSON texts, each after a record separator (RFC 7464).
    JsonSequence,
    /// A form of fields (URL Standard, section 5).
    Form,
    /// XML (RFC 7303).
    Xml,
    /// Any other text.
    Text,
    /// Nothing but bytes.
    Bytes,
    /// A format that nothing is known of.
    Unknown,
}

/// What is known of a media type by its name.
pub(crate) fn writing(name: &str) -> Writing {
    let essence = essence(name);
    let ends = |ending: &str| essence.contains('/') && essence.ends_with(ending);
    match essence.as_str() {
        "application/json" | "text/json" => Writing::Json,
        "application/jsonl"
        | "application/x-jsonl"
        | "application/jsonlines"
        | "application/x-jsonlines"
        | "application/ndjson"
        | "application/x-ndjson" => Writing::JsonLines,
        "application/json-seq" => Writing::JsonSequence,
        "application/x-www-form-urlencoded" => Writing::Form,
        "application/xml" | "text/xml" => Writing::Xml,
        "application/octet-stream" => Writing::Bytes,
        _ if ends("+json") => Writing::Json,
        _ if ends("+json-seq") => Writing::JsonSequence,
        _ if ends("+xml") && !essence.starts_with("image/") => Writing::Xml,
        _ if essence.starts_with("text/") => Writing::Text,
        _ if ["image/", "audio/", "video/", "font/"].iter().any(|top| essence.starts_with(top)) => Writing::Bytes,
        _ => Writing::Unknown,
    }
}

/// Whether a media type is read as many values, one after another: events (WHATWG HTML, section 9.2), or JSON texts.
pub(crate) fn is_stream(name: &str) -> bool {
    essence(name) == "text/event-stream" || matches!(writing(name), Writing::JsonLines | Writing::JsonSequence)
}

/// The media type without its parameters, in small letters.
pub(crate) fn essence(name: &str) -> String {
    name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// What the variant of a media type is called, best first.
pub(crate) fn spellings(name: &str) -> Vec<String> {
    let essence = essence(name);
    let (top, sub) = essence.split_once('/').unwrap_or(("", &essence));
    let short = match essence.as_str() {
        "application/x-www-form-urlencoded" => "form",
        "multipart/form-data" => "multipart",
        "application/octet-stream" => "bytes",
        "text/plain" => "text",
        "*/*" => "any",
        _ => sub.strip_prefix("x-").unwrap_or(sub),
    };
    vec![short.to_owned(), format!("{top} {sub}"), name.to_owned()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_types_are_known_by_their_names() {
        for (name, expected) in [
            ("application/json", Writing::Json),
            ("Application/JSON; charset=utf-8", Writing::Json),
            ("application/vnd.api+json", Writing::Json),
            ("application/x-ndjson", Writing::JsonLines),
            ("application/json-seq", Writing::JsonSequence),
            ("application/geo+json-seq", Writing::JsonSequence),
            ("text/xml", Writing::Xml),
            ("application/atom+xml", Writing::Xml),
            ("image/svg+xml", Writing::Bytes),
            ("text/csv", Writing::Text),
            ("video/mp4", Writing::Bytes),
            ("application/pdf", Writing::Unknown),
            ("+json", Writing::Unknown),
            ("", Writing::Unknown),
        ] {
            assert_eq!(writing(name), expected, "{name}");
        }
    }

    #[test]
    fn variants_are_called_after_the_subtype() {
        assert_eq!(spellings("application/json")[0], "json");
        assert_eq!(spellings("application/x-www-form-urlencoded")[0], "form");
        assert_eq!(spellings("image/png; q=1")[0], "png");
        assert_eq!(spellings("application/x-tar")[0], "tar");
    }
}
