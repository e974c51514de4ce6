//! Types: what the schemas of the document became.

use serde::Serialize;

use crate::names::Ident;

/// A type that the crate defines.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Type {
    /// Where it is defined, and its name.
    pub path: TypePath,
    /// Whether it stands for a schema of `components`, or is one that callers name as often: it is found in the module
    /// `types` itself, too. Inline types of a schema are found in the module of that schema alone.
    pub is_root: bool,
    /// Where its schema stands in the document, as a JSON pointer.
    pub pointer: String,
    /// The schema's title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The schema's description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Whether the document calls it deprecated.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub deprecated: bool,
    /// An example of a value that the document has, as JSON text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub example: Option<String>,
    /// What it consists of.
    pub body: Body,
}

/// What a type consists of.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// A struct, its fields in the document's order.
    Struct(Vec<Field>),
    /// An enum of known values.
    Enum(Enumeration),
    /// Another name for a type.
    Alias(TypeRef),
}

/// The module of a type: the names that lead to it from the root of the crate. `types::pet` holds the schema `Pet` with
/// its inline types, `types::parameters` the inline types of reusable parameters, `resources::pets` those of the
/// operations on pets.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ModulePath(pub Vec<Ident>);

/// A type of the crate: no two have the same path.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypePath {
    /// The module that defines it.
    pub module: ModulePath,
    /// Its name in that module.
    pub name: Ident,
}

/// A field of a struct.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Field {
    /// The property's name.
    pub wire: String,
    /// The field's name.
    pub name: Ident,
    /// The type of its values.
    #[serde(rename = "type")]
    pub ty: TypeRef,
    /// Whether it is always there. One that isn't is an `Option`.
    pub required: bool,
    /// The property's description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Whether the document calls it deprecated.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub deprecated: bool,
}

/// An enum of known values.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Enumeration {
    /// What its values are on the wire.
    pub repr: EnumRepr,
    /// Whether other values than the known ones are kept. Only literals, enums of one value, are closed.
    pub open: bool,
    /// The known values, in the document's order.
    pub variants: Vec<Variant>,
}

/// What the values of an enum are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EnumRepr {
    /// Strings.
    String,
    /// Integers.
    Integer,
}

/// A known value of an enum.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Variant {
    /// The variant's name.
    pub name: Ident,
    /// The value.
    pub value: EnumValue,
}

/// A value of an enum.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(untagged)]
pub enum EnumValue {
    /// A string.
    String(String),
    /// An integer, whatever the way it is written (`400`, `400.0`).
    Integer(i64),
}

/// The type of a value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum TypeRef {
    /// A string.
    String,
    /// `true` or `false`.
    Boolean,
    /// Always `true`.
    True,
    /// Always `false`.
    False,
    /// An integer of 32 bits.
    Int32,
    /// An integer of 64 bits.
    Int64,
    /// A floating-point number.
    Double,
    /// Any JSON: the document allows it, or says something that has no type yet.
    Any,
    /// Bytes, as they are: a body that isn't JSON.
    Bytes,
    /// An array.
    List(Box<TypeRef>),
    /// A type of the crate.
    Named(TypePath),
    /// A type of the crate that contains the one that uses it.
    Boxed(TypePath),
}

impl TypeRef {
    /// The type of the crate that this names, at whatever depth.
    pub fn named(&self) -> Option<&TypePath> {
        match self {
            Self::Named(name) | Self::Boxed(name) => Some(name),
            Self::List(items) => items.named(),
            _ => None,
        }
    }
}
