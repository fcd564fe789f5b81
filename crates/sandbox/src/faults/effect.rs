//! [`FaultEffects`]: changes that a fault makes to stops and lists, in addition to the response.

use fastrand::Rng;

/// Changes that the fault of one request makes while the request is processed.
#[derive(Debug, Default)]
pub(crate) struct FaultEffects {
    pub(crate) stop: Option<StopFault>,
    pub(crate) paging: Option<PagingFault>,
    /// The only instance that is affected; `None` means all instances of the request.
    pub(crate) only_id: Option<String>,
    /// Number of stops that were accepted and ignored.
    pub(crate) ignored_stops: usize,
}

/// A way in which an accepted stop fails.
#[derive(Clone, Debug)]
pub(crate) enum StopFault {
    /// The stop never finishes.
    NeverFinishes,
    /// The resource returns to its running state.
    Reverts,
    /// The stop has no effect.
    Ignored,
    /// The stop ends in this state; `None` means the vendor's failure state.
    Fails(Option<String>),
}

/// A way in which the pages of a list are wrong.
#[derive(Debug)]
pub(crate) enum PagingFault {
    /// Each page begins with this number of rows of the previous page.
    Overlapping(usize),
    /// Each page is taken from another order of all rows.
    Shuffled(Rng),
}

/// The age of the state that a stale response shows.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Staleness {
    /// The state of this many milliseconds ago.
    Ms(i64),
    /// The state at this many polls ago.
    Polls(u64),
}
