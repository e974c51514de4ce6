//! Where an operation is found on the client: the resources that lead to it, and the method.
//!
//! Decided from one operation alone, so that no other one can move it. Two operations of one resource should rarely
//! get the same method, so only those words of an `operationId` are left out that the resource says already.

mod path;
mod verbs;

#[cfg(test)]
mod tests;

use super::{plural, words};
use verbs::{is_article, is_of_many, is_quantifier, is_stage, is_verb, is_version};

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
    let tag = hints.first_tag.filter(|tag| !words(tag).is_empty());
    // A query behind the path tells operations apart that have no id of their own: `/?Action=Stop`.
    let without_query = ResourceHints { path: hints.path.split('?').next().unwrap_or_default(), ..*hints };
    let hints = if id.is_some() { &without_query } else { hints };
    let repeated = id.is_none_or(|id| path::repeats(id, hints.http_method, hints.path));
    let Some(id) = id.filter(|_| !repeated) else { return of_path(hints, tag, id.is_some()) };
    let id = path::without_suffix(id, hints.http_method, hints.path);
    of_parts(id).or_else(|| of_group(id, tag)).unwrap_or_else(|| of_words(hints, tag, id))
}

/// The place of an operation whose `operationId`, if there is one, says nothing of it.
fn of_path(hints: &ResourceHints<'_>, tag: Option<&str>, has_id: bool) -> ResourcePath {
    let resources = resources(hints, tag);
    let resource: Vec<String> = resources.iter().flat_map(|resource| words(resource)).collect();
    // An author who wrote `patch` means it.
    let verb = if hints.http_method == "patch" && !has_id { "update" } else { hints.http_method };
    ResourcePath { method: path::method(verb, hints.path, &resource), resources }
}

/// The place of an operation whose `operationId` is a phrase: `listPets`.
fn of_words(hints: &ResourceHints<'_>, tag: Option<&str>, id: &str) -> ResourcePath {
    let mut resources = resources(hints, tag);
    let id = words(id);
    let id = path::without_path(&id, hints.http_method, hints.path).unwrap_or(&id);
    let all: Vec<String> = resources.iter().flat_map(|resource| words(resource)).collect();
    if let [_, .., last] = resources.as_slice()
        && all == id
    {
        let method = last.clone();
        resources.pop();
        return ResourcePath { resources, method };
    }
    let last = resources.last().map(|resource| words(resource)).unwrap_or_default();
    let own = without_resource(id, &all).or_else(|| without_resource(id, &last));
    let method = own.unwrap_or_else(|| without_article(id)).join("_");
    ResourcePath { resources, method }
}

