//! [`ReqwestClient`]: the built-in HTTP client. No other code of the project opens connections to a cloud.

mod failure;
mod proxy;
#[cfg(test)]
#[cfg(feature = "rustls-ring")]
mod tests;
mod tls;

use std::fmt;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::header::CONTENT_LENGTH;
use http::{HeaderValue, Request};
use reqwest::{Client, ClientBuilder, Response, Url};

use self::failure::{ClientOwner, no_response_in_time, to_error};
use self::proxy::ProxyConfig;
use crate::client_cache::{CachedClient, ConnectionKind};
use crate::endpoint::Endpoint;
use crate::http_client::HttpClient;
use crate::http_options::{HttpOptions, Timeouts};
use crate::operation::HttpResponse;
use crate::tokio_context::enter_runtime;
use crate::{BoxFuture, Error, ErrorKind, Result, message};

/// Maximum size of a response body.
const MAX_BODY_BYTES: usize = 8 << 20;
/// Limit for connecting to a metadata service. The whole attempt may take twice as long.
const METADATA_CONNECT_TIMEOUT: Duration = Duration::from_secs(1);
/// Maximum size of a metadata service's response body.
const MAX_METADATA_BYTES: usize = 64 << 10;
/// Default value of the `User-Agent` header.
const USER_AGENT: &str = concat!("tingji/", env!("CARGO_PKG_VERSION"));

/// The HTTP client that every builder uses by default: `reqwest` with fixed guarantees.
///
/// - HTTP/1.1 is the only protocol. Redirects are never followed, no request is repeated, cookies are not
///   stored, and responses are not decompressed, even if another crate of the program turns such a feature of
///   `reqwest` on.
/// - Every attempt is [bounded in time](Timeouts), and a response body has at most 8 MiB, checked while it
///   arrives.
/// - A proxy is used only for HTTPS requests to other machines, as [`HttpOptions::proxy`] describes.
/// - The signed URL is sent byte for byte. A request whose URL `reqwest` would normalize is an error of kind
///   [`InvalidRequest`](ErrorKind::InvalidRequest) before anything is sent.
/// - An error has the kind [`Connect`](ErrorKind::Connect) only if no part of the request was written.
/// - Certificates are checked against the platform's root certificates, or those of `SSL_CERT_FILE` and
///   `SSL_CERT_DIR`. On a machine without root certificates, rustls uses Mozilla's list as of the build of
///   this crate.
///
/// Providers build the client themselves. Use it directly for requests of your own, such as those of a test:
///
/// ```
/// use tingji_core::endpoint::Endpoint;
/// use tingji_core::http_options::HttpOptions;
/// use tingji_core::reqwest_client::ReqwestClient;
///
/// let endpoint: Endpoint = "http://127.0.0.1:8080".parse().unwrap();
/// let client = ReqwestClient::new(&endpoint, &HttpOptions::new().user_agent("night-watch/1.2"));
/// # #[cfg(any(feature = "rustls-ring", feature = "rustls-aws-lc", feature = "native-tls"))]
/// assert!(client.is_ok());
/// ```
///
/// # A client of your own
///
/// Every builder also accepts a `reqwest::Client`, for connection pools, HTTP/2 or DNS resolvers of your own.
/// Time and size of a response stay bounded (30 s and 8 MiB), and a response from another URL than the signed
/// one, after a redirect, is an error of kind [`Redirected`](ErrorKind::Redirected). **These guarantees
/// become yours:**
///
/// - no redirects (`redirect::Policy::none()`): a followed redirect has already sent the signed request to
///   another URL;
/// - no retries (`retry::never()`), no cookies and no decompression;
/// - a connect timeout;
/// - no proxy for plain HTTP and loopback (`reqwest` reads the environment variables and ignores those it
///   can't parse);
/// - root certificates, TLS versions and the user agent.
///
/// Such a client may have sent a request before the attempt that failed. Its errors therefore never have the
/// kind [`Connect`](ErrorKind::Connect), and the engine polls the instance before it sends again. Metadata
/// services are reached with the built-in client.
///
/// # Executors
///
/// The client works on any thread and with any executor. Without a tokio runtime, one is started in the
/// background on first use.
#[derive(Clone)]
pub struct ReqwestClient {
    client: Client,
    owner: ClientOwner,
    /// Limit for an attempt.
    attempt: Duration,
    /// Maximum size of a response body, in bytes.
    max_body: usize,
}

