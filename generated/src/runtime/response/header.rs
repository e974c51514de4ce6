//! Headers whose values the API documents.

use std::fmt;
use std::marker::PhantomData;

use http::{HeaderMap, header};

use crate::runtime::json::{self, Decode};

/// A header of the API's answers, with the type of its value. [`Response::header`](super::Response::header) reads it, as
/// do errors by [`Error::header`](crate::runtime::Error::header).
pub struct Header<T> {
    name: &'static str,
    form: Form,
    value: PhantomData<fn() -> T>,
}

/// How a value stands in its header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// As the text of a string.
    Text,
    /// As JSON, which numbers and booleans are.
    Json,
    /// As texts with commas between.
    TextList,
    /// As numbers or booleans with commas between.
    JsonList,
}

impl<T> Header<T> {
    /// The name, in lower case.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    #[doc(hidden)]
    pub const fn text(name: &'static str) -> Self {
        Self { name, form: Form::Text, value: PhantomData }
    }

    #[doc(hidden)]
    pub const fn json(name: &'static str) -> Self {
        Self { name, form: Form::Json, value: PhantomData }
    }

    #[doc(hidden)]
    pub const fn text_list(name: &'static str) -> Self {
        Self { name, form: Form::TextList, value: PhantomData }
    }

    #[doc(hidden)]
    pub const fn json_list(name: &'static str) -> Self {
        Self { name, form: Form::JsonList, value: PhantomData }
    }
}

impl<T: Decode> Header<T> {
    /// The value among these headers; `None` where it isn't there.
    pub(crate) fn read(&self, headers: &HeaderMap) -> Result<Option<T>, json::Error> {
        value(self.name, self.form, headers).map(|json| json::from_slice(&json)).transpose()
    }
}

/// The value as JSON. This isn't generic, so that it is compiled once.
fn value(name: &str, form: Form, headers: &HeaderMap) -> Option<Vec<u8>> {
    let lines = headers.get_all(name).into_iter();
    let mut lines = lines.map(|line| String::from_utf8_lossy(line.as_bytes()).trim().to_owned()).peekable();
    lines.peek()?;
    // Cookies have commas, and stand one in a line (RFC 9110, section 5.3).
    let is_cookie = name == header::SET_COOKIE;
    if matches!(form, Form::Text | Form::Json) {
        let text = if is_cookie { lines.next().unwrap_or_default() } else { lines.collect::<Vec<_>>().join(", ") };
        return Some(if form == Form::Text { quoted(&text) } else { text.into_bytes() });
    }
    let mut list = vec![b'['];
    for line in lines {
        let items: Vec<&str> = if is_cookie { vec![&line] } else { line.split(',').map(str::trim).collect() };
        for item in items.into_iter().filter(|item| !item.is_empty()) {
            if list.len() > 1 {
                list.push(b',');
            }
            list.extend(if form == Form::TextList { quoted(item) } else { item.as_bytes().to_vec() });
        }
    }
    list.push(b']');
    Some(list)
}

fn quoted(text: &str) -> Vec<u8> {
    // A string can always be written.
    json::to_vec(text).unwrap_or_default()
}

impl<T> Clone for Header<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Header<T> {}

impl<T> fmt::Debug for Header<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Header").field(&self.name).finish()
    }
}
