//! What the next page is, as a state machine that does no I/O.

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};

use super::link;
use super::paginated::{More, PageStyle};
use crate::runtime::json::{find, items, scalar};
use crate::runtime::response::Response;

/// What is known of the pages so far.
#[derive(Default)]
pub(super) struct Progress {
    hashes: RandomState,
    /// The hashes of all cursors and URLs. One that repeats would lead in a circle.
    seen: HashSet<u64>,
    /// The hash of the last page, unless cursors or URLs choose the pages.
    last_page: Option<u64>,
    /// How many empty pages came without one that isn't.
    empty_pages: u32,
}

/// What to ask for next.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// Nothing: the last page was read.
    End,
    /// The page that this value of the parameter chooses.
    Parameter(String),
    /// The page at this URL, which may be relative.
    Url(String),
}

/// Pages may be empty where a cursor says that there are more. More of them than this, one after another, are an error.
const MAX_EMPTY_PAGES: u32 = 100;

impl Progress {
    /// What follows a page. `position` is the number in the parameter that has chosen the page.
    pub(super) fn next(
        &mut self,
        style: PageStyle,
        path: &[&str],
        position: Option<i64>,
        response: &Response,
    ) -> Result<Next, &'static str> {
        let body = String::from_utf8_lossy(response.body());
        let (count, last) = find(&body, path).map(items).unwrap_or_default();
        self.empty_pages = if count == 0 { self.empty_pages + 1 } else { 0 };
        if self.empty_pages > MAX_EMPTY_PAGES {
            return Err("too many pages are empty");
        }
        let at = |path: &[&str]| find(&body, path).and_then(scalar);
        match style {
            PageStyle::Cursor(cursor, more) if has_more(more, &body) => Ok(self.unseen(at(cursor), Next::Parameter)),
            PageStyle::LastItem(id, more) if has_more(more, &body) => {
                let id = last.and_then(|last| find(last, &[id])).and_then(scalar);
                Ok(self.unseen(id, Next::Parameter))
            }
            PageStyle::Number(first, more) if count > 0 && has_more(more, &body) => {
                let page = position.unwrap_or(first);
                let read = page.saturating_sub(first).saturating_add(1);
                self.counted(&body, page.checked_add(1), pages(more, &body).is_some_and(|pages| read >= pages))
            }
            PageStyle::Offset(more) if count > 0 && has_more(more, &body) => {
                let offset = position.unwrap_or(0).checked_add(i64::try_from(count).unwrap_or(i64::MAX));
                self.counted(&body, offset, all_items(more, &body).is_some_and(|all| offset >= Some(all)))
            }
            PageStyle::Url(url) => Ok(self.unseen(at(url), Next::Url)),
            PageStyle::Link => Ok(self.unseen(link::next(response.headers()).map(str::to_owned), Next::Url)),
            _ => Ok(Next::End),
        }
    }

    /// Goes on to a cursor or a URL, unless it was there before.
    fn unseen(&mut self, next: Option<String>, make: fn(String) -> Next) -> Next {
        match next.filter(|next| self.seen.insert(self.hashes.hash_one(next))) {
            Some(next) => make(next),
            None => Next::End,
        }
    }

    /// Goes on to a number, unless this page is the last, or the same as the one before: then the server doesn't know
    /// the parameter.
    fn counted(&mut self, page: &str, next: Option<i64>, is_last: bool) -> Result<Next, &'static str> {
        let hash = Some(self.hashes.hash_one(page));
        if is_last {
            return Ok(Next::End);
        }
        if self.last_page == hash {
            return Err("the server sent the same page again");
        }
        self.last_page = hash;
        Ok(next.map_or(Next::End, |next| Next::Parameter(next.to_string())))
    }
}

/// Whether there are more pages, as far as a member of this one says so.
fn has_more(more: More, body: &str) -> bool {
    match more {
        More::If(path) => find(body, path) == Some("true"),
        More::Unless(path) => find(body, path) != Some("true"),
        _ => true,
    }
}

/// How many pages there are.
fn pages(more: More, body: &str) -> Option<i64> {
    match more {
        More::Pages(path) => scalar(find(body, path)?)?.parse().ok(),
        _ => None,
    }
}

/// How many items there are.
fn all_items(more: More, body: &str) -> Option<i64> {
    match more {
        More::Items(path) => scalar(find(body, path)?)?.parse().ok(),
        _ => None,
    }
}
