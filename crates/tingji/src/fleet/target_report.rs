//! [`TargetReport`]: the result of a run for one target.

use tingji_core::engine::Report;

use super::job::FleetJob;
use crate::Target;

/// Report of one target.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TargetReport {
    /// Target of the job.
    pub target: Target,
    /// Outcome with its reason.
    pub report: Report,
}

impl TargetReport {
    /// Creates the report of a job.
    pub(super) fn new(job: &FleetJob, report: Report) -> Self {
        Self { target: job.target.clone(), report }
    }

    /// Returns true if the target reached its goal.
    pub fn is_success(&self) -> bool {
        self.report.outcome.is_success()
    }
}
