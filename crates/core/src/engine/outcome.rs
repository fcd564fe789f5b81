//! [`Outcome`] and [`Report`]: the result of an action.

use std::fmt;
use std::time::Duration;

use crate::lifecycle::{Action, StoppedBilling};
use crate::{ErrorKind, Instance};

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
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "the outcome may be that nothing happened"]
pub struct Report {
    /// Outcome of the action.
    pub outcome: Outcome,
    /// Last observed state, as the vendor's text; `None` if no poll succeeded.
    pub state: Option<String>,
    /// Kind of the error that decided the outcome; `None` if observations decided it.
    pub kind: Option<ErrorKind>,
    /// The vendor's code of the error that decided the outcome.
    pub code: Option<String>,
    /// Reason in English: one line without a full stop.
    pub message: String,
    /// Reason in Chinese.
    pub message_zh: String,
    /// Next step for the user, if an error decided the outcome. The advice of the vendor's code has
    /// priority over the advice of the error kind.
    pub advice: Option<&'static str>,
    /// Next step in Chinese.
    pub advice_zh: Option<&'static str>,
    /// The vendor's id of the accepted request, or of the failed one.
    pub request_id: Option<String>,
    /// Time from the start of the run to its end.
    pub elapsed: Duration,
    /// Instance as last observed, with its charges. `None` if no poll returned it, and in a report of a
    /// machine that ran without a scheduler.
    pub instance: Option<Instance>,
}

impl Report {
    /// Returns the exit code of a run with this report alone.
    ///
    /// | code | outcome |
    /// |---|---|
    /// | 0 | stopped, already stopped, would stop; done, already done, would do |
    /// | 1 | failed for another reason |
    /// | 2 | a setting is wrong |
    /// | 4 | credentials, signature, clock or permission |
    /// | 5 | not found |
    /// | 7 | unconfirmed |
    /// | 8 | locked, or the state or kind does not allow the action |
    /// | 9 | throttled, unavailable or unreachable |
    /// | 10 | unsupported |
    pub const fn exit_code(&self) -> u8 {
        match self.outcome {
            outcome if outcome.is_success() => 0,
            Outcome::NotFound => 5,
            Outcome::Unconfirmed => 7,
            Outcome::Refused | Outcome::Locked => 8,
            Outcome::Unsupported => 10,
            Outcome::Failed => match self.kind {
                Some(kind) => error_exit_code(kind),
                None => 1,
            },
            _ => 0,
        }
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

/// Returns the exit code of a failure of this kind, from 1 to 10.
pub const fn error_exit_code(kind: ErrorKind) -> u8 {
    match kind {
        ErrorKind::Config => 2,
        ErrorKind::Credentials | ErrorKind::ClockSkew | ErrorKind::Permission => 4,
        ErrorKind::NotFound => 5,
        ErrorKind::InvalidState | ErrorKind::Locked => 8,
        ErrorKind::Throttled
        | ErrorKind::Unavailable
        | ErrorKind::Connect
        | ErrorKind::Timeout
        | ErrorKind::Interrupted => 9,
        ErrorKind::Unsupported => 10,
        _ => 1,
    }
}

/// Combines exit codes: returns their common value, 6 if they differ, and 0 for none.
///
/// ```
/// use tingji_core::engine::overall_exit_code;
///
/// assert_eq!(overall_exit_code([0, 0]), 0);
/// assert_eq!(overall_exit_code([5, 5]), 5);
/// assert_eq!(overall_exit_code([0, 5]), 6);
/// assert_eq!(overall_exit_code([4, 5]), 6);
/// assert_eq!(overall_exit_code([]), 0);
/// ```
pub fn overall_exit_code(codes: impl IntoIterator<Item = u8>) -> u8 {
    let mut codes = codes.into_iter();
    let Some(first) = codes.next() else { return 0 };
    if codes.all(|code| code == first) { first } else { 6 }
}
