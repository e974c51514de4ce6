//! What all files are rendered from: the API, the configuration, and what is looked up in them again and again.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::config::Config;
use crate::ir::{Api, Body, ModulePath, Operation, Resource, Type, TypePath, TypeRef};
use crate::names::Ident;

/// The API and the configuration, with their indices.
#[derive(Debug)]
pub(super) struct Context<'a> {
    pub(super) api: &'a Api,
    pub(super) config: &'a Config,
    /// The crate's name as an identifier.
    pub(super) krate: String,
    /// All operations, in the order of the resources.
    pub(super) operations: Vec<Placed<'a>>,
    /// The types of each module, in their order.
    pub(super) modules: BTreeMap<&'a ModulePath, Vec<&'a Type>>,
    types: HashMap<&'a TypePath, &'a Type>,
    with_doubles: HashSet<&'a TypePath>,
}

/// An operation and where it is found.
#[derive(Debug)]
pub(super) struct Placed<'a> {
    pub(super) operation: &'a Operation,
    /// The accessors that lead to it from the client.
    pub(super) chain: Vec<&'a Ident>,
    /// The resource that it is a method of.
    pub(super) resource: &'a Resource,
}

impl<'a> Placed<'a> {
    /// The operations of a resource, without those below it.
    pub(super) fn of(parents: &[&'a Resource], resource: &'a Resource) -> impl Iterator<Item = Self> {
        let chain: Vec<_> = parents.iter().copied().chain([resource]).map(|resource| &resource.accessor).collect();
        resource.operations.iter().map(move |operation| Placed { operation, chain: chain.clone(), resource })
    }

    /// The accessors as they are written: `.users().contacts()`.
    pub(super) fn accessors(&self) -> String {
        accessors(self.chain.iter().copied())
    }
}

/// Calls of accessors: `.users().contacts()`.
pub(super) fn accessors<'a>(chain: impl IntoIterator<Item = &'a Ident>) -> String {
    chain.into_iter().map(|accessor| format!(".{accessor}()")).collect()
}

impl<'a> Context<'a> {
    pub(super) fn new(api: &'a Api, config: &'a Config) -> Self {
        let mut operations = Vec::new();
        place(&api.resources, &mut Vec::new(), &mut operations);
        let mut modules: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for ty in &api.types {
            modules.entry(&ty.path.module).or_default().push(ty);
        }
        Self {
            api,
            config,
            krate: config.package.name.replace('-', "_"),
            operations,
            modules,
            types: api.types.iter().map(|ty| (&ty.path, ty)).collect(),
            with_doubles: with_doubles(&api.types),
        }
    }

    /// The type of this path.
    pub(super) fn ty(&self, path: &TypePath) -> Option<&'a Type> {
        self.types.get(path).copied()
    }

    /// The operation that examples call: one that isn't deprecated, if there is one, with as few parameters as can be.
    pub(super) fn first_operation(&self) -> Option<&Placed<'a>> {
        let cost = |placed: &&Placed<'_>| (placed.operation.deprecated, placed.operation.parameters.len());
        self.operations.iter().min_by_key(cost)
    }

    /// Whether a value of one of the types may hold a floating-point number, which is neither `Eq` nor `Hash`.
    pub(super) fn have_double<'t>(&self, types: impl Iterator<Item = &'t TypeRef>) -> bool {
        let mut types = types;
        types.any(|ty| is_double(ty) || ty.named().is_some_and(|name| self.with_doubles.contains(name)))
    }
}

fn place<'a>(resources: &'a [Resource], parents: &mut Vec<&'a Resource>, found: &mut Vec<Placed<'a>>) {
    for resource in resources {
        found.extend(Placed::of(parents, resource));
        parents.push(resource);
        place(&resource.children, parents, found);
        parents.pop();
    }
}

/// The types that hold a floating-point number, be it in another type that they hold.
fn with_doubles(types: &[Type]) -> HashSet<&TypePath> {
    let mut holders: HashMap<&TypePath, Vec<&TypePath>> = HashMap::new();
    let mut waiting = Vec::new();
    for ty in types {
        let Body::Struct(fields) = &ty.body else { continue };
        for field in fields {
            if is_double(&field.ty) {
                waiting.push(&ty.path);
            } else if let Some(held) = field.ty.named() {
                holders.entry(held).or_default().push(&ty.path);
            }
        }
    }
    let mut found = HashSet::new();
    while let Some(name) = waiting.pop() {
        if found.insert(name) {
            waiting.extend(holders.get(name).into_iter().flatten());
        }
    }
    found
}

/// Whether the type is a floating-point number, or a list of them.
fn is_double(ty: &TypeRef) -> bool {
    match ty {
        TypeRef::Double => true,
        TypeRef::List(items) => is_double(items),
        _ => false,
    }
}
