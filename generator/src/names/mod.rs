//! Every identifier of the output is minted here.
//!
//! The text of a document is not an identifier, and never becomes one by itself: [`words`](words::words) splits it,
//! [`Case`] says how the words are written for a use, and an [`Ident`] can be made in no other way, so that whoever
//! holds one holds a valid Rust identifier of edition 2024. [`assign`] gives the names of one scope out at once, since
//! only who sees all the candidates can settle a collision without looking at their order.
//!
//! Knows nothing of the IR, and nothing of tokens. Words are plain ASCII once they are split, so that writing them in a
//! case takes no library.

mod assign;
pub mod collide;
mod ident;
mod location_hash;
pub mod plural;
pub mod resource_path;
pub mod status;
mod words;

pub use assign::{Assigned, Candidate, LONGEST, PinConflict, assign};
pub use ident::{Case, Ident, is_crate_name};
pub use plural::{self as singular, is_plural_of, singular};
pub use resource_path::{ResourceHints, ResourcePath, resource_path};
pub use words::words;

/// Type names that the generated code, or the prelude it relies on, already gives a meaning.
///
/// A schema of one of these names is called otherwise, so that a schema `Option` can't change what `Option<String>`
/// means in the file of another.
pub const RESERVED_TYPES: &[&str] = &[
    "Api",
    "Box",
    "Client",
    "ClientBuilder",
    "Clone",
    "Copy",
    "Credential",
    "Debug",
    "Decode",
    "Default",
    "Encode",
    "Eq",
    "Err",
    "Error",
    "ErrorKind",
    "Failure",
    "False",
    "From",
    "Hash",
    "Into",
    "InvalidArgument",
    "Method",
    "None",
    "Ok",
    "Operation",
    "OperationError",
    "Option",
    "PartialEq",
    "Parts",
    "Place",
    "Request",
    "Response",
    "Result",
    "Secret",
    "Security",
    "Self",
    "Some",
    "String",
    "TokenProvider",
    "True",
    "Unexpected",
    "Vec",
    "WithMeta",
];

/// Methods of every resource.
pub const RESERVED_ON_RESOURCE: &[&str] = &["clone", "new"];

/// Methods of every client; `blocking` is spoken for.
pub const RESERVED_ON_CLIENT: &[&str] = &["blocking", "builder", "clone", "from_env", "request"];

/// Methods of every client's builder.
pub const RESERVED_ON_BUILDER: &[&str] = &[
    "api",
    "base_url",
    "body_limit",
    "build",
    "build_blocking",
    "clone",
    "credential",
    "credential_basic",
    "deadline",
    "from_env",
    "header",
    "http_client",
    "idempotency_keys",
    "max_retries",
    "max_retry_after",
    "new",
    "query",
    "timeout",
    "token_provider",
    "transport",
    "user_agent_suffix",
];

/// Methods of every request.
pub const RESERVED_ON_REQUEST: &[&str] = &[
    "body_limit",
    "clone",
    "deadline",
    "header",
    "idempotency_key",
    "into_future",
    "max_retries",
    "max_retry_after",
    "new",
    "params",
    "query",
    "send",
    "send_raw",
    "send_with_meta",
    "timeout",
];

/// Module names that are no file names everywhere, and those of the folders that hold modules.
pub const RESERVED_MODULES: &[&str] = &[
    "aux",
    "com1",
    "com2",
    "com3",
    "com4",
    "com5",
    "com6",
    "com7",
    "com8",
    "com9",
    "con",
    "lpt1",
    "lpt2",
    "lpt3",
    "lpt4",
    "lpt5",
    "lpt6",
    "lpt7",
    "lpt8",
    "lpt9",
    "mod",
    "nul",
    "prn",
    "resources",
    "types",
];
