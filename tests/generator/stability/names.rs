//! The names of a crate, by what has them.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;
use specwright::Intermediate;
use specwright::ir::{Body, Operation, Resource, Type, TypeRef};

/// All names: by what has them, and where that stands.
pub(crate) struct Names(pub(crate) BTreeMap<Thing, String>);

/// What has a name: where it stands, and what of it is named.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Thing {
    pub(crate) pointer: String,
    pub(crate) what: String,
    /// What it goes with: a path of the document that may refer to it.
    holder: Option<String>,
}

/// Something that is called otherwise than before.
#[derive(Debug)]
pub(crate) struct Renamed {
    pub(crate) thing: Thing,
    pub(crate) before: String,
    /// Nothing where it is there and has no name any more.
    pub(crate) after: Option<String>,
}

impl fmt::Display for Renamed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Renamed { thing, before, after } = self;
        let after = after.as_deref().unwrap_or("nothing");
        write!(f, "the {} of {} was {before} and is {after}", thing.what, thing.pointer)
    }
}

impl Names {
    pub(crate) fn of(made: &Intermediate) -> Names {
        let mut names = Names(BTreeMap::new());
        made.api.resources.iter().for_each(|resource| names.resource(resource, ""));
        made.api.types.iter().for_each(|ty| names.ty(ty));
        names
    }

    fn put(&mut self, pointer: &str, what: impl Into<String>, name: impl ToString) {
        self.0.insert(Thing { pointer: pointer.to_owned(), what: what.into(), holder: None }, name.to_string());
    }

    fn resource(&mut self, resource: &Resource, above: &str) {
        let path = format!("{above}{}:{}:{}.", resource.accessor, resource.module, resource.type_name);
        for operation in &resource.operations {
            self.operation(operation, &path);
        }
        resource.children.iter().for_each(|child| self.resource(child, &path));
    }

    fn operation(&mut self, operation: &Operation, resource: &str) {
        // Two paths may refer to one path item.
        let holder = Some(format!("/paths/{}", operation.path.replace('~', "~0").replace('/', "~1")));
        let mut put = |what: &str, name: String| {
            let thing = Thing { pointer: operation.pointer.clone(), what: what.to_owned(), holder: holder.clone() };
            self.0.insert(thing, name);
        };
        put("resource", resource.to_owned());
        put("method", operation.method.to_string());
        put("request type", operation.request_type.to_string());
        put("operation type", operation.operation_type.to_string());
        put("error type", operation.error_type.to_string());
        if let Some(params) = &operation.params_type {
            put("type of parameters", params.to_string());
        }
        for parameter in &operation.parameters {
            put(&format!("parameter {:?} {}", parameter.location, parameter.wire), parameter.name.to_string());
            put(&format!("type of parameter {:?} {}", parameter.location, parameter.wire), reference(&parameter.ty));
        }
        if let Some(body) = &operation.body {
            put("body", body.name.to_string());
            put("type of the body", reference(&body.ty));
        }
        put("success", operation.success.ty.as_ref().map(reference).unwrap_or_default());
        for failure in &operation.failures {
            put(&format!("variant of {:?}", failure.status), failure.variant.to_string());
            put(&format!("error of {:?}", failure.status), failure.ty.as_ref().map(reference).unwrap_or_default());
        }
    }

    fn ty(&mut self, ty: &Type) {
        // What stands nowhere can't be told from what it is made of by its pointer.
        if ty.is_derived {
            return;
        }
        // An error body that stands for several is known by its name: which of them it stands at says nothing.
        let is_shared = ty.path.module.to_string() == "types::errors";
        let path = ty.path.to_string();
        let pointer = if is_shared { path.as_str() } else { ty.pointer.as_str() };
        self.put(pointer, "type", &path);
        match &ty.body {
            Body::Struct(of) => {
                for field in &of.fields {
                    self.put(pointer, format!("field {}", field.wire), &field.name);
                    self.put(pointer, format!("type of field {}", field.wire), reference(&field.ty));
                }
            }
            Body::Enum(of) => {
                for variant in &of.variants {
                    self.put(pointer, format!("variant {:?}", variant.value), &variant.name);
                }
            }
            Body::Union(of) => {
                for branch in &of.branches {
                    self.put(pointer, format!("branch {}", reference(&branch.ty)), &branch.name);
                }
            }
            Body::Choice(_) | Body::Wrapper(_) => {}
            // What another name of a type leads to depends on which equal types there are, as its own name doesn't.
            Body::Alias(_) => {}
        }
    }

    /// What is called otherwise in `after`, though it stands in its document, which is `value`.
    pub(crate) fn renamed(&self, after: &Names, value: &Value) -> Vec<Renamed> {
        let mut all = Vec::new();
        for (thing, before) in &self.0 {
            let now = after.0.get(thing);
            let is_member =
                ["field ", "variant ", "type of field ", "error of "].iter().any(|of| thing.what.starts_with(of));
            let may_be_gone = is_member
                || value.pointer(&thing.pointer).is_none()
                || thing.holder.as_ref().is_some_and(|holder| value.pointer(holder).is_none());
            if now != Some(before) && !(now.is_none() && may_be_gone) {
                all.push(Renamed { thing: thing.clone(), before: before.clone(), after: now.cloned() });
            }
        }
        all
    }
}

/// A type as it is used. Whether it is in a box depends on what is in it, and is no name.
fn reference(ty: &TypeRef) -> String {
    ty.to_string().replace("boxed ", "")
}