impl ReqwestClient {
    /// Returns the client for requests to this endpoint. Clients of the same options, clones included, share
    /// their connections.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] if an option or a proxy variable can't be used, or TLS can't be set up.
    pub fn new(endpoint: &Endpoint, options: &HttpOptions) -> Result<Self> {
        check_endpoint(endpoint)?;
        let connection = match (endpoint.is_plain(), endpoint.is_loopback()) {
            (true, _) => ConnectionKind::Plain,
            (false, true) => ConnectionKind::Loopback,
            (false, false) => ConnectionKind::Remote,
        };
        let cached = options.clients.get_or_build(connection, || build(connection, options))?;
        Ok(Self::of_library(cached, options.timeouts, MAX_BODY_BYTES))
    }

    /// Returns the client for a metadata service: 1 s to connect, 2 s in total, never through a proxy, and
    /// bodies up to 64 KiB.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] if TLS is needed and can't be set up.
    pub fn for_metadata(endpoint: &Endpoint) -> Result<Self> {
        let timeouts = Timeouts { connect: METADATA_CONNECT_TIMEOUT, attempt: METADATA_CONNECT_TIMEOUT * 2 };
        let options = HttpOptions::new().timeouts(timeouts).without_proxy();
        let connection = if endpoint.is_plain() { ConnectionKind::Plain } else { ConnectionKind::Loopback };
        Ok(Self::of_library(build(connection, &options)?, timeouts, MAX_METADATA_BYTES))
    }

    /// Wraps a client of the caller, with this limit for an attempt instead of 30 s. The section "A client of
    /// your own" lists the guarantees that become the caller's responsibility.
    pub fn from_client(client: Client, attempt: Duration) -> Self {
        Self { client, owner: ClientOwner::Caller, attempt, max_body: MAX_BODY_BYTES }
    }

    /// Wraps a client that this library has built.
    fn of_library(cached: CachedClient, timeouts: Timeouts, max_body: usize) -> Self {
        let owner = ClientOwner::Library { connect_timeout: timeouts.connect, proxy: cached.proxy };
        Self { client: cached.client, owner, attempt: timeouts.attempt, max_body }
    }

    /// Sends a request and reads the response, within the limit for an attempt.
    async fn exchange(&self, request: Request<Bytes>) -> Result<HttpResponse> {
        let request = to_reqwest(request)?;
        let url = request.url().clone();
        let attempt = async {
            let response =
                self.client.execute(request).await.map_err(|error| to_error(&error, &self.owner))?;
            if *response.url() != url {
                return Err(followed_redirect(&response));
            }
            self.read(response).await
        };
        match tokio::time::timeout(self.attempt, attempt).await {
            Ok(result) => result,
            Err(_) => Err(no_response_in_time(Some(self.attempt))),
        }
    }

    /// Reads the body. A body of more than `max_body` bytes is an error.
    async fn read(&self, mut response: Response) -> Result<HttpResponse> {
        let status = response.status().as_u16();
        let mut body = BytesMut::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| to_error(&error, &self.owner))? {
            if body.len() + chunk.len() > self.max_body {
                let size = self.max_body >> 10;
                let message = message!("answer-too-large", "the answer is larger than {size} KiB", size);
                return Err(Error::new(ErrorKind::Decode, message).with_status(status));
            }
            body.extend_from_slice(&chunk);
        }
        let headers = std::mem::take(response.headers_mut());
        Ok(HttpResponse { status, headers, body: body.freeze() })
    }
}

impl fmt::Debug for ReqwestClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReqwestClient")
            .field("owner", &self.owner)
            .field("attempt", &self.attempt)
            .finish_non_exhaustive()
    }
}

impl HttpClient for ReqwestClient {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<HttpResponse>> {
        Box::pin(enter_runtime(self.exchange(request)))
    }

    fn may_use_proxy(&self) -> bool {
        matches!(self.owner, ClientOwner::Caller)
    }
}

/// A client of the caller, with 30 s for an attempt and 8 MiB for a body. [`ReqwestClient`] lists the
/// guarantees that become the caller's responsibility.
impl HttpClient for Client {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<HttpResponse>> {
        let client = ReqwestClient::from_client(self.clone(), Timeouts::default().attempt);
        Box::pin(enter_runtime(async move { client.exchange(request).await }))
    }

    fn may_use_proxy(&self) -> bool {
        true
    }
}

