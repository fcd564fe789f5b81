//! [`Pages`]: a list from its first page to its last, page by page, as a stream, or whole.

use std::collections::HashSet;

use super::{Filter, Lifecycle};
use crate::{Error, ErrorKind, Instance, Result};

/// A list with more pages is taken for one that never ends.
const MOST_PAGES: usize = 10_000;

/// The pages of a list one after another, filtered; ends with an error at a cursor that comes back,
/// which would never end.
///
/// ```
/// # use tingji_core::lifecycle::{Filter, Pages};
/// # async fn show(lifecycle: &dyn tingji_core::Lifecycle) -> tingji_core::Result<()> {
/// let filter = Filter::all();
/// let mut pages = Pages::new(lifecycle, &filter);
/// while let Some(page) = pages.next().await {
///     for instance in page? {
///         println!("{}", instance.id);
///     }
/// }
/// # Ok(())
/// # }
/// ```
pub struct Pages<'a> {
    lifecycle: &'a dyn Lifecycle,
    filter: &'a Filter,
    seen: HashSet<String>,
    cursor: Option<String>,
    over: bool,
}

impl<'a> Pages<'a> {
    /// From the first page on.
    pub fn new(lifecycle: &'a dyn Lifecycle, filter: &'a Filter) -> Self {
        Self { lifecycle, filter, seen: HashSet::new(), cursor: None, over: false }
    }

    /// The next page; `None` after the last, and after an error.
    pub async fn next(&mut self) -> Option<Result<Vec<Instance>>> {
        if self.over {
            return None;
        }
        let page = self.page().await;
        self.over = self.cursor.is_none() || page.is_err();
        Some(page)
    }

    async fn page(&mut self) -> Result<Vec<Instance>> {
        let page = self.lifecycle.list(self.filter, self.cursor.take()).await?;
        if self.seen.len() >= MOST_PAGES {
            let message = format!("the list has more than {MOST_PAGES} pages, as if it never ended");
            return Err(Error::new(ErrorKind::Decode, message));
        }
        if let Some(next) = &page.next
            && !self.seen.insert(next.clone())
        {
            let message = format!("the list repeats the page marker {next:?} and would never end");
            return Err(Error::new(ErrorKind::Decode, message));
        }
        self.cursor = page.next;
        Ok(page.instances.into_iter().filter(|instance| self.filter.matches(instance)).collect())
    }
}

impl std::fmt::Debug for Pages<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pages")
            .field("cursor", &self.cursor)
            .field("over", &self.over)
            .finish_non_exhaustive()
    }
}

/// The instances of a list one after another, as [`Pages`] reads them; the next page is asked for
/// when the one before is used up. The first error is the last item.
///
/// ```
/// use futures_util::{StreamExt, TryStreamExt};
/// use tingji_core::lifecycle::{Filter, stream};
/// # async fn show(lifecycle: &dyn tingji_core::Lifecycle) -> tingji_core::Result<()> {
/// let filter = Filter::all();
/// let mut first_ten = stream(lifecycle, &filter).take(10).boxed();
/// while let Some(instance) = first_ten.try_next().await? {
///     println!("{}", instance.id);
/// }
/// # Ok(())
/// # }
/// ```
#[cfg(feature = "wire")]
pub fn stream<'a>(
    lifecycle: &'a dyn Lifecycle,
    filter: &'a Filter,
) -> impl futures_util::Stream<Item = Result<Instance>> + Send + 'a {
    use futures_util::{TryStreamExt, stream};
    let pages = stream::unfold(Pages::new(lifecycle, filter), |mut pages| async move {
        let page = pages.next().await?;
        Some((page.map(|instances| stream::iter(instances.into_iter().map(Ok))), pages))
    });
    pages.try_flatten()
}

/// Reads all pages.
///
/// # Errors
///
/// The first page's error that is one.
pub async fn list_all(lifecycle: &dyn Lifecycle, filter: &Filter) -> Result<Vec<Instance>> {
    let mut instances = Vec::new();
    let mut pages = Pages::new(lifecycle, filter);
    while let Some(page) = pages.next().await {
        instances.extend(page?);
    }
    Ok(instances)
}
