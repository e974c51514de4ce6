//! Removing values from a document.

use std::collections::BTreeMap;

use serde_json::Value;

use super::changes::Changes;
use crate::pointer::{Pointer, array_index};

/// The values to remove, as a tree: removing one by one would shift the indexes of the others.
#[derive(Debug, Default)]
struct Node {
    remove: bool,
    children: BTreeMap<String, Node>,
}

/// Removes the values that these pointers name.
pub(super) fn remove(document: &mut Value, pointers: &[Pointer], changes: &mut Changes) {
    let mut root = Node::default();
    for pointer in pointers {
        let mut node = &mut root;
        for token in pointer.tokens() {
            node = node.children.entry(token.into_owned()).or_default();
        }
        node.remove = true;
    }
    prune(document, &Pointer::root(), &root, changes);
}

fn prune(value: &mut Value, at: &Pointer, node: &Node, changes: &mut Changes) {
    match value {
        Value::Object(members) => {
            for (name, child) in &node.children {
                match members.get_mut(name) {
                    Some(member) if !child.remove => prune(member, &at.push(name), child, changes),
                    _ => changes.removed(&at.push(name)),
                }
            }
            if node.children.values().any(|child| child.remove) {
                members.retain(|name, _| !node.children.get(name).is_some_and(|child| child.remove));
            }
        }
        Value::Array(items) => prune_items(items, at, node, changes),
        _ => {}
    }
}

fn prune_items(items: &mut Vec<Value>, at: &Pointer, node: &Node, changes: &mut Changes) {
    let mut doomed = vec![false; items.len()];
    for (token, child) in &node.children {
        let Some((index, item)) = array_index(token).and_then(|index| Some((index, items.get_mut(index)?))) else {
            continue;
        };
        if child.remove {
            doomed[index] = true;
            changes.removed(&at.index(index));
        } else {
            prune(item, &at.index(index), child, changes);
        }
    }
    if doomed.contains(&true) {
        let kept: Vec<_> = (0..items.len()).filter(|index| !doomed[*index]).zip(0..).collect();
        changes.moved(at, &kept);
        let mut doomed = doomed.into_iter();
        items.retain(|_| !doomed.next().unwrap_or(false));
    }
}
