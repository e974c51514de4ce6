//! Every identifier of the output is minted here.
//!
//! The text of a document is not an identifier, and never becomes one by itself: [`words`](words::words) splits it,
//! [`Case`] says how the words are written for a use, and an [`Ident`] can be made in no other way, so that whoever
//! holds one holds a valid Rust identifier of edition 2024. [`assign`] gives the names of one scope out at once, since
//! only who sees all the candidates can settle a collision without looking at their order.
//!
//! Knows nothing of the IR, and nothing of tokens. The only user of `heck`.

mod assign;
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
    "AsMut",
    "AsRef",
    "Box",
    "C",
    "Client",
    "ClientBuilder",
    "Clone",
    "Copy",
    "Credential",
    "CredentialLocation",
    "Debug",
    "Decode",
    "Default",
    "Drop",
    "Encode",
    "Eq",
    "Err",
    "Error",
    "ErrorKind",
    "Extend",
    "Failure",
    "False",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "InvalidArgument",
    "Iterator",
    "Method",
    "None",
    "Ok",
    "Operation",
    "OperationError",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Request",
    "RequestParts",
    "Response",
    "Result",
    "Secret",
    "Security",
    "Self",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TokenProvider",
    "True",
    "TryFrom",
    "TryInto",
    "UnexpectedResponse",
    "Vec",
    "WithMeta",
];

/// Methods of every resource.
pub const RESERVED_ON_RESOURCE: &[&str] = &["clone", "new"];

/// Methods of every client; `blocking` is spoken for.
pub const RESERVED_ON_CLIENT: &[&str] = &["blocking", "builder", "clone", "from_env", "request", "with"];

/// Methods of every client's builder.
pub const RESERVED_ON_BUILDER: &[&str] = &[
    "allow_http",
    "api",
    "base_url",
    "body_limit",
    "build",
    "build_blocking",
    "chunk_timeout",
    "clone",
    "credential",
    "credential_basic",
    "deadline",
    "document_url",
    "from_env",
    "header",
    "header_parameter",
    "http_client",
    "idempotency_keys",
    "max_retries",
    "max_retry_after",
    "new",
    "on_request",
    "on_response",
    "query",
    "query_parameter",
    "server",
    "server_name",
    "server_variable",
    "servers_relative_to",
    "timeout",
    "token_provider",
    "transport",
    "user_agent_suffix",
];

/// Methods of every request. A parameter of such a name is set by a method of another one, so that it can't hide what all
/// requests have.
pub const RESERVED_ON_REQUEST: &[&str] = &[
    "body_limit",
    "chunk_timeout",
    "clone",
    "deadline",
    "header",
    "idempotency_key",
    "into_future",
    "items",
    "max_retries",
    "max_retry_after",
    "new",
    "pages",
    "params",
    "query",
    "send",
    "send_raw",
    "send_stream",
    "send_with_meta",
    "timeout",
];

/// Names of modules that are no file names everywhere, that are folders or modules of every crate, or that would hide a
/// crate from the code beside them.
pub const RESERVED_MODULES: &[&str] = &[
    "alloc",
    "aux",
    "blocking",
    "bytes",
    "callbacks",
    "client",
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
    "core",
    "errors",
    "guide",
    "headers",
    "http",
    "json",
    "lpt1",
    "lpt2",
    "lpt3",
    "lpt4",
    "lpt5",
    "lpt6",
    "lpt7",
    "lpt8",
    "lpt9",
    "media_types",
    "mod",
    "nul",
    "parameters",
    "path_items",
    "paths",
    "prn",
    "request_bodies",
    "resources",
    "responses",
    "runtime",
    "schemas",
    "serde",
    "serde_json",
    "std",
    "types",
    "url",
    "webhooks",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_reserved_is_sorted_and_can_be_named_otherwise() {
        let lists = [
            (Case::Type, RESERVED_TYPES),
            (Case::Value, RESERVED_ON_BUILDER),
            (Case::Value, RESERVED_ON_CLIENT),
            (Case::Value, RESERVED_ON_REQUEST),
            (Case::Value, RESERVED_ON_RESOURCE),
            (Case::Module, RESERVED_MODULES),
        ];
        for (case, list) in lists {
            assert!(list.is_sorted(), "{list:?}");
            let candidates =
                list.iter().map(|&name| Candidate::new(name, name, name).or_else(move || [format!("{name} x")]));
            let assigned = assign(case, list, candidates.collect());
            assert!(assigned.names.values().all(|name| !list.contains(&name.as_str())));
            assert_eq!(assigned.hashed, Vec::<&str>::new());
        }
    }
}
