//! For tests without a network: a transport that plays replies and keeps what was sent, clocks
//! that stand still, and one that jumps. Recorded replies are [files](fixture).

mod fixture;
mod virtual_time;

pub use fixture::{describe_result, error_fixtures, fixture, format_response, parse_response};
pub use virtual_time::{VirtualClock, run};

mod temp_home;

pub use temp_home::{ManualClock, TempHome, describe_resolved};

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

/// A transport that answers with the replies it was given, in order, and keeps every request.
#[derive(Clone, Default)]
pub struct Recorder(Arc<Mutex<Tape>>);

#[derive(Default)]
struct Tape {
    replies: VecDeque<Result<HttpResponse>>,
    requests: Vec<Request<Bytes>>,
}

impl Recorder {
    /// Without replies: every request fails until one is [played](Self::reply).
    pub fn new() -> Self {
        Self::default()
    }

    /// With these replies, a status and a body each.
    pub fn responding<'a>(replies: impl IntoIterator<Item = (u16, &'a str)>) -> Self {
        let replies = replies.into_iter();
        replies.fold(Self::new(), |tape, (status, body)| tape.reply(status, body.to_owned()))
    }

    fn tape(&self) -> std::sync::MutexGuard<'_, Tape> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Queues a reply with this status and body.
    #[must_use]
    pub fn reply(self, status: u16, body: impl Into<Bytes>) -> Self {
        self.reply_with(status, &[], body)
    }

    /// Queues a reply with headers.
    #[must_use]
    pub fn reply_with(self, status: u16, headers: &[(&'static str, &str)], body: impl Into<Bytes>) -> Self {
        let header = |(name, value): &(&'static str, &str)| {
            Some((HeaderName::from_static(name), HeaderValue::from_str(value).ok()?))
        };
        let headers: HeaderMap = headers.iter().filter_map(header).collect();
        self.replay(HttpResponse { status, headers, body: body.into() })
    }

    /// Queues a whole reply.
    #[must_use]
    pub fn replay(self, reply: HttpResponse) -> Self {
        self.tape().replies.push_back(Ok(reply));
        self
    }

    /// Queues a failure of the network.
    #[must_use]
    pub fn failure(self, kind: ErrorKind) -> Self {
        self.tape().replies.push_back(Err(Error::new(kind, "played failure")));
        self
    }

    /// The requests so far, signed as they would have been sent.
    pub fn requests(&self) -> Vec<Request<Bytes>> {
        self.tape().requests.clone()
    }

    /// How many replies nobody has asked for.
    pub fn left(&self) -> usize {
        self.tape().replies.len()
    }

    /// All requests as [text](Self::last), a line of `---` between them.
    pub fn all(&self) -> String {
        self.tape().requests.iter().map(|request| text(request, false)).collect::<Vec<_>>().join("\n---\n")
    }

    /// All requests as text with nothing left out: the whole address, and what proves the sender.
    pub fn all_signed(&self) -> String {
        self.tape().requests.iter().map(|request| text(request, true)).collect::<Vec<_>>().join("\n---\n")
    }

    /// The last request as text: first line, headers but for what proves the sender and the host,
    /// body. A form is shown decoded, a parameter a line, without its signature.
    pub fn last(&self) -> String {
        self.tape().requests.last().map(|request| text(request, false)).unwrap_or_default()
    }
}

/// A request as a person reads it; what proves the sender is left out unless it is wanted.
fn text(request: &Request<Bytes>, signed: bool) -> String {
    let path = request.uri().path_and_query().map_or("/", |target| target.as_str()).to_owned();
    let target = if signed { request.uri().to_string() } else { path };
    let mut text = format!("{} {target}\n", request.method());
    let proof = |name: &HeaderName| {
        matches!(name.as_str(), "authorization" | "host") || name.as_str().ends_with("token")
    };
    for (name, value) in request.headers().iter().filter(|(name, _)| signed || !proof(name)) {
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

/// A form field as it was before encoding.
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
        let mut tape = self.tape();
        tape.requests.push(request);
        let reply = tape.replies.pop_front();
        let reply = reply.unwrap_or_else(|| Err(Error::new(ErrorKind::Connect, "no reply is queued")));
        Box::pin(std::future::ready(reply))
    }
}

impl fmt::Debug for Recorder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorder").field("requests", &self.tape().requests.len()).finish_non_exhaustive()
    }
}

/// A clock whose wall time stands still, and whose steady time moves only by sleeping, which takes
/// no real time.
#[derive(Clone, Debug)]
pub struct FixedClock {
    now: UnixTime,
    monotonic: Arc<Mutex<Duration>>,
}

impl FixedClock {
    /// Standing at this time.
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

/// Runs a future that never waits for anything outside.
///
/// # Panics
///
/// If it does wait.
pub fn poll_ready<T>(future: impl Future<Output = T>) -> T {
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match std::pin::pin!(future).poll(&mut context) {
        std::task::Poll::Ready(value) => value,
        std::task::Poll::Pending => panic!("the future waits for something"),
    }
}