/// Builds the `reqwest` client for a kind of connection. Another crate of the program may turn on any feature
/// of `reqwest`, so every function that a feature adds is turned off explicitly.
fn build(connection: ConnectionKind, options: &HttpOptions) -> Result<CachedClient> {
    let user_agent = match &options.user_agent {
        None => HeaderValue::from_static(USER_AGENT),
        Some(text) => HeaderValue::from_str(text).map_err(|_| {
            let message = message!(
                "invalid-user-agent",
                "the user agent of the HTTP options can't be sent as a header"
            );
            Error::new(ErrorKind::Config, message)
        })?,
    };
    let mut builder = ClientBuilder::new()
        .user_agent(user_agent)
        .connect_timeout(options.timeouts.connect)
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .retry(reqwest::retry::never())
        .no_gzip()
        .no_brotli()
        .no_zstd()
        .no_deflate()
        .no_hickory_dns()
        .no_proxy()
        .http1_only();
    let mut address = None;
    if connection == ConnectionKind::Remote
        && let Some(proxy) = ProxyConfig::from_source(&options.proxy)?
    {
        address = Some(proxy.address());
        builder = builder.proxy(proxy.into_rule()?);
    }
    let client =
        tls::configure(builder, connection, &options.root_certificates)?.build().map_err(|error| {
            let cause = std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
            let message = message!("client-not-built", "the HTTP client can't be built ({cause})", cause);
            Error::new(ErrorKind::Config, message)
        })?;
    Ok(CachedClient { client, proxy: address })
}

/// Rejects an endpoint that `reqwest` would normalize, such as `https://127.1`. Every request to it would
/// fail.
fn check_endpoint(endpoint: &Endpoint) -> Result<()> {
    let text = format!("{endpoint}/");
    match Url::parse(&text) {
        Ok(url) if url.as_str() == text => Ok(()),
        Ok(url) => {
            let normal = url.as_str().trim_end_matches('/');
            let message = message!(
                "endpoint-not-normal",
                "the endpoint {endpoint} would be sent as {normal}: use that form",
                endpoint = endpoint.to_string(),
                normal
            );
            Err(Error::new(ErrorKind::Config, message))
        }
        Err(error) => {
            let message = message!(
                "endpoint-not-parsed",
                "the endpoint {endpoint} is not a URL ({error})",
                endpoint = endpoint.to_string(),
                error = error.to_string()
            );
            Err(Error::new(ErrorKind::Config, message))
        }
    }
}

/// Converts the request. Its URL must survive the conversion byte for byte, as it is signed.
fn to_reqwest(request: Request<Bytes>) -> Result<reqwest::Request> {
    let (head, body) = request.into_parts();
    let signed = head.uri.to_string();
    let url = match Url::parse(&signed) {
        Ok(url) if url.as_str() == signed => url,
        _ => {
            let message = message!(
                "url-not-as-signed",
                "the URL can't be sent as it was signed: a character in its path or query is not \
                 percent-encoded, or a path segment is \".\" or \"..\""
            );
            return Err(Error::new(ErrorKind::InvalidRequest, message));
        }
    };
    let mut headers = head.headers;
    if body.is_empty() && !head.method.is_safe() {
        // Announced explicitly, after signing: some gateways wait for a body that is not announced.
        headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
    let mut converted = reqwest::Request::new(head.method, url);
    *converted.version_mut() = head.version;
    *converted.headers_mut() = headers;
    if !body.is_empty() {
        *converted.body_mut() = Some(body.into());
    }
    Ok(converted)
}

/// A response from another URL than the signed one: the caller's client has followed a redirect.
fn followed_redirect(response: &Response) -> Error {
    let message = message!(
        "redirect-followed",
        "the HTTP client followed a redirect: the answer is from another URL than the signed one"
    );
    Error::new(ErrorKind::Redirected, message).with_status(response.status().as_u16())
}

#[cfg(test)]
#[cfg(not(any(feature = "rustls-no-provider", feature = "native-tls")))]
mod without_tls {
    use super::*;

    #[test]
    fn build_without_tls_names_the_features_that_have_it() {
        let endpoint: Endpoint = "https://bcc.bj.baidubce.com".parse().unwrap();
        for client in
            [ReqwestClient::new(&endpoint, &HttpOptions::new()), ReqwestClient::for_metadata(&endpoint)]
        {
            let error = client.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Config);
            assert!(error.message().contains("turn on one of the features rustls-ring"), "{error}");
        }
    }
}
