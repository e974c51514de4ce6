//! The last pass: the IR, complete.

mod bodies;
mod constraints;
mod pages;
mod servers;
mod types;

use std::collections::BTreeSet;

use super::cycles::Cycles;
use super::dedup::Dedup;
use super::kinds::Kinds;
use super::naming::{Names, OperationNames, ResourceKey};
use super::pagination::Pagination;
use super::shared::SharedParameter;
use super::usage::Usage;
use super::wire::{Content, Wire, is_success};
use crate::config::Config;
use crate::ir::{
    Answer, AnswerBody, AnswerFormat, Api, Credential, CredentialLocation, Failure, Header, Operation, Parameter,
    ParameterLocation, RequestBody, Resource, Success, TypeRef,
};
use crate::names::{Case, Ident, words};
use crate::read::{Operation as Read, ParameterId, Server, Spec};

/// What the passes before have found.
pub(super) struct Lowered<'a, 'd> {
    pub(super) spec: &'a Spec<'d>,
    pub(super) config: &'a Config,
    pub(super) kinds: &'a Kinds,
    pub(super) wire: &'a Wire,
    pub(super) usage: &'a Usage,
    pub(super) dedup: &'a Dedup,
    pub(super) shared: &'a [SharedParameter],
    pub(super) pagination: &'a [Option<Pagination>],
    pub(super) names: &'a Names,
}

/// Puts the IR together.
pub(super) fn api(lowered: &Lowered<'_, '_>) -> Api {
    let builder = Builder { cx: lowered, cycles: types::cycles(lowered) };
    let spec = lowered.spec;
    Api {
        credentials: builder.credentials(),
        credential_required: !spec.operations.is_empty()
            && spec.operations.iter().all(|operation| {
                !operation.security.is_empty() && operation.security.iter().all(|set| !set.is_empty())
            }),
        shared_parameters: builder.shared_parameters(),
        headers: builder.headers(),
        resources: builder.resources(),
        types: builder.types(),
        schemas: builder.schemas(),
        title: spec.title.clone(),
        version: spec.version.clone(),
        description: spec.description.clone(),
        base_url: spec.servers.first().and_then(Server::default_url),
        servers: servers::servers(spec, &lowered.names.servers),
    }
}

struct Builder<'a, 'd> {
    cx: &'a Lowered<'a, 'd>,
    cycles: Cycles,
}

