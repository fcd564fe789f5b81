//! [`ApiClient`]: signs and sends operations for one account at one endpoint, and repeats failed reads.
//!
//! Every provider's `Client` wraps an [`ApiClient`] and documents it. The type itself is needed to add a
//! vendor: implement [`Protocol`] for the vendor's format and [`Operation`] for each call. The feature
//! `testing` has an HTTP client for this:
//!
//! ```
//! # #[cfg(feature = "testing")] {
//! use std::sync::Arc;
//! use bytes::Bytes;
//! use http::{HeaderValue, Method, Request};
//! use serde_json::Value;
//! use tingji_core::api::{ApiClient, Connection};
//! use tingji_core::operation::{HttpResponse, Operation, Protocol, UnsignedRequest};
//! use tingji_core::testing::{FixedClock, Recorder, poll_ready};
//! use tingji_core::{RequestSigner, Result, RetryClass, UnixTime};
//!
//! /// A vendor with JSON responses, whose request id is a header.
//! struct Example;
//!
//! impl Protocol for Example {
//!     const CLOUD: &'static str = "example";
//!     type Config = ();
//!
//!     fn decode_envelope(response: &HttpResponse) -> Result<Value> {
//!         let body = response.json().filter(|_| response.is_success());
//!         body.ok_or_else(|| response.unexpected_response())
//!     }
//!
//!     fn request_id(response: &HttpResponse) -> Option<String> {
//!         response.header("x-request-id")
//!     }
//! }
//!
//! struct GetName;
//!
//! impl Operation for GetName {
//!     type Protocol = Example;
//!     type Output = String;
//!     const NAME: &'static str = "GetName";
//!     const RETRY: RetryClass = RetryClass::Safe;
//!
//!     fn request(&self, _config: &()) -> Result<UnsignedRequest> {
//!         Ok(UnsignedRequest::new(Method::GET, "/name"))
//!     }
//! }
//!
//! #[derive(Debug)]
//! struct Token;
//!
//! impl RequestSigner for Token {
//!     fn sign_request(&self, request: &mut Request<Bytes>, _time: UnixTime) -> Result<()> {
//!         request.headers_mut().insert("authorization", HeaderValue::from_static("Bearer my_token"));
//!         Ok(())
//!     }
//!
//!     fn secrets(&self) -> Vec<&str> {
//!         vec!["my_token"]
//!     }
//! }
//!
//! let recorder = Recorder::new().reply_with(200, &[("x-request-id", "r-1")], "\"train-1\"");
//! let connection = Connection {
//!     http_client: Some(Arc::new(recorder)),
//!     clock: Some(Arc::new(FixedClock::at(UnixTime::from_seconds(1_800_000_000)))),
//!     ..Connection::default()
//! };
//! let client: ApiClient<Example> =
//!     ApiClient::new((), Arc::new(Token), "https://api.example.com", connection).unwrap();
//! let response = poll_ready(client.send(&GetName)).unwrap();
//! assert_eq!(response.output, "train-1");
//! assert_eq!(response.request_id.as_deref(), Some("r-1"));
//! # }
//! ```

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use serde_json::Value;
use tracing::Instrument;

use crate::auth::IdentityCache;
use crate::backoff::Backoff;
use crate::clock::{self, Clock};
use crate::clock_skew::ClockSkew;
use crate::connection::default_http_client;
pub use crate::connection::{Connection, Timeouts};
use crate::endpoint::Endpoint;
use crate::http_client::HttpClient;
use crate::lifecycle::EndpointInfo;
use crate::operation::{HttpResponse, Operation, Protocol};
use crate::rate_limit::RateLimiter;
use crate::request_log::{RequestLog, request_span};
pub use crate::response::Response;
use crate::{Error, ErrorKind, RequestSigner, Result, RetryClass, UnixTime, redact_secrets, sanitize_line};

/// Default maximum of attempts of a read, the first one included.
const MAX_ATTEMPTS: u32 = 3;
/// Longest `Retry-After` that is honored; a longer value returns the error.
const MAX_RETRY_AFTER: Duration = Duration::from_secs(5);
/// Minimum length, in characters, of a text that counts as a signature. The shortest one, UCloud's SHA-1 in
/// hexadecimal digits, has 40.
const MIN_SIGNATURE_CHARS: usize = 40;

/// A client for one account at one endpoint. Every provider's client wraps one. Clones share the HTTP client,
/// the rate limiter, the identity and the measured clock skew.
#[derive(Debug)]
pub struct ApiClient<P: Protocol> {
    config: P::Config,
    endpoint: Endpoint,
    auth: IdentityCache,
    http_client: Arc<dyn HttpClient>,
    clock: Arc<dyn Clock>,
    rate_limiter: Arc<RateLimiter>,
    max_attempts: u32,
    clock_skew: Arc<ClockSkew>,
}

impl<P: Protocol> Clone for ApiClient<P> {
    fn clone(&self) -> Self {
        Self {
            config: self.config.clone(),
            endpoint: self.endpoint.clone(),
            auth: self.auth.clone(),
            http_client: Arc::clone(&self.http_client),
            clock: Arc::clone(&self.clock),
            rate_limiter: Arc::clone(&self.rate_limiter),
            max_attempts: self.max_attempts,
            clock_skew: Arc::clone(&self.clock_skew),
        }
    }
}

