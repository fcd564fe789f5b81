//! [`TargetResult`]: the order, the report and the last observed instance of one target.

use tingji::FleetJob;
use tingji::core::Instance;
use tingji::core::engine::{Outcome, Report};

/// The result of one target.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TargetResult<'a> {
    /// Action and target.
    pub(crate) order: &'a FleetJob,
    /// End of the action.
    pub(crate) report: &'a Report,
    /// Last observed instance; `None` if the vendor returned none.
    pub(crate) instance: Option<&'a Instance>,
}

impl TargetResult<'_> {
    /// Returns true for a dry run that would have sent a request.
    pub(crate) fn is_dry_run(&self) -> bool {
        matches!(self.report.outcome, Outcome::WouldStop | Outcome::WouldDo)
    }
}
