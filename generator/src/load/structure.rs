//! What `serde_yaml` reads: all texts, keys and nesting, and no more.
//!
//! What scalars mean is said by the events (see [`walk`](super::walk)), since `serde_yaml` takes `0b11` for a number,
//! which YAML's core schema doesn't. Members that are given twice are here twice, and tags are left out.

use std::fmt;

use serde::de::{Deserialize, Deserializer, EnumAccess, IgnoredAny, MapAccess, SeqAccess, VariantAccess, Visitor};

/// A value whose scalars are known by their texts only.
#[derive(Debug, PartialEq)]
pub(super) enum Structure {
    /// A text; `None` for what `serde_yaml` takes for something else.
    Scalar(Option<String>),
    /// A list.
    Sequence(Vec<Structure>),
    /// Keys and values, as often as they are written.
    Mapping(Vec<(String, Structure)>),
}

impl<'de> Deserialize<'de> for Structure {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Structure, D::Error> {
        deserializer.deserialize_any(StructureVisitor)
    }
}

struct StructureVisitor;

impl<'de> Visitor<'de> for StructureVisitor {
    type Value = Structure;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value that JSON can hold")
    }

    fn visit_str<E>(self, text: &str) -> Result<Structure, E> {
        Ok(Structure::Scalar(Some(text.to_owned())))
    }

    fn visit_unit<E>(self) -> Result<Structure, E> {
        Ok(Structure::Scalar(None))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Structure, E> {
        Ok(Structure::Scalar(None))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Structure, E> {
        Ok(Structure::Scalar(None))
    }

    fn visit_u64<E>(self, _: u64) -> Result<Structure, E> {
        Ok(Structure::Scalar(None))
    }

    fn visit_i128<E>(self, _: i128) -> Result<Structure, E> {
        Ok(Structure::Scalar(None))
    }

    fn visit_u128<E>(self, _: u128) -> Result<Structure, E> {
        Ok(Structure::Scalar(None))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Structure, E> {
        Ok(Structure::Scalar(None))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Structure, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = items.next_element()? {
            values.push(value);
        }
        Ok(Structure::Sequence(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Structure, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = entries.next_entry()? {
            members.push(member);
        }
        Ok(Structure::Mapping(members))
    }

    /// A value with a tag: the variant is the tag.
    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Structure, A::Error> {
        let (IgnoredAny, value) = tagged.variant()?;
        value.newtype_variant()
    }
}
