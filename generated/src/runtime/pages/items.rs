use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

use futures_core::Stream;

use super::pages_type::Pages;
use super::paginated::Paginated;
use crate::runtime::client::Client;
use crate::runtime::error::OperationError;

/// The items of an operation's pages, one after another. [`Request::items`](crate::runtime::Request::items) makes it.
///
/// It is a [`Stream`](https://docs.rs/futures-core/latest/futures_core/stream/trait.Stream.html) with the async client,
/// and an [`Iterator`] with the blocking one. It ends as [`Pages`] does.
///
/// ```
#[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
/// # async fn example<O: Paginated>(request: Request<'_, Client, O>) -> Result<(), Error> {
/// let mut items = request.items();
/// while let Some(item) = items.next().await {
///     let item = item?;
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "items are asked for when the next one is needed"]
pub struct Items<'c, C, O: Paginated> {
    pub(super) pages: Pages<'c, C, O>,
    /// The items of the last page that are left.
    pub(super) page: vec::IntoIter<O::Item>,
}

impl<'c, C, O: Paginated> Items<'c, C, O> {
    pub(super) fn new(pages: Pages<'c, C, O>) -> Self {
        Self { pages, page: Vec::new().into_iter() }
    }
}

impl<O: Paginated> Items<'_, Client, O> {
    /// The next item; `None` after the last.
    pub async fn next(&mut self) -> Option<Result<O::Item, OperationError<O::Error>>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl<O: Paginated> Stream for Items<'_, Client, O> {
    type Item = Result<O::Item, OperationError<O::Error>>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let items = self.get_mut();
        loop {
            if let Some(item) = items.page.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(Pin::new(&mut items.pages).poll_next(context)) {
                Some(Ok(page)) => items.page = O::items(page).into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

/// Nothing in it is pinned.
impl<C, O: Paginated> Unpin for Items<'_, C, O> {}

/// Shows the operation's name.
impl<C, O: Paginated> fmt::Debug for Items<'_, C, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("operation", &O::ID).finish_non_exhaustive()
    }
}
