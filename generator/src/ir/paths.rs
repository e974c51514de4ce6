//! Where callers find the items of a crate: the paths that begin at its root.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::{Api, Failure, Operation, Resource, Type, TypePath, TypeRef};
use crate::names::Ident;

/// The items of the runtime that every crate has at its root.
pub const RUNTIME_AT_ROOT: &[&str] = &[
    "Error",
    "ErrorKind",
    "OperationError",
    "Request",
    "Response",
    "Secret",
    "TokenProvider",
    "Upload",
    "UnexpectedResponse",
    "WithMeta",
];

/// The items of `client` that every crate has at its root.
pub const CLIENT_AT_ROOT: &[&str] = &["Client", "ClientBuilder"];

/// The module of an item: the names that lead to it from the root.
pub type Modules<'a> = Vec<&'a str>;

/// The public paths of all items.
#[derive(Debug)]
pub struct Paths<'a> {
    types: HashMap<&'a TypePath, &'a Type>,
    type_names: HashSet<&'a Ident>,
    /// The types that the module `types` has.
    in_types: HashSet<&'a TypePath>,
    /// The items at the root that are defined elsewhere, by name.
    at_root: BTreeMap<&'a str, Modules<'a>>,
}

impl<'a> Paths<'a> {
    /// The paths in the crate of an API; with `short` ones, items are found at the root if no other has their name.
    pub fn new(api: &'a Api, short: bool) -> Self {
        let types = api.types.iter().map(|ty| (&ty.path, ty)).collect();
        let mut of_name: HashMap<_, Vec<_>> = HashMap::new();
        for ty in api.types.iter().filter(|ty| ty.is_root) {
            of_name.entry(&ty.path.name).or_default().push(&ty.path);
        }
        let in_types = of_name.into_values().filter(|paths| paths.len() == 1).flatten().collect();
        let type_names = api.types.iter().map(|ty| &ty.path.name).collect();
        let mut paths = Self { types, type_names, in_types, at_root: BTreeMap::new() };
        if short {
            paths.at_root = paths.short(api);
        }
        paths
    }

    /// The type of this path.
    pub fn ty(&self, path: &TypePath) -> Option<&'a Type> {
        self.types.get(path).copied()
    }

    /// Whether the module `types` has the type, whatever module defines it.
    pub fn is_in_types(&self, path: &TypePath) -> bool {
        self.in_types.contains(path)
    }

    /// The items that are found at the root, by the module that they are taken from.
    pub fn at_root(&self) -> BTreeMap<&Modules<'a>, BTreeSet<&'a str>> {
        let mut grouped: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for (name, modules) in &self.at_root {
            grouped.entry(modules).or_default().insert(*name);
        }
        grouped
    }

    /// The module from which the crate itself takes a type.
    pub fn import<'p>(&self, path: &'p TypePath) -> Modules<'p> {
        if self.is_in_types(path) { vec!["types"] } else { path.module.names() }
    }

    /// Whether a type of this name is defined anywhere.
    pub(super) fn defines(&self, name: &Ident) -> bool {
        self.type_names.contains(name)
    }

    /// The path of a type for callers.
    pub fn of_type(&self, path: &TypePath) -> String {
        match self.at_root.get(path.name.as_str()) {
            Some(modules) if *modules == self.import(path) => path.name.to_string(),
            _ => join(&self.import(path), path.name.as_str()),
        }
    }

    /// The path of an item of a resource for callers.
    pub fn of_item(&self, modules: &[&str], name: &Ident) -> String {
        match self.at_root.get(name.as_str()) {
            Some(found) if *found == modules => name.to_string(),
            _ => join(modules, name.as_str()),
        }
    }

    /// The items whose names no other item has.
    fn short(&self, api: &'a Api) -> BTreeMap<&'a str, Modules<'a>> {
        let mut found: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for ty in &api.types {
            found.entry(ty.path.name.as_str()).or_default().push(self.import(&ty.path));
        }
        resource_items(&api.resources, &mut vec!["resources"], &mut |modules, name| {
            found.entry(name.as_str()).or_default().push(modules.clone());
        });
        let is_free = |name: &str| !RUNTIME_AT_ROOT.contains(&name) && !CLIENT_AT_ROOT.contains(&name);
        let unique = found.into_iter().filter(|(name, modules)| modules.len() == 1 && is_free(name));
        unique.filter_map(|(name, mut modules)| Some((name, modules.pop()?))).collect()
    }
}

impl Paths<'_> {
    /// The type of the bodies of an operation's documented errors, if all that have one have the same.
    pub fn envelope<'o>(&self, operation: &'o Operation) -> Option<&'o TypeRef> {
        let mut bodies = operation.failures.iter().filter_map(Failure::body);
        let first = bodies.next()?;
        bodies.all(|ty| self.canonical(ty) == self.canonical(first)).then_some(first)
    }
}

impl Operation {
    /// The names of its types.
    pub fn type_names(&self) -> impl Iterator<Item = &Ident> {
        [&self.request_type, &self.operation_type, &self.error_type].into_iter().chain(&self.params_type)
    }
}

fn resource_items<'a>(
    resources: &'a [Resource],
    modules: &mut Modules<'a>,
    visit: &mut dyn FnMut(&Modules<'a>, &'a Ident),
) {
    for resource in resources {
        modules.push(resource.module.as_str());
        visit(modules, &resource.type_name);
        resource.operations.iter().flat_map(Operation::type_names).for_each(|name| visit(modules, name));
        resource_items(&resource.children, modules, visit);
        modules.pop();
    }
}

fn join(modules: &[&str], name: &str) -> String {
    modules.iter().flat_map(|module| [module, "::"]).chain([name]).collect()
}
