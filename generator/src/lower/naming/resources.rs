//! The tree of resources: accessors, modules and methods.

use std::collections::{BTreeMap, HashMap};

use super::types::Types;
use super::{Cx, ResourceKey, ResourceNames};
use crate::ir::ModulePath;
use crate::names::{
    Assigned, Candidate, Case, Ident, RESERVED_MODULES, RESERVED_ON_CLIENT, RESERVED_ON_RESOURCE, ResourceHints,
    ResourcePath, assign, resource_path, words,
};
use crate::read::{Answers, Operation, OperationId};

/// The resources of all operations.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// How the document spells each.
    spelled: BTreeMap<ResourceKey, String>,
    /// The resource of each operation, and its method's words.
    of_operation: Vec<(ResourceKey, ResourcePath)>,
    accessors: HashMap<ResourceKey, Ident>,
    modules: HashMap<ResourceKey, ModulePath>,
    methods: HashMap<usize, Ident>,
}

/// What wants a name among the methods of a resource.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Member {
    Child(ResourceKey),
    Method(usize),
}

impl Tree {
    /// Finds the resources, and names their accessors, modules and methods.
    pub(super) fn of(cx: &mut Cx<'_, '_>) -> Self {
        let mut tree = Self::default();
        for operation in &cx.spec.operations {
            let path = path_of(cx, operation);
            let mut key = ResourceKey::new();
            for part in &path.resources {
                // What has no word names no resource.
                let Some(ident) = Case::Value.ident(&words(part)) else { continue };
                key.push(ident);
                let spelled = tree.spelled.entry(key.clone()).or_insert_with(|| part.clone());
                // Two spellings of one resource: which is taken must not depend on their order.
                if part < spelled {
                    spelled.clone_from(part);
                }
            }
            tree.of_operation.push((key, path));
        }
        let mut members: BTreeMap<ResourceKey, Vec<Member>> = BTreeMap::new();
        for key in tree.spelled.keys() {
            members.entry(key[..key.len() - 1].to_vec()).or_default().push(Member::Child(key.clone()));
        }
        for (index, (key, _)) in tree.of_operation.iter().enumerate() {
            members.entry(key.clone()).or_default().push(Member::Method(index));
        }
        // Parents come before their children.
        for (parent, members) in members {
            tree.name_members(cx, &parent, &members);
        }
        tree
    }

    /// The names of all resources.
    pub(super) fn names(&self, types: &Types) -> BTreeMap<ResourceKey, ResourceNames> {
        let names = self.spelled.iter().filter_map(|(key, wire)| {
            let names = ResourceNames {
                wire: wire.clone(),
                accessor: self.accessors.get(key)?.clone(),
                module: self.modules.get(key)?.clone(),
                type_name: types.resources.get(key)?.clone(),
            };
            Some((key.clone(), names))
        });
        names.collect()
    }

    /// The resources, each with the words for it.
    pub(super) fn resources(&self) -> impl Iterator<Item = (&ResourceKey, &str)> {
        self.spelled.iter().map(|(key, wire)| (key, wire.as_str()))
    }

    /// The module of a resource.
    pub(super) fn module(&self, key: &ResourceKey) -> Option<&ModulePath> {
        self.modules.get(key)
    }

    /// The resource of an operation.
    pub(super) fn resource(&self, id: OperationId) -> Option<&ResourceKey> {
        self.of_operation.get(id.0).map(|(key, _)| key)
    }

    /// The method of an operation.
    pub(super) fn method(&self, id: OperationId) -> Option<&Ident> {
        self.methods.get(&id.0)
    }

    fn name_members(&mut self, cx: &mut Cx<'_, '_>, parent: &ResourceKey, members: &[Member]) {
        let reserved = if parent.is_empty() { RESERVED_ON_CLIENT } else { RESERVED_ON_RESOURCE };
        let mut wanted = Vec::new();
        let mut modules = Vec::new();
        for member in members {
            match member {
                Member::Child(key) => {
                    let wire = self.spelled.get(key).cloned().unwrap_or_default();
                    let location = key.iter().map(Ident::as_str).collect::<Vec<_>>().join("/");
                    let further = format!("{wire} resource");
                    wanted.push(
                        Candidate::new(member.clone(), location.clone(), wire.clone())
                            .or_else({
                                let further = further.clone();
                                move || [further.clone()]
                            })
                            .rank(u8::MAX),
                    );
                    modules.push(Candidate::new(key.clone(), location, wire).or_else(move || [further.clone()]));
                }
                Member::Method(index) => wanted.push(self.method_candidate(cx, *index)),
            }
        }
        let assigned: Assigned<Member> = assign(Case::Value, reserved, wanted);
        for (member, ident) in assigned.names {
            match member {
                Member::Child(key) => drop(self.accessors.insert(key, ident)),
                Member::Method(index) => drop(self.methods.insert(index, ident)),
            }
        }
        let above = match self.modules.get(parent) {
            Some(module) => module.0.clone(),
            None => Ident::pinned("resources", Case::Module).into_iter().collect(),
        };
        for (key, ident) in assign(Case::Module, RESERVED_MODULES, modules).names {
            let mut module = above.clone();
            module.push(ident);
            self.modules.insert(key, ModulePath(module));
        }
    }

    fn method_candidate<'a>(&self, cx: &Cx<'a, '_>, index: usize) -> Candidate<'a, Member> {
        let operation = &cx.spec.operations[index];
        let own = self.of_operation.get(index).map(|(_, path)| path.method.clone()).unwrap_or_default();
        let location = operation.key();
        let by_path = location.clone();
        let is_stream = operation.answers == Answers::Streams;
        let id = operation.operation_id.as_ref().map(|id| if is_stream { format!("{id} stream") } else { id.clone() });
        // `GET /votes` is nearer to what `list_votes` says than `GET /committees/{id}/votes`.
        let parameters = operation.path.written.matches('{').count();
        let rank = u8::try_from(parameters).unwrap_or(u8::MAX).min(u8::MAX - 2) + u8::from(is_stream);
        Candidate::new(Member::Method(index), location, own)
            .rank(rank)
            .or_else(move || id.clone().into_iter().chain([by_path.clone()]))
    }
}

fn path_of(cx: &mut Cx<'_, '_>, operation: &Operation<'_>) -> ResourcePath {
    let pin = cx.pins.operation(&operation.node);
    let path = resource_path(&ResourceHints {
        operation_id: pin.or(operation.operation_id.as_deref()),
        first_tag: operation.first_tag.as_deref(),
        http_method: &operation.http_method.to_ascii_lowercase(),
        path: &operation.path.written,
    });
    match operation.answers {
        Answers::Any | Answers::Values => path,
        Answers::Streams => ResourcePath { method: format!("{} stream", path.method), ..path },
    }
}
