//! Where an operation is found on the client: its resources, and its method.

use crate::names::{singular::singular, words};

/// The place of an operation among the resources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Placement {
    /// The resources from the client on, at least one.
    pub(super) resources: Vec<String>,
    /// The method on the last of them.
    pub(super) method: String,
}

/// What a placement is made from.
pub(super) struct Clues<'a> {
    pub(super) operation_id: Option<&'a str>,
    pub(super) first_tag: Option<&'a str>,
    pub(super) http_method: &'a str,
    pub(super) path: &'a str,
}

/// An `operationId` of more parts is not meant as a place.
const MOST_RESOURCES: usize = 6;

/// The place of an operation, from the best that the document gives:
///
/// 1. an `operationId` of several parts (`users.contacts.delete`, `repos/get`) is the place itself;
/// 2. else the first tag, or the first literal segment of the path, is the resource, and the method is the
///    `operationId` without the resource's name (`deleteContact` of `Contacts` is `delete`), or the HTTP method.
pub(super) fn place(clues: &Clues<'_>) -> Placement {
    let parts: Vec<&str> =
        clues.operation_id.unwrap_or_default().split(['.', '/']).filter(|part| !words(part).is_empty()).collect();
    if let [resources @ .., method] = parts.as_slice()
        && (1..=MOST_RESOURCES).contains(&resources.len())
    {
        return Placement {
            resources: resources.iter().map(|&part| part.to_owned()).collect(),
            method: (*method).to_owned(),
        };
    }
    let resource =
        clues.first_tag.filter(|tag| !words(tag).is_empty()).or_else(|| first_segment(clues.path)).unwrap_or("api");
    let method = parts.first().map_or_else(|| clues.http_method.to_owned(), |id| without(id, resource));
    Placement { resources: vec![resource.to_owned()], method }
}

/// The first segment that is neither a parameter nor a version.
fn first_segment(path: &str) -> Option<&str> {
    let is_version =
        |segment: &str| segment.strip_prefix('v').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    path.split('/').find(|segment| !segment.contains('{') && !is_version(segment) && !words(segment).is_empty())
}

/// `id` without the words of `resource`, in the singular or not; all of it where nothing else remains.
fn without(id: &str, resource: &str) -> String {
    let id_words = words(id);
    let plain: Vec<String> = words(resource).iter().map(|word| singular(word)).collect();
    let fits = |window: &[String]| window.iter().zip(&plain).all(|(word, plain)| singular(word) == *plain);
    let found = id_words.windows(plain.len().max(1)).position(fits);
    let Some(at) = found.filter(|_| id_words.len() > plain.len()) else { return id.to_owned() };
    let rest = id_words.iter().enumerate().filter(|(index, _)| !(at..at + plain.len()).contains(index));
    rest.map(|(_, word)| word.as_str()).collect::<Vec<_>>().join("_")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placed(id: Option<&str>, tag: Option<&str>, path: &str) -> String {
        let clues = Clues { operation_id: id, first_tag: tag, http_method: "delete", path };
        let placement = place(&clues);
        format!("{} {}", placement.resources.join("/"), placement.method)
    }

    #[test]
    fn an_id_of_parts_is_the_place() {
        assert_eq!(placed(Some("users.contacts.delete"), Some("Contacts"), "/"), "users/contacts delete");
        assert_eq!(placed(Some("repos/get"), None, "/"), "repos get");
    }

    #[test]
    fn else_the_tag_is_the_resource() {
        assert_eq!(placed(Some("deleteContact"), Some("Contacts"), "/"), "Contacts delete");
        assert_eq!(placed(Some("listAllCompanies"), Some("Companies"), "/"), "Companies list_all");
        assert_eq!(placed(Some("contacts"), Some("Contacts"), "/"), "Contacts contacts");
        assert_eq!(placed(Some("ping"), Some("Contacts"), "/"), "Contacts ping");
    }

    #[test]
    fn else_the_path_is() {
        assert_eq!(placed(None, None, "/v2/contacts/{id}"), "contacts delete");
        assert_eq!(placed(None, None, "/{id}"), "api delete");
        assert_eq!(placed(Some("..."), Some("---"), "/v1"), "--- delete");
    }
}
