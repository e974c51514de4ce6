//! The public API of a crate as sorted text, a line an item: what a reviewer reads first.
//!
//! Says what a caller can write; what all crates have alike (the runtime) is left out. Knows nothing of tokens.

use std::collections::BTreeSet;

use crate::ir::{
    Api, Body, CredentialPlace, EnumValue, Enumeration, Operation, Parameter, Resource, Status, Type, TypeRef,
};

/// `surface.txt`.
pub fn surface(api: &Api) -> String {
    let mut lines = BTreeSet::new();
    for credential in &api.credentials {
        let taken = match credential.place {
            CredentialPlace::Basic => "impl Into<String>, impl Into<Secret>",
            _ => "impl Into<Secret>",
        };
        lines.insert(format!("fn ClientBuilder::{}({taken}) -> Self", credential.method));
        let provider = credential.provider.as_ref();
        lines.extend(provider.map(|name| format!("fn ClientBuilder::{name}(impl TokenProvider) -> Self")));
    }
    for resource in &api.resources {
        resource_lines("Client", resource, &mut lines);
    }
    for ty in &api.types {
        type_lines(ty, &mut lines);
    }
    lines.into_iter().map(|line| line + "\n").collect()
}

fn resource_lines(owner: &str, resource: &Resource, lines: &mut BTreeSet<String>) {
    let name = &resource.type_name;
    lines.insert(format!("fn {owner}::{}() -> {name}", resource.accessor));
    for operation in &resource.operations {
        operation_lines(resource, operation, lines);
    }
    for child in &resource.children {
        resource_lines(name.as_str(), child, lines);
    }
}

fn operation_lines(resource: &Resource, operation: &Operation, lines: &mut BTreeSet<String>) {
    let Operation { method, request_type, error_type, .. } = operation;
    let arguments: Vec<_> = operation.arguments().map(|p| format!("{}: {}", p.name, argument(p))).collect();
    let output = operation.success.ty.as_ref().map_or_else(|| "()".to_owned(), type_text);
    let name = &resource.type_name;
    lines.insert(format!(
        "fn {name}::{method}({}) -> {request_type} => Result<{output}, {error_type}>",
        arguments.join(", ")
    ));
    for parameter in operation.options() {
        lines.insert(format!("fn {request_type}::{}({}) -> Self", parameter.name, argument(parameter)));
        if let Some(params) = &operation.params_type {
            lines.insert(format!("field {params}::{}: Option<{}>", parameter.name, type_text(&parameter.ty)));
        }
    }
    if let Some(params) = &operation.params_type {
        lines.insert(format!("struct {params}"));
        lines.insert(format!("fn {request_type}::params({params}) -> Self"));
    }
    lines.insert(format!("enum {error_type}, open"));
    for failure in &operation.failures {
        let body = failure.ty.as_ref().map(|ty| format!("({})", type_text(ty))).unwrap_or_default();
        let status = match failure.status {
            Status::Code(code) => code.to_string(),
            Status::Class(class) => format!("{class}XX"),
            Status::Default => "default".to_owned(),
        };
        lines.insert(format!("variant {error_type}::{}{body} = {status}", failure.variant));
    }
}

fn argument(parameter: &Parameter) -> String {
    match &parameter.ty {
        TypeRef::String | TypeRef::Named(_) => format!("impl Into<{}>", type_text(&parameter.ty)),
        ty => type_text(ty),
    }
}

fn type_lines(ty: &Type, lines: &mut BTreeSet<String>) {
    let name = &ty.path.name;
    match &ty.body {
        Body::Alias(of) => {
            lines.insert(format!("type {name} = {}", type_text(of)));
        }
        Body::Struct(fields) => {
            lines.insert(format!("struct {name}, open"));
            for field in fields {
                let of = type_text(&field.ty);
                let of = if field.required { of } else { format!("Option<{of}>") };
                lines.insert(format!("field {name}::{}: {of} = {:?}", field.name, field.wire));
            }
        }
        Body::Enum(Enumeration { open, variants, .. }) => {
            lines.insert(format!("enum {name}{}", if *open { ", open" } else { "" }));
            for variant in variants {
                let value = match &variant.value {
                    EnumValue::String(text) => format!("{text:?}"),
                    EnumValue::Integer(integer) => integer.to_string(),
                };
                lines.insert(format!("variant {name}::{} = {value}", variant.name));
            }
        }
    }
}

fn type_text(ty: &TypeRef) -> String {
    match ty {
        TypeRef::String => "String".to_owned(),
        TypeRef::Boolean => "bool".to_owned(),
        TypeRef::True => "True".to_owned(),
        TypeRef::False => "False".to_owned(),
        TypeRef::Int32 => "i32".to_owned(),
        TypeRef::Int64 => "i64".to_owned(),
        TypeRef::Double => "f64".to_owned(),
        TypeRef::List(items) => format!("Vec<{}>", type_text(items)),
        TypeRef::Any => "serde_json::Value".to_owned(),
        TypeRef::Bytes => "Bytes".to_owned(),
        TypeRef::Named(path) => path.name.to_string(),
        TypeRef::Boxed(path) => format!("Box<{}>", path.name),
    }
}
