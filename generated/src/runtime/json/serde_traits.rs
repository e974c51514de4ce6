//! The traits of serde by [`Decode`] and [`Encode`]: over the bytes of the value, which other formats know nothing of.

use std::cell::Cell;
use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde::ser::{self, Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::{Number, Value};

use super::{Decode, Encode, Error, Reader, Writer, free, from_slice, to_vec};

/// Serialises what [`Encode`] writes.
#[doc(hidden)]
pub fn serialize<T: Encode, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let bytes = to_vec(value).map_err(S::Error::custom)?;
    Written::at(Reader::new(&bytes)).serialize(serializer)
}

/// Deserialises through [`Decode`].
#[doc(hidden)]
pub fn deserialize<'de, T: Decode, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut writer = Writer::new();
    Transcode(&mut writer).deserialize(deserializer)?;
    from_slice(&writer.into_bytes()).map_err(D::Error::custom)
}

/// A value that was written.
struct Written<'a> {
    start: Reader<'a>,
    /// Behind the value, once it was serialised.
    end: Cell<Option<Reader<'a>>>,
}

impl<'a> Written<'a> {
    fn at(start: Reader<'a>) -> Self {
        Self { start, end: Cell::new(None) }
    }

    /// The place behind the value. A serializer may have left the value out.
    fn end(self) -> Result<Reader<'a>, Error> {
        let Some(end) = self.end.into_inner() else {
            let mut reader = self.start;
            return reader.skip().map(|()| reader);
        };
        Ok(end)
    }
}

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut reader = self.start.clone();
        let value = match reader.peek() {
            Some(b'{') => members(&mut reader, serializer),
            Some(b'[') => items(&mut reader, serializer),
            Some(b'"') => serializer.serialize_str(&reader.string().map_err(S::Error::custom)?),
            Some(b't' | b'f') => serializer.serialize_bool(reader.bool().map_err(S::Error::custom)?),
            Some(b'n') if reader.null() => serializer.serialize_unit(),
            _ => free::number(&mut reader).map_err(S::Error::custom)?.serialize(serializer),
        }?;
        self.end.set(Some(reader));
        Ok(value)
    }
}

fn members<S: Serializer>(reader: &mut Reader<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    let mut failed = None;
    let read = reader.members(|reader| {
        let name = reader.name()?;
        let name = reader.unescaped(name);
        let written = Written::at(reader.clone());
        map.serialize_entry(&name, &written).map_err(|error| stop(&mut failed, error))?;
        *reader = written.end()?;
        Ok(())
    });
    finish(read, failed)?;
    map.end()
}

fn items<S: Serializer>(reader: &mut Reader<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    let mut seq = serializer.serialize_seq(None)?;
    let mut failed = None;
    let read = reader.array(&mut |reader| {
        let written = Written::at(reader.clone());
        seq.serialize_element(&written).map_err(|error| stop(&mut failed, error))?;
        *reader = written.end()?;
        Ok(())
    });
    finish(read, failed)?;
    seq.end()
}

/// Keeps the serializer's error, and stops the reader by one of its own.
fn stop<E>(failed: &mut Option<E>, error: E) -> Error {
    *failed = Some(error);
    Error::new("")
}

/// The serializer's own error comes before the reader's, which only stopped for it.
fn finish<E: ser::Error>(read: Result<(), Error>, failed: Option<E>) -> Result<(), E> {
    failed.map_or_else(|| read.map_err(E::custom), Err)
}

/// Writes what a deserializer has.
struct Transcode<'w>(&'w mut Writer);

impl<'de> DeserializeSeed<'de> for Transcode<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Transcode<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<(), E> {
        value.encode(self.0).map_err(E::custom)
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<(), E> {
        value.encode(self.0).map_err(E::custom)
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<(), E> {
        value.encode(self.0).map_err(E::custom)
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<(), E> {
        value.encode(self.0).map_err(E::custom)
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<(), E> {
        value.encode(self.0).map_err(E::custom)
    }

    fn visit_none<E: de::Error>(self) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        self.0.null();
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        self.0.byte(b'[');
        let mut has_items = false;
        loop {
            let length = self.0.bytes.len();
            if has_items {
                self.0.byte(b',');
            }
            if seq.next_element_seed(Transcode(self.0))?.is_none() {
                self.0.bytes.truncate(length);
                self.0.byte(b']');
                return Ok(());
            }
            has_items = true;
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut separator = b'{';
        while let Some(name) = map.next_key::<String>()? {
            if separator == b'{' && name == ARBITRARY_PRECISION {
                let number: Number = map.next_value::<String>()?.parse().map_err(A::Error::custom)?;
                return Value::Number(number).encode(self.0).map_err(A::Error::custom);
            }
            self.0.byte(separator);
            separator = b',';
            self.0.string(&name);
            self.0.byte(b':');
            map.next_value_seed(Transcode(self.0))?;
        }
        if separator == b'{' {
            self.0.byte(separator);
        }
        self.0.byte(b'}');
        Ok(())
    }
}

/// The name under which `serde_json` hands out numbers, as an object of one member, if some crate of the build has
/// switched on its feature `arbitrary_precision`.
const ARBITRARY_PRECISION: &str = "$serde_json::private::Number";
