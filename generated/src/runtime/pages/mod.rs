//! Operations that answer page by page: requests for one page after another, and their items.

#[cfg(feature = "blocking")]
mod blocking_pages;
mod items;
mod link;
mod pages_type;
mod paginated;
mod progress;

pub use items::Items;
pub use pages_type::Pages;
pub use paginated::{More, PageParameter, PageStyle, Paginated};
