//! [`Error`] and [`ErrorKind`]: what went wrong, and what it means for a stop.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use crate::error_codes::ErrorCodeEntry;
use crate::sanitize_line;

mod kind;

pub use kind::ErrorKind;

/// A result with this crate's [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// One failure: its kind, the operation, the vendor's own code and words, and the request id.
///
/// `Display` is one line: `StopInstance: InvalidInstance.NotFound: no such instance (HTTP 404, request 2021…)`.
#[derive(Debug)]
pub struct Error(Box<Inner>);

#[derive(Debug)]
struct Inner {
    kind: ErrorKind,
    message: String,
    /// The message in Chinese, where it is this project's own.
    chinese: Option<String>,
    operation: Option<&'static str>,
    code: Option<String>,
    status: Option<u16>,
    request_id: Option<String>,
    retry_after: Option<Duration>,
    entry: Option<&'static ErrorCodeEntry>,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl Error {
    /// A failure of this kind, told in one sentence.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            message: sanitize_line(&message.into()),
            chinese: None,
            operation: None,
            code: None,
            status: None,
            request_id: None,
            retry_after: None,
            entry: None,
            source: None,
        }))
    }

    /// Adds the message in Chinese.
    #[must_use]
    pub fn with_chinese(mut self, message: impl Into<String>) -> Self {
        self.0.chinese = Some(sanitize_line(&message.into()));
        self
    }

    /// An error of the same kind and with the same message, which says of what: `bce: no connection`.
    #[must_use]
    pub fn of(&self, what: impl fmt::Display) -> Self {
        let error = Self::new(self.kind(), format!("{what}: {}", self.message()));
        match &self.0.chinese {
            Some(chinese) => error.with_chinese(format!("{what}：{chinese}")),
            None => error,
        }
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
        self.0.code = Some(sanitize_line(&code.into())).filter(|code| !code.is_empty());
        self
    }

    /// Adds what the vendor's table says of the code.
    #[must_use]
    pub fn with_entry(mut self, entry: Option<&'static ErrorCodeEntry>) -> Self {
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
        self.0.request_id = request_id.map(|id| sanitize_line(&id));
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
        self.0.chinese = self.0.chinese.map(|text| crate::secret::scrub(&text, secrets.clone()));
        self.0.code = self.0.code.map(|code| crate::secret::scrub(&code, secrets.clone()));
        self.0.request_id = self.0.request_id.map(|id| crate::secret::scrub(&id, secrets));
        self.0.source = None;
        self
    }

    /// The same error as one on the way to a key or token, before anything was sent with it: its kind
    /// no longer leaves open whether an operation took effect, nor speaks of the operation's instance.
    #[cfg(feature = "http")]
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
        let Inner { kind, message, chinese, operation, code, status, request_id, retry_after, entry, .. } =
            &*self.0;
        Self(Box::new(Inner {
            kind: *kind,
            message: message.clone(),
            chinese: chinese.clone(),
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

    /// The message in Chinese: its own, or the kind's name with the message behind it, which may be in
    /// the vendor's words.
    pub fn message_zh(&self) -> String {
        let Inner { kind, message, chinese, .. } = &*self.0;
        chinese.clone().unwrap_or_else(|| format!("{}：{message}", kind.name_zh()))
    }

    /// The whole line in Chinese, as `Display` is in English.
    pub fn in_chinese(&self) -> String {
        let Inner { operation, code, status, request_id, .. } = &*self.0;
        let before = [*operation, code.as_deref()].into_iter().flatten();
        let before: String = before.map(|word| format!("{word}: ")).collect();
        let after = match (status, request_id) {
            (Some(status), Some(id)) => format!("（HTTP {status}，请求 ID {id}）"),
            (Some(status), None) => format!("（HTTP {status}）"),
            (None, Some(id)) => format!("（请求 ID {id}）"),
            (None, None) => String::new(),
        };
        format!("{before}{}{after}", self.message_zh())
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
    use crate::sanitize::LONGEST_MESSAGE;

    #[test]
    fn an_error_is_told_in_chinese_with_the_vendors_words_or_its_own() {
        let vendors = Error::new(ErrorKind::NotFound, "no such instance").with_code("171").with_status(404);
        assert_eq!(vendors.in_chinese(), "171: 不存在：no such instance（HTTP 404）");
        let own = Error::new(ErrorKind::Connect, "no connection").with_chinese("无法连接\n到 SECRET1");
        assert_eq!(own.of("bce").in_chinese(), "bce：无法连接 到 SECRET1");
        assert_eq!(own.of("bce").to_string(), "bce: no connection");
        let hidden = own.scrubbed(["SECRET1"].into_iter());
        assert_eq!(hidden.again().message_zh(), "无法连接 到 ***");
    }

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
        assert_eq!(sanitize_line("a\u{202e}b\u{feff}\u{9b}c \r\n停"), "a b c 停");
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
