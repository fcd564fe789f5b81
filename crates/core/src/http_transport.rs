//! [`HttpTransport`]: the only socket of the project.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::{HeaderValue, Request, header};
use reqwest::redirect::Policy;

use crate::endpoint::Endpoint;
use crate::operation::{Reply, Transport};
use crate::{BoxFuture, Error, ErrorKind, Result};

/// How long making a connection may take.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// How long one request may take from start to end.
const TOTAL_TIMEOUT: Duration = Duration::from_secs(30);
/// How large a reply may be.
const LARGEST_BODY: usize = 8 << 20;
/// How long a metadata service may take to connect, and then to answer.
const METADATA_TIMEOUT: Duration = Duration::from_secs(1);
/// How large a metadata service's reply may be.
const LARGEST_METADATA: usize = 64 << 10;

/// reqwest over rustls with ring: HTTP/1.1, certificates checked, redirects never followed, 5 s to
/// connect, 30 s in all, replies up to 8 MiB. Loopback endpoints are never reached by a proxy.
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
    pub fn for_endpoint(endpoint: &Endpoint) -> Result<Self> {
        let builder = builder(endpoint).connect_timeout(CONNECT_TIMEOUT).timeout(TOTAL_TIMEOUT);
        let builder = if endpoint.is_loopback() { builder.no_proxy() } else { builder };
        Ok(Self { client: build(builder)?, largest: LARGEST_BODY })
    }

    /// A transport for a metadata service: 1 s to connect, 1 s more to answer, never by a proxy, and
    /// replies up to 64 KiB.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] if TLS can't be set up.
    pub fn for_metadata(endpoint: &Endpoint) -> Result<Self> {
        let builder = builder(endpoint).connect_timeout(METADATA_TIMEOUT).timeout(METADATA_TIMEOUT * 2);
        Ok(Self { client: build(builder.no_proxy())?, largest: LARGEST_METADATA })
    }
}

fn builder(endpoint: &Endpoint) -> reqwest::ClientBuilder {
    // Someone else may have chosen a provider for the whole process; theirs is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let builder = reqwest::Client::builder()
        .redirect(Policy::none())
        .user_agent(concat!("tingji/", env!("CARGO_PKG_VERSION")));
    // Over plain HTTP no certificate is ever checked, so none need be read from the platform.
    if endpoint.is_plain() { builder.tls_certs_only([]) } else { builder }
}

fn build(builder: reqwest::ClientBuilder) -> Result<reqwest::Client> {
    builder.build().map_err(|error| {
        let what = format!("HTTPS can't be set up ({}): are root certificates installed?", innermost(&error));
        Error::new(ErrorKind::Config, what).with_source(error)
    })
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
    let (kind, what) = if error.is_connect() {
        (ErrorKind::Connect, "no connection")
    } else if error.is_timeout() {
        (ErrorKind::Timeout, "no answer in time")
    } else {
        (ErrorKind::Interrupted, "the connection broke, or the answer is not HTTP")
    };
    let cause = innermost(&error);
    Error::new(kind, format!("{what} ({cause})")).with_source(error.without_url())
}

fn innermost(error: &dyn std::error::Error) -> String {
    let mut cause = error;
    while let Some(next) = cause.source() {
        cause = next;
    }
    cause.to_string()
}
