//! Objects with members that a type names.

use super::members::{EncodeMembers, ReadMember};
use super::{Decode, Encode, Error, Reader, Writer};

/// The members that a type names: name, usual spelling in JSON with quotes and colon, and whether it is required.
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub struct Fields {
    fields: &'static [Field],
    /// Whether no name needs an escape. Otherwise the usual spellings aren't valid JSON.
    are_plain: bool,
}

type Field = (&'static str, &'static str, Presence);

/// Whether a member is required.
#[doc(hidden)]
#[allow(non_camel_case_types, reason = "the words of the macro")]
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Presence {
    optional,
    required,
}

impl Fields {
    /// Makes the table of a type.
    pub const fn new(fields: &'static [Field]) -> Self {
        Self { fields, are_plain: are_plain(fields) }
    }
}

const fn are_plain(mut fields: &[Field]) -> bool {
    while let [(name, ..), others @ ..] = fields {
        let mut name = name.as_bytes();
        while let [first, after @ ..] = name {
            if matches!(first, b'"' | b'\\' | ..0x20) {
                return false;
            }
            name = after;
        }
        fields = others;
    }
    true
}

/// Holds the value of a member until all members are read.
#[doc(hidden)]
pub trait Slot {
    /// Reads the value.
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), Error>;

    /// If the slot is empty and the member optional, fills in the value for an absent one. Whether it is full now.
    fn is_filled(&mut self, presence: Presence) -> bool;
}

impl<T: Decode> Slot for Option<T> {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), Error> {
        if self.is_some() {
            return Err(duplicate());
        }
        *self = Some(T::decode(reader)?);
        Ok(())
    }

    fn is_filled(&mut self, presence: Presence) -> bool {
        if self.is_none() && presence == Presence::optional {
            *self = T::absent();
        }
        self.is_some()
    }
}

/// The error for a required member that is absent.
#[doc(hidden)]
#[cold]
pub fn missing() -> Error {
    Error::new("missing")
}

#[cold]
pub(super) fn duplicate() -> Error {
    Error::new("duplicate member")
}

impl Reader<'_> {
    /// Reads an object into the slots of these fields, and fills those of absent members. Other members are skipped,
    /// unless there is something to hold them.
    #[doc(hidden)]
    pub fn object(
        &mut self,
        fields: Fields,
        slots: &mut [&mut dyn Slot],
        mut others: Option<&mut dyn ReadMember>,
    ) -> Result<(), Error> {
        // Members come in the order of the fields, or from the last to the first.
        let (mut after, mut before) = (0, fields.fields.len().wrapping_sub(1));
        let mut count = 0;
        self.members(|reader| {
            let start = reader.position;
            let Some(index) = reader.field(fields, [after, before])? else { return reader.other(start, &mut others) };
            if let (Some((name, _, presence)), Some(slot)) = (fields.fields.get(index), slots.get_mut(index)) {
                slot.read(reader).map_err(|error| error.inside(name))?;
                if *presence == Presence::optional {
                    reader.note_optional();
                }
            }
            (after, before) = (index + 1, index.wrapping_sub(1));
            count += 1;
            Ok(())
        })?;
        if count == slots.len() {
            return Ok(());
        }
        let mut all = fields.fields.iter().zip(slots);
        match all.find_map(|((name, _, presence), slot)| (!slot.is_filled(*presence)).then_some(name)) {
            Some(name) => Err(missing().inside(name)),
            None => Ok(()),
        }
    }

    /// Reads the name of a member, and finds its field. Those that are expected are tried first.
    #[inline]
    fn field(&mut self, fields: Fields, expected: [usize; 2]) -> Result<Option<usize>, Error> {
        if fields.are_plain {
            for index in expected {
                if let Some((_, key, _)) = fields.fields.get(index)
                    && self.literal(key)
                {
                    return Ok(Some(index));
                }
            }
        }
        let name = self.name()?;
        Ok(fields.fields.iter().position(|(field, ..)| *field == name))
    }

    /// Reads or skips the value of a member that the type doesn't name. The name begins at `start`.
    fn other(&mut self, start: usize, others: &mut Option<&mut dyn ReadMember>) -> Result<(), Error> {
        let Some(others) = others else {
            self.count_skipped();
            return self.skip();
        };
        self.position = start;
        let name = self.name()?;
        others.read(name, self)
    }
}

