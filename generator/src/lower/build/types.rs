//! The types of schemas.

use serde_json::Value;

use super::{Builder, Lowered, constraints};
use crate::ir::{Additional, Body, Branch, Enumeration, Field, Struct, Type, TypePath, TypeRef, Union, Variant};
use crate::lower::cycles::Cycles;
use crate::lower::example;
use crate::lower::kinds::{self, Kind, Object, Property, Rest};
use crate::read::SchemaId;
use crate::source::Location;

/// The longest default that is shown, in bytes.
const MAX_DEFAULT: usize = 80;

/// The types that hold one another, with no list and no map between them.
pub(super) fn cycles(cx: &Lowered<'_, '_>) -> Cycles {
    let types = cx.spec.schemas.ids().filter(|id| cx.kinds.is_type(*id) && !cx.kinds.is_wrapper(*id));
    let edges = types.flat_map(|id| {
        let mut held = Vec::new();
        let mut waiting = match cx.kinds.get(id) {
            // Properties without a name are in a map.
            Kind::Object(object) => object.properties.iter().map(|property| property.schema).collect(),
            _ => cx.kinds.parts(id),
        };
        while let Some(part) = waiting.pop() {
            let target = cx.kinds.target(part);
            match cx.kinds.get(target) {
                Kind::Tuple(items) => waiting.extend(items),
                Kind::List(_) | Kind::Map(_) => {}
                _ => held.push((cx.dedup.representative(id), cx.dedup.representative(target))),
            }
        }
        held
    });
    Cycles::find(cx.spec.schemas.len(), edges)
}

impl Builder<'_, '_> {
    /// The types of the values of all schemas that stand in the document and are made.
    pub(super) fn schemas(&self) -> Vec<(Location, TypeRef)> {
        let made = |id: SchemaId| self.cx.usage.is_made(id) && self.cx.spec.schemas[id].derived.is_none();
        let schemas = self.cx.spec.schemas.iter().filter(|(id, _)| made(*id));
        schemas.map(|(id, schema)| (schema.node.location(), self.type_ref(id, None))).collect()
    }

    pub(super) fn types(&self) -> Vec<Type> {
        let made = self.cx.spec.schemas.ids().filter(|id| self.cx.usage.is_made(*id));
        let mut types: Vec<_> = made.filter_map(|id| self.ty(id)).chain(self.choices()).collect();
        // Stable: the types of one module stay in the order in which they were read, parents first.
        types.sort_by(|a, b| a.path.module.cmp(&b.path.module));
        types
    }

    fn ty(&self, id: SchemaId) -> Option<Type> {
        let path = self.cx.names.types.get(&id)?;
        let schema = &self.cx.spec.schemas[id];
        let representative = self.cx.dedup.representative(id);
        let body = match self.cx.kinds.get(id) {
            _ if representative != id => Body::Alias(TypeRef::Named(self.path(representative)?)),
            Kind::Object(object) => Body::Struct(self.structure(id, object)),
            Kind::Enum(own) => Body::Enum(self.enumeration(id, own)?),
            Kind::Union(union) => Body::Union(self.union(id, union)?),
            _ if self.cx.kinds.is_wrapper(id) => Body::Wrapper(self.unnamed(id, None)),
            _ => Body::Alias(self.type_ref(id, None)),
        };
        Some(Type {
            path: path.clone(),
            is_root: schema.is_component(),
            pointer: schema.node.pointer.to_string(),
            is_derived: schema.derived.is_some(),
            title: schema.node.prose("title"),
            description: schema.node.prose("description"),
            deprecated: schema.node.flag("deprecated"),
            example: example::of(self.cx.spec, self.cx.kinds, id),
            body,
        })
    }

    fn path(&self, id: SchemaId) -> Option<TypePath> {
        self.cx.names.types.get(&id).cloned()
    }

    fn structure(&self, id: SchemaId, object: &Object) -> Struct {
        let additional = object.rest.and_then(|rest| {
            let (ty, description) = match rest {
                Rest::Free => (TypeRef::Object, None),
                Rest::Typed(values) => {
                    let description = self.cx.spec.schemas[values].node.prose("description");
                    (TypeRef::Map(Box::new(self.type_ref(values, None))), description)
                }
            };
            Some(Additional { name: self.cx.names.additional.get(&id)?.clone(), ty, description })
        });
        Struct {
            fields: self.fields(id, &object.properties),
            additional,
            parents: self.parents(id, object),
            in_requests: self.is_sent(id),
        }
    }

    /// Whether a request can carry values of the type: of any of the schemas that have it.
    fn is_sent(&self, id: SchemaId) -> bool {
        let members = self.cx.dedup.members(id);
        self.cx.usage.is_sent(id) || members.iter().any(|member| self.cx.usage.is_sent(*member))
    }

    fn fields(&self, owner: SchemaId, properties: &[Property]) -> Vec<Field> {
        let names = self.cx.names.fields.get(&owner).into_iter().flatten();
        let all = properties.iter().zip(names);
        all.map(|(property, name)| {
            let node = &self.cx.spec.schemas[property.schema].node;
            let ty = self.type_ref(property.schema, Some(owner));
            let is_own_type = matches!(ty.without_null(), TypeRef::Named(_) | TypeRef::Boxed(_));
            let sources = self.cx.kinds.sources(property.schema).iter();
            let nodes: Vec<_> = match is_own_type {
                true => vec![node.value],
                false => sources.map(|source| self.cx.spec.schemas[*source].node.value).collect(),
            };
            Field {
                wire: property.name.clone(),
                name: name.clone(),
                ty,
                required: property.required,
                description: node.prose("description"),
                deprecated: node.flag("deprecated"),
                constraints: constraints::of(&nodes),
                default: node.value.get("default").and_then(default),
            }
        })
        .collect()
    }

