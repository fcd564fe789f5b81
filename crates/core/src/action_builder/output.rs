//! [`ActionOutput`]: the results that a builder returns. Each one exists only if the engine observed what it
//! claims.

use crate::Instance;
use crate::engine::{ActionOptions, Outcome, Report};

/// Output of a builder. Implemented for the types of this module only.
pub trait ActionOutput: Send + sealed::SealedOutput + 'static {
    /// Returns true if the report shows what this output claims.
    fn is_reached(report: &Report, options: &ActionOptions) -> bool;

    /// Creates the output from the instance as last observed, and the report.
    fn new(instance: Instance, report: Report) -> Self;
}

mod sealed {
    /// Marker that prevents implementations in other crates.
    pub trait SealedOutput {}

    impl SealedOutput for super::Stopped {}
    impl SealedOutput for super::Completed {}
    impl SealedOutput for super::AcceptedAction {}
    impl SealedOutput for super::DryRun {}
}

/// Instance that the vendor reports stopped.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Stopped {
    /// Instance as the vendor reports it after the stop, with its charges.
    pub instance: Instance,
    /// True if the instance was stopped before, so that no stop was sent.
    pub was_already_stopped: bool,
    /// Report of the run, with the vendor's request id.
    pub report: Report,
}

impl ActionOutput for Stopped {
    fn is_reached(report: &Report, _: &ActionOptions) -> bool {
        matches!(report.outcome, Outcome::Stopped | Outcome::AlreadyStopped)
    }

    fn new(instance: Instance, report: Report) -> Self {
        Self { instance, was_already_stopped: report.outcome == Outcome::AlreadyStopped, report }
    }
}

/// Instance that the vendor reports started or rebooted, or reported before it was deleted.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Completed {
    /// Instance as last observed: after a start or a reboot, and before a deletion.
    pub instance: Instance,
    /// True if the instance was in the final state before, so that nothing was sent.
    pub was_already_done: bool,
    /// Report of the run, with the vendor's request id.
    pub report: Report,
}

impl ActionOutput for Completed {
    fn is_reached(report: &Report, _: &ActionOptions) -> bool {
        matches!(report.outcome, Outcome::Done | Outcome::AlreadyDone)
    }

    fn new(instance: Instance, report: Report) -> Self {
        Self { instance, was_already_done: report.outcome == Outcome::AlreadyDone, report }
    }
}

/// Request that the vendor accepted. The action may still fail.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct AcceptedAction {
    /// Instance as last observed, before the request took effect.
    pub instance: Instance,
    /// Report of the run, with the vendor's request id. Its outcome is `unconfirmed` unless the instance was
    /// in the final state already.
    pub report: Report,
}

impl ActionOutput for AcceptedAction {
    /// An unconfirmed run that ended before its deadline and without an error ended with the acceptance.
    fn is_reached(report: &Report, options: &ActionOptions) -> bool {
        let is_accepted = report.outcome == Outcome::Unconfirmed && report.kind().is_none();
        report.outcome.is_success() || (is_accepted && report.elapsed < options.deadline)
    }

    fn new(instance: Instance, report: Report) -> Self {
        Self { instance, report }
    }
}

/// Action that would be sent. Nothing changed.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DryRun {
    /// Instance as observed.
    pub instance: Instance,
    /// Report of the run, which states if the vendor's own dry run passed.
    pub report: Report,
}

impl ActionOutput for DryRun {
    fn is_reached(report: &Report, _: &ActionOptions) -> bool {
        report.outcome.is_success()
    }

    fn new(instance: Instance, report: Report) -> Self {
        Self { instance, report }
    }
}
