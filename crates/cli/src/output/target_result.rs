//! [`TargetResult`]: the order, the report and the last observed instance of one target.

use tingji::FleetJob;
use tingji::core::Instance;
use tingji::core::engine::{Outcome, Report};

/// The result of one target.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TargetResult<'a> {
    pub(crate) order: &'a FleetJob,
    pub(crate) report: &'a Report,
    pub(crate) instance: Option<&'a Instance>,
}

impl TargetResult<'_> {
    /// Returns true for a dry run that would have sent a request.
    pub(crate) fn is_dry_run(&self) -> bool {
        matches!(self.report.outcome, Outcome::WouldStop | Outcome::WouldDo)
    }
}
