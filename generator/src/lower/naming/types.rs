//! The names of types, which are one scope, and of the modules of schemas.

use std::collections::HashMap;

use super::resources::Tree;
use super::{ResourceKey, code_points, give};
use crate::lower::classes::Classes;
use crate::lower::context::Context;
use crate::lower::schemas::{Origin, Owner, Shape};
use crate::lower::survey::Survey;
use crate::names::collide::Candidate;
use crate::names::{Case, Ident, RESERVED_MODULES, RESERVED_TYPES, singular::singular, words};
use crate::pointer::Pointer;

/// The names of all types.
#[derive(Debug)]
pub(super) struct Types {
    /// By representative.
    pub(super) schemas: HashMap<Pointer, Ident>,
    pub(super) resources: HashMap<ResourceKey, Ident>,
    /// In the order of the operations.
    pub(super) operations: Vec<OperationTypes>,
}

/// The types of one operation.
#[derive(Debug)]
pub(super) struct OperationTypes {
    pub(super) request: Ident,
    pub(super) operation: Ident,
    pub(super) params: Ident,
    pub(super) error: Ident,
}

/// What wants the name of a type.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    Schema(Pointer),
    Resource(ResourceKey),
    Operation(usize, Role),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Role {
    Request,
    Operation,
    Params,
    Error,
}

/// Who keeps a name: the document's own first, then what is written most often.
mod rank {
    pub(super) const COMPONENT: u8 = 0;
    pub(super) const OPERATION: u8 = 1;
    pub(super) const RESOURCE: u8 = 2;
    pub(super) const INLINE: u8 = 3;
}

/// Names all types; `None` after an error.
pub(super) fn types(cx: &mut Context<'_>, survey: &Survey, classes: &Classes, tree: &Tree) -> Option<Types> {
    let operations =
        survey.operations.iter().enumerate().map(|(index, operation)| (&operation.pointer, index)).collect();
    let speller = Speller { cx, survey, classes, tree, operations };
    let mut candidates = speller.schemas();
    candidates.extend(speller.resources());
    candidates.extend(speller.operations());
    for candidate in &mut candidates {
        if let Key::Schema(representative) = &candidate.key {
            for member in classes.members(representative) {
                candidate.pin = candidate.pin.take().or(cx.pin(member, Case::Type));
            }
        }
    }
    let firsts: HashMap<ResourceKey, Pointer> = tree.spelled().map(|(key, _, at)| (key.clone(), at.clone())).collect();
    let at = |key: &Key| match key {
        Key::Schema(pointer) => pointer.clone(),
        Key::Resource(key) => firsts.get(key).cloned().unwrap_or_default(),
        Key::Operation(index, _) => survey.operations[*index].pointer.clone(),
    };
    let mut named = give(cx, Case::Type, RESERVED_TYPES, &candidates, at)?;
    let operations = (0..survey.operations.len()).map(|index| {
        let mut take = |role| named.remove(&Key::Operation(index, role));
        Some(OperationTypes {
            request: take(Role::Request)?,
            operation: take(Role::Operation)?,
            params: take(Role::Params)?,
            error: take(Role::Error)?,
        })
    });
    let operations = operations.collect::<Option<Vec<_>>>()?;
    let mut types = Types { schemas: HashMap::new(), resources: HashMap::new(), operations };
    for (key, ident) in named {
        match key {
            Key::Schema(pointer) => drop(types.schemas.insert(pointer, ident)),
            Key::Resource(key) => drop(types.resources.insert(key, ident)),
            Key::Operation(..) => {}
        }
    }
    Some(types)
}

/// Names the modules of the schemas that are no part of another; `None` after an error.
pub(super) fn modules(cx: &mut Context<'_>, classes: &Classes, types: &Types) -> Option<HashMap<Pointer, Ident>> {
    let roots: Vec<Pointer> =
        types.schemas.keys().filter(|pointer| root(cx, classes, pointer) == **pointer).cloned().collect();
    let mut candidates = Vec::new();
    for pointer in roots {
        let name = types.schemas.get(&pointer)?.as_str();
        let spellings = vec![name.to_owned(), format!("{name} model"), format!("{name} type")];
        candidates.push(Candidate { key: pointer, spellings, rank: 0, pin: None });
    }
    give(cx, Case::Module, RESERVED_MODULES, &candidates, Pointer::clone)
}

/// The schema in whose file the type of `pointer` stands: the topmost that it is a part of and that is a type.
pub(in crate::lower) fn root(cx: &Context<'_>, classes: &Classes, pointer: &Pointer) -> Pointer {
    let mut at = classes.representative(pointer).clone();
    let mut root = at.clone();
    while let Some(schema) = cx.schemas.get(&at) {
        if schema.is_type() {
            root = at.clone();
        }
        let (Origin::Property { parent, .. } | Origin::Items { parent }) = &schema.origin else { break };
        at = classes.representative(parent).clone();
    }
    root
}

