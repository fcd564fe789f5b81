//! Helpers for tests without a network: an HTTP client that returns prepared responses and records requests
//! ([`Recorder`]), clocks without real time ([`FixedClock`], [`ManualClock`], [`VirtualClock`]), and a home
//! directory for credential files ([`TempHome`]).
//!
//! ```
//! use bytes::Bytes;
//! use tingji_core::http_client::HttpClient;
//! use tingji_core::testing::{Recorder, poll_ready};
//!
//! let recorder = Recorder::new().reply(200, "{}");
//! let request = http::Request::get("https://bcc.bj.baidubce.com/v2/instance").body(Bytes::new())?;
//! assert_eq!(poll_ready(recorder.send(request))?.status, 200);
//! assert!(recorder.last().starts_with("GET /v2/instance"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod child_process;
mod fixture;
mod temp_home;
mod virtual_time;

pub use child_process::run_test_with_variables;
pub use fixture::{describe_result, error_fixtures, fixture, format_response, parse_response};
pub use temp_home::{ManualClock, TempHome, describe_resolved};
pub use virtual_time::{VirtualClock, run};

use std::collections::VecDeque;
use std::fmt;
use std::fmt::Write;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Request};

use crate::clock::Clock;
use crate::http_client::HttpClient;
use crate::operation::HttpResponse;
use crate::{BoxFuture, Error, ErrorKind, Result, UnixTime};

/// HTTP client that returns prepared responses in their order and records every request. Clones share both.
///
/// Without a prepared response, a request fails with [`ErrorKind::Connect`].
#[derive(Clone, Default)]
pub struct Recorder(Arc<Mutex<Recording>>);

#[derive(Default)]
struct Recording {
    replies: VecDeque<Result<HttpResponse>>,
    requests: Vec<Request<Bytes>>,
}

impl Recorder {
    /// Creates a recorder without responses.
    pub fn new() -> Self {
        Self::default()
    }

