//! [`Error`] and [`ErrorKind`]: what went wrong, and what it means for a stop.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use crate::RetryClass;
use crate::codes::CodeEntry;
use crate::one_line;

/// A result with this crate's [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What kind of failure it is. Coarse on purpose: one kind, one thing to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A setting is missing or wrong; nothing was sent. Retry: no. You should: correct the setting.
    Config,
    /// The request could not be built from what was given; or the vendor refused a parameter.
    /// Retry: no. You should: correct the request.
    InvalidRequest,
    /// A key, token or signature is missing or was refused. Retry: never, some vendors lock keys.
    /// You should: check the key pair, the token and the account they belong to.
    Credentials,
    /// The signature's time is too far from the vendor's clock. Retry: after correcting the clock.
    ClockSkew,
    /// The key is good but may not do this. Retry: no. You should: ask for the permission.
    Permission,
    /// Arrears, quota or an unpaid order. Retry: no. You should: settle the account.
    Billing,
    /// The instance (or project, or service) does not exist. Retry: no.
    NotFound,
    /// The instance's state does not allow the operation. Retry: after observing the state.
    InvalidState,
    /// Another operation holds the instance. Retry: later, within the deadline.
    Locked,
    /// The product or this instance cannot do what was asked. Retry: no.
    Unsupported,
    /// Too many requests. Retry: later, after the time the vendor names.
    Throttled,
    /// The vendor's side failed (5xx). It may have acted all the same. Retry: reads; else observe.
    Unavailable,
    /// No connection was made, so nothing was sent. Retry: always safe.
    Connect,
    /// No answer in time; the request may have been carried out. Retry: reads; else observe.
    Timeout,
    /// The connection broke after sending. Retry: reads; else observe.
    Interrupted,
    /// The answer was a redirect, which is never followed: it is no success. Retry: no.
    Redirected,
    /// The answer could not be understood; what it answered may have happened. Retry: observe.
    Decode,
    /// The vendor's code is not one this library knows. Retry: no.
    Vendor,
}

impl ErrorKind {
    /// Whether the request may have taken effect although no success was reported, so that a stop
    /// must be observed before anything is sent again.
    pub const fn is_ambiguous(self) -> bool {
        matches!(
            self,
            Self::Timeout | Self::Interrupted | Self::Unavailable | Self::Decode | Self::Redirected
        )
    }

    /// Whether a request that failed so may be sent again.
    pub const fn retry(self) -> RetryClass {
        match self {
            Self::Connect | Self::Throttled => RetryClass::Safe,
            Self::Timeout | Self::Interrupted | Self::Unavailable | Self::Decode => RetryClass::ObserveFirst,
            Self::Locked | Self::InvalidState => RetryClass::ObserveFirst,
            _ => RetryClass::Never,
        }
    }

    /// Whether a read may simply be sent again.
    pub const fn is_transient(self) -> bool {
        matches!(
            self,
            Self::Connect | Self::Timeout | Self::Interrupted | Self::Unavailable | Self::Throttled
        )
    }

    /// What the reader can do about it, in one sentence without a full stop.
    pub const fn advice(self) -> &'static str {
        match self {
            Self::Config => "correct the setting named here",
            Self::InvalidRequest => "correct the parameter named here",
            Self::Credentials => {
                "check the key pair, the session token, and that they belong to this cloud and region"
            }
            Self::ClockSkew => "set this machine's clock right",
            Self::Permission => "ask the account's owner for the permission",
            Self::Billing => "settle the account or its quota in the vendor's console",
            Self::NotFound => "check the id and the region; `tingji list` shows what there is",
            Self::InvalidState => "wait until the instance is in a state that can stop",
            Self::Locked => "another operation holds the instance: wait for it, or give a longer --deadline",
            Self::Unsupported => "leave the option away, or use one this product has",
            Self::Throttled => "wait a little and send fewer requests",
            Self::Unavailable => "try again later; the vendor's side is failing",
            Self::Connect => "check the network and the endpoint",
            Self::Timeout => "check the network, then look at the instance before trying again",
            Self::Interrupted => "look at the instance before trying again",
            Self::Redirected => "check the endpoint: redirects are never followed",
            Self::Decode => "check that the endpoint is really this cloud's API",
            Self::Vendor => "see the vendor's code in its documentation",
        }
    }
}

