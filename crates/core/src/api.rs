//! [`Api`]: one account at one endpoint. Signs, sends, reads, and repeats reads.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use serde_json::Value;

#[cfg(not(feature = "client"))]
use crate::ErrorKind;
use crate::clock::Clock;
use crate::endpoint::Endpoint;
use crate::operation::{Authorize, Operation, Protocol, Reply, Transport};
use crate::{Error, Result, RetryClass};

/// So often a read is sent at most.
const ATTEMPTS: u32 = 3;
/// A vendor's wish to wait is granted here up to this; beyond it the error is handed on.
const LONGEST_PAUSE: Duration = Duration::from_secs(5);
/// The pause after the first failed read; it doubles.
const FIRST_PAUSE: Duration = Duration::from_millis(200);

/// A success: the typed output (this derefs to it), the request id and the raw reply.
#[derive(Clone)]
pub struct Response<T> {
    /// What the operation returns.
    pub output: T,
    /// The vendor's id of the request.
    pub request_id: Option<String>,
    /// The body as it came.
    pub raw: Bytes,
}

impl<T: fmt::Debug> fmt::Debug for Response<T> {
    /// Without the raw body: it may hold passwords that the typed output hides.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Response");
        debug.field("output", &self.output).field("request_id", &self.request_id).finish_non_exhaustive()
    }
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.output
    }
}

/// One account at one endpoint: what every provider's client is made of.
#[derive(Debug)]
pub struct Api<P: Protocol> {
    config: P::Config,
    endpoint: Endpoint,
    authorize: Arc<dyn Authorize>,
    transport: Arc<dyn Transport>,
    clock: Arc<dyn Clock>,
}

impl<P: Protocol> Clone for Api<P> {
    fn clone(&self) -> Self {
        Self {
            config: self.config.clone(),
            endpoint: self.endpoint.clone(),
            authorize: Arc::clone(&self.authorize),
            transport: Arc::clone(&self.transport),
            clock: Arc::clone(&self.clock),
        }
    }
}

/// The parts of an [`Api`] that have defaults.
#[derive(Clone, Debug, Default)]
pub struct Connection {
    /// Another endpoint than the vendor's.
    pub endpoint: Option<Endpoint>,
    /// Another HTTP stack than the built-in one.
    pub transport: Option<Arc<dyn Transport>>,
    /// Another clock than the machine's.
    pub clock: Option<Arc<dyn Clock>>,
}

impl<P: Protocol> Api<P> {
    /// An account at an endpoint.
    ///
    /// # Errors
    ///
    /// [`Config`](crate::ErrorKind::Config) if the vendor's endpoint is no URL, if no transport is given where
    /// none is built in, or if the built-in one can't be made.
    pub fn new(
        config: P::Config,
        authorize: Arc<dyn Authorize>,
        vendor_endpoint: &str,
        connection: Connection,
    ) -> Result<Self> {
        let endpoint = connection.endpoint.map_or_else(|| vendor_endpoint.parse(), Ok)?;
        let transport = connection.transport.map_or_else(|| built_in_transport(&endpoint), Ok)?;
        let clock = connection.clock.map_or_else(built_in_clock, Ok)?;
        Ok(Self { config, endpoint, authorize, transport, clock })
    }

    /// What operations fall back on.
    pub fn config(&self) -> &P::Config {
        &self.config
    }

    /// Where requests go.
    pub fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    /// Sends an operation. Reads are sent up to three times after transient failures, each time
    /// signed afresh; everything else is sent once.
    ///
    /// # Errors
    ///
    /// The vendor's error or the transport's, with secrets hidden.
    pub async fn send<O: Operation<Protocol = P>>(&self, operation: &O) -> Result<Response<O::Output>> {
        let attempts = if O::RETRY == RetryClass::Safe { ATTEMPTS } else { 1 };
        let mut attempt = 1;
        loop {
            match self.attempt(operation).await {
                Err(error) if attempt < attempts && error.kind().is_transient() && may_wait(&error) => {
                    let pause = FIRST_PAUSE * 2_u32.pow(attempt - 1);
                    self.clock.sleep(pause.max(error.retry_after().unwrap_or_default())).await;
                    attempt += 1;
                }
                result => return result,
            }
        }
    }