    /// The structs that an object has all fields of, in the same way.
    fn parents(&self, id: SchemaId, object: &Object) -> Vec<TypePath> {
        let has_all = |parent: &SchemaId| {
            let Kind::Object(other) = self.cx.kinds.get(*parent) else { return false };
            let (Some(own_names), Some(names)) = (self.cx.names.fields.get(&id), self.cx.names.fields.get(parent))
            else {
                return false;
            };
            let own = || object.properties.iter().zip(own_names);
            let has = |(property, name): (&Property, &crate::names::Ident)| {
                own().any(|(mine, my_name)| {
                    mine.name == property.name
                        && my_name == name
                        && mine.required == property.required
                        && self.type_ref(mine.schema, Some(id)) == self.type_ref(property.schema, Some(*parent))
                })
            };
            other.rest.is_none() && !other.properties.is_empty() && other.properties.iter().zip(names).all(has)
        };
        let parents = object.parents.iter().map(|parent| self.cx.kinds.target(*parent));
        let parents = parents.filter(|parent| *parent != id && self.cx.usage.is_made(*parent)).filter(has_all);
        let mut paths: Vec<_> = parents.filter_map(|parent| self.path(parent)).collect();
        paths.dedup();
        paths
    }

    fn enumeration(&self, id: SchemaId, own: &kinds::Enumeration) -> Option<Enumeration> {
        let entries = self.cx.dedup.entries(id, own);
        let names = self.cx.names.variants.get(&id)?;
        let variants = names.iter().cloned().zip(entries).map(|(name, entry)| Variant {
            name,
            value: entry.value.clone(),
            description: entry.description.clone(),
        });
        let open = self.cx.dedup.is_open(id, own, entries.len());
        Some(Enumeration { repr: own.repr, open, variants: variants.collect() })
    }

    fn union(&self, id: SchemaId, union: &kinds::Union) -> Option<Union> {
        let names = self.cx.names.variants.get(&id)?;
        let branches = names.iter().zip(&union.branches).map(|(name, branch)| {
            let ty = self.type_ref(branch.schema, Some(id)).without_null().clone();
            let node = &self.cx.spec.schemas[branch.schema].node;
            Branch {
                name: name.clone(),
                tags: branch.tags.clone(),
                kinds: branch.kinds.clone(),
                required: branch.required.clone(),
                description: node.prose("description").filter(|_| ty.named().is_empty()),
                ty,
            }
        });
        Some(Union { tag: union.tag.clone(), branches: branches.collect() })
    }

    /// The type of the values of a schema, as `owner` holds them.
    pub(super) fn type_ref(&self, id: SchemaId, owner: Option<SchemaId>) -> TypeRef {
        let target = self.cx.kinds.target(id);
        let ty = match self.cx.kinds.is_type(target) {
            true => self.named(target, owner),
            false => self.unnamed(target, owner),
        };
        match ty {
            TypeRef::Any | TypeRef::Null | TypeRef::Nullable(_) => ty,
            ty if self.cx.kinds.is_nullable(id) => TypeRef::Nullable(Box::new(ty)),
            ty => ty,
        }
    }

    /// A type that has no name.
    fn unnamed(&self, target: SchemaId, owner: Option<SchemaId>) -> TypeRef {
        match self.cx.kinds.get(target) {
            Kind::String => TypeRef::String,
            Kind::Text(format) => TypeRef::Text(*format),
            Kind::Boolean => TypeRef::Boolean,
            Kind::True => TypeRef::True,
            Kind::False => TypeRef::False,
            Kind::Null => TypeRef::Null,
            Kind::Integer(width) => TypeRef::Integer(*width),
            Kind::Double => TypeRef::Double,
            Kind::Number => TypeRef::Number,
            Kind::List(items) => {
                let items = items.map_or(TypeRef::Any, |items| self.type_ref(items, None));
                TypeRef::List(Box::new(items))
            }
            Kind::Tuple(items) => TypeRef::Tuple(items.iter().map(|item| self.type_ref(*item, owner)).collect()),
            Kind::Map(values) => TypeRef::Map(Box::new(self.type_ref(*values, None))),
            Kind::FreeObject => TypeRef::Object,
            Kind::Object(_) | Kind::Enum(_) | Kind::Union(_) => TypeRef::Any,
            Kind::Any | Kind::Loose(_) | Kind::Reference(_) => TypeRef::Any,
        }
    }

    fn named(&self, target: SchemaId, owner: Option<SchemaId>) -> TypeRef {
        let representative = self.cx.dedup.representative(target);
        // Equal types of other places are known by the name of this one.
        let Some(path) = self.path(target).or_else(|| self.path(representative)) else { return TypeRef::Any };
        let owner = owner.map(|owner| self.cx.dedup.representative(owner));
        match owner {
            Some(owner) if self.cycles.share(representative, owner) => TypeRef::Boxed(path),
            _ => TypeRef::Named(path),
        }
    }
}

/// A default as JSON text, if it is short.
fn default(value: &Value) -> Option<String> {
    let text = value.to_string();
    (text.len() <= MAX_DEFAULT).then_some(text)
}
