//! [`Paged`]: operations that return a list page by page, and [`ItemStream`]: the items of all pages.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_util::{Stream, StreamExt, TryStreamExt, stream};

use crate::Result;
use crate::api::ApiClient;
use crate::lifecycle::PageTokenGuard;
use crate::operation::Operation;

/// Maximum number of pages that are read. A longer list probably never ends.
const MAX_PAGES: usize = 10_000;

/// Operation that returns a list page by page.
pub trait Paged: Operation + Sized + 'static {
    /// Element of the list.
    type Item: Send + 'static;
    /// Position of a page: a token or an offset.
    type Cursor: ToString + Send;

    /// Returns the position of the page after this one; `None` after the last page.
    fn next_cursor(&self, page: &Self::Output) -> Option<Self::Cursor>;

    /// Returns the operation for the page at this position.
    #[must_use]
    fn at(self, cursor: Self::Cursor) -> Self;

    /// Returns the elements of a page.
    fn into_items(page: Self::Output) -> Vec<Self::Item>;
}

impl<P: crate::operation::Protocol> ApiClient<P> {
    /// Returns the items of all pages, from the page of this operation on. The next page is read when its
    /// first item is needed. An error is the last item: the list is then incomplete.
    pub fn stream<O: Paged<Protocol = P>>(&self, operation: O) -> ItemStream<O::Item> {
        let start = Some((self.clone(), operation, PageTokenGuard::new(MAX_PAGES)));
        let pages = stream::try_unfold(start, |state| async move {
            let Some((api, operation, mut guard)) = state else { return Ok(None) };
            let page = api.send(&operation).await?.output;
            let cursor = operation.next_cursor(&page);
            if let Some(cursor) = &cursor {
                guard.follow(&cursor.to_string())?;
            }
            let next = cursor.map(|cursor| (api, operation.at(cursor), guard));
            Ok(Some((stream::iter(O::into_items(page).into_iter().map(Ok)), next)))
        });
        ItemStream(pages.try_flatten().boxed())
    }
}

/// Stream of the items of a list. Implements [`futures_util::Stream`](https://docs.rs/futures-util);
/// [`next`](Self::next) works without that crate.
#[must_use = "a stream sends nothing before it is polled"]
pub struct ItemStream<T>(pub(crate) Pin<Box<dyn Stream<Item = Result<T>> + Send>>);

impl<T> ItemStream<T> {
    /// Returns the next item. `None` after the last item and after an error.
    pub async fn next(&mut self) -> Option<Result<T>> {
        self.0.next().await
    }
}

impl<T> Stream for ItemStream<T> {
    type Item = Result<T>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(context)
    }
}

impl<T> fmt::Debug for ItemStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ItemStream").finish_non_exhaustive()
    }
}
