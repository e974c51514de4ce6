//! Types: what the schemas of the document became.

use serde::Serialize;

use super::BodyContent;
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
    /// Whether its schema stands nowhere in the document, since it combines several, or is what requests carry: then the
    /// pointer is that of what it is mostly made of.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_derived: bool,
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
    /// A struct.
    Struct(Struct),
    /// An enum of known values.
    Enum(Enumeration),
    /// A value of one of several types.
    Union(Union),
    /// A struct around one value: a list or a map that holds itself, and that a name must break for that.
    Wrapper(TypeRef),
    /// Another name for a type.
    Alias(TypeRef),
    /// A body of a request that is one of several contents: those of the operation.
    Choice(Vec<BodyContent>),
}

/// An object with named properties.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Struct {
    /// Its named properties, in the document's order; those of the schemas that it combines come first.
    pub fields: Vec<Field>,
    /// The field for properties that have no name in the document, where it allows for them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub additional: Option<Additional>,
    /// The structs that it combines (`allOf`), whose fields are all among its own, with the same types: it converts into
    /// them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parents: Vec<TypePath>,
    /// Whether a request can carry it: then it has setters.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub in_requests: bool,
}

/// The properties of an object that the document doesn't name.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Additional {
    /// The field's name.
    pub name: Ident,
    /// The type of the field, a map: [`TypeRef::Object`] or [`TypeRef::Map`].
    #[serde(rename = "type")]
    pub ty: TypeRef,
    /// The description of their schema.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

/// A value of one of several types (`oneOf`, `anyOf`, several `type`s). It is open: a value that no branch takes is
/// kept as JSON.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Union {
    /// The property that says which branch an object is of, where there is one: that of the `discriminator`, or one
    /// that has other values in each branch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
    /// The branches, in the document's order.
    pub branches: Vec<Branch>,
}

/// A branch of a [`Union`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Branch {
    /// The variant's name.
    pub name: Ident,
    /// The type of its payload: never [`TypeRef::Nullable`].
    #[serde(rename = "type")]
    pub ty: TypeRef,
    /// The values of the tag that mean this branch; none where there is no tag, or the branch is no object.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// What values of this branch are in JSON: in ascending order, and at least one.
    pub kinds: Vec<JsonKind>,
    /// The properties that an object of this branch must have.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub required: Vec<String>,
    /// The description of the branch, where it is not that of its type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

/// What a value is in JSON, as far as a union can tell its branches apart by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum JsonKind {
    /// `true` or `false`.
    Boolean,
    /// A number without a fraction.
    Integer,
    /// A number with a fraction.
    Fraction,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
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
    /// The document's constraints on its values, in the order of JSON Schema's chapters.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub constraints: Vec<Constraint>,
    /// The value that the server takes if there is none, as JSON text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
}

/// What the document asks of a value beside its type. The crate leaves it to the server to check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Constraint {
    /// How many characters a string has: at least, at most.
    Length(Option<u64>, Option<u64>),
    /// The regular expression that a string matches.
    Pattern(String),
    /// The least number, as JSON text, and whether it is excluded.
    AtLeast(String, bool),
    /// The greatest number, as JSON text, and whether it is excluded.
    AtMost(String, bool),
    /// The number that it is a multiple of, as JSON text.
    MultipleOf(String),
    /// How many items a list has: at least, at most.
    Items(Option<u64>, Option<u64>),
    /// No two items are equal.
    UniqueItems,
    /// How many properties an object has: at least, at most.
    Properties(Option<u64>, Option<u64>),
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
    /// Any other JSON: numbers with fractions, booleans among others, several types.
    Json,
}

/// A known value of an enum.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Variant {
    /// The variant's name.
    pub name: Ident,
    /// The value.
    pub value: EnumValue,
    /// Its description, where the document has one for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

