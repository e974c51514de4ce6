//! Skipping: JSON that nobody asked for has to be JSON in form, and nothing more.

use super::{Error, Reader};

impl Reader<'_> {
    /// Skips a value, however deep it is nested.
    pub(super) fn skip(&mut self) -> Result<(), Error> {
        let mut open = Nesting::default();
        loop {
            if self.skip_to_value(&mut open)? {
                continue;
            }
            loop {
                match (open.innermost(), self.peek()) {
                    (None, _) => return Ok(()),
                    (Some(Bracket::Object), Some(b'}')) | (Some(Bracket::Array), Some(b']')) => {
                        self.position += 1;
                        open.pop();
                    }
                    (Some(Bracket::Object), Some(b',')) => {
                        self.position += 1;
                        self.skip_name()?;
                        break;
                    }
                    (Some(Bracket::Array), Some(b',')) => {
                        self.position += 1;
                        break;
                    }
                    (Some(Bracket::Object), _) => return Err(self.syntax("expected `,` or `}`")),
                    (Some(Bracket::Array), _) => return Err(self.syntax("expected `,` or `]`")),
                }
            }
        }
    }

    /// Skips a value without those within it; whether there are such.
    fn skip_to_value(&mut self, open: &mut Nesting) -> Result<bool, Error> {
        match self.peek() {
            Some(b'"') => self.skip_string().map(|_| false),
            Some(b'{') => {
                self.position += 1;
                if self.peek() == Some(b'}') {
                    self.position += 1;
                    return Ok(false);
                }
                open.push(Bracket::Object);
                self.skip_name().map(|()| true)
            }
            Some(b'[') => {
                self.position += 1;
                if self.peek() == Some(b']') {
                    self.position += 1;
                    return Ok(false);
                }
                open.push(Bracket::Array);
                Ok(true)
            }
            Some(b'-' | b'0'..=b'9') => self.skip_number().map(|()| false),
            _ if ["null", "true", "false"].into_iter().any(|word| self.literal(word)) => Ok(false),
            _ => Err(self.syntax("expected a value")),
        }
    }
}

#[derive(Clone, Copy)]
enum Bracket {
    Array,
    Object,
}

/// The brackets that are open: a bit for each, so that only what is nested deeper than 64 allocates.
#[derive(Default)]
struct Nesting {
    depth: usize,
    innermost: u64,
    outer: Vec<u64>,
}

impl Nesting {
    fn innermost(&self) -> Option<Bracket> {
        let bracket = if self.innermost & 1 == 0 { Bracket::Array } else { Bracket::Object };
        (self.depth > 0).then_some(bracket)
    }

    fn push(&mut self, bracket: Bracket) {
        if self.depth > 0 && self.depth.is_multiple_of(64) {
            self.outer.push(self.innermost);
        }
        self.depth += 1;
        self.innermost = self.innermost << 1 | bracket as u64;
    }

    fn pop(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        self.innermost >>= 1;
        if self.depth > 0 && self.depth.is_multiple_of(64) {
            self.innermost = self.outer.pop().unwrap_or_default();
        }
    }
}
