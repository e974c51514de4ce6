//! The names of types, module by module.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::resources::Tree;
use super::{Cx, ResourceKey, code_points, envelopes};
use crate::ir::{ModulePath, TypePath};
use crate::lower::kinds::Kind;
use crate::lower::wire::{RequestFormat, is_form};
use crate::names::{Candidate, Case, Ident, RESERVED_MODULES, RESERVED_TYPES, assign, singular::singular, words};
use crate::read::{Context, Derived, Edge, OperationId, Owner, SchemaId};

/// The names of all types.
#[derive(Debug, Default)]
pub(super) struct Types {
    pub(super) schemas: HashMap<SchemaId, TypePath>,
    pub(super) resources: HashMap<ResourceKey, Ident>,
    /// By operation.
    pub(super) operations: Vec<OperationTypes>,
    /// The types that are made for bodies.
    pub(super) bodies: HashMap<(OperationId, BodyType), TypePath>,
}

/// A type that is made for the body of an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum BodyType {
    /// The enum of a body that can be sent as one of several contents.
    Choice,
    /// The struct of a form of parts.
    Form,
}

/// The types of one operation.
#[derive(Debug, Clone)]
pub(super) struct OperationTypes {
    pub(super) request: Ident,
    pub(super) operation: Ident,
    pub(super) params: Ident,
    pub(super) error: Ident,
    /// The enum of its successes, where they differ.
    pub(super) response: Option<Ident>,
}

/// What wants the name of a type.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    Resource(ResourceKey),
    Operation(OperationId, Role),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Role {
    Request,
    Operation,
    Params,
    Error,
    Response,
}

/// What an inline type is a part of.
struct Home {
    /// The type right around it.
    above: Option<SchemaId>,
    /// The words between the two, or those of what it belongs to.
    words: String,
    /// More words, for where those are taken.
    further: Vec<String>,
    module: ModulePath,
}

/// Names all types.
pub(super) fn types(cx: &mut Cx<'_, '_>, tree: &Tree) -> Types {
    let mut types = Types::default();
    name_operations(cx, tree, &mut types);
    name_components(cx, &mut types);
    envelopes::names(cx, &mut types);
    let mut taken = name_inline(cx, tree, &mut types);
    name_bodies(cx, tree, &mut types, &mut taken);
    types
}

/// The names that are taken in each module.
type Taken = HashMap<ModulePath, BTreeSet<String>>;

/// The types that are made for the body of an operation. An inline body of JSON keeps its name when others are added
/// beside it.
fn name_bodies(cx: &Cx<'_, '_>, tree: &Tree, types: &mut Types, taken: &mut Taken) {
    let mut scopes: BTreeMap<ModulePath, Vec<Candidate<'_, (OperationId, BodyType)>>> = BTreeMap::new();
    for (index, operation) in cx.spec.operations.iter().enumerate() {
        let id = OperationId(index);
        let contents = operation.body.and_then(|body| cx.wire.bodies.get(body.0)).map_or(&[][..], Vec::as_slice);
        let (Some(own), Some(module)) =
            (types.operations.get(index), tree.resource(id).and_then(|key| tree.module(key)))
        else {
            continue;
        };
        let has_parts = contents.iter().any(|content| matches!(content.format, RequestFormat::Multipart(_)));
        let wanted = [
            (BodyType::Choice, contents.len() > 1, ["body", "request body", "any body"]),
            (BodyType::Form, has_parts, ["form", "multipart form", "form of parts"]),
        ];
        for (ty, _, [best, further @ ..]) in wanted.into_iter().filter(|(_, is_wanted, _)| *is_wanted) {
            let request = own.request.clone();
            let location = format!("{} {best}", operation.key());
            let further = move || further.map(|ending| format!("{request} {ending}"));
            let candidate = Candidate::new((id, ty), location, format!("{} {best}", own.request)).or_else(further);
            scopes.entry(module.clone()).or_default().push(candidate);
        }
    }
    for (module, candidates) in scopes {
        let reserved: Vec<String> = taken.entry(module.clone()).or_default().iter().cloned().collect();
        let reserved: Vec<&str> = reserved.iter().map(String::as_str).chain(RESERVED_TYPES.iter().copied()).collect();
        let named = assign(Case::Type, &reserved, candidates).names.into_iter();
        types.bodies.extend(named.map(|(key, name)| (key, TypePath { module: module.clone(), name })));
    }
}

