//! A value of the document, with where it stands.

use serde_json::Value;

use crate::pointer::Pointer;
use crate::source::{FileId, Location};

/// A value of one of the files.
#[derive(Debug, Clone)]
pub(crate) struct Node<'d> {
    /// The file.
    pub(crate) file: FileId,
    /// Where in it.
    pub(crate) pointer: Pointer,
    /// What stands there.
    pub(crate) value: &'d Value,
}

impl<'d> Node<'d> {
    /// The member of this name.
    pub(crate) fn get(&self, key: &str) -> Option<Node<'d>> {
        let value = self.value.get(key)?;
        Some(Node { file: self.file, pointer: self.pointer.push(key), value })
    }

    /// The member of this name, where it is a string.
    pub(crate) fn text(&self, key: &str) -> Option<&'d str> {
        self.value.get(key)?.as_str()
    }

    /// The member of this name, where it is a string that says something: a title, a description.
    pub(crate) fn prose(&self, key: &str) -> Option<String> {
        self.text(key).filter(|text| !text.trim().is_empty()).map(str::to_owned)
    }

    /// Whether the member of this name is `true`.
    pub(crate) fn flag(&self, key: &str) -> bool {
        self.value.get(key).and_then(Value::as_bool).unwrap_or_default()
    }

    /// The members, in the document's order; none where this is no object.
    pub(crate) fn members(&self) -> impl Iterator<Item = (&'d str, Node<'d>)> + use<'d> {
        let (file, pointer) = (self.file, self.pointer.clone());
        self.value
            .as_object()
            .into_iter()
            .flatten()
            .map(move |(key, value)| (key.as_str(), Node { file, pointer: pointer.push(key), value }))
    }

    /// The members that are no specification extensions.
    pub(crate) fn own_members(&self) -> impl Iterator<Item = (&'d str, Node<'d>)> + use<'d> {
        self.members().filter(|(key, _)| !key.starts_with("x-"))
    }

    /// The members of a map of objects: what begins with `x-` and is no object can only be an extension.
    pub(crate) fn objects(&self) -> impl Iterator<Item = (&'d str, Node<'d>)> + use<'d> {
        self.members().filter(|(key, node)| !key.starts_with("x-") || node.value.is_object())
    }

    /// The members of the map of objects of this name.
    pub(crate) fn objects_of(&self, key: &str) -> impl Iterator<Item = (&'d str, Node<'d>)> + use<'d> {
        self.get(key).into_iter().flat_map(|node| node.objects().collect::<Vec<_>>())
    }

    /// The members of the member of this name.
    pub(crate) fn members_of(&self, key: &str) -> impl Iterator<Item = (&'d str, Node<'d>)> + use<'d> {
        self.get(key).into_iter().flat_map(|node| node.members().collect::<Vec<_>>())
    }

    /// The items of the member of this name, but for those that could not be read.
    pub(crate) fn items_of(&self, key: &str) -> impl Iterator<Item = Node<'d>> + use<'d> {
        self.get(key).into_iter().flat_map(|node| node.items().collect::<Vec<_>>())
    }

    /// The items, but for those that could not be read; none where this is no array.
    pub(crate) fn items(&self) -> impl Iterator<Item = Node<'d>> + use<'d> {
        let (file, pointer) = (self.file, self.pointer.clone());
        let items = self.value.as_array().into_iter().flatten().enumerate();
        items.filter(|(_, value)| !value.is_null()).map(move |(index, value)| Node {
            file,
            pointer: pointer.index(index),
            value,
        })
    }

    /// The location of its value.
    pub(crate) fn location(&self) -> Location {
        Location::value(self.file, self.pointer.clone())
    }

    /// The location of its key.
    pub(crate) fn key_location(&self) -> Location {
        Location::key(self.file, self.pointer.clone())
    }

    /// The location of the key of a member.
    pub(crate) fn key_of(&self, key: &str) -> Location {
        Location::key(self.file, self.pointer.push(key))
    }

    /// The location of the value of a member, or its own where there is no such member.
    pub(crate) fn value_of(&self, key: &str) -> Location {
        match self.value.get(key) {
            Some(_) => Location::value(self.file, self.pointer.push(key)),
            None => self.location(),
        }
    }

    /// A number that is its own: values of the documents don't move while they are read.
    pub(crate) fn address(&self) -> usize {
        std::ptr::from_ref(self.value).addr()
    }
}
