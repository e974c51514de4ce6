//! Schemas of which there is no value that ends, or that no type can be written for.

use std::collections::HashSet;

use super::circles::Circles;
use super::context::Context;
use super::schemas::Shape;
use crate::diagnostic::Place;
use crate::pointer::Pointer;

/// Tells of schemas of which there is no value: lists of nothing but lists, and objects that need one another.
pub(super) fn refuse_endless(cx: &mut Context<'_>) {
    let circles = Circles::find(cx.schemas.keys(), |pointer| needed(cx, pointer).into_iter());
    // One of each circle is enough.
    let mut seen = HashSet::new();
    let in_circles = cx.schemas.keys().filter(|pointer| circles.of(pointer).is_some_and(|circle| seen.insert(circle)));
    let endless: Vec<Pointer> = in_circles.cloned().collect();
    let is_deep = |pointer: &&Pointer| circles.of(pointer).is_none() && is_deep(cx, pointer);
    let deep: Vec<_> = cx.schemas.keys().filter(is_deep).cloned().collect();
    for pointer in deep {
        let what = format!("a list of lists of more than {DEEPEST_LIST} levels is");
        cx.unsupported(Place::Key(pointer), &what, "put an object between");
    }
    for pointer in endless {
        let (message, help) = match cx.schemas.get(&pointer).map(|schema| &schema.shape) {
            Some(Shape::List(_)) => {
                ("this list holds nothing but lists of itself", "let it hold something, in an object for example")
            }
            _ => (
                "a value of this schema would need another one inside it, without an end",
                "make a property that leads back to it optional, or put a list between",
            ),
        };
        cx.error(Place::Key(pointer), message, help);
    }
}

/// The schemas of which a value is needed right inside one of this: the list in a list, the required objects of an object.
fn needed<'a>(cx: &'a Context<'_>, pointer: &Pointer) -> Vec<&'a Pointer> {
    let shape = |pointer: &Pointer| cx.schemas.get(pointer).map(|schema| &schema.shape);
    match shape(pointer) {
        Some(Shape::List(items)) if matches!(shape(items), Some(Shape::List(_))) => vec![items],
        Some(Shape::Object(properties)) => {
            let required = properties.iter().filter(|property| property.required).map(|property| &property.schema);
            required.filter(|schema| matches!(shape(schema), Some(Shape::Object(_)))).collect()
        }
        _ => Vec::new(),
    }
}

/// How many lists can be in one another with no name between: more can't be read by anyone.
const DEEPEST_LIST: usize = 8;

fn is_deep(cx: &Context<'_>, start: &Pointer) -> bool {
    let mut at = start;
    for _ in 0..DEEPEST_LIST {
        let Some(Shape::List(items)) = cx.schemas.get(at).map(|schema| &schema.shape) else { return false };
        at = items;
    }
    matches!(cx.schemas.get(at).map(|schema| &schema.shape), Some(Shape::List(_)))
}
