//! Pages and items with the blocking client, as iterators.

use super::items::Items;
use super::pages_type::{Page, Pages};
use super::paginated::Paginated;
use crate::runtime::blocking::Client;
use crate::runtime::error::OperationError;

impl<O: Paginated> Iterator for Pages<'_, Client, O> {
    type Item = Page<O>;

    fn next(&mut self) -> Option<Self::Item> {
        let client = self.client;
        Some(self.prepare(client.config())?.and_then(|(prepared, url)| {
            let answer = client.run(prepared);
            self.receive(url.as_ref(), answer)
        }))
    }
}

impl<O: Paginated> Iterator for Items<'_, Client, O> {
    type Item = Result<O::Item, OperationError<O::Error>>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.page.next() {
                return Some(Ok(item));
            }
            match self.pages.next()? {
                Ok(page) => self.page = O::items(page).into_iter(),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}
