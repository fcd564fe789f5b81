//! [`ProgressEvent`]: a step of a job, for the caller's callback.

use std::fmt;

use tingji_core::fleet::Progress;
use tingji_core::sanitize_line;

use crate::Target;

/// Step of a job. `Display` writes for example `bce/bj/i-x: Stopping`.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct ProgressEvent<'a> {
    /// Target of the job.
    pub target: &'a Target,
    /// Position of the job in the run.
    pub position: usize,
    /// The step: a request is sent, the instance was observed, or the job is finished.
    pub kind: Progress<'a>,
}

/// Callback for every step of a run.
pub(super) type ProgressCallback = dyn Fn(ProgressEvent<'_>) + Send + Sync;

impl fmt::Display for ProgressEvent<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let target = self.target;
        match self.kind {
            Progress::Sending => write!(f, "{target}: sending the request"),
            Progress::Observed(instance) => {
                write!(f, "{target}: {}", sanitize_line(&instance.state.to_string()))
            }
            Progress::Finished(report) => write!(f, "{target}: {} ({})", report.outcome, report.message()),
        }
    }
}
