//! [`Paginator`], [`stream`] and [`list_all`]: three ways to read a list with several pages.

use std::collections::HashSet;

use super::{DynLifecycle, Filter};
use crate::{Error, ErrorKind, Instance, Result, message};

/// Maximum number of pages that are read. A longer list probably never ends.
const MAX_PAGES: usize = 10_000;
/// Maximum number of instances that [`list_all`] collects.
const MAX_INSTANCES: usize = 200_000;
/// Maximum length of a page marker, in bytes. The markers of all vendors are much shorter.
const MAX_MARKER_BYTES: usize = 4096;

/// Guard against a list that never ends: it rejects a page marker that was returned before.
#[derive(Debug)]
pub struct PageTokenGuard {
    followed: HashSet<String>,
    max_pages: usize,
}

impl PageTokenGuard {
    /// Creates a guard for a list with at most this number of further pages.
    pub fn new(max_pages: usize) -> Self {
        Self { followed: HashSet::new(), max_pages }
    }

    /// Records the marker of the next page.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Decode`] if the marker was recorded before, has more than 4096 bytes, or exceeds the
    /// number of pages.
    pub fn follow(&mut self, marker: &str) -> Result<()> {
        let message = if marker.len() > MAX_MARKER_BYTES {
            message!(
                "page-marker-too-long",
                "the page marker has {bytes} bytes; at most {max} are accepted",
                bytes = marker.len(),
                max = MAX_MARKER_BYTES
            )
        } else if self.followed.len() >= self.max_pages {
            message!(
                "too-many-pages",
                "the list has more than {max} pages, as if it never ended",
                max = self.max_pages
            )
        } else if !self.followed.insert(marker.to_owned()) {
            let marker = format!("{marker:?}");
            message!("page-repeated", "the list repeats the page marker {marker} and would never end", marker)
        } else {
            return Ok(());
        };
        Err(Error::new(ErrorKind::Decode, message))
    }
}

/// Reader of a list, page by page. Every page contains only instances that match the filter, and may be
/// empty. A cursor that repeats is an error, because the list would never end.
///
/// ```
/// # use tingji_core::lifecycle::{Filter, Paginator};
/// # async fn show(lifecycle: &dyn tingji_core::DynLifecycle) -> tingji_core::Result<()> {
/// let filter = Filter::all();
/// let mut pages = Paginator::new(lifecycle, &filter);
/// while let Some(page) = pages.next().await {
///     for instance in page? {
///         println!("{}", instance.id);
///     }
/// }
/// # Ok(())
/// # }
/// ```
pub struct Paginator<'a> {
    lifecycle: &'a dyn DynLifecycle,
    filter: &'a Filter,
    position: ListPosition,
}

impl<'a> Paginator<'a> {
    /// Creates a reader that starts with the first page.
    pub fn new(lifecycle: &'a dyn DynLifecycle, filter: &'a Filter) -> Self {
        Self { lifecycle, filter, position: ListPosition::start() }
    }

    /// Reads the next page. Returns `None` after the last page and after an error.
    pub async fn next(&mut self) -> Option<Result<Vec<Instance>>> {
        self.position.next_page(self.lifecycle, self.filter).await
    }
}

impl std::fmt::Debug for Paginator<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Paginator").field("position", &self.position).finish_non_exhaustive()
    }
}

/// Position in a list: the cursor of the next page, and the markers of the pages before.
#[derive(Debug)]
pub(crate) struct ListPosition {
    guard: PageTokenGuard,
    cursor: Option<String>,
    finished: bool,
}

impl ListPosition {
    /// Creates the position before the first page.
    pub(crate) fn start() -> Self {
        Self { guard: PageTokenGuard::new(MAX_PAGES), cursor: None, finished: false }
    }

    /// Reads the next page. Returns `None` after the last page and after an error.
    pub(crate) async fn next_page(
        &mut self,
        lifecycle: &dyn DynLifecycle,
        filter: &Filter,
    ) -> Option<Result<Vec<Instance>>> {
        if self.finished {
            return None;
        }
        let page = self.read_page(lifecycle, filter).await;
        self.finished = self.cursor.is_none() || page.is_err();
        Some(page)
    }

    async fn read_page(&mut self, lifecycle: &dyn DynLifecycle, filter: &Filter) -> Result<Vec<Instance>> {
        let page = lifecycle.list(filter, self.cursor.take()).await?;
        let next = page.next.filter(|next| !next.is_empty());
        if let Some(next) = &next {
            self.guard.follow(next)?;
        }
        self.cursor = next;
        Ok(page.instances.into_iter().filter(|instance| filter.matches(instance)).collect())
    }
}

/// Returns the instances of a list as a stream. The next page is read when the instances of the page before
/// are consumed. An error is the last item.
///
/// ```
/// use futures_util::{StreamExt, TryStreamExt};
/// use tingji_core::lifecycle::{Filter, stream};
/// # async fn show(lifecycle: &dyn tingji_core::DynLifecycle) -> tingji_core::Result<()> {
/// let filter = Filter::all();
/// let mut first_ten = stream(lifecycle, &filter).take(10).boxed();
/// while let Some(instance) = first_ten.try_next().await? {
///     println!("{}", instance.id);
/// }
/// # Ok(())
/// # }
/// ```
#[cfg(feature = "http")]
pub fn stream<'a>(
    lifecycle: &'a dyn DynLifecycle,
    filter: &'a Filter,
) -> impl futures_util::Stream<Item = Result<Instance>> + Send + 'a {
    use futures_util::{TryStreamExt, stream};
    let pages = stream::unfold(Paginator::new(lifecycle, filter), |mut pages| async move {
        let page = pages.next().await?;
        Some((page.map(|instances| stream::iter(instances.into_iter().map(Ok))), pages))
    });
    pages.try_flatten()
}

/// Reads all pages of a list.
///
/// # Errors
///
/// The error of the first page that fails; [`ErrorKind::Decode`] for more than 200,000 instances.
pub async fn list_all(lifecycle: &dyn DynLifecycle, filter: &Filter) -> Result<Vec<Instance>> {
    let mut instances = Vec::new();
    let mut pages = Paginator::new(lifecycle, filter);
    while let Some(page) = pages.next().await {
        instances.extend(page?);
        if instances.len() > MAX_INSTANCES {
            let message =
                message!("too-many-instances", "the list has more than {max} instances", max = MAX_INSTANCES);
            return Err(Error::new(ErrorKind::Decode, message));
        }
    }
    Ok(instances)
}
