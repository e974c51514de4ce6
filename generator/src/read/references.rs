//! Following references: within a file, and to other files below the document's folder. Never over a network.

use std::collections::HashSet;

use serde_json::Value;

use super::Reader;
use super::node::Node;
use crate::findings::{Code, Finding, Loosened, codes};
use crate::pointer::Pointer;
use crate::source::FileId;
use crate::text::{excerpt, nearest};

impl<'d> Reader<'d, '_> {
    /// The object at `node`, or what its `$ref` leads to. `section` is where reusable objects of its kind stand, under
    /// `components`.
    pub(super) fn resolve(&mut self, node: Node<'d>, section: &'static str) -> Result<Node<'d>, Loosened> {
        // What all references on the way lead to, so that those of a long chain are followed once.
        let mut followed = HashSet::new();
        let target = self.end_of(node, section, &mut followed);
        self.targets.extend(followed.into_iter().map(|address| ((section, address), target.clone())));
        target.map_err(|finding| self.findings.loosen(finding))
    }

    fn end_of(
        &self,
        mut node: Node<'d>,
        section: &'static str,
        followed: &mut HashSet<usize>,
    ) -> Result<Node<'d>, Finding> {
        loop {
            if let Some(known) = self.targets.get(&(section, node.address())) {
                return known.clone();
            }
            let Some(reference) = node.get("$ref") else { return Ok(node) };
            if !followed.insert(node.address()) {
                let help = "let one of the references name an object that isn't a reference";
                return Err(missing(codes::REFERENCE_CYCLE, &reference, "this `$ref` leads back to itself", help));
            }
            node = self.follow(&reference, section)?;
        }
    }

    /// What the `$ref` of a schema names, be it another reference.
    pub(super) fn schema_target(&mut self, node: &Node<'d>) -> Result<Node<'d>, Loosened> {
        match node.get("$ref") {
            Some(reference) => self.follow(&reference, "schemas").map_err(|finding| self.findings.loosen(finding)),
            None => Ok(node.clone()),
        }
    }

    fn follow(&self, reference: &Node<'d>, section: &str) -> Result<Node<'d>, Finding> {
        let text = reference.value.as_str().unwrap_or_default();
        let (path, fragment) = text.split_once('#').unwrap_or((text, ""));
        let file = match path {
            "" => reference.file,
            path => match self.documents.resolve_file(reference.file, path) {
                Some(file) => file,
                None => return Err(self.no_file(reference, text, section)),
            },
        };
        let Some(pointer) = Pointer::from_fragment(fragment) else {
            let message = format!("`{}` is no JSON pointer", excerpt(text));
            let help = self.reusable(section, last_name(text)).unwrap_or_else(|| {
                format!("refer to it by its place, such as `#/components/{section}/{}`", last_name(text))
            });
            return Err(missing(codes::REFERENCE_NOT_FOUND, reference, &message, &help));
        };
        let root = self.documents.get(file).unwrap_or(&Value::Null);
        let Some(value) = pointer.resolve(root) else {
            let message = format!("`{}` names nothing in {}", excerpt(text), self.file_name(file));
            let help = self.help_for_missing(root, &pointer, section);
            return Err(missing(codes::REFERENCE_NOT_FOUND, reference, &message, &help));
        };
        let tokens: Vec<_> = pointer.tokens().collect();
        if let [components, found, name] = tokens.as_slice()
            && components == "components"
            && found != section
        {
            let text = excerpt(text);
            let message = format!("`{text}` is one of the `{found}`, where one of the `{section}` is expected");
            let near = self.reusable(section, name);
            let help = near.unwrap_or_else(|| format!("refer to `#/components/{section}/..`"));
            return Err(missing(codes::REFERENCE_KIND, reference, &message, &help));
        }
        Ok(Node { file, pointer, value })
    }

    fn no_file(&self, reference: &Node<'d>, text: &str, section: &str) -> Finding {
        let is_url = text.split_once(':').is_some_and(|(scheme, _)| scheme.chars().all(|c| c.is_ascii_alphanumeric()));
        let message = match is_url {
            true => format!("`{}` is a URL, and nothing is read over a network", excerpt(text)),
            false => format!("`{}` names no file below the document's folder", excerpt(text)),
        };
        let near = self.reusable(section, last_name(text));
        let help = near.unwrap_or_else(|| match is_url {
            true => "download it into the document's folder, and refer to it by its path".to_owned(),
            false => "correct the path, or bundle the document into one file".to_owned(),
        });
        missing(codes::EXTERNAL_REFERENCE, reference, &message, &help)
    }

    fn file_name(&self, file: FileId) -> &'static str {
        if file == FileId::DOCUMENT { "this document" } else { "that file" }
    }

    /// A hint at the reusable object of about this name.
    fn reusable(&self, section: &str, name: &str) -> Option<String> {
        let all = self.root.get("components")?.get(section)?;
        let near = nearest(name, all.members().map(|(name, _)| name))?;
        Some(format!("did you mean `#{}`?", all.pointer.push(near)))
    }

    fn help_for_missing(&self, root: &Value, pointer: &Pointer, section: &str) -> String {
        let last = pointer.last().unwrap_or_default();
        let siblings = pointer.parent().filter(|parent| parent.resolve(root).is_some_and(Value::is_object));
        match (self.reusable(section, &last), siblings) {
            (Some(near), _) => near,
            (None, Some(parent)) if !parent.is_root() => {
                format!("define `{last}` under `{parent}`, or correct the name")
            }
            _ => format!("define `{last}` under `/components/{section}`, or correct the name"),
        }
    }
}

fn missing(code: Code, reference: &Node<'_>, message: &str, help: &str) -> Finding {
    Finding::new(code, reference.location(), message).with_help(help)
}

/// The last part of a reference.
fn last_name(text: &str) -> &str {
    text.rsplit(['/', '#']).next().unwrap_or_default()
}
