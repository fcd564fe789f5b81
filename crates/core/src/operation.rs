//! [`Operation`]: one API call as data, request out and reply in, without any I/O.

use std::fmt::Debug;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, Method, Request};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::rate_limit::RateLimit;
use crate::{Error, ErrorKind, Result, RetryClass, UnixTime, lenient};

/// A request before it has a host and a signature.
#[derive(Clone, Debug)]
pub struct UnsignedRequest {
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) headers: Vec<(HeaderName, String)>,
    pub(crate) body: Bytes,
}

impl UnsignedRequest {
    /// A request to this path, which is already percent-encoded.
    pub fn new(method: Method, path: impl Into<String>) -> Self {
        Self { method, path: path.into(), query: String::new(), headers: Vec::new(), body: Bytes::new() }
    }

    /// The query as it goes over the wire, without `?`.
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

    /// The body with its content type.
    #[must_use]
    pub fn body(self, content_type: &str, body: impl Into<Bytes>) -> Self {
        let mut draft = self.header(http::header::CONTENT_TYPE, content_type);
        draft.body = body.into();
        draft
    }
}

/// A reply with more values than this is not read: a page of a thousand instances has a fifth of them,
/// and each takes many times the memory of its text.
const MOST_VALUES: usize = 500_000;
/// A list with more rows than this is not read.
const MOST_ROWS: usize = 50_000;
/// So much of another server's page is quoted.
const QUOTED: usize = 120;

/// A reply, read to its end.
#[derive(Clone, Debug)]
pub struct HttpResponse {
    /// The HTTP status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, at most 8 MiB.
    pub body: Bytes,
}

impl HttpResponse {
    /// A header as text.
    pub fn header(&self, name: &str) -> Option<String> {
        self.headers.get(name)?.to_str().ok().map(str::to_owned)
    }

    /// Whether the status is 2xx.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The body as JSON; `None` if it is none, or if it holds more than 500000 values.
    pub fn json(&self) -> Option<Value> {
        if self.is_crowded() { None } else { serde_json::from_slice(&self.body).ok() }
    }

    /// A JSON object as this type, without the many values in between that [`HttpResponse::json`] makes; `None` for
    /// whatever is not quite such an object, which is to be read with care.
    pub fn deserialize_body<T: DeserializeOwned>(&self) -> Option<T> {
        let fits = self.body.trim_ascii_start().starts_with(b"{") && !self.is_crowded();
        fits.then(|| serde_json::from_slice(&self.body).ok()).flatten()
    }

    /// Whether it would take much more memory as JSON than as text.
    fn is_crowded(&self) -> bool {
        // No fewer bytes than that can hold so many.
        if self.body.len() <= MOST_VALUES {
            return false;
        }
        let begins = self.body.iter().filter(|byte| matches!(byte, b',' | b'[' | b'{'));
        begins.count() > MOST_VALUES
    }

    /// The error for a reply that is not in the vendor's shape at all: a redirect, a proxy's page,
    /// another server. It is never read as the vendor's "not found".
    pub fn unexpected_response(&self) -> Error {
        // JSON is not quoted, cut off or whole: it may be an instance's, password and all.
        let is_json =
            self.body.trim_ascii_start().starts_with(b"{") || self.body.trim_ascii_start().starts_with(b"[");
        let (kind, what) = match self.status {
            300..=399 => {
                (ErrorKind::Redirected, "answered with a redirect, which is never followed".to_owned())
            }
            401 | 407 => (ErrorKind::Credentials, "refused access without this API's error body".to_owned()),
            429 => (ErrorKind::Throttled, "too many requests".to_owned()),
            500.. => {
                (ErrorKind::Unavailable, "the vendor's side failed without this API's error body".to_owned())
            }
            _ if self.body.is_empty() => (ErrorKind::Decode, "the answer is empty".to_owned()),
            _ if self.json().is_some() => {
                (ErrorKind::Decode, "the answer is JSON, but not this API's".to_owned())
            }
            _ if is_json && self.is_crowded() => {
                (ErrorKind::Decode, format!("the answer is JSON of more than {MOST_VALUES} values"))
            }
            _ if is_json => {
                (ErrorKind::Decode, "the answer is JSON that breaks off or is damaged".to_owned())
            }
            _ => {
                (ErrorKind::Decode, format!("the answer is not this API's JSON; it starts {}", self.start()))
            }
        };
        Error::new(kind, what).with_status(self.status).with_retry_after(self.retry_after())
    }

    /// How the body starts, in quotes. Nothing is escaped, so that a secret in it is still found.
    fn start(&self) -> String {
        let text = String::from_utf8_lossy(&self.body[..self.body.len().min(4 * QUOTED)]);
        match text.char_indices().nth(QUOTED) {
            Some((end, _)) => format!("\"{}…\"", &text[..end]),
            None => format!("\"{text}\""),
        }
    }

    /// `Retry-After`, at most an hour: in seconds, or a date, which is taken against the reply's own.
    pub fn retry_after(&self) -> Option<Duration> {
        let text = self.header("retry-after")?;
        let seconds = match text.trim().parse() {
            Ok(seconds) => seconds,
            Err(_) => {
                let wait = http_date(&text)?.seconds() - self.date()?.seconds();
                u64::try_from(wait).unwrap_or(0)
            }
        };
        Some(Duration::from_secs(seconds.min(3600)))
    }

