//! The public API of a crate as sorted text, a line an item: what a reviewer reads first.
//!
//! Says what a caller can write; what all crates have alike (the runtime) is left out. Items are named by their paths
//! from the root. Knows nothing of tokens.

use std::collections::BTreeSet;

use crate::config::Config;
use crate::ir::{
    Answer, AnswerBody, AnswerFormat, Api, Argument, Body, BodyContent, Credential, CredentialLocation, EnumRepr,
    EnumValue, Enumeration, Failure, Field, Modules, Operation, Paths, RequestBody, Resource, Status, Struct, Type,
    TypePath, TypeRef, Union,
};
use crate::names::Ident;

/// `surface.txt`.
pub fn surface(api: &Api, config: &Config) -> String {
    let mut surface = Surface { paths: Paths::new(api, config.package.short_paths), lines: BTreeSet::new() };
    api.credentials.iter().for_each(|credential| surface.credential(credential));
    for parameter in &api.shared_parameters {
        let taken = surface.taken(&parameter.argument(&surface.paths));
        surface.line(format!("fn ClientBuilder::{}({taken}) -> Self", parameter.name));
    }
    for header in &api.headers {
        let line = format!("const headers::{}: Header<{}> = {:?}", header.name, surface.text(&header.ty), header.wire);
        surface.line(line);
    }
    surface.servers(api);
    for resource in &api.resources {
        surface.resource("Client", resource, &mut vec!["resources"]);
    }
    api.types.iter().for_each(|ty| surface.ty(ty));
    surface.lines.into_iter().map(|line| line + "\n").collect()
}

struct Surface<'a> {
    paths: Paths<'a>,
    lines: BTreeSet<String>,
}

impl<'a> Surface<'a> {
    fn line(&mut self, line: String) {
        self.lines.insert(line);
    }

    fn credential(&mut self, credential: &Credential) {
        let taken = match credential.location {
            CredentialLocation::Basic => "impl Into<String>, impl Into<Secret>",
            _ => "impl Into<Secret>",
        };
        self.line(format!("fn ClientBuilder::{}({taken}) -> Self", credential.method));
        if let Some(name) = &credential.provider {
            self.line(format!("fn ClientBuilder::{name}(impl TokenProvider) -> Self"));
        }
    }

    fn servers(&mut self, api: &Api) {
        let servers = &api.servers;
        if !servers.choices.is_empty() {
            self.line("enum servers::Server, open".to_owned());
            self.line("fn ClientBuilder::server(servers::Server) -> Self".to_owned());
        }
        for choice in &servers.choices {
            self.line(format!("variant servers::Server::{} = {:?}", choice.variant, choice.name));
        }
        if servers.is_any_relative() {
            self.line("fn ClientBuilder::document_url(impl Into<String>) -> Self".to_owned());
        }
        for variable in &servers.variables {
            let Some(ty) = &variable.values else {
                self.line(format!("fn ClientBuilder::{}(impl Into<String>) -> Self", variable.method));
                continue;
            };
            let name = format!("servers::{}", ty.name);
            self.line(format!("fn ClientBuilder::{}(impl Into<{name}>) -> Self", variable.method));
            let of = Enumeration { variants: ty.variants.clone(), open: true, repr: EnumRepr::String };
            self.enumeration(&name, &of);
        }
    }

    fn resource(&mut self, owner: &str, resource: &'a Resource, modules: &mut Modules<'a>) {
        modules.push(resource.module.as_str());
        let name = self.paths.of_item(modules, &resource.type_name);
        self.line(format!("fn {owner}::{}() -> {name}", resource.accessor));
        for operation in &resource.operations {
            self.operation(&name, operation);
        }
        for child in &resource.children {
            self.resource(&name, child, modules);
        }
        modules.pop();
    }