impl Writer {
    /// Writes an object of these members. Optional members that are absent are left out. One of the others that has the
    /// name of a field is an error, since it would be a duplicate.
    #[doc(hidden)]
    pub fn object(
        &mut self,
        fields: Fields,
        values: &[&dyn Encode],
        others: Option<&dyn EncodeMembers>,
    ) -> Result<(), Error> {
        self.bytes.push(b'{');
        for ((name, key, presence), value) in fields.fields.iter().zip(values) {
            if *presence == Presence::optional && value.is_absent() {
                continue;
            }
            if fields.are_plain {
                self.bytes.extend_from_slice(key.as_bytes());
            } else {
                self.string(name);
                self.bytes.push(b':');
            }
            value.encode(self).map_err(|error| error.inside(name))?;
            self.bytes.push(b',');
        }
        if let Some(others) = others {
            others.each(&mut |name, value| match fields.fields.iter().any(|(field, ..)| *field == name) {
                true => Err(duplicate().inside(name)),
                false => self.member(name, value),
            })?;
        }
        self.close(b'}');
        Ok(())
    }
}

/// Implements what every struct has, by its fields: `object!(Pet { id: required "id", name: optional "name" })`. Behind
/// them, `..extra` is the field of members without a name, a [`Map`](super::Map) or a [`serde_json::Map`].
#[allow(unused_macros, reason = "an API may have no struct")]
macro_rules! object {
    (@others) => {
        ::std::option::Option::None
    };
    (@others $others:expr) => {
        ::std::option::Option::Some($others)
    };
    ($name:ident { $($field:ident: $presence:ident $wire:literal),* $(,)? $(..$others:ident $(,)?)? }) => {
        const _: () = {
            use ::std::option::Option::Some;
            use ::std::result::Result::{self, Err, Ok};
            use $crate::runtime::json;

            const FIELDS: json::Fields = json::Fields::new(&[$(
                ($wire, ::std::concat!("\"", $wire, "\":"), json::Presence::$presence)
            ),*]);

            impl json::Decode for $name {
                fn decode(reader: &mut json::Reader<'_>) -> Result<Self, json::Error> {
                    $(let mut $field = ::std::option::Option::None;)*
                    $(let mut $others = json::Unnamed::default();)?
                    reader.object(FIELDS, &mut [$(&mut $field),*], json::object!(@others $(&mut $others)?))?;
                    // One pattern: the time to compile a `?` for each field grows with their square.
                    let ($(Some($field),)* Some(()),) = ($($field,)* Some(()),) else {
                        return Err(json::missing());
                    };
                    Ok(Self { $($field,)* $($others: $others.finish()?)? })
                }
            }

            impl json::Encode for $name {
                fn encode(&self, writer: &mut json::Writer) -> Result<(), json::Error> {
                    writer.object(FIELDS, &[$(&self.$field),*], json::object!(@others $(&self.$others)?))
                }
            }
        };
        $crate::runtime::json::serde_traits!($name);
    };
}
#[allow(unused_imports, reason = "an API may have no struct")]
pub(crate) use object;

/// Implements the conversion of a struct into those whose fields it has: `parents!(Cat { Pet { id, name } })`.
#[allow(unused_macros, reason = "an API may have no such struct")]
macro_rules! parents {
    ($name:ident { $($parent:path { $($field:ident),* $(,)? }),* $(,)? }) => {$(
        impl ::std::convert::From<$name> for $parent {
            fn from(value: $name) -> Self {
                Self { $($field: value.$field),* }
            }
        }
    )*};
}
#[allow(unused_imports, reason = "an API may have no such struct")]
pub(crate) use parents;

/// Implements serde's traits for a type that has [`Decode`] and [`Encode`].
#[cfg(feature = "serde")]
macro_rules! serde_traits {
    ($name:ident $(<$value:ident>)?) => {
        impl$(<$value: $crate::runtime::json::Encode>)? ::serde::Serialize for $name$(<$value>)? {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::runtime::json::serialize(self, serializer)
            }
        }

        impl<'de, $($value: $crate::runtime::json::Decode)?> ::serde::Deserialize<'de> for $name$(<$value>)? {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                $crate::runtime::json::deserialize(deserializer)
            }
        }
    };
}
#[cfg(not(feature = "serde"))]
macro_rules! serde_traits {
    ($name:ident $(<$value:ident>)?) => {};
}
pub(crate) use serde_traits;
