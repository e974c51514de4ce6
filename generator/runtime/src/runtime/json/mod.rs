//! JSON: how types are read from it and written to it.
//!
//! Every type of the API implements [`Decode`] and [`Encode`], and with the feature `serde` also the traits of serde.
//! Values are read from bytes and written to bytes directly, without a tree between.
//!
//! ```
#![doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::json;")]
//! # fn main() -> Result<(), json::Error> {
//! let sizes: Vec<i64> = json::from_slice(b"[1, 2.0, 3e0]")?;
//! assert_eq!(json::to_vec(&sizes)?, b"[1,2,3]");
//!
//! let error = json::from_slice::<Vec<i64>>(br#"[1, "2"]"#).unwrap_err();
//! assert_eq!(error.to_string(), "at $[1]: expected an integer, found a string");
//! # Ok(())
//! # }
//! ```
//!
//! - Members that a type does not name are skipped. They only need to be valid in form.
//! - A duplicate of a member that a type names is an error, as is any duplicate in a [`Map`] or a
//!   [`Value`](serde_json::Value).
//! - A value of one of several types is read as the first of them that holds all of it. One that no type holds is kept as
//!   it came. A value isn't kept in memory to be read again.
//! - `null` is `None`. Where a member may also be absent, `Some(None)` is `null` and `None` is absent.
//! - In strings, what is not Unicode (lone surrogates, invalid UTF-8) becomes U+FFFD.
//! - Integers are exact: `404.0` and `4e2` are integers, `1e-400` is not. A float is the nearest one to the number,
//!   and a [`Number`] keeps the text that it came as.
//! - Values may be nested 127 deep. Skipped members may be nested deeper.

mod codec;
mod decimal;
mod enums;
mod error;
mod exact;
mod find;
mod literal;
mod look;
mod map;
mod members;
mod nullable;
mod number;
mod object;
mod raw;
mod reader;
#[cfg(feature = "serde")]
mod serde_traits;
mod skip;
mod string;
mod tuple;
mod union;
mod value_enums;
mod values;
mod wrapper;
mod writer;

pub use codec::{Decode, Encode, from_slice, to_vec};
pub use enums::{InvalidValue, UnknownValue};
pub use error::Error;
pub use exact::Number;
pub use literal::{False, Null, True};
pub use map::Map;
pub use nullable::IntoNullable;
pub(crate) use raw::{RawMembers, RawText};
pub use reader::Reader;
pub use writer::Writer;

#[cfg(feature = "serde")]
#[doc(hidden)]
pub use serde_traits::{deserialize, serialize};
#[doc(hidden)]
pub use {
    enums::Wire,
    look::Kind,
    members::{EncodeMembers, Members, ReadMember, Unnamed},
    object::{Fields, Presence, Slot, missing},
    union::Union,
    value_enums::{ValueEnum, is_known},
};

pub(crate) use codec::from_slice_exactly;
pub(crate) use decimal::Decimal;
pub(crate) use find::{find, items, scalar, with_true};
#[allow(unused_imports, reason = "an API may have no type of some kind")]
pub(crate) use {
    enums::{closed_enum, enum_traits, open_enum},
    object::{object, parents, serde_traits},
    union::union,
    value_enums::value_enum,
    wrapper::wrapper,
};
