//! How the pages of operations follow one another.

use super::Builder;
use crate::ir::{ItemsField, Pagination, TypeRef};
use crate::lower::kinds::Kind;
use crate::lower::naming::OperationNames;
use crate::read::SchemaId;

impl Builder<'_, '_> {
    pub(super) fn pagination(&self, index: usize, names: &OperationNames) -> Option<Pagination> {
        let found = self.cx.pagination[index].as_ref()?;
        let mut schema = found.page;
        let mut ty = self.type_ref(schema, None);
        let mut items = Vec::new();
        for wire in &found.items {
            let (field, next) = self.field(schema, wire)?;
            ty = self.type_ref(next, Some(self.cx.kinds.target(schema)));
            let options = field.options + u8::from(matches!(ty, TypeRef::Nullable(_)));
            items.push(ItemsField { options, ..field });
            schema = next;
        }
        let TypeRef::List(item) = ty.without_null() else { return None };
        Some(Pagination {
            style: found.style.clone(),
            parameter: match found.parameter {
                Some(place) => Some(names.parameters.get(place)?.clone()),
                None => None,
            },
            items,
            item: (**item).clone(),
        })
    }

    /// The field of an object for a property, and the property's schema.
    fn field(&self, object: SchemaId, wire: &str) -> Option<(ItemsField, SchemaId)> {
        let owner = self.cx.dedup.representative(self.cx.kinds.target(object));
        let Kind::Object(object) = self.cx.kinds.get(owner) else { return None };
        let names = self.cx.names.fields.get(&owner)?;
        let (property, name) = object.properties.iter().zip(names).find(|(property, _)| property.name == wire)?;
        let field = ItemsField { wire: wire.to_owned(), name: name.clone(), options: u8::from(!property.required) };
        Some((field, property.schema))
    }
}
