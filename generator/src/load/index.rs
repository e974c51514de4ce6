//! Bytes, characters, lines and columns of a text, each from the other, without reading it from its start each time.

use std::ops::Range;

/// How many bytes lie between two marks: what a look-up reads at most.
const STRIDE: usize = 256;

/// The lines and characters of a text. A minified document has one line of megabytes, so columns are looked up too.
pub(crate) struct Index<'t> {
    text: &'t str,
    /// The byte at which each line starts; the first is 0.
    lines: Vec<usize>,
    /// The character at each `STRIDE`th byte, or right before it. Empty for ASCII, where bytes are characters.
    marks: Vec<Mark>,
}

/// The start of a character, in bytes and in characters.
#[derive(Clone, Copy, Default)]
struct Mark {
    byte: usize,
    character: usize,
}

impl<'t> Index<'t> {
    /// Reads the text once.
    pub(crate) fn new(text: &'t str) -> Index<'t> {
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(breaks).collect();
        let marks = if text.is_ascii() { Vec::new() } else { marks(text) };
        Index { text, lines, marks }
    }

    /// The byte at which a character starts, counted from 0; the text's end where it has fewer.
    pub(crate) fn byte_of_char(&self, character: usize) -> usize {
        if self.marks.is_empty() {
            return character.min(self.text.len());
        }
        let (mark, next) = self.marks_around(|mark| mark.character <= character);
        let more = character - mark.character;
        if next.is_some_and(|next| is_ascii(mark, next)) {
            return mark.byte + more;
        }
        let rest = self.text.get(mark.byte..).unwrap_or_default();
        rest.char_indices().nth(more).map_or(self.text.len(), |(at, _)| mark.byte + at)
    }

    /// The byte at a line and a column, both counted from 1; the line's end where it has fewer characters.
    pub(crate) fn byte_at(&self, line: usize, column: usize) -> usize {
        let range = self.line_range(line);
        let first = self.char_of_byte(range.start);
        self.byte_of_char(first.saturating_add(column.saturating_sub(1))).min(range.end)
    }

    /// The line and the column of a byte, both counted from 1, the column in characters.
    pub(crate) fn line_column(&self, byte: usize) -> (usize, usize) {
        let byte = self.text.floor_char_boundary(byte);
        let line = self.lines.partition_point(|start| *start <= byte).max(1);
        let start = self.line_range(line).start;
        (line, self.char_of_byte(byte) - self.char_of_byte(start) + 1)
    }

    /// The bytes of a line, counted from 1, without its break. Past the last line, the empty end of the text.
    pub(crate) fn line_range(&self, line: usize) -> Range<usize> {
        let start = line.checked_sub(1).and_then(|index| self.lines.get(index)).copied().unwrap_or(self.text.len());
        let next = self.lines.get(line).copied();
        let end = next.map_or(self.text.len(), |next| next.saturating_sub(1)).max(start);
        let line = self.text.get(start..end).unwrap_or_default();
        start..start + line.strip_suffix('\r').unwrap_or(line).len()
    }

    /// A range that lies inside the text and on its characters.
    pub(crate) fn clamp(&self, range: Range<usize>) -> Range<usize> {
        let start = self.text.floor_char_boundary(range.start);
        start..self.text.floor_char_boundary(range.end).max(start)
    }

    fn char_of_byte(&self, byte: usize) -> usize {
        if self.marks.is_empty() {
            return byte;
        }
        let (mark, _) = self.marks_around(|mark| mark.byte <= byte);
        mark.character + self.text.get(mark.byte..byte).map_or(0, |piece| piece.chars().count())
    }

    /// The last mark that isn't past a place, and the one after it.
    fn marks_around(&self, is_before: impl Fn(&Mark) -> bool) -> (Mark, Option<Mark>) {
        let after = self.marks.partition_point(is_before);
        let mark = after.checked_sub(1).and_then(|last| self.marks.get(last)).copied().unwrap_or_default();
        (mark, self.marks.get(after).copied())
    }
}

/// Whether all characters between two marks are of one byte, as most are in a text that isn't ASCII as a whole.
fn is_ascii(mark: Mark, next: Mark) -> bool {
    next.byte - mark.byte == next.character - mark.character
}

fn marks(text: &str) -> Vec<Mark> {
    let mut mark = Mark::default();
    let strides = (0..text.len()).step_by(STRIDE).map(|byte| text.floor_char_boundary(byte));
    strides
        .map(|byte| {
            // Counting is quick in debug builds too, since the standard library does it.
            let characters = text.get(mark.byte..byte).map_or(0, |piece| piece.chars().count());
            mark = Mark { byte, character: mark.character + characters };
            mark
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_from_one() {
        let index = Index::new("ab\r\nc\n\nd");
        let found: Vec<_> = [0, 1, 4, 6, 7, 8, 99].map(|byte| index.line_column(byte)).into();
        assert_eq!(found, [(1, 1), (1, 2), (2, 1), (3, 1), (4, 1), (4, 2), (4, 2)]);
        assert_eq!(index.line_range(1), 0..2);
        assert_eq!(index.line_range(3), 6..6);
        assert_eq!(index.line_range(9), 8..8);
        assert_eq!(index.byte_at(2, 1), 4);
        assert_eq!(index.byte_at(1, 50), 2);
        assert_eq!(index.byte_at(0, 0), 8);
    }

    #[test]
    fn columns_count_characters() {
        let text = "é😀x\n".repeat(500);
        let index = Index::new(&text);
        for (character, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(index.byte_of_char(character), byte);
            assert_eq!(index.line_column(byte), (character / 4 + 1, character % 4 + 1));
        }
        assert_eq!(index.byte_of_char(usize::MAX), text.len());
        assert_eq!(index.line_column(3), (1, 2), "inside a character is at it");
    }

    #[test]
    fn ranges_are_moved_onto_characters() {
        let index = Index::new("é😀");
        assert_eq!(index.clamp(1..3), 0..2);
        assert_eq!(index.clamp(4..900), 2..6);
        let (start, end) = (900, 2);
        assert_eq!(index.clamp(start..end), 6..6, "the wrong way round");
    }
}
