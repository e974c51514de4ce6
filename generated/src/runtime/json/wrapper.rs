//! Types that are a name for another type, so that it can contain itself.

/// Implements what a struct around one value has: `wrapper!(Tree(Vec<Tree>))`. It derefs to the value.
#[allow(unused_macros, reason = "an API may have no such type")]
macro_rules! wrapper {
    ($name:ident($value:ty)) => {
        const _: () = {
            use ::std::{convert, ops, result};
            use $crate::runtime::json;

            impl json::Decode for $name {
                fn decode(reader: &mut json::Reader<'_>) -> result::Result<Self, json::Error> {
                    result::Result::Ok(Self(json::Decode::decode(reader)?))
                }
            }

            impl json::Encode for $name {
                fn encode(&self, writer: &mut json::Writer) -> result::Result<(), json::Error> {
                    json::Encode::encode(&self.0, writer)
                }
            }

            impl convert::From<$value> for $name {
                fn from(value: $value) -> Self {
                    Self(value)
                }
            }

            impl convert::From<$name> for $value {
                fn from(value: $name) -> Self {
                    value.0
                }
            }

            impl ops::Deref for $name {
                type Target = $value;

                fn deref(&self) -> &$value {
                    &self.0
                }
            }

            impl ops::DerefMut for $name {
                fn deref_mut(&mut self) -> &mut $value {
                    &mut self.0
                }
            }
        };
        $crate::runtime::json::serde_traits!($name);
    };
}
#[allow(unused_imports, reason = "an API may have no such type")]
pub(crate) use wrapper;
