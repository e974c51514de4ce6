//! What the configuration says of how pages follow one another.

use super::extensions::{Said, checked};
use super::page::Page;
use super::parameters::Parameters;
use super::{Pagination, UNKNOWN};
use crate::config::Follow;
use crate::ir::{MemberPath, PageStyle};

/// How pages follow one another, or why that can't be said.
pub(super) fn read(follow: &Follow, page: &Page<'_>, parameters: &Parameters) -> Result<Pagination, &'static str> {
    let items = follow.items.as_deref().map(path);
    let next = follow.next.as_deref().map(path);
    let said: Said<'_> = match (&follow.cursor, &follow.page, &follow.offset, next) {
        (Some(cursor), None, None, Some(next)) => {
            (PageStyle::Cursor(next, UNKNOWN), Some(parameters.required(cursor)?), items)
        }
        (None, Some(number), None, None) => {
            let number = parameters.required_integer(number)?;
            (PageStyle::Number(number.first_page().unwrap_or(1), UNKNOWN), Some(number), items)
        }
        (None, None, Some(offset), None) => {
            (PageStyle::Offset(UNKNOWN), Some(parameters.required_integer(offset)?), items)
        }
        (None, None, None, Some(next)) => (PageStyle::Url(next), None, items),
        _ => return Err("it has to have `cursor` and `next`, or one of `page`, `offset` and `next`"),
    };
    checked(said, page)
}

fn path(text: &str) -> MemberPath {
    text.split('.').map(str::to_owned).collect()
}
