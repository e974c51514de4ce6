//! The last pass: the IR, complete.

use super::circles::Circles;
use super::classes::Classes;
use super::context::Context;
use super::naming::{Names, OperationNames, ResourceKey, root};
use super::operations::Operation as Surveyed;
use super::responses::{Response, Responses};
use super::schemas::{Property, Schema, Shape};
use super::survey::Survey;
use crate::ir::{
    Api, Body, Credential, CredentialPlace, Enumeration, Failure, Field, ModulePath, Operation, Parameter, Resource,
    Success, Type, TypePath, TypeRef, Variant,
};
use crate::names::{Case, Ident, words};
use crate::pointer::Pointer;

/// Puts the IR together.
pub(super) fn api(cx: &mut Context<'_>, survey: Survey, classes: &Classes, names: &Names) -> Api {
    let circles = circles(cx, classes);
    let builder = Builder { cx, classes, names, survey: &survey, circles };
    Api {
        credentials: builder.credentials(),
        credential_required: survey
            .operations
            .iter()
            .all(|operation| !operation.security.is_empty() && operation.security.iter().all(|set| !set.is_empty())),
        resources: builder.resources(&ResourceKey::new()),
        types: builder.types(),
        title: survey.title.clone(),
        version: survey.version.clone(),
        description: survey.description.clone(),
        base_url: survey.base_url.clone(),
    }
}

struct Builder<'a, 'd> {
    cx: &'a Context<'d>,
    classes: &'a Classes,
    names: &'a Names,
    survey: &'a Survey,
    circles: Circles<'a>,
}

/// The objects that hold one another, with no list between them.
fn circles<'a>(cx: &'a Context<'_>, classes: &'a Classes) -> Circles<'a> {
    Circles::find(cx.schemas.keys(), |pointer| {
        let properties = match cx.schemas.get(pointer).map(|schema| &schema.shape) {
            Some(Shape::Object(properties)) => properties.as_slice(),
            _ => &[],
        };
        properties.iter().map(|property| classes.representative(&property.schema))
    })
}

impl Builder<'_, '_> {
    fn credentials(&self) -> Vec<Credential> {
        let prefix = self.cx.config.env_prefix();
        let known = self.survey.schemes.iter().filter_map(|(name, scheme)| {
            let scheme = scheme.as_ref()?;
            let names = self.names.credentials.get(name)?;
            let method = names.method.clone();
            Some(Credential {
                scheme: name.clone(),
                env: format!("{prefix}_{}", method.as_str().trim_end_matches('_').to_ascii_uppercase()),
                constant: constant(&method)?,
                method,
                provider: (scheme.place == CredentialPlace::Token).then(|| names.provider.clone()),
                place: scheme.place.clone(),
                description: scheme.description.clone(),
            })
        });
        known.collect()
    }

    fn resources(&self, parent: &ResourceKey) -> Vec<Resource> {
        let below = |key: &ResourceKey| key.len() == parent.len() + 1 && key.starts_with(parent);
        let mut children: Vec<_> = self
            .names
            .resources
            .iter()
            .filter(|(key, _)| below(key))
            .map(|(key, names)| Resource {
                wire: names.wire.clone(),
                accessor: names.accessor.clone(),
                module: names.module.clone(),
                type_name: names.type_name.clone(),
                description: self.tag_description(&names.wire),
                operations: self.operations(key),
                children: self.resources(key),
            })
            .collect();
        children.sort_by(|a, b| a.accessor.cmp(&b.accessor));
        children
    }

    /// The description of the tag that is called as the resource is.
    fn tag_description(&self, wire: &str) -> Option<String> {
        let tag = self.survey.tags.iter().find(|(tag, _)| words(tag) == words(wire));
        tag.map(|(_, description)| description.clone())
    }

    fn operations(&self, key: &ResourceKey) -> Vec<Operation> {
        let all = self.survey.operations.iter().zip(&self.names.operations);
        all.filter(|(_, names)| names.resource == *key)
            .map(|(operation, names)| self.operation(operation, names))
            .collect()
    }

    fn operation(&self, surveyed: &Surveyed, names: &OperationNames) -> Operation {
        let parameters: Vec<_> = surveyed
            .parameters
            .iter()
            .zip(&names.parameters)
            .filter_map(|(parameter, name)| {
                Some(Parameter {
                    wire: parameter.wire.clone(),
                    name: name.clone(),
                    place: parameter.place,
                    required: parameter.required,
                    ty: self.type_ref(&parameter.schema, None)?,
                    description: parameter.description.clone(),
                    deprecated: parameter.deprecated,
                    example: parameter.example.clone(),
                })
            })
            .collect();
        let accessors = names.resource.iter().map(Ident::as_str);
        Operation {
            operation_id: surveyed.operation_id.clone(),
            pointer: surveyed.pointer.to_string(),
            http_method: surveyed.http_method.clone(),
            path: surveyed.path.clone(),
            dotted: accessors.chain([names.method.as_str()]).collect::<Vec<_>>().join("."),
            method: names.method.clone(),
            module: ModulePath(
                [Ident::pinned("resources", Case::Module)]
                    .into_iter()
                    .flatten()
                    .chain(names.resource.iter().cloned())
                    .collect(),
            ),
            body: None,
            request_type: names.request.clone(),
            operation_type: names.operation.clone(),
            params_type: parameters.iter().any(|parameter| !parameter.required).then(|| names.params.clone()),
            error_type: names.error.clone(),
            summary: surveyed.summary.clone(),
            description: surveyed.description.clone(),
            deprecated: surveyed.deprecated,
            parameters,
            security: surveyed.security.iter().map(|set| self.constants(set)).collect(),
            success: self.success(&surveyed.responses),
            failures: self.failures(&surveyed.responses, &names.failures),
        }
    }

