//! How callers make values of types: what a constructor takes, and in which form.

use super::{Body, Field, Parameter, Paths, Struct, TypePath, TypeRef};
use crate::names::Ident;

/// The most arguments that a constructor has. Where more fields are required, it takes a struct of them.
const MOST_ARGUMENTS: usize = 6;

/// How many aliases are followed, since nothing here says that they end.
const MOST_ALIASES: usize = 16;

/// The form in which a function takes a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Argument<'t> {
    /// As the type itself.
    Plain(&'t TypeRef),
    /// As whatever can be made into the type.
    Into(&'t TypeRef),
    /// As whatever can be made into an option of this type.
    Optional(&'t TypeRef),
    /// As what it holds.
    Boxed(Box<Argument<'t>>),
    /// As its items.
    Items(Box<Argument<'t>>),
    /// As the names and values of its members; those of any object where there is no form.
    Members(Option<Box<Argument<'t>>>),
}

/// The only value of a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Literal<'t> {
    /// `true`
    True,
    /// `false`
    False,
    /// `null`
    Null,
    /// The only variant of an enum.
    Variant(&'t TypePath, &'t Ident),
}

impl Parameter {
    /// The form in which callers give it.
    pub fn argument(&self) -> Argument<'_> {
        match &self.ty {
            ty @ (TypeRef::String | TypeRef::Text(_) | TypeRef::Number | TypeRef::Any | TypeRef::Named(_)) => {
                Argument::Into(ty)
            }
            ty => Argument::Plain(ty),
        }
    }
}

impl<'a> Paths<'a> {
    /// The type that is no alias.
    pub fn resolved<'t>(&self, ty: &'t TypeRef) -> &'t TypeRef
    where
        'a: 't,
    {
        let mut found = ty;
        for _ in 0..MOST_ALIASES {
            match self.body(found) {
                Some(Body::Alias(of)) => found = of,
                _ => return found,
            }
        }
        found
    }

    /// The type with no alias in it. It is equal to others that are the same to the compiler.
    pub fn canonical(&self, ty: &TypeRef) -> TypeRef {
        self.canonical_below(ty, MOST_ALIASES)
    }

    fn canonical_below(&self, ty: &TypeRef, depth: usize) -> TypeRef {
        let ty = self.resolved(ty);
        let Some(below) = depth.checked_sub(1) else { return ty.clone() };
        let boxed = |inner: &TypeRef| Box::new(self.canonical_below(inner, below));
        match ty {
            TypeRef::List(items) => TypeRef::List(boxed(items)),
            TypeRef::Map(values) => TypeRef::Map(boxed(values)),
            TypeRef::Nullable(inner) => TypeRef::Nullable(boxed(inner)),
            TypeRef::Tuple(items) => {
                TypeRef::Tuple(items.iter().map(|item| self.canonical_below(item, below)).collect())
            }
            other => other.clone(),
        }
    }

    fn body(&self, ty: &TypeRef) -> Option<&'a Body> {
        match ty {
            TypeRef::Named(path) | TypeRef::Boxed(path) => self.ty(path).map(|ty| &ty.body),
            _ => None,
        }
    }

    /// The form in which a function takes a value of the type.
    pub fn argument<'t>(&self, ty: &'t TypeRef) -> Argument<'t>
    where
        'a: 't,
    {
        if let TypeRef::Boxed(_) = ty {
            return Argument::Boxed(Box::new(self.scalar(ty)));
        }
        match self.resolved(ty) {
            TypeRef::List(items) => Argument::Items(Box::new(self.scalar(items))),
            TypeRef::Map(values) => Argument::Members(Some(Box::new(self.scalar(values)))),
            TypeRef::Object => Argument::Members(None),
            TypeRef::Nullable(inner) => Argument::Optional(inner),
            _ => self.scalar(ty),
        }
    }

    /// The form of what is no list and no map, or is within one.
    fn scalar<'t>(&self, ty: &'t TypeRef) -> Argument<'t>
    where
        'a: 't,
    {
        let is_made = match self.resolved(ty) {
            TypeRef::String | TypeRef::Text(_) | TypeRef::Number | TypeRef::Any | TypeRef::Upload => true,
            of @ (TypeRef::Named(_) | TypeRef::Boxed(_)) => match self.body(of) {
                Some(Body::Enum(of)) => of.open,
                Some(Body::Union(_) | Body::Wrapper(_) | Body::Choice(_)) => true,
                _ => false,
            },
            _ => false,
        };
        if is_made { Argument::Into(ty) } else { Argument::Plain(ty) }
    }

    /// The only value of the type, where there is only one.
    pub fn literal<'t>(&self, ty: &'t TypeRef) -> Option<Literal<'t>>
    where
        'a: 't,
    {
        match self.resolved(ty) {
            TypeRef::True => Some(Literal::True),
            TypeRef::False => Some(Literal::False),
            TypeRef::Null => Some(Literal::Null),
            TypeRef::Named(path) => match &self.ty(path)?.body {
                Body::Enum(of) if !of.open => match of.variants.as_slice() {
                    [one] => Some(Literal::Variant(path, &one.name)),
                    _ => None,
                },
                _ => None,
            },
            _ => None,
        }
    }

    /// The fields whose values callers must give to make the struct.
    pub fn arguments<'t>(&self, of: &'t Struct) -> Vec<&'t Field> {
        of.fields.iter().filter(|field| field.required && self.literal(&field.ty).is_none()).collect()
    }

    /// The name of the struct of required fields, where a type has so many that its constructor takes it.
    pub fn required_struct(&self, path: &TypePath) -> Option<Ident> {
        match &self.ty(path)?.body {
            Body::Struct(of) if self.arguments(of).len() > MOST_ARGUMENTS => {
                let mut names = ["Required", "RequiredFields"].into_iter().map(|ending| path.name.followed_by(ending));
                names.find(|name| !self.defines(name))
            }
            _ => None,
        }
    }

    /// The structs that a struct converts into, with the names of their fields.
    pub fn parents<'t>(&self, path: &TypePath, of: &'t Struct) -> Vec<(&'t TypePath, Vec<&'t Ident>)>
    where
        'a: 't,
    {
        let mut found: Vec<(&TypePath, Vec<&Ident>)> = Vec::new();
        for parent in &of.parents {
            let Some((parent, body)) = self.structure(parent) else { continue };
            let is_known = parent == path || found.iter().any(|(known, _)| *known == parent);
            if let (false, Some(fields)) = (is_known, self.shared_fields(of, body)) {
                found.push((parent, fields));
            }
        }
        found
    }

    /// The struct that a path or an alias stands for.
    fn structure(&self, path: &TypePath) -> Option<(&'a TypePath, &'a Struct)> {
        let ty = self.ty(path)?;
        match &ty.body {
            Body::Struct(of) => Some((&ty.path, of)),
            Body::Alias(of) => match self.resolved(of) {
                TypeRef::Named(path) => match self.ty(path).map(|ty| (&ty.path, &ty.body)) {
                    Some((path, Body::Struct(of))) => Some((path, of)),
                    _ => None,
                },
                _ => None,
            },
            _ => None,
        }
    }

    /// The names of a parent's fields, if the struct has each of them with the same name and type.
    fn shared_fields<'t>(&self, of: &'t Struct, parent: &Struct) -> Option<Vec<&'t Ident>> {
        let fields = parent.fields.iter().map(|theirs| {
            let own = of.fields.iter().find(|own| own.name == theirs.name)?;
            let is_same = own.required == theirs.required && self.canonical(&own.ty) == self.canonical(&theirs.ty);
            is_same.then_some(&own.name)
        });
        let additional = parent.additional.iter().map(|theirs| {
            let own = of.additional.as_ref().filter(|own| own.name == theirs.name)?;
            (self.canonical(&own.ty) == self.canonical(&theirs.ty)).then_some(&own.name)
        });
        fields.chain(additional).collect()
    }
}