/// What each type would be called.
struct Speller<'a, 'd> {
    cx: &'a Context<'d>,
    survey: &'a Survey,
    classes: &'a Classes,
    tree: &'a Tree,
    /// Which operation stands where.
    operations: HashMap<&'a Pointer, usize>,
}

impl Speller<'_, '_> {
    fn schemas(&self) -> Vec<Candidate<Key>> {
        let own = self
            .cx
            .schemas
            .iter()
            .filter(|(pointer, schema)| schema.is_type() && self.classes.is_representative(pointer));
        own.map(|(pointer, schema)| Candidate {
            key: Key::Schema(pointer.clone()),
            spellings: self.spellings(pointer),
            rank: if schema.is_component() { rank::COMPONENT } else { rank::INLINE },
            pin: None,
        })
        .collect()
    }

    fn resources(&self) -> Vec<Candidate<Key>> {
        let named = self.tree.spelled().map(|(key, wire, _)| {
            let whole = key.iter().map(Ident::as_str).collect::<Vec<_>>().join(" ");
            let spellings = vec![wire.to_owned(), whole.clone(), format!("{whole} resource")];
            Candidate { key: Key::Resource(key.clone()), spellings, rank: rank::RESOURCE, pin: None }
        });
        named.collect()
    }

    fn operations(&self) -> Vec<Candidate<Key>> {
        let mut candidates = Vec::new();
        for (index, operation) in self.survey.operations.iter().enumerate() {
            let own = self.tree.operation_words(index, operation);
            let outer = self.tree.of_operation[index].iter().map(|ident| {
                let mut parts = words(ident.as_str());
                if let Some(last) = parts.last_mut() {
                    *last = singular(last);
                }
                parts.join(" ")
            });
            let method = own.rsplit(' ').next().unwrap_or_default();
            let whole = format!("{} {method}", outer.collect::<Vec<_>>().join(" "));
            for (role, ending) in [
                (Role::Request, ""),
                (Role::Operation, " operation"),
                (Role::Params, " params"),
                (Role::Error, " error"),
            ] {
                let last = if role == Role::Request { " request" } else { " call" };
                let spellings = vec![
                    format!("{own}{ending}"),
                    format!("{whole}{ending}"),
                    format!("{own}{last}{ending}"),
                    format!("{whole}{last}{ending}"),
                ];
                candidates.push(Candidate {
                    key: Key::Operation(index, role),
                    spellings,
                    rank: rank::OPERATION,
                    pin: None,
                });
            }
        }
        candidates
    }

    /// What the type of the schema at `pointer` would be called, best first.
    fn spellings(&self, pointer: &Pointer) -> Vec<String> {
        let Some(schema) = self.cx.schemas.get(pointer) else { return Vec::new() };
        let pin = self.cx.config.names.get(pointer.as_str()).and_then(|pin| Ident::pinned(pin, Case::Type));
        if let Some(pin) = pin {
            return vec![pin.to_string()];
        }
        match &schema.origin {
            Origin::Component(name) => vec![name.clone(), format!("{name} model")],
            Origin::Property { parent, name } => self.below(parent, name),
            Origin::Items { parent } => self.spellings(parent).iter().map(|of| one_of(of)).collect(),
            Origin::Parameter(Owner::Component(name), _) => vec![name.clone(), format!("{name} parameter")],
            Origin::Parameter(Owner::Operation(at), name) => {
                let own = format!("{} {name}", self.operation(at));
                vec![own.clone(), format!("{own} parameter")]
            }
            Origin::Success(owner) => vec![self.body(owner, "response")],
            Origin::Failure(owner) => {
                let has_error =
                    matches!(&schema.shape, Shape::Object(of) if of.iter().any(|property| property.name == "error"));
                let short = if has_error { "error envelope" } else { "error body" };
                vec![short.to_owned(), self.body(owner, "error body")]
            }
        }
    }

    fn below(&self, parent: &Pointer, name: &str) -> Vec<String> {
        let parents = self.spellings(parent);
        // A few of them: what is nested deep would have very many.
        let plain = parents.iter().take(2).map(|parent| format!("{parent} {name}"));
        let exact = parents.iter().take(1).map(|parent| format!("{parent} {}", code_points(name)));
        plain.chain(exact).collect()
    }

    fn body(&self, owner: &Owner, ending: &str) -> String {
        match owner {
            Owner::Component(name) => format!("{name} body"),
            Owner::Operation(at) => format!("{} {ending}", self.operation(at)),
        }
    }

    fn operation(&self, at: &Pointer) -> String {
        let found = self.operations.get(at).and_then(|&index| Some((index, self.survey.operations.get(index)?)));
        found.map(|(index, operation)| self.tree.operation_words(index, operation)).unwrap_or_default()
    }
}

/// What a list of that name holds.
fn one_of(list: &str) -> String {
    let mut all = words(list);
    let Some(last) = all.last_mut() else { return "item".to_owned() };
    let one = singular(last);
    if one == *last {
        all.push("item".to_owned());
    } else {
        *last = one;
    }
    all.join(" ")
}
