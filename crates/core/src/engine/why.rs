//! [`Why`]: what a report says of how it ended, in English and Chinese.

use std::fmt;

/// What is sent to an instance, in messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    Stop,
    Start,
    Reboot,
    Deletion,
    /// Nothing: it is only looked at.
    Request,
}

impl Act {
    const fn noun(self) -> &'static str {
        match self {
            Self::Stop => "stop",
            Self::Start => "start",
            Self::Reboot => "reboot",
            Self::Deletion => "deletion",
            Self::Request => "request",
        }
    }

    const fn noun_zh(self) -> &'static str {
        match self {
            Self::Stop => "停机",
            Self::Start => "启动",
            Self::Reboot => "重启",
            Self::Deletion => "删除",
            Self::Request => "操作",
        }
    }
}

/// How it ended. States are in the vendor's word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Why {
    StoppedBefore,
    Stopped,
    RunningBefore,
    Running,
    Rebooted,
    RebootUnseen,
    /// In the state that was waited for.
    InState(String),
    /// In a state in which it goes by itself.
    GoesByItself(String),
    /// Deleted, or being deleted.
    Deleted,
    Would(Act),
    /// And the vendor's own dry run says so too.
    WouldPass(Act),
    RehearsalUnanswered,
    OnItsWay,
    OnItsWayToStopped,
    BackToRunning,
    BackToStopped,
    /// The state after what was sent.
    Became(Act, String),
    CantBeStopped {
        state: String,
        sent: bool,
    },
    AllowsNo(Act, String),
    UnderWay(String),
    NoSuchInstance,
    NoLongerThere,
    NoLongerThereUnsent,
    /// Perhaps deleted.
    NoLongerThereAsked,
    NotWaitedFor(Act),
    StateUntold,
    NoAnswer,
    /// Too many others were under way.
    TurnDidNotCome,
    AtDeadline(Option<String>),
    Cancelled,
    CancelledRefused(Act),
    CancelledSent(Act),
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.plain() {
            Some((english, _)) => f.write_str(english),
            None => f.write_str(&self.filled().0),
        }
    }
}

impl Why {
    /// The same in Chinese.
    pub(super) fn in_chinese(&self) -> String {
        self.plain().map_or_else(|| self.filled().1, |(_, chinese)| chinese.to_owned())
    }

