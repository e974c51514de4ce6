//! Which values of a configuration can't be used, though they are of the right type.

use crate::config::table::Problems;
use crate::config::{CRATE_NAME_HELP, Config};
use crate::names::{Case, Ident, is_crate_name};
use crate::pointer::Pointer;
use crate::source::Place;
use crate::text::{is_bidi, is_token_byte};

/// Tells of all values that can't be used.
pub(super) fn check(config: &Config, problems: &mut Problems) {
    let mut check = Check { config, problems };
    check.package();
    check.client();
    check.names();
}

struct Check<'c> {
    config: &'c Config,
    problems: &'c mut Problems,
}

impl Check<'_> {
    fn wrong(&mut self, path: &[&str], message: impl Into<String>, help: &str) {
        let span = match self.config.location_of(path).place {
            Place::Text { start, end } => Some(start..end),
            _ => None,
        };
        self.problems.add(span, message, help);
    }

    fn package(&mut self) {
        let package = &self.config.package;
        if !self.config.places.contains_key(["crate".to_owned(), "name".to_owned()].as_slice()) {
            self.wrong(&["crate", "name"], "the crate has no name", "write `name = \"my-api\"` under `[crate]`");
        } else if !is_crate_name(&package.name) {
            self.wrong(&["crate", "name"], format!("`{}` is no crate name", package.name), CRATE_NAME_HELP);
        }
        if let Err(error) = semver::Version::parse(&package.version) {
            let message = format!("`{}` is no version: {error}", package.version);
            self.wrong(&["crate", "version"], message, "write three numbers, such as `0.1.0`");
        }
        let sentences =
            [("description", &package.description), ("license", &package.license), ("repository", &package.repository)];
        for (key, text) in sentences {
            if text.as_ref().is_some_and(|text| text.chars().any(|c| c.is_control() || is_bidi(c))) {
                let message = format!("`{key}` has a character that isn't text, or more than one line");
                self.wrong(&["crate", key], message, "write it in one line, without control characters");
            }
        }
    }

    fn client(&mut self) {
        let is_token = |text: &str| !text.is_empty() && text.bytes().all(is_token_byte);
        let client = &self.config.client;
        if let Some(prefix) = client.env_prefix.as_ref().filter(|text| Ident::pinned(text, Case::Const).is_none()) {
            let message = format!("`{prefix}` can't begin an environment variable");
            self.wrong(&["client", "env-prefix"], message, "use capitals, digits and `_`, a capital first");
        }
        if let Some(product) = client.user_agent.as_ref().filter(|text| !is_token(text)) {
            let message = format!("`{product}` is no product name for a `User-Agent` (RFC 9110, section 10.1.5)");
            self.wrong(&["client", "user-agent"], message, "use letters, digits, `-`, `.` and `_`, and no version");
        }
        if let Some(name) = client.attempt_header.as_ref().filter(|text| !is_token(text)) {
            let message = format!("`{name}` is no name of a header");
            self.wrong(&["client", "attempt-header"], message, "use letters, digits and `-`");
        }
        for (scheme, name) in &client.credentials {
            if Ident::pinned(name, Case::Value).is_none() {
                let message = format!("`{name}` can't name a credential");
                self.wrong(&["client", "credentials", scheme], message, "use small letters, digits and `_`");
            }
        }
    }

    fn names(&mut self) {
        for pointer in self.config.names.keys().filter(|pointer| Pointer::parse(pointer).is_none()) {
            let help = "it begins with `/`, and `~1` stands for a `/` in a name";
            let span = self.config.places.get(["names".to_owned(), pointer.clone()].as_slice());
            let message = format!("`{pointer}` is no JSON pointer");
            self.problems.add(span.map(|entry| entry.key.clone()), message, help);
        }
    }
}
