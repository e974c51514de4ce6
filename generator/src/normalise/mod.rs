//! Makes every document look like one of OpenAPI 3.2, with nothing in it that is of the wrong kind.
//!
//! Documents of 3.0 and 3.1 are changed *upward*: `nullable` becomes a type of an array of types, a boolean exclusive
//! bound a number, `example` a list of `examples`. Nothing has to be hidden in private keys for that.
//!
//! Real documents have mistakes. What a mistake leaves readable is kept: a version that is a number becomes text, a key
//! that nobody knows stays where it is and is told of. What can't be read is replaced by the least that can: a schema
//! by one that allows any JSON, an operation by one without parameters. So no later stage meets a value of the wrong
//! kind, and nothing is missing that the document has. Every change is a finding.
//!
//! Knows nothing of the IR, and nothing of Rust.

mod keys;
mod repair;
mod schema;
mod shallow;
mod version;
mod walk;

pub use keys::{METHODS, ObjectKind};
pub(crate) use keys::is_response_key;
pub(crate) use shallow::shallow;
pub use version::Version;
pub(crate) use walk::Walk;

/// The keywords of a schema that bound its values and don't change their type. The server checks them.
pub(crate) const CONSTRAINTS: &[&str] = &[
    "multipleOf",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "maxProperties",
    "minProperties",
    "maxContains",
    "minContains",
];
