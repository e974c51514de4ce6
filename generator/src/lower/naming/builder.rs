//! The names of the methods of the client's builder: for credentials, for parameters of all operations, and for variables
//! of servers.

use std::collections::HashMap;

use super::{CredentialNames, Cx, servers};
use crate::ir::ParameterLocation;
use crate::lower::shared::SharedParameter;
use crate::names::{Candidate, Case, Ident, RESERVED_ON_BUILDER, assign};

/// The methods that a document gives the builder.
pub(super) struct BuilderNames {
    /// By scheme.
    pub(super) credentials: HashMap<String, CredentialNames>,
    /// In the order of the parameters.
    pub(super) shared_parameters: Vec<Ident>,
    /// In the order of the variables.
    pub(super) server_variables: Vec<Ident>,
}

/// One of the methods.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Setter {
    /// Takes the credential of a scheme.
    Credential(String),
    /// Takes what provides it.
    Provider(String),
    /// Takes a parameter.
    Parameter(usize),
    /// Takes the value of a variable of servers.
    ServerVariable(String),
}

pub(super) fn methods(cx: &mut Cx<'_, '_>, shared: &[SharedParameter]) -> BuilderNames {
    let mut candidates = credentials(cx);
    candidates.extend(parameters(cx, shared));
    let variables = servers::variables(cx.spec);
    candidates.extend(variables.keys().map(|name| server_variable(name)));
    let mut assigned = assign(Case::Value, RESERVED_ON_BUILDER, candidates);
    let credentials = cx.spec.schemes.keys().filter_map(|scheme| {
        let method = assigned.names.remove(&Setter::Credential(scheme.clone()))?;
        let provider = assigned.names.remove(&Setter::Provider(scheme.clone()))?;
        Some((scheme.clone(), CredentialNames { method, provider }))
    });
    let credentials = credentials.collect();
    let parameters = (0..shared.len()).filter_map(|index| assigned.names.remove(&Setter::Parameter(index)));
    let shared_parameters = parameters.collect();
    let variables = variables.into_keys().filter_map(|name| assigned.names.remove(&Setter::ServerVariable(name)));
    BuilderNames { credentials, shared_parameters, server_variables: variables.collect() }
}

fn credentials<'c>(cx: &mut Cx<'_, '_>) -> Vec<Candidate<'c, Setter>> {
    let mut candidates = Vec::new();
    for scheme in cx.spec.schemes.keys() {
        let pin = cx.pins.credential(scheme);
        let own = pin.as_ref().map_or(scheme.as_str(), Ident::as_str).to_owned();
        let provider = format!("{own} provider");
        let further = format!("{own} credential provider");
        candidates.push(
            Candidate::new(Setter::Provider(scheme.clone()), provider.clone(), provider)
                .or_else(move || [further.clone()])
                .rank(1),
        );
        let further = format!("{scheme} credential");
        candidates.push(
            Candidate::new(Setter::Credential(scheme.clone()), scheme.clone(), scheme.clone())
                .or_else(move || [further.clone()])
                .pin(pin),
        );
    }
    candidates
}

fn server_variable<'c>(name: &str) -> Candidate<'c, Setter> {
    let further = format!("server {name}");
    let location = format!("server variable {name}");
    let candidate = Candidate::new(Setter::ServerVariable(name.to_owned()), location, name.to_owned());
    candidate.or_else(move || [further.clone()]).rank(4)
}

/// As a request's own method is called, if that can be.
fn parameters<'c>(cx: &mut Cx<'_, '_>, shared: &[SharedParameter]) -> Vec<Candidate<'c, Setter>> {
    let mut candidates = Vec::new();
    for (index, parameter) in shared.iter().enumerate() {
        let read = &cx.spec.parameters[parameter.typed.0];
        let (place, rank) = match read.location {
            ParameterLocation::Query => ("query", 2),
            _ => ("header", 3),
        };
        let pin = cx.pins.of(&read.node, Case::Value);
        let wire = pin.map_or_else(|| read.wire.clone(), |pin| pin.to_string());
        let further = [format!("{wire} {place}"), format!("{wire} {place} parameter")];
        let location = format!("{place} {}", read.wire);
        let candidate = Candidate::new(Setter::Parameter(index), location, wire);
        candidates.push(candidate.or_else(move || further.clone()).rank(rank));
    }
    candidates
}