/// The types of resources and operations: a scope for each resource.
fn name_operations(cx: &Cx<'_, '_>, tree: &Tree, types: &mut Types) {
    let mut scopes: BTreeMap<&ResourceKey, Vec<Candidate<'_, Key>>> = BTreeMap::new();
    for (key, wire) in tree.resources() {
        let whole = key.iter().map(Ident::as_str).collect::<Vec<_>>().join(" ");
        let further = [whole.clone(), format!("{whole} resource")];
        let candidate =
            Candidate::new(Key::Resource(key.clone()), whole, wire).or_else(move || further.clone()).rank(1);
        scopes.entry(key).or_default().push(candidate);
    }
    for (index, operation) in cx.spec.operations.iter().enumerate() {
        let id = OperationId(index);
        let (Some(key), Some(method)) = (tree.resource(id), tree.method(id)) else { continue };
        let own = operation_words(key.last().map(Ident::as_str).unwrap_or("api"), method);
        let whole = key.iter().map(|part| one(part.as_str())).collect::<Vec<_>>().join(" ");
        let response = cx.differing.get(index).filter(|differ| **differ).map(|_| (Role::Response, " response"));
        for (role, ending) in
            [(Role::Request, ""), (Role::Operation, " operation"), (Role::Params, " params"), (Role::Error, " error")]
                .into_iter()
                .chain(response)
        {
            let location = format!("{}{ending}", operation.key());
            let last = if role == Role::Request { " request" } else { " call" };
            let further = [
                format!("{whole} {method}{ending}"),
                format!("{own}{last}{ending}"),
                format!("{whole} {method}{last}{ending}"),
            ];
            let candidate = Candidate::new(Key::Operation(id, role), location, format!("{own}{ending}"));
            scopes.entry(key).or_default().push(candidate.or_else(move || further.clone()));
        }
    }
    let mut named: HashMap<Key, Ident> = HashMap::new();
    for candidates in scopes.into_values() {
        named.extend(assign(Case::Type, RESERVED_TYPES, candidates).names);
    }
    for index in 0..cx.spec.operations.len() {
        let response = named.remove(&Key::Operation(OperationId(index), Role::Response));
        let mut take = |role| named.remove(&Key::Operation(OperationId(index), role)).unwrap_or_else(unnamed);
        types.operations.push(OperationTypes {
            request: take(Role::Request),
            operation: take(Role::Operation),
            params: take(Role::Params),
            error: take(Role::Error),
            response,
        });
    }
    let resources = named.into_iter().filter_map(|(key, ident)| match key {
        Key::Resource(key) => Some((key, ident)),
        Key::Operation(..) => None,
    });
    types.resources = resources.collect();
}

/// Every candidate has a name, so that this is never one.
fn unnamed() -> Ident {
    Case::Type.fallback()
}

/// `contacts` and `delete` are `contact delete`.
fn operation_words(resource: &str, method: &Ident) -> String {
    format!("{} {method}", one(resource))
}

/// The words for one of what a name stands for several of.
fn one(name: &str) -> String {
    let mut all = words(name);
    if let Some(last) = all.last_mut() {
        *last = singular(last);
    }
    all.join(" ")
}

/// Component schemas: one scope, and one module each.
fn name_components(cx: &mut Cx<'_, '_>, types: &mut Types) {
    let mut candidates = Vec::new();
    for (id, schema) in cx.spec.schemas.iter() {
        let Context::Component(name) = &schema.context else { continue };
        if !cx.usage.is_made(id) {
            continue;
        }
        let further = format!("{name} model");
        let candidate = Candidate::new(id, location(cx, id), name.clone()).or_else(move || [further.clone()]);
        candidates.push(candidate.pin(cx.pins.of(&schema.node, Case::Type)));
    }
    let assigned = assign(Case::Type, RESERVED_TYPES, candidates);
    cx.pins.check(&assigned, |id| Some(cx.spec.schemas[*id].node.pointer.clone()));
    let modules = assigned.names.iter().map(|(id, ident)| {
        let further = [format!("{ident} model"), format!("{ident} type")];
        Candidate::new(*id, location(cx, *id), ident.to_string()).or_else(move || further.clone())
    });
    let modules = assign(Case::Module, RESERVED_MODULES, modules.collect());
    for (id, name) in assigned.names {
        if let Some(module) = modules.names.get(&id) {
            types.schemas.insert(id, TypePath { module: types_module(module.clone()), name });
        }
    }
}

