//! How the pages of an operation follow one another.

use serde::Serialize;

use super::TypeRef;
use crate::names::Ident;

/// The names of the members that lead to a value.
pub type MemberPath = Vec<String>;

/// How the pages of an operation follow one another.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pagination {
    /// How the next page is asked for.
    pub style: PageStyle,
    /// The optional parameter that chooses a page, unless a URL does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parameter: Option<Ident>,
    /// The members that lead to the array of items; none where the page is that array.
    pub items: Vec<ItemsField>,
    /// The type of an item.
    pub item: TypeRef,
}

/// A field on the way to the items of a page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ItemsField {
    /// Its name on the wire.
    pub wire: String,
    /// Its name.
    pub name: Ident,
    /// How many `Option`s are around its value.
    pub options: u8,
}

/// How the next page is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PageStyle {
    /// By a cursor that the page has there.
    Cursor(MemberPath, More),
    /// By this member of the page's last item.
    LastItem(String, More),
    /// By the number of the page. The first has this one.
    Number(i64, More),
    /// By how many items there are before.
    Offset(More),
    /// By a URL that the page has there.
    Url(MemberPath),
    /// By the URL in the header `Link` whose relation is `next`.
    Link,
}

/// What a page says of those after it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum More {
    /// Nothing.
    Unknown,
    /// There are more if the value there is `true`.
    If(MemberPath),
    /// There are more unless the value there is `true`.
    Unless(MemberPath),
    /// How many items there are.
    Items(MemberPath),
    /// How many pages there are.
    Pages(MemberPath),
}
