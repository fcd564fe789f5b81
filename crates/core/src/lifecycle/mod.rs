//! The provider-neutral view: instances with a state, and what can be done with them.

mod billing;
mod capability;
mod filter;
mod id;
mod instance;
mod request;
mod state;

use std::pin::Pin;

pub use billing::Billing;
pub use capability::{Capabilities, Support};
pub use filter::Filter;
pub use id::InstanceId;
pub use instance::{Gpu, Instance};
pub use request::{Charging, Force, RebootRequest, StartRequest, StopRequest};
pub use state::{Phase, State};

use crate::{Error, ErrorKind, Result};

/// A boxed future that may move between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// One page of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The instances.
    pub instances: Vec<Instance>,
    /// Where the next page starts; `None` after the last.
    pub next: Option<String>,
}

/// The vendor's word that it took a request on. It is not yet done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Receipt {
    /// The vendor's id of the request.
    pub request_id: Option<String>,
}

/// What every provider offers: list, look up, stop, start, reboot.
pub trait Lifecycle: Send + Sync {
    /// The cloud's short name, such as `bce`.
    fn cloud(&self) -> &'static str;

    /// What the product can do.
    fn capabilities(&self) -> &'static Capabilities;

    /// One page of the instances that the filter means; `cursor` is [`Page::next`] of the page
    /// before. Providers may leave conditions of the filter to [`Filter::matches`].
    fn list<'a>(&'a self, filter: &'a Filter, cursor: Option<String>) -> BoxFuture<'a, Result<Page>>;

    /// The instances of these ids, at most [`Capabilities::batch`] of them, in as few requests as
    /// the vendor allows. Those that do not exist are left out.
    fn get_many<'a>(&'a self, ids: &'a [InstanceId]) -> BoxFuture<'a, Result<Vec<Instance>>>;

    /// Whether this stop may be asked of this instance; says why not before anything is sent.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Unsupported`] where the product lacks what is asked, [`ErrorKind::InvalidState`]
    /// where this instance does not allow it.
    fn check(&self, _instance: &Instance, request: &StopRequest) -> Result<()> {
        self.capabilities().check_stop(request)
    }

    /// Sends the stop once. Success means that the vendor took it on.
    fn stop<'a>(&'a self, instance: &'a Instance, request: &'a StopRequest)
    -> BoxFuture<'a, Result<Receipt>>;

    /// Sends a start once. Success means that the vendor took it on.
    fn start<'a>(
        &'a self,
        instance: &'a Instance,
        request: &'a StartRequest,
    ) -> BoxFuture<'a, Result<Receipt>>;

    /// Sends a reboot once. Success means that the vendor took it on.
    fn reboot<'a>(
        &'a self,
        instance: &'a Instance,
        request: &'a RebootRequest,
    ) -> BoxFuture<'a, Result<Receipt>>;
}

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
    seen: std::collections::HashSet<String>,
    cursor: Option<String>,
    over: bool,
}

impl<'a> Pages<'a> {
    /// From the first page on.
    pub fn new(lifecycle: &'a dyn Lifecycle, filter: &'a Filter) -> Self {
        Self { lifecycle, filter, seen: std::collections::HashSet::new(), cursor: None, over: false }
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
