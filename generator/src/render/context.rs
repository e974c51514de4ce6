//! What all files are rendered from: the API, the configuration, and what is looked up in them again and again.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::doc_examples::Call;
use super::input::Input;
use crate::config::Config;
use crate::ir::{Api, Body, Field, Modules, Operation, Paths, Resource, Type, TypePath, TypeRef};
use crate::names::Ident;

/// The API and the configuration, with their indices.
#[derive(Debug)]
pub(super) struct Context<'a> {
    pub(super) api: &'a Api,
    pub(super) config: &'a Config,
    /// The crate's name as an identifier.
    pub(super) krate: String,
    /// Where the crate's items are found.
    pub(super) paths: Paths<'a>,
    /// All operations, in the order of the resources.
    pub(super) operations: Vec<Placed<'a>>,
    /// The operation that the examples of the crate as a whole call, as an index.
    example: Option<usize>,
    /// The types of each module, in their order.
    modules: BTreeMap<Modules<'a>, Vec<&'a Type>>,
    with_doubles: HashSet<&'a TypePath>,
    /// The names of the structs of what types require, where constructors take them.
    required_structs: HashMap<&'a TypePath, Ident>,
    /// The first field of the same module that has the type, by type.
    holders: HashMap<&'a TypePath, (&'a Type, &'a Field)>,
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
        self.chain.iter().map(|accessor| format!(".{accessor}()")).collect()
    }
}

impl<'a> Context<'a> {
    pub(super) fn new(api: &'a Api, config: &'a Config) -> Self {
        let mut operations = Vec::new();
        place(&api.resources, &mut Vec::new(), &mut operations);
        let mut modules: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for ty in &api.types {
            modules.entry(ty.path.module.names()).or_default().push(ty);
        }
        let paths = Paths::new(api, config.package.short_paths);
        let required = api.types.iter().filter_map(|ty| Some((&ty.path, paths.required_struct(&ty.path)?)));
        let mut cx = Self {
            api,
            config,
            krate: config.package.name.replace('-', "_"),
            required_structs: required.collect(),
            paths,
            operations,
            example: None,
            modules,
            with_doubles: with_doubles(&api.types),
            holders: holders(&api.types),
        };
        cx.example = cx.choose_example();
        cx
    }

