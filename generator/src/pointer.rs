//! JSON pointers (RFC 6901): how every part of a document is named, from its root.

use std::borrow::Cow;
use std::fmt;

use serde_json::Value;

/// A JSON pointer (RFC 6901), kept in its written form: `/paths/~1v2~1contacts~1{id}/delete`. The empty one is the
/// whole document.
///
/// The order is that of the written forms, which is stable, but isn't the order of the document.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Pointer(String);

impl Pointer {
    /// The whole document: the empty pointer.
    pub fn root() -> Pointer {
        Pointer::default()
    }

    /// Reads the written form. `None` where it isn't one: RFC 6901 section 3 wants it empty or with a leading `/`, and
    /// each `~` followed by `0` or `1`.
    pub fn parse(text: &str) -> Option<Pointer> {
        let rooted = text.is_empty() || text.starts_with('/');
        let mut after_tilde = text.split('~').skip(1);
        let escaped = after_tilde.all(|rest| rest.starts_with(['0', '1']));
        (rooted && escaped).then(|| Pointer(text.to_owned()))
    }

    /// The pointer to a member of this value, by its key as the document means it: `/` and `~` are escaped here.
    #[must_use]
    pub fn push(&self, token: &str) -> Pointer {
        let mut text = String::with_capacity(self.0.len() + token.len() + 1);
        text.push_str(&self.0);
        Pointer::write_token(&mut text, token);
        Pointer(text)
    }

    /// Adds a token to a pointer in its written form.
    pub(crate) fn write_token(text: &mut String, token: &str) {
        text.push('/');
        for character in token.chars() {
            match character {
                '~' => text.push_str("~0"),
                '/' => text.push_str("~1"),
                other => text.push(other),
            }
        }
    }

    /// The pointer to an item of this sequence, counted from 0.
    #[must_use]
    pub fn index(&self, index: usize) -> Pointer {
        Pointer(format!("{}/{index}", self.0))
    }

    /// The tokens from the root down, unescaped.
    pub fn tokens(&self) -> impl DoubleEndedIterator<Item = Cow<'_, str>> {
        // The root has no token at all, where `"".split('/')` has one.
        let mut tokens = self.0.split('/');
        tokens.next();
        tokens.map(unescape)
    }

    /// The last token, unescaped. `None` for the root.
    pub fn last(&self) -> Option<Cow<'_, str>> {
        self.tokens().next_back()
    }

    /// The pointer to what holds this value. `None` for the root.
    pub fn parent(&self) -> Option<Pointer> {
        let (parent, _) = self.0.rsplit_once('/')?;
        Some(Pointer(parent.to_owned()))
    }

    /// Whether this value is `ancestor`, or lies inside it.
    pub fn starts_with(&self, ancestor: &Pointer) -> bool {
        let rest = self.0.strip_prefix(&ancestor.0);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// Whether it is the whole document.
    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// The written form.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What the pointer names inside `value`, if it is there (RFC 6901 section 4).
    pub fn resolve<'v>(&self, value: &'v Value) -> Option<&'v Value> {
        self.tokens().try_fold(value, |value, token| match value {
            Value::Object(members) => members.get(token.as_ref()),
            Value::Array(items) => items.get(array_index(&token)?),
            _ => None,
        })
    }
}

impl Pointer {
    /// The pointer in the fragment of a URI (RFC 6901, section 6).
    pub(crate) fn from_fragment(fragment: &str) -> Option<Pointer> {
        let decoded = percent_encoding::percent_decode_str(fragment).decode_utf8().ok()?;
        Pointer::parse(&decoded)
    }

    /// What the pointer names inside `value`, to be changed.
    pub(crate) fn resolve_mut<'v>(&self, value: &'v mut Value) -> Option<&'v mut Value> {
        self.tokens().try_fold(value, |value, token| match value {
            Value::Object(members) => members.get_mut(token.as_ref()),
            Value::Array(items) => items.get_mut(array_index(&token)?),
            _ => None,
        })
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The index that a token names: digits with no leading zero (RFC 6901 section 4). `-`, the item after the last, is
/// nothing that a document can hold.
pub(crate) fn array_index(token: &str) -> Option<usize> {
    let digits = !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_digit());
    let canonical = token == "0" || !token.starts_with('0');
    if digits && canonical { token.parse().ok() } else { None }
}

fn unescape(token: &str) -> Cow<'_, str> {
    if token.contains('~') {
        // In this order, so that `~01` becomes `~1` and not `/` (RFC 6901 section 4).
        Cow::Owned(token.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(token)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn tokens_are_escaped_and_come_back() {
        let pointer = Pointer::root().push("paths").push("/v2/{id}").push("a~1b").index(3).push("");
        assert_eq!(pointer.to_string(), "/paths/~1v2~1{id}/a~01b/3/");
        let tokens: Vec<_> = pointer.tokens().collect();
        assert_eq!(tokens, ["paths", "/v2/{id}", "a~1b", "3", ""]);
        assert_eq!(Pointer::parse(pointer.as_str()), Some(pointer));
    }

    #[test]
    fn only_the_written_form_parses() {
        assert_eq!(Pointer::parse(""), Some(Pointer::root()));
        for wrong in ["a", "#/a", "/a~", "/a~2", "/~~0"] {
            assert_eq!(Pointer::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_root_has_no_token_no_parent_no_last() {
        let root = Pointer::root();
        assert_eq!(root.tokens().count(), 0);
        assert_eq!(root.parent(), None);
        assert_eq!(root.last(), None);
        assert!(root.is_root());
    }

    #[test]
    fn parent_and_last_split_a_pointer() {
        let pointer = Pointer::root().push("a/b").push("c~d");
        assert_eq!(pointer.parent(), Some(Pointer::root().push("a/b")));
        assert_eq!(pointer.last().as_deref(), Some("c~d"));
    }

    #[test]
    fn an_ancestor_ends_at_a_token() {
        let pointer = Pointer::root().push("paths").push("x");
        assert!(pointer.starts_with(&Pointer::root()));
        assert!(pointer.starts_with(&Pointer::root().push("paths")));
        assert!(pointer.starts_with(&pointer));
        assert!(!pointer.starts_with(&Pointer::root().push("path")));
        assert!(!Pointer::root().starts_with(&pointer));
    }

    #[test]
    fn values_are_found() {
        let value = json!({"a/b": [1, {"": 2}], "01": 3});
        let find = |text: &str| Pointer::parse(text).and_then(|pointer| pointer.resolve(&value).cloned());
        assert_eq!(find(""), Some(value.clone()));
        assert_eq!(find("/a~1b/0"), Some(json!(1)));
        assert_eq!(find("/a~1b/1/"), Some(json!(2)));
        assert_eq!(find("/01"), Some(json!(3)));
        for missing in ["/a~1b/01", "/a~1b/-", "/a~1b/2", "/a~1b/+1", "/a", "/01/x", "/a~1b/99999999999999999999"] {
            assert_eq!(find(missing), None, "{missing}");
        }
    }
}
