//! Where an operation is found on the client: the resources that lead to it, and the method.
//!
//! Decided from one operation alone, so that no other one can move it. Two operations of one resource should rarely
//! get the same method, so only those words of an `operationId` are left out that the resource says already.

mod path;
mod verbs;

#[cfg(test)]
mod tests;

use super::{plural, words};
use verbs::{is_article, is_of_many, is_preposition, is_quantifier, is_verb, is_version};

/// What an operation says of its place on the client.
#[derive(Debug, Clone, Copy)]
pub struct ResourceHints<'a> {
    /// Its `operationId`.
    pub operation_id: Option<&'a str>,
    /// The first of its `tags`.
    pub first_tag: Option<&'a str>,
    /// Its HTTP method, in lower case.
    pub http_method: &'a str,
    /// The template of its path.
    pub path: &'a str,
}

/// The place of an operation on the client: `users`, `contacts` and `delete`.
///
/// All are words of the document, not yet identifiers; each has a letter or a digit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResourcePath {
    /// The resources from the client on, at least one.
    pub resources: Vec<String>,
    /// The method on the last of them.
    pub method: String,
}

/// The most resources on the way to an operation.
const MOST_RESOURCES: usize = 6;

/// The resource where nothing else is said.
const NO_RESOURCE: &str = "api";

/// The place of an operation, from the best that it says:
///
/// 1. An `operationId` of several parts is the place itself: `users.contacts.delete`, `repos/get`,
///    `Contacts_Delete`, `ContactsController_remove`.
/// 2. Else the resource is the first tag, or what the path starts with. The method is the `operationId` without what
///    the resource says: `deleteContact` of `Contacts` is `delete`.
/// 3. Where there is no `operationId`, or one that repeats the HTTP method and the path, the method is made of these:
///    `GET /pets` of `pets` is `list`.
pub fn resource_path(hints: &ResourceHints<'_>) -> ResourcePath {
    let id = hints.operation_id.filter(|id| !words(id).is_empty());
    let repeated = id.is_none_or(|id| path::repeats(id, hints.http_method, hints.path));
    if let Some(id) = id.filter(|_| !repeated)
        && let Some(path) = of_parts(id).or_else(|| of_group(id))
    {
        return path;
    }
    let tag = hints.first_tag.filter(|tag| !words(tag).is_empty());
    let mut resources = tag.map_or_else(|| path::resources(hints.path), |tag| vec![tag.to_owned()]);
    if resources.is_empty() {
        resources.push(NO_RESOURCE.to_owned());
    }
    let resource: Vec<String> = resources.iter().flat_map(|resource| words(resource)).collect();
    let method = match id.filter(|_| !repeated) {
        Some(id) => {
            let id = words(id);
            let own = path::without_path(&id, hints.http_method, hints.path).unwrap_or(&id);
            without_resource(own, &resource).join("_")
        }
        None => path::method(hints.http_method, hints.path, &resource),
    };
    ResourcePath { resources, method }
}

/// The words for an operation: what its resource holds one of, and what is done with it (`contact delete`).
pub fn operation_type_words(path: &ResourcePath) -> String {
    let last = path.resources.last().map(String::as_str).unwrap_or_default();
    format!("{} {}", one_of(last), words(&path.method).join(" "))
}

/// The same with all its resources: `user contact delete`.
pub fn operation_type_words_in_full(path: &ResourcePath) -> String {
    let mut all: Vec<String> = path.resources.iter().map(|resource| one_of(resource)).collect();
    all.extend(words(&path.method));
    all.join(" ")
}

/// The words of a resource, the last in the singular.
fn one_of(resource: &str) -> String {
    let mut all = words(resource);
    if let Some(last) = all.last_mut() {
        *last = plural::singular(last);
    }
    all.join(" ")
}

/// The place that an `operationId` with dots, slashes or colons is. Its version is no resource, but stays with the
/// method if it isn't the first.
fn of_parts(id: &str) -> Option<ResourcePath> {
    let parts: Vec<&str> = id.split(['.', '/', ':', '#']).filter(|part| !words(part).is_empty()).collect();
    let (versions, parts): (Vec<&str>, Vec<&str>) = parts.into_iter().partition(|part| is_version(part));
    let [resources @ .., method] = parts.as_slice() else { return None };
    let versions = versions.into_iter().filter(|version| !version.eq_ignore_ascii_case("v1"));
    let method = [*method].into_iter().chain(versions).collect::<Vec<_>>().join("_");
    let resources: Vec<String> = match resources {
        [] => return None,
        [first, second, middle @ .., before, last] if resources.len() > MOST_RESOURCES => {
            let middle = middle.join("_");
            [first, second, middle.as_str(), before, last].map(str::to_owned).to_vec()
        }
        all => all.iter().map(|&part| without_controller(part).to_owned()).collect(),
    };
    Some(ResourcePath { resources, method })
}

/// The place that an `operationId` of a group and a method is: `Contacts_Delete`, `oneClicks_list`,
/// `ContactsController_remove`. Something that starts with a verb (`delete_contact`) is none.
fn of_group(id: &str) -> Option<ResourcePath> {
    let (group, method) = id.split_once('_')?;
    let resource = without_controller(group);
    let starts_with_verb = |text: &str| words(text).first().is_some_and(|word| is_verb(word));
    let is_group = resource != group || !starts_with_verb(group) && starts_with_verb(method);
    let has_words = !words(resource).is_empty() && !words(method).is_empty();
    (is_group && has_words).then(|| ResourcePath { resources: vec![resource.to_owned()], method: method.to_owned() })
}

/// The name of a controller is that of a resource.
fn without_controller(part: &str) -> &str {
    part.strip_suffix("Controller").filter(|rest| !rest.is_empty()).unwrap_or(part)
}

/// The words of an id without those of its resource, where they say nothing more; all of them where nothing remains.
fn without_resource(id: &[String], resource: &[String]) -> Vec<String> {
    let id: Vec<String> = match id {
        [verb, article, rest @ ..] if is_verb(verb) && is_article(article) && !rest.is_empty() => {
            [std::slice::from_ref(verb), rest].concat()
        }
        _ => id.to_vec(),
    };
    let starts_with_verb = id.first().is_some_and(|word| is_verb(word));
    let quantifiers = id.iter().skip(1).take_while(|word| is_quantifier(word)).count();
    let at = if starts_with_verb { 1 + quantifiers } else { 0 };
    let (before, rest) = id.split_at_checked(at).unwrap_or_default();
    let Some(named) = rest.get(..resource.len()).filter(|named| says(named, resource)) else { return id };
    let behind = rest.get(resource.len()..).unwrap_or_default();
    let fits = !starts_with_verb || number_fits(before, named, behind);
    let left = [before, behind].concat();
    if fits && !left.is_empty() { left } else { id }
}

/// Whether some words of an id are those of the resource, in any number.
fn says(named: &[String], resource: &[String]) -> bool {
    let same = |(a, b): (&String, &String)| a == b || plural::singular(a) == plural::singular(b);
    !resource.is_empty() && named.iter().zip(resource).all(same)
}

/// Whether the resource is in the number that goes without saying: the plural of what is done to many, else the
/// singular. What is followed by a part of the resource (`listPetOwners`) is singular always.
fn number_fits(verb: &[String], named: &[String], behind: &[String]) -> bool {
    let last = named.last().map(String::as_str).unwrap_or_default();
    let of_many = verb.iter().any(|word| is_of_many(word));
    let has_part = behind.first().is_some_and(|word| !is_preposition(word));
    plural::is_uncountable(last) || plural::is_plural(last) == of_many || has_part && !plural::is_plural(last)
}