    /// The types of a module.
    pub(super) fn types_of<'s>(&'s self, module: &[&'s str]) -> &'s [&'a Type] {
        self.modules.get(module).map_or(&[], Vec::as_slice)
    }

    /// The names of the types of a module, and of what is made for them.
    pub(super) fn names_of<'s>(&'s self, module: &[&str]) -> Vec<&'s str> {
        let types = self.modules.get(module).map_or(&[][..], Vec::as_slice);
        types.iter().flat_map(|ty| [ty.path.name.as_str()].into_iter().chain(self.required_struct(&ty.path))).collect()
    }

    /// The name of the struct of what a type requires, where there is one.
    pub(super) fn required_struct(&self, path: &TypePath) -> Option<&str> {
        self.required_structs.get(path).map(Ident::as_str)
    }

    /// The modules of types that have a file of their own, with their types.
    pub(super) fn type_files(&self) -> impl Iterator<Item = (&Modules<'a>, &[&'a Type])> {
        let files = self.modules.iter().filter(|(module, _)| module.first() == Some(&"types"));
        files.map(|(module, types)| (module, types.as_slice()))
    }

    /// The field that has the type, where one of the same module does.
    pub(super) fn holder(&self, path: &TypePath) -> Option<(&'a Type, &'a Field)> {
        self.holders.get(path).copied()
    }

    /// The path of a type as other crates write it.
    pub(super) fn path(&self, path: &TypePath) -> String {
        format!("{}::{}", self.krate, self.paths.of_type(path))
    }

    /// The path of a type of an operation as other crates write it.
    pub(super) fn item_path(&self, operation: &Operation, name: &Ident) -> String {
        format!("{}::{}", self.krate, self.paths.of_item(&operation.module.names(), name))
    }

    /// Whether the document's own server is one of `http`, and not this machine. The runtime refuses that unless it is
    /// allowed, by the same rule (`wire/base_url.rs`).
    pub(super) fn is_cleartext(&self) -> bool {
        let url = self.api.base_url.as_deref().and_then(|url| url::Url::parse(url).ok());
        url.filter(|url| url.scheme() == "http").is_some_and(|url| match url.host() {
            Some(url::Host::Ipv4(address)) => !address.is_loopback(),
            Some(url::Host::Ipv6(address)) => !address.to_canonical().is_loopback(),
            Some(url::Host::Domain(name)) => {
                let name = name.strip_suffix('.').unwrap_or(name);
                name != "localhost" && !name.ends_with(".localhost")
            }
            None => false,
        })
    }

    /// The operation that the examples of the crate as a whole call.
    pub(super) fn example(&self) -> Option<&Placed<'a>> {
        self.operations.get(self.example?)
    }

    /// Whether the API has a type of a known format of strings.
    pub(super) fn has_formats(&self) -> bool {
        let of_types = self.api.types.iter().flat_map(parts);
        let of_operations = self.operations.iter().flat_map(|placed| {
            let failures = placed.operation.failures.iter().filter_map(|failure| failure.ty.as_ref());
            Input::all(placed.operation).map(Input::ty).chain(&placed.operation.success.ty).chain(failures)
        });
        let shared = self.api.shared_parameters.iter().map(|parameter| &parameter.ty);
        of_types.chain(of_operations).chain(shared).any(is_text)
    }

    /// The operation that the configuration names; or else one that isn't deprecated, if there is one, with as little to
    /// give as can be.
    fn choose_example(&self) -> Option<usize> {
        let named = self.config.package.example.as_deref();
        let found = named.and_then(|name| self.operations.iter().position(|placed| placed.operation.dotted == name));
        let cost = |index: &usize| {
            let operation = self.operations[*index].operation;
            let has_values = Call::of(self, &self.operations[*index]).has_values();
            let has_body = operation.body.as_ref().is_some_and(|body| body.required);
            (operation.deprecated, !has_values, has_body, Input::all(operation).count())
        };
        found.or_else(|| (0..self.operations.len()).min_by_key(cost))
    }

    /// Whether a value of the type may be an upload, of which no two can be compared.
    pub(super) fn is_upload(&self, ty: &TypeRef) -> bool {
        match self.paths.resolved(ty) {
            TypeRef::Upload => true,
            TypeRef::List(items) => self.is_upload(items),
            TypeRef::Named(path) => self.paths.ty(path).is_some_and(|ty| match &ty.body {
                Body::Choice(contents) => contents.iter().any(|content| self.is_upload(&content.ty)),
                _ => false,
            }),
            _ => false,
        }
    }

    /// Whether a value of one of the types may hold a floating-point number, which isn't `Eq`.
    pub(super) fn have_double<'t>(&self, types: impl Iterator<Item = &'t TypeRef>) -> bool {
        let mut types = types;
        types.any(|ty| is_double(ty) || ty.named().iter().any(|name| self.with_doubles.contains(name)))
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

/// The types that a type consists of.
fn parts(ty: &Type) -> impl Iterator<Item = &TypeRef> {
    let parts: Vec<_> = match &ty.body {
        Body::Struct(of) => {
            let additional = of.additional.as_ref().map(|additional| &additional.ty);
            of.fields.iter().map(|field| &field.ty).chain(additional).collect()
        }
        Body::Union(of) => of.branches.iter().map(|branch| &branch.ty).collect(),
        Body::Alias(of) | Body::Wrapper(of) => vec![of],
        Body::Choice(contents) => contents.iter().map(|content| &content.ty).collect(),
        Body::Enum(_) => Vec::new(),
    };
    parts.into_iter()
}

/// The types that hold a floating-point number, be it in another type that they hold.
fn with_doubles(types: &[Type]) -> HashSet<&TypePath> {
    let mut holders: HashMap<&TypePath, Vec<&TypePath>> = HashMap::new();
    let mut waiting = Vec::new();
    for ty in types {
        for part in parts(ty) {
            if is_double(part) {
                waiting.push(&ty.path);
            }
            for held in part.named() {
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

fn holders(types: &[Type]) -> HashMap<&TypePath, (&Type, &Field)> {
    let mut found = HashMap::new();
    for ty in types {
        let Body::Struct(of) = &ty.body else { continue };
        for field in &of.fields {
            for held in field.ty.named().into_iter().filter(|held| held.module == ty.path.module && **held != ty.path) {
                found.entry(held).or_insert((ty, field));
            }
        }
    }
    found
}

/// Whether the type is one of a known format of strings, or holds it, as far as this can be seen without another type.
fn is_text(ty: &TypeRef) -> bool {
    match ty {
        TypeRef::Text(_) => true,
        TypeRef::List(inner) | TypeRef::Map(inner) | TypeRef::Nullable(inner) => is_text(inner),
        TypeRef::Tuple(items) => items.iter().any(is_text),
        _ => false,
    }
}

/// Whether values of the type hold a floating-point number, as far as this can be seen without another type.
fn is_double(ty: &TypeRef) -> bool {
    match ty {
        TypeRef::Double => true,
        TypeRef::List(inner) | TypeRef::Map(inner) | TypeRef::Nullable(inner) => is_double(inner),
        TypeRef::Tuple(items) => items.iter().any(is_double),
        _ => false,
    }
}
