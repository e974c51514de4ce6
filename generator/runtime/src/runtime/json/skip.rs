//! Skipping: JSON that nobody asked for has to be JSON in form, and nothing more.

use std::mem;

use super::{Error, Reader};

impl Reader<'_> {
    /// Skips a value, however deep it is nested.
    pub(super) fn skip(&mut self) -> Result<(), Error> {
        let mut open = OpenBrackets { inner: 1, outer: Vec::new() };
        loop {
            // Behind an opening bracket there is no comma.
            let mut is_behind_value = !self.skip_value_start(&mut open)?;
            loop {
                let Some(close) = open.innermost() else { return Ok(()) };
                let next = self.peek();
                if next == Some(close) {
                    open.pop();
                    is_behind_value = true;
                } else if !is_behind_value {
                    break;
                } else if next == Some(b',') {
                    self.position += 1;
                    break;
                } else {
                    return Err(self.expected_comma(close));
                }
                self.position += 1;
            }
            if open.innermost() == Some(b'}') {
                self.name()?;
            }
        }
    }

    /// Skips a scalar or an opening bracket; whether it was a bracket.
    fn skip_value_start(&mut self, open: &mut OpenBrackets) -> Result<bool, Error> {
        match self.peek() {
            Some(bracket @ (b'[' | b'{')) => {
                self.position += 1;
                open.push(bracket);
                Ok(true)
            }
            Some(b'"') => self.skip_string().map(|_| false),
            Some(b'-' | b'0'..=b'9') => self.skip_number().map(|()| false),
            _ if ["null", "true", "false"].into_iter().any(|word| self.literal(word)) => Ok(false),
            _ => Err(self.syntax("expected a value")),
        }
    }
}

/// A bit for each bracket that is open, so that only what is nested deeper than 63 allocates.
struct OpenBrackets {
    /// The highest bit is none of them. It tells how many there are.
    inner: u64,
    outer: Vec<u64>,
}

impl OpenBrackets {
    /// The bracket that closes the innermost one.
    fn innermost(&self) -> Option<u8> {
        (self.inner > 1).then_some(if self.inner & 1 == 0 { b']' } else { b'}' })
    }

    fn push(&mut self, bracket: u8) {
        if self.inner.leading_zeros() == 0 {
            self.outer.push(mem::replace(&mut self.inner, 1));
        }
        self.inner = self.inner << 1 | u64::from(bracket == b'{');
    }

    fn pop(&mut self) {
        self.inner >>= 1;
        if self.inner == 1 {
            self.inner = self.outer.pop().unwrap_or(1);
        }
    }
}