pub(super) fn pin_of_any(cx: &mut Cx<'_, '_>, members: &[SchemaId]) -> Option<Ident> {
    let mut found = None;
    for member in members {
        let pin = cx.pins.of(&cx.spec.schemas[*member].node, Case::Type);
        found = found.or(pin);
    }
    found
}

/// Inline types, from the outside in: the name of each begins with that of the type around it.
fn name_inline(cx: &mut Cx<'_, '_>, tree: &Tree, types: &mut Types) -> Taken {
    let mut waiting: Vec<(SchemaId, Home)> = Vec::new();
    for id in cx.spec.schemas.ids() {
        let stands_for_itself = !cx.dedup.is_envelope(id) || cx.dedup.representative(id) == id;
        let is_named = types.schemas.contains_key(&id);
        if cx.kinds.is_type(id) && cx.usage.is_made(id) && stands_for_itself && !is_named {
            waiting.push((id, home(cx, tree, types, id)));
        }
    }
    let mut taken = Taken::new();
    for (key, ident) in &types.resources {
        let module = tree.module(key).cloned().unwrap_or(ModulePath(Vec::new()));
        taken.entry(module).or_default().insert(ident.to_string());
    }
    for (index, own) in types.operations.iter().enumerate() {
        let Some(module) = tree.resource(OperationId(index)).and_then(|key| tree.module(key)) else { continue };
        let names = [&own.request, &own.operation, &own.params, &own.error].into_iter().chain(&own.response);
        taken.entry(module.clone()).or_default().extend(names.map(|name| name.to_string()));
    }
    for path in types.schemas.values() {
        taken.entry(path.module.clone()).or_default().insert(path.name.to_string());
    }
    while !waiting.is_empty() {
        let is_ready = |(_, home): &(SchemaId, Home)| home.above.is_none_or(|above| types.schemas.contains_key(&above));
        let (mut ready, rest): (Vec<_>, Vec<_>) = waiting.into_iter().partition(is_ready);
        waiting = rest;
        if ready.is_empty() {
            // What they are a part of has no type itself.
            ready = std::mem::take(&mut waiting);
            ready.iter_mut().for_each(|(id, home)| *home = placed(cx, *id));
        }
        name_level(cx, ready, types, &mut taken);
    }
    taken
}

/// The types that are equally deep inside of others.
fn name_level(
    cx: &mut Cx<'_, '_>,
    ready: Vec<(SchemaId, Home)>,
    types: &mut Types,
    taken: &mut HashMap<ModulePath, BTreeSet<String>>,
) {
    let mut scopes: BTreeMap<ModulePath, Vec<Candidate<'_, SchemaId>>> = BTreeMap::new();
    for (id, home) in ready {
        let above = home.above.and_then(|above| types.schemas.get(&above)).cloned();
        let module = above.as_ref().map_or(home.module, |above| above.module.clone());
        let begin = above.map(|above| format!("{} ", above.name)).unwrap_or_default();
        let spelling = item_of(&format!("{begin}{}", home.words));
        let further: Vec<_> = home.further.iter().map(|words| item_of(&format!("{begin}{words}"))).collect();
        let members = cx.dedup.envelope(id).map(|envelope| envelope.members.clone());
        let pin = pin_of_any(cx, &members.unwrap_or_else(|| vec![id]));
        let candidate = Candidate::new(id, location(cx, id), spelling).or_else(move || further.clone()).pin(pin);
        scopes.entry(module).or_default().push(candidate);
    }
    for (module, candidates) in scopes {
        let known = taken.entry(module.clone()).or_default();
        let reserved: Vec<String> = known.iter().cloned().collect();
        let reserved: Vec<&str> = reserved.iter().map(String::as_str).chain(RESERVED_TYPES.iter().copied()).collect();
        let assigned = assign(Case::Type, &reserved, candidates);
        cx.pins.check(&assigned, |id| Some(cx.spec.schemas[*id].node.pointer.clone()));
        for (id, name) in assigned.names {
            known.insert(name.to_string());
            types.schemas.insert(id, TypePath { module: module.clone(), name });
        }
    }
}

