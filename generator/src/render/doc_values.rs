//! Values in the examples of docs, as callers make them.

use super::context::Context;
use super::doc_examples::literal;
use super::sample;
use crate::ir::{Argument, Body, BodyContent, EnumValue, Enumeration, Struct, TypePath, TypeRef};

/// The longest call of a constructor that is shown, in characters. A longer one would hide what the example is about.
const LONGEST: usize = 90;

/// How many types are followed, since nothing here says that they end.
const MAX_DEPTH: usize = 8;

/// An expression for the argument of an operation: of a string, `text`; of an enum, a value that `fits`.
pub(super) fn argument(cx: &Context<'_>, ty: &TypeRef, text: &str, fits: &dyn Fn(&str) -> bool) -> Option<String> {
    match (cx.paths.resolved(ty), ty) {
        (TypeRef::Named(path), _) => match &cx.paths.ty(path)?.body {
            Body::Enum(of) => variant(cx, path, of, fits),
            _ => None,
        },
        // The type of a number is not known from an alias, which takes whatever can be made into it.
        (TypeRef::Integer(width), TypeRef::Named(_)) => Some(format!("1_{}", width.rust_name())),
        (TypeRef::String, _) => Some(literal(text)),
        (resolved, _) => scalar(cx, resolved),
    }
}

/// An expression for the body of a request, in the form in which the operation takes it.
pub(super) fn body(cx: &Context<'_>, ty: &TypeRef) -> Option<String> {
    let form = cx.paths.argument(ty);
    let text = match &form {
        Argument::Into(of) if choice(cx, of).is_some() => {
            choice(cx, of)?.iter().find_map(|content| chosen(cx, of, content))
        }
        Argument::Plain(of) => sent(cx, of).or_else(|| value(cx, &form, "body", MAX_DEPTH)),
        _ => value(cx, &form, "body", MAX_DEPTH),
    };
    text.filter(|text| text.chars().count() <= LONGEST)
}

/// The contents that a body is one of.
fn choice<'a>(cx: &Context<'a>, ty: &TypeRef) -> Option<&'a [BodyContent]> {
    let TypeRef::Named(path) = ty else { return None };
    match &cx.paths.ty(path)?.body {
        Body::Choice(contents) => Some(contents),
        _ => None,
    }
}

/// A body of one content: its value alone, if that says which it is.
fn chosen(cx: &Context<'_>, ty: &TypeRef, content: &BodyContent) -> Option<String> {
    let value = match &content.ty {
        TypeRef::Upload => value(cx, &Argument::Plain(&content.ty), "body", MAX_DEPTH)?,
        of => sent(cx, of)?,
    };
    let alike = |other: &&BodyContent| cx.paths.canonical(&other.ty) == cx.paths.canonical(&content.ty);
    match (choice(cx, ty)?.iter().filter(alike).count(), ty) {
        (1, _) => Some(value),
        (_, TypeRef::Named(path)) => Some(format!("{}::{}({value})", cx.path(path), content.variant)),
        _ => None,
    }
}

/// A value of a struct: what is required, and one field more, where its setter has a value that is short.
fn sent(cx: &Context<'_>, ty: &TypeRef) -> Option<String> {
    let TypeRef::Named(path) = cx.paths.resolved(ty) else { return None };
    let Body::Struct(of) = &cx.paths.ty(path)?.body else { return None };
    let made = match cx.paths.arguments(of).is_empty() && of.in_requests {
        true => format!("{}::new()", cx.path(path)),
        false => new(cx, path, of, MAX_DEPTH)?,
    };
    let optional =
        of.fields.iter().filter(|field| !field.required && !field.deprecated && field.name.as_str() != "new");
    let set = optional.take(MOST_SETTERS_TRIED).find_map(|field| {
        let given = value(cx, &cx.paths.argument(&field.ty), field.name.as_str(), SETTER_DEPTH)?;
        let text = format!("{made}.{}({given})", field.name);
        (text.chars().count() <= LONGEST).then_some(text)
    });
    Some(set.filter(|_| of.in_requests).unwrap_or(made))
}

/// How many optional fields are looked at for one to show.
const MOST_SETTERS_TRIED: usize = 8;

/// How many types are followed for the value of a setter.
const SETTER_DEPTH: usize = 1;

/// A call of the constructor of a struct that requires something; nothing if that is too long.
pub(super) fn constructed(cx: &Context<'_>, ty: &TypeRef) -> Option<String> {
    match cx.paths.resolved(ty) {
        TypeRef::Named(path) => match &cx.paths.ty(path)?.body {
            Body::Struct(of) => new(cx, path, of, MAX_DEPTH).filter(|text| text.chars().count() <= LONGEST),
            _ => None,
        },
        _ => None,
    }
}

fn new(cx: &Context<'_>, path: &TypePath, of: &Struct, depth: usize) -> Option<String> {
    let required = cx.paths.arguments(of);
    if required.is_empty() || cx.required_struct(path).is_some() {
        return None;
    }
    let given = required.iter().map(|field| {
        let form = cx.paths.argument(&field.ty);
        value(cx, &form, field.name.as_str(), depth.checked_sub(1)?)
    });
    let given: Option<Vec<_>> = given.collect();
    Some(format!("{}::new({})", cx.path(path), given?.join(", ")))
}

/// An expression for an argument of a constructor, of this form.
fn value(cx: &Context<'_>, form: &Argument<'_>, name: &str, depth: usize) -> Option<String> {
    match form {
        Argument::Plain(ty) | Argument::Into(ty) => match cx.paths.resolved(ty) {
            TypeRef::String => Some(literal(name)),
            TypeRef::Upload => Some(format!("{}::Upload::bytes({})", cx.krate, literal("the bytes"))),
            TypeRef::Named(path) | TypeRef::Boxed(path) => match &cx.paths.ty(path)?.body {
                Body::Enum(of) => variant(cx, path, of, &|_| true),
                Body::Struct(of) => new(cx, path, of, depth),
                _ => None,
            },
            ty => scalar(cx, ty),
        },
        Argument::Optional(_) => Some("None".to_owned()),
        Argument::Boxed(inner) => value(cx, inner, name, depth),
        Argument::Items(items) => Some(format!("[{}]", value(cx, items, name, depth)?)),
        Argument::Members(Some(values)) => Some(format!("[(\"name\", {})]", value(cx, values, name, depth)?)),
        Argument::Members(None) => Some("[(\"name\", \"value\")]".to_owned()),
    }
}

fn variant(cx: &Context<'_>, path: &TypePath, of: &Enumeration, fits: &dyn Fn(&str) -> bool) -> Option<String> {
    let sent = of.variants.iter().find(|variant| match &variant.value {
        EnumValue::String(text) => fits(text),
        EnumValue::Integer(_) | EnumValue::Json(_) => true,
    });
    let variant = sent.or(of.variants.first())?;
    Some(format!("{}::{}", cx.path(path), variant.name))
}

fn scalar(cx: &Context<'_>, ty: &TypeRef) -> Option<String> {
    let json = |name: &str| format!("{}::runtime::json::{name}", cx.krate);
    Some(match ty {
        TypeRef::Boolean => "true".to_owned(),
        TypeRef::True => json("True"),
        TypeRef::False => json("False"),
        TypeRef::Null => json("Null"),
        TypeRef::Integer(_) | TypeRef::Number => "1".to_owned(),
        TypeRef::Double => "1.0".to_owned(),
        TypeRef::Text(format) => literal(sample::text(*format)),
        TypeRef::Any => "serde_json::json!({})".to_owned(),
        TypeRef::Nullable(_) => "None".to_owned(),
        _ => return None,
    })
}
