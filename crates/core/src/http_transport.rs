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

/// reqwest over rustls with ring: HTTP/1.1, certificates checked, redirects never followed, 5 s to
/// connect, 30 s in all, replies up to 8 MiB. Loopback endpoints are never reached by a proxy.
#[derive(Clone, Debug)]
pub struct HttpTransport {
    client: reqwest::Client,
}

impl HttpTransport {
    /// A transport for this endpoint.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] if TLS can't be set up.
    pub fn for_endpoint(endpoint: &Endpoint) -> Result<Self> {
        // Someone else may have chosen a provider for the whole process; theirs is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut builder = reqwest::Client::builder()
            .redirect(Policy::none())
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(TOTAL_TIMEOUT)
            .user_agent(concat!("tingji/", env!("CARGO_PKG_VERSION")));
        if endpoint.is_loopback() {
            builder = builder.no_proxy();
        }
        if endpoint.is_plain() {
            // No certificate is ever checked here, so none need be read from the platform.
            builder = builder.tls_certs_only([]);
        }
        let client = builder.build().map_err(|error| {
            let what =
                format!("HTTPS can't be set up ({}): are root certificates installed?", innermost(&error));
            Error::new(ErrorKind::Config, what).with_source(error)
        })?;
        Ok(Self { client })
    }
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
            read(self.client.execute(request).await.map_err(failure)?).await
        })
    }
}

async fn read(mut response: reqwest::Response) -> Result<Reply> {
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let mut body = BytesMut::new();
    while let Some(chunk) = response.chunk().await.map_err(failure)? {
        if body.len() + chunk.len() > LARGEST_BODY {
            return Err(Error::new(ErrorKind::Decode, "the answer is larger than 8 MiB").with_status(status));
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