impl ErrorKind {
    /// [`ErrorKind::advice`] in Chinese.
    pub const fn advice_zh(self) -> &'static str {
        match self {
            Self::Config => "请改正此处指出的设置",
            Self::InvalidRequest => "请改正此处指出的参数",
            Self::Credentials => "请检查密钥对、会话令牌，以及它们是否属于该云和该地域",
            Self::ClockSkew => "请校准本机时钟",
            Self::Permission => "请向账号所有者申请权限",
            Self::Billing => "请在厂商控制台处理欠费或配额",
            Self::NotFound => "请检查 ID 和地域；`tingji list` 会列出现有的实例",
            Self::InvalidState => "请等到实例处于可以停止的状态",
            Self::Locked => "实例正被另一操作占用：请等待，或给出更长的 --deadline",
            Self::Unsupported => "请去掉该选项，或换用此产品支持的选项",
            Self::Throttled => "请稍候并减少请求",
            Self::Unavailable => "厂商侧出现故障，请稍后再试",
            Self::Connect => "请检查网络和接入地址",
            Self::Timeout => "请检查网络，先查看实例状态再重试",
            Self::Interrupted => "请先查看实例状态再重试",
            Self::Redirected => "请检查接入地址：从不跟随重定向",
            Self::Decode => "请确认接入地址确实是该云的 API",
            Self::Vendor => "请查阅厂商文档中的该错误码",
        }
    }
}

/// One failure: its kind, the operation, the vendor's own code and words, and the request id.
///
/// `Display` is one line: `StopInstance: InvalidInstance.NotFound: no such instance (HTTP 404, request 2021…)`.
#[derive(Debug)]
pub struct Error(Box<Inner>);

