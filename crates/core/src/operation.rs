//! [`Operation`]: one API call as data, without I/O. [`Protocol`]: the format of a vendor.
//!
//! An operation builds an [`UnsignedRequest`] and decodes the payload of an [`HttpResponse`]. Everything
//! between these two steps, such as the signature and repeated attempts, belongs to the
//! [`ApiClient`](crate::api::ApiClient), whose module has an example. Both halves can be tested without a
//! network:
//!
//! ```
//! use http::{HeaderMap, Method};
//! use tingji_core::endpoint::Endpoint;
//! use tingji_core::operation::{HttpResponse, UnsignedRequest, parse_required};
//!
//! let endpoint: Endpoint = "https://api.example.com".parse().unwrap();
//! let unsigned = UnsignedRequest::new(Method::GET, "/v2/instance").query("maxKeys=10");
//! let request = endpoint.request(unsigned).unwrap();
//! assert_eq!(request.uri(), "https://api.example.com/v2/instance?maxKeys=10");
//!
//! let body = r#"{"instances": ["i-1"]}"#.into();
//! let response = HttpResponse { status: 200, headers: HeaderMap::new(), body };
//! let page: serde_json::Value = parse_required(response.json().unwrap(), "instances").unwrap();
//! assert_eq!(page["instances"][0], "i-1");
//! ```

use std::fmt::Debug;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, Method};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::rate_limit::RateLimit;
use crate::{Error, ErrorKind, Message, Result, RetryClass, UnixTime, lenient, message};

/// A request without host and signature.
#[derive(Clone, Debug)]
pub struct UnsignedRequest {
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) headers: Vec<(HeaderName, String)>,
    pub(crate) body: Bytes,
}

impl UnsignedRequest {
    /// Creates a request without query, headers and body. The path starts with `/` and is percent-encoded.
    pub fn new(method: Method, path: impl Into<String>) -> Self {
        Self { method, path: path.into(), query: String::new(), headers: Vec::new(), body: Bytes::new() }
    }

    /// Sets the query, percent-encoded and without `?`. Default: no query.
    #[must_use]
    pub fn query(mut self, query: impl Into<String>) -> Self {
        self.query = query.into();
        self
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: HeaderName, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// Sets the body and adds the header `Content-Type`. Default: no body.
    #[must_use]
    pub fn body(self, content_type: &str, body: impl Into<Bytes>) -> Self {
        let mut request = self.header(http::header::CONTENT_TYPE, content_type);
        request.body = body.into();
        request
    }
}

/// Maximum number of JSON values in a response. A page of a thousand instances has a fifth of them. Each
/// value takes many times the memory of its text, so the limit of the body alone would not bound the memory.
const MAX_JSON_VALUES: usize = 500_000;
/// Maximum number of rows in a list.
const MAX_ROWS: usize = 50_000;
/// Maximum length of a quotation from a response that is not the vendor's, in characters.
const MAX_QUOTED_CHARS: usize = 120;
/// Longest `Retry-After` that is returned, in seconds: one hour.
const MAX_RETRY_AFTER_SECS: u64 = 3600;

/// A complete HTTP response.
#[derive(Clone, Debug)]
pub struct HttpResponse {
    /// HTTP status.
    pub status: u16,
    /// Headers.
    pub headers: HeaderMap,
    /// Body, not decompressed. The built-in HTTP client limits it to 8 MiB.
    pub body: Bytes,
}

impl HttpResponse {
    /// Returns a header. `None` if it is missing or not visible ASCII text.
    pub fn header(&self, name: &str) -> Option<String> {
        self.headers.get(name)?.to_str().ok().map(str::to_owned)
    }

    /// Returns true for a status from 200 to 299.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// Parses the body as JSON. `None` if it is not JSON or has more than 500000 values.
    pub fn json(&self) -> Option<Value> {
        if self.exceeds_value_limit() { None } else { serde_json::from_slice(&self.body).ok() }
    }

    /// Returns the body of a success as JSON.
    ///
    /// # Errors
    ///
    /// [`unexpected_response`](Self::unexpected_response) for any other status or body.
    pub fn require_json(&self) -> Result<Value> {
        self.json().filter(|_| self.is_success()).ok_or_else(|| self.unexpected_response())
    }

    /// Returns the body of a success as trimmed text.
    ///
    /// # Errors
    ///
    /// [`unexpected_response`](Self::unexpected_response) for any other status and for an empty body.
    pub fn require_text(&self) -> Result<String> {
        let text = String::from_utf8_lossy(&self.body).trim().to_owned();
        if self.is_success() && !text.is_empty() { Ok(text) } else { Err(self.unexpected_response()) }
    }

    /// Deserializes the body directly into a type, which takes less time and memory than
    /// [`json`](Self::json). `None` unless the body is a JSON object of that type with at most 500000 values;
    /// the caller then inspects the body with `json`.
    pub fn deserialize_body<T: DeserializeOwned>(&self) -> Option<T> {
        if !self.body.trim_ascii_start().starts_with(b"{") || self.exceeds_value_limit() {
            return None;
        }
        serde_json::from_slice(&self.body).ok()
    }