/// A value of an enum.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(untagged)]
pub enum EnumValue {
    /// A string.
    String(String),
    /// An integer, whatever the way it is written (`400`, `400.0`).
    Integer(i64),
    /// Any other JSON, as text without white space.
    Json(String),
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
    /// Always `null`.
    Null,
    /// A string of a known format, held as it came.
    Text(TextFormat),
    /// An integer.
    Integer(Width),
    /// A floating-point number of 64 bits.
    Double,
    /// A number of any size, held as it came.
    Number,
    /// Any JSON: the document allows it, or says something that has no type yet.
    Any,
    /// Any JSON object.
    Object,
    /// Bytes, as they are: the body of an answer that isn't JSON.
    Bytes,
    /// Data to send, as it is: from memory, a file or a stream.
    Upload,
    /// An array.
    List(Box<TypeRef>),
    /// An array of so many items, each of a type of its own.
    Tuple(Vec<TypeRef>),
    /// An object of properties with any name, in the order of the wire.
    Map(Box<TypeRef>),
    /// `null`, or a value of this type, which is no `Nullable` itself.
    Nullable(Box<TypeRef>),
    /// A type of the crate.
    Named(TypePath),
    /// A type of the crate that contains the one that uses it.
    Boxed(TypePath),
}

/// How many bits an integer has, and whether it has a sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Width {
    /// `i8`
    I8,
    /// `i16`
    I16,
    /// `i32`
    I32,
    /// `i64`
    I64,
    /// `u8`
    U8,
    /// `u16`
    U16,
    /// `u32`
    U32,
    /// `u64`
    U64,
}

impl Width {
    /// Rust's name of the type.
    pub fn rust_name(self) -> &'static str {
        match self {
            Self::I8 => "i8",
            Self::I16 => "i16",
            Self::I32 => "i32",
            Self::I64 => "i64",
            Self::U8 => "u8",
            Self::U16 => "u16",
            Self::U32 => "u32",
            Self::U64 => "u64",
        }
    }
}

/// The formats of strings that the runtime has a type for, each of the same name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TextFormat {
    /// `date-time`: a date and a time with an offset (RFC 3339).
    DateTime,
    /// `date`: a full date (RFC 3339).
    Date,
    /// `time`: a time with an offset (RFC 3339).
    Time,
    /// `duration`: a duration (ISO 8601, as RFC 3339 has it).
    Duration,
    /// `uuid`: a UUID (RFC 9562).
    Uuid,
    /// `byte`, or `contentEncoding: base64`: bytes (RFC 4648).
    Base64,
    /// `uri`, `uri-reference`, `iri`, `iri-reference`, `url`: a URI or a reference to one (RFC 3986).
    Uri,
    /// `email`, `idn-email`: an address (RFC 5321).
    Email,
    /// `ipv4`: an address of IP version 4.
    Ipv4,
    /// `ipv6`: an address of IP version 6.
    Ipv6,
    /// `decimal`: a decimal number.
    Decimal,
}

impl TextFormat {
    /// The name of the runtime's type.
    pub fn rust_name(self) -> &'static str {
        match self {
            Self::DateTime => "DateTime",
            Self::Date => "Date",
            Self::Time => "Time",
            Self::Duration => "Duration",
            Self::Uuid => "Uuid",
            Self::Base64 => "Base64",
            Self::Uri => "Uri",
            Self::Email => "Email",
            Self::Ipv4 => "Ipv4",
            Self::Ipv6 => "Ipv6",
            Self::Decimal => "Decimal",
        }
    }
}

impl TypeRef {
    /// The types of the crate that this names, at whatever depth.
    pub fn named(&self) -> Vec<&TypePath> {
        match self {
            Self::Named(name) | Self::Boxed(name) => vec![name],
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.named(),
            Self::Tuple(items) => items.iter().flat_map(Self::named).collect(),
            _ => Vec::new(),
        }
    }

    /// The type of the values that aren't `null`.
    pub fn without_null(&self) -> &TypeRef {
        match self {
            Self::Nullable(inner) => inner,
            other => other,
        }
    }
}
