//! The third pass: the names of everything, scope by scope.
//!
//! For each scope, all that wants a name in it is gathered, and [`names::assign`](crate::names::assign) gives the names
//! at once. The scopes are: the types of the crate, the modules of types, the methods and children of a resource, the
//! fields of a struct, the variants of an enum, the parameters of an operation, the failures of an operation.

mod members;
mod resources;
mod types;

use std::collections::{BTreeMap, HashMap};

use super::classes::Classes;
use super::context::Context;
use super::survey::Survey;
use crate::diagnostic::Place;
use crate::names::collide::{Candidate, Collision, assign as assign_scope};
use crate::names::{Case, Ident, LONGEST, words};
use crate::pointer::Pointer;
pub(super) use types::root;

/// A resource: the accessors that lead to it, as its words alone would make them.
pub(super) type ResourceKey = Vec<Ident>;

/// All names.
#[derive(Debug)]
pub(super) struct Names {
    /// The types of schemas, by representative.
    pub(super) types: HashMap<Pointer, Ident>,
    /// The modules of the schemas that are no part of another, by representative.
    pub(super) modules: HashMap<Pointer, Ident>,
    /// The fields of objects, by representative, in the order of their properties.
    pub(super) fields: HashMap<Pointer, Vec<Ident>>,
    /// The variants of enums, by representative, in the order of their values.
    pub(super) variants: HashMap<Pointer, Vec<Ident>>,
    /// The operations, in their order.
    pub(super) operations: Vec<OperationNames>,
    /// The resources.
    pub(super) resources: BTreeMap<ResourceKey, ResourceNames>,
    /// The methods of the client's builder that take a credential, by scheme.
    pub(super) credentials: HashMap<String, CredentialNames>,
}

/// The methods that set one credential.
#[derive(Debug, Clone)]
pub(super) struct CredentialNames {
    /// Takes the credential itself.
    pub(super) method: Ident,
    /// Takes what provides it.
    pub(super) provider: Ident,
}

/// The names of a resource.
#[derive(Debug, Clone)]
pub(super) struct ResourceNames {
    /// As the document spells it first.
    pub(super) wire: String,
    /// The accessor on its parent.
    pub(super) accessor: Ident,
    /// The module.
    pub(super) module: Ident,
    /// The type.
    pub(super) type_name: Ident,
}

/// The names of an operation.
#[derive(Debug, Clone)]
pub(super) struct OperationNames {
    pub(super) resource: ResourceKey,
    pub(super) method: Ident,
    pub(super) request: Ident,
    pub(super) operation: Ident,
    pub(super) params: Ident,
    pub(super) error: Ident,
    /// In the order of the parameters.
    pub(super) parameters: Vec<Ident>,
    /// In the order of the failures.
    pub(super) failures: Vec<Ident>,
}

/// Gives all the names; `None` after an error.
pub(super) fn assign(cx: &mut Context<'_>, survey: &Survey, classes: &Classes) -> Option<Names> {
    let tree = resources::Tree::of(cx, survey)?;
    let types = types::types(cx, survey, classes, &tree)?;
    let modules = types::modules(cx, classes, &types)?;
    Some(Names {
        fields: members::fields(cx, classes)?,
        variants: members::variants(cx, classes)?,
        operations: resources::operations(cx, survey, &tree, &types)?,
        resources: tree.resources(&types)?,
        credentials: members::credentials(cx, survey)?,
        types: types.schemas,
        modules,
    })
}

/// The names of one scope; `None` after errors, which stand where `pointer` says.
fn give<K: Clone + Eq + std::hash::Hash>(
    cx: &mut Context<'_>,
    case: Case,
    reserved: &[&str],
    candidates: &[Candidate<K>],
    pointer: impl Fn(&K) -> Pointer,
) -> Option<HashMap<K, Ident>> {
    let collisions = match assign_scope(case, reserved, candidates) {
        Ok(names) => return Some(names.into_iter().collect()),
        Err(collisions) => collisions,
    };
    for collision in collisions {
        let (key, message) = match &collision {
            Collision::Nameless(key) => {
                let is_one = |candidate: &&Candidate<K>| candidate.key == *key && first_name(case, candidate).is_some();
                let message = match candidates.iter().find(is_one) {
                    Some(_) => format!("a name made of this would be longer than {LONGEST} letters"),
                    None => "nothing in this name can be a Rust name".to_owned(),
                };
                (key, message)
            }
            Collision::Taken { keys, .. } => {
                let Some(key) = keys.last() else { continue };
                let first_choice = candidates.iter().find(|candidate| candidate.key == *key);
                let name = first_choice.and_then(|candidate| first_name(case, candidate)).unwrap_or_default();
                let message = match keys.as_slice() {
                    [_] | [] => format!("this would be called `{name}`, which has a meaning already"),
                    [first, ..] => format!("this would be called `{name}`, and so would {}", pointer(first)),
                };
                (key, message)
            }
        };
        let at = pointer(key);
        let help = format!("give it another name in the configuration: under `[names]`, \"{at}\" = \"..\"");
        cx.error(Place::Key(at), message, help);
    }
    None
}

/// A candidate that the configuration may name.
fn candidate<K>(
    cx: &mut Context<'_>,
    case: Case,
    key: K,
    at: &Pointer,
    spellings: Vec<String>,
    rank: u8,
) -> Candidate<K> {
    Candidate { key, spellings, rank, pin: cx.pin(at, case) }
}

/// What a candidate would be called, if nothing else were.
fn first_name<K>(case: Case, candidate: &Candidate<K>) -> Option<String> {
    let spelled = || case.ident(&words(candidate.spellings.first()?));
    candidate.pin.clone().or_else(spelled).map(|ident| ident.to_string())
}

/// The characters of a text by their numbers: never readable, always distinct.
fn code_points(text: &str) -> String {
    text.chars().map(|c| format!("u{:x}", u32::from(c))).collect::<Vec<_>>().join(" ")
}
