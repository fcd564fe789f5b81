//! [`ActionError`]: an action that did not happen, or that nothing confirms.

use std::error::Error as StdError;
use std::fmt;

use crate::engine::{Outcome, Report};
use crate::lifecycle::ActionKind;
use crate::{Error, ErrorKind, InstanceId, message};

/// Error of a stop.
pub type StopError = ActionError;

/// Reason why an action has no confirmed result: the report of its run, or the error before the run.
///
/// `Display` writes one sentence with the vendor's message and the next step.
#[derive(Clone)]
pub struct ActionError {
    action: ActionKind,
    detail: ErrorDetail,
}

/// Failure before the run, or report of the run.
#[derive(Clone)]
enum ErrorDetail {
    /// Error before the run. Nothing was sent.
    NotSent(Error),
    /// Report of the run.
    Report(InstanceId, Box<Report>),
}

/// Returns the error of a run without a report, which the scheduler rules out.
pub(super) fn no_report() -> Error {
    Error::new(ErrorKind::Config, message!("no-report", "the run ended without a report"))
}

impl ActionError {
    pub(super) fn not_sent(action: ActionKind, error: Error) -> Self {
        Self { action, detail: ErrorDetail::NotSent(error) }
    }

    /// Creates the error for a run without a report, which the scheduler rules out.
    pub(super) fn no_report(action: ActionKind) -> Self {
        Self::not_sent(action, no_report())
    }

    pub(super) fn of_report(action: ActionKind, id: InstanceId, report: Report) -> Self {
        Self { action, detail: ErrorDetail::Report(id, Box::new(report)) }
    }

    /// Returns the report of the run. `None` if the id was malformed, so that nothing was sent.
    pub fn report(&self) -> Option<&Report> {
        match &self.detail {
            ErrorDetail::NotSent(_) => None,
            ErrorDetail::Report(_, report) => Some(report),
        }
    }

    /// Returns the outcome of the run. [`Stopped`](Outcome::Stopped) and
    /// [`AlreadyStopped`](Outcome::AlreadyStopped) mean that the instance is stopped, but not without charge as
    /// requested; [`Unconfirmed`](Outcome::Unconfirmed) means that the action may still
    /// happen; [`Failed`](Outcome::Failed) for a malformed id.
    pub fn outcome(&self) -> Outcome {
        self.report().map_or(Outcome::Failed, |report| report.outcome)
    }

    /// Returns the kind of the error that decided the outcome. `None` if observations decided it.
    pub fn kind(&self) -> Option<ErrorKind> {
        match &self.detail {
            ErrorDetail::NotSent(error) => Some(error.kind()),
            ErrorDetail::Report(_, report) => report.kind(),
        }
    }

    /// Returns the vendor's error code.
    pub fn code(&self) -> Option<&str> {
        self.report()?.code()
    }

    /// Returns the next step for the user, in one sentence without a full stop.
    pub fn advice(&self) -> Option<&'static str> {
        match &self.detail {
            ErrorDetail::NotSent(error) => Some(error.advice()),
            ErrorDetail::Report(_, report) => report.advice(),
        }
    }
}

/// Returns the part of the sentence about the outcome, after the name of the action.
const fn verdict(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Stopped | Outcome::AlreadyStopped => "may not have ended the charge for compute",
        Outcome::Unconfirmed => "is not confirmed",
        Outcome::Refused => "was refused",
        Outcome::Locked => "is blocked by another operation",
        Outcome::NotFound => "found no instance",
        Outcome::Unsupported => "is not supported",
        _ => "failed",
    }
}

impl fmt::Display for ActionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let noun = self.action.noun();
        match &self.detail {
            ErrorDetail::NotSent(error) => write!(f, "the {noun} was not sent: {error}")?,
            ErrorDetail::Report(id, report) => {
                write!(f, "the {noun} of {id} {}: {}", verdict(report.outcome), report.message())?;
            }
        }
        match self.advice() {
            Some(advice) => write!(f, "; {advice}"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for ActionError {
    /// Writes the sentence of `Display` with the outcome, the kind and the request id.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let request_id = self.report().and_then(|report| report.request_id.as_deref());
        f.debug_struct("ActionError")
            .field("message", &self.to_string())
            .field("outcome", &self.outcome())
            .field("kind", &self.kind())
            .field("request_id", &request_id)
            .finish()
    }
}

impl StdError for ActionError {}