    /// The two texts of what names no state and no act.
    const fn plain(&self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            Self::StoppedBefore => ("it was stopped before; nothing was sent", "此前已停止；未发送任何请求"),
            Self::Stopped => ("the vendor's state reads stopped", "厂商的状态已显示为停止"),
            Self::RunningBefore => {
                ("it was running before; nothing was sent", "此前已在运行；未发送任何请求")
            }
            Self::Running => ("the vendor's state reads running", "厂商的状态已显示为运行中"),
            Self::Rebooted => (
                "it went down, and the vendor's state reads running again",
                "已停机，厂商的状态重新显示为运行中",
            ),
            Self::RebootUnseen => (
                "a reboot was sent, but it was seen running all the time",
                "已发送重启请求，但实例一直显示为运行中",
            ),
            Self::Deleted => ("it is deleted or being deleted", "该实例已被删除或正在删除"),
            Self::OnItsWay => ("it is on its way", "操作正在进行"),
            Self::OnItsWayToStopped => ("it is on its way to stopped", "正在停止中"),
            Self::BackToRunning => {
                ("it went back to running after it had been stopping", "停止过程中又回到了运行状态")
            }
            Self::BackToStopped => {
                ("it went back to stopped after it had been starting", "启动过程中又回到了停止状态")
            }
            Self::NoSuchInstance => {
                ("there is no such instance in this account and region", "该账号和地域中没有该实例")
            }
            Self::NoLongerThere => ("it is no longer there", "该实例已不存在"),
            Self::NoLongerThereUnsent => {
                ("it is no longer there; nothing was sent", "该实例已不存在；未发送任何请求")
            }
            Self::NoLongerThereAsked => (
                "it is no longer there: not seen stopped, deleted perhaps",
                "该实例已不存在：未观察到停止，可能已被删除",
            ),
            Self::StateUntold => (
                "the vendor could not tell its state; nothing was sent",
                "厂商未能给出其状态；未发送任何请求",
            ),
            Self::NoAnswer => {
                ("no answer before the deadline; nothing was sent", "截止前没有应答；未发送任何请求")
            }
            Self::TurnDidNotCome => (
                "its turn did not come before the deadline; nothing was sent to it",
                "截止前未轮到该实例；未发送任何请求",
            ),
            Self::RehearsalUnanswered => (
                "the dry run was not answered before the deadline; nothing was sent",
                "截止前没有收到试运行的应答；未发送任何请求",
            ),
            Self::Cancelled => ("cancelled; nothing was sent", "已取消；未发送任何请求"),
            _ => return None,
        })
    }

    /// The two texts of the others.
    fn filled(&self) -> (String, String) {
        let nouns = |act: &Act| (act.noun(), act.noun_zh());
        match self {
            Self::InState(state) => (format!("its state is {state}"), format!("状态为 {state}")),
            Self::GoesByItself(state) => (
                format!("its state is {state}: it is gone, or goes by itself"),
                format!("状态为 {state}：已删除，或将自动删除"),
            ),
            Self::Would(act) => {
                let (en, zh) = nouns(act);
                (format!("a {en} would be sent"), format!("将会发送{zh}请求"))
            }
            Self::WouldPass(act) => {
                let (en, zh) = nouns(act);
                (
                    format!("a {en} would be sent; the vendor's own dry run passed"),
                    format!("将会发送{zh}请求；厂商的试运行已通过"),
                )
            }
            Self::Became(act, state) => {
                let (en, zh) = nouns(act);
                (format!("after the {en} its state became {state}"), format!("{zh}之后状态变为 {state}"))
            }
            Self::CantBeStopped { state, sent } => {
                let (en, zh) =
                    if *sent { ("", "") } else { ("; nothing was sent", "；未发送任何请求") };
                (
                    format!("its state is {state}, which can't be stopped{en}"),
                    format!("状态为 {state}，不能停止{zh}"),
                )
            }
            Self::AllowsNo(act, state) => {
                let (en, zh) = nouns(act);
                (
                    format!("its state is {state}, which allows no {en}; nothing was sent"),
                    format!("状态为 {state}，不允许{zh}；未发送任何请求"),
                )
            }
            Self::UnderWay(state) => (
                format!("its state is {state}: another operation is under way; nothing was sent"),
                format!("状态为 {state}：另一操作正在进行；未发送任何请求"),
            ),
            _ => self.of_the_end(),
        }
    }

    /// Those of what ended before it was done.
    fn of_the_end(&self) -> (String, String) {
        match self {
            Self::AtDeadline(Some(state)) => {
                (format!("at the deadline its state was still {state}"), format!("截止时状态仍为 {state}"))
            }
            Self::NotWaitedFor(act) => (
                format!("the vendor took the {} on; not waited for", act.noun()),
                format!("厂商已受理{}；未等待完成", act.noun_zh()),
            ),
            Self::CancelledRefused(act) => (
                format!("cancelled; the {} had been refused", act.noun()),
                format!("已取消；{}请求此前已被拒绝", act.noun_zh()),
            ),
            Self::CancelledSent(act) => (
                format!("cancelled after a {} was sent", act.noun()),
                format!("已取消，但此前已发送{}请求", act.noun_zh()),
            ),
            _ => ("at the deadline its state was still unknown".to_owned(), "截止时状态仍未知".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chinese_says_the_same_of_states_and_of_what_was_sent() {
        let state = || "RUNNING".to_owned();
        for why in [
            Why::Became(Act::Start, state()),
            Why::CantBeStopped { state: state(), sent: false },
            Why::AllowsNo(Act::Deletion, state()),
            Why::UnderWay(state()),
            Why::AtDeadline(Some(state())),
        ] {
            let (en, zh) = (why.to_string(), why.in_chinese());
            assert!(en.contains("RUNNING") && zh.contains("RUNNING"), "{en}: {zh}");
            assert_eq!(en.contains("nothing was sent"), zh.contains("未发送任何请求"), "{en}: {zh}");
        }
        assert_eq!(Why::AtDeadline(None).in_chinese(), "截止时状态仍未知");
    }
}
