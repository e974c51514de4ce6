//! The configuration: what a crate needs and no document says.
//!
//! A TOML file beside the document:
//!
//! ```toml
//! document = "featurebase.yaml"       # relative to this file
//! output = "../generated"
//!
//! [crate]
//! name = "featurebase"
//! version = "0.1.0"
//!
//! [client]
//! env-prefix = "FEATUREBASE"
//! user-agent = "featurebase-rust"
//!
//! [client.credentials]                # security scheme = method of the builder, and the variable's ending
//! bearerAuth = "api_key"
//!
//! [names]                             # JSON pointer = name
//! "/components/schemas/Thing" = "Gadget"
//! ```

use std::path::PathBuf;

use indexmap::IndexMap;
use serde::Deserialize;

use crate::names::{Case, Ident, is_crate_name};
use crate::pointer::Pointer;

/// What the generator is told beside the document.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// The document, relative to the configuration's folder.
    pub document: Option<PathBuf>,
    /// The folder of the crate, relative to the configuration's folder.
    pub output: Option<PathBuf>,
    /// The crate's manifest.
    #[serde(rename = "crate")]
    pub package: Package,
    /// The client.
    #[serde(default)]
    pub client: Client,
    /// Names that are not left to the generator, by the JSON pointer of what they name.
    #[serde(default)]
    pub names: IndexMap<String, String>,
    /// The names and the texts of the [license files](Package::license_files), as who read them gives them.
    #[serde(skip)]
    pub license_texts: Vec<(String, String)>,
    /// Whether warnings are errors.
    #[serde(default)]
    pub strict: bool,
    #[serde(skip)]
    pub operations: Selection,
    #[serde(skip)]
    pub schemas: Schemas,
}

#[derive(Debug, Clone, Default)]
pub struct Selection;
#[derive(Debug, Clone, Default)]
pub struct Schemas {
    pub prune: bool,
}
impl Selection {
    pub fn len(&self) -> usize {
        0
    }
    pub fn selects(&self, _id: Option<&str>, _tags: &[&str], _path: &str, _matched: &mut [bool]) -> bool {
        true
    }
    pub fn unmatched(&self, _matched: &[bool]) -> Vec<crate::source::Location> {
        Vec::new()
    }
}
impl Config {
    pub fn location_of(&self, _path: &[&str]) -> crate::source::Location {
        crate::source::Location::file(crate::source::FileId::DOCUMENT)
    }
    pub fn name_location(&self, _pointer: &str) -> crate::source::Location {
        crate::source::Location::file(crate::source::FileId::DOCUMENT)
    }
}

/// What the manifest of the crate says.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Package {
    /// The crate's name.
    pub name: String,
    /// The crate's version, `0.1.0` by default.
    #[serde(default = "first_version")]
    pub version: String,
    /// One sentence; made from the document's title by default.
    pub description: Option<String>,
    /// An SPDX expression.
    pub license: Option<String>,
    /// Where the crate's source is.
    pub repository: Option<String>,
    /// At most five, for a registry.
    #[serde(default)]
    pub keywords: Vec<String>,
    /// At most five, for a registry.
    #[serde(default)]
    pub categories: Vec<String>,
    /// Whether the crate is a member of a workspace around it; one that is not gets a `[workspace]` of its own.
    #[serde(default)]
    pub workspace_member: bool,
    /// Whether the root of the crate has all types and all items of resources, too, as far as their names are unique.
    #[serde(default)]
    pub short_paths: bool,
    /// The operation that the examples of the crate as a whole call, by its dotted name, such as `users.contacts.delete`;
    /// one with few parameters by default.
    pub example: Option<String>,
    /// Files with the text of the license, relative to the configuration's folder: copies of them are in the crate.
    #[serde(default)]
    pub license_files: Vec<PathBuf>,
}

/// How the client presents itself, and what it is set up with.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
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
    #[serde(default)]
    pub idempotency_keys: bool,
    /// What the credential of a security scheme is called, by the scheme's name.
    #[serde(default)]
    pub credentials: IndexMap<String, String>,
}

/// Why a configuration can't be used: a sentence, and the lines it is about where they are known.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct ConfigError(String);

