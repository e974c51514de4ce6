//! Reusable objects: read first, so that what stands in them is named after them, whoever uses it.

use super::Reader;
use super::arena::{Context, Owner};

impl<'d> Reader<'d, '_> {
    /// Reads everything under `components`, in use or not.
    pub(super) fn components(&mut self) {
        let Some(components) = self.root.get("components") else { return };
        for (name, node) in components.members_of("schemas") {
            self.schema(node, Context::Component(name.to_owned()));
        }
        for (name, node) in components.objects_of("parameters") {
            self.parameter(node, &Owner::Component("parameters", name.to_owned()), None);
        }
        for (name, node) in components.objects_of("headers") {
            self.header(name, node, &Owner::Component("headers", name.to_owned()));
        }
        for (name, node) in components.objects_of("requestBodies") {
            self.request_body(node, &Owner::Component("requestBodies", name.to_owned()));
        }
        let failing = self.failing_references();
        for (name, node) in components.objects_of("responses") {
            let is_success = !failing.contains(format!("#{}", node.pointer).as_str());
            // What can't be followed has been told of.
            let _ = self.response(node, name, &Owner::Component("responses", name.to_owned()), is_success);
        }
        for (name, node) in components.objects_of("mediaTypes") {
            self.reusable_media_type(name, node);
        }
        for (name, node) in components.objects_of("callbacks") {
            self.callback(name, node);
        }
    }
}
