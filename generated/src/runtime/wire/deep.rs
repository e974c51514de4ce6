//! The style `deepObject`: `filter[name]=Tom`.
//!
//! OpenAPI defines it for objects of scalars alone. What is nested deeper is written as servers read it alike:
//!
//! - Objects: `filter[owner][name]=Ann`.
//! - Lists of scalars: `filter[tags][]=a&filter[tags][]=b`. The packages `qs` of Node.js, `serde_qs` and Rails all read
//!   that as a list.
//! - Lists of anything else by index: `filter[pets][0][name]=Tom`. Without an index `qs` and Rails would distribute the
//!   members differently among the items. Rails reads an object with the indices as its names.

use super::structure::Node;

/// The names and the texts that the value of the parameter `name` is written as.
pub(crate) fn pairs(name: &str, value: &Node) -> impl Iterator<Item = (String, String)> + use<> {
    let mut pairs = Vec::new();
    push(&mut pairs, name.to_owned(), value);
    pairs.into_iter()
}

fn push(pairs: &mut Vec<(String, String)>, name: String, value: &Node) {
    match value {
        Node::Null => {}
        Node::Scalar(text) => pairs.push((name, text.clone())),
        Node::Object(members) => {
            for (member, value) in members {
                push(pairs, format!("{name}[{member}]"), value);
            }
        }
        Node::List(items) => {
            let are_scalars = items.iter().all(|item| matches!(item, Node::Scalar(_) | Node::Null));
            for (index, item) in items.iter().enumerate() {
                let index = if are_scalars { String::new() } else { index.to_string() };
                push(pairs, format!("{name}[{index}]"), item);
            }
        }
    }
}
