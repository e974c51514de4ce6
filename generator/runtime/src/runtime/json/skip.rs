//! Skipping: JSON that nobody asked for has to be JSON in form, and nothing more.

use std::mem;

use super::{Error, Reader};

impl Reader<'_> {
    /// Skips a value, however deep it is nested.
    #[inline(never)]
    pub(super) fn skip(&mut self) -> Result<(), Error> {
        // The brackets that close those which are open. The next call has the allocation again.
        let mut closing = mem::take(&mut self.closing);
        loop {
            let mut is_behind_value = !self.skip_value_start(&mut closing)?;
            while let Some(&close) = closing.last() {
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
                Some(b'}') => drop(self.name()?),
                Some(_) => {}
                None => break,
            }
        }
        self.closing = closing;
        Ok(())
    }

    /// Skips a scalar or an opening bracket; whether it was a bracket.
    fn skip_value_start(&mut self, closing: &mut Vec<u8>) -> Result<bool, Error> {
        match self.peek() {
            Some(bracket @ (b'[' | b'{')) => {
                self.position += 1;
                closing.push(if bracket == b'[' { b']' } else { b'}' });
                Ok(true)
            }
            Some(b'"') => self.skip_string().map(|_| false),
            Some(b'-' | b'0'..=b'9') => self.skip_number().map(|()| false),
            _ if ["null", "true", "false"].into_iter().any(|word| self.literal(word)) => Ok(false),
            _ => Err(self.syntax("expected a value")),
        }
    }
}
