//! Objects with members that a type names.

use super::{Decode, Encode, Error, Reader, Writer};

/// A member that a type names.
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub struct Field {
    name: &'static str,
    /// The name as it nearly always is written, with its quotes and the colon; empty for a name that has to be escaped.
    key: &'static str,
    required: bool,
}

impl Field {
    /// A member that must be there. The key is the name within quotes, and a colon.
    pub const fn required(name: &'static str, key: &'static str) -> Self {
        Self { name, key: if is_plain(name) { key } else { "" }, required: true }
    }

    /// A member that may be missing.
    pub const fn optional(name: &'static str, key: &'static str) -> Self {
        Self { required: false, ..Self::required(name, key) }
    }
}

const fn is_plain(name: &str) -> bool {
    let mut rest = name.as_bytes();
    while let [first, after @ ..] = rest {
        if matches!(first, b'"' | b'\\' | ..0x20) {
            return false;
        }
        rest = after;
    }
    true
}

/// Where a member's value is kept until all are read.
#[doc(hidden)]
pub trait Slot {
    /// Reads the value.
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), Error>;

    /// Takes the value for what is absent, if the slot is empty and the type has one; whether the slot has a value now.
    fn is_filled(&mut self, required: bool) -> bool;
}

impl<T: Decode> Slot for Option<T> {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), Error> {
        if self.is_some() {
            return Err(duplicate());
        }
        *self = Some(T::decode(reader)?);
        Ok(())
    }

    fn is_filled(&mut self, required: bool) -> bool {
        if self.is_none() && !required {
            *self = T::absent();
        }
        self.is_some()
    }
}

/// The value of a slot that was filled.
#[doc(hidden)]
#[inline]
pub fn filled<T>(slot: Option<T>) -> Result<T, Error> {
    slot.ok_or_else(missing)
}

#[cold]
fn missing() -> Error {
    Error::new("missing")
}

#[cold]
pub(super) fn duplicate() -> Error {
    Error::new("duplicate member")
}

impl Reader<'_> {
    /// Reads an object's members into the slots of these fields. Other members are skipped.
    #[doc(hidden)]
    pub fn object(&mut self, fields: &[Field], slots: &mut [&mut dyn Slot]) -> Result<(), Error> {
        let mut next = 0;
        let mut previous = 0;
        let mut count = 0;
        self.members(|reader| {
            let Some(index) = reader.field(fields, next)? else { return reader.skip() };
            if let (Some(field), Some(slot)) = (fields.get(index), slots.get_mut(index)) {
                slot.read(reader).map_err(|error| error.inside(field.name))?;
            }
            // Members come in the order of the fields, or from the last to the first.
            next = if index + 1 == previous { index.wrapping_sub(1) } else { index + 1 };
            previous = index;
            count += 1;
            Ok(())
        })?;
        if count == fields.len() {
            return Ok(());
        }
        let mut all = fields.iter().zip(slots);
        match all.find_map(|(field, slot)| (!slot.is_filled(field.required)).then_some(field.name)) {
            Some(name) => Err(missing().inside(name)),
            None => Ok(()),
        }
    }

    /// Reads the name of a member, and finds its field. The one that is expected next is tried first.
    #[inline]
    fn field(&mut self, fields: &[Field], next: usize) -> Result<Option<usize>, Error> {
        if let Some(field) = fields.get(next)
            && !field.key.is_empty()
            && self.literal(field.key)
        {
            return Ok(Some(next));
        }
        self.find_field(fields)
    }

    fn find_field(&mut self, fields: &[Field]) -> Result<Option<usize>, Error> {
        let name = self.name()?;
        Ok(fields.iter().position(|field| field.name == name))
    }
}

impl Writer {
    /// Writes an object of these members. Those that are absent and not required are left out.
    #[doc(hidden)]
    pub fn object(&mut self, fields: &[Field], values: &[&dyn Encode]) -> Result<(), Error> {
        self.bytes.push(b'{');
        for (field, value) in fields.iter().zip(values) {
            if !field.required && value.is_absent() {
                continue;
            }
            if field.key.is_empty() {
                self.string(field.name);
                self.bytes.push(b':');
            } else {
                self.bytes.extend_from_slice(field.key.as_bytes());
            }
            value.encode(self).map_err(|error| error.inside(field.name))?;
            self.bytes.push(b',');
        }
        self.close(b'}');
        Ok(())
    }
}

/// Implements what every struct has, by its fields: `object!(Pet { id: required "id", name: optional "name" })`.
#[allow(unused_macros, reason = "an API may have no struct")]
macro_rules! object {
    ($name:ident { $($field:ident: $presence:ident $wire:literal),* $(,)? }) => {
        const _: () = {
            use $crate::runtime::json;

            const FIELDS: &[json::Field] = &[$(json::Field::$presence($wire, ::std::concat!("\"", $wire, "\":"))),*];

            impl json::Decode for $name {
                fn decode(reader: &mut json::Reader<'_>) -> ::std::result::Result<Self, json::Error> {
                    $(let mut $field = ::std::option::Option::None;)*
                    reader.object(FIELDS, &mut [$(&mut $field),*])?;
                    ::std::result::Result::Ok(Self { $($field: json::filled($field)?),* })
                }
            }

            impl json::Encode for $name {
                fn encode(&self, writer: &mut json::Writer) -> ::std::result::Result<(), json::Error> {
                    writer.object(FIELDS, &[$(&self.$field),*])
                }
            }
        };
        $crate::runtime::json::serde_traits!($name);
    };
}
#[allow(unused_imports, reason = "an API may have no struct")]
pub(crate) use object;

/// Implements serde's traits for a type that has [`Decode`] and [`Encode`].
#[cfg(feature = "serde")]
macro_rules! serde_traits {
    ($name:ident) => {
        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::runtime::json::serialize(self, serializer)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                $crate::runtime::json::deserialize(deserializer)
            }
        }
    };
}
#[cfg(not(feature = "serde"))]
macro_rules! serde_traits {
    ($name:ident) => {};
}
pub(crate) use serde_traits;
