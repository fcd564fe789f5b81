//! [`Reports`]: the results of a run.

use std::ops::Deref;
use std::time::Duration;

use tingji_core::engine::{ActionMachine, ActionOptions, Event, Goal, Report};
use tingji_core::{Error, ErrorKind, message};

use super::error::FleetError;
use super::job::FleetJob;
use super::target_report::TargetReport;

/// Reports of a run, one for each job in the order of the jobs. Dereferences to a slice.
///
/// A target may still run. [`into_result`](Self::into_result) turns that into an error.
#[derive(Clone, Debug)]
#[must_use = "a target may still run: use `into_result()?`, or check each outcome"]
#[non_exhaustive]
pub struct Reports {
    reports: Vec<TargetReport>,
    start_error: Option<Error>,
}

impl Reports {
    /// Creates the reports of a run that has ended.
    pub(super) fn new(jobs: &[FleetJob], reports: Vec<Option<Report>>) -> Self {
        let reports = jobs.iter().zip(reports).map(|(job, report)| {
            let report = report.unwrap_or_else(|| failed(&no_report()));
            TargetReport::new(job, report)
        });
        Self { reports: reports.collect(), start_error: None }
    }

    /// Creates the reports of a run that sent nothing because of this error.
    pub(super) fn not_started(jobs: &[FleetJob], error: Error) -> Self {
        let report = failed(&error);
        let reports = jobs.iter().map(|job| TargetReport::new(job, report.clone())).collect();
        Self { reports, start_error: Some(error) }
    }

    /// Returns the error that ended the run before anything was sent, such as a missing key or an invalid
    /// endpoint. Every report then has the outcome `failed`.
    pub fn start_error(&self) -> Option<&Error> {
        self.start_error.as_ref()
    }

    /// Returns true if the run started and every target reached its goal.
    pub fn is_success(&self) -> bool {
        self.start_error.is_none() && self.reports.iter().all(TargetReport::is_success)
    }

    /// Returns the reports if every target reached its goal: stopped or already stopped for a stop, done or
    /// already done for another action, and `would-stop` or `would-do` for a dry run. With
    /// [`Mode::ReturnOnAccepted`](tingji_core::engine::Mode::ReturnOnAccepted), the outcome of a sent request is
    /// `unconfirmed`, which is an error.
    ///
    /// # Errors
    ///
    /// [`FleetError::NotStarted`] if nothing was sent, otherwise [`FleetError::Incomplete`] with all reports.
    pub fn into_result(self) -> Result<Vec<TargetReport>, FleetError> {
        match self.start_error {
            Some(error) => Err(FleetError::NotStarted(error)),
            None if self.reports.iter().all(TargetReport::is_success) => Ok(self.reports),
            None => Err(FleetError::Incomplete(self.reports.into())),
        }
    }
}

impl Deref for Reports {
    type Target = [TargetReport];

    fn deref(&self) -> &[TargetReport] {
        &self.reports
    }
}

impl IntoIterator for Reports {
    type Item = TargetReport;
    type IntoIter = std::vec::IntoIter<TargetReport>;

    fn into_iter(self) -> Self::IntoIter {
        self.reports.into_iter()
    }
}

impl<'a> IntoIterator for &'a Reports {
    type Item = &'a TargetReport;
    type IntoIter = std::slice::Iter<'a, TargetReport>;

    fn into_iter(self) -> Self::IntoIter {
        self.reports.iter()
    }
}

/// Builds the report of a job that ended with an error before anything was sent.
fn failed(error: &Error) -> Report {
    let mut machine = ActionMachine::new(Goal::Stopped, ActionOptions::default());
    machine.handle(Duration::ZERO, Event::ObserveFailed(error));
    if machine.report().is_none() {
        // The machine would repeat a poll after this error.
        machine.handle(Duration::ZERO, Event::NotPermitted(error));
    }
    machine.report().cloned().unwrap_or_else(|| unreachable!("an action that is not permitted has ended"))
}

/// Error for a job without a report, which would be a defect of this library.
fn no_report() -> Error {
    Error::new(ErrorKind::Config, message!("no-report", "the run ended without a report"))
}

#[cfg(test)]
mod tests {
    use tingji_core::engine::Outcome;

    use super::*;

    #[test]
    fn error_before_the_start_is_in_every_report() {
        let jobs = ["bce/bj/i-1", "bce/bj/i-2"].map(|target| FleetJob::new(target.parse().unwrap()));
        for kind in [ErrorKind::Credentials, ErrorKind::Config, ErrorKind::Unavailable] {
            let reports = Reports::not_started(&jobs, Error::new(kind, "no key"));
            assert_eq!((reports.len(), reports.is_success()), (2, false));
            assert_eq!(reports[1].report.message(), "no key");
            assert!(matches!(reports[1].report.outcome, Outcome::Failed | Outcome::Refused));
            let error = reports.into_result().unwrap_err();
            assert_eq!(error.to_string(), "nothing was sent: no key");
        }
    }

    #[test]
    fn missing_report_is_a_failure() {
        let jobs = [FleetJob::new("bce/bj/i-1".parse().unwrap())];
        let reports = Reports::new(&jobs, vec![None]);
        assert!(reports.into_result().is_err());
    }
}
