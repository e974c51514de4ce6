//! What generated code says of an operation that answers page by page.

use crate::runtime::request::Operation;

/// An operation that answers one page of many. [`Request::pages`](crate::runtime::Request::pages) and
/// [`Request::items`](crate::runtime::Request::items) ask for one after another.
pub trait Paginated: Operation + Clone {
    /// What pages consist of.
    type Item;

    #[doc(hidden)]
    const STYLE: PageStyle;

    /// The names of the members that lead to the array of items.
    #[doc(hidden)]
    const ITEMS: &'static [&'static str];

    /// Takes the items out of a page.
    #[doc(hidden)]
    fn items(page: Self::Output) -> Vec<Self::Item>;

    /// The parameter that chooses the page, unless a URL does.
    #[doc(hidden)]
    fn parameter(&mut self) -> Option<&mut dyn PageParameter> {
        None
    }
}

/// How the next page is asked for. Paths are the names of members.
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum PageStyle {
    /// By a cursor, which the page has at this path.
    Cursor(&'static [&'static str], More),
    /// By this member of the page's last item.
    LastItem(&'static str, More),
    /// By the number of the page. The first has this one.
    Number(i64, More),
    /// By how many items there are before.
    Offset(More),
    /// By a URL, which the page has at this path.
    Url(&'static [&'static str]),
    /// By the URL in the header `Link` whose relation is `next` (RFC 8288).
    Link,
}

/// What a page says of those after it.
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum More {
    /// Nothing. An empty page is the last one, or the one without a cursor.
    Unknown,
    /// There are more if the member at this path is `true`.
    If(&'static [&'static str]),
    /// There are more unless the member at this path is `true`.
    Unless(&'static [&'static str]),
    /// The member at this path says how many items there are.
    Items(&'static [&'static str]),
    /// The member at this path says how many pages there are.
    Pages(&'static [&'static str]),
}

/// The parameter that chooses a page.
#[doc(hidden)]
pub trait PageParameter {
    /// Sets the parameter. Returns whether its type has this value.
    fn set(&mut self, value: &str) -> bool;

    /// The value that is set, if it is a number.
    fn number(&self) -> Option<i64>;
}

impl PageParameter for Option<String> {
    fn set(&mut self, value: &str) -> bool {
        *self = Some(value.to_owned());
        true
    }

    fn number(&self) -> Option<i64> {
        self.as_ref()?.parse().ok()
    }
}

macro_rules! integer_parameters {
    ($($integer:ty),*) => {$(
        impl PageParameter for Option<$integer> {
            fn set(&mut self, value: &str) -> bool {
                *self = value.parse().ok();
                self.is_some()
            }

            fn number(&self) -> Option<i64> {
                i64::try_from((*self)?).ok()
            }
        }
    )*};
}

integer_parameters!(i8, i16, i32, i64, u8, u16, u32, u64);