impl<'d> Builder<'_, 'd> {
    fn credentials(&self) -> Vec<Credential> {
        let prefix = self.cx.config.env_prefix();
        let known = self.cx.spec.schemes.iter().filter_map(|(name, scheme)| {
            let names = self.cx.names.credentials.get(name)?;
            let method = names.method.clone();
            Some(Credential {
                scheme: name.clone(),
                env: format!("{prefix}_{}", method.as_str().trim_end_matches('_').to_ascii_uppercase()),
                constant: constant(&method)?,
                method,
                provider: (scheme.location == CredentialLocation::Token).then(|| names.provider.clone()),
                location: scheme.location.clone(),
                description: scheme.description.clone(),
            })
        });
        known.collect()
    }

    /// What they are, only if most operations say the same.
    fn shared_parameters(&self) -> Vec<Parameter> {
        let read = |id: &ParameterId| &self.cx.spec.parameters[id.0];
        let named = self.cx.shared.iter().zip(&self.cx.names.shared_parameters);
        let shared = named.map(|(SharedParameter { all, typed }, name)| {
            let parameter = self.parameter(*typed, name);
            let alike = all.iter().filter(|id| read(id).description == parameter.description).count();
            Parameter {
                description: parameter.description.clone().filter(|_| alike * 2 > all.len()),
                deprecated: all.iter().all(|id| read(id).deprecated),
                ..parameter
            }
        });
        shared.collect()
    }

    /// The tree of resources. Children are made before their parents, which take them.
    fn resources(&self) -> Vec<Resource> {
        let mut operations: std::collections::HashMap<&ResourceKey, Vec<Operation>> = std::collections::HashMap::new();
        for (index, (read, names)) in self.cx.spec.operations.iter().zip(&self.cx.names.operations).enumerate() {
            operations.entry(&names.resource).or_default().push(self.operation(index, read, names));
        }
        let mut children: std::collections::HashMap<ResourceKey, Vec<Resource>> = std::collections::HashMap::new();
        for (key, names) in self.cx.names.resources.iter().rev() {
            let mut below = children.remove(key).unwrap_or_default();
            below.sort_by(|a, b| a.accessor.cmp(&b.accessor));
            let Some((_, parent)) = key.split_last() else { continue };
            let Some(module) = names.module.0.last().cloned() else { continue };
            children.entry(parent.to_vec()).or_default().push(Resource {
                wire: names.wire.clone(),
                accessor: names.accessor.clone(),
                module,
                type_name: names.type_name.clone(),
                description: self.tag_description(&names.wire),
                operations: operations.remove(key).unwrap_or_default(),
                children: below,
            });
        }
        let mut roots = children.remove(&ResourceKey::new()).unwrap_or_default();
        roots.sort_by(|a, b| a.accessor.cmp(&b.accessor));
        roots
    }

    /// The description of the tag that is called as the resource is.
    fn tag_description(&self, wire: &str) -> Option<String> {
        let tags = &self.cx.spec.tags;
        let tag = tags.get(wire).or_else(|| {
            let own = words(wire);
            tags.iter().find(|(tag, _)| words(tag) == own).map(|(_, description)| description)
        });
        tag.cloned()
    }

    fn operation(&self, index: usize, read: &Read<'d>, names: &OperationNames) -> Operation {
        let ids = read.parameters.iter().zip(&names.parameters);
        let parameters: Vec<_> = ids.map(|(id, name)| self.parameter(*id, name)).collect();
        let body = self.body(read, names);
        let accessors = self.accessors(&names.resource);
        let has_options =
            parameters.iter().any(|parameter| !parameter.required) || body.as_ref().is_some_and(|body| !body.required);
        Operation {
            operation_id: read.operation_id.clone(),
            pointer: read.node.pointer.to_string(),
            http_method: read.http_method.clone(),
            path: read.path.template.clone(),
            query: read.path.query.clone(),
            dotted: accessors.into_iter().chain([names.method.as_str()]).collect::<Vec<_>>().join("."),
            method: names.method.clone(),
            module: self.cx.names.resources.get(&names.resource).map(|names| names.module.clone()).unwrap_or_default(),
            request_type: names.request.clone(),
            operation_type: names.operation.clone(),
            params_type: has_options.then(|| names.params.clone()),
            error_type: names.error.clone(),
            summary: read.summary.clone(),
            description: read.description.clone(),
            deprecated: read.deprecated,
            body,
            security: read.security.iter().map(|set| self.constants(set)).collect(),
            idempotent: read.idempotent && !is_idempotent(&read.http_method),
            idempotency_header: idempotency_header(read, &parameters),
            servers: servers::list(&read.servers),
            success: self.success(index, read, names),
            pagination: self.pagination(index, names),
            failures: self.failures(read, names),
            headers: self.headers_of(read),
            untyped: read.untyped_responses.clone(),
            parameters,
        }
    }

    fn accessors<'a>(&'a self, key: &ResourceKey) -> Vec<&'a str> {
        let above = (1..=key.len()).filter_map(|end| self.cx.names.resources.get(&key[..end]));
        above.map(|names| names.accessor.as_str()).collect()
    }

    fn parameter(&self, id: ParameterId, name: &Ident) -> Parameter {
        let read = &self.cx.spec.parameters[id.0];
        Parameter {
            wire: read.wire.clone(),
            name: name.clone(),
            location: read.location,
            encoding: self.cx.wire.encodings[id.0],
            required: read.required,
            ty: match self.cx.wire.parameters[id.0] {
                Ok(schema) => self.type_ref(schema, None).without_null().clone(),
                Err(_) => TypeRef::String,
            },
            description: read.description.clone(),
            deprecated: read.deprecated,
            example: read.example.clone(),
        }
    }

    fn body(&self, read: &Read<'d>, names: &OperationNames) -> Option<RequestBody> {
        let id = read.body?;
        let body = &self.cx.spec.bodies[id.0];
        let contents = self.body_contents(id, names);
        let ty = match (contents.as_slice(), &names.choice) {
            ([only], _) => only.ty.clone(),
            (_, Some(choice)) => TypeRef::Named(choice.clone()),
            _ => return None,
        };
        let stream_member = self.stream_member(read);
        Some(RequestBody {
            name: names.body.clone(),
            required: body.required || stream_member.is_some(),
            ty,
            stream_member,
            contents,
            description: body.description.clone(),
        })
    }

    fn constants(&self, schemes: &[String]) -> Vec<Ident> {
        schemes.iter().filter_map(|scheme| constant(&self.cx.names.credentials.get(scheme)?.method)).collect()
    }

    fn success(&self, index: usize, read: &Read<'d>, names: &OperationNames) -> Success {
        let success = &self.cx.wire.successes[index];
        let answers = success.answers.iter().map(|answer| {
            let response = answer.place.and_then(|place| read.responses.get(place));
            Answer {
                status: answer.status,
                variant: answer.place.and_then(|place| names.successes.get(place)?.clone()),
                body: answer.content.map(|content| self.answer_body(content)),
                description: response
                    .map(|(_, id)| self.cx.spec.responses[id.0].description.clone())
                    .unwrap_or_default(),
            }
        });
        Success { answers: answers.collect(), accept: success.accept.clone(), enum_type: names.response.clone() }
    }

    /// The headers of answers, sorted by name.
    fn headers(&self) -> Vec<Header> {
        let headers = self.cx.wire.headers.iter().filter_map(|(wire, header)| {
            Some(Header {
                wire: wire.clone(),
                name: self.cx.names.headers.get(wire)?.clone(),
                ty: header.schema.map_or(TypeRef::String, |schema| self.type_ref(schema, None).without_null().clone()),
                form: header.form,
                description: header.description.clone(),
                deprecated: header.deprecated,
            })
        });
        headers.collect()
    }

    /// The headers that the answers of an operation may have.
    fn headers_of(&self, read: &Read<'d>) -> Vec<Ident> {
        let all = read.responses.iter().flat_map(|(_, id)| &self.cx.spec.responses[id.0].headers);
        let names = all.filter_map(|(wire, _)| self.cx.names.headers.get(&wire.to_ascii_lowercase()).cloned());
        names.collect::<BTreeSet<_>>().into_iter().collect()
    }

    fn answer_body(&self, content: Content) -> AnswerBody {
        let format = match content {
            Content::Json(_) | Content::AnyJson => AnswerFormat::Json,
            Content::Text => AnswerFormat::Text,
            Content::Bytes => AnswerFormat::Bytes,
            Content::Download => AnswerFormat::Download,
            Content::Events(_) => AnswerFormat::Events,
            Content::TextEvents => AnswerFormat::TextEvents,
            Content::JsonLines(_) => AnswerFormat::JsonLines,
        };
        AnswerBody { format, ty: self.content(content) }
    }

    fn failures(&self, read: &Read<'d>, names: &OperationNames) -> Vec<Failure> {
        let failing = read.responses.iter().zip(&names.errors).filter(|((status, _), _)| !is_success(*status));
        let failures = failing.filter_map(|((status, id), variant)| {
            Some(Failure {
                status: *status,
                variant: variant.clone()?,
                ty: self.cx.wire.failures[id.0].as_ref().map(|payload| self.content(payload.content)),
                description: self.cx.spec.responses[id.0].description.clone(),
            })
        });
        failures.collect()
    }

    fn content(&self, content: Content) -> TypeRef {
        match content {
            Content::Json(schema) | Content::Events(Some(schema)) | Content::JsonLines(Some(schema)) => {
                self.type_ref(schema, None)
            }
            Content::AnyJson | Content::Events(None) | Content::JsonLines(None) => TypeRef::Any,
            Content::Text | Content::TextEvents => TypeRef::String,
            Content::Bytes | Content::Download => TypeRef::Bytes,
        }
    }
}

/// The constant of the credential that is set by `method`.
fn constant(method: &Ident) -> Option<Ident> {
    Case::Const.ident(&words(method.as_str()))
}

/// Whether a method says that a request can be sent twice (RFC 9110, section 9.2.2).
fn is_idempotent(method: &str) -> bool {
    matches!(method, "GET" | "HEAD" | "OPTIONS" | "TRACE" | "PUT" | "DELETE" | "QUERY")
}

/// The header by which the server knows a request that is sent again, as APIs call it.
fn idempotency_header(read: &Read<'_>, parameters: &[Parameter]) -> Option<String> {
    let is_header = |parameter: &&Parameter| {
        let is_key = parameter.wire.to_ascii_lowercase().contains("idempotency");
        is_key && parameter.location == ParameterLocation::Header
    };
    let header = parameters.iter().find(is_header).filter(|_| !is_idempotent(&read.http_method))?;
    Some(header.wire.to_ascii_lowercase())
}
