//! [`Verb`]: the action of a command, with its texts for messages and outcomes.

use tingji::core::engine::Outcome;
use tingji::core::lifecycle::ShutdownMode;

use crate::lang::{localized, tr};

/// The action of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verb {
    Stop,
    Start,
    Reboot,
    Delete,
    Wait,
}

impl Verb {
    /// Returns the progress text after the request was sent.
    pub(crate) fn sent(self) -> &'static str {
        match self {
            Self::Stop => localized("stop sent", "已发送停机请求"),
            Self::Start => localized("start sent", "已发送启动请求"),
            Self::Reboot => localized("reboot sent", "已发送重启请求"),
            Self::Delete => localized("deletion sent", "已发送删除请求"),
            Self::Wait => localized("nothing sent", "未发送任何请求"),
        }
    }

    /// Returns the verb for a confirmation prompt, with "forcibly" for a forced action.
    pub(crate) fn prompt(self, force: ShutdownMode) -> String {
        let verb = match self {
            Self::Stop => localized("stop", "停止"),
            Self::Start => localized("start", "启动"),
            Self::Reboot => localized("reboot", "重启"),
            Self::Delete => localized("permanently delete", "永久删除"),
            Self::Wait => localized("wait for", "等待"),
        };
        match force {
            ShutdownMode::PowerOff => tr!("forcibly {verb}", "强制{verb}"),
            _ => verb.to_owned(),
        }
    }

    /// Returns the outcome in the spelling of every output format: `stopped`, `started`, `deleted` and so on.
    pub(crate) fn outcome_text(self, outcome: Outcome) -> &'static str {
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
