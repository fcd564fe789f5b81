//! [`Reason`]: why a run ended with its outcome.

use std::fmt;

use crate::lifecycle::ActionKind;
use crate::{Error, Message, message};

/// Reason for the end of an action: an observation, or an error. States are texts of the vendor.
///
/// `Display` writes it in English, on one line without a full stop.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Reason {
    /// The instance was stopped before the run.
    AlreadyStopped,
    /// The vendor reports the instance stopped.
    Stopped,
    /// The instance was running before the run.
    AlreadyRunning,
    /// The vendor reports the instance running.
    Running,
    /// The instance went down and runs again.
    Rebooted,
    /// A reboot was sent, and every poll showed the instance running.
    RebootNotObserved,
    /// The instance is in the phase that was waited for.
    InState(String),
    /// The instance is in the recycle bin or in another state that ends with its deletion.
    WillBeDeleted(String),
    /// The instance is deleted or being deleted.
    DeletedOrDeleting,
    /// Dry run: the request would be sent.
    WouldSend(ActionKind),
    /// Dry run: the request would be sent, and the vendor's dry run accepted it.
    WouldSendValidated(ActionKind),
    /// The vendor did not answer its dry run before the deadline.
    DryRunUnanswered,
    /// The vendor is carrying out the action, and the run does not wait.
    InProgress,
    /// The instance is stopping, and the run does not wait.
    Stopping,
    /// The instance was stopping, and went back to running.
    BackToRunning,
    /// The instance was starting, and went back to stopped.
    BackToStopped,
    /// State after the request, in which the action can no longer succeed.
    StateAfterRequest(ActionKind, String),
    /// State in which the vendor rejects the action.
    NotAllowed {
        /// Action that the state does not allow.
        kind: ActionKind,
        /// State of the instance.
        state: String,
        /// True once any request was sent.
        ever_sent: bool,
    },
    /// State of a transition that another operation caused.
    OtherOperation(String),
    /// The account has no such instance in this region.
    NoSuchInstance,
    /// The instance disappeared, as the action required.
    Disappeared,
    /// The instance disappeared before anything was sent.
    DisappearedBeforeSend,
    /// The instance disappeared after a stop, and was not observed stopped.
    DisappearedAfterSend,
    /// The vendor accepted the request, and the run does not wait.
    AcceptedNotWaiting(ActionKind),
    /// The vendor returned the instance without a state.
    StateNotReported,
    /// The vendor did not answer before the deadline.
    NoResponse,
    /// The request was still queued behind other requests at the end.
    NotDispatched,
    /// State at the deadline; `None` if no poll succeeded.
    AtDeadline(Option<String>),
    /// The run was cancelled before anything was sent.
    Cancelled,
    /// The run was cancelled after the vendor had rejected the request.
    CancelledAfterRejection(ActionKind),
    /// The run was cancelled after a request.
    CancelledAfterSend(ActionKind),
    /// Error of the vendor or of this library.
    Error(Error),
    /// The run ended for a reason of its own after an error, which may explain it.
    AfterError(Box<Self>, Error),
}

impl Reason {
    /// Returns the error that decided the outcome, or that may explain it.
    pub const fn error(&self) -> Option<&Error> {
        match self {
            Self::Error(error) | Self::AfterError(_, error) => Some(error),
            _ => None,
        }
    }