impl Config {
    /// Reads a configuration.
    ///
    /// # Errors
    ///
    /// When the text is no TOML, has a key that isn't known, or a value that can't be used.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let config: Self =
            toml::from_str(text).map_err(|error| ConfigError(error.to_string().trim_end().to_owned()))?;
        config.check()?;
        Ok(config)
    }

    /// The configuration of a crate about which nothing but its name is known.
    ///
    /// # Errors
    ///
    /// When `name` is no crate name.
    pub fn for_crate(name: &str) -> Result<Self, ConfigError> {
        let config = Self {
            document: None,
            output: None,
            package: Package {
                name: name.to_owned(),
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
            },
            client: Client::default(),
            names: IndexMap::new(),
            strict: false,
            operations: Selection,
            schemas: Schemas::default(),
            license_texts: Vec::new(),
        };
        config.check()?;
        Ok(config)
    }

    /// Gives the crate another name.
    ///
    /// # Errors
    ///
    /// When `name` is no crate name.
    pub fn rename(mut self, name: &str) -> Result<Self, ConfigError> {
        self.package.name = name.to_owned();
        self.check()?;
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

    fn check(&self) -> Result<(), ConfigError> {
        let package = &self.package;
        let is_env = |text: &str| Ident::pinned(text, Case::Const).is_some();
        let is_token = |text: &str| !text.is_empty() && text.bytes().all(is_token_byte);
        let is_line = |text: &str| !text.chars().any(|c| c.is_control() || is_bidi(c));
        let failure = if !is_crate_name(&package.name) {
            format!(
                "`{}` is no crate name: use lower case letters, digits, and single `-` or `_` between them, a letter first",
                package.name
            )
        } else if !is_version(&package.version) {
            format!("`{}` is no version: write three numbers, such as `0.1.0`", package.version)
        } else if !is_env(&self.env_prefix()) {
            format!("`{}` can't begin an environment variable: use capitals, digits and `_`", self.env_prefix())
        } else if !is_token(self.user_agent()) {
            format!("`{}` is no product name for a `User-Agent` (RFC 9110, section 10.1.5)", self.user_agent())
        } else if self.client.attempt_header.as_deref().is_some_and(|name| !is_token(name)) {
            "`attempt-header` is no header name".to_owned()
        } else if let Some(name) =
            self.client.credentials.values().find(|name| Ident::pinned(name, Case::Value).is_none())
        {
            format!("`{name}` can't name a credential: use small letters, digits and `_`")
        } else if let Some(pointer) = self.names.keys().find(|pointer| Pointer::parse(pointer).is_none()) {
            format!(
                "`{pointer}` under `[names]` is no JSON pointer: it begins with `/`, and `~1` stands for a `/` in a name"
            )
        } else if ![&package.description, &package.license, &package.repository]
            .into_iter()
            .flatten()
            .all(|text| is_line(text))
        {
            "`description`, `license` and `repository` must be of one line".to_owned()
        } else {
            return Ok(());
        };
        Err(ConfigError(failure))
    }
}

fn first_version() -> String {
    "0.1.0".to_owned()
}

/// Three numbers, and a pre-release or build part after them (Semantic Versioning 2.0, roughly: cargo checks the rest).
fn is_version(text: &str) -> bool {
    let (core, rest) = text.split_at(text.find(['-', '+']).unwrap_or(text.len()));
    let is_number = |part: &str| part.parse::<u64>().is_ok() && (part == "0" || !part.starts_with(['0', '+']));
    core.split('.').count() == 3
        && core.split('.').all(is_number)
        && rest.len() != 1
        && rest.chars().all(|c| c.is_ascii_alphanumeric() || ".-+".contains(c))
}

/// A character of a token (RFC 9110, section 5.6.2).
pub(crate) fn is_token_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

/// The characters that can make text look like other text (Unicode's bidirectional controls).
pub(crate) fn is_bidi(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failure(text: &str) -> String {
        Config::parse(text).map(drop).map_or_else(|error| error.to_string(), |()| "fine".to_owned())
    }

    #[test]
    fn the_least_is_a_name() {
        let config = Config::parse("[crate]\nname = \"my-api\"").expect("it is enough");
        assert_eq!((config.env_prefix().as_str(), config.user_agent()), ("MY_API", "my-api"));
        assert_eq!(config.package.version, "0.1.0");
    }

    #[test]
    fn nothing_of_it_can_leave_its_place_in_the_output() {
        assert!(failure("[crate]\nname = 'a\"b'").contains("no crate name"));
        assert!(failure("[crate]\nname = 'a'\nversion = \"1.0\"").contains("no version"));
        assert!(failure("[crate]\nname = 'a'\nversion = \"1.0.0\\\"\"").contains("no version"));
        assert!(failure("[crate]\nname = 'a'\n[client]\nenv-prefix = 'a b'").contains("environment variable"));
        assert!(failure("[crate]\nname = 'a'\n[client]\nuser-agent = 'a\\nb'").contains("User-Agent"));
        assert!(failure("[crate]\nname = 'a'\n[client.credentials]\na = 'B'").contains("credential"));
        assert!(failure("[crate]\nname = 'a'\n[names]\n'x' = 'B'").contains("JSON pointer"));
    }

    #[test]
    fn a_misspelt_key_is_told_with_its_line() {
        let text = failure("[crate]\nname = 'a'\nverson = '1.0.0'");
        assert!(text.contains("line 3") && text.contains("verson"), "{text}");
    }
}
