//! [`Reason`] and [`ErrorSummary`]: the texts of a report, in English and Chinese.

use std::fmt;

use crate::lifecycle::ActionKind;
use crate::{Error, ErrorKind};

/// Reason for the end of an action that no error decided. States are texts of the vendor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    AlreadyStopped,
    Stopped,
    AlreadyRunning,
    Running,
    Rebooted,
    /// A reboot was sent, and every poll showed the instance running.
    RebootNotObserved,
    /// The instance is in the phase that was waited for.
    InState(String),
    /// The instance is in the recycle bin or in another state that ends with its deletion.
    WillBeDeleted(String),
    DeletedOrDeleting,
    /// Dry run: the request would be sent.
    WouldSend(ActionKind),
    /// Dry run: the request would be sent, and the vendor's dry run accepted it.
    WouldSendValidated(ActionKind),
    DryRunUnanswered,
    /// The vendor is carrying out the action, and the run does not wait.
    InProgress,
    /// The instance is stopping, and the run does not wait.
    Stopping,
    BackToRunning,
    BackToStopped,
    /// State after the request, in which the action can no longer succeed.
    StateAfterRequest(ActionKind, String),
    /// State in which the vendor rejects the action.
    NotAllowed {
        kind: ActionKind,
        state: String,
        ever_sent: bool,
    },
    /// State of a transition that another operation caused.
    OtherOperation(String),
    NoSuchInstance,
    Disappeared,
    DisappearedBeforeSend,
    DisappearedAfterSend,
    AcceptedNotWaiting(ActionKind),
    /// The vendor returned the instance without a state.
    StateNotReported,
    NoResponse,
    /// The request was still queued behind other requests at the end.
    NotDispatched,
    /// State at the deadline; `None` if no poll succeeded.
    AtDeadline(Option<String>),
    Cancelled,
    CancelledAfterRejection(ActionKind),
    CancelledAfterSend(ActionKind),
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.fixed_texts() {
            Some((english, _)) => f.write_str(english),
            None => f.write_str(&self.texts_with_values().0),
        }
    }
}

impl Reason {
    /// Returns the Chinese text.
    pub(super) fn in_chinese(&self) -> String {
        match self.fixed_texts() {
            Some((_, chinese)) => chinese.to_owned(),
            None => self.texts_with_values().1,
        }
    }

