//! The names that the configuration gives.

use std::collections::HashSet;

use crate::config::Config;
use crate::findings::{Finding, Findings, codes};
use crate::names::{Assigned, Case, Ident, words};
use crate::pointer::Pointer;
use crate::read::{Node, Spec};
use crate::source::FileId;

/// The names of the configuration, and what came of them.
pub(super) struct Pins<'a> {
    config: &'a Config,
    /// The pointers of those that something has.
    used: HashSet<String>,
    problems: Vec<Finding>,
}

impl<'a> Pins<'a> {
    pub(super) fn new(config: &'a Config) -> Self {
        Self { config, used: HashSet::new(), problems: Vec::new() }
    }

    /// The name of what stands at `pointer` of the document, if it is written as such a name is.
    ///
    /// A property with a schema of its own is a field and a type: how the name is written says which of them is meant.
    pub(super) fn of(&mut self, node: &Node<'_>, case: Case) -> Option<Ident> {
        if node.file != FileId::DOCUMENT {
            return None;
        }
        self.at(&node.pointer, case)
    }

    pub(super) fn at(&mut self, pointer: &Pointer, case: Case) -> Option<Ident> {
        let ident = Ident::pinned(self.config.names.get(pointer.as_str())?, case)?;
        self.used.insert(pointer.to_string());
        Some(ident)
    }

    /// The resources and the method of the operation at `pointer`, joined by dots.
    pub(super) fn operation(&mut self, node: &Node<'_>) -> Option<&'a str> {
        let pin = self.config.names.get(node.pointer.as_str()).filter(|_| node.file == FileId::DOCUMENT)?;
        self.used.insert(node.pointer.to_string());
        if pin.split('.').count() > 1 && pin.split('.').all(|part| !words(part).is_empty()) {
            return Some(pin);
        }
        let location = self.config.name_location(node.pointer.as_str());
        let message = format!("this operation is called `{pin}`, which names no resource and method");
        self.problems
            .push(Finding::new(codes::PIN, location, message).with_help("write it like `users.contacts.delete`"));
        None
    }

    /// The credential of a security scheme.
    pub(super) fn credential(&mut self, scheme: &str) -> Option<Ident> {
        Ident::pinned(self.config.client.credentials.get(scheme)?, Case::Value)
    }

    /// Notes the pins of one scope that could not be given. `pointer` says where what they name stands.
    pub(super) fn check<K: Eq + std::hash::Hash>(
        &mut self,
        assigned: &Assigned<K>,
        pointer: impl Fn(&K) -> Option<Pointer>,
    ) {
        for conflict in &assigned.pin_conflicts {
            let pointers: Vec<_> = conflict.keys.iter().filter_map(&pointer).collect();
            for pointer in &pointers {
                let others: Vec<_> = pointers.iter().filter(|other| *other != pointer).collect();
                let message = match (conflict.reserved, others.as_slice()) {
                    (true, _) => format!("`{}` has a meaning in the generated crate already", conflict.pin),
                    (false, [other]) => format!("`{other}` is called `{}`, too, in the same place", conflict.pin),
                    (false, _) => format!("several things of one place are called `{}`", conflict.pin),
                };
                let location = self.config.name_location(pointer.as_str());
                let finding = Finding::new(codes::PIN, location, message);
                self.problems.push(finding.with_help("choose another name"));
            }
        }
    }

    /// Tells of the names that can't be given, and of those that nothing took.
    pub(super) fn tell(self, findings: &mut Findings, spec: &Spec<'_>) {
        findings.extend(self.problems);
        for (pointer, name) in &self.config.names {
            if self.used.contains(pointer) {
                continue;
            }
            let stands = Pointer::parse(pointer).is_some_and(|pointer| pointer.resolve(spec.document).is_some());
            let is_name = [Case::Type, Case::Value].iter().any(|case| Ident::pinned(name, *case).is_some());
            let (code, message, help) = if !stands {
                (
                    codes::PIN_UNUSED,
                    format!("`{pointer}` is called `{name}`, and nothing stands there"),
                    "correct the pointer, or remove it",
                )
            } else if is_name {
                (
                    codes::PIN,
                    format!("`{pointer}` is called `{name}`, and nothing of it has a name that is written so"),
                    "write a type or a variant like `DeletedContact`, a field or a parameter like `deleted_contact`",
                )
            } else {
                (
                    codes::PIN,
                    format!("`{pointer}` is called `{name}`, which can't be a name in Rust"),
                    "use letters, digits and `_`, and no keyword",
                )
            };
            let location = self.config.name_location(pointer);
            findings.push(Finding::new(code, location, message).with_help(help));
        }
        let unknown = self.config.client.credentials.keys().filter(|scheme| !spec.schemes.contains_key(*scheme));
        for scheme in unknown {
            let location = self.config.location_of(&["client", "credentials", scheme]);
            let message = format!("`{scheme}` is no security scheme that an operation uses and the client applies");
            let help = "correct it under `[client.credentials]`, or remove it";
            findings.push(Finding::new(codes::PIN_UNUSED, location, message).with_help(help));
        }
    }
}
