//! The names of resources, and of what belongs to an operation.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::types::Types;
use super::{OperationNames, ResourceKey, ResourceNames, give, members};
use crate::lower::context::Context;
use crate::lower::operations::Operation;
use crate::lower::survey::Survey;
use crate::names::collide::Candidate;
use crate::names::{
    Case, Ident, RESERVED_MODULES, RESERVED_ON_CLIENT, RESERVED_ON_RESOURCE, singular::singular, words,
};
use crate::pointer::Pointer;

/// The resources of all operations.
#[derive(Debug)]
pub(super) struct Tree {
    /// How the document spells each, and the first operation that belongs to it or below it.
    spelled: BTreeMap<ResourceKey, (String, Pointer)>,
    /// The resource of each operation.
    pub(super) of_operation: Vec<ResourceKey>,
    accessors: HashMap<ResourceKey, Ident>,
    modules: HashMap<ResourceKey, Ident>,
    methods: HashMap<usize, Ident>,
}

/// What wants a name among the methods of a resource.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Member {
    Child(ResourceKey),
    Method(usize),
}

impl Tree {
    /// Finds the resources, and names their accessors, modules and methods; `None` after an error.
    pub(super) fn of(cx: &mut Context<'_>, survey: &Survey) -> Option<Self> {
        let mut tree = Self {
            spelled: BTreeMap::new(),
            of_operation: Vec::new(),
            accessors: HashMap::new(),
            modules: HashMap::new(),
            methods: HashMap::new(),
        };
        for operation in &survey.operations {
            let mut key = ResourceKey::new();
            for part in &operation.placement.resources {
                // What can't be a name is not passed on by `place`.
                key.extend(Case::Value.ident(&words(part)));
                tree.spelled.entry(key.clone()).or_insert_with(|| (part.clone(), operation.pointer.clone()));
            }
            tree.of_operation.push(key);
        }
        let parents: BTreeSet<ResourceKey> = tree.spelled.keys().cloned().chain([Vec::new()]).collect();
        let mut all_named = true;
        for parent in parents {
            all_named &= tree.name_members(cx, survey, &parent).is_some();
        }
        all_named.then_some(tree)
    }

    /// The names of all resources.
    pub(super) fn resources(&self, types: &Types) -> Option<BTreeMap<ResourceKey, ResourceNames>> {
        let names = self.spelled.iter().map(|(key, (wire, _))| {
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

    /// The resources, each with the words for it, and its first operation.
    pub(super) fn spelled(&self) -> impl Iterator<Item = (&ResourceKey, &str, &Pointer)> {
        self.spelled.iter().map(|(key, (wire, first))| (key, wire.as_str(), first))
    }

    /// The words of an operation: what its resource holds one of, and what is done with it.
    pub(super) fn operation_words(&self, index: usize, operation: &Operation) -> String {
        let resource = operation.placement.resources.last().map(String::as_str).unwrap_or_default();
        let mut all = words(resource);
        if let Some(last) = all.last_mut() {
            *last = singular(last);
        }
        let method = self.methods.get(&index).map_or(operation.placement.method.as_str(), Ident::as_str);
        format!("{} {method}", all.join(" "))
    }

    fn name_members(&mut self, cx: &mut Context<'_>, survey: &Survey, parent: &ResourceKey) -> Option<()> {
        let is_child = |key: &ResourceKey| key.len() == parent.len() + 1 && key.starts_with(parent);
        let children: Vec<_> =
            self.spelled.iter().filter(|(key, _)| is_child(key)).map(|(key, at)| (key.clone(), at.clone())).collect();
        let mut methods = Vec::new();
        for (key, (wire, _)) in &children {
            let spellings = vec![wire.clone(), format!("{wire} resource")];
            methods.push(Candidate { key: Member::Child(key.clone()), spellings, rank: 1, pin: None });
        }
        for (index, _) in self.of_operation.iter().enumerate().filter(|(_, key)| *key == parent) {
            let operation = &survey.operations[index];
            let mut spellings = vec![operation.placement.method.clone()];
            spellings.extend(operation.operation_id.clone());
            spellings.push(format!("{} {}", operation.http_method, operation.path));
            methods.push(Candidate { key: Member::Method(index), spellings, rank: 0, pin: None });
        }
        let at = |member: &Member| match member {
            Member::Child(key) => self.spelled.get(key).map(|(_, at)| at.clone()).unwrap_or_default(),
            Member::Method(index) => survey.operations[*index].pointer.clone(),
        };
        let reserved = if parent.is_empty() { RESERVED_ON_CLIENT } else { RESERVED_ON_RESOURCE };
        let named = give(cx, Case::Value, reserved, &methods, at);
        let modules: Vec<_> = children
            .iter()
            .map(|(key, (wire, _))| Candidate {
                key: key.clone(),
                spellings: vec![wire.clone(), format!("{wire} resource")],
                rank: 0,
                pin: None,
            })
            .collect();
        let at = |key: &ResourceKey| self.spelled.get(key).map(|(_, at)| at.clone()).unwrap_or_default();
        let modules = give(cx, Case::Module, RESERVED_MODULES, &modules, at)?;
        self.modules.extend(modules);
        for (member, ident) in named? {
            match member {
                Member::Child(key) => drop(self.accessors.insert(key, ident)),
                Member::Method(index) => drop(self.methods.insert(index, ident)),
            }
        }
        Some(())
    }
}

/// The names of all operations, and of what is theirs alone; `None` after an error.
pub(super) fn operations(
    cx: &mut Context<'_>,
    survey: &Survey,
    tree: &Tree,
    types: &Types,
) -> Option<Vec<OperationNames>> {
    let mut all = Vec::new();
    let mut complete = true;
    for (index, operation) in survey.operations.iter().enumerate() {
        let parameters = members::parameters(cx, operation);
        let failures = members::failures(cx, operation);
        let (Some(parameters), Some(failures)) = (parameters, failures) else {
            complete = false;
            continue;
        };
        let types = types.operations.get(index)?;
        all.push(OperationNames {
            resource: tree.of_operation.get(index)?.clone(),
            method: tree.methods.get(&index)?.clone(),
            request: types.request.clone(),
            operation: types.operation.clone(),
            params: types.params.clone(),
            error: types.error.clone(),
            parameters,
            failures,
        });
    }
    complete.then_some(all)
}
