//! The catalog of codes that this command explains: its own exit codes, outcomes and error kinds, and
//! [`ErrorExplanation`] for the vendors' codes.

use tingji::core::{ErrorKind, RetryClass};

use crate::exit_code;
use crate::lang::{Lang, kinds};

/// Owner of the codes of this command, in the place of a cloud.
pub(crate) const TINGJI: &str = "tingji";

/// Exit codes with their meaning in English and Chinese.
const EXIT_CODES: [(u8, &str, &str); 11] = [
    (0, "success: stopped, or already stopped", "成功：已停止，或此前已停止"),
    (1, "failed: see the message on standard error", "失败：请看标准错误中的消息"),
    (2, "wrong command line or setting; nothing was sent", "命令行或设置有误；未发送任何请求"),
    (
        3,
        "cancelled: the prompt was declined, or Ctrl-C or SIGTERM was received",
        "已取消：未确认，或收到 Ctrl-C、SIGTERM",
    ),
    (4, "problem with credentials, signature, clock or permission", "凭证、签名、时钟或权限问题"),
    (5, "no such instance or code", "没有该实例或错误码"),
    (6, "mixed results: see the outcome of each target", "各目标结果不一：请查看每一项"),
    (
        7,
        "sent, but not confirmed: check the state before you rely on it",
        "已发送，但未得到确认：请先查看状态，再作判断",
    ),
    (8, "locked, or not allowed in its state or for its kind", "被占用，或其状态、类型不允许"),
    (9, "throttled, unavailable or unreachable: try again later", "限流、不可用或无法连接：请稍后再试"),
    (10, "the product does not support the request", "该产品不支持此选项，去掉后重试"),
];

/// Outcomes with their exit code and their meaning in English and Chinese.
const OUTCOMES: [(&str, u8, &str, &str); 17] = [
    ("stopped", 0, "the vendor reports it stopped", "厂商已确认停止"),
    ("already-stopped", 0, "already stopped; nothing was sent", "此前已停止；未发送任何请求"),
    (
        "unconfirmed",
        7,
        "a stop was or may have been sent, but is not confirmed: check with `tingji list`",
        "停止请求已发送或可能已发送，但未得到确认：请用 `tingji list` 再次查看",
    ),
    ("would-stop", 0, "dry run: a stop would be sent", "试运行：将会发送停止请求"),
    ("refused", 8, "its state or kind does not allow a stop", "其状态或类型不允许停止"),
    (
        "locked",
        8,
        "locked by another operation until the deadline: try again later",
        "截止时仍被另一操作占用：请稍后再试",
    ),
    ("not-found", 5, "no such instance: check id, region and account", "没有该实例：请检查 ID、地域和账号"),
    ("unsupported", 10, "the product does not support the request", "该产品不支持此选项，去掉后重试"),
    ("failed", 1, "failed: see its kind and code", "失败：详见其类别和错误码"),
    ("started", 0, "the vendor reports it running", "厂商已确认运行中"),
    ("already-running", 0, "already running; nothing was sent", "此前已在运行；未发送任何请求"),
    ("would-start", 0, "dry run: a start would be sent", "试运行：将会发送启动请求"),
    ("rebooted", 0, "it went down, and the vendor reports it running again", "已停止，厂商确认已重新运行"),
    ("would-reboot", 0, "dry run: a reboot would be sent", "试运行：将会发送重启请求"),
    ("deleted", 0, "the vendor no longer has it", "该实例已不存在"),
    ("would-delete", 0, "dry run: a deletion would be sent", "试运行：将会发送删除请求"),
    ("reached", 0, "it reached the requested state", "已达到等待的状态"),
];

/// A code with its explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ErrorExplanation {
    /// The cloud, or `tingji` for a code of this command.
    pub(crate) of: &'static str,
    /// The code as the vendor writes it; `*.Suffix` for a family of codes.
    pub(crate) code: String,
    /// The error kind, or the group of an own code.
    pub(crate) kind: String,
    /// Safety of sending the request again; `None` where the question does not apply.
    pub(crate) retry: Option<RetryClass>,
    /// Exit code of the command for this error.
    pub(crate) exit_code: Option<u8>,
    /// Meaning and next step, in the language of the catalog.
    pub(crate) advice: &'static str,
    /// The vendor's page of error codes.
    pub(crate) page: Option<&'static str>,
}

/// Groups of the codes of this command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CodeGroup {
    /// Exit codes, 0 to 10.
    ExitCode,
    /// Outcomes of a target, such as `stopped`.
    Outcome,
    /// Error kinds, such as `invalid-state`.
    Kind,
}

/// Returns the name of a group for the column of kinds.
pub(crate) fn group_name(group: CodeGroup, lang: Lang) -> &'static str {
    let (en, zh) = match group {
        CodeGroup::ExitCode => ("exit code", "退出码"),
        CodeGroup::Outcome => ("outcome", "结果"),
        CodeGroup::Kind => ("kind", "类别"),
    };
    if lang == Lang::Zh { zh } else { en }
}

/// Returns true if the text means this code. Letters match without case and punctuation: `InvalidState` is
/// `invalid-state`; numbers match exactly: `-1` is not `1`.
pub(crate) fn matches(own: &str, asked: &str) -> bool {
    own == asked
        || (own.contains(char::is_alphabetic) && without_punctuation(own) == without_punctuation(asked))
}

/// Returns a text in lower case without dashes, underscores and spaces.
fn without_punctuation(text: &str) -> String {
    text.replace(['-', '_', ' '], "").to_lowercase()
}

/// Returns the names of all outcomes.
pub(crate) fn outcomes() -> [&'static str; OUTCOMES.len()] {
    OUTCOMES.map(|(name, ..)| name)
}

/// Returns all codes of this command: exit codes, outcomes, kinds.
pub(crate) fn all(lang: Lang) -> Vec<ErrorExplanation> {
    let mut codes = Vec::new();
    for (code, en, zh) in EXIT_CODES {
        codes.push(own_code(code.to_string(), CodeGroup::ExitCode, code, lang, (en, zh)));
    }
    for (outcome, code, en, zh) in OUTCOMES {
        codes.push(own_code(outcome.to_string(), CodeGroup::Outcome, code, lang, (en, zh)));
    }
    for kind in ErrorKind::ALL {
        let advice = kinds::advice(kind);
        let name = kind.as_str().to_owned();
        let meaning = (advice.en, advice.zh);
        let code = own_code(name, CodeGroup::Kind, exit_code::of_kind(kind), lang, meaning);
        codes.push(ErrorExplanation { retry: Some(kind.retry()), ..code });
    }
    codes
}

/// Returns a code of this command. `meaning` is in English and Chinese.
fn own_code(
    code: String,
    group: CodeGroup,
    exit_code: u8,
    lang: Lang,
    (en, zh): (&'static str, &'static str),
) -> ErrorExplanation {
    ErrorExplanation {
        of: TINGJI,
        code,
        kind: group_name(group, lang).to_owned(),
        retry: None,
        exit_code: Some(exit_code),
        advice: lang.choose(en, zh),
        page: None,
    }
}