    async fn attempt<O: Operation<Protocol = P>>(&self, operation: &O) -> Result<Response<O::Output>> {
        let name = |error: Error| error.with_operation(O::NAME);
        let draft = operation.request(&self.config).map_err(name)?;
        let mut request = self.endpoint.request(draft).map_err(name)?;
        self.authorize.authorize(&mut request, self.clock.now()).map_err(name)?;
        let signature = signature_of(&request);
        let hide = |error: Error| {
            let secrets = self.authorize.secrets().into_iter().chain(signature.as_deref());
            error.scrubbed(secrets.collect::<Vec<_>>().into_iter()).with_operation(O::NAME)
        };
        let reply = self.transport.send(request).await.map_err(|error| hide(self.at_endpoint(&error)))?;
        let request_id = P::request_id(&reply);
        #[cfg(feature = "client")]
        tracing::debug!(cloud = P::CLOUD, operation = O::NAME, status = reply.status, request_id, "answered");
        let output = judge::<P>(&reply)
            .and_then(|payload| operation.output(payload))
            .map_err(|error| hide(error.with_request_id(request_id.clone()).with_status(reply.status)))?;
        Ok(Response { output, request_id, raw: reply.body })
    }

    fn at_endpoint(&self, error: &Error) -> Error {
        let message = format!("{}: {}", self.endpoint, error.message());
        Error::new(error.kind(), message).with_retry_after(error.retry_after())
    }
}

/// A longer wait is the caller's to decide: it may have a deadline.
fn may_wait(error: &Error) -> bool {
    error.retry_after().is_none_or(|wait| wait <= LONGEST_PAUSE)
}

/// A redirect is never a success, whatever its body looks like.
fn judge<P: Protocol>(reply: &Reply) -> Result<Value> {
    if (300..400).contains(&reply.status) {
        return Err(reply.not_understood());
    }
    P::payload(reply).map_err(|error| {
        let wait = error.retry_after().or_else(|| reply.retry_after());
        error.with_retry_after(wait)
    })
}

/// The signature of a signed request, to hide it should the other side echo it.
fn signature_of(request: &http::Request<Bytes>) -> Option<String> {
    let text = match request.headers().get(http::header::AUTHORIZATION) {
        Some(value) => value.to_str().ok()?,
        None => std::str::from_utf8(request.body()).ok()?,
    };
    text.rsplit(['=', '/', '"', '&']).find(|part| part.len() >= 40).map(str::to_owned)
}

#[cfg(feature = "client")]
fn built_in_transport(endpoint: &Endpoint) -> Result<Arc<dyn Transport>> {
    Ok(Arc::new(crate::http_transport::HttpTransport::for_endpoint(endpoint)?))
}

#[cfg(not(feature = "client"))]
fn built_in_transport(_endpoint: &Endpoint) -> Result<Arc<dyn Transport>> {
    Err(Error::new(ErrorKind::Config, "no transport is given and none is built in"))
}

#[cfg(feature = "client")]
#[expect(clippy::unnecessary_wraps, reason = "without the feature there is none")]
fn built_in_clock() -> Result<Arc<dyn Clock>> {
    Ok(Arc::new(crate::clock::SystemClock::new()))
}

#[cfg(not(feature = "client"))]
fn built_in_clock() -> Result<Arc<dyn Clock>> {
    Err(Error::new(ErrorKind::Config, "no clock is given and none is built in"))
}

/// Gives a provider's client builder, whose field `connection` is a [`Connection`], the settings
/// that all of them have.
#[macro_export]
macro_rules! connection_settings {
    ($builder:ident) => {
        impl $builder {
            /// Another base URL than the vendor's. The protocol and its signature stay the same.
            ///
            /// # Errors
            ///
            /// [`Config`]($crate::ErrorKind::Config) if it is no URL, or plain HTTP to anything but a
            /// loopback address.
            pub fn endpoint(mut self, url: &str) -> $crate::Result<Self> {
                self.connection.endpoint = Some(url.parse()?);
                Ok(self)
            }

            /// Another HTTP stack than the built-in one.
            #[must_use]
            pub fn transport(
                mut self,
                transport: ::std::sync::Arc<dyn $crate::operation::Transport>,
            ) -> Self {
                self.connection.transport = Some(transport);
                self
            }

            /// Another clock than the machine's.
            #[must_use]
            pub fn clock(mut self, clock: ::std::sync::Arc<dyn $crate::clock::Clock>) -> Self {
                self.connection.clock = Some(clock);
                self
            }
        }
    };
}