#[derive(Debug)]
struct Inner {
    kind: ErrorKind,
    message: String,
    operation: Option<&'static str>,
    code: Option<String>,
    status: Option<u16>,
    request_id: Option<String>,
    retry_after: Option<Duration>,
    entry: Option<&'static CodeEntry>,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl Error {
    /// A failure of this kind, told in one sentence.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            message: one_line(&message.into()),
            operation: None,
            code: None,
            status: None,
            request_id: None,
            retry_after: None,
            entry: None,
            source: None,
        }))
    }

    /// Names the operation, as the vendor calls it. The first name given stays.
    #[must_use]
    pub fn with_operation(mut self, operation: &'static str) -> Self {
        self.0.operation.get_or_insert(operation);
        self
    }

    /// Adds the vendor's code.
    #[must_use]
    pub fn with_code(mut self, code: impl Into<String>) -> Self {
        self.0.code = Some(one_line(&code.into())).filter(|code| !code.is_empty());
        self
    }

    /// Adds what the vendor's table says of the code.
    #[must_use]
    pub fn with_entry(mut self, entry: Option<&'static CodeEntry>) -> Self {
        self.0.entry = entry;
        self
    }

    /// Adds the HTTP status.
    #[must_use]
    pub fn with_status(mut self, status: u16) -> Self {
        self.0.status = Some(status);
        self
    }

    /// Adds the vendor's request id.
    #[must_use]
    pub fn with_request_id(mut self, request_id: Option<String>) -> Self {
        self.0.request_id = request_id.map(|id| one_line(&id));
        self
    }

    /// Adds how long the vendor asks to wait.
    #[must_use]
    pub fn with_retry_after(mut self, retry_after: Option<Duration>) -> Self {
        self.0.retry_after = retry_after;
        self
    }

    /// Adds the cause.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// Hides secrets in everything that came from outside.
    #[must_use]
    pub fn scrubbed<'a>(mut self, secrets: impl Iterator<Item = &'a str> + Clone) -> Self {
        self.0.message = crate::secret::scrub(&self.0.message, secrets.clone());
        self.0.code = self.0.code.map(|code| crate::secret::scrub(&code, secrets.clone()));
        self.0.request_id = self.0.request_id.map(|id| crate::secret::scrub(&id, secrets));
        self.0.source = None;
        self
    }

    /// The same error as one on the way to a key or token, before anything was sent with it: its kind
    /// no longer leaves open whether an operation took effect, nor speaks of the operation's instance.
    #[cfg(feature = "wire")]
    #[must_use]
    pub(crate) fn before_sending(mut self) -> Self {
        self.0.kind = match self.0.kind {
            kind @ (ErrorKind::Config
            | ErrorKind::Credentials
            | ErrorKind::ClockSkew
            | ErrorKind::Permission
            | ErrorKind::Billing
            | ErrorKind::Connect
            | ErrorKind::Throttled) => kind,
            ErrorKind::Timeout | ErrorKind::Interrupted | ErrorKind::Unavailable => ErrorKind::Connect,
            _ => ErrorKind::Credentials,
        };
        self
    }

    /// The same error once more, for another instance that it concerns; without its source.
    #[must_use]
    pub fn again(&self) -> Self {
        let Inner { kind, message, operation, code, status, request_id, retry_after, entry, .. } = &*self.0;
        Self(Box::new(Inner {
            kind: *kind,
            message: message.clone(),
            operation: *operation,
            code: code.clone(),
            status: *status,
            request_id: request_id.clone(),
            retry_after: *retry_after,
            entry: *entry,
            source: None,
        }))
    }

    /// The kind of failure.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// What happened, in the vendor's words where it gave any.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The operation, as the vendor calls it.
    pub fn operation(&self) -> Option<&'static str> {
        self.0.operation
    }

    /// The vendor's code.
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// What to do, in one English sentence without a full stop: the code's own advice, or its kind's.
    pub fn advice(&self) -> &'static str {
        self.0.entry.map_or(self.0.kind.advice(), |entry| entry.advice)
    }

    /// The same in Chinese.
    pub fn advice_zh(&self) -> &'static str {
        self.0.entry.map_or(self.0.kind.advice_zh(), |entry| entry.advice_zh)
    }

    /// The HTTP status, if there was an answer.
    pub fn status(&self) -> Option<u16> {
        self.0.status
    }

    /// The vendor's id of the request, to quote in a ticket.
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// How long the vendor asks to wait before the next request.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { message, operation, code, status, request_id, .. } = &*self.0;
        if let Some(operation) = operation {
            write!(f, "{operation}: ")?;
        }
        if let Some(code) = code {
            write!(f, "{code}: ")?;
        }
        f.write_str(message)?;
        match (status, request_id) {
            (Some(status), Some(id)) => write!(f, " (HTTP {status}, request {id})"),
            (Some(status), None) => write!(f, " (HTTP {status})"),
            (None, Some(id)) => write!(f, " (request {id})"),
            (None, None) => Ok(()),
        }
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::one_line::LONGEST_MESSAGE;

    #[test]
    fn an_error_reads_as_one_line_with_code_status_and_request_id() {
        let error = Error::new(ErrorKind::NotFound, "no such\n\tinstance")
            .with_operation("StopInstance")
            .with_code("InvalidInstance.NotFound")
            .with_status(404)
            .with_request_id(Some("2021".into()));
        assert_eq!(
            error.to_string(),
            "StopInstance: InvalidInstance.NotFound: no such instance (HTTP 404, request 2021)"
        );
    }

    #[test]
    fn foreign_text_is_bounded_and_cannot_move_the_cursor() {
        let error = Error::new(ErrorKind::Vendor, format!("\u{1b}[2J{}", "文".repeat(5000)));
        assert!(!error.to_string().contains('\u{1b}'));
        assert_eq!(one_line("a\u{202e}b\u{feff}\u{9b}c \r\n停"), "a b c 停");
        assert_eq!(error.message().chars().count(), LONGEST_MESSAGE + 1);
    }

    #[test]
    fn scrubbing_reaches_message_code_and_request_id() {
        let error = Error::new(ErrorKind::Vendor, "SECRET1 in message")
            .with_code("SECRET1")
            .with_request_id(Some("SECRET1".into()))
            .scrubbed(["SECRET1"].into_iter());
        assert_eq!(error.to_string(), "***: *** in message (request ***)");
    }
}