    /// Returns true if the body may have more than [`MAX_JSON_VALUES`] values. Counts the characters before
    /// which a value begins, so that nothing has to be parsed.
    fn exceeds_value_limit(&self) -> bool {
        // Every value takes at least one byte, so a short body needs no count.
        if self.body.len() <= MAX_JSON_VALUES {
            return false;
        }
        let starts = self.body.iter().filter(|byte| matches!(byte, b',' | b'[' | b'{'));
        starts.count() > MAX_JSON_VALUES
    }

    /// Returns the error for a response that does not have the vendor's format: a redirect, the page of a
    /// proxy, or another server. Its kind is never [`ErrorKind::NotFound`], which would report an instance as
    /// deleted.
    pub fn unexpected_response(&self) -> Error {
        let (kind, message) = match self.status {
            300..=399 => (
                ErrorKind::Redirected,
                message!("redirected", "answered with a redirect, which is never followed"),
            ),
            401 | 407 => (
                ErrorKind::Credentials,
                message!("refused-by-other", "refused access without this API's error body"),
            ),
            429 => (ErrorKind::Throttled, message!("too-many-requests", "too many requests")),
            500.. => (
                ErrorKind::Unavailable,
                message!("failed-by-other", "the vendor's service failed without this API's error body"),
            ),
            _ => (ErrorKind::Decode, self.describe_body()),
        };
        Error::new(kind, message).with_status(self.status).with_retry_after(self.retry_after())
    }

    /// Describes a body that is not the vendor's. JSON is never quoted, not even truncated JSON: it may
    /// contain the password of an instance.
    fn describe_body(&self) -> Message {
        if self.body.is_empty() {
            return message!("answer-empty", "the answer is empty");
        }
        if self.json().is_some() {
            return message!("answer-other-json", "the answer is JSON, but not this API's");
        }
        let body = self.body.trim_ascii_start();
        if !body.starts_with(b"{") && !body.starts_with(b"[") {
            let start = self.quoted_start();
            return message!(
                "answer-not-json",
                "the answer is not this API's JSON; it starts {start}",
                start
            );
        }
        if self.exceeds_value_limit() {
            return message!(
                "answer-too-many-values",
                "the answer is JSON of more than {max} values",
                max = MAX_JSON_VALUES
            );
        }
        message!("answer-damaged", "the answer is truncated or damaged JSON")
    }

    /// Quotes the start of the body. Nothing is escaped, because a secret must be found when the message is
    /// redacted.
    fn quoted_start(&self) -> String {
        // A character has at most four bytes.
        let text = String::from_utf8_lossy(&self.body[..self.body.len().min(4 * MAX_QUOTED_CHARS)]);
        match text.char_indices().nth(MAX_QUOTED_CHARS) {
            Some((end, _)) => format!("\"{}…\"", &text[..end]),
            None => format!("\"{text}\""),
        }
    }

    /// Returns the header `Retry-After` as a duration of at most one hour. A date is compared with the header
    /// `Date` of the response, and not with this machine's clock, which may be wrong.
    pub fn retry_after(&self) -> Option<Duration> {
        let text = self.header("retry-after")?;
        let seconds = match text.trim().parse() {
            Ok(seconds) => seconds,
            Err(_) => {
                let wait = parse_http_date(&text)?.seconds() - self.date()?.seconds();
                u64::try_from(wait).unwrap_or(0)
            }
        };
        Some(Duration::from_secs(seconds.min(MAX_RETRY_AFTER_SECS)))
    }

    /// Returns the header `Date`: the time of the response by the server's clock.
    pub fn date(&self) -> Option<UnixTime> {
        parse_http_date(&self.header("date")?)
    }
}

fn parse_http_date(text: &str) -> Option<UnixTime> {
    let time = httpdate::parse_http_date(text.trim()).ok()?;
    let seconds = time.duration_since(std::time::UNIX_EPOCH).ok()?.as_secs();
    Some(UnixTime::from_seconds(i64::try_from(seconds).ok()?))
}

/// The response format of a vendor.
pub trait Protocol: Send + Sync + 'static {
    /// Short name of the cloud, such as `bce`, for log events.
    const CLOUD: &'static str;
    /// Defaults for operations that the client holds, such as the region.
    type Config: Clone + Debug + Send + Sync;
    /// Rate at which an account may send reads, as the vendor's pages or tools state it. Default: no limit.
    const DEFAULT_READ_RATE: Option<RateLimit> = None;
    /// Error codes of a key or token that was valid before and has expired. The vendor has executed nothing,
    /// so the request is sent once more with a new key. Default: none.
    const EXPIRED_CREDENTIAL_CODES: &'static [&'static str] = &[];

    /// Returns the payload of a success: the body, or the part of it that holds the result.
    ///
    /// # Errors
    ///
    /// The vendor's error, or [`HttpResponse::unexpected_response`] for a response in another format.
    fn decode_envelope(response: &HttpResponse) -> Result<Value>;

    /// Returns the vendor's request id. `None` if the response has none.
    fn request_id(response: &HttpResponse) -> Option<String>;

    /// Returns the client's region, for log events. Default `None`.
    fn region(_config: &Self::Config) -> Option<&str> {
        None
    }

    /// Returns the vendor's time from an error that contains it. Default `None`.
    fn server_time(_error: &Error) -> Option<UnixTime> {
        None
    }

    /// Returns the account's rate limit from an error that contains it. Default `None`.
    fn rate_limit(_error: &Error) -> Option<RateLimit> {
        None
    }
}

