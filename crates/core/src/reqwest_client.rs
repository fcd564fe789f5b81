//! [`ReqwestClient`]: the only socket of the project.

mod connector;
#[cfg(test)]
#[cfg(feature = "rustls-ring")]
mod tests;
mod tls;

use std::fmt;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::header::{ACCEPT, CONTENT_LENGTH, USER_AGENT};
use http::{HeaderValue, Request, Response};
use http_body_util::{BodyExt, Full};
use hyper_util::client::legacy::{Client, Error as ClientError};
use hyper_util::client::proxy::matcher::Matcher;
use hyper_util::rt::{TokioExecutor, TokioTimer};

use self::connector::Connector;
use self::tls::Tls;
use crate::connection::Timeouts;
use crate::endpoint::Endpoint;
use crate::http_client::HttpClient;
use crate::operation::HttpResponse;
use crate::tokio_context::enter_runtime;
use crate::{BoxFuture, Error, ErrorKind, Result};

/// How large a reply may be.
const LARGEST_BODY: usize = 8 << 20;
/// How long a metadata service may take to connect, and then to answer.
const METADATA_TIMEOUT: Duration = Duration::from_secs(1);
/// How large a metadata service's reply may be.
const LARGEST_METADATA: usize = 64 << 10;
/// Who asks.
const AGENT: HeaderValue = HeaderValue::from_static(concat!("tingji/", env!("CARGO_PKG_VERSION")));

/// hyper on tokio: HTTP/1.1, certificates checked, redirects never followed, every attempt [bounded in
/// time](Timeouts), connections kept for the next request, replies up to 8 MiB. What is packed stays
/// packed, so that a small reply can't become a large one. `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` name
/// a proxy, but never for loopback; it tunnels, and sees no more than the host's name.
///
/// HTTPS is as the features have it: rustls with the cryptography that the program has
/// installed for the process, else with ring (`rustls-ring`) or AWS-LC (`rustls-aws-lc`); else the
/// platform's TLS (`native-tls`). Root certificates are the platform's; where it has none, rustls takes
/// those of Mozilla's list as it was when this crate was built.
///
/// It may be used on any thread and by any executor: where no tokio runtime is, it has one in the
/// background, started when it is first needed.
#[derive(Clone)]
pub struct ReqwestClient {
    client: Client<Connector, Full<Bytes>>,
    attempt: Duration,
    largest: usize,
}

impl ReqwestClient {
    /// A transport for this endpoint.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] if TLS can't be set up, or is not built in.
    pub fn new(endpoint: &Endpoint, timeouts: Timeouts) -> Result<Self> {
        let connector = Connector::new(tls(endpoint)?, timeouts.connect);
        let never = endpoint.is_plain() || endpoint.is_loopback();
        let connector = if never { connector } else { connector.with_proxies(Matcher::from_env()) };
        Ok(Self::over(connector, timeouts.attempt, LARGEST_BODY))
    }

    /// A transport for a metadata service: 1 s to connect, 1 s more to answer, never by a proxy, and
    /// replies up to 64 KiB.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] if TLS can't be set up, or is not built in.
    pub fn for_metadata(endpoint: &Endpoint) -> Result<Self> {
        let connector = Connector::new(tls(endpoint)?, METADATA_TIMEOUT);
        Ok(Self::over(connector, METADATA_TIMEOUT * 2, LARGEST_METADATA))
    }

    fn over(connector: Connector, attempt: Duration, largest: usize) -> Self {
        let mut builder = Client::builder(TokioExecutor::new());
        let client = builder.pool_timer(TokioTimer::new()).build(connector);
        Self { client, attempt, largest }
    }

    async fn exchange(&self, request: Request<Bytes>) -> Result<HttpResponse> {
        let exchange = async {
            let response =
                self.client.request(request.map(Full::new)).await.map_err(|error| failure(&error))?;
            read(response, self.largest).await
        };
        let late = |_| {
            Error::new(ErrorKind::Timeout, format!("no answer in time ({:?})", self.attempt))
                .with_chinese(format!("等待应答超时（{:?}）", self.attempt))
        };
        tokio::time::timeout(self.attempt, exchange).await.map_err(late)?
    }
}

impl fmt::Debug for ReqwestClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReqwestClient").field("attempt", &self.attempt).finish_non_exhaustive()
    }
}

/// Where no certificate is ever checked, none need be read from the platform.
fn tls(endpoint: &Endpoint) -> Result<Tls> {
    if endpoint.is_plain() { Ok(Tls::None) } else { Tls::new() }
}

impl HttpClient for ReqwestClient {
    fn send(&self, mut request: Request<Bytes>) -> BoxFuture<'_, Result<HttpResponse>> {
        let empty = request.body().is_empty() && !request.method().is_safe();
        let headers = request.headers_mut();
        headers.entry(USER_AGENT).or_insert(AGENT);
        headers.entry(ACCEPT).or_insert(HeaderValue::from_static("*/*"));
        if empty {
            // Said outright, after signing: some gateways wait for a body that is not announced.
            headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        Box::pin(enter_runtime(self.exchange(request)))
    }
}

async fn read<B>(response: Response<B>, largest: usize) -> Result<HttpResponse>
where
    B: BodyExt<Data = Bytes> + Unpin,
    B::Error: std::error::Error + Send + Sync + 'static,
{
    let (head, mut body) = response.into_parts();
    let status = head.status.as_u16();
    let mut bytes = BytesMut::new();
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|error| interrupted(&error))?;
        let Ok(chunk) = frame.into_data() else { continue };
        if bytes.len() + chunk.len() > largest {
            let message = format!("the answer is larger than {} KiB", largest >> 10);
            return Err(Error::new(ErrorKind::Decode, message).with_status(status));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(HttpResponse { status, headers: head.headers, body: bytes.freeze() })
}

/// The kind says what may have happened on the other side.
fn failure(error: &ClientError) -> Error {
    if error.is_connect() {
        let cause = innermost(error);
        return Error::new(ErrorKind::Connect, format!("no connection ({cause})"))
            .with_chinese(format!("无法建立连接（{cause}）"));
    }
    interrupted(error)
}

fn interrupted(error: &(dyn std::error::Error + 'static)) -> Error {
    let what = "the connection broke, or the answer is not HTTP";
    let cause = innermost(error);
    Error::new(ErrorKind::Interrupted, format!("{what} ({cause})"))
        .with_chinese(format!("连接中断，或应答不是 HTTP（{cause}）"))
}

fn innermost(error: &(dyn std::error::Error + 'static)) -> String {
    let mut cause = error;
    while let Some(next) = cause.source() {
        cause = next;
    }
    cause.to_string()
}

#[cfg(test)]
#[cfg(not(any(feature = "rustls-no-provider", feature = "native-tls")))]
mod without_tls {
    use super::*;

    #[test]
    fn a_build_without_tls_says_which_features_have_it() {
        let endpoint: Endpoint = "https://bcc.bj.baidubce.com".parse().unwrap();
        for transport in
            [ReqwestClient::new(&endpoint, Timeouts::default()), ReqwestClient::for_metadata(&endpoint)]
        {
            let error = transport.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Config);
            assert!(error.message().contains("turn on one of the features rustls-ring"), "{error}");
        }
    }
}
