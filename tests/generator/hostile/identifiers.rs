//! The identifiers of a Rust file, and where they may come from.

use std::collections::BTreeSet;

use specwright::ir::{Api, Body, Operation, Resource, TypeRef};
use specwright::names::Ident;

use crate::support::{Project, documents, folder, many_properties};

/// The identifiers of a Rust file; a name in a string or in a comment is none.
pub(super) fn identifiers(text: &str) -> BTreeSet<String> {
    let tokens: proc_macro2::TokenStream = text.parse().unwrap_or_else(|error| panic!("it is not Rust: {error}"));
    let mut found = BTreeSet::new();
    collect(tokens, &mut found);
    found
}

fn collect(tokens: proc_macro2::TokenStream, found: &mut BTreeSet<String>) {
    for token in tokens {
        match token {
            proc_macro2::TokenTree::Ident(ident) => drop(found.insert(ident.to_string())),
            proc_macro2::TokenTree::Group(group) => collect(group.stream(), found),
            proc_macro2::TokenTree::Punct(_) | proc_macro2::TokenTree::Literal(_) => {}
        }
    }
}

/// What the generator writes whatever the document says: what the fixtures' files have beside the names of their IR.
pub(super) fn template_identifiers() -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    let fixtures = documents(&folder("fixtures")).into_iter().map(|(name, path)| (name, Project::open(&path)));
    for (name, project) in fixtures.chain([("many_properties".to_owned(), many_properties())]) {
        // A fixture that fails does so in a test of its own.
        let Ok(output) = project.generate() else { continue };
        let minted = names_of(&output.api);
        for (path, text) in output.files.iter().filter(|(path, _)| path.ends_with(".rs")) {
            if !path.starts_with("src/runtime/") {
                all.extend(identifiers(text).into_iter().filter(|identifier| !minted.contains(identifier)));
            }
        }
        all.remove(&format!("fixture_{name}"));
    }
    all
}

/// All the names of an API.
pub(super) fn names_of(api: &Api) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for credential in &api.credentials {
        names.extend([&credential.method, &credential.constant].map(Ident::to_string));
    }
    for resource in &api.resources {
        resource_names(resource, &mut names);
    }
    for ty in &api.types {
        names.insert(ty.path.name.to_string());
        names.extend(ty.path.module.0.iter().map(Ident::to_string));
        match &ty.body {
            Body::Struct(of) => {
                // The struct that its constructor takes is called after it.
                names.extend(["Required", "RequiredFields"].map(|ending| format!("{}{ending}", ty.path.name)));
                names.extend(of.additional.iter().map(|additional| additional.name.to_string()));
                for field in &of.fields {
                    names.insert(field.name.to_string());
                    names.extend(referred(&field.ty));
                }
            }
            Body::Union(of) => {
                for branch in &of.branches {
                    names.insert(branch.name.to_string());
                    names.extend(referred(&branch.ty));
                }
            }
            Body::Alias(of) | Body::Wrapper(of) => names.extend(referred(of)),
            Body::Choice(contents) => names.extend(contents.iter().map(|content| content.variant.to_string())),
            Body::Enum(of) => names.extend(of.variants.iter().map(|variant| variant.name.to_string())),
        }
    }
    names
}

fn resource_names(resource: &Resource, names: &mut BTreeSet<String>) {
    names.extend([&resource.accessor, &resource.module, &resource.type_name].map(Ident::to_string));
    resource.operations.iter().for_each(|operation| operation_names(operation, names));
    resource.children.iter().for_each(|child| resource_names(child, names));
}

fn operation_names(operation: &Operation, names: &mut BTreeSet<String>) {
    let Operation { method, request_type, operation_type, error_type, params_type, .. } = operation;
    names.extend([method, request_type, operation_type, error_type].map(Ident::to_string));
    names.extend(params_type.iter().map(Ident::to_string));
    names.extend(operation.parameters.iter().map(|parameter| parameter.name.to_string()));
    names.extend(operation.body.iter().map(|body| body.name.to_string()));
    names.extend(operation.failures.iter().map(|failure| failure.variant.to_string()));
}

fn referred(ty: &TypeRef) -> Vec<String> {
    ty.named().into_iter().map(|path| path.name.to_string()).collect()
}
