//! [`HttpTransport`]: the only socket of the project.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::{HeaderValue, Request, header};
use reqwest::redirect::Policy;
use reqwest::{Certificate, ClientBuilder};

use crate::connection::Timeouts;
use crate::endpoint::Endpoint;
use crate::operation::{Reply, Transport};
use crate::{BoxFuture, Error, ErrorKind, Result};

/// How large a reply may be.
const LARGEST_BODY: usize = 8 << 20;
/// How long a metadata service may take to connect, and then to answer.
const METADATA_TIMEOUT: Duration = Duration::from_secs(1);
/// How large a metadata service's reply may be.
const LARGEST_METADATA: usize = 64 << 10;

/// reqwest over rustls with ring: HTTP/1.1, certificates checked, redirects never followed, every
/// attempt [bounded in time](Timeouts), replies up to 8 MiB. What is packed stays packed, so that a
/// small reply can't become a large one. The usual variables name a proxy, but never for loopback.
///
/// Root certificates are the platform's; where it has none, those of Mozilla's list as it was when
/// this crate was built.
#[derive(Clone, Debug)]
pub struct HttpTransport {
    client: reqwest::Client,
    largest: usize,
}

impl HttpTransport {
    /// A transport for this endpoint.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] if TLS can't be set up.
    pub fn new(endpoint: &Endpoint, timeouts: Timeouts) -> Result<Self> {
        let client = build(endpoint, || {
            let builder = builder(timeouts);
            if endpoint.is_loopback() { builder.no_proxy() } else { builder }
        })?;
        Ok(Self { client, largest: LARGEST_BODY })
    }

    /// A transport for a metadata service: 1 s to connect, 1 s more to answer, never by a proxy, and
    /// replies up to 64 KiB.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] if TLS can't be set up.
    pub fn for_metadata(endpoint: &Endpoint) -> Result<Self> {
        let timeouts = Timeouts { connect: METADATA_TIMEOUT, attempt: METADATA_TIMEOUT * 2 };
        let client = build(endpoint, || builder(timeouts).no_proxy())?;
        Ok(Self { client, largest: LARGEST_METADATA })
    }
}

fn builder(timeouts: Timeouts) -> ClientBuilder {
    reqwest::Client::builder()
        .redirect(Policy::none())
        .connect_timeout(timeouts.connect)
        .timeout(timeouts.attempt)
        .user_agent(concat!("tingji/", env!("CARGO_PKG_VERSION")))
}

/// With the platform's roots, or those that are bundled.
fn build(endpoint: &Endpoint, builder: impl Fn() -> ClientBuilder) -> Result<reqwest::Client> {
    // Someone else may have chosen a provider for the whole process; theirs is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let built = if endpoint.is_plain() {
        // No certificate is ever checked here, so none need be read from the platform.
        builder().tls_certs_only([]).build()
    } else {
        builder().build().or_else(|_| builder().tls_certs_only(bundled()).build())
    };
    built.map_err(|error| {
        let what = format!("HTTPS can't be set up ({})", innermost(&error));
        Error::new(ErrorKind::Config, what).with_source(error)
    })
}

/// Mozilla's roots, for containers that have none of their own.
fn bundled() -> Vec<Certificate> {
    let roots = webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter();
    roots.filter_map(|root| Certificate::from_der(root).ok()).collect()
}

impl Transport for HttpTransport {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Reply>> {
        Box::pin(async move {
            let target = request.uri().path_and_query().map(ToString::to_string);
            let empty = request.body().is_empty() && !request.method().is_safe();
            let mut request = reqwest::Request::try_from(request.map(reqwest::Body::from))
                .map_err(|_| Error::new(ErrorKind::InvalidRequest, "the URL can't be sent"))?;
            if empty {
                // Said outright, after signing: some gateways wait for a body that is not announced.
                request.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from_static("0"));
            }
            // What was signed must be what is sent: a URL library that tidies up is an error here.
            let url = request.url();
            let sent = match url.query() {
                Some(query) => format!("{}?{query}", url.path()),
                None => url.path().to_owned(),
            };
            if target.as_deref() != Some(sent.as_str()) {
                return Err(Error::new(ErrorKind::InvalidRequest, "the URL would be changed on its way"));
            }
            read(self.client.execute(request).await.map_err(failure)?, self.largest).await
        })
    }
}

async fn read(mut response: reqwest::Response, largest: usize) -> Result<Reply> {
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let mut body = BytesMut::new();
    while let Some(chunk) = response.chunk().await.map_err(failure)? {
        if body.len() + chunk.len() > largest {
            let message = format!("the answer is larger than {} KiB", largest >> 10);
            return Err(Error::new(ErrorKind::Decode, message).with_status(status));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Reply { status, headers, body: body.freeze() })
}

/// The kind says what may have happened on the other side.
fn failure(error: reqwest::Error) -> Error {
    let (kind, what, chinese) = if error.is_connect() {
        (ErrorKind::Connect, "no connection", "无法建立连接")
    } else if error.is_timeout() {
        (ErrorKind::Timeout, "no answer in time", "未及时得到应答")
    } else {
        let what = "the connection broke, or the answer is not HTTP";
        (ErrorKind::Interrupted, what, "连接中断，或应答不是 HTTP")
    };
    let cause = innermost(&error);
    Error::new(kind, format!("{what} ({cause})"))
        .with_chinese(format!("{chinese}（{cause}）"))
        .with_source(error.without_url())
}

fn innermost(error: &dyn std::error::Error) -> String {
    let mut cause = error;
    while let Some(next) = cause.source() {
        cause = next;
    }
    cause.to_string()
}
