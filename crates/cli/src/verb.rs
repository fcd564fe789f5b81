//! [`Verb`]: the action of a command, in the words of its messages.

use tingji::core::engine::Outcome;
use tingji::core::lifecycle::ShutdownMode;

use crate::lang::{pick, say};

/// What is done to instances.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verb {
    Stop,
    Start,
    Reboot,
    Delete,
    Wait,
}

impl Verb {
    /// That it was sent.
    pub(crate) fn sent(self) -> &'static str {
        match self {
            Self::Stop => pick("stop sent", "已发送停机请求"),
            Self::Start => pick("start sent", "已发送启动请求"),
            Self::Reboot => pick("reboot sent", "已发送重启请求"),
            Self::Delete => pick("deletion sent", "已发送删除请求"),
            Self::Wait => pick("nothing sent", "未发送任何请求"),
        }
    }

    /// As in a question.
    pub(crate) fn asked(self, force: ShutdownMode) -> String {
        let verb = match self {
            Self::Stop => pick("stop", "停止"),
            Self::Start => pick("start", "启动"),
            Self::Reboot => pick("reboot", "重启"),
            Self::Delete => pick("delete for good", "永久删除"),
            Self::Wait => pick("wait for", "等待"),
        };
        match force {
            ShutdownMode::PowerOff => say!("forcibly {verb}", "强制{verb}"),
            _ => verb.to_owned(),
        }
    }

    /// The outcome's word, in the words of what was done.
    pub(crate) fn word(self, outcome: Outcome) -> &'static str {
        match (self, outcome) {
            (Self::Start, Outcome::Done) => "started",
            (Self::Start, Outcome::AlreadyDone) => "already-running",
            (Self::Start, Outcome::WouldDo) => "would-start",
            (Self::Reboot, Outcome::Done) => "rebooted",
            (Self::Reboot, Outcome::WouldDo) => "would-reboot",
            (Self::Delete, Outcome::Done) => "deleted",
            (Self::Delete, Outcome::WouldDo) => "would-delete",
            (Self::Wait, Outcome::Done | Outcome::AlreadyDone) => "reached",
            (_, outcome) => outcome.as_str(),
        }
    }
}
