//! How values are written to a request: path, query, headers and cookies; and where it goes.

pub(crate) mod argument;
pub(crate) mod base_url;
pub(crate) mod content_type;
pub(crate) mod cookie;
pub(crate) mod deep;
pub(crate) mod form;
pub(crate) mod headers;
pub(crate) mod parameter;
pub(crate) mod path;
pub(crate) mod percent;
pub(crate) mod pieces;
pub(crate) mod server;
pub(crate) mod structure;
pub(crate) mod style;
