//! Finds single values in JSON text. The rest is skipped.

use std::ops::Range;

use super::Reader;

/// The text of the value that these names of members lead to.
pub(crate) fn find<'a>(text: &'a str, path: &[&str]) -> Option<&'a str> {
    path.iter().try_fold(text, |text, name| member(text, name))
}

/// The text of an object, with this member as `true`. What is no object stays as it is.
pub(crate) fn with_true(text: &str, name: &str) -> String {
    if let Some(place) = place(text, name) {
        return [text.get(..place.start), Some("true"), text.get(place.end..)].into_iter().flatten().collect();
    }
    let Some(rest) = text.strip_prefix('{') else { return text.to_owned() };
    let comma = if rest.trim_start().starts_with('}') { "" } else { "," };
    format!("{{{}:true{comma}{rest}", serde_json::Value::from(name))
}

fn member<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    text.get(place(text, name)?)
}

/// Where the value of a member is.
fn place(text: &str, name: &str) -> Option<Range<usize>> {
    let mut found = None;
    Reader::new(text).look(&mut |reader, known| {
        if known == name {
            found = value(reader);
        }
        known != name
    });
    found
}

/// How many items an array has, and the text of the last one. What is no array has none.
pub(crate) fn items(text: &str) -> (usize, Option<&str>) {
    let (mut count, mut last) = (0, None);
    // A text that is cut off has the items before the cut.
    let _ = Reader::new(text).array(&mut |reader| {
        last = value(reader).and_then(|place| text.get(place));
        count += 1;
        Ok(())
    });
    (count, last)
}

/// The text of a string, or of a number. Anything else, and the empty string, is none.
pub(crate) fn scalar(text: &str) -> Option<String> {
    match text.trim_start().bytes().next()? {
        b'"' => Reader::new(text).string().ok().filter(|text| !text.is_empty()).map(String::from),
        b'-' | b'0'..=b'9' => Some(text.trim().to_owned()),
        _ => None,
    }
}

/// Where the value is that comes next, which is skipped.
fn value(reader: &mut Reader<'_>) -> Option<Range<usize>> {
    reader.peek();
    let start = reader.position;
    reader.skip().ok()?;
    Some(start..reader.position)
}
