//! Looks ahead without reading, and counts what is lost by reading: by this a union chooses its branch.

use std::borrow::Cow;

use super::Reader;
use super::number::is_integer;

/// What a value is in JSON.
#[doc(hidden)]
#[allow(non_camel_case_types, reason = "the words of the macro")]
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Kind {
    boolean,
    integer,
    /// A number that is no integer.
    fraction,
    string,
    array,
    object,
}

/// What of the text is not in the values that were read, or not known to them.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Losses {
    /// A hash of the positions of the members that were skipped.
    pub(super) skipped: u64,
    /// How many values no enum and no union knows.
    pub(super) unknown: usize,
}

impl<'a> Reader<'a> {
    /// Notes that the member whose value comes next is not in the value that is read.
    #[inline]
    pub(super) fn count_skipped(&mut self) {
        // The golden ratio, as Knuth multiplies by it. No position is 0, whose hash is that of nothing.
        let hash = (self.losses.skipped ^ (self.position as u64 + 1)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.losses.skipped = hash.rotate_left(32);
    }

    /// Notes that the `null` that was just read has become `None`.
    #[inline]
    pub(super) fn note_null(&mut self) {
        self.lenient_null = self.position;
    }

    /// Notes that an optional member was read. If it was a `null` that can't be told from an absent one, it is lost.
    #[inline]
    pub(super) fn note_optional(&mut self) {
        if self.lenient_null == self.position {
            self.count_skipped();
        }
    }

    /// Notes that a value was read, and whether its type knows it.
    #[doc(hidden)]
    #[inline]
    pub fn note_known(&mut self, is_known: bool) {
        self.losses.unknown += usize::from(!is_known);
    }

    /// What comes next, unless it is `null`, or nothing that begins a value.
    pub(super) fn kind(&mut self) -> Option<Kind> {
        Some(match self.peek()? {
            b'"' => Kind::string,
            b'[' => Kind::array,
            b'{' => Kind::object,
            b't' | b'f' => Kind::boolean,
            b'-' | b'0'..=b'9' => {
                let start = self.mark();
                let is_integer = self.number("a number").is_ok_and(is_integer);
                self.reset(start);
                if is_integer { Kind::integer } else { Kind::fraction }
            }
            _ => return None,
        })
    }

    /// Passes the names of the object that comes next to the function, until it returns false. At that time the value
    /// comes next. The reader doesn't move.
    pub(super) fn look(&mut self, member: &mut dyn FnMut(&mut Self, Cow<'a, str>) -> bool) {
        let start = self.mark();
        while let Some(b'{' | b',') = self.peek() {
            self.position += 1;
            if self.peek() != Some(b'"') {
                break;
            }
            let Ok(name) = self.name() else { break };
            if !member(self, name) || self.skip().is_err() {
                break;
            }
        }
        self.reset(start);
    }

    /// The value of this member, if the object that comes next has it: a string, or other JSON as its text.
    pub(super) fn tag(&mut self, tag: &str) -> Option<Cow<'a, str>> {
        let mut value = None;
        self.look(&mut |reader, name| {
            if name == tag {
                value = reader.string_or_text();
            }
            name != tag
        });
        value
    }

    fn string_or_text(&mut self) -> Option<Cow<'a, str>> {
        if self.peek() == Some(b'"') {
            return self.string().ok();
        }
        self.raw().ok().map(Cow::Borrowed)
    }
}