    /// Returns the English and the Chinese text of a reason without a state and without an action.
    const fn fixed_texts(&self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            Self::AlreadyStopped => ("already stopped; nothing was sent", "此前已停止；未发送任何请求"),
            Self::Stopped => ("the vendor reports it stopped", "厂商的状态已显示为停止"),
            Self::AlreadyRunning => ("already running; nothing was sent", "此前已在运行；未发送任何请求"),
            Self::Running => ("the vendor reports it running", "厂商的状态已显示为运行中"),
            Self::Rebooted => (
                "it restarted, and the vendor reports it running again",
                "已重启，厂商的状态重新显示为运行中",
            ),
            Self::RebootNotObserved => (
                "a reboot was sent, but no restart was observed: every poll showed it running",
                "已发送重启请求，但未观察到重启：实例一直显示为运行中",
            ),
            Self::DeletedOrDeleting => ("it is deleted or being deleted", "该实例已被删除或正在删除"),
            Self::InProgress => {
                ("the change is in progress; not waiting for it to finish", "操作正在进行；未等待完成")
            }
            Self::Stopping => ("it is stopping; not waiting for it to finish", "正在停止；未等待完成"),
            Self::BackToRunning => (
                "the stop failed: it was stopping, and then went back to running",
                "停机失败：停止过程中又回到了运行状态",
            ),
            Self::BackToStopped => (
                "the start failed: it was starting, and then went back to stopped",
                "启动失败：启动过程中又回到了停止状态",
            ),
            Self::NoSuchInstance => {
                ("no such instance in this account and region", "该账号和地域中没有该实例")
            }
            Self::Disappeared => ("it no longer exists", "该实例已不存在"),
            Self::DisappearedBeforeSend => {
                ("it no longer exists; nothing was sent", "该实例已不存在；未发送任何请求")
            }
            Self::DisappearedAfterSend => (
                "it no longer exists: it was not observed stopped, and may have been deleted",
                "该实例已不存在：未观察到停止，可能已被删除",
            ),
            Self::StateNotReported => {
                ("the vendor did not report its state; nothing was sent", "厂商未返回其状态；未发送任何请求")
            }
            Self::NoResponse => (
                "the vendor did not answer before the deadline; nothing was sent",
                "截止前没有收到厂商的应答；未发送任何请求",
            ),
            Self::NotDispatched => (
                "the deadline passed while it waited for other requests to finish; nothing was sent",
                "截止前仍在等待其他请求完成；未发送任何请求",
            ),
            Self::DryRunUnanswered => (
                "the vendor did not answer the dry run before the deadline; nothing was sent",
                "截止前没有收到试运行的应答；未发送任何请求",
            ),
            Self::Cancelled => ("cancelled; nothing was sent", "已取消；未发送任何请求"),
            _ => return None,
        })
    }

    /// Returns the English and the Chinese text of a reason with a state or an action.
    fn texts_with_values(&self) -> (String, String) {
        match self {
            Self::InState(state) => (format!("the state is {state}"), format!("状态为 {state}")),
            Self::WillBeDeleted(state) => (
                format!("the state is {state}: it is deleted, or will be deleted automatically"),
                format!("状态为 {state}：已删除，或将自动删除"),
            ),
            Self::WouldSend(kind) => {
                (format!("a {} would be sent", kind.noun()), format!("将会发送{}请求", kind.noun_zh()))
            }
            Self::WouldSendValidated(kind) => (
                format!("a {} would be sent; the vendor's own dry run passed", kind.noun()),
                format!("将会发送{}请求；厂商的试运行已通过", kind.noun_zh()),
            ),
            Self::StateAfterRequest(kind, state) => (
                format!("the {} failed: the state became {state}", kind.noun()),
                format!("{}失败：状态变为 {state}", kind.noun_zh()),
            ),
            Self::NotAllowed { kind, state, ever_sent } => {
                let nothing_sent = if *ever_sent { "" } else { "; nothing was sent" };
                let nothing_sent_zh = if *ever_sent { "" } else { "；未发送任何请求" };
                (
                    format!("the state is {state}, which does not allow a {}{nothing_sent}", kind.noun()),
                    format!("状态为 {state}，不允许{}{nothing_sent_zh}", kind.noun_zh()),
                )
            }
            Self::OtherOperation(state) => (
                format!("the state is {state}: another operation is in progress; nothing was sent"),
                format!("状态为 {state}：另一操作正在进行；未发送任何请求"),
            ),
            _ => self.texts_of_unfinished(),
        }
    }

    /// Returns the English and the Chinese text of a run that ended before the action was confirmed.
    fn texts_of_unfinished(&self) -> (String, String) {
        match self {
            Self::AtDeadline(Some(state)) => {
                (format!("the state at the deadline was still {state}"), format!("截止时状态仍为 {state}"))
            }
            Self::AcceptedNotWaiting(kind) => (
                format!("the vendor accepted the {}; not waiting for it to finish", kind.noun()),
                format!("厂商已受理{}；未等待完成", kind.noun_zh()),
            ),
            Self::CancelledAfterRejection(kind) => (
                format!("cancelled; the vendor had rejected the {}", kind.noun()),
                format!("已取消；{}请求此前已被厂商拒绝", kind.noun_zh()),
            ),
            Self::CancelledAfterSend(kind) => (
                format!("cancelled after a {} was sent", kind.noun()),
                format!("已取消，但此前已发送{}请求", kind.noun_zh()),
            ),
            _ => ("the state at the deadline was still unknown".to_owned(), "截止时状态仍未知".to_owned()),
        }
    }
}

/// Parts of an [`Error`] that a report contains.
#[derive(Clone, Debug)]
pub(super) struct ErrorSummary {
    pub(super) kind: ErrorKind,
    pub(super) advice: &'static str,
    pub(super) advice_zh: &'static str,
    /// The vendor's code.
    pub(super) code: Option<String>,
    pub(super) message: String,
    pub(super) message_zh: String,
    pub(super) request_id: Option<String>,
}

impl ErrorSummary {
    /// Puts the reason for the end of the run before the message, which becomes "the last answer".
    pub(super) fn after(self, reason: &Reason) -> Self {
        Self {
            message: format!("{reason}; the last answer was: {}", self.message),
            message_zh: format!("{}；最后的应答是：{}", reason.in_chinese(), self.message_zh),
            ..self
        }
    }
}

impl From<&Error> for ErrorSummary {
    fn from(error: &Error) -> Self {
        Self {
            kind: error.kind(),
            advice: error.advice(),
            advice_zh: error.advice_zh(),
            code: error.code().map(str::to_owned),
            message: error.to_string(),
            message_zh: error.to_string_zh(),
            request_id: error.request_id().map(str::to_owned),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_text_matches_english_in_state_and_sent_note() {
        let state = "RUNNING".to_owned();
        for reason in [
            Reason::StateAfterRequest(ActionKind::Start, state.clone()),
            Reason::NotAllowed { kind: ActionKind::Stop, state: state.clone(), ever_sent: false },
            Reason::NotAllowed { kind: ActionKind::Delete, state: state.clone(), ever_sent: true },
            Reason::OtherOperation(state.clone()),
            Reason::AtDeadline(Some(state)),
        ] {
            let english = reason.to_string();
            let chinese = reason.in_chinese();
            assert!(english.contains("RUNNING") && chinese.contains("RUNNING"), "{english}: {chinese}");
            let says_unsent = english.contains("nothing was sent");
            assert_eq!(says_unsent, chinese.contains("未发送任何请求"), "{english}: {chinese}");
        }
        assert_eq!(Reason::AtDeadline(None).in_chinese(), "截止时状态仍未知");
    }
}