impl<P: Protocol> ApiClient<P> {
    /// Creates a client. `vendor_endpoint` is the base URL unless `connection` names another one.
    ///
    /// # Errors
    ///
    /// [`Config`](ErrorKind::Config) if the vendor's endpoint is not a URL, if the built-in HTTP client
    /// can't be built, or if this build has none and `connection` names none.
    pub fn new(
        config: P::Config,
        auth: impl Into<IdentityCache>,
        vendor_endpoint: &str,
        connection: Connection,
    ) -> Result<Self> {
        let endpoint = connection.endpoint.map_or_else(|| vendor_endpoint.parse(), Ok)?;
        let http_client = connection
            .http_client
            .map_or_else(|| default_http_client(&endpoint, &connection.http_options), Ok)?;
        let clock = connection.clock.map_or_else(clock::default_clock, Ok)?;
        let rate_limiter = connection.rate_limiter.unwrap_or_default();
        if let Some(rate) = connection.rate_limit.or(P::DEFAULT_READ_RATE) {
            rate_limiter.set_default_rate(rate);
        }
        let auth = auth.into();
        let max_attempts = connection.max_attempts.unwrap_or(MAX_ATTEMPTS);
        let clock_skew = Arc::default();
        Ok(Self { config, endpoint, auth, http_client, clock, rate_limiter, max_attempts, clock_skew })
    }

    /// Returns the defaults for operations, such as the region.
    pub fn config(&self) -> &P::Config {
        &self.config
    }

    /// Returns the clock for signatures, pauses and deadlines.
    pub fn clock(&self) -> Arc<dyn Clock> {
        Arc::clone(&self.clock)
    }

    /// Returns the base URL of requests.
    pub fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    /// Returns the base URL of requests, and the endpoint's clock offset if responses have shown it.
    pub fn endpoint_info(&self) -> EndpointInfo {
        let mut info = EndpointInfo::new(self.endpoint.to_string(), !self.endpoint.is_plain());
        info.clock_offset = self.clock_skew.offset();
        info
    }

    /// Sends an operation. Each attempt has its own signature.
    ///
    /// A read ([`RetryClass::Safe`]) is attempted up to three times by default after transient failures, within the
    /// account's [rate limit](RateLimiter). Any other operation is attempted once. There are two
    /// exceptions, as the vendor has certainly not executed these requests: an operation that was rejected
    /// because of its signature time is sent once more with the corrected time, and an operation that was
    /// rejected because its key expired is sent once more with a new key.
    ///
    /// # Errors
    ///
    /// The error of the vendor, the HTTP client or the credentials' source, with secrets redacted.
    pub async fn send<O: Operation<Protocol = P>>(&self, operation: &O) -> Result<Response<O::Output>> {
        let span = request_span(P::CLOUD, P::region(&self.config), O::NAME);
        self.send_with_retries(operation)
            .instrument(span)
            .await
            .map_err(|error| error.with_operation(O::NAME))
    }

    async fn send_with_retries<O: Operation<Protocol = P>>(
        &self,
        operation: &O,
    ) -> Result<Response<O::Output>> {
        let mut retries = RetryState::default();
        let mut attempt = 0;
        loop {
            attempt += 1;
            if O::RETRY == RetryClass::Safe {
                self.rate_limiter.wait(P::CLOUD, self.clock.as_ref()).await;
            }
            let signer = self.auth.signer(self.clock.now()).await.map_err(Error::without_may_have_sent)?;
            let correction = self.clock_skew.signing_offset();
            let error = match self.attempt(operation, &signer, correction, attempt).await {
                Ok(response) => {
                    self.rate_limiter.record_success();
                    return Ok(response);
                }
                Err(error) => error,
            };
            let is_clock_corrected = self.clock_skew.signing_offset() != correction;
            let pause = if error.kind() == ErrorKind::ClockSkew && is_clock_corrected {
                retries.after_clock_skew()
            } else if error.code().is_some_and(|code| P::EXPIRED_CREDENTIAL_CODES.contains(&code)) {
                retries.after_expired_credential(&self.auth, &signer)
            } else if O::RETRY == RetryClass::Safe {
                retries.after_failed_read(&error, self.max_attempts, &self.rate_limiter)
            } else {
                None
            };
            match pause {
                Some(pause) => self.clock.sleep_if_nonzero(pause).await,
                None => return Err(error),
            }
        }
    }

