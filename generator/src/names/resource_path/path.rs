//! What the HTTP method and the path say of an operation.

use super::super::{plural, words};
use super::verbs::{is_verb, is_version};

/// A piece of a path's template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Segment {
    /// Its words.
    Literal(Vec<String>),
    /// The words of a parameter's name.
    Parameter(Vec<String>),
}

impl Segment {
    fn literal(&self) -> Option<&[String]> {
        match self {
            Self::Literal(words) => Some(words),
            Self::Parameter(_) => None,
        }
    }

    fn words(&self) -> &[String] {
        match self {
            Self::Literal(words) | Self::Parameter(words) => words,
        }
    }
}

/// The pieces of `path` that have words, with prefixes that all paths of a document share (`/api/v1`) or without.
pub(super) fn segments(path: &str, with_prefixes: bool) -> Vec<Segment> {
    let mut segments = Vec::new();
    for text in path.split(['/', '#']) {
        let is_prefix = is_version(text) || matches!(text, "api" | "rest") && segments.is_empty();
        if is_prefix && !with_prefixes {
            continue;
        }
        // `{name}.json` and `{name}:cancel` are a parameter and a literal.
        for piece in text.split_inclusive('}') {
            let (literal, parameter) = piece.split_once('{').unwrap_or((piece, ""));
            segments.extend([Segment::Literal(words(literal)), Segment::Parameter(words(parameter))]);
        }
    }
    segments.retain(|segment| !segment.words().is_empty());
    segments
}

/// The resources that a path starts with: its first literal, and one more where that is only a namespace.
pub(super) fn resources(path: &str) -> Vec<String> {
    let segments = match segments(path, false) {
        segments if segments.iter().any(|segment| segment.literal().is_some()) => segments,
        _ => segments(path, true),
    };
    let literals: Vec<&[String]> =
        segments.iter().skip_while(|segment| segment.literal().is_none()).map_while(Segment::literal).collect();
    let named = |words: &[String]| words.join("_");
    match literals.as_slice() {
        [namespace, collection, ..] if !is_plural(namespace) && is_plural(collection) => {
            vec![named(namespace), named(collection)]
        }
        [resource, ..] => vec![named(resource)],
        [] => Vec::new(),
    }
}

fn is_plural(words: &[String]) -> bool {
    words.last().is_some_and(|word| plural::is_plural(word))
}

/// Whether an `operationId` says no more than the HTTP method and the path: `GetUsersUserPosts` of
/// `/v1/users/{user}/posts`.
pub(super) fn repeats(id: &str, http_method: &str, path: &str) -> bool {
    let id = words(&id.replace('#', " "));
    let starts_so = id.first().and_then(|word| word.strip_prefix(http_method));
    if !starts_so.is_some_and(|rest| rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_digit())) {
        return false;
    }
    let id = id.concat();
    // Where in the id one can be after each segment; few places, since a segment leads from one to few.
    let mut reached = vec![http_method.len()];
    let mut after_plural = false;
    for segment in segments(path, true) {
        let mut choices = match &segment {
            Segment::Literal(words) if words.len() == 1 && (is_version(&words[0]) || words[0] == "api") => {
                vec![String::new(), words[0].clone()]
            }
            Segment::Literal(words) => vec![words.concat()],
            Segment::Parameter(words) => {
                let own = words.concat();
                let short = own.strip_suffix("id").unwrap_or_default().to_owned();
                let by = format!("by{own}");
                vec![String::new(), "id".to_owned(), "byid".to_owned(), own, short, by]
            }
        };
        // `getImages` isn't what `/images/{id}` is.
        choices.retain(|choice| !choice.is_empty() || !after_plural);
        after_plural = segment.literal().is_some_and(is_plural);
        let follows = |at: &usize, choice: &str| id.get(*at..).is_some_and(|rest| rest.starts_with(choice));
        let mut next: Vec<usize> = choices
            .iter()
            .flat_map(|choice| reached.iter().filter(|at| follows(at, choice)).map(|at| at + choice.len()))
            .collect();
        next.sort_unstable();
        next.dedup();
        reached = next;
    }
    reached.contains(&id.len())
}

/// `id` without the path and the method behind it, as FastAPI writes them: `login_api_v1_login__post`.
pub(super) fn without_suffix<'i>(id: &'i str, http_method: &str, path: &str) -> &'i str {
    let pieces: Vec<&str> = path.split(|c: char| !c.is_alphanumeric()).filter(|piece| !piece.is_empty()).collect();
    if pieces.is_empty() {
        return id;
    }
    let strip = |rest: &'i str, piece: &&str| {
        let rest = rest.strip_suffix(*piece)?;
        let before = rest.trim_end_matches('_');
        (before.len() < rest.len()).then_some(before)
    };
    let before = pieces.iter().chain([&http_method]).rev().try_fold(id, strip);
    before.filter(|rest| !words(rest).is_empty()).unwrap_or(id)
}

