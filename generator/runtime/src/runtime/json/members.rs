//! Members of any name: maps, and what a type keeps of the members that it doesn't name.

use std::borrow::Cow;

use serde_json::Value;
use serde_json::map::Entry;

use super::object::duplicate;
use super::{Decode, Encode, Error, Map, Reader, Writer};

/// A map that is read from an object.
#[doc(hidden)]
pub trait Members: Sized {
    /// The type of the values.
    type Value: Decode;

    /// Makes the map. The error is a name that occurs twice.
    fn collect(members: Vec<(String, Self::Value)>) -> Result<Self, String>;
}

/// A map that is written as an object.
#[doc(hidden)]
pub trait EncodeMembers {
    /// Passes each name and value to the function.
    fn each(&self, write: &mut dyn FnMut(&str, &dyn Encode) -> Result<(), Error>) -> Result<(), Error>;
}

/// The members of a map, while an object is read.
#[doc(hidden)]
#[derive(Debug)]
pub struct Unnamed<M: Members>(Vec<(String, M::Value)>);

/// Reads a member, whose value comes next.
#[doc(hidden)]
pub trait ReadMember {
    /// Reads the value of this name.
    fn read(&mut self, name: Cow<'_, str>, reader: &mut Reader<'_>) -> Result<(), Error>;
}

impl<M: Members> Default for Unnamed<M> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<M: Members> ReadMember for Unnamed<M> {
    fn read(&mut self, name: Cow<'_, str>, reader: &mut Reader<'_>) -> Result<(), Error> {
        let value = M::Value::decode(reader).map_err(|error| error.inside(&name))?;
        self.0.push((name.into_owned(), value));
        Ok(())
    }
}

impl<M: Members> Unnamed<M> {
    /// Makes the map of the members that were read.
    pub fn finish(self) -> Result<M, Error> {
        M::collect(self.0).map_err(|name| duplicate().inside(&name))
    }
}

fn decode<M: Members>(reader: &mut Reader<'_>) -> Result<M, Error> {
    let mut members = Unnamed::default();
    reader.each_member(&mut members)?;
    members.finish()
}

impl Reader<'_> {
    /// Reads an object, each member into the map.
    fn each_member(&mut self, members: &mut dyn ReadMember) -> Result<(), Error> {
        self.members(|reader| {
            let name = reader.name()?;
            members.read(name, reader)
        })
    }
}

impl Writer {
    fn members(&mut self, members: &dyn EncodeMembers) -> Result<(), Error> {
        self.bytes.push(b'{');
        members.each(&mut |name, value| self.member(name, value))?;
        self.close(b'}');
        Ok(())
    }

    /// Writes a member, and a comma behind it.
    pub(super) fn member(&mut self, name: &str, value: &dyn Encode) -> Result<(), Error> {
        self.string(name);
        self.bytes.push(b':');
        value.encode(self).map_err(|error| error.inside(name))?;
        self.bytes.push(b',');
        Ok(())
    }
}

impl<V: Decode> Members for Map<V> {
    type Value = V;

    fn collect(members: Vec<(String, V)>) -> Result<Self, String> {
        Self::without_duplicates(members)
    }
}

impl<V: Encode> EncodeMembers for Map<V> {
    fn each(&self, write: &mut dyn FnMut(&str, &dyn Encode) -> Result<(), Error>) -> Result<(), Error> {
        self.iter().try_for_each(|(name, value)| write(name, value))
    }
}

impl<V: Decode> Decode for Map<V> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Error> {
        decode(reader)
    }
}

impl<V: Encode> Encode for Map<V> {
    fn encode(&self, writer: &mut Writer) -> Result<(), Error> {
        writer.members(self)
    }
}

impl Members for serde_json::Map<String, Value> {
    type Value = Value;

    fn collect(members: Vec<(String, Value)>) -> Result<Self, String> {
        let mut map = Self::new();
        for (name, value) in members {
            match map.entry(name) {
                Entry::Vacant(entry) => entry.insert(value),
                Entry::Occupied(entry) => return Err(entry.key().clone()),
            };
        }
        Ok(map)
    }
}

impl EncodeMembers for serde_json::Map<String, Value> {
    fn each(&self, write: &mut dyn FnMut(&str, &dyn Encode) -> Result<(), Error>) -> Result<(), Error> {
        self.iter().try_for_each(|(name, value)| write(name, value))
    }
}

impl Decode for serde_json::Map<String, Value> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, Error> {
        decode(reader)
    }
}

impl Encode for serde_json::Map<String, Value> {
    fn encode(&self, writer: &mut Writer) -> Result<(), Error> {
        writer.members(self)
    }
}
