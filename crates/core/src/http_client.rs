//! [`HttpClient`]: the interface to the HTTP library that sends requests.

use std::fmt::Debug;
use std::sync::Arc;

use bytes::Bytes;
use http::Request;

use crate::operation::HttpResponse;
use crate::{BoxFuture, Result};

/// An HTTP client: sends a signed request and returns the complete response.
///
/// The trait is implemented by [`ReqwestClient`](crate::reqwest_client::ReqwestClient), which every builder
/// uses by default, by `reqwest::Client`, and by every `Arc` of an implementation. The example `own_http` of
/// the crate `tingji` implements it with `ureq` and runs without tokio. Such a program turns the feature
/// `client` off and sets a [`Clock`](crate::clock::Clock) too.
///
/// # Requirements
///
/// The engine relies on these properties. An implementation must:
///
/// - **Send the request unchanged.** Method, URL, headers and body are signed. Headers may be added
///   (`User-Agent`, `Content-Length`), but not replaced or removed. The request has a `Host` header, and
///   a URL with scheme and host.
/// - **Send the request once.** A request that may have reached the server is never repeated, not even after
///   a broken connection.
/// - **Not follow redirects.** A response with a status from 300 to 399 is returned like any other.
/// - **Be bounded.** Every call ends, connecting included, and the body has a maximum size (8 MiB in
///   `ReqwestClient`, counted after decompression). A dropped future stops early.
/// - **Return a response for every status**, also for 4xx and 5xx. An error means that no complete response
///   arrived.
/// - **Choose the error's kind by what may have happened.**
///   [`ErrorKind::Connect`](crate::ErrorKind::Connect): no part of the request was written, so sending it
///   again is safe. [`ErrorKind::Timeout`](crate::ErrorKind::Timeout) and
///   [`ErrorKind::Interrupted`](crate::ErrorKind::Interrupted): the request may have been executed, so the
///   engine polls the instance first. In doubt, never `Connect`.
/// - **Keep secrets out of errors**: no headers, no body and no query.
///
/// Plain HTTP to other machines needs no check here: an [`Endpoint`](crate::endpoint::Endpoint)
/// rejects such a URL.
pub trait HttpClient: Send + Sync + Debug {
    /// Sends the request once.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Connect`](crate::ErrorKind::Connect), [`ErrorKind::Timeout`](crate::ErrorKind::Timeout)
    /// or [`ErrorKind::Interrupted`](crate::ErrorKind::Interrupted) as described above;
    /// [`ErrorKind::Decode`](crate::ErrorKind::Decode) if the response is too large.
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<HttpResponse>>;

    /// Returns true if this client may send requests through a proxy. Metadata services must never be reached
    /// through a proxy, so the built-in client replaces such a client there. Default false.
    fn may_use_proxy(&self) -> bool {
        false
    }
}

impl<T: HttpClient + ?Sized> HttpClient for Arc<T> {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<HttpResponse>> {
        (**self).send(request)
    }

    fn may_use_proxy(&self) -> bool {
        (**self).may_use_proxy()
    }
}
