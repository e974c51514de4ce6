//! No two things of one scope have one name.

use std::collections::{BTreeMap, HashSet};

use specwright::Intermediate;
use specwright::ir::{Body, Resource};

/// All names that are given twice.
pub(crate) fn faults(made: &Intermediate) -> Vec<String> {
    let mut faults = Vec::new();
    // The types of a module, be they of schemas, resources or operations.
    let mut modules: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for ty in &made.api.types {
        modules.entry(ty.path.module.to_string()).or_default().push(ty.path.name.to_string());
        match &ty.body {
            Body::Struct(of) => twice(&ty.path, of.fields.iter().map(|field| field.name.as_str()), &mut faults),
            Body::Enum(of) => twice(&ty.path, of.variants.iter().map(|variant| variant.name.as_str()), &mut faults),
            Body::Union(of) => twice(&ty.path, of.branches.iter().map(|branch| branch.name.as_str()), &mut faults),
            Body::Choice(contents) => {
                twice(&ty.path, contents.iter().map(|content| content.variant.as_str()), &mut faults)
            }
            Body::Wrapper(_) | Body::Alias(_) => {}
        }
    }
    let accessors = made.api.resources.iter().map(|resource| resource.accessor.as_str());
    twice(&"the client", accessors, &mut faults);
    made.api.resources.iter().for_each(|resource| self::resource(resource, "resources", &mut modules, &mut faults));
    for (module, names) in &modules {
        twice(module, names.iter().map(String::as_str), &mut faults);
    }
    // Files differ by more than the case of their letters.
    let files = modules.keys().map(|module| module.to_lowercase()).collect::<Vec<_>>();
    twice(&"the crate", files.iter().map(String::as_str), &mut faults);
    faults
}

fn resource(resource: &Resource, above: &str, modules: &mut BTreeMap<String, Vec<String>>, faults: &mut Vec<String>) {
    let module = format!("{above}::{}", resource.module);
    let types = modules.entry(module.clone()).or_default();
    types.push(resource.type_name.to_string());
    for operation in &resource.operations {
        types.extend(operation.type_names().map(ToString::to_string));
        let parameters = operation.parameters.iter().map(|parameter| &parameter.name);
        let all = parameters.chain(operation.body.as_ref().map(|body| &body.name));
        twice(&operation.dotted, all.map(|name| name.as_str()), faults);
        twice(&operation.dotted, operation.failures.iter().map(|failure| failure.variant.as_str()), faults);
    }
    let methods = resource.operations.iter().map(|operation| operation.method.as_str());
    let children = resource.children.iter().map(|child| child.accessor.as_str());
    twice(&module, methods.chain(children), faults);
    resource.children.iter().for_each(|child| self::resource(child, &module, modules, faults));
}

fn twice<'n>(scope: &dyn std::fmt::Display, names: impl Iterator<Item = &'n str>, faults: &mut Vec<String>) {
    let mut seen = HashSet::new();
    faults.extend(names.filter(|name| !seen.insert(*name)).map(|name| format!("{scope} has {name} twice")));
}