    fn operation<'o>(&mut self, resource: &str, operation: &'o Operation)
    where
        'a: 'o,
    {
        let path = |name: &Ident| self.paths.of_item(&operation.module.names(), name);
        let (request, error) = (path(&operation.request_type), path(&operation.error_type));
        let params = operation.params_type.as_ref().map(path);
        let body = operation.body.as_ref();
        let arguments = operation.arguments().map(|parameter| (&parameter.name, parameter.argument(&self.paths)));
        let of_body = |body: &'o RequestBody| (&body.name, self.paths.argument(&body.ty));
        let arguments = arguments.chain(body.filter(|body| body.required).map(of_body));
        let arguments: Vec<_> = arguments.map(|(name, of)| format!("{name}: {}", self.taken(&of))).collect();
        let success = operation.success.enum_type.as_ref().map(path);
        let value = operation.success.body().map(|body| self.body(body));
        let output = success.clone().or(value).unwrap_or_else(|| "()".to_owned());
        self.line(format!(
            "fn {resource}::{}({}) -> {request} => Result<{output}, {error}>",
            operation.method,
            arguments.join(", ")
        ));
        for parameter in operation.options() {
            self.option(&request, params.as_deref(), &parameter.name, &parameter.ty, &parameter.argument(&self.paths));
        }
        if let Some(body) = body.filter(|body| !body.required) {
            self.option(&request, params.as_deref(), &body.name, &body.ty, &self.paths.argument(&body.ty));
        }
        if let Some(params) = params {
            self.line(format!("struct {params}"));
            self.line(format!("fn {request}::params({params}) -> Self"));
        }
        if let Some(pagination) = &operation.pagination {
            self.line(format!("fn {request}::items() => Result<{}, {error}>", self.text(&pagination.item)));
            self.line(format!("fn {request}::pages() => Result<{output}, {error}>"));
        }
        if let Some(success) = success {
            self.line(format!("enum {success}, open"));
            operation.success.answers.iter().for_each(|answer| self.answer(&success, answer));
        }
        self.line(format!("enum {error}, open"));
        operation.failures.iter().for_each(|failure| self.failure(&error, failure));
        if let Some(ty) = self.paths.envelope(operation) {
            self.line(format!("fn {error}::envelope() -> Option<{}>", self.text(ty)));
        }
    }

    fn option(&mut self, request: &str, params: Option<&str>, name: &Ident, ty: &TypeRef, taken: &Argument<'_>) {
        self.line(format!("fn {request}::{name}({}) -> Self", self.taken(taken)));
        if let Some(params) = params {
            self.line(format!("field {params}::{name}: Option<{}>", self.text(ty)));
        }
    }

    fn failure(&mut self, error: &str, failure: &Failure) {
        let body = failure.body().map(|ty| format!("({})", self.text(ty))).unwrap_or_default();
        self.line(format!("variant {error}::{}{body} = {}", failure.variant, status(failure.status)));
    }

    /// The type of an answer's body.
    fn body(&self, body: &AnswerBody) -> String {
        let ty = self.text(&body.ty);
        match body.format {
            AnswerFormat::Download => "Download".to_owned(),
            AnswerFormat::Events | AnswerFormat::TextEvents => format!("EventStream<{ty}>"),
            AnswerFormat::JsonLines => format!("JsonLines<{ty}>"),
            AnswerFormat::Json | AnswerFormat::Text | AnswerFormat::Bytes => ty,
        }
    }

    fn answer(&mut self, success: &str, answer: &Answer) {
        let body = answer.body.as_ref().map(|body| format!("({})", self.body(body))).unwrap_or_default();
        if let Some(variant) = &answer.variant {
            self.line(format!("variant {success}::{variant}{body} = {}", status(answer.status)));
        }
    }

    fn ty(&mut self, ty: &Type) {
        let name = self.paths.of_type(&ty.path);
        match &ty.body {
            Body::Alias(of) => self.line(format!("type {name} = {}", self.text(of))),
            Body::Wrapper(of) => self.line(format!("struct {name}({})", self.text(of))),
            Body::Struct(of) => self.structure(&name, &ty.path, of),
            Body::Union(of) => self.union(&name, of),
            Body::Enum(of) => self.enumeration(&name, of),
            Body::Form(of) => self.structure(&name, &ty.path, &of.structure),
            Body::Choice(contents) => self.choice(&name, contents),
        }
    }

    fn enumeration(&mut self, name: &str, of: &Enumeration) {
        self.line(format!("enum {name}{}", if of.open { ", open" } else { "" }));
        for variant in &of.variants {
            let value = match &variant.value {
                EnumValue::String(text) => format!("{text:?}"),
                EnumValue::Integer(integer) => integer.to_string(),
                EnumValue::Json(json) => json.clone(),
            };
            self.line(format!("variant {name}::{} = {value}", variant.name));
        }
    }

    fn union(&mut self, name: &str, of: &Union) {
        let tag = of.tag.as_ref().map(|tag| format!(", by {tag:?}")).unwrap_or_default();
        self.line(format!("enum {name}, open{tag}"));
        for branch in &of.branches {
            let tags: Vec<_> = branch.tags.iter().map(|value| format!("{value:?}")).collect();
            let tags = if tags.is_empty() { String::new() } else { format!(" = {}", tags.join(" | ")) };
            self.line(format!("variant {name}::{}({}){tags}", branch.name, self.text(&branch.ty)));
        }
    }

    fn choice(&mut self, name: &str, contents: &[BodyContent]) {
        self.line(format!("enum {name}, open"));
        for BodyContent { media_type, variant, ty, .. } in contents {
            self.line(format!("variant {name}::{variant}({}) = {media_type:?}", self.text(ty)));
        }
    }

    /// A struct that has setters has one for each optional field, of the same name.
    fn structure(&mut self, name: &str, path: &TypePath, of: &Struct) {
        let required = self.paths.arguments(of);
        let default = if required.is_empty() { ", default" } else { "" };
        let has_options = of.additional.is_some() || of.fields.iter().any(|field| !field.required);
        let setters = if of.in_requests && has_options { ", setters" } else { "" };
        self.line(format!("struct {name}, open{default}{setters}"));
        of.fields.iter().for_each(|field| self.field(name, field));
        if let Some(additional) = &of.additional {
            self.line(format!("field {name}::{}: {} = all others", additional.name, self.text(&additional.ty)));
        }
        for (parent, _) in self.paths.parents(path, of) {
            self.line(format!("impl From<{name}> for {}", self.paths.of_type(parent)));
        }
        if let Some(struct_name) = self.paths.required_struct(path) {
            let module = self.paths.import(path);
            let required = module.iter().copied().chain([struct_name.as_str()]).collect::<Vec<_>>().join("::");
            self.line(format!("fn {name}::new({required}) -> Self"));
            self.line(format!("struct {required}"));
        } else if !required.is_empty() || of.in_requests {
            let taken =
                required.iter().map(|field| format!("{}: {}", field.name, self.taken(&self.paths.argument(&field.ty))));
            let taken: Vec<_> = taken.collect();
            self.line(format!("fn {name}::new({}) -> Self", taken.join(", ")));
        }
    }

    /// The form in which a function takes a value.
    fn taken(&self, argument: &Argument<'_>) -> String {
        match argument {
            Argument::Plain(ty) => self.text(ty),
            Argument::Into(ty) => format!("impl Into<{}>", self.text(ty)),
            Argument::Optional(ty) => format!("impl IntoNullable<{}>", self.text(ty)),
            Argument::Boxed(inner) => match **inner {
                Argument::Plain(TypeRef::Boxed(path)) => self.paths.of_type(path),
                Argument::Into(TypeRef::Boxed(path)) => format!("impl Into<{}>", self.paths.of_type(path)),
                ref other => self.taken(other),
            },
            Argument::Items(items) => format!("impl IntoIterator<Item = {}>", self.taken(items)),
            Argument::Members(values) => {
                let values =
                    values.as_ref().map_or_else(|| "impl Into<serde_json::Value>".to_owned(), |of| self.taken(of));
                format!("impl IntoIterator<Item = (impl Into<String>, {values})>")
            }
        }
    }

    fn field(&mut self, owner: &str, field: &Field) {
        let of = self.text(&field.ty);
        let of = if field.required { of } else { format!("Option<{of}>") };
        self.line(format!("field {owner}::{}: {of} = {:?}", field.name, field.wire));
    }

    /// A type, as Rust writes it.
    fn text(&self, ty: &TypeRef) -> String {
        match ty {
            TypeRef::String => "String".to_owned(),
            TypeRef::Boolean => "bool".to_owned(),
            TypeRef::True => "True".to_owned(),
            TypeRef::False => "False".to_owned(),
            TypeRef::Null => "Null".to_owned(),
            TypeRef::Text(format) => format.rust_name().to_owned(),
            TypeRef::Integer(width) => width.rust_name().to_owned(),
            TypeRef::Double => "f64".to_owned(),
            TypeRef::Number => "Number".to_owned(),
            TypeRef::Any => "serde_json::Value".to_owned(),
            TypeRef::Object => "serde_json::Map<String, serde_json::Value>".to_owned(),
            TypeRef::Upload => "Upload".to_owned(),
            TypeRef::Bytes => "Bytes".to_owned(),
            TypeRef::List(items) => format!("Vec<{}>", self.text(items)),
            TypeRef::Tuple(items) => {
                let items: Vec<_> = items.iter().map(|item| self.text(item)).collect();
                format!("({}{})", items.join(", "), if items.len() == 1 { "," } else { "" })
            }
            TypeRef::Map(values) => format!("Map<{}>", self.text(values)),
            TypeRef::Nullable(inner) => format!("Option<{}>", self.text(inner)),
            TypeRef::Named(path) => self.paths.of_type(path),
            TypeRef::Boxed(path) => format!("Box<{}>", self.paths.of_type(path)),
        }
    }
}

/// Statuses, as the document writes them.
fn status(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Class(class) => format!("{class}XX"),
        Status::Default => "default".to_owned(),
    }
}