/// Between the name of a list and those of its items, in the words of an inline type.
const ITEM: char = '\u{1}';

/// Makes items of the lists in these words: one of `contacts` is a `contact`, one of `data` a `data item`.
fn item_of(spelled: &str) -> String {
    let mut parts = spelled.split(ITEM);
    let mut text = parts.next().unwrap_or_default().trim().to_owned();
    for rest in parts {
        let single = one(&text);
        text = if single == words(&text).join(" ") { format!("{single} item") } else { single };
        text.push(' ');
        text.push_str(rest.trim());
        text = text.trim().to_owned();
    }
    text
}

/// Where an inline type belongs.
fn home(cx: &Cx<'_, '_>, tree: &Tree, types: &Types, id: SchemaId) -> Home {
    let mut steps: Vec<String> = Vec::new();
    let mut at = id;
    loop {
        match &cx.spec.schemas[at].context {
            Context::Part(parent, edge) => {
                steps.push(step(cx, at, *parent, *edge));
                let is_named = cx.spec.schemas[*parent].is_component() || cx.kinds.is_type(*parent);
                if is_named && cx.usage.is_made(*parent) {
                    let words = joined(&steps);
                    let exact = match edge {
                        Edge::Property(name) => vec![format!("{words} {}", code_points(name))],
                        Edge::Branch(..) => labels(cx, at, *parent).into_iter().skip(1).map(str::to_owned).collect(),
                        _ => Vec::new(),
                    };
                    let above = Some(*parent);
                    return Home { above, words, further: exact, module: ModulePath(Vec::new()) };
                }
                at = *parent;
            }
            Context::Component(name) => {
                let words = format!("{name} {}", joined(&steps));
                return Home { above: None, words, further: Vec::new(), module: section("schemas") };
            }
            context => return owned(tree, types, context, &joined(&steps)),
        }
    }
}

/// A home for what can't be found from any type: it is called by its place.
fn placed(cx: &Cx<'_, '_>, id: SchemaId) -> Home {
    let pointer = &cx.spec.schemas[id].node.pointer;
    let words: Vec<_> = pointer.tokens().skip(1).map(|token| token.into_owned()).collect();
    Home { above: None, words: words.join(" "), further: Vec::new(), module: section("schemas") }
}

/// The words for a step from a schema to a part of it. A branch of a union is called as its variant; what is combined
/// is called as the whole.
fn step(cx: &Cx<'_, '_>, id: SchemaId, parent: SchemaId, edge: Edge<'_>) -> String {
    match edge {
        Edge::Property(name) => name.to_owned(),
        Edge::Items => ITEM.to_string(),
        Edge::AdditionalProperties => "value".to_owned(),
        Edge::Branch("prefixItems", index) => format!("item {}", index + 1),
        Edge::Branch(..) => labels(cx, id, parent).first().map(|label| (*label).to_owned()).unwrap_or_default(),
        Edge::Named(_, name) => name.to_owned(),
        Edge::Other(keyword) => keyword.to_owned(),
    }
}

/// What the variant of a branch is called, best first.
fn labels<'k>(cx: &Cx<'k, '_>, branch: SchemaId, union: SchemaId) -> Vec<&'k str> {
    let Kind::Union(union) = cx.kinds.get(union) else { return Vec::new() };
    let branch = union.branches.iter().find(|other| other.schema == branch);
    branch.into_iter().flat_map(|branch| &branch.labels).map(String::as_str).collect()
}

