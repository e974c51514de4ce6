//! The bodies of requests, and the types that are theirs alone.

use super::Builder;
use crate::ir::{Body, BodyContent, BodyFormat, Field, Form, FormPart, PartFormat, Struct, Type, TypePath, TypeRef};
use crate::lower::kinds::Kind;
use crate::lower::naming::OperationNames;
use crate::lower::wire::{MultipartBody, RequestContent, RequestFormat, TextSeparator};
use crate::read::{Answers, BodyId, Operation, SchemaId};

impl Builder<'_, '_> {
    /// What a body can be sent as.
    pub(super) fn body_contents(&self, id: BodyId, names: &OperationNames) -> Vec<BodyContent> {
        let contents = self.cx.wire.bodies.get(id.0).map_or(&[][..], Vec::as_slice);
        let named = contents.iter().zip(&names.contents);
        let contents = named.map(|(content, variant)| {
            let (ty, format) = self.body_format(&content.format, names);
            BodyContent { media_type: content.media_type.clone(), variant: variant.clone(), ty, format }
        });
        contents.collect()
    }

    /// The member of a JSON body by which a stream is asked for, where the operation is the one that asks for it.
    pub(super) fn stream_member(&self, read: &Operation<'_>) -> Option<String> {
        const MEMBER: &str = "stream";
        let contents = self.cx.wire.bodies.get(read.body?.0).filter(|_| read.answers == Answers::Streams)?;
        let [RequestContent { format: RequestFormat::Json(Some(schema)), .. }] = contents.as_slice() else {
            return None;
        };
        self.has_flag(*schema, MEMBER).then(|| MEMBER.to_owned())
    }

    /// Whether an object, or one of the branches of a union, has a boolean of this name.
    fn has_flag(&self, schema: SchemaId, name: &str) -> bool {
        let kinds = self.cx.kinds;
        let is_flag = |id: SchemaId| matches!(kinds.resolved(id), Kind::Boolean | Kind::True | Kind::False);
        let has = |id: SchemaId| match kinds.resolved(id) {
            Kind::Object(object) => object.properties.iter().any(|of| of.name == name && is_flag(of.schema)),
            _ => false,
        };
        match kinds.resolved(schema) {
            Kind::Union(union) => union.branches.iter().any(|branch| has(branch.schema)),
            _ => has(schema),
        }
    }

    fn body_format(&self, format: &RequestFormat, names: &OperationNames) -> (TypeRef, BodyFormat) {
        let of = |schema: &Option<_>| schema.map_or(TypeRef::Any, |schema| self.type_ref(schema, None));
        match format {
            RequestFormat::Json(schema) => (of(schema), BodyFormat::Json),
            RequestFormat::JsonTexts(items, separator) => {
                let format = match separator {
                    TextSeparator::Line => BodyFormat::JsonLines,
                    TextSeparator::Record => BodyFormat::JsonSequence,
                };
                (TypeRef::List(Box::new(of(items))), format)
            }
            RequestFormat::Text(schema) => {
                (schema.map_or(TypeRef::String, |schema| self.type_ref(schema, None)), BodyFormat::Text)
            }
            RequestFormat::Bytes => (TypeRef::Upload, BodyFormat::Bytes),
            RequestFormat::Form(schema, fields) => {
                let ty = schema.map_or(TypeRef::Object, |schema| self.type_ref(schema, None));
                (ty.without_null().clone(), BodyFormat::Form(fields.clone()))
            }
            RequestFormat::Members(schema) => (
                schema.map_or(TypeRef::Object, |schema| self.type_ref(schema, None)).without_null().clone(),
                BodyFormat::Members,
            ),
            RequestFormat::Multipart(_) => {
                (names.form.clone().map_or(TypeRef::Upload, TypeRef::Named), BodyFormat::Multipart)
            }
        }
    }

    /// The types that are made for bodies: enums of several contents, structs of parts.
    pub(super) fn body_types(&self) -> Vec<Type> {
        let named = self.cx.spec.operations.iter().zip(&self.cx.names.operations);
        let types = named.filter_map(|(read, names)| {
            let id = read.body?;
            let pointer = read.node.pointer.push("requestBody").to_string();
            let choice = names.choice.clone().map(|path| {
                let contents = self.body_contents(id, names);
                body_type(path, pointer.clone(), None, Body::Choice(contents))
            });
            let form = names.form.clone().and_then(|path| {
                let contents = self.cx.wire.bodies.get(id.0)?.iter();
                let mut parts = contents.filter_map(|content| match &content.format {
                    RequestFormat::Multipart(of) => Some(of),
                    _ => None,
                });
                let of = parts.next()?;
                let description = self.cx.spec.schemas[of.schema].node.prose("description");
                Some(body_type(path, pointer.clone(), description, Body::Form(self.form(of))))
            });
            Some(choice.into_iter().chain(form))
        });
        types.flatten().collect()
    }

    fn form(&self, of: &MultipartBody) -> Form {
        let properties: Vec<_> = of.parts.iter().map(|(property, _)| property.clone()).collect();
        let names = self.cx.names.parts.get(&of.schema).map_or(&[][..], Vec::as_slice);
        let fields = self.named_fields(None, &properties, names).into_iter().zip(&of.parts);
        let fields = fields.map(|(field, (_, part))| match part.format {
            PartFormat::File => {
                // What is `null` is not sent.
                let required = field.required && !matches!(field.ty, TypeRef::Nullable(_));
                let ty = if part.is_list { TypeRef::List(Box::new(TypeRef::Upload)) } else { TypeRef::Upload };
                Field { ty, required, constraints: Vec::new(), default: None, ..field }
            }
            PartFormat::Value | PartFormat::Json | PartFormat::Styled(_) => field,
        });
        let parts = of.parts.iter().map(|(_, part)| FormPart {
            format: part.format,
            is_list: part.is_list,
            content_type: part.content_type.clone(),
        });
        let structure = Struct { fields: fields.collect(), additional: None, parents: Vec::new(), in_requests: true };
        Form { structure, parts: parts.collect() }
    }
}

/// A type of an operation, which stands for no schema.
fn body_type(path: TypePath, pointer: String, description: Option<String>, body: Body) -> Type {
    Type {
        path,
        is_root: false,
        pointer,
        is_derived: true,
        title: None,
        description,
        deprecated: false,
        example: None,
        body,
    }
}
