//! What this command's own exit codes, outcomes and kinds of error mean.

use tingji::core::engine::error_exit_code;
use tingji::core::{ErrorKind, RetryClass};

use crate::lang::Lang;

/// Whose codes they are.
pub(crate) const OF: &str = "tingji";

/// An exit code with its meaning in English and Chinese.
const EXIT_CODES: [(u8, &str, &str); 11] = [
    (0, "all went well: stopped, or stopped before", "一切正常：已停止，或此前已停止"),
    (1, "it failed: see the line on standard error", "失败：请看标准错误中的说明"),
    (2, "the command line or a setting is wrong; nothing was sent", "命令行或设置有误；未发送任何请求"),
    (
        3,
        "cancelled: the question was declined, or Ctrl-C or SIGTERM came",
        "已取消：未确认，或收到 Ctrl-C、SIGTERM",
    ),
    (4, "credentials, signature, clock or permission", "凭证、签名、时钟或权限问题"),
    (5, "there is no such instance or code", "没有该实例或错误码"),
    (6, "the targets ended differently: see each outcome", "各目标结果不一：请查看每一项"),
    (
        7,
        "sent, but not seen stopped: look again before you rely on it",
        "已发送，但未确认停止：请再次查看后再作判断",
    ),
    (8, "locked, or the state or kind forbids it", "被占用，或其状态、类型不允许"),
    (9, "throttled, unavailable or unreachable: try again later", "限流、不可用或无法连接：请稍后再试"),
    (10, "the product can't do what was asked", "该产品不支持此选项"),
];

const OUTCOMES: [(&str, u8, &str, &str); 17] = [
    ("stopped", 0, "the vendor's own state now reads stopped", "厂商的状态已显示为停止"),
    ("already-stopped", 0, "it was stopped before; nothing was sent", "此前已停止；未发送任何请求"),
    (
        "unconfirmed",
        7,
        "a stop was sent, or may have been, and nothing has confirmed it: look again with `tingji list`",
        "停止请求已发送或可能已发送，但未得到确认：请用 `tingji list` 再次查看",
    ),
    ("would-stop", 0, "a rehearsal: it would be sent a stop", "试运行：将会发送停止请求"),
    ("refused", 8, "its state or kind does not allow a stop", "其状态或类型不允许停止"),
    (
        "locked",
        8,
        "another operation held it until the deadline: try again later",
        "截止时仍被另一操作占用：请稍后再试",
    ),
    (
        "not-found",
        5,
        "there is no such instance: check id, region and account",
        "没有该实例：请检查 ID、地域和账号",
    ),
    ("unsupported", 10, "the product can't do what was asked", "该产品不支持此选项"),
    ("failed", 1, "something failed: its kind and code tell more", "失败：详见其类别和错误码"),
    ("started", 0, "the vendor's own state now reads running", "厂商的状态已显示为运行中"),
    ("already-running", 0, "it was running before; nothing was sent", "此前已在运行；未发送任何请求"),
    ("would-start", 0, "a rehearsal: it would be sent a start", "试运行：将会发送启动请求"),
    (
        "rebooted",
        0,
        "it went down, and the vendor's own state reads running again",
        "已停机并重新显示为运行中",
    ),
    ("would-reboot", 0, "a rehearsal: it would be sent a reboot", "试运行：将会发送重启请求"),
    ("deleted", 0, "it is no longer there", "该实例已不存在"),
    ("would-delete", 0, "a rehearsal: it would be sent a deletion", "试运行：将会发送删除请求"),
    ("reached", 0, "it is in the state that was waited for", "已处于所等待的状态"),
];

const KINDS: [ErrorKind; 18] = [
    ErrorKind::Config,
    ErrorKind::InvalidRequest,
    ErrorKind::Credentials,
    ErrorKind::ClockSkew,
    ErrorKind::Permission,
    ErrorKind::Billing,
    ErrorKind::NotFound,
    ErrorKind::InvalidState,
    ErrorKind::Locked,
    ErrorKind::Unsupported,
    ErrorKind::Throttled,
    ErrorKind::Unavailable,
    ErrorKind::Connect,
    ErrorKind::Timeout,
    ErrorKind::Interrupted,
    ErrorKind::Redirected,
    ErrorKind::Decode,
    ErrorKind::Vendor,
];

/// One code with its explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Explained {
    /// The cloud, or `tingji` for what this command says itself.
    pub(crate) of: &'static str,
    pub(crate) code: String,
    pub(crate) kind: String,
    pub(crate) retry: Option<RetryClass>,
    pub(crate) exit_code: Option<u8>,
    pub(crate) advice: &'static str,
    pub(crate) page: Option<&'static str>,
}

/// What an own code is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Group {
    ExitCode,
    Outcome,
    Kind,
}

/// A group's word in the column of kinds.
pub(crate) fn word_of(group: Group, lang: Lang) -> &'static str {
    let (en, zh) = match group {
        Group::ExitCode => ("exit code", "退出码"),
        Group::Outcome => ("outcome", "结果"),
        Group::Kind => ("kind", "类别"),
    };
    if lang == Lang::Zh { zh } else { en }
}

/// A kind as a word: `invalid-state`.
pub(crate) fn word(kind: ErrorKind) -> String {
    let mut word = String::new();
    for c in format!("{kind:?}").chars() {
        if c.is_ascii_uppercase() && !word.is_empty() {
            word.push('-');
        }
        word.push(c.to_ascii_lowercase());
    }
    word
}

/// Whether this is the own code that is meant: `InvalidState` is `invalid-state`, but `-1` is not `1`.
pub(crate) fn is(own: &str, asked: &str) -> bool {
    let plain = |text: &str| text.replace(['-', '_', ' '], "").to_lowercase();
    own == asked || (own.contains(char::is_alphabetic) && plain(own) == plain(asked))
}

/// All of them: exit codes, outcomes, kinds.
pub(crate) fn all(lang: Lang) -> Vec<Explained> {
    let pick = |en: &'static str, zh: &'static str| if lang == Lang::Zh { zh } else { en };
    let own = |code: String, group: Group, exit_code, advice| Explained {
        of: OF,
        code,
        kind: word_of(group, lang).to_owned(),
        retry: None,
        exit_code: Some(exit_code),
        advice,
        page: None,
    };
    let codes =
        EXIT_CODES.iter().map(|(code, en, zh)| own(code.to_string(), Group::ExitCode, *code, pick(en, zh)));
    let outcomes = OUTCOMES
        .iter()
        .map(|(outcome, code, en, zh)| own(outcome.to_string(), Group::Outcome, *code, pick(en, zh)));
    let kinds = KINDS.iter().map(|kind| Explained {
        retry: Some(kind.retry()),
        ..own(word(*kind), Group::Kind, error_exit_code(*kind), pick(kind.advice(), kind.advice_zh()))
    });
    codes.chain(outcomes).chain(kinds).collect()
}
