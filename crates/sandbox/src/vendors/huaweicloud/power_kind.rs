//! [`PowerKind`]: the operations that change a server's state.

use crate::state::resource::DELETED;

/// States in which an operation is under way.
const TRANSITIONAL: [&str; 7] =
    ["CREATING", "STARTING", "STOPPING", "REBOOTING", "CHANGINGOS", "REINSTALLINGOS", "DELETING"];

/// An operation that changes a server's state.
#[derive(Clone, Copy)]
pub(super) enum PowerKind {
    Stop,
    Start,
    Reboot,
    Delete,
    ChangeOs,
    ReinstallOs,
}

impl PowerKind {
    /// True if the operation is possible in this state.
    pub(super) fn is_allowed_in(self, state: &str) -> bool {
        match self {
            Self::Stop => ["RUNNING", "STOP_FAILED"].contains(&state),
            Self::Start => ["STOPPED", "STOP_FAILED", "START_FAILED"].contains(&state),
            Self::Reboot => state == "RUNNING",
            Self::ChangeOs | Self::ReinstallOs => state == "STOPPED",
            Self::Delete => !is_transitional(state),
        }
    }

    /// The state during the operation, and the state after it. Guess: a server runs after a change of its system.
    pub(super) fn states(self) -> (&'static str, &'static str) {
        match self {
            Self::Stop => ("STOPPING", "STOPPED"),
            Self::Start => ("STARTING", "RUNNING"),
            Self::Reboot => ("REBOOTING", "RUNNING"),
            Self::Delete => ("DELETING", DELETED),
            Self::ChangeOs => ("CHANGINGOS", "RUNNING"),
            Self::ReinstallOs => ("REINSTALLINGOS", "RUNNING"),
        }
    }

    /// Value of `operation_type`. Guess: formed like `node_attach_volume`, the only value in the documents.
    pub(super) fn operation_type(self) -> &'static str {
        match self {
            Self::Stop => "node_stop",
            Self::Start => "node_start",
            Self::Reboot => "node_reboot",
            Self::Delete => "node_delete",
            Self::ChangeOs => "node_change_os",
            Self::ReinstallOs => "node_reinstall_os",
        }
    }
}

/// True while an operation is under way.
pub(super) fn is_transitional(state: &str) -> bool {
    TRANSITIONAL.contains(&state)
}
