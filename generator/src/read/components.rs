//! Reusable objects: read first, so that what stands in them is named after them, whoever uses it.

use super::Reader;
use super::arena::{Context, Owner};
use super::node::Node;

impl<'d> Reader<'d, '_> {
    /// Reads everything under `components`, in use or not.
    pub(super) fn components(&mut self) {
        let Some(components) = self.root.get("components") else { return };
        for (name, node) in components.members_of("schemas") {
            self.schema(node, Context::Component(name.to_owned()));
        }
        for (name, node) in objects(&components, "parameters") {
            self.parameter(node, &Owner::Component("parameters", name.to_owned()), None);
        }
        for (name, node) in objects(&components, "headers") {
            self.header(name, node);
        }
        for (name, node) in objects(&components, "requestBodies") {
            self.request_body(node, &Owner::Component("requestBodies", name.to_owned()));
        }
        let failing = self.failing_references();
        for (name, node) in objects(&components, "responses") {
            let is_success = !failing.contains(format!("#{}", node.pointer).as_str());
            // What can't be followed has been told of.
            let _ = self.response(node, name, &Owner::Component("responses", name.to_owned()), is_success);
        }
        for (name, node) in objects(&components, "mediaTypes") {
            self.reusable_media_type(name, node);
        }
        for (name, node) in objects(&components, "callbacks") {
            self.callback(name, node);
        }
    }
}

/// The reusable objects of one section. References come last, so that what they name is called after its own place.
fn objects<'d>(components: &Node<'d>, section: &str) -> Vec<(&'d str, Node<'d>)> {
    let is_reference = |(_, node): &(&'d str, Node<'d>)| node.value.get("$ref").is_some();
    let (references, others): (Vec<_>, Vec<_>) = components.objects_of(section).partition(is_reference);
    others.into_iter().chain(references).collect()
}