    /// Creates a recorder with these responses, each a status and a body.
    pub fn responding<'a>(replies: impl IntoIterator<Item = (u16, &'a str)>) -> Self {
        let replies = replies.into_iter();
        replies.fold(Self::new(), |recorder, (status, body)| recorder.reply(status, body.to_owned()))
    }

    fn recording(&self) -> std::sync::MutexGuard<'_, Recording> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a response with this status and body.
    #[must_use]
    pub fn reply(self, status: u16, body: impl Into<Bytes>) -> Self {
        self.reply_with(status, &[], body)
    }

    /// Adds a response with headers. A header with an invalid value is left out.
    #[must_use]
    pub fn reply_with(self, status: u16, headers: &[(&'static str, &str)], body: impl Into<Bytes>) -> Self {
        let headers: HeaderMap =
            headers.iter().filter_map(|(name, value)| parse_header(name, value)).collect();
        self.replay(HttpResponse { status, headers, body: body.into() })
    }

    /// Adds a complete response, such as a [fixture].
    #[must_use]
    pub fn replay(self, reply: HttpResponse) -> Self {
        self.recording().replies.push_back(Ok(reply));
        self
    }

    /// Adds a network failure of this kind.
    #[must_use]
    pub fn failure(self, kind: ErrorKind) -> Self {
        self.recording().replies.push_back(Err(Error::new(kind, "prepared failure")));
        self
    }

    /// Returns the recorded requests with their signatures.
    pub fn requests(&self) -> Vec<Request<Bytes>> {
        self.recording().requests.clone()
    }

    /// Returns the number of responses that no request has received.
    pub fn remaining(&self) -> usize {
        self.recording().replies.len()
    }

    /// Returns all requests as [text](Self::last), separated by lines of `---`.
    pub fn all(&self) -> String {
        self.recording()
            .requests
            .iter()
            .map(|request| text(request, false))
            .collect::<Vec<_>>()
            .join("\n---\n")
    }

    /// Returns all requests as complete text, with the full address and the signature.
    pub fn all_signed(&self) -> String {
        self.recording()
            .requests
            .iter()
            .map(|request| text(request, true))
            .collect::<Vec<_>>()
            .join("\n---\n")
    }

    /// Returns the last request as text: request line, headers without `host` and credentials, body. A form
    /// is decoded, with one parameter per line and without its signature.
    pub fn last(&self) -> String {
        self.recording().requests.last().map(|request| text(request, false)).unwrap_or_default()
    }
}

fn parse_header(name: &'static str, value: &str) -> Option<(HeaderName, HeaderValue)> {
    Some((HeaderName::from_static(name), HeaderValue::from_str(value).ok()?))
}

/// Formats a request; the signature and other credentials appear only if `signed` is true.
fn text(request: &Request<Bytes>, signed: bool) -> String {
    let path = request.uri().path_and_query().map_or("/", |target| target.as_str()).to_owned();
    let target = if signed { request.uri().to_string() } else { path };
    let mut text = format!("{} {target}\n", request.method());
    for (name, value) in request.headers().iter().filter(|(name, _)| signed || !is_omitted(name)) {
        let _ = writeln!(text, "{name}: {}", String::from_utf8_lossy(value.as_bytes()));
    }
    let body = String::from_utf8_lossy(request.body()).into_owned();
    let kind =
        request.headers().get(http::header::CONTENT_TYPE).map(HeaderValue::as_bytes).unwrap_or_default();
    text.push('\n');
    if kind.starts_with(b"application/x-www-form-urlencoded") {
        let fields = body.split('&').filter(|field| signed || !field.starts_with("Signature="));
        fields.for_each(|field| text.push_str(&format!("{}\n", decode(field))));
    } else {
        text.push_str(&body);
    }
    text.trim_end().to_owned()
}

/// Returns true for a header with credentials, and for `host`.
fn is_omitted(name: &HeaderName) -> bool {
    matches!(name.as_str(), "authorization" | "host") || name.as_str().ends_with("token")
}

/// Decodes a form field.
fn decode(field: &str) -> String {
    let mut bytes = field.bytes();
    let mut out = Vec::with_capacity(field.len());
    while let Some(byte) = bytes.next() {
        let mut digit = || bytes.next().and_then(|digit| char::from(digit).to_digit(16)).unwrap_or(0);
        out.push(match byte {
            b'%' => u8::try_from(digit() * 16 + digit()).unwrap_or(b'?'),
            b'+' => b' ',
            other => other,
        });
    }
    String::from_utf8_lossy(&out).into_owned()
}

impl HttpClient for Recorder {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<HttpResponse>> {
        let mut recording = self.recording();
        recording.requests.push(request);
        let reply = recording.replies.pop_front();
        let reply =
            reply.unwrap_or_else(|| Err(Error::new(ErrorKind::Connect, "the test has prepared no response")));
        Box::pin(std::future::ready(reply))
    }
}

impl fmt::Debug for Recorder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorder").field("requests", &self.recording().requests.len()).finish_non_exhaustive()
    }
}

/// Clock with a fixed wall time. Its monotonic time advances only by sleeping, which takes no real time.
#[derive(Clone, Debug)]
pub struct FixedClock {
    now: UnixTime,
    monotonic: Arc<Mutex<Duration>>,
}

impl FixedClock {
    /// Creates a clock with this wall time.
    pub fn at(now: UnixTime) -> Self {
        Self { now, monotonic: Arc::default() }
    }
}

impl Clock for FixedClock {
    fn now(&self) -> UnixTime {
        self.now
    }

    fn monotonic(&self) -> Duration {
        *self.monotonic.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(async move {
            *self.monotonic.lock().unwrap_or_else(PoisonError::into_inner) += duration;
        })
    }
}

/// Polls a future once and returns its value.
///
/// # Panics
///
/// If the future is not ready.
pub fn poll_ready<T>(future: impl Future<Output = T>) -> T {
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match std::pin::pin!(future).poll(&mut context) {
        std::task::Poll::Ready(value) => value,
        std::task::Poll::Pending => panic!("the future is not ready"),
    }
}
