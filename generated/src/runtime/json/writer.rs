use std::fmt;

use super::string::plain_until;

/// JSON text that [`Encode`](super::Encode) appends a value to.
pub struct Writer {
    pub(super) bytes: Vec<u8>,
}

impl Writer {
    pub(super) fn new() -> Self {
        Self { bytes: Vec::with_capacity(128) }
    }

    /// Writes a string.
    #[inline]
    pub(super) fn string(&mut self, text: &str) {
        let mut rest = text.as_bytes();
        self.bytes.reserve(rest.len() + 2);
        self.bytes.push(b'"');
        while let Some((plain, [special, after @ ..])) = rest.split_at_checked(plain_until(rest, 0)) {
            self.bytes.extend_from_slice(plain);
            self.escape(*special);
            rest = after;
        }
        self.bytes.extend_from_slice(rest);
        self.bytes.push(b'"');
    }

    #[cold]
    fn escape(&mut self, special: u8) {
        let short = match special {
            b'"' | b'\\' => special,
            0x8 => b'b',
            0xC => b'f',
            b'\n' => b'n',
            b'\r' => b'r',
            b'\t' => b't',
            control => return self.bytes.extend_from_slice(format!("\\u{control:04x}").as_bytes()),
        };
        self.bytes.extend_from_slice(&[b'\\', short]);
    }

    /// Ends an array or an object. The comma after its last element becomes the bracket.
    #[inline]
    pub(super) fn close(&mut self, bracket: u8) {
        match self.bytes.last_mut() {
            Some(comma @ b',') => *comma = bracket,
            _ => self.bytes.push(bracket),
        }
    }
}

/// Shows nothing of what was written.
impl fmt::Debug for Writer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Writer").finish_non_exhaustive()
    }
}
