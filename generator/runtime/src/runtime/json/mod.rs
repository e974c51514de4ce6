//! JSON: how types are read from it and written to it.
//!
//! Every type of the API has [`Decode`] and [`Encode`], and serde's traits by them.
//! Errors name the place in the document: ``at $.error.status: expected an integer, found a string``.
//!
//! ```
#![doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::json;")]
//! # fn main() -> Result<(), json::Error> {
//! let sizes: Vec<i64> = json::from_slice(b"[1, 2.0, 3e0]")?;
//! assert_eq!(json::to_vec(&sizes)?, b"[1,2,3]");
//! # Ok(())
//! # }
//! ```

mod bridge;
mod decode;
mod encode;
mod error;
mod free;
pub(crate) mod integers;
mod literal;
mod number;
mod object;
mod parse;
pub(crate) mod strings;
mod value;

pub use decode::{Decode, from_slice};
pub use encode::{Encode, to_vec};
pub use error::Error;
pub use integers::{IntegerEnum, InvalidInteger, OpenIntegerEnum, UnknownInteger};
pub use literal::{False, True};
pub use number::Number;
pub use object::{Fields, Object};
pub use parse::parse;
pub use strings::{InvalidString, OpenStringEnum, StringEnum, UnknownString};
pub use value::{Any, Value};

#[doc(hidden)]
pub use bridge::{deserialize, serialize};
#[doc(hidden)]
pub use {
    integers::{decode_integer_enum, decode_open_integer_enum, integer_from, open_integer},
    strings::{decode_open_string_enum, decode_string_enum, open_string, string_from},
};

#[allow(unused_imports, reason = "an API without enums of some kind has no use for their macro")]
pub(crate) use {
    bridge::serde_bridge,
    integers::{integer_enum, open_integer_enum},
    strings::{open_string_enum, string_enum},
};
