//! A server with programmed responses, and clients of all clouds that talk to it. No sockets are used.

use std::fmt::{self, Debug};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Request};
use tingji_core::http_client::HttpClient;
use tingji_core::operation::HttpResponse;
use tingji_core::testing::FixedClock;
use tingji_core::{BoxFuture, Credential, DynLifecycle, Result, UnixTime};

/// Secret key of every client of this module.
pub const SECRET: &str = "the+secret/key&of=every \"client\"";
/// Session token of every client of this module.
pub const TOKEN: &str = "the-session-token-of-every-client";

/// Time of the clock of every client of this module.
pub const NOW: UnixTime = UnixTime::from_seconds(1_795_240_800);

/// Number of requests after which a client is considered to be in an endless loop.
const MAX_REQUESTS: usize = 30_000;

/// An HTTP client that answers every request itself, by the number of the request.
pub struct FakeServer {
    respond: Box<dyn Fn(usize) -> HttpResponse + Send + Sync>,
    request_count: AtomicUsize,
}

impl FakeServer {
    /// Answers every request with the same response.
    pub fn always(response: HttpResponse) -> Arc<Self> {
        Self::by_number(move |_| response.clone())
    }

    /// Answers each request by its number, which starts at 0.
    pub fn by_number(respond: impl Fn(usize) -> HttpResponse + Send + Sync + 'static) -> Arc<Self> {
        Arc::new(Self { respond: Box::new(respond), request_count: AtomicUsize::new(0) })
    }

    /// Number of requests so far.
    pub fn request_count(&self) -> usize {
        self.request_count.load(Ordering::Relaxed)
    }
}

impl Debug for FakeServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FakeServer").field("request_count", &self.request_count).finish_non_exhaustive()
    }
}

impl HttpClient for FakeServer {
    fn send(&self, _request: Request<Bytes>) -> BoxFuture<'_, Result<HttpResponse>> {
        let number = self.request_count.fetch_add(1, Ordering::Relaxed);
        assert!(number < MAX_REQUESTS, "a client sends requests without end");
        Box::pin(std::future::ready(Ok((self.respond)(number))))
    }
}

/// A response without headers.
pub fn response(status: u16, body: impl Into<Bytes>) -> HttpResponse {
    HttpResponse { status, headers: HeaderMap::new(), body: body.into() }
}

/// Parses bytes in the form of a recorded response: `HTTP/1.1` with a status, headers, an empty line, and
/// a body of any bytes. Bytes of any other form become the body of a response with status 200.
pub fn parse_response(data: &[u8]) -> HttpResponse {
    parse_head_and_body(data).unwrap_or_else(|| response(200, Bytes::copy_from_slice(data)))
}

fn parse_head_and_body(data: &[u8]) -> Option<HttpResponse> {
    let end = data.windows(2).position(|pair| pair == b"\n\n")?;
    let head = data.get(..end)?;
    let body = data.get(end + 2..)?;
    let mut lines = head.split(|byte| *byte == b'\n');
    let status = std::str::from_utf8(lines.next()?).ok()?.strip_prefix("HTTP/1.1 ")?.parse().ok()?;
    let headers = lines.filter_map(parse_header).collect();
    Some(HttpResponse { status, headers, body: Bytes::copy_from_slice(body) })
}

fn parse_header(line: &[u8]) -> Option<(HeaderName, HeaderValue)> {
    let colon = line.iter().position(|byte| *byte == b':')?;
    let name = HeaderName::from_bytes(line.get(..colon)?).ok()?;
    Some((name, HeaderValue::from_bytes(line.get(colon + 1..)?.trim_ascii()).ok()?))
}

/// Credential of every client of this module.
pub fn credential() -> Credential {
    Credential::new("an-access-key", SECRET).with_security_token(TOKEN)
}

/// Builds a client with an HTTP client and the fixed clock.
macro_rules! build {
    ($http_client:expr, $builder:expr) => {
        $builder.http_client($http_client).clock(Arc::new(FixedClock::at(NOW))).build()
    };
}

/// A client of UAI-Inference.
///
/// # Errors
///
/// The settings are invalid.
pub fn ucloud(http_client: Arc<dyn HttpClient>) -> Result<tingji_ucloud::Client> {
    build!(http_client, tingji_ucloud::Client::builder(credential()))
}

/// A client of CompShare in one region and zone.
///
/// # Errors
///
/// The settings are invalid.
pub fn compshare(http_client: Arc<dyn HttpClient>) -> Result<tingji_compshare::Client> {
    let builder = tingji_compshare::Client::builder(credential()).zone("cn-wlcb-01").project_id("org-x");
    build!(http_client, builder)
}

/// A client of BCC.
///
/// # Errors
///
/// The settings are invalid.
pub fn bce(http_client: Arc<dyn HttpClient>) -> Result<tingji_bce::Client> {
    build!(http_client, tingji_bce::Client::builder(credential()))
}

/// A client of Volcengine's ECS.
///
/// # Errors
///
/// The settings are invalid.
pub fn volcengine(http_client: Arc<dyn HttpClient>) -> Result<tingji_volcengine::Client> {
    build!(http_client, tingji_volcengine::Client::builder(credential()))
}

/// A client of ModelArts.
///
/// # Errors
///
/// The settings are invalid.
pub fn huaweicloud(http_client: Arc<dyn HttpClient>) -> Result<tingji_huaweicloud::Client> {
    build!(http_client, tingji_huaweicloud::Client::builder(credential()).project_id("0a1b2c3d"))
}

/// A client of Huawei's IAM.
///
/// # Errors
///
/// The settings are invalid.
pub fn iam(http_client: Arc<dyn HttpClient>) -> Result<tingji_huaweicloud::IamClient> {
    let builder = tingji_huaweicloud::Client::builder(credential()).http_client(http_client);
    builder.clock(Arc::new(FixedClock::at(NOW))).build_iam()
}

/// The client of a cloud; an unknown name means Volcengine.
///
/// # Errors
///
/// The settings are invalid.
pub fn cloud(name: &str, http_client: Arc<dyn HttpClient>) -> Result<Box<dyn DynLifecycle>> {
    Ok(match name {
        "bce" => Box::new(bce(http_client)?),
        "compshare" => Box::new(compshare(http_client)?),
        "huaweicloud" => Box::new(huaweicloud(http_client)?),
        "ucloud" => Box::new(ucloud(http_client)?),
        _ => Box::new(volcengine(http_client)?),
    })
}