    /// When it was written, by the other side's clock.
    pub fn date(&self) -> Option<UnixTime> {
        http_date(&self.header("date")?)
    }
}

fn http_date(text: &str) -> Option<UnixTime> {
    let time = httpdate::parse_http_date(text.trim()).ok()?;
    let seconds = time.duration_since(std::time::UNIX_EPOCH).ok()?.as_secs();
    Some(UnixTime::from_seconds(i64::try_from(seconds).ok()?))
}

/// How one vendor's replies are judged.
pub trait Protocol: Send + Sync + 'static {
    /// The cloud's short name.
    const CLOUD: &'static str;
    /// What operations take from the client when they don't say themselves, such as the region.
    type Config: Clone + Debug + Send + Sync;
    /// How often an account may read, if the vendor's pages or tools tell.
    const DEFAULT_READ_RATE: Option<RateLimit> = None;
    /// The codes by which a key or token is refused that was good before, so that nothing was done
    /// and the next one may be tried.
    const EXPIRED_CREDENTIAL_CODES: &'static [&'static str] = &[];

    /// The payload of a success.
    ///
    /// # Errors
    ///
    /// The vendor's error, or [`HttpResponse::unexpected_response`].
    fn decode_envelope(reply: &HttpResponse) -> Result<Value>;

    /// The vendor's id of the request.
    fn request_id(reply: &HttpResponse) -> Option<String>;

    /// The vendor's own time, where a refusal names it.
    fn server_time(_error: &Error) -> Option<UnixTime> {
        None
    }

    /// The vendor's limit, where a refusal names it.
    fn limit(_error: &Error) -> Option<RateLimit> {
        None
    }
}

/// One API call.
pub trait Operation: Send + Sync {
    /// The vendor it belongs to.
    type Protocol: Protocol;
    /// What a success holds.
    type Output: DeserializeOwned + Send;
    /// The vendor's name for it.
    const NAME: &'static str;
    /// Whether it may be sent again.
    const RETRY: RetryClass;

    /// The request, unsigned.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidRequest`] or [`ErrorKind::Config`] if something needed is missing.
    fn request(&self, config: &<Self::Protocol as Protocol>::Config) -> Result<UnsignedRequest>;

    /// A large success that beyond doubt is one, such as a page with [rows](is_nonempty_page), read
    /// [straight](HttpResponse::deserialize_body) from the reply. For all else `None`: then [`Protocol::decode_envelope`] and
    /// [`output`](Self::output) judge it, which say the same of such a one, but take longer.
    fn parse_fast_path(&self, _reply: &HttpResponse) -> Option<Self::Output> {
        None
    }

    /// The output of a success.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Decode`] if the payload has another shape.
    fn decode_output(&self, payload: Value) -> Result<Self::Output> {
        parse(payload)
    }
}

/// Whether a list has rows, and not too many to be read.
pub fn is_nonempty_page<T>(rows: &[T]) -> bool {
    (1..=MOST_ROWS).contains(&rows.len())
}

/// Reads a payload into its type.
///
/// # Errors
///
/// [`ErrorKind::Decode`] if it has another shape, or a list of more than 50000 rows.
pub fn parse<T: DeserializeOwned>(payload: Value) -> Result<T> {
    let lists = payload.as_object().into_iter().flat_map(serde_json::Map::values);
    if lists.filter_map(Value::as_array).any(|rows| rows.len() > MOST_ROWS) {
        return Err(Error::new(ErrorKind::Decode, format!("the answer has more than {MOST_ROWS} rows")));
    }
    serde_json::from_value(payload).map_err(|error| {
        Error::new(ErrorKind::Decode, "the answer has another shape than documented").with_source(error)
    })
}

/// The same for a type whose fields may all be missing, but not this one: a list's answer without
/// the list must not pass for an empty list.
///
/// # Errors
///
/// [`ErrorKind::Decode`] if the field is missing or the payload has another shape.
pub fn parse_required<T: DeserializeOwned>(payload: Value, field: &str) -> Result<T> {
    if payload.get(field).is_none() {
        return Err(Error::new(ErrorKind::Decode, format!("the answer has no {field}")));
    }
    parse(payload)
}

/// The same for a page of a list that also tells how many there are: that number must not
/// contradict a list that is missing or `null`. A missing list is empty only if the number is 0.
///
/// # Errors
///
/// [`ErrorKind::Decode`] if they contradict each other or the payload has another shape.
pub fn parse_page<T: DeserializeOwned>(payload: Value, list: &str, total: &str) -> Result<T> {
    let total = payload.get(total).cloned().and_then(|total| lenient::parse_int(total).ok().flatten());
    match (payload.get(list), total) {
        (_, Some(0)) => parse(payload),
        (Some(Value::Null), Some(total)) => Err(Error::new(
            ErrorKind::Decode,
            format!("the answer speaks of {total} in {list}, but holds none"),
        )),
        _ => parse_required(payload, list),
    }
}

/// Adds to a request what proves who sends it.
pub trait RequestSigner: Send + Sync + Debug {
    /// Signs, or adds a token. On error nothing has changed.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credentials`] or [`ErrorKind::InvalidRequest`].
    fn sign_request(&self, request: &mut Request<Bytes>, time: UnixTime) -> Result<()>;

    /// Everything that must be hidden in whatever comes back.
    fn secrets(&self) -> Vec<&str>;
}

/// The kind of a vendor's error whose code is not known, by its HTTP status alone.
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
