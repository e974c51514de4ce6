//! Requests that the API makes: webhooks and callbacks. The client sends none of them; the types of what they carry are
//! made, so that a server that receives them can read them.

use std::collections::HashSet;

use super::Reader;
use super::arena::Owner;
use super::node::Node;
use crate::findings::codes;
use crate::ledger::Construct;
use crate::text::excerpt;

impl<'d> Reader<'d, '_> {
    /// Reads the webhooks, and the reusable path items that nothing refers to; but for the operations at the addresses
    /// that are `excluded`.
    pub(super) fn incoming(&mut self, excluded: &HashSet<usize>) {
        let components = self.root.get("components");
        let reusable = components.iter().flat_map(|components| components.objects_of("pathItems"));
        for (name, item) in self.root.objects_of("webhooks").chain(reusable) {
            self.incoming_item(name, item, excluded);
        }
    }

    /// Reads a callback: path items under expressions.
    pub(super) fn callback(&mut self, name: &str, node: Node<'d>) {
        if let Ok(node) = self.resolve(node, "callbacks") {
            for (_, item) in node.own_members() {
                self.incoming_item(name, item, &HashSet::new());
            }
        }
    }

    fn incoming_item(&mut self, name: &str, item: Node<'d>, excluded: &HashSet<usize>) {
        let owner = Owner::Incoming(name.to_owned());
        let operations = self.methods(item.clone());
        if operations.is_empty() || !operations.iter().all(|(.., node)| excluded.contains(&node.address())) {
            for parameter in self.items(item).iter().flat_map(|item| item.items_of("parameters")) {
                self.parameter(parameter, &owner, None);
            }
        }
        for (_, _, node) in operations {
            let is_known = self.entries.contains_key(&(Construct::Operation, node.address()));
            if is_known || excluded.contains(&node.address()) {
                continue;
            }
            let entry = self.account(Construct::Operation, &node);
            let message =
                format!("`{}` is a request that the API makes: the types of its bodies are made", excerpt(name));
            let help = "read what arrives with the types of its bodies";
            self.loosen(entry, codes::CALLBACK, node.key_location(), message, help);
            for parameter in node.items_of("parameters") {
                self.parameter(parameter, &owner, None);
            }
            if let Some(body) = node.get("requestBody") {
                self.request_body(body, &owner);
            }
            self.responses(&node, &owner);
            for (name, callback) in node.objects_of("callbacks") {
                self.callback(name, callback);
            }
        }
    }
}
