//! [`InstanceQuery`] and [`InstanceStream`]: the list of a client's instances, over all its pages.

use std::fmt;
use std::sync::Arc;

use futures_util::{StreamExt, TryStreamExt, stream};

use crate::lifecycle::{Filter, ListPosition, list_all};
use crate::paged::ItemStream;
use crate::{DynLifecycle, Instance, Phase, Result};

/// Query for a client's instances. The client's method `instances` creates it without conditions; every
/// condition that is added must be met.
///
/// ```
/// use std::sync::Arc;
/// use tingji_core::DynLifecycle;
/// use tingji_core::instances::InstanceQuery;
///
/// # async fn show(lifecycle: Arc<dyn DynLifecycle>) -> tingji_core::Result<()> {
/// let mut gpus = InstanceQuery::new(lifecycle).gpu(true).running().stream();
/// while let Some(instance) = gpus.next().await {
///     println!("{}", instance?.id);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
#[must_use = "a query sends nothing before `stream` or `collect`"]
pub struct InstanceQuery {
    lifecycle: Arc<dyn DynLifecycle>,
    filter: Filter,
}

impl InstanceQuery {
    /// Creates a query for all instances.
    pub fn new(lifecycle: Arc<dyn DynLifecycle>) -> Self {
        Self { lifecycle, filter: Filter::all() }
    }

    /// Replaces all conditions.
    pub fn filter(mut self, filter: Filter) -> Self {
        self.filter = filter;
        self
    }

    /// Requires GPUs, or none. An instance whose GPUs the vendor does not report counts as one without GPUs.
    pub fn gpu(mut self, gpu: bool) -> Self {
        self.filter.gpu = Some(gpu);
        self
    }

    /// Requires spot instances, or none.
    pub fn spot(mut self, spot: bool) -> Self {
        self.filter.spot = Some(spot);
        self
    }

    /// Requires the phase [`Running`](Phase::Running).
    pub fn running(self) -> Self {
        self.phase(Phase::Running)
    }

    /// Requires this phase, or one of the phases of earlier calls.
    pub fn phase(mut self, phase: Phase) -> Self {
        self.filter.phases.push(phase);
        self
    }

    /// Requires this text in the name, in upper or lower case.
    pub fn name(mut self, part: impl Into<String>) -> Self {
        self.filter.name = Some(part.into());
        self
    }

    /// Returns the instances as a stream, which reads the next page when it needs more instances. An error is
    /// the last item: the list is then incomplete.
    pub fn stream(self) -> InstanceStream {
        let start = (self, ListPosition::start());
        let pages = stream::unfold(start, |(query, mut position)| async move {
            let page = position.next_page(query.lifecycle.as_ref(), &query.filter).await?;
            Some((page.map(|instances| stream::iter(instances.into_iter().map(Ok))), (query, position)))
        });
        ItemStream(pages.try_flatten().boxed())
    }

    /// Reads all pages.
    ///
    /// # Errors
    ///
    /// The error of the first page that fails; [`Decode`](crate::ErrorKind::Decode) for a list that does not
    /// end.
    pub async fn collect(self) -> Result<Vec<Instance>> {
        list_all(self.lifecycle.as_ref(), &self.filter).await
    }
}

impl fmt::Debug for InstanceQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InstanceQuery")
            .field("cloud", &self.lifecycle.cloud())
            .field("filter", &self.filter)
            .finish()
    }
}

/// Stream of instances.
pub type InstanceStream = ItemStream<Instance>;
