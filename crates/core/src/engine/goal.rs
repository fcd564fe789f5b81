//! [`Goal`]: the condition that an action brings about, and the meaning of each phase for it.

use crate::Phase;
use crate::lifecycle::{Action, ActionKind};

/// Condition that an instance should reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// Stopped. A running instance is stopped.
    Stopped,
    /// Running. A stopped instance is started.
    Running,
    /// Down and running again. A running instance is rebooted.
    Rebooted,
    /// Deleted, and no longer returned by the vendor.
    Deleted,
    /// In this phase, no matter what causes it. Nothing is sent.
    Phase(Phase),
}

/// Meaning of an observed phase for a goal. The [module](super) has the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Finding {
    /// The goal is reached.
    Reached,
    /// The request can be sent, or has had no effect so far.
    Ready,
    /// The vendor is carrying out the action.
    InProgress,
    /// Another operation holds the instance.
    OtherOperation,
    /// The action is impossible, or has failed.
    NotAllowed,
    /// A deletion was sent, and the instance is in an error state.
    Stuck,
    /// The instance waits for its deletion.
    RecycleBin,
    /// The instance is deleted or being deleted, which is not the goal.
    Gone,
    /// The phase is unknown.
    Unclear,
}

impl From<&Action> for Goal {
    fn from(action: &Action) -> Self {
        match action {
            Action::Stop(_) => Self::Stopped,
            Action::Start(_) => Self::Running,
            Action::Reboot(_) => Self::Rebooted,
            Action::Delete(_) => Self::Deleted,
            Action::Wait(phase) => Self::Phase(*phase),
        }
    }
}

impl Goal {
    /// Returns the kind of the action that has this goal.
    pub(super) const fn kind(self) -> ActionKind {
        match self {
            Self::Stopped => ActionKind::Stop,
            Self::Running => ActionKind::Start,
            Self::Rebooted => ActionKind::Reboot,
            Self::Deleted => ActionKind::Delete,
            Self::Phase(_) => ActionKind::Wait,
        }
    }

    /// Returns the meaning of an observed phase. `is_sent` is true if the last request was not rejected.
    pub(super) fn finding(self, phase: Phase, is_sent: bool) -> Finding {
        use Phase::{
            Changing, Deleted, Deleting, Running, StopFailed, Stopped, Stopping, Unknown, Unstoppable,
        };
        match (self, phase) {
            (Self::Stopped, Stopped) | (Self::Running, Running) => Finding::Reached,
            (Self::Phase(wanted), _) if phase == wanted => Finding::Reached,
            (Self::Stopped | Self::Rebooted, Running) | (Self::Running, Stopped) => Finding::Ready,
            (Self::Stopped, StopFailed) if !is_sent => Finding::Ready,
            (Self::Stopped, Stopping) | (Self::Running, Changing) => Finding::InProgress,
            (Self::Rebooted, Changing | Stopping | Stopped) if is_sent => Finding::InProgress,
            (Self::Deleted | Self::Phase(Deleted), Deleting) => Finding::InProgress,
            (Self::Deleted, Deleted) => Finding::RecycleBin,
            (_, Deleting | Deleted) => Finding::Gone,
            (Self::Phase(_), _) => Finding::InProgress,
            (Self::Stopped | Self::Rebooted | Self::Deleted, Changing) => Finding::OtherOperation,
            (Self::Running | Self::Rebooted | Self::Deleted, Stopping) => Finding::OtherOperation,
            (Self::Deleted, Unstoppable) if is_sent => Finding::Stuck,
            (Self::Deleted, _) => Finding::Ready,
            (_, Unknown) => Finding::Unclear,
            (_, Stopped | StopFailed | Unstoppable) => Finding::NotAllowed,
        }
    }
}