/// `id` without the words of the path and the method behind it, as others write them.
pub(super) fn without_path<'i>(id: &'i [String], http_method: &str, path: &str) -> Option<&'i [String]> {
    let mut behind: Vec<String> = segments(path, true).iter().flat_map(|segment| segment.words().to_vec()).collect();
    if behind.is_empty() {
        return None;
    }
    behind.push(http_method.to_owned());
    id.strip_suffix(behind.as_slice()).filter(|rest| !rest.is_empty())
}

/// The method of an operation on the resource of these words, by its HTTP method and its path alone.
pub(super) fn method(http_method: &str, path: &str, resource: &[String]) -> String {
    let segments = segments(path, false);
    let (start, end) = find(&segments, resource).unwrap_or((0, 0));
    let behind = segments.get(end..).unwrap_or_default();
    let mut method = action(http_method, behind).unwrap_or_else(|| {
        let is_item = matches!(segments.last(), Some(Segment::Parameter(_)));
        let last = segments.iter().rev().find_map(Segment::literal);
        let verb = verb(http_method, is_item, is_plural(last.unwrap_or(resource)));
        let mut subject = subject(behind);
        if let Some(last) = subject.last_mut().filter(|_| verb == ["create"]) {
            *last = plural::singular(last);
        }
        verb.iter().map(|&word| word.to_owned()).chain(subject).collect()
    });
    method.extend(scope(segments.get(..start).unwrap_or_default()));
    method.join("_")
}

/// The first run of literals that say the words of the resource, in any number: where it starts, and ends.
fn find(segments: &[Segment], resource: &[String]) -> Option<(usize, usize)> {
    let wanted: Vec<String> = resource.iter().map(|word| plural::singular(word)).collect();
    (0..segments.len()).find_map(|start| {
        let mut said = Vec::new();
        for (at, segment) in segments.iter().enumerate().skip(start) {
            match segment {
                Segment::Literal(words) => said.extend(words.iter().map(|word| plural::singular(word))),
                Segment::Parameter(_) if said.is_empty() => return None,
                Segment::Parameter(_) => {}
            }
            if said == wanted {
                return Some((start, at + 1));
            }
            if said.len() >= wanted.len() {
                return None;
            }
        }
        None
    })
}

/// What the path says behind the resource: `owners`, or `owner` where it ends in one of them.
fn subject(behind: &[Segment]) -> Vec<String> {
    let mut subject: Vec<String> = Vec::new();
    let mut by = Vec::new();
    let mut parameters = 0;
    for (at, segment) in behind.iter().enumerate() {
        match segment {
            Segment::Literal(words) => {
                subject.extend(words.iter().cloned());
                let one_of_them = behind.get(at + 1).is_some_and(|next| next.literal().is_none());
                if let Some(last) = subject.last_mut().filter(|_| one_of_them) {
                    *last = plural::singular(last);
                }
                parameters = 0;
            }
            // The first one is the item; another one says which.
            Segment::Parameter(_) if parameters == 0 => parameters += 1,
            Segment::Parameter(words) => by.extend(["by".to_owned()].into_iter().chain(words.iter().cloned())),
        }
    }
    [subject, by].concat()
}

/// What is done, where the path says it: `/pets/{id}/feed`, `/pets/findByStatus`.
fn action(http_method: &str, behind: &[Segment]) -> Option<Vec<String>> {
    let at = behind.iter().rposition(|segment| segment.literal().is_some())?;
    let (before, rest) = behind.split_at_checked(at)?;
    let words = rest.first()?.literal().filter(|words| words.len() == 1 || !is_plural(words))?;
    let starts_with_verb = words.first().is_some_and(|word| is_verb(word));
    let on = subject(before);
    match http_method {
        "get" | "post" | "put" | "patch" | "update" if starts_with_verb => {
            let of_item = words.len() > 1 && before.iter().any(|segment| segment.literal().is_none());
            let preposition = (of_item && !on.is_empty()).then(|| "for".to_owned());
            Some(words.iter().cloned().chain(preposition).chain(on).collect())
        }
        "post" if rest.len() == 1 && on.is_empty() && !is_plural(words) => Some(words.to_vec()),
        _ => None,
    }
}

/// The verb for an HTTP method on one of some, on all of them, or on the only one.
fn verb(http_method: &str, is_item: bool, is_plural: bool) -> Vec<&str> {
    match http_method {
        "get" if is_plural && !is_item => vec!["list"],
        "post" if is_plural && !is_item => vec!["create"],
        "post" if is_item => vec!["update"],
        "delete" | "patch" | "put" | "update" if is_plural && !is_item => vec![http_method, "all"],
        other => vec![other],
    }
}

/// What the path says before the resource: `for_store` of `/stores/{id}/pets`.
fn scope(before: &[Segment]) -> Vec<String> {
    let has_item = before.iter().any(|segment| matches!(segment, Segment::Parameter(_)));
    let said = subject(before);
    if has_item && !said.is_empty() { [vec!["for".to_owned()], said].concat() } else { said }
}
