//! [`ActionKind`]: the kind of an action without its options.

use crate::{Message, message};

/// Kind of an [`Action`](super::Action), without the options of the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ActionKind {
    /// Stop of a running instance.
    Stop,
    /// Start of a stopped instance.
    Start,
    /// Reboot of a running instance.
    Reboot,
    /// Deletion of an instance with its system disk.
    Delete,
    /// Wait for a phase. Nothing is sent.
    Wait,
}

impl ActionKind {
    /// Returns the noun for messages, such as `deletion`.
    pub(crate) fn noun(self) -> Message {
        match self {
            Self::Stop => message!("stop", "stop"),
            Self::Start => message!("start", "start"),
            Self::Reboot => message!("reboot", "reboot"),
            Self::Delete => message!("deletion", "deletion"),
            Self::Wait => message!("wait", "wait"),
        }
    }
}