/// An API call: a request, and the type of its response.
pub trait Operation: Send + Sync {
    /// Vendor of the operation.
    type Protocol: Protocol;
    /// Typed result of a success.
    type Output: DeserializeOwned + Send;
    /// Name of the operation in the vendor's API.
    const NAME: &'static str;
    /// Rule for sending the operation again.
    const RETRY: RetryClass;

    /// Builds the request.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidRequest`] or [`ErrorKind::Config`] if a parameter or setting is missing or
    /// invalid.
    fn request(&self, config: &<Self::Protocol as Protocol>::Config) -> Result<UnsignedRequest>;

    /// Decodes a large success faster than [`Protocol::decode_envelope`] and
    /// [`decode_output`](Self::decode_output), with the same result. Returns `None` unless the response is
    /// certainly a success, such as a [page with rows](is_nonempty_page) that
    /// [`deserialize_body`](HttpResponse::deserialize_body) accepts. Default `None`.
    fn parse_fast_path(&self, _response: &HttpResponse) -> Option<Self::Output> {
        None
    }

    /// Decodes the payload of a success. The default calls [`parse`].
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Decode`] if the payload has another format.
    fn decode_output(&self, payload: Value) -> Result<Self::Output> {
        parse(payload)
    }
}

/// Returns true for a list of 1 to 50000 rows: it is neither empty nor too long to be accepted.
pub fn is_nonempty_page<T>(rows: &[T]) -> bool {
    (1..=MAX_ROWS).contains(&rows.len())
}

/// Deserializes a payload.
///
/// # Errors
///
/// [`ErrorKind::Decode`] if the payload has another format, or a list of more than 50000 rows.
pub fn parse<T: DeserializeOwned>(payload: Value) -> Result<T> {
    let lists = payload.as_object().into_iter().flat_map(serde_json::Map::values);
    if lists.filter_map(Value::as_array).any(|rows| rows.len() > MAX_ROWS) {
        let message = message!("too-many-rows", "the answer has more than {max} rows", max = MAX_ROWS);
        return Err(Error::new(ErrorKind::Decode, message));
    }
    serde_json::from_value(payload).map_err(|error| {
        let message = message!("undocumented-format", "the answer has another format than documented");
        Error::new(ErrorKind::Decode, message).with_source(error)
    })
}

/// Deserializes a payload that must have this field. All other fields of the type may be missing. Without the
/// check, a response without its list would read as an empty list.
///
/// # Errors
///
/// [`ErrorKind::Decode`] if the field is missing or the payload has another format.
pub fn parse_required<T: DeserializeOwned>(payload: Value, field: &str) -> Result<T> {
    if payload.get(field).is_none() {
        let message = message!("answer-without-field", "the answer has no {field}", field);
        return Err(Error::new(ErrorKind::Decode, message));
    }
    parse(payload)
}

/// Deserializes a page of a list whose payload also has the total number of rows. `list` and `total` are the
/// names of the two fields. A page whose list is missing or `null` counts as empty only if the total is 0.
///
/// # Errors
///
/// [`ErrorKind::Decode`] if list and total contradict each other, or the payload has another format.
pub fn parse_page<T: DeserializeOwned>(payload: Value, list: &str, total: &str) -> Result<T> {
    let total = payload.get(total).cloned().and_then(|total| lenient::parse_int(total).ok().flatten());
    match (payload.get(list), total) {
        (_, Some(0)) => parse(payload),
        (Some(Value::Null), Some(total)) => {
            let message = message!(
                "rows-missing",
                "the answer reports {total} rows in {list}, but contains none",
                total,
                list
            );
            Err(Error::new(ErrorKind::Decode, message))
        }
        _ => parse_required(payload, list),
    }
}

/// Returns the kind of a vendor's error whose code is unknown, by the HTTP status alone.
pub const fn kind_of_status(status: u16) -> ErrorKind {
    match status {
        401 | 407 => ErrorKind::Credentials,
        403 => ErrorKind::Permission,
        404 => ErrorKind::NotFound,
        409 => ErrorKind::InvalidState,
        429 => ErrorKind::Throttled,
        500..=599 => ErrorKind::Unavailable,
        _ => ErrorKind::Vendor,
    }
}
