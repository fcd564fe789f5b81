//! [`Ended`]: the order, the report and the last observed instance of one target.

use tingji::FleetJob;
use tingji::core::Instance;
use tingji::core::engine::{Outcome, Report};

/// What was ordered, how it ended, and the instance as it was last seen.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ended<'a> {
    pub(crate) order: &'a FleetJob,
    pub(crate) report: &'a Report,
    pub(crate) instance: Option<&'a Instance>,
}

impl Ended<'_> {
    /// Whether it would be sent.
    pub(crate) fn is_rehearsed(&self) -> bool {
        matches!(self.report.outcome, Outcome::WouldStop | Outcome::WouldDo)
    }
}
