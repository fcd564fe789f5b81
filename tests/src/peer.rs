//! Someone at the other end who says the same for ever, and the five clouds' clients that ask them.

use std::fmt::{self, Debug};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Request};
use tingji_core::http_client::HttpClient;
use tingji_core::operation::HttpResponse;
use tingji_core::testing::FixedClock;
use tingji_core::{BoxFuture, Credential, Lifecycle, Result, UnixTime};

/// The secret key that every client here signs with.
pub const SECRET: &str = "the+secret/key&of=every \"client\"";
/// The session token that every client here sends.
pub const TOKEN: &str = "the-session-token-of-every-client";

/// When it is for every client here.
pub const NOW: UnixTime = UnixTime::from_seconds(1_795_240_800);

/// Whoever is asked so often is asked for ever.
const FOR_EVER: usize = 30_000;

/// Someone who answers every request, whatever it is, with what a function makes of its number.
pub struct Peer {
    answer: Box<dyn Fn(usize) -> HttpResponse + Send + Sync>,
    asked: AtomicUsize,
}

impl Peer {
    /// Always the same.
    pub fn saying(reply: HttpResponse) -> Arc<Self> {
        Self::counting(move |_| reply.clone())
    }

    /// Another answer to each request; the first is number 0.
    pub fn counting(answer: impl Fn(usize) -> HttpResponse + Send + Sync + 'static) -> Arc<Self> {
        Arc::new(Self { answer: Box::new(answer), asked: AtomicUsize::new(0) })
    }

    /// How often someone has asked.
    pub fn asked(&self) -> usize {
        self.asked.load(Ordering::Relaxed)
    }
}

impl Debug for Peer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Peer").field("asked", &self.asked).finish_non_exhaustive()
    }
}

impl HttpClient for Peer {
    fn send(&self, _request: Request<Bytes>) -> BoxFuture<'_, Result<HttpResponse>> {
        let number = self.asked.fetch_add(1, Ordering::Relaxed);
        assert!(number < FOR_EVER, "a client asks for ever");
        Box::pin(std::future::ready(Ok((self.answer)(number))))
    }
}

/// A reply without headers.
pub fn reply(status: u16, body: impl Into<Bytes>) -> HttpResponse {
    HttpResponse { status, headers: HeaderMap::new(), body: body.into() }
}

/// The reply that the bytes hold in the form of a recorded one: `HTTP/1.1`, a status, headers, an empty
/// line, and a body of any bytes. What has another form is the body of a success.
pub fn reply_of(data: &[u8]) -> HttpResponse {
    head_and_body(data).unwrap_or_else(|| reply(200, Bytes::copy_from_slice(data)))
}

fn head_and_body(data: &[u8]) -> Option<HttpResponse> {
    let end = data.windows(2).position(|pair| pair == b"\n\n")?;
    let (head, body) = (data.get(..end)?, data.get(end + 2..)?);
    let mut lines = head.split(|byte| *byte == b'\n');
    let status = std::str::from_utf8(lines.next()?).ok()?.strip_prefix("HTTP/1.1 ")?.parse().ok()?;
    let headers = lines.filter_map(header).collect();
    Some(HttpResponse { status, headers, body: Bytes::copy_from_slice(body) })
}

fn header(line: &[u8]) -> Option<(HeaderName, HeaderValue)> {
    let colon = line.iter().position(|byte| *byte == b':')?;
    let name = HeaderName::from_bytes(line.get(..colon)?).ok()?;
    Some((name, HeaderValue::from_bytes(line.get(colon + 1..)?.trim_ascii()).ok()?))
}

/// What every client here signs with.
pub fn credential() -> Credential {
    Credential::new("an-access-key", SECRET).with_security_token(TOKEN)
}

/// A client with the usual settings, which go to this transport.
macro_rules! client {
    ($transport:expr, $builder:expr) => {
        $builder.http_client($transport).clock(Arc::new(FixedClock::at(NOW))).build()
    };
}

/// A client of UAI-Inference.
///
/// # Errors
///
/// If its settings are wrong.
pub fn ucloud(peer: Arc<dyn HttpClient>) -> Result<tingji_ucloud::Client> {
    client!(peer, tingji_ucloud::Client::builder(credential()))
}

/// A client of CompShare in one region and zone.
///
/// # Errors
///
/// If its settings are wrong.
pub fn compshare(peer: Arc<dyn HttpClient>) -> Result<tingji_compshare::Client> {
    let builder = tingji_compshare::Client::builder(credential()).zone("cn-wlcb-01").project_id("org-x");
    client!(peer, builder)
}

/// A client of BCC.
///
/// # Errors
///
/// If its settings are wrong.
pub fn bce(peer: Arc<dyn HttpClient>) -> Result<tingji_bce::Client> {
    client!(peer, tingji_bce::Client::builder(credential()))
}

/// A client of Volcengine's ECS.
///
/// # Errors
///
/// If its settings are wrong.
pub fn volcengine(peer: Arc<dyn HttpClient>) -> Result<tingji_volcengine::Client> {
    client!(peer, tingji_volcengine::Client::builder(credential()))
}

/// A client of ModelArts.
///
/// # Errors
///
/// If its settings are wrong.
pub fn huaweicloud(peer: Arc<dyn HttpClient>) -> Result<tingji_huaweicloud::Client> {
    client!(peer, tingji_huaweicloud::Client::builder(credential()).project_id("0a1b2c3d"))
}

/// A client of IAM at Huawei.
///
/// # Errors
///
/// If its settings are wrong.
pub fn iam(peer: Arc<dyn HttpClient>) -> Result<tingji_huaweicloud::IamClient> {
    let builder = tingji_huaweicloud::Client::builder(credential()).http_client(peer);
    builder.clock(Arc::new(FixedClock::at(NOW))).build_iam()
}

/// The client of this cloud.
///
/// # Errors
///
/// If its settings are wrong.
pub fn cloud(name: &str, peer: Arc<dyn HttpClient>) -> Result<Box<dyn Lifecycle>> {
    Ok(match name {
        "bce" => Box::new(bce(peer)?),
        "compshare" => Box::new(compshare(peer)?),
        "huaweicloud" => Box::new(huaweicloud(peer)?),
        "ucloud" => Box::new(ucloud(peer)?),
        _ => Box::new(volcengine(peer)?),
    })
}
