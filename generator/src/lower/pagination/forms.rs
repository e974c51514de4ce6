//! The forms that are recognised by the names of parameters and members.

use super::page::{Member, MemberKind, Page};
use super::parameters::{Parameters, Scalar};
use super::{Pagination, UNKNOWN};
use crate::ir::{MemberPath, More, PageStyle};

/// Parameters that take a cursor.
const CURSORS: &[&str] = &[
    "after",
    "continuation",
    "continuation_token",
    "cursor",
    "iterator",
    "marker",
    "next_cursor",
    "next_marker",
    "next_page_token",
    "next_token",
    "page_cursor",
    "page_token",
    "pagination_token",
    "starting_after",
];

/// Parameters that take the ID of an item, the last one of the page before.
const LAST_ITEMS: &[&str] = &["after", "starting_after"];

/// Parameters that take the number of a page.
const NUMBERS: &[&str] = &["page", "page_number"];

/// Parameters that take how many items there are before.
const OFFSETS: &[&str] = &["offset", "skip"];

/// Parameters that take how many items a page has.
const SIZES: &[&str] = &["limit", "page_limit", "page_size", "pagesize", "per_page", "size", "take", "top"];

/// The one form that an operation has. If it can be paged in several ways, it isn't known which of them the server
/// follows, unless the page has a URL.
pub(super) fn recognise(page: &Page<'_>, parameters: &Parameters, has_link: bool) -> Option<Pagination> {
    let items = page.items()?;
    let members = page.members();
    let is_paged = [CURSORS, NUMBERS, OFFSETS, SIZES].into_iter().any(|names| parameters.named(names).next().is_some());
    let by_url =
        url(&members).map(PageStyle::Url).or_else(|| (has_link && page.is_evident()).then_some(PageStyle::Link));
    let (style, parameter) = match by_url.filter(|_| is_paged) {
        Some(style) => (style, None),
        None => {
            let cursors: Vec<_> = parameters.named(CURSORS).chain(text_pages(parameters)).collect();
            let counters: Vec<_> = parameters.named(NUMBERS).chain(parameters.named(OFFSETS)).collect();
            let counters: Vec<_> = counters.into_iter().filter(|counter| counter.is_integer).collect();
            let (style, parameter) = match (cursors.as_slice(), counters.as_slice()) {
                ([cursor], []) => (by_cursor(cursor, page, &items, &members)?, cursor),
                ([], [counter]) if page.is_evident() => (by_count(counter, parameters, &members)?, counter),
                _ => return None,
            };
            (style, Some(parameter.place))
        }
    };
    Some(Pagination { style, parameter, page: page.schema, items })
}

/// A page that is chosen by a text.
fn text_pages(parameters: &Parameters) -> impl Iterator<Item = &Scalar> {
    parameters.named(&["page"]).filter(|page| !page.is_integer)
}

/// Where the URL of the next page is.
fn url(members: &[Member]) -> Option<MemberPath> {
    let is_url = |member: &&Member| match member.name.as_str() {
        "next" => {
            let in_links = matches!(member.within.as_deref(), Some("link" | "links"));
            member.scalar == MemberKind::Uri || (member.scalar == MemberKind::String && in_links)
        }
        "next_href" | "next_link" | "next_page_uri" | "next_page_url" | "next_uri" | "next_url" | "odata_next_link" => {
            matches!(member.scalar, MemberKind::Uri | MemberKind::String)
        }
        "next_page" => member.scalar == MemberKind::Uri,
        _ => false,
    };
    only(members.iter().filter(is_url)).map(|member| member.path.clone())
}

fn by_cursor(parameter: &Scalar, page: &Page<'_>, items: &MemberPath, members: &[Member]) -> Option<PageStyle> {
    let more = more(members);
    let fits = |member: &&Member| match member.scalar {
        MemberKind::String => !parameter.is_integer,
        MemberKind::Integer => true,
        _ => false,
    };
    let is_cursor = |member: &&Member| fits(member) && is_cursor_of(member, &parameter.name, &more);
    if let Some(cursor) = only(members.iter().filter(is_cursor)) {
        return Some(PageStyle::Cursor(cursor.path.clone(), more));
    }
    let by_id = LAST_ITEMS.contains(&parameter.name.as_str()) && !parameter.is_integer && page.items_have_id(items);
    (by_id && matches!(more, More::If(_))).then(|| PageStyle::LastItem("id".to_owned(), more))
}

/// Whether a member of a page is the cursor that this parameter of the next one takes.
fn is_cursor_of(member: &Member, parameter: &str, more: &More) -> bool {
    let name = member.name.as_str();
    if name.strip_prefix("next_") == Some(parameter) || (name == parameter && parameter.starts_with("next_")) {
        return true;
    }
    match (parameter, name) {
        ("page_cursor" | "after" | "starting_after", "next_cursor") => true,
        ("continuation" | "continuation_token", "continuation_token" | "continuation") => true,
        ("pagination_token", "next_token" | "pagination_token") => true,
        ("after", "after") => matches!(member.within.as_deref(), Some("cursor" | "cursors")),
        // These may as well be those of this page, unless the page says that there are more.
        ("after", "end_cursor" | "last_id" | "next")
        | ("cursor", "cursor" | "end_cursor")
        | ("iterator", "iterator") => *more != UNKNOWN,
        _ => false,
    }
}

/// What a page says of those after it.
fn more(members: &[Member]) -> More {
    let named = |names: &[&str]| {
        let is_flag = |member: &&Member| member.scalar == MemberKind::Boolean && names.contains(&member.name.as_str());
        only(members.iter().filter(is_flag)).map(|member| member.path.clone())
    };
    match (
        named(&["has_more", "has_next", "has_next_page", "more", "next_page"]),
        named(&["done", "is_last", "is_last_page"]),
    ) {
        (Some(path), None) => More::If(path),
        (None, Some(path)) => More::Unless(path),
        _ => UNKNOWN,
    }
}

fn by_count(counter: &Scalar, parameters: &Parameters, members: &[Member]) -> Option<PageStyle> {
    if !parameters.has_integer(SIZES) {
        return None;
    }
    let count = |names: &[&str]| {
        let is_count = |member: &&Member| member.scalar == MemberKind::Integer && names.contains(&member.name.as_str());
        only(members.iter().filter(is_count)).map(|member| member.path.clone())
    };
    let flag = Some(more(members)).filter(|more| *more != UNKNOWN);
    if OFFSETS.contains(&counter.name.as_str()) {
        let all = || count(&["total", "total_count", "total_items", "total_results"]).map(More::Items);
        return Some(PageStyle::Offset(flag.or_else(all).unwrap_or(UNKNOWN)));
    }
    let all = || count(&["last_page", "num_pages", "page_count", "total_pages"]).map(More::Pages);
    Some(PageStyle::Number(counter.first_page()?, flag.or_else(all).unwrap_or(UNKNOWN)))
}

/// The one item; nothing where there are several.
fn only<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    let first = items.next()?;
    items.next().is_none().then_some(first)
}
