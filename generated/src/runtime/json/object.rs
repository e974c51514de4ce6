use std::borrow::Cow;
use std::cell::Cell;

use super::{Decode, Encode, Error, Value};

/// A JSON object, as the members of a type are read from it. Other members are ignored.
///
/// The search for a member begins behind the one found last, so that members in the type's own order are found at once.
#[doc(hidden)]
#[derive(Debug)]
pub struct Object<'v> {
    members: &'v [(Cow<'v, str>, Value<'v>)],
    next: Cell<usize>,
}

impl<'v> Object<'v> {
    /// The members of this object.
    #[inline]
    pub fn of(value: &'v Value<'_>) -> Result<Self, Error> {
        let members = value.as_object().ok_or_else(|| Error::expected("an object", value))?;
        Ok(Self { members, next: Cell::new(0) })
    }

    /// Reads a member that must be there.
    #[inline]
    pub fn required<T: Decode>(&self, name: &str) -> Result<T, Error> {
        match self.find(name) {
            Some(value) => T::decode(value).map_err(|error| error.inside(name)),
            None => Err(missing(name)),
        }
    }

    /// Reads a member that may be missing: an `Option`, say.
    #[inline]
    pub fn optional<T: Decode>(&self, name: &str) -> Result<T, Error> {
        match self.find(name) {
            Some(value) => T::decode(value).map_err(|error| error.inside(name)),
            None => T::absent().ok_or_else(|| missing(name)),
        }
    }

    fn find(&self, name: &str) -> Option<&'v Value<'v>> {
        let (before, after) = self.members.split_at_checked(self.next.get())?;
        let mut ahead = after.iter().chain(before).enumerate();
        let (steps, (_, value)) = ahead.find(|(_, (key, _))| key == name)?;
        // Members are never empty here, so the remainder is below their number.
        self.next.set((self.next.get() + steps + 1) % self.members.len());
        Some(value)
    }
}

#[cold]
fn missing(name: &str) -> Error {
    Error::new("missing").inside(name)
}

/// A JSON object, as the members of a type are written to it.
#[doc(hidden)]
#[derive(Debug, Default)]
pub struct Fields<'a> {
    members: Vec<(Cow<'a, str>, Value<'a>)>,
}

impl<'a> Fields<'a> {
    /// An object with room for this many members.
    #[inline]
    pub fn with_capacity(members: usize) -> Self {
        Self { members: Vec::with_capacity(members) }
    }

    /// Writes a member.
    #[inline]
    #[must_use]
    pub fn required<T: Encode + ?Sized>(mut self, name: &'a str, value: &'a T) -> Self {
        self.members.push((Cow::Borrowed(name), value.encode()));
        self
    }

    /// Writes a member unless the value says that it is absent.
    #[inline]
    #[must_use]
    pub fn optional<T: Encode + ?Sized>(self, name: &'a str, value: &'a T) -> Self {
        if value.is_absent() {
            return self;
        }
        self.required(name, value)
    }

    /// The object.
    #[inline]
    pub fn into_value(self) -> Value<'a> {
        Value::Object(self.members)
    }
}
