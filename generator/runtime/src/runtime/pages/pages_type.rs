use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use url::Url;

use super::items::Items;
use super::paginated::Paginated;
use super::progress::{Next, Progress};
use crate::runtime::call::Options;
use crate::runtime::client::request::read;
use crate::runtime::client::{Client, Request};
use crate::runtime::error::{ErrorCause, ErrorContext, OperationError};
use crate::runtime::request::Config;
use crate::runtime::request::prepare::{self, Prepared};
use crate::runtime::response::{Mismatch, Response};
use crate::runtime::transport;
use crate::runtime::wire::path::MAX_URL_LENGTH;

/// The pages of an operation, which are asked for one after another. [`Request::pages`] makes it.
///
/// It is a [`Stream`](https://docs.rs/futures-core/latest/futures_core/stream/trait.Stream.html) with the async client,
/// and an [`Iterator`] with the blocking one. It ends with the last page, with a cursor that was there before, and with
/// the first error.
///
/// ```
#[doc = concat!("# use ", env!("CARGO_CRATE_NAME"), "::runtime::*;")]
/// # async fn example<O: Paginated>(request: Request<'_, Client, O>) -> Result<(), Error> {
/// let mut pages = request.pages();
/// while let Some(page) = pages.next().await {
///     let page = page?;
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "pages are asked for when the next one is needed"]
pub struct Pages<'c, C, O: Paginated> {
    pub(super) client: &'c C,
    operation: O,
    options: Options,
    progress: Progress,
    state: State,
}

enum State {
    /// The next page has yet to be asked for.
    Next,
    /// A page was asked for.
    Sending(Sending),
    /// There is no way to the next page.
    Failed(Box<ErrorContext>),
    Over,
}

/// The request of a page, and its URL.
type Asked = (Prepared, Option<Url>);

type Answer = Result<Response, Box<ErrorContext>>;

/// The answer of a page, with the page's URL.
type Sending = Pin<Box<dyn Future<Output = (Option<Url>, Answer)> + Send>>;

/// A page, or why there is none.
pub(super) type Page<O> =
    Result<<O as crate::runtime::Operation>::Output, OperationError<<O as crate::runtime::Operation>::Error>>;

impl<'c, C, O: Paginated> Request<'c, C, O> {
    /// All pages from this one on. Each is asked for when it is needed, with the settings of this request.
    ///
    /// If the page has the URL of the next one, that must be of the same origin.
    pub fn pages(self) -> Pages<'c, C, O> {
        let Self { client, operation, options } = self;
        Pages { client, operation, options, progress: Progress::default(), state: State::Next }
    }

    /// All items of this page and those after it. A page is asked for when its first item is needed.
    pub fn items(self) -> Items<'c, C, O> {
        Items::new(self.pages())
    }
}

impl<C, O: Paginated> Pages<'_, C, O> {
    /// The request of the next page, unless there is none.
    pub(super) fn prepare(&mut self, config: &Config) -> Option<Result<Asked, OperationError<O::Error>>> {
        match std::mem::replace(&mut self.state, State::Over) {
            State::Failed(context) => Some(Err(OperationError::new(context, None))),
            State::Over => None,
            State::Next | State::Sending(_) => {
                let prepared = prepare::operation(config, &self.operation, self.options.clone());
                let url = prepared.as_ref().ok().map(|request| request.url.clone());
                Some(Ok((prepared, url)))
            }
        }
    }

    /// Reads a page, and finds out what the next one is.
    pub(super) fn receive(&mut self, url: Option<&Url>, answer: Answer) -> Page<O> {
        let response = answer.map_err(|context| OperationError::new(context, None))?;
        let next = self.next_state(url, &response);
        let page = read::<O>(response)?.value;
        self.state = next;
        Ok(page)
    }

    fn next_state(&mut self, url: Option<&Url>, response: &Response) -> State {
        let position = self.operation.parameter().and_then(|parameter| parameter.number());
        let failure = match self.progress.next(O::STYLE, O::ITEMS, position, response) {
            Ok(Next::End) => return State::Over,
            Ok(Next::Parameter(value)) => {
                if self.operation.parameter().is_some_and(|parameter| parameter.set(&value)) {
                    return State::Next;
                }
                "its cursor doesn't fit the parameter"
            }
            Ok(Next::Url(next)) => match url.map(|url| target(url, &next)) {
                Some(Ok(target)) => {
                    self.options.target = Some(Box::new(target));
                    return State::Next;
                }
                Some(Err(what)) => what,
                None => return State::Over,
            },
            Err(what) => what,
        };
        let cause = ErrorCause::Unexpected(Mismatch::NextPage(failure).into());
        State::Failed(ErrorContext::answered(prepare::label::<O>(), cause, response.clone()))
    }
}

/// The URL of the next page, as a page at `url` writes it.
fn target(url: &Url, next: &str) -> Result<Url, &'static str> {
    let mut target = url.join(next).map_err(|_| "its URL can't be read")?;
    // The origin of a `blob:` URL is that of the URL within it.
    let is_same = target.scheme() == url.scheme() && target.origin() == url.origin();
    if !is_same || !target.username().is_empty() || target.password().is_some() {
        return Err("its URL is of another origin");
    }
    target.set_fragment(None);
    if target.as_str().len() > MAX_URL_LENGTH {
        return Err("its URL is too long");
    }
    Ok(target)
}

impl<O: Paginated> Pages<'_, Client, O> {
    /// The next page; `None` after the last.
    pub async fn next(&mut self) -> Option<Page<O>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl<O: Paginated> Stream for Pages<'_, Client, O> {
    type Item = Page<O>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let pages = self.get_mut();
        loop {
            if let State::Sending(sending) = &mut pages.state {
                let (url, answer) = ready!(sending.as_mut().poll(context));
                pages.state = State::Over;
                return Poll::Ready(Some(pages.receive(url.as_ref(), answer)));
            }
            let client = pages.client;
            let (prepared, url) = match pages.prepare(client.config()) {
                Some(Ok(prepared)) => prepared,
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            };
            let sending = transport::run(client.config().transport.clone(), prepared);
            pages.state = State::Sending(Box::pin(async move { (url, sending.await) }));
        }
    }
}

/// Nothing in it is pinned.
impl<C, O: Paginated> Unpin for Pages<'_, C, O> {}

/// Shows the operation's name.
impl<C, O: Paginated> fmt::Debug for Pages<'_, C, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("operation", &O::ID).finish_non_exhaustive()
    }
}
