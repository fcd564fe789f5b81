//! [`Error`] and [`ErrorKind`]: the failure of an operation, and its meaning for the action in progress.
//!
//! Code that reacts to an error uses its [`kind`](Error::kind) and [`code`](Error::code). People read its
//! `Display` text and its [`advice`](Error::advice).

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::error_codes::ErrorCodeEntry;
use crate::sanitize_line;
use crate::secret::redact_secrets;

mod kind;

pub use kind::ErrorKind;

/// A result with this crate's [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A failure: its kind, the operation, the vendor's code and message, and the request id.
///
/// `Display` prints one line:
///
/// ```
/// use tingji_core::{Error, ErrorKind};
///
/// let error = Error::new(ErrorKind::NotFound, "no such instance")
///     .with_operation("StopInstance")
///     .with_code("InvalidInstance.NotFound")
///     .with_status(404)
///     .with_request_id(Some("2021".to_owned()));
/// assert_eq!(
///     error.to_string(),
///     "StopInstance: InvalidInstance.NotFound: no such instance (HTTP 404, request 2021)"
/// );
/// assert_eq!(error.advice(), "check the id and the region; `tingji list` shows the existing instances");
/// ```
#[derive(Clone, Debug)]
pub struct Error(Box<Inner>);

#[derive(Clone, Debug)]
struct Inner {
    kind: ErrorKind,
    message: String,
    /// The message in Chinese. `None` for a vendor's message.
    message_zh: Option<String>,
    operation: Option<&'static str>,
    code: Option<String>,
    status: Option<u16>,
    request_id: Option<String>,
    retry_after: Option<Duration>,
    /// Next step in English and in Chinese. `None` for the advice of the kind.
    advice: Option<[&'static str; 2]>,
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

impl Error {
    /// Creates an error with a message of one sentence without a full stop. Control characters and line
    /// breaks are replaced by spaces, and a message of more than 600 characters is truncated.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            message: sanitize_line(&message.into()),
            message_zh: None,
            operation: None,
            code: None,
            status: None,
            request_id: None,
            retry_after: None,
            advice: None,
            source: None,
        }))
    }

    /// Adds the message in Chinese.
    #[must_use]
    pub fn with_message_zh(mut self, message: impl Into<String>) -> Self {
        self.0.message_zh = Some(sanitize_line(&message.into()));
        self
    }

    /// Returns an error of the same kind whose message begins with `prefix`, such as `bce: no connection`.
    /// All other parts are dropped.
    #[must_use]
    pub fn with_prefix(&self, prefix: impl fmt::Display) -> Self {
        let error = Self::new(self.kind(), format!("{prefix}: {}", self.message()));
        match &self.0.message_zh {
            Some(message_zh) => error.with_message_zh(format!("{prefix}：{message_zh}")),
            None => error,
        }
    }

    /// Adds the vendor's name of the operation. An operation that is already set stays.
    #[must_use]
    pub fn with_operation(mut self, operation: &'static str) -> Self {
        self.0.operation.get_or_insert(operation);
        self
    }

    /// Adds the vendor's error code. An empty code is ignored.
    #[must_use]
    pub fn with_code(mut self, code: impl Into<String>) -> Self {
        self.0.code = Some(sanitize_line(&code.into())).filter(|code| !code.is_empty());
        self
    }

    /// Adds the entry of the vendor's error code table, which has more specific advice than the kind.
    #[must_use]
    pub fn with_entry(mut self, entry: Option<&'static ErrorCodeEntry>) -> Self {
        self.0.advice = entry.map(|entry| [entry.advice, entry.advice_zh]);
        self
    }

    /// Adds advice that is more specific than that of the kind: the next step for the user, in one sentence
    /// without a full stop, in English and in Chinese.
    #[must_use]
    pub fn with_advice(mut self, advice: &'static str, advice_zh: &'static str) -> Self {
        self.0.advice = Some([advice, advice_zh]);
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
        self.0.request_id = request_id.map(|id| sanitize_line(&id));
        self
    }

    /// Adds the time to wait before the next request, as the vendor's `Retry-After` asks for.
    #[must_use]
    pub fn with_retry_after(mut self, retry_after: Option<Duration>) -> Self {
        self.0.retry_after = retry_after;
        self
    }

    /// Adds the underlying error.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.0.source = Some(Arc::from(source.into()));
        self
    }

    /// Replaces these secrets by `***` in the messages, the code and the request id. Drops the source, whose
    /// text can't be changed.
    #[must_use]
    pub fn redacted<'a>(mut self, secrets: impl Iterator<Item = &'a str> + Clone) -> Self {
        self.0.message = redact_secrets(&self.0.message, secrets.clone());
        self.0.message_zh = self.0.message_zh.map(|text| redact_secrets(&text, secrets.clone()));
        self.0.code = self.0.code.map(|code| redact_secrets(&code, secrets.clone()));
        self.0.request_id = self.0.request_id.map(|id| redact_secrets(&id, secrets));
        self.0.source = None;
        self
    }

    /// Changes the kind of an error that occurred while credentials were fetched, before the operation was
    /// sent. The new kind is never [ambiguous](ErrorKind::is_ambiguous), as the operation certainly had no
    /// effect, and never describes the operation's instance.
    #[cfg(feature = "http")]
    #[must_use]
    pub(crate) fn without_may_have_sent(mut self) -> Self {
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

    /// Returns the kind of failure.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Returns the message: the vendor's own text where the vendor sent one, else an English sentence.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// Returns the message in Chinese. For a vendor's message, this is the [description of the
    /// kind](ErrorKind::description_zh), followed by that message.
    pub fn message_zh(&self) -> String {
        let Inner { kind, message, message_zh, .. } = &*self.0;
        message_zh.clone().unwrap_or_else(|| format!("{}：{message}", kind.description_zh()))
    }

    /// Returns the whole line in Chinese, with the same parts as `Display`.
    pub fn to_string_zh(&self) -> String {
        let Inner { operation, code, status, request_id, .. } = &*self.0;
        let names = [*operation, code.as_deref()].into_iter().flatten();
        let prefix: String = names.map(|name| format!("{name}: ")).collect();
        let suffix = match (status, request_id) {
            (Some(status), Some(id)) => format!("（HTTP {status}，请求 ID {id}）"),
            (Some(status), None) => format!("（HTTP {status}）"),
            (None, Some(id)) => format!("（请求 ID {id}）"),
            (None, None) => String::new(),
        };
        format!("{prefix}{}{suffix}", self.message_zh())
    }

    /// Returns the vendor's name of the operation.
    pub fn operation(&self) -> Option<&'static str> {
        self.0.operation
    }

    /// Returns the vendor's error code. `None` if the error is not the vendor's.
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// Returns the next step for the user, in one English sentence without a full stop: the advice of the
    /// code, else that of the kind.
    pub fn advice(&self) -> &'static str {
        self.0.advice.map_or(self.0.kind.advice(), |[advice, _]| advice)
    }

    /// Returns the [advice](Self::advice) in Chinese.
    pub fn advice_zh(&self) -> &'static str {
        self.0.advice.map_or(self.0.kind.advice_zh(), |[_, advice_zh]| advice_zh)
    }

    /// Returns the HTTP status. `None` if there was no response.
    pub fn status(&self) -> Option<u16> {
        self.0.status
    }

    /// Returns the vendor's request id, to quote in a support ticket.
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// Returns the time to wait before the next request, as the vendor's `Retry-After` asks for.
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
    use crate::sanitize::MAX_MESSAGE_CHARS;

    #[test]
    fn chinese_text_has_the_vendors_message_or_our_own() {
        let vendors = Error::new(ErrorKind::NotFound, "no such instance").with_code("171").with_status(404);
        assert_eq!(vendors.to_string_zh(), "171: 不存在：no such instance（HTTP 404）");
        let own = Error::new(ErrorKind::Connect, "no connection").with_message_zh("无法连接\n到 SECRET1");
        assert_eq!(own.with_prefix("bce").to_string_zh(), "bce：无法连接 到 SECRET1");
        assert_eq!(own.with_prefix("bce").to_string(), "bce: no connection");
        let redacted = own.redacted(["SECRET1"].into_iter());
        assert_eq!(redacted.message_zh(), "无法连接 到 ***");
    }

    #[test]
    fn display_is_one_line_with_code_status_and_request_id() {
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
    fn vendor_text_is_bounded_and_cannot_move_the_cursor() {
        let error = Error::new(ErrorKind::Vendor, format!("\u{1b}[2J{}", "文".repeat(5000)));
        assert!(!error.to_string().contains('\u{1b}'));
        assert_eq!(sanitize_line("a\u{202e}b\u{feff}\u{9b}c \r\n停"), "a b c 停");
        assert_eq!(error.message().chars().count(), MAX_MESSAGE_CHARS + 1);
    }

    #[test]
    fn redaction_covers_message_code_and_request_id() {
        let error = Error::new(ErrorKind::Vendor, "SECRET1 in message")
            .with_code("SECRET1")
            .with_request_id(Some("SECRET1".into()))
            .redacted(["SECRET1"].into_iter());
        assert_eq!(error.to_string(), "***: *** in message (request ***)");
    }

    #[test]
    fn clone_keeps_every_part() {
        let error = Error::new(ErrorKind::Decode, "not JSON")
            .with_message_zh("不是 JSON")
            .with_code("7")
            .with_retry_after(Some(Duration::from_secs(3)))
            .with_source(std::fmt::Error);
        let copy = error.clone();
        assert_eq!(format!("{copy:?}"), format!("{error:?}"));
        assert!(copy.source().is_some());
    }
}
