//! The configuration: what a crate needs and no document says.
//!
//! A TOML file beside the document:
//!
//! ```toml
//! document = "featurebase.yaml"       # relative to this file, as all paths here
//! output = "../generated"
//! overlays = ["fixes.yaml"]           # changes of the document, applied in this order
//! strict = true                       # warnings are errors
//!
//! [crate]
//! name = "featurebase"
//! version = "0.1.0"
//!
//! [client]
//! env-prefix = "FEATUREBASE"
//! user-agent = "featurebase-rust"
//! shared-parameters = ["Featurebase-Version"]  # set once on the client; those that all operations have by default
//!
//! [client.credentials]                # security scheme = method of the builder, and the variable's ending
//! bearerAuth = "api_key"
//!
//! [operations]                        # all by default
//! include = [{ tag = "Contacts" }, { path = "/v2/posts/**" }]
//! exclude = [{ id = "internal*" }]
//! idempotent = [{ id = "contacts.merge" }]  # sent again after a failure, whatever their methods
//!
//! [pagination]                        # whose answers may be taken for pages: all by default
//! exclude = [{ path = "/v2/reports" }]
//! follow = [{ id = "listPosts", cursor = "after", next = "meta.last", items = "data" }]
//!
//! [schemas]
//! prune = true                        # no types that no operation uses
//!
//! [names]                             # JSON pointer = name
//! "/components/schemas/Thing" = "Gadget"
//! ```
//!
//! All that is wrong with one is told at once, with its place.

mod check;
mod pagination;
mod read;
mod selection;
mod table;

#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::ops::Range;
use std::path::PathBuf;

use indexmap::IndexMap;

use crate::names::is_crate_name;
use crate::source::{FileId, Location};

pub use pagination::{Follow, Pagination};
pub use selection::Selection;

/// What the generator is told beside the document.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// The document, relative to the configuration's folder.
    pub document: Option<PathBuf>,
    /// The folder of the crate, relative to the configuration's folder.
    pub output: Option<PathBuf>,
    /// The overlays of the document, relative to the configuration's folder. They are applied in their order.
    pub overlays: Vec<PathBuf>,
    /// Whether warnings are errors.
    pub strict: bool,
    /// The crate's manifest.
    pub package: Package,
    /// The client.
    pub client: Client,
    /// Which operations of the document the crate has.
    pub operations: Selection,
    /// Which operations can be sent twice, with the effect of once, though their methods don't say so.
    pub idempotent: Selection,
    /// Which operations answer page by page.
    pub pagination: Pagination,
    /// Which schemas of the document the crate has.
    pub schemas: Schemas,
    /// Names that are not left to the generator, by the JSON pointer of what they name.
    pub names: IndexMap<String, String>,
    /// The names and the texts of the [license files](Package::license_files), as who read them gives them.
    pub license_texts: Vec<(String, String)>,
    /// The configuration's own file. Where there is none, places are those of the document.
    file: FileId,
    /// Where each key and its value are, by the keys that lead there.
    places: HashMap<Vec<String>, Entry>,
}

/// A key and its value in the text, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    key: Range<usize>,
    value: Range<usize>,
}

/// What the manifest of the crate says.
#[derive(Debug, Clone)]
pub struct Package {
    /// The crate's name.
    pub name: String,
    /// The crate's version, `0.1.0` by default.
    pub version: String,
    /// One sentence; made from the document's title by default.
    pub description: Option<String>,
    /// An SPDX expression.
    pub license: Option<String>,
    /// Where the crate's source is.
    pub repository: Option<String>,
    /// At most five, for a registry.
    pub keywords: Vec<String>,
    /// At most five, for a registry.
    pub categories: Vec<String>,
    /// Whether the crate is a member of a workspace around it; one that is not gets a `[workspace]` of its own.
    pub workspace_member: bool,
    /// Whether the root of the crate has all types and all items of resources, too, as far as their names are unique.
    pub short_paths: bool,
    /// The operation that the examples of the crate as a whole call, by its dotted name, such as `users.contacts.delete`;
    /// one with few parameters by default.
    pub example: Option<String>,
    /// Files with the text of the license, relative to the configuration's folder: copies of them are in the crate.
    pub license_files: Vec<PathBuf>,
}

