//! The names of servers and of their variables: the types, and the variants.
//!
//! The methods of the variables are named with the other methods of the builder.

use indexmap::IndexMap;

use crate::names::{Candidate, Case, Ident, RESERVED_TYPES, assign};
use crate::read::{Server, ServerVariable, Spec};

/// The enum of all servers.
pub(crate) const SERVER: &str = "Server";

/// The variant for everything that isn't documented.
const OTHER: &str = "Other";

/// A server's name is a short phrase. A longer description is no name of a variant.
const MOST_WORDS: usize = 5;

/// What callers choose of servers, with the names for it.
#[derive(Debug, Default)]
pub(in crate::lower) struct ServerNames {
    /// The variants, by the names of the servers.
    pub(in crate::lower) choices: IndexMap<String, Ident>,
    /// The variables, by name.
    pub(in crate::lower) variables: IndexMap<String, VariableNames>,
}

/// A variable of servers.
#[derive(Debug)]
pub(in crate::lower) struct VariableNames {
    /// The method that sets it.
    pub(in crate::lower) method: Ident,
    /// The enum of its values, and its variants.
    pub(in crate::lower) values: Option<(Ident, Vec<Ident>)>,
}

/// The lists of servers that requests may go to: the API's, and those of operations.
pub(in crate::lower) fn lists<'s>(spec: &'s Spec<'_>) -> impl Iterator<Item = &'s [Server]> {
    let own = spec.operations.iter().map(|operation| operation.servers.as_slice());
    [spec.servers.as_slice()].into_iter().chain(own)
}

/// The variables of all servers: the first one of each name, with the values of all. If one takes any value, all do.
pub(in crate::lower) fn variables(spec: &Spec<'_>) -> IndexMap<String, ServerVariable> {
    let mut known: IndexMap<String, ServerVariable> = IndexMap::new();
    for variable in lists(spec).flatten().flat_map(|server| &server.variables) {
        let Some(first) = known.get_mut(&variable.name) else {
            known.insert(variable.name.clone(), variable.clone());
            continue;
        };
        if variable.values.is_empty() {
            first.values.clear();
        } else if !first.values.is_empty() {
            let new: Vec<_> = variable.values.iter().filter(|value| !first.values.contains(value)).cloned().collect();
            first.values.extend(new);
        }
    }
    known
}

/// The names. `methods` are those of the variables, in their order.
pub(super) fn names(spec: &Spec<'_>, methods: Vec<Ident>) -> ServerNames {
    let variables = variables(spec);
    let with_values = variables.values().filter(|variable| !variable.values.is_empty());
    let candidates = with_values.map(|variable| {
        let further = format!("{} value", variable.name);
        Candidate::new(variable.name.clone(), variable.name.as_str(), variable.name.as_str())
            .or_else(move || [further.clone()])
    });
    let reserved: Vec<_> = RESERVED_TYPES.iter().copied().chain([SERVER]).collect();
    let mut types = assign(Case::Type, &reserved, candidates.collect()).names;
    let named = variables.values().zip(methods).map(|(variable, method)| {
        let values = types.remove(&variable.name).map(|name| (name, variants(&variable.values)));
        (variable.name.clone(), VariableNames { method, values })
    });
    ServerNames { choices: choices(spec), variables: named.collect() }
}

fn variants(values: &[String]) -> Vec<Ident> {
    let candidates = values.iter().enumerate().map(|(index, value)| {
        let further = super::code_points(value);
        Candidate::new(index, value.as_str(), value.as_str()).or_else(move || [further.clone()])
    });
    let mut assigned = assign(Case::Variant, &[OTHER], candidates.collect()).names;
    (0..values.len()).filter_map(|index| assigned.remove(&index)).collect()
}

/// The servers of lists that have several, each called by its name if that is short, or by its URL.
fn choices(spec: &Spec<'_>) -> IndexMap<String, Ident> {
    let mut known: IndexMap<&str, &Server> = IndexMap::new();
    for server in lists(spec).filter(|list| list.len() > 1).flatten() {
        known.entry(&server.name).or_insert(server);
    }
    let candidates = known.iter().map(|(name, server)| {
        let url = of_url(&server.url);
        let is_short = *name != server.url && name.split_whitespace().count() <= MOST_WORDS;
        let best = if is_short { (*name).to_owned() } else { url.clone() };
        let further = format!("{best} {url}");
        Candidate::new((*name).to_owned(), (*name).to_owned(), best).or_else(move || [further.clone()])
    });
    let mut assigned = assign(Case::Variant, &[], candidates.collect()).names;
    known.keys().filter_map(|name| Some(((*name).to_owned(), assigned.remove(*name)?))).collect()
}

/// What tells URLs apart: all but the scheme.
fn of_url(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let words = rest.replace(['{', '}'], " ");
    if words.trim_matches(['/', ' ']).is_empty() { "root".to_owned() } else { words }
}
