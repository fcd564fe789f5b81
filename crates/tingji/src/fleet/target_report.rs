//! [`TargetReport`]: the result of a run for one target.

use tingji_core::engine::Report;

use super::job::FleetJob;
use crate::Target;

/// Report of one target.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct TargetReport {
    /// Target of the job.
    pub target: Target,
    /// Outcome with its reason.
    pub report: Report,
    is_success: bool,
}

impl TargetReport {
    /// Creates the report of a job.
    pub(super) fn new(job: &FleetJob, report: Report) -> Self {
        let is_success = report.outcome.is_success() && !report.misses_no_charge(&job.action);
        Self { target: job.target.clone(), report, is_success }
    }

    /// Returns true if the target reached its goal. A [no-charge](tingji_core::lifecycle::StoppedBilling::NoCharge)
    /// stop has reached it only if the vendor does not charge compute.
    pub fn is_success(&self) -> bool {
        self.is_success
    }
}