    /// Returns the sentence with its key and values, for programs that translate it. An error is a text
    /// without a translation here; [`Error::typed_message`] has its parts.
    pub fn message(&self) -> Message {
        match self {
            Self::AlreadyStopped => message!("already-stopped", "already stopped; nothing was sent"),
            Self::Stopped => message!("stopped", "the vendor reports it stopped"),
            Self::AlreadyRunning => message!("already-running", "already running; nothing was sent"),
            Self::Running => message!("running", "the vendor reports it running"),
            Self::Rebooted => {
                message!("rebooted", "it restarted, and the vendor reports it running again")
            }
            Self::RebootNotObserved => message!(
                "reboot-not-observed",
                "a reboot was sent, but no restart was observed: every poll showed it running"
            ),
            Self::InState(state) => message!("in-state", "the state is {state}", state),
            Self::WillBeDeleted(state) => message!(
                "will-be-deleted",
                "the state is {state}: it is deleted, or will be deleted automatically",
                state
            ),
            Self::DeletedOrDeleting => message!("deleted-or-deleting", "it is deleted or being deleted"),
            Self::InProgress => {
                message!("in-progress", "the change is in progress; not waiting for it to finish")
            }
            Self::Stopping => message!("stopping", "it is stopping; not waiting for it to finish"),
            Self::BackToRunning => {
                message!("back-to-running", "the stop failed: it was stopping, and then went back to running")
            }
            Self::BackToStopped => message!(
                "back-to-stopped",
                "the start failed: it was starting, and then went back to stopped"
            ),
            Self::StateAfterRequest(kind, state) => message!(
                "state-after-request",
                "the {action} failed: the state became {state}",
                action = kind.noun(),
                state
            ),
            Self::NotAllowed { kind, state, ever_sent } => not_allowed(*kind, state, *ever_sent),
            Self::OtherOperation(state) => message!(
                "other-operation",
                "the state is {state}: another operation is in progress; nothing was sent",
                state
            ),
            _ => self.message_of_end(),
        }
    }

    /// Returns the sentence about an instance that does not exist, a dry run, or a run that ended early.
    fn message_of_end(&self) -> Message {
        match self {
            Self::NoSuchInstance => {
                message!("no-such-instance", "no such instance in this account and region")
            }
            Self::Disappeared => message!("disappeared", "it no longer exists"),
            Self::DisappearedBeforeSend => {
                message!("disappeared-before-send", "it no longer exists; nothing was sent")
            }
            Self::DisappearedAfterSend => message!(
                "disappeared-after-send",
                "it no longer exists: it was not observed stopped, and may have been deleted"
            ),
            Self::WouldSend(kind) => {
                message!("would-send", "a {action} would be sent", action = kind.noun())
            }
            Self::WouldSendValidated(kind) => message!(
                "would-send-validated",
                "a {action} would be sent; the vendor's own dry run passed",
                action = kind.noun()
            ),
            Self::DryRunUnanswered => message!(
                "dry-run-unanswered",
                "the vendor did not answer the dry run before the deadline; nothing was sent"
            ),
            Self::AcceptedNotWaiting(kind) => message!(
                "accepted-not-waiting",
                "the vendor accepted the {action}; not waiting for it to finish",
                action = kind.noun()
            ),
            Self::StateNotReported => {
                message!("state-not-reported", "the vendor did not report its state; nothing was sent")
            }
            Self::NoResponse => {
                message!("no-response", "the vendor did not answer before the deadline; nothing was sent")
            }
            Self::NotDispatched => message!(
                "not-dispatched",
                "the deadline passed while it waited for other requests to finish; nothing was sent"
            ),
            Self::Error(error) => Message::verbatim(error.to_string()),
            Self::AfterError(reason, error) => message!(
                "after-error",
                "{reason}; the last answer was: {error}",
                reason = reason.message(),
                error = error.to_string()
            ),
            _ => self.message_of_interruption(),
        }
    }

    /// Returns the sentence about a run that its deadline or its caller ended.
    fn message_of_interruption(&self) -> Message {
        match self {
            Self::AtDeadline(Some(state)) => {
                message!("state-at-deadline", "the state at the deadline was still {state}", state)
            }
            Self::Cancelled => message!("cancelled", "cancelled; nothing was sent"),
            Self::CancelledAfterRejection(kind) => message!(
                "cancelled-after-rejection",
                "cancelled; the vendor had rejected the {action}",
                action = kind.noun()
            ),
            Self::CancelledAfterSend(kind) => {
                message!("cancelled-after-send", "cancelled after a {action} was sent", action = kind.noun())
            }
            _ => message!("unknown-at-deadline", "the state at the deadline was still unknown"),
        }
    }
}

fn not_allowed(kind: ActionKind, state: &str, ever_sent: bool) -> Message {
    let action = kind.noun();
    if ever_sent {
        return message!(
            "not-allowed",
            "the state is {state}, which does not allow a {action}",
            state,
            action
        );
    }
    message!(
        "not-allowed-and-not-sent",
        "the state is {state}, which does not allow a {action}; nothing was sent",
        state,
        action
    )
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.message().sanitized())
    }
}
