//! [`Outcome`] and [`Report`]: the result of an action.

use std::fmt;
use std::time::Duration;

use super::reason::Reason;
use crate::lifecycle::{Action, StoppedBilling};
use crate::{Error, ErrorKind, Instance};

/// Result of an action on one instance. The set is closed, so a program can handle every case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// The vendor reports the instance stopped, and it was not stopped before the run.
    Stopped,
    /// The instance was stopped before the run; nothing was sent.
    AlreadyStopped,
    /// The vendor reports the instance started, rebooted, deleted, or in the phase that was waited for.
    Done,
    /// The instance was running, or in the phase to wait for, before the run; nothing was sent.
    AlreadyDone,
    /// A request was or may have been sent, and no observation confirms it. The action may still happen.
    Unconfirmed,
    /// Dry run of a stop: it would be sent.
    WouldStop,
    /// Dry run of another action: its request would be sent.
    WouldDo,
    /// The state or the kind of the instance does not allow the action.
    Refused,
    /// Another operation held the instance until the deadline, or [`OnLocked`](super::OnLocked) is `Fail`.
    Locked,
    /// The account has no such instance in this region, or it was deleted during the run.
    NotFound,
    /// The product lacks the action or one of its options.
    Unsupported,
    /// An error ended the run, or the deadline passed before anything was sent.
    Failed,
}

impl Outcome {
    /// All outcomes, in the order of their documentation.
    pub const ALL: [Self; 12] = [
        Self::Stopped,
        Self::AlreadyStopped,
        Self::Done,
        Self::AlreadyDone,
        Self::Unconfirmed,
        Self::WouldStop,
        Self::WouldDo,
        Self::Refused,
        Self::Locked,
        Self::NotFound,
        Self::Unsupported,
        Self::Failed,
    ];

    /// Returns the name for programs, as in the JSON output, such as `already-stopped`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stopped => "stopped",
            Self::AlreadyStopped => "already-stopped",
            Self::Done => "done",
            Self::AlreadyDone => "already-done",
            Self::Unconfirmed => "unconfirmed",
            Self::WouldStop => "would-stop",
            Self::WouldDo => "would-do",
            Self::Refused => "refused",
            Self::Locked => "locked",
            Self::NotFound => "not-found",
            Self::Unsupported => "unsupported",
            Self::Failed => "failed",
        }
    }

    /// Returns true if nothing is left to do. A dry run counts as a success if the request would be sent.
    pub const fn is_success(self) -> bool {
        matches!(
            self,
            Self::Stopped
                | Self::AlreadyStopped
                | Self::Done
                | Self::AlreadyDone
                | Self::WouldStop
                | Self::WouldDo
        )
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Outcome of an action on one instance, with the reason and the vendor's data about it.
#[derive(Clone, Debug)]
#[must_use = "the outcome may be that nothing happened"]
pub struct Report {
    /// Outcome of the action.
    pub outcome: Outcome,
    /// Last observed state, as the vendor's text; `None` if no poll succeeded.
    pub state: Option<String>,
    /// Reason for the outcome: an observation, or an error.
    pub reason: Reason,
    /// The vendor's id of the accepted request, or of the failed one.
    pub request_id: Option<String>,
    /// Time from the start of the run to its end.
    pub elapsed: Duration,
    /// Instance as last observed, with its charges. `None` if no poll returned it, and in a report of a
    /// machine that ran without a scheduler.
    pub instance: Option<Instance>,
}

impl Report {
    /// Returns the reason in English: one line without a full stop.
    pub fn message(&self) -> String {
        self.reason.to_string()
    }

    /// Returns the kind of the error that decided the outcome; `None` if observations decided it.
    pub fn kind(&self) -> Option<ErrorKind> {
        self.reason.error().map(Error::kind)
    }

    /// Returns the vendor's code of the error that decided the outcome.
    pub fn code(&self) -> Option<&str> {
        self.reason.error()?.code()
    }

    /// Returns the next step for the user, if an error decided the outcome.
    pub fn advice(&self) -> Option<&'static str> {
        self.reason.error().map(Error::advice)
    }
}

impl Report {
    /// Returns true if the action was a [no-charge](StoppedBilling::NoCharge) stop, and the stopped instance
    /// does not have what it asked for: the vendor reports a charge for compute, or nothing was sent and the
    /// vendor does not report that there is none.
    pub fn misses_no_charge(&self, action: &Action) -> bool {
        let is_requested =
            matches!(action, Action::Stop(request) if request.charging == StoppedBilling::NoCharge);
        let charged = self.instance.as_ref().and_then(|instance| instance.billing.compute_charged);
        match self.outcome {
            Outcome::Stopped => is_requested && charged == Some(true),
            Outcome::AlreadyStopped => is_requested && charged != Some(false),
            _ => false,
        }
    }
}
