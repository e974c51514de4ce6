//! Finds single values in JSON text. The rest is skipped.

use super::Reader;

/// The text of the value that these names of members lead to.
pub(crate) fn find<'a>(text: &'a str, path: &[&str]) -> Option<&'a str> {
    path.iter().try_fold(text, |text, name| member(text, name))
}

fn member<'a>(text: &'a str, name: &str) -> Option<&'a str> {
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
        last = value(reader);
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

/// The text of the value that comes next.
fn value<'a>(reader: &mut Reader<'a>) -> Option<&'a str> {
    reader.peek();
    let start = reader.position;
    reader.skip().ok()?;
    reader.text.get(start..reader.position)
}
