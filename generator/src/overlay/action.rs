//! The Action Object: read, and applied.

use std::collections::HashSet;

use serde_json::Value;

use super::changes::{Changes, Origin};
use super::merge::{Budget, Class, Merge};
use super::target::{self, Wrong};
use super::{Report, kind, remove};
use crate::findings::codes;
use crate::pointer::Pointer;

/// The keys of the Action Object.
const KEYS: &[&str] = &["target", "description", "update", "remove", "copy"];

/// An action.
pub(super) struct Action<'v> {
    target: &'v str,
    change: Change<'v>,
}

enum Change<'v> {
    Update(&'v Value),
    Remove,
    /// A JSONPath.
    Copy(&'v str),
}

/// What an action is applied to.
pub(super) struct Run<'a, 'r> {
    pub(super) document: &'a mut Value,
    pub(super) changes: &'a mut Changes,
    pub(super) budget: &'a mut Budget,
    pub(super) report: &'a mut Report<'r>,
}

/// A limit is exceeded, which the findings tell: nothing more is applied.
pub(super) struct Stop;

/// Reads an action. `None`, with a finding, where it can't be applied.
pub(super) fn read<'v>(value: &'v Value, at: &Pointer, minor: u32, report: &mut Report<'_>) -> Option<Action<'v>> {
    let help = "write an object with a `target` and one of `update`, `remove` and `copy`";
    if !value.is_object() {
        report.action(at, format!("the action is {}, not an object", kind(value)), help);
        return None;
    }
    report.unknown_keys(value, "an action", KEYS, at);
    let target = match value.get("target") {
        Some(Value::String(target)) => target,
        Some(other) => {
            let message = format!("the `target` is {}, not a string", kind(other));
            report.action(&at.push("target"), message, "write a JSONPath, such as `$.paths['/users'].get`");
            return None;
        }
        None => {
            report.action(at, "the action has no `target`".into(), help);
            return None;
        }
    };
    let change = change(value, at, report)?;
    if minor == 0 && matches!(change, Change::Copy(_)) {
        let message = "`copy` is a key of Overlay 1.1, and is applied all the same".to_owned();
        report.value(codes::OTHER_VERSION_KEY, &at.push("copy"), message, "write `overlay: 1.1.0`");
    }
    Some(Action { target, change })
}

/// What an action does. The specification says which keys have no effect beside which others.
fn change<'v>(value: &'v Value, at: &Pointer, report: &mut Report<'_>) -> Option<Change<'v>> {
    let removes = match value.get("remove") {
        Some(Value::Bool(removes)) => *removes,
        Some(other) => {
            report.action(&at.push("remove"), format!("`remove` is {}, not a boolean", kind(other)), "write `true`");
            return None;
        }
        None => false,
    };
    if removes {
        for key in ["update", "copy"].into_iter().filter(|key| value.get(*key).is_some()) {
            let message = format!("`{key}` has no effect beside `remove`");
            report.action(&at.push(key), message, "leave it out, or make it an action of its own");
        }
        return Some(Change::Remove);
    }
    match (value.get("update"), value.get("copy")) {
        (Some(update), None) => Some(Change::Update(update)),
        (None, Some(Value::String(copy))) => Some(Change::Copy(copy)),
        (None, Some(other)) => {
            let message = format!("`copy` is {}, not a string", kind(other));
            report.action(&at.push("copy"), message, "write a JSONPath that selects one node");
            None
        }
        (Some(_), Some(_)) => {
            let message = "`update` and `copy` stand in one action, where neither has an effect".to_owned();
            report.action(at, message, "make them two actions");
            None
        }
        (None, None) => {
            let message = "the action changes nothing".to_owned();
            report.action(at, message, "add `update`, `copy`, or `remove: true`");
            None
        }
    }
}

/// Applies an action.
pub(super) fn apply(action: &Action<'_>, at: &Pointer, run: &mut Run<'_, '_>) -> Result<(), Stop> {
    let targets = select(action.target, &at.push("target"), run)?;
    if targets.is_empty() {
        return Ok(());
    }
    match action.change {
        Change::Remove => remove_all(targets, at, run),
        Change::Update(update) => {
            let origin = Origin { file: run.report.file, pointer: at.push("update"), inside: true };
            merge_all(&targets, update, origin, at, run)?;
        }
        Change::Copy(query) => {
            let place = at.push("copy");
            let sources = select(query, &place, run)?;
            if sources.len() > 1 {
                let message = format!("`{query}` selects {} nodes, and one is copied", sources.len());
                run.report.action(&place, message, "write a JSONPath that selects one node");
            } else if let Some(source) = sources.first().and_then(|source| source.resolve(run.document)).cloned() {
                let origin = Origin { file: run.report.file, pointer: place, inside: false };
                merge_all(&targets, &source, origin, at, run)?;
            }
        }
    }
    Ok(())
}

/// The nodes that a JSONPath of the overlay selects; none, with a finding, where it is wrong or selects none.
fn select(query: &str, place: &Pointer, run: &mut Run<'_, '_>) -> Result<Vec<Pointer>, Stop> {
    match target::select(query, run.document) {
        Ok(pointers) => {
            if pointers.is_empty() {
                let message = format!("`{query}` matches nothing, so the action changes nothing");
                let help = "compare it with the document, as the actions before this one leave it";
                run.report.value(codes::OVERLAY_TARGET, place, message, help);
            }
            Ok(pointers)
        }
        Err(Wrong::Syntax { message, help }) => {
            run.report.action(place, message, help);
            Ok(Vec::new())
        }
        Err(Wrong::Limit(message)) => {
            run.report.value(codes::LIMIT, place, message, "write several actions, each with a simpler target");
            Err(Stop)
        }
    }
}

fn remove_all(mut targets: Vec<Pointer>, at: &Pointer, run: &mut Run<'_, '_>) {
    if targets.iter().any(Pointer::is_root) {
        let message = "the whole document can't be removed".to_owned();
        run.report.action(&at.push("target"), message, "select what is to be removed: `$.paths['/users']`");
        targets.retain(|target| !target.is_root());
    }
    remove::remove(run.document, &targets, run.changes);
}

/// Merges a value into all targets.
fn merge_all(
    targets: &[Pointer],
    update: &Value,
    origin: Origin,
    at: &Pointer,
    run: &mut Run<'_, '_>,
) -> Result<(), Stop> {
    let place = origin.pointer.clone();
    let mut classes = targets.iter().filter_map(|target| target.resolve(run.document)).map(Class::of);
    let first = classes.next();
    if classes.any(|class| Some(class) != first) {
        let message = "the target selects objects, arrays and primitive values together".to_owned();
        run.report.action(&at.push("target"), message, "write an action for each kind of value");
        return Ok(());
    }
    if let Err(message) = run.budget.spend(update, targets) {
        run.report.value(codes::LIMIT, &place, message, "select less, or add less");
        return Err(Stop);
    }
    let mut merge = Merge { changes: run.changes, origin, refused: Vec::new(), seen: HashSet::new() };
    for target in targets {
        match run.document.pointer_mut(target.as_str()) {
            // To an array that is the target itself, an item may be added without a list around it.
            Some(Value::Array(items)) if !update.is_array() => merge.append(items, target, update),
            Some(value) => merge.value(value, target, update),
            None => {}
        }
    }
    for (place, message) in merge.refused {
        let help = "remove the value with an action before this one, or write one of the same kind";
        run.report.action(&place, message, help);
    }
    Ok(())
}