/// The resources of an operation that doesn't say more of them than its tag and its path.
fn resources(hints: &ResourceHints<'_>, tag: Option<&str>) -> Vec<String> {
    let resources = tag.map_or_else(|| path::resources(hints.path), |tag| vec![tag.to_owned()]);
    if resources.is_empty() { vec![NO_RESOURCE.to_owned()] } else { resources }
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

/// The place that an `operationId` with dots, slashes or colons is. A version is no resource, but stays with the method
/// unless it is the first.
fn of_parts(id: &str) -> Option<ResourcePath> {
    let parts: Vec<&str> = id.split(['.', '/', ':']).filter(|part| !words(part).is_empty()).collect();
    let (versions, parts): (Vec<&str>, Vec<&str>) = parts.into_iter().partition(|part| is_version(part));
    let [resources @ .., method] = parts.as_slice() else { return None };
    let last = words(resources.last()?);
    let resources: Vec<String> = match resources {
        [first, second, middle @ .., before, last] if resources.len() > MOST_RESOURCES => {
            [first, second, middle.join("_").as_str(), before, last].map(str::to_owned).to_vec()
        }
        all => all.iter().map(|&part| without_controller(part).to_owned()).collect(),
    };
    // `copilot/copilot-metrics`
    let own = words(method);
    let own = own.strip_prefix(last.as_slice()).filter(|rest| !rest.is_empty() && !starts_with_verb(&own));
    let method = own.map_or_else(|| (*method).to_owned(), |own| own.join("_"));
    let versions = versions.into_iter().filter(|version| !version.eq_ignore_ascii_case("v1"));
    let method = [method.as_str()].into_iter().chain(versions).collect::<Vec<_>>().join("_");
    Some(ResourcePath { resources, method })
}

/// The place that an `operationId` of a group and a method is: `Contacts_Delete`, `oneClicks_list`,
/// `ContactsController_remove`. Something that starts with a verb (`delete_contact`) is none, unless that is the tag.
fn of_group(id: &str, tag: Option<&str>) -> Option<ResourcePath> {
    let (group, method) = id.split_once(['_', '#'])?;
    let resource = without_controller(group);
    let (group_words, method_words) = (words(resource), words(method));
    if group_words.is_empty() || method_words.is_empty() {
        return None;
    }
    let tag_words = tag.map(words).unwrap_or_default();
    let is_tag = group_words.len() == tag_words.len() && says(&group_words, &tag_words);
    let is_group = resource != group || is_tag || !starts_with_verb(&group_words);
    if !is_group || resource == group && !starts_with_verb(&method_words) {
        return None;
    }
    match tag.filter(|_| is_stage(resource)) {
        Some(tag) => {
            let own = without_resource(&method_words, &tag_words);
            let method = own.map_or_else(|| method.to_owned(), |own| own.join("_"));
            Some(ResourcePath { resources: vec![resource.to_owned(), tag.to_owned()], method })
        }
        None => Some(ResourcePath { resources: vec![resource.to_owned()], method: method.to_owned() }),
    }
}

/// The name of a controller is that of a resource.
fn without_controller(part: &str) -> &str {
    part.strip_suffix("Controller").filter(|rest| !rest.is_empty()).unwrap_or(part)
}

fn starts_with_verb(words: &[String]) -> bool {
    words.first().is_some_and(|word| is_verb(word))
}

/// The words of an id without the article behind its verb.
fn without_article(id: &[String]) -> Vec<String> {
    match id {
        [verb, article, rest @ ..] if is_verb(verb) && is_article(article) && !rest.is_empty() => {
            [std::slice::from_ref(verb), rest].concat()
        }
        _ => id.to_vec(),
    }
}

/// The words of an id without those of its resource, where they stand at the start or behind the verb and say nothing
/// more.
fn without_resource(id: &[String], resource: &[String]) -> Option<Vec<String>> {
    let id = without_article(id);
    let starts_with_verb = starts_with_verb(&id);
    let quantifiers = id.iter().skip(1).take_while(|word| is_quantifier(word)).count();
    let starts = if starts_with_verb { vec![1, 1 + quantifiers] } else { vec![0] };
    starts.into_iter().find_map(|at| {
        let (before, rest) = id.split_at_checked(at)?;
        let (named, behind) = rest.split_at_checked(resource.len())?;
        let fits = !starts_with_verb || number_fits(before, named);
        let left = [before, behind].concat();
        (says(named, resource) && fits && !left.is_empty()).then_some(left)
    })
}

/// Whether some words of an id are those of the resource, in any number.
fn says(named: &[String], resource: &[String]) -> bool {
    let same = |(a, b): (&String, &String)| a == b || plural::singular(a) == plural::singular(b);
    !resource.is_empty() && named.iter().zip(resource).all(same)
}

/// Whether the resource is in the number that goes without saying: the plural of what is done to many, else the
/// singular. So `listPets` and `getPet` don't need to say `pet`, and `getPets` does.
fn number_fits(verb: &[String], named: &[String]) -> bool {
    let last = named.last().map(String::as_str).unwrap_or_default();
    let of_many = verb.iter().any(|word| is_of_many(word));
    plural::is_uncountable(last) || plural::is_plural(last) == of_many
}
