//! Numbers: their form, and the integers among them.

use super::decimal::Decimal;
use super::{Error, Reader};

impl<'a> Reader<'a> {
    /// Reads a number, as text.
    #[inline]
    pub(crate) fn number(&mut self, what: &str) -> Result<&'a str, Error> {
        if !matches!(self.peek(), Some(b'-' | b'0'..=b'9')) {
            return Err(self.expected(what));
        }
        let start = self.position;
        self.skip_number()?;
        Ok(self.text.get(start..self.position).unwrap_or_default())
    }

    /// Skips a number, which comes next.
    #[inline]
    pub(super) fn skip_number(&mut self) -> Result<(), Error> {
        if self.next() == Some(b'-') {
            self.position += 1;
        }
        // No zero stands before another digit.
        match self.next() {
            Some(b'0') => self.position += 1,
            _ => self.digits()?,
        }
        if self.next() == Some(b'.') {
            self.position += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.next() {
            self.position += 1;
            if let Some(b'+' | b'-') = self.next() {
                self.position += 1;
            }
            self.digits()?;
        }
        Ok(())
    }

    #[inline]
    fn digits(&mut self) -> Result<(), Error> {
        let digits = self.rest().iter().take_while(|byte| byte.is_ascii_digit()).count();
        self.position += digits;
        if digits == 0 { Err(self.syntax("expected a digit")) } else { Ok(()) }
    }

    /// Reads a number that has no fraction, however it is written: JSON Schema calls `404.0` an integer (2020-12
    /// validation, section 6.1.1). The range is that of the type, as text.
    #[inline]
    pub(super) fn integer<T: TryFrom<i128>>(&mut self, range: &str) -> Result<T, Error> {
        let value = match self.short_integer() {
            Some(value) => i128::from(value),
            None => exact(self.number("an integer")?, range)?,
        };
        T::try_from(value).map_err(|_| out_of(range))
    }

    /// Reads the next value, if it is an integer of at most 18 digits without a fraction and an exponent.
    #[inline]
    fn short_integer(&mut self) -> Option<i64> {
        let is_negative = self.peek()? == b'-';
        let digits = self.rest().get(usize::from(is_negative)..)?;
        let mut value = 0;
        let mut length = 0;
        while let Some(digit @ b'0'..=b'9') = digits.get(length) {
            if length == 18 {
                return None;
            }
            value = value * 10 + i64::from(digit - b'0');
            length += 1;
        }
        let has_zero = length > 1 && digits.first() == Some(&b'0');
        if length == 0 || has_zero || matches!(digits.get(length), Some(b'.' | b'e' | b'E')) {
            return None;
        }
        self.position += length + usize::from(is_negative);
        Some(if is_negative { -value } else { value })
    }
}

/// Whether a number has no fraction, however it is written.
pub(super) fn is_integer(number: &str) -> bool {
    let is_plain = !number.contains(['.', 'e', 'E']);
    is_plain || exact(number, "").err() != Some(Error::expected("an integer", "a number"))
}

#[cold]
fn out_of(range: &str) -> Error {
    Error::expected(&format!("an integer from {range}"), "a number")
}

/// The exact integer that a number is equal to.
#[cold]
fn exact(number: &str, range: &str) -> Result<i128, Error> {
    match Decimal::parse(number) {
        Some(value) if value.has_fraction() => Err(Error::expected("an integer", "a number")),
        value => value.and_then(Decimal::to_integer).ok_or_else(|| out_of(range)),
    }
}
