//! [`ActionKind`]: the kind of an action without its options.

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
    /// Returns the English noun for messages, such as `deletion`.
    pub(crate) const fn noun(self) -> &'static str {
        match self {
            Self::Stop => "stop",
            Self::Start => "start",
            Self::Reboot => "reboot",
            Self::Delete => "deletion",
            Self::Wait => "wait",
        }
    }

    /// Returns the Chinese noun for messages.
    pub(crate) const fn noun_zh(self) -> &'static str {
        match self {
            Self::Stop => "停机",
            Self::Start => "启动",
            Self::Reboot => "重启",
            Self::Delete => "删除",
            Self::Wait => "等待",
        }
    }
}
