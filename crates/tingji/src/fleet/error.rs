//! [`FleetError`]: a run after which not every target reached its goal.

use std::fmt;
use std::sync::Arc;

use tingji_core::engine::{Outcome, Report};
use tingji_core::{Error, ErrorKind, sanitize_line};

use super::target_report::TargetReport;

/// Number of failed targets that a message names.
const NAMED_TARGETS: usize = 3;

/// Error of a run. `Display` and `Debug` name the first failed targets with outcome and reason.
#[derive(Clone)]
#[non_exhaustive]
pub enum FleetError {
    /// Nothing was sent, because a key is missing or a setting is invalid.
    NotStarted(Error),
    /// Some targets did not reach their goal. Contains the reports of all targets in the order of the jobs.
    Incomplete(Arc<[TargetReport]>),
}

impl FleetError {
    /// Returns the reports of all targets; an empty list if nothing was sent.
    pub fn reports(&self) -> &[TargetReport] {
        match self {
            Self::NotStarted(_) => &[],
            Self::Incomplete(reports) => reports,
        }
    }

    /// Returns the reports of the targets that did not reach their goal.
    pub fn failed(&self) -> impl Iterator<Item = &TargetReport> {
        self.reports().iter().filter(|report| !report.is_success())
    }

    /// Returns the kind of the error that ended the run, or that of the first failed target.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::NotStarted(error) => error.kind(),
            Self::Incomplete(_) => {
                self.failed().next().map_or(ErrorKind::Vendor, |failed| kind_of(&failed.report))
            }
        }
    }

    /// Writes the number of failed targets, and the first of them with outcome and reason.
    fn write_failed(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (failed, all) = (self.failed().count(), self.reports().len());
        let targets = if all == 1 { "target" } else { "targets" };
        write!(f, "{failed} of {all} {targets} did not reach the goal")?;
        for (position, TargetReport { target, report, .. }) in self.failed().take(NAMED_TARGETS).enumerate() {
            let separator = if position == 0 { ": " } else { "; " };
            let charge = if report.outcome.is_success() { "; compute may still be charged" } else { "" };
            let line = sanitize_line(&format!("{target}: {}: {}{charge}", report.outcome, report.message()));
            write!(f, "{separator}{line}")?;
        }
        match failed.saturating_sub(NAMED_TARGETS) {
            0 => Ok(()),
            more => write!(f, "; and {more} more"),
        }
    }
}

/// Returns the kind of a report's error, or the kind that describes its outcome.
fn kind_of(report: &Report) -> ErrorKind {
    let by_outcome = match report.outcome {
        Outcome::Refused => ErrorKind::InvalidState,
        Outcome::Locked => ErrorKind::Locked,
        Outcome::NotFound => ErrorKind::NotFound,
        Outcome::Unsupported => ErrorKind::Unsupported,
        Outcome::Unconfirmed => ErrorKind::Timeout,
        _ => ErrorKind::Vendor,
    };
    report.kind().unwrap_or(by_outcome)
}

impl fmt::Display for FleetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotStarted(error) => write!(f, "nothing was sent: {error}"),
            Self::Incomplete(_) => self.write_failed(f),
        }
    }
}

impl fmt::Debug for FleetError {
    /// Writes the text of `Display`, because a program whose `main` returns the error prints it in this form.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FleetError: {self}")
    }
}

impl std::error::Error for FleetError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::NotStarted(error) => Some(error),
            Self::Incomplete(_) => None,
        }
    }
}

impl From<FleetError> for Error {
    fn from(error: FleetError) -> Self {
        match error {
            FleetError::NotStarted(error) => error,
            FleetError::Incomplete(_) => Self::new(error.kind(), error.to_string()).with_source(error),
        }
    }
}
