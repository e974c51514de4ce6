//! Resources: the tree of accessors between a client and its operations.

use serde::Serialize;

use super::Operation;
use crate::names::Ident;

/// A node of the tree of resources, which is a file of the crate.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Resource {
    /// Its name as the document gives it, for sentences.
    pub wire: String,
    /// The accessor on its parent.
    pub accessor: Ident,
    /// The module, and the file.
    pub module: Ident,
    /// Its type.
    pub type_name: Ident,
    /// The description of the tag that it is made from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Its operations, in the document's order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub operations: Vec<Operation>,
    /// The resources below it, sorted by accessor.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<Resource>,
}

impl Resource {
    /// How many operations this resource has, and all below it.
    pub fn count(&self) -> usize {
        self.operations.len() + self.children.iter().map(Self::count).sum::<usize>()
    }

    /// The operations of this resource and of all below it.
    pub fn all_operations(&self) -> Vec<&Operation> {
        let below = self.children.iter().flat_map(Resource::all_operations);
        self.operations.iter().chain(below).collect()
    }
}
