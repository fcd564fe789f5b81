//! [`Paginator`]: a list from its first page to its last, page by page, as a stream, or whole.

use std::collections::HashSet;

use super::{Filter, Lifecycle};
use crate::{Error, ErrorKind, Instance, Result};

/// A list with more pages is taken for one that never ends.
const MOST_PAGES: usize = 10_000;
/// More instances than this are not gathered.
const MOST_INSTANCES: usize = 200_000;
/// No vendor's page marker comes near to this many bytes.
const LONGEST_MARKER: usize = 4096;

/// The page markers that a list has given out: none may come back, or the list would never end.
#[derive(Debug)]
pub struct PageTokenGuard {
    seen: HashSet<String>,
    most: usize,
}

impl PageTokenGuard {
    /// For a list that can't have more pages than this.
    pub fn new(most: usize) -> Self {
        Self { seen: HashSet::new(), most }
    }

    /// Takes note of the next page's marker.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Decode`] if it was given out before, if it is too long to be one, or if there are too
    /// many.
    pub fn follow(&mut self, marker: &str) -> Result<()> {
        let message = if marker.len() > LONGEST_MARKER {
            format!("the list goes on at a marker of {} bytes", marker.len())
        } else if self.seen.len() >= self.most {
            format!("the list has more than {} pages, as if it never ended", self.most)
        } else if !self.seen.insert(marker.to_owned()) {
            format!("the list repeats the page marker {marker:?} and would never end")
        } else {
            return Ok(());
        };
        Err(Error::new(ErrorKind::Decode, message))
    }
}

/// The pages of a list one after another, filtered; ends with an error at a cursor that comes back,
/// which would never end.
///
/// ```
/// # use tingji_core::lifecycle::{Filter, Paginator};
/// # async fn show(lifecycle: &dyn tingji_core::Lifecycle) -> tingji_core::Result<()> {
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
    lifecycle: &'a dyn Lifecycle,
    filter: &'a Filter,
    markers: PageTokenGuard,
    cursor: Option<String>,
    over: bool,
}

impl<'a> Paginator<'a> {
    /// From the first page on.
    pub fn new(lifecycle: &'a dyn Lifecycle, filter: &'a Filter) -> Self {
        Self { lifecycle, filter, markers: PageTokenGuard::new(MOST_PAGES), cursor: None, over: false }
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
        page.next.as_deref().map_or(Ok(()), |next| self.markers.follow(next))?;
        self.cursor = page.next;
        Ok(page.instances.into_iter().filter(|instance| self.filter.matches(instance)).collect())
    }
}

impl std::fmt::Debug for Paginator<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pages")
            .field("cursor", &self.cursor)
            .field("over", &self.over)
            .finish_non_exhaustive()
    }
}

/// The instances of a list one after another, as [`Paginator`] reads them; the next page is asked for
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
#[cfg(feature = "http")]
pub fn stream<'a>(
    lifecycle: &'a dyn Lifecycle,
    filter: &'a Filter,
) -> impl futures_util::Stream<Item = Result<Instance>> + Send + 'a {
    use futures_util::{TryStreamExt, stream};
    let pages = stream::unfold(Paginator::new(lifecycle, filter), |mut pages| async move {
        let page = pages.next().await?;
        Some((page.map(|instances| stream::iter(instances.into_iter().map(Ok))), pages))
    });
    pages.try_flatten()
}

/// Reads all pages.
///
/// # Errors
///
/// The first page's error that is one; [`ErrorKind::Decode`] for more than 200000 instances.
pub async fn list_all(lifecycle: &dyn Lifecycle, filter: &Filter) -> Result<Vec<Instance>> {
    let mut instances = Vec::new();
    let mut pages = Paginator::new(lifecycle, filter);
    while let Some(page) = pages.next().await {
        instances.extend(page?);
        if instances.len() > MOST_INSTANCES {
            let message = format!("the list has more than {MOST_INSTANCES} instances");
            return Err(Error::new(ErrorKind::Decode, message));
        }
    }
    Ok(instances)
}