/// The words of steps that were taken from the inside out.
fn joined(steps: &[String]) -> String {
    steps.iter().rev().map(String::as_str).collect::<Vec<_>>().join(" ")
}

/// The home of what belongs to an operation or a reusable object.
fn owned(tree: &Tree, types: &Types, context: &Context<'_>, inner: &str) -> Home {
    let (owner, words, further) = match context {
        Context::Parameter(owner, name) => (owner, name.clone(), vec![format!("{name} parameter")]),
        Context::RequestBody(owner, media) => {
            let what = if is_form(media) { "form" } else { "body" };
            (owner, what.to_owned(), vec![format!("{media} {what}")])
        }
        Context::Success(owner, key, media) => {
            (owner, "response".to_owned(), vec![format!("{key} response"), format!("{key} {media} response")])
        }
        Context::Failure(owner, key, media) => (owner, format!("{key} error"), vec![format!("{key} {media} error")]),
        // All answers share one, wherever it is described.
        Context::Header(name) => {
            let words = format!("{name} header {inner}");
            return Home { above: None, words, further: Vec::new(), module: section("headers") };
        }
        Context::Component(_) | Context::Part(..) => {
            return Home { above: None, words: inner.to_owned(), further: Vec::new(), module: section("schemas") };
        }
    };
    let (begin, module) = match owner {
        Owner::Operation(id) => {
            let request = types.operations.get(id.0).map(|types| types.request.to_string()).unwrap_or_default();
            let module = tree.resource(*id).and_then(|key| tree.module(key)).cloned();
            (request, module.unwrap_or_else(|| section("schemas")))
        }
        // A reusable parameter's values are called as the parameter is, a body as its object.
        Owner::Component(kind, name) => {
            let words = match context {
                Context::Parameter(..) => format!("{name} {inner}"),
                _ => format!("{name} body {inner}"),
            };
            let further = vec![format!("{name} {words}")];
            return Home { above: None, words, further, module: section(&module_of_section(kind)) };
        }
        Owner::PathItem(path) => (path.clone(), section("paths")),
        Owner::Incoming(name) => (name.clone(), section("webhooks")),
    };
    Home {
        above: None,
        words: format!("{begin} {words} {inner}"),
        further: further.into_iter().map(|words| format!("{begin} {words} {inner}")).collect(),
        module,
    }
}

fn module_of_section(section: &str) -> String {
    Case::Module.ident(&words(section)).map(|ident| ident.to_string()).unwrap_or_default()
}

/// `types::<name>`, where `name` is no component's.
pub(super) fn section(name: &str) -> ModulePath {
    Ident::pinned(name, Case::Module).map_or(ModulePath(Vec::new()), types_module)
}

fn types_module(module: Ident) -> ModulePath {
    ModulePath(Ident::pinned("types", Case::Module).into_iter().chain([module]).collect())
}

/// What tells a schema from all others, whatever else changes.
fn location(cx: &Cx<'_, '_>, id: SchemaId) -> String {
    let schema = &cx.spec.schemas[id];
    if let Some(derived) = &schema.derived {
        let (name, parts): (_, Vec<SchemaId>) = match derived {
            Derived::AllOf(conjuncts) => ("all of", conjuncts.iter().map(|conjunct| conjunct.schema()).collect()),
            Derived::AnyOf(branches) => ("any of", branches.clone()),
            Derived::Any => ("any", Vec::new()),
            Derived::RequestOf(id) => ("request of", vec![*id]),
        };
        let own = |id: &SchemaId| cx.spec.schemas[*id].node.pointer.to_string();
        let place = match &schema.context {
            Context::Part(owner, edge) => format!("{} {edge:?}", cx.spec.schemas[*owner].node.pointer),
            _ => String::new(),
        };
        return format!("{name} {} {place}", parts.iter().map(own).collect::<Vec<_>>().join(" "));
    }
    let node = &schema.node;
    match node.file == crate::source::FileId::DOCUMENT {
        true => node.pointer.to_string(),
        false => {
            format!("{}#{}", cx.spec.file_names.get(&node.file).map(String::as_str).unwrap_or_default(), node.pointer)
        }
    }
}