impl Default for Package {
    fn default() -> Self {
        Self {
            name: String::new(),
            version: first_version(),
            description: None,
            license: None,
            repository: None,
            keywords: Vec::new(),
            categories: Vec::new(),
            workspace_member: false,
            short_paths: false,
            example: None,
            license_files: Vec::new(),
        }
    }
}

/// How the client presents itself, and what it is set up with.
#[derive(Debug, Clone, Default)]
pub struct Client {
    /// What the names of environment variables begin with; the crate's name in capitals by default.
    pub env_prefix: Option<String>,
    /// The `User-Agent`, without the version; the crate's name by default.
    pub user_agent: Option<String>,
    /// The server, in place of the document's first.
    pub base_url: Option<String>,
    /// A header that numbers the attempts of a call; none by default.
    pub attempt_header: Option<String>,
    /// Whether unsafe methods carry a fresh idempotency key unless the caller says otherwise.
    pub idempotency_keys: bool,
    /// The parameters that the client's builder takes for all operations that have them, by their names on the wire; by
    /// default those that every operation has.
    pub shared_parameters: Option<Vec<String>>,
    /// What the credential of a security scheme is called, by the scheme's name.
    pub credentials: IndexMap<String, String>,
}

/// Which schemas of the document the crate has.
#[derive(Debug, Clone, Default)]
pub struct Schemas {
    /// Whether schemas under `components` that no operation uses are left out.
    pub prune: bool,
}

/// Why a name can't be a crate's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no crate name: {CRATE_NAME_HELP}")]
pub struct InvalidName(String);

const CRATE_NAME_HELP: &str = "use lower case letters, digits, and single `-` or `_` between them, a letter first";

impl Config {
    /// The configuration of a crate about which nothing but its name is known.
    ///
    /// # Errors
    ///
    /// When `name` is no crate name.
    pub fn for_crate(name: &str) -> Result<Self, InvalidName> {
        let package = Package { version: first_version(), ..Package::default() };
        Self { package, ..Self::default() }.rename(name)
    }

    /// Gives the crate another name.
    ///
    /// # Errors
    ///
    /// When `name` is no crate name.
    pub fn rename(mut self, name: &str) -> Result<Self, InvalidName> {
        if !is_crate_name(name) {
            return Err(InvalidName(name.to_owned()));
        }
        self.package.name = name.to_owned();
        Ok(self)
    }

    /// What the names of the client's environment variables begin with.
    pub fn env_prefix(&self) -> String {
        let default = || self.package.name.replace('-', "_").to_ascii_uppercase();
        self.client.env_prefix.clone().unwrap_or_else(default)
    }

    /// The product of the client's `User-Agent`, without a version.
    pub fn user_agent(&self) -> &str {
        self.client.user_agent.as_deref().unwrap_or(&self.package.name)
    }

    /// Where the value is that these keys lead to, such as `["client", "base-url"]`; the key of the innermost table
    /// around it where it isn't there.
    pub fn location_of(&self, path: &[&str]) -> Location {
        let entry = |path: &[&str]| self.places.get(&path.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>());
        if let Some(entry) = entry(path) {
            return Location::text(self.file, entry.value.clone());
        }
        let around = (1..path.len()).rev().find_map(|count| entry(path.get(..count)?));
        around.map_or(Location::file(self.file), |entry| Location::text(self.file, entry.key.clone()))
    }

    /// Where a name is, with its pointer: a line under `[names]`.
    pub fn name_location(&self, pointer: &str) -> Location {
        match self.places.get(["names".to_owned(), pointer.to_owned()].as_slice()) {
            Some(entry) => Location::text(self.file, entry.key.start..entry.value.end),
            None => self.location_of(&["names", pointer]),
        }
    }
}

fn first_version() -> String {
    "0.1.0".to_owned()
}
