//! Which operations answer page by page.

use toml::Spanned;
use toml::de::DeValue;

use crate::config::selection::{self, Selection};
use crate::config::table::{Problems, Table};
use crate::source::{FileId, Location};

/// What is said of pages.
#[derive(Debug, Clone, Default)]
pub struct Pagination {
    /// The operations whose answers may be taken for pages.
    pub recognise: Selection,
    /// The operations whose answers are pages, and how these follow one another.
    pub follow: Vec<Follow>,
}

/// How the pages of an operation follow one another. Parameters are said by their names on the wire, members of the
/// response by the names that lead to them, joined by dots.
#[derive(Debug, Clone)]
pub struct Follow {
    /// Its `operationId`.
    pub id: String,
    /// The parameter that takes the cursor.
    pub cursor: Option<String>,
    /// The parameter that takes the number of the page.
    pub page: Option<String>,
    /// The parameter that takes how many items there are before.
    pub offset: Option<String>,
    /// The member that has the next cursor; or, without a parameter, the URL of the next page.
    pub next: Option<String>,
    /// The member that has the items.
    pub items: Option<String>,
    /// Where it is said.
    pub location: Location,
}

const HELP: &str = "write `{ id = \"..\", cursor = \"..\", next = \"..\", items = \"..\" }`, with `page` or `offset` in place \
                    of `cursor` and `next`, or `next` alone for a URL";

/// Reads `[pagination]`.
pub(super) fn read(table: &mut Table<'_, '_>, file: FileId) -> Pagination {
    let recognise = selection::read(table, file);
    let mut follow = Vec::new();
    for item in table.items("follow", "an array of tables", HELP) {
        follow.extend(one(item, file, table.problems()));
    }
    Pagination { recognise, follow }
}

fn one(item: &Spanned<DeValue<'_>>, file: FileId, problems: &mut Problems) -> Option<Follow> {
    let members: Vec<_> = item.get_ref().as_table().into_iter().flat_map(|table| table.iter()).collect();
    for (key, value) in &members {
        if !["id", "cursor", "page", "offset", "next", "items"].contains(&key.get_ref().as_ref()) {
            problems.add(Some(key.span()), format!("there is no key `{}` here", key.get_ref()), HELP);
            return None;
        }
        if value.get_ref().as_str().is_none() {
            problems.add(Some(value.span()), "this is no string", HELP);
            return None;
        }
    }
    let text = |name: &str| {
        let (_, value) = members.iter().find(|(key, _)| key.get_ref() == name)?;
        value.get_ref().as_str().map(str::to_owned)
    };
    let Some(id) = text("id") else {
        problems.add(Some(item.span()), "this says of no operation how its pages are followed", HELP);
        return None;
    };
    Some(Follow {
        id,
        cursor: text("cursor"),
        page: text("page"),
        offset: text("offset"),
        next: text("next"),
        items: text("items"),
        location: Location::text(file, item.span()),
    })
}
