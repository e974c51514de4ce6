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
            Self::Int32 => f.write_str("int32"),
            Self::Int64 => f.write_str("int64"),
            Self::Double => f.write_str("double"),
            Self::Any => f.write_str("any JSON"),
            Self::Bytes => f.write_str("bytes"),
            Self::List(items) => write!(f, "list of {items}"),
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