    fn constants(&self, schemes: &[String]) -> Vec<Ident> {
        schemes.iter().filter_map(|scheme| constant(&self.names.credentials.get(scheme)?.method)).collect()
    }

    fn success(&self, responses: &Responses) -> Success {
        let first = responses.successes.first();
        Success {
            statuses: responses.successes.iter().map(|response| response.status).collect(),
            accept: None,
            ty: first.and_then(|response| self.body(response)),
            description: first.map(|response| response.description.clone()).unwrap_or_default(),
        }
    }

    fn failures(&self, responses: &Responses, names: &[Ident]) -> Vec<Failure> {
        let all = responses.failures.iter().zip(names);
        all.map(|(response, variant)| Failure {
            status: response.status,
            variant: variant.clone(),
            ty: self.body(response),
            description: response.description.clone(),
        })
        .collect()
    }

    fn body(&self, response: &Response) -> Option<TypeRef> {
        self.type_ref(response.schema.as_ref()?, None)
    }

    fn types(&self) -> Vec<Type> {
        let own = self.cx.schemas.iter().filter(|(pointer, _)| self.classes.is_representative(pointer));
        let mut types: Vec<_> = own.filter_map(|(pointer, schema)| self.ty(pointer, schema)).collect();
        // Stable: the types of one module stay in the order in which they were come upon, parents first.
        types.sort_by(|a, b| a.path.module.cmp(&b.path.module));
        types
    }

    fn ty(&self, pointer: &Pointer, schema: &Schema) -> Option<Type> {
        let body = match &schema.shape {
            Shape::Object(properties) => Body::Struct(self.fields(pointer, properties)),
            Shape::Enum(wire, own) => {
                let values = self.classes.values(pointer, own);
                let open = self.classes.is_open(pointer, values.len());
                let names = self.names.variants.get(pointer)?;
                let variants = names.iter().cloned().zip(values).map(|(name, value)| Variant { name, value }).collect();
                Body::Enum(Enumeration { repr: *wire, open, variants })
            }
            _ => return None,
        };
        Some(Type {
            path: self.path(pointer)?,
            is_root: true,
            pointer: pointer.to_string(),
            title: None,
            description: schema.description.clone(),
            deprecated: schema.deprecated,
            example: None,
            body,
        })
    }

    fn path(&self, pointer: &Pointer) -> Option<TypePath> {
        let module = self.names.modules.get(&root(self.cx, self.classes, pointer))?.clone();
        let module = ModulePath(vec![Ident::pinned("types", Case::Module)?, module]);
        Some(TypePath { module, name: self.names.types.get(pointer)?.clone() })
    }

    fn fields(&self, owner: &Pointer, properties: &[Property]) -> Vec<Field> {
        let names = self.names.fields.get(owner).into_iter().flatten();
        let all = properties.iter().zip(names);
        all.filter_map(|(property, name)| {
            let schema = self.cx.schemas.get(&property.schema)?;
            // What a type of its own says of itself isn't said again by each field of it.
            let own = !(schema.is_component() && schema.is_type());
            Some(Field {
                wire: property.name.clone(),
                name: name.clone(),
                ty: self.type_ref(&property.schema, Some(owner))?,
                required: property.required,
                description: schema.description.clone().filter(|_| own),
                deprecated: schema.deprecated && own,
            })
        })
        .collect()
    }

    /// The type of the values of the schema at `pointer`, as `owner` holds them.
    fn type_ref(&self, pointer: &Pointer, owner: Option<&Pointer>) -> Option<TypeRef> {
        Some(match &self.cx.schemas.get(pointer)?.shape {
            Shape::String => TypeRef::String,
            Shape::Boolean => TypeRef::Boolean,
            Shape::True => TypeRef::True,
            Shape::False => TypeRef::False,
            Shape::Int32 => TypeRef::Int32,
            Shape::Int64 => TypeRef::Int64,
            Shape::Double => TypeRef::Double,
            Shape::List(items) => TypeRef::List(Box::new(self.type_ref(items, None)?)),
            Shape::Object(_) | Shape::Enum(..) => {
                let representative = self.classes.representative(pointer);
                let name = self.path(representative)?;
                match owner {
                    Some(owner) if self.circles.share(representative, owner) => TypeRef::Boxed(name),
                    _ => TypeRef::Named(name),
                }
            }
            Shape::Unsupported => return None,
        })
    }
}

/// The constant of the credential that is set by `method`.
fn constant(method: &Ident) -> Option<Ident> {
    Case::Const.ident(&words(method.as_str()))
}
