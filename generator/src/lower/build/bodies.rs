//! The bodies of requests, and the types that are theirs alone.

use super::Builder;
use crate::ir::{Body, BodyContent, BodyFormat, Type, TypeRef};
use crate::lower::naming::OperationNames;
use crate::lower::wire::{RequestFormat, TextSeparator};
use crate::read::BodyId;

impl Builder<'_, '_> {
    /// What a body can be sent as.
    pub(super) fn body_contents(&self, id: BodyId, names: &OperationNames) -> Vec<BodyContent> {
        let contents = self.cx.wire.bodies.get(id.0).map_or(&[][..], Vec::as_slice);
        let named = contents.iter().zip(&names.contents);
        let contents = named.map(|(content, variant)| {
            let (ty, format) = self.body_format(&content.format);
            BodyContent { media_type: content.media_type.clone(), variant: variant.clone(), ty, format }
        });
        contents.collect()
    }

    fn body_format(&self, format: &RequestFormat) -> (TypeRef, BodyFormat) {
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
        }
    }

    /// The enums of bodies that are one of several contents.
    pub(super) fn choices(&self) -> Vec<Type> {
        let named = self.cx.spec.operations.iter().zip(&self.cx.names.operations);
        let choices = named.filter_map(|(read, names)| {
            let contents = self.body_contents(read.body?, names);
            let pointer = read.node.pointer.push("requestBody").to_string();
            Some(Type {
                path: names.choice.clone()?,
                is_root: false,
                pointer,
                is_derived: true,
                title: None,
                description: None,
                deprecated: false,
                example: None,
                body: Body::Choice(contents),
            })
        });
        choices.collect()
    }
}
