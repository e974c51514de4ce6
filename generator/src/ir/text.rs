//! Types and paths as text, which is how they are serialised, too: YAML has no enums within enums.

use std::fmt;

use serde::{Serialize, Serializer};

use super::{ModulePath, TypePath, TypeRef};

impl ModulePath {
    /// The names, from the root of the crate.
    pub fn names(&self) -> Vec<&str> {
        self.0.iter().map(crate::names::Ident::as_str).collect()
    }
}

impl fmt::Display for ModulePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.names().join("::"))
    }
}

impl fmt::Display for TypePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}::{}", self.module, self.name)
    }
}

impl fmt::Display for TypeRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::String => f.write_str("string"),
            Self::Boolean => f.write_str("boolean"),
            Self::True => f.write_str("true"),
            Self::False => f.write_str("false"),
            Self::Null => f.write_str("null"),
            Self::Text(format) => f.write_str(format.rust_name()),
            Self::Integer(width) => f.write_str(width.rust_name()),
            Self::Double => f.write_str("double"),
            Self::Number => f.write_str("number"),
            Self::Any => f.write_str("any JSON"),
            Self::Object => f.write_str("any object"),
            Self::Upload => f.write_str("upload"),
            Self::Bytes => f.write_str("bytes"),
            Self::List(items) => write!(f, "list of {items}"),
            Self::Tuple(items) => {
                let items: Vec<_> = items.iter().map(ToString::to_string).collect();
                write!(f, "tuple of {}", items.join(", "))
            }
            Self::Map(values) => write!(f, "map of {values}"),
            Self::Nullable(inner) => write!(f, "nullable {inner}"),
            Self::Named(path) => write!(f, "{path}"),
            Self::Boxed(path) => write!(f, "boxed {path}"),
        }
    }
}

macro_rules! serialize_as_text {
    ($($type:ty),*) => {$(
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
    )*};
}

serialize_as_text!(ModulePath, TypePath, TypeRef);
