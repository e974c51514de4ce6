//! Requests that the API makes: webhooks and callbacks. The client sends none of them; the types of what they carry are
//! made, so that a server that receives them can read them.

use super::Reader;
use super::arena::Owner;
use super::node::Node;
use crate::findings::codes;
use crate::ledger::Construct;
use crate::text::excerpt;

impl<'d> Reader<'d, '_> {
    /// Reads the webhooks, and the reusable path items that nothing refers to.
    pub(super) fn incoming(&mut self) {
        for (name, item) in self.root.members_of("webhooks") {
            self.incoming_item(name, item);
        }
        let items: Vec<_> = self
            .root
            .get("components")
            .into_iter()
            .flat_map(|components| components.members_of("pathItems").collect::<Vec<_>>())
            .collect();
        for (name, item) in items {
            self.incoming_item(name, item);
        }
    }

    /// Reads a callback: path items under expressions.
    pub(super) fn callback(&mut self, name: &str, node: Node<'d>) {
        if let Ok(node) = self.resolve(node, "callbacks") {
            for (_, item) in node.own_members() {
                self.incoming_item(name, item);
            }
        }
    }

    fn incoming_item(&mut self, name: &str, item: Node<'d>) {
        let owner = Owner::Incoming(name.to_owned());
        for (item, _, node) in self.methods(item) {
            if self.entries.contains_key(&(Construct::Operation, node.address())) {
                continue;
            }
            let entry = self.account(Construct::Operation, &node);
            let message =
                format!("`{}` is a request that the API makes: the types of its bodies are made", excerpt(name));
            let help = "read what arrives with the types of its bodies";
            self.loosen(entry, codes::CALLBACK, node.key_location(), message, help);
            for list in [&item, &node] {
                for parameter in list.items_of("parameters") {
                    self.parameter(parameter, &owner, None);
                }
            }
            if let Some(body) = node.get("requestBody") {
                self.request_body(body, &owner);
            }
            self.responses(&node, &owner);
            for (name, callback) in node.members_of("callbacks") {
                self.callback(name, callback);
            }
        }
    }
}
