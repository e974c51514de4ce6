//! Servers of the IR.

use indexmap::{IndexMap, IndexSet};

use crate::ir::{EnumValue, Server, ServerChoice, ServerVariable, ServerVariableType, Servers, Variant};
use crate::lower::naming::servers::{ServerNames, lists, variables};
use crate::read::{Server as Read, Spec};

/// The servers of the API, and what callers choose of them.
pub(super) fn servers(spec: &Spec<'_>, names: &ServerNames) -> Servers {
    Servers { all: list(&spec.servers), choices: choices(spec, names), variables: all_variables(spec, names) }
}

/// A list of servers.
pub(super) fn list(servers: &[Read]) -> Vec<Server> {
    let servers = servers.iter().map(|server| {
        let variables = server.variables.iter().map(|variable| (variable.name.clone(), variable.default.clone()));
        Server { name: server.name.clone(), url: server.url.clone(), variables: variables.collect() }
    });
    servers.collect()
}

fn choices(spec: &Spec<'_>, names: &ServerNames) -> Vec<ServerChoice> {
    let mut of_name: IndexMap<&str, Vec<&Read>> = IndexMap::new();
    for server in lists(spec).filter(|list| list.len() > 1).flatten() {
        let known = of_name.entry(&server.name).or_default();
        if known.iter().all(|other| other.url != server.url) {
            known.push(server);
        }
    }
    let choices = of_name.into_iter().filter_map(|(name, servers)| {
        Some(ServerChoice {
            variant: names.choices.get(name)?.clone(),
            name: name.to_owned(),
            description: servers.first()?.description.clone(),
            urls: servers.iter().map(|server| server.url.clone()).collect(),
        })
    });
    choices.collect()
}

/// The defaults of a variable on all servers, each once.
fn defaults(spec: &Spec<'_>, name: &str) -> Vec<String> {
    let of_name = lists(spec).flatten().flat_map(|server| &server.variables).filter(|variable| variable.name == name);
    let defaults: IndexSet<_> = of_name.filter_map(|variable| variable.default.clone()).collect();
    defaults.into_iter().collect()
}

fn all_variables(spec: &Spec<'_>, names: &ServerNames) -> Vec<ServerVariable> {
    let known = variables(spec).into_iter().filter_map(|(name, variable)| {
        let named = names.variables.get(&name)?;
        let values = named.values.as_ref().map(|(ty, variants)| {
            let variants = variants.iter().zip(&variable.values);
            let variants = variants.map(|(name, value)| Variant {
                name: name.clone(),
                value: EnumValue::String(value.clone()),
                description: None,
            });
            ServerVariableType { name: ty.clone(), variants: variants.collect() }
        });
        let description = variable.description;
        let defaults = defaults(spec, &name);
        Some(ServerVariable { name, method: named.method.clone(), values, defaults, description })
    });
    known.collect()
}