    /// Signs and sends the request once. `correction` is added to this machine's time, in seconds.
    async fn attempt<O: Operation<Protocol = P>>(
        &self,
        operation: &O,
        signer: &Arc<dyn RequestSigner>,
        correction: i64,
        attempt: u32,
    ) -> Result<Response<O::Output>> {
        let mut request = self.endpoint.request(operation.request(&self.config)?)?;
        let sent_at = self.clock.now();
        let start = self.clock.monotonic();
        signer.sign_request(&mut request, sent_at.plus(correction))?;
        let signature = signature_of(&request);
        let secrets: Vec<&str> = signer.secrets().into_iter().chain(signature.as_deref()).collect();
        let log = RequestLog::start(P::CLOUD, O::NAME, attempt, &request, secrets.clone());
        let result = self.http_client.send(request).await;
        let round_trip = self.clock.monotonic().saturating_sub(start);
        let response = match result {
            Ok(response) => response,
            Err(error) => {
                log.on_failure(&error, round_trip);
                return Err(self.with_endpoint(&error).redacted(secrets.into_iter()));
            }
        };
        self.clock_skew.observe_response(&response, sent_at, round_trip);
        // The id is printed, logged and written to journals, but an endpoint may send any text.
        let id = P::request_id(&response);
        let request_id = id.map(|id| redact_secrets(&sanitize_line(&id), signer.secrets()));
        log.on_response(&response, round_trip, request_id.as_deref());
        match decode(operation, &response) {
            Ok(output) => Ok(Response { output, request_id, raw: response.body }),
            Err(error) => {
                self.learn_from_error(&error, sent_at, round_trip);
                let error = error.with_request_id(request_id).with_status(response.status);
                Err(error.redacted(secrets.into_iter()))
            }
        }
    }

    /// Takes the vendor's time and its rate limit from an error, if the error names them.
    fn learn_from_error(&self, error: &Error, sent_at: UnixTime, round_trip: Duration) {
        if let Some(server_time) = P::server_time(error) {
            self.clock_skew.observe_time(server_time, sent_at, round_trip);
        }
        if let Some(limit) = P::rate_limit(error) {
            self.rate_limiter.tighten(limit);
        }
    }

    /// Adds the endpoint to the message of an HTTP client's error.
    fn with_endpoint(&self, error: &Error) -> Error {
        error.with_prefix(&self.endpoint).with_retry_after(error.retry_after())
    }
}

/// The attempts that one call has repeated so far.
#[derive(Default)]
struct RetryState {
    failed_reads: u32,
    has_corrected_clock: bool,
    has_replaced_credential: bool,
}

impl RetryState {
    /// Returns the pause before another attempt with the corrected time: none at all, once per call.
    fn after_clock_skew(&mut self) -> Option<Duration> {
        if self.has_corrected_clock {
            return None;
        }
        self.has_corrected_clock = true;
        Some(Duration::ZERO)
    }

    /// Returns the pause before another attempt with a new key: none at all, once per call and only if the
    /// key can be replaced.
    fn after_expired_credential(
        &mut self,
        auth: &IdentityCache,
        rejected: &Arc<dyn RequestSigner>,
    ) -> Option<Duration> {
        if self.has_replaced_credential {
            return None;
        }
        self.has_replaced_credential = true;
        if auth.invalidate(rejected) { Some(Duration::ZERO) } else { None }
    }

    /// Returns the pause before a read is repeated: the backoff, or a longer `Retry-After`. `None` if the
    /// error is not transient, the attempts or the account's retry budget are used up, or `Retry-After` is
    /// too long. The caller may have a deadline, so only the caller can decide on a long wait.
    fn after_failed_read(
        &mut self,
        error: &Error,
        max_attempts: u32,
        rate_limiter: &RateLimiter,
    ) -> Option<Duration> {
        self.failed_reads += 1;
        let retry_after = error.retry_after().unwrap_or_default();
        let backoff = Backoff::FOR_READS.varied_pause(self.failed_reads - 1);
        if self.failed_reads >= max_attempts
            || !error.kind().is_transient()
            || retry_after > MAX_RETRY_AFTER
            || !rate_limiter.take_retry()
        {
            return None;
        }
        Some(backoff.max(retry_after))
    }
}

/// Decodes the output of an operation, or the vendor's error.
fn decode<O: Operation>(operation: &O, response: &HttpResponse) -> Result<O::Output> {
    if let Some(output) = operation.parse_fast_path(response) {
        return Ok(output);
    }
    operation.decode_output(check_status::<O::Protocol>(response)?)
}

/// Returns the payload of a success, else the vendor's error. A redirect is an error with any body.
fn check_status<P: Protocol>(response: &HttpResponse) -> Result<Value> {
    if (300..400).contains(&response.status) {
        return Err(response.unexpected_response());
    }
    P::decode_envelope(response).map_err(|error| {
        let retry_after = error.retry_after().or_else(|| response.retry_after());
        error.with_retry_after(retry_after)
    })
}

/// Returns the signature of a signed request, to redact it if the response echoes it. The header
/// `Authorization` or the body contains it, as the last text of sufficient length between delimiters.
fn signature_of(request: &http::Request<Bytes>) -> Option<String> {
    let text = match request.headers().get(http::header::AUTHORIZATION) {
        Some(value) => value.to_str().ok()?,
        None => std::str::from_utf8(request.body()).ok()?,
    };
    text.rsplit(['=', '/', '"', '&']).find(|part| part.len() >= MIN_SIGNATURE_CHARS).map(str::to_owned)
}
