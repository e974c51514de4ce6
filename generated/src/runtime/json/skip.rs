//! Skips values that no type names. They only need to be valid in form.

use super::{Error, Reader};

impl<'a> Reader<'a> {
    /// Skips a value, and returns its text.
    pub(crate) fn raw(&mut self) -> Result<&'a str, Error> {
        self.peek();
        let start = self.position;
        self.skip()?;
        Ok(self.text.get(start..self.position).unwrap_or_default())
    }

    /// Skips a value, however deep it is nested.
    #[inline(never)]
    pub(super) fn skip(&mut self) -> Result<(), Error> {
        let mut closing = Closing::default();
        loop {
            let mut is_behind_value = !self.skip_value_start(&mut closing)?;
            while let Some(close) = closing.last() {
                let next = self.peek();
                if next == Some(close) {
                    closing.pop();
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
            match closing.last() {
                Some(b'}') => self.skip_name()?,
                Some(_) => {}
                None => return Ok(()),
            }
        }
    }

    /// Skips a scalar or an opening bracket. Returns whether it was a bracket.
    fn skip_value_start(&mut self, closing: &mut Closing) -> Result<bool, Error> {
        match self.peek() {
            Some(bracket @ (b'[' | b'{')) => {
                self.position += 1;
                closing.push(if bracket == b'[' { b']' } else { b'}' });
                Ok(true)
            }
            Some(b'"') => self.skip_string().map(|_| false),
            Some(b'-' | b'0'..=b'9') => self.skip_number().map(|()| false),
            Some(b'n') if self.literal("null") => Ok(false),
            Some(b't') if self.literal("true") => Ok(false),
            Some(b'f') if self.literal("false") => Ok(false),
            _ => Err(self.syntax("expected a value")),
        }
    }
}

/// A stack of the closing brackets that are due: a bit for each, so that only a nesting deeper than 64 allocates.
#[derive(Default)]
struct Closing {
    depth: usize,
    innermost: u64,
    outer: Vec<u64>,
}

impl Closing {
    fn last(&self) -> Option<u8> {
        let bracket = if self.innermost & 1 == 0 { b']' } else { b'}' };
        (self.depth > 0).then_some(bracket)
    }

    fn push(&mut self, bracket: u8) {
        if self.depth > 0 && self.depth.is_multiple_of(64) {
            self.outer.push(self.innermost);
        }
        self.depth += 1;
        self.innermost = self.innermost << 1 | u64::from(bracket == b'}');
    }

    fn pop(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        self.innermost >>= 1;
        if self.depth > 0 && self.depth.is_multiple_of(64) {
            self.innermost = self.outer.pop().unwrap_or_default();
        }
    }
}
