//! Overlays: documents of the OpenAPI Overlay Specification, 1.0 and 1.1, which change an OpenAPI document without
//! editing it. It is how a maintainer mends a document that somebody else writes.
//!
//! ```yaml
//! overlay: 1.1.0
//! info: { title: What the client needs, version: 1.0.0 }
//! actions:
//!   - target: $.paths['/users'].get            # a JSONPath of RFC 9535
//!     update: { operationId: listUsers }       # is merged into what the target selects
//!   - target: $.paths[?@['x-internal'] == true]
//!     remove: true
//!   - target: $.components.schemas.Admin
//!     copy: $.components.schemas.User          # since 1.1
//! ```
//!
//! [`apply`] changes the document in place, action by action. What an action can't do is a finding in the overlay's
//! file, and the other actions are applied all the same. [`Changes`] then tells where a value of the changed document
//! was written, so that later findings about it are shown in the right file.
//!
//! The two versions differ in what they allow, and not in what something means, so both are read alike: an array is
//! concatenated with an array, and a primitive value replaces a primitive value.
//!
//! The order of members is kept, and new ones come last. Documents that are harmless stay so: what all actions add is
//! limited, and so are the depth of the outcome and the cost of a target. Knows nothing of OpenAPI.

mod action;
mod changes;
mod merge;
mod remove;
mod target;

#[cfg(test)]
mod tests;

use serde_json::Value;

use crate::findings::{Finding, Findings, codes};
use crate::pointer::Pointer;
use crate::source::{FileId, Location};

pub use changes::Changes;

/// The keys of the Overlay Object.
const KEYS: &[&str] = &["overlay", "info", "extends", "actions"];

/// The keys of the Info Object.
const INFO_KEYS: &[&str] = &["title", "version", "description"];

/// Applies an overlay to a document. Several are applied one after another, with the same `changes`.
///
/// `file` is the overlay's, in which all findings of it are. Where there is an error, such as a file that is no overlay
/// or a limit that is exceeded, the rest of the overlay is not applied.
pub fn apply(document: &mut Value, overlay: &Value, file: FileId, changes: &mut Changes, findings: &mut Findings) {
    let mut report = Report { file, findings };
    let Some((minor, actions)) = read(overlay, &mut report) else { return };
    let mut budget = merge::Budget::default();
    for (index, value) in actions.iter().enumerate() {
        let at = Pointer::root().push("actions").index(index);
        let Some(action) = action::read(value, &at, minor, &mut report) else { continue };
        let mut run = action::Run { document, changes, budget: &mut budget, report: &mut report };
        if action::apply(&action, &at, &mut run).is_err() {
            return;
        }
    }
}

/// Where findings go: to places in one overlay.
struct Report<'a> {
    file: FileId,
    findings: &'a mut Findings,
}

impl Report<'_> {
    fn value(&mut self, code: crate::findings::Code, at: &Pointer, message: String, help: impl Into<String>) {
        let location = Location::value(self.file, at.clone());
        self.findings.push(Finding::new(code, location, message).with_help(help));
    }

    fn action(&mut self, at: &Pointer, message: String, help: impl Into<String>) {
        self.value(codes::OVERLAY_ACTION, at, message, help);
    }

    /// Tells of the keys of an object that the specification doesn't have.
    fn unknown_keys(&mut self, object: &Value, name: &str, known: &[&str], at: &Pointer) {
        let members = object.as_object().into_iter().flatten();
        for (key, _) in members.filter(|(key, _)| !known.contains(&key.as_str()) && !key.starts_with("x-")) {
            let location = Location::key(self.file, at.push(key));
            let message = format!("{name} has no key `{key}`, which is ignored");
            let help = format!("its keys are `{}`, and extensions that begin with `x-`", known.join("`, `"));
            self.findings.push(Finding::new(codes::UNKNOWN_KEY, location, message).with_help(help));
        }
    }
}

/// Checks the Overlay Object, and gives the minor part of its version and its actions.
fn read<'v>(overlay: &'v Value, report: &mut Report<'_>) -> Option<(u32, &'v Vec<Value>)> {
    let root = Pointer::root();
    let minor = version(overlay, report)?;
    report.unknown_keys(overlay, "an overlay", KEYS, &root);
    info(overlay, report);
    let help = "write a list of actions, each with a `target` and one of `update`, `remove` and `copy`";
    match overlay.get("actions") {
        Some(Value::Array(actions)) => {
            if actions.is_empty() {
                report.action(&root.push("actions"), "`actions` is empty, so the overlay changes nothing".into(), help);
            }
            Some((minor, actions))
        }
        Some(other) => {
            let message = format!("`actions` is {}, not an array", kind(other));
            report.value(codes::OVERLAY, &root.push("actions"), message, help);
            None
        }
        None => {
            report.value(codes::OVERLAY, &root, "the overlay has no `actions`".into(), help);
            None
        }
    }
}

/// The minor part of the overlay's version. 1.2 and later versions are tried.
fn version(overlay: &Value, report: &mut Report<'_>) -> Option<u32> {
    let help = "an overlay begins with `overlay: 1.1.0`, `info` with `title` and `version`, and `actions`";
    let at = Pointer::root().push("overlay");
    let text = match overlay.get("overlay") {
        Some(Value::String(text)) => text.clone(),
        // YAML's `overlay: 1.1` is a number.
        Some(Value::Number(number)) => number.to_string(),
        Some(other) => {
            report.value(codes::OVERLAY, &at, format!("`overlay` is {}, not a version", kind(other)), help);
            return None;
        }
        None => {
            report.value(
                codes::OVERLAY,
                &Pointer::root(),
                format!("the file is no overlay: it is {}", other(overlay)),
                help,
            );
            return None;
        }
    };
    let mut parts = text.split('.');
    let minor = match (parts.next(), parts.next().and_then(|minor| minor.parse().ok())) {
        (Some("1"), Some(minor)) => minor,
        _ => {
            report.value(codes::OVERLAY, &at, format!("`overlay` is `{text}`, not a version 1.0 or 1.1"), help);
            return None;
        }
    };
    if minor > 1 {
        let message = format!("the overlay is of version {text}, and is read as one of 1.1");
        report.value(codes::LATER_VERSION, &at, message, "what 1.1 doesn't have is not applied");
    }
    Some(minor)
}

/// What a file is that is no overlay.
fn other(value: &Value) -> &'static str {
    match value {
        Value::Object(members) if members.contains_key("openapi") || members.contains_key("swagger") => {
            "an OpenAPI document"
        }
        Value::Object(_) => "an object without the key `overlay`",
        other => kind(other),
    }
}

/// Checks the Info Object, which nothing is made of.
fn info(overlay: &Value, report: &mut Report<'_>) {
    let at = Pointer::root().push("info");
    match overlay.get("info") {
        Some(info @ Value::Object(members)) => {
            report.unknown_keys(info, "the `info` of an overlay", INFO_KEYS, &at);
            for key in ["title", "version"].into_iter().filter(|key| !members.contains_key(*key)) {
                let message = format!("the overlay's `info` has no `{key}`");
                report.value(codes::MISSING_KEY, &at, message, format!("add a `{key}`, which has no effect"));
            }
        }
        Some(other) => {
            let message = format!("the overlay's `info` is {}, not an object", kind(other));
            report.value(codes::WRONG_KIND, &at, message, "write an object with `title` and `version`");
        }
        None => {
            let message = "the overlay has no `info`".to_owned();
            report.value(codes::MISSING_KEY, &Pointer::root(), message, "add an `info` with `title` and `version`");
        }
    }
}

/// The kind of a value, with its article.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
