//! [`Error`] and [`ErrorKind`]: the failure of an operation, and its meaning for the action in progress.
//!
//! Code that reacts to an error uses its [`kind`](Error::kind) and [`code`](Error::code). People read its
//! `Display` text and its [`advice`](Error::advice).

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::error_codes::ErrorCodeEntry;
use crate::secret::redact_secrets;
use crate::{Message, Text, message, sanitize_line};

mod kind;
mod source;

pub use kind::ErrorKind;
use source::SourceText;

/// A result with this crate's [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A failure: its kind, the operation, the vendor's code and message, and the request id.
///
/// `Display` writes one line. `Debug` adds the kind and the sources, because `main` prints it:
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
/// assert_eq!(
///     format!("{error:?}"),
///     "StopInstance: InvalidInstance.NotFound: no such instance (HTTP 404, request 2021) [not-found]"
/// );
/// assert_eq!(error.advice(), "check the id, the region and the account");
/// ```
#[derive(Clone)]
pub struct Error(Box<Inner>);

#[derive(Clone)]
struct Inner {
    kind: ErrorKind,
    message: Message,
    /// The message in English, on one line.
    text: String,
    operation: Option<&'static str>,
    code: Option<String>,
    status: Option<u16>,
    request_id: Option<String>,
    retry_after: Option<Duration>,
    /// Next step. `None` for the advice of the kind.
    advice: Option<Text>,
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

impl Error {
    /// Creates an error with a message of one sentence without a full stop. In texts from outside, control
    /// characters and line breaks become spaces. A text of more than 600 characters is truncated.
    pub fn new(kind: ErrorKind, message: impl Into<Message>) -> Self {
        let message = message.into().sanitized();
        Self(Box::new(Inner {
            kind,
            text: sanitize_line(&message.to_string()),
            message,
            operation: None,
            code: None,
            status: None,
            request_id: None,
            retry_after: None,
            advice: None,
            source: None,
        }))
    }

    /// Returns an error of the same kind and with the same source, whose message begins with `prefix`, such as
    /// `bce: no connection`. All other parts are dropped.
    #[must_use]
    pub fn with_prefix(&self, prefix: impl fmt::Display) -> Self {
        let Inner { kind, message, source, .. } = &*self.0;
        let mut error = match message.is_verbatim() {
            true => Self::new(*kind, format!("{prefix}: {message}")),
            false => {
                let prefix = prefix.to_string();
                Self::new(*kind, message!("prefixed", "{prefix}: {message}", prefix, message))
            }
        };
        error.0.source.clone_from(source);
        error
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
        self.0.advice = entry.map(|entry| entry.advice);
        self
    }

    /// Adds advice that is more specific than that of the kind: the next step for the user, in one sentence
    /// without a full stop.
    #[must_use]
    pub fn with_advice(mut self, advice: Text) -> Self {
        self.0.advice = Some(advice);
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

    /// Adds the text of an underlying error and of its sources.
    #[cfg(feature = "client")]
    #[must_use]
    pub(crate) fn with_source_text(self, source: Option<&(dyn StdError + 'static)>) -> Self {
        match source {
            Some(source) => self.with_source(SourceText::new(source, &|error| error.to_string())),
            None => self,
        }
    }

    /// Replaces these secrets by `***` in the message, the code, the request id and the texts of the sources.
    /// The sources become texts and can't be downcast.
    #[must_use]
    #[allow(clippy::needless_pass_by_value, reason = "callers pass an iterator")]
    pub fn redacted<'a>(mut self, secrets: impl Iterator<Item = &'a str> + Clone) -> Self {
        let inner = &mut *self.0;
        inner.message = inner.message.clone().redacted(&secrets);
        inner.text = redact_secrets(&inner.text, secrets.clone());
        inner.code = inner.code.take().map(|code| redact_secrets(&code, secrets.clone()));
        inner.request_id = inner.request_id.take().map(|id| redact_secrets(&id, secrets.clone()));
        inner.source = inner.source.take().map(|source| {
            let redact = |error: &dyn StdError| redact_secrets(&error.to_string(), secrets.clone());
            Arc::new(SourceText::new(&*source, &redact)) as _
        });
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
        &self.0.text
    }

    /// Returns the message with its key and values, for programs that translate it.
    pub fn typed_message(&self) -> &Message {
        &self.0.message
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
        self.0.advice.map_or(self.0.kind.advice(), |advice| advice.en)
    }

    /// Returns the advice of the vendor's code or of this error. `None` if only the kind has advice.
    pub fn specific_advice(&self) -> Option<Text> {
        self.0.advice
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
        let Inner { text, operation, code, status, request_id, .. } = &*self.0;
        if let Some(operation) = operation {
            write!(f, "{operation}: ")?;
        }
        if let Some(code) = code {
            write!(f, "{code}: ")?;
        }
        f.write_str(text)?;
        match (status, request_id) {
            (Some(status), Some(id)) => write!(f, " (HTTP {status}, request {id})"),
            (Some(status), None) => write!(f, " (HTTP {status})"),
            (None, Some(id)) => write!(f, " (request {id})"),
            (None, None) => Ok(()),
        }
    }
}

impl fmt::Debug for Error {
    /// Writes the line of `Display`, the kind and the sources.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self} [{}]", self.kind())?;
        let mut source = self.source();
        while let Some(error) = source {
            write!(f, "; caused by: {}", sanitize_line(&error.to_string()))?;
            source = error.source();
        }
        Ok(())
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
    fn prefix_keeps_the_typed_message_and_the_source() {
        let own =
            Error::new(ErrorKind::Connect, message!("k", "no connection to {host}", host = "SECRET1\nx"));
        let prefixed = own.with_source(fmt::Error).with_prefix("bce");
        assert_eq!(prefixed.to_string(), "bce: no connection to SECRET1 x");
        assert_eq!(prefixed.typed_message().key(), Some("prefixed"));
        assert!(prefixed.source().is_some());
        let verbatim = Error::new(ErrorKind::Connect, "no").with_prefix("bce");
        assert_eq!((verbatim.message(), verbatim.typed_message().key()), ("bce: no", None));
        let redacted = prefixed.redacted(["SECRET1"].into_iter());
        assert_eq!(redacted.typed_message(), &"bce: no connection to *** x");
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
    fn redaction_covers_message_code_request_id_and_sources() {
        let error = Error::new(ErrorKind::Vendor, "SECRET1 in message")
            .with_code("SECRET1")
            .with_request_id(Some("SECRET1".into()))
            .with_source(Error::new(ErrorKind::Decode, "SECRET1").with_source("SECRET1 below"))
            .redacted(["SECRET1"].into_iter());
        assert_eq!(error.to_string(), "***: *** in message (request ***)");
        let line = format!("{error} [vendor]; caused by: ***; caused by: *** below");
        assert_eq!(format!("{error:?}"), line);
    }

    #[test]
    fn clone_keeps_every_part() {
        let error = Error::new(ErrorKind::Decode, "not JSON")
            .with_code("7")
            .with_advice(Text::new("retry", "重试"))
            .with_retry_after(Some(Duration::from_secs(3)))
            .with_source(std::fmt::Error);
        let copy = error.clone();
        assert_eq!(format!("{copy:?}"), format!("{error:?}"));
        assert_eq!((copy.advice(), copy.retry_after()), ("retry", error.retry_after()));
        assert!(copy.source().is_some());
    }
}
