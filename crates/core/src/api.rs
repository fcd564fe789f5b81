//! [`ApiClient`]: one account at one endpoint. Signs, sends, reads, and repeats reads.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use serde_json::Value;

use crate::auth::AuthProvider;
use crate::clock::{self, Clock};
use crate::clock_skew::ClockSkew;
use crate::connection::default_http_client;
pub use crate::connection::{Connection, Timeouts};
use crate::endpoint::Endpoint;
use crate::http_client::HttpClient;
use crate::jitter::jittered;
use crate::lifecycle::EndpointInfo;
use crate::operation::{HttpResponse, Operation, Protocol, RequestSigner};
use crate::rate_limit::RateLimiter;
use crate::request_log::RequestLog;
use crate::{Error, ErrorKind, Result, RetryClass, UnixTime, sanitize_line, scrub};

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
pub struct ApiClient<P: Protocol> {
    config: P::Config,
    endpoint: Endpoint,
    access: AuthProvider,
    http_client: Arc<dyn HttpClient>,
    clock: Arc<dyn Clock>,
    pace: Arc<RateLimiter>,
    skew: Arc<ClockSkew>,
}

impl<P: Protocol> Clone for ApiClient<P> {
    fn clone(&self) -> Self {
        Self {
            config: self.config.clone(),
            endpoint: self.endpoint.clone(),
            access: self.access.clone(),
            http_client: Arc::clone(&self.http_client),
            clock: Arc::clone(&self.clock),
            pace: Arc::clone(&self.pace),
            skew: Arc::clone(&self.skew),
        }
    }
}

impl<P: Protocol> ApiClient<P> {
    /// An account at an endpoint.
    ///
    /// # Errors
    ///
    /// [`Config`](crate::ErrorKind::Config) if the vendor's endpoint is no URL, if no HTTP client is set where
    /// none is built in, or if the built-in one can't be made.
    pub fn new(
        config: P::Config,
        access: impl Into<AuthProvider>,
        vendor_endpoint: &str,
        connection: Connection,
    ) -> Result<Self> {
        let endpoint = connection.endpoint.map_or_else(|| vendor_endpoint.parse(), Ok)?;
        let http_client = connection
            .http_client
            .map_or_else(|| default_http_client(&endpoint, &connection.http_options), Ok)?;
        let clock = connection.clock.map_or_else(clock::default_clock, Ok)?;
        let pace = connection.pace.unwrap_or_default();
        if let Some(rate) = P::DEFAULT_READ_RATE {
            pace.suppose(rate);
        }
        Ok(Self { config, endpoint, access: access.into(), http_client, clock, pace, skew: Arc::default() })
    }

    /// What operations fall back on.
    pub fn config(&self) -> &P::Config {
        &self.config
    }

    /// Where requests go.
    pub fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    /// Where requests go, and how far the clock there is off as far as the answers have told.
    pub fn endpoint_info(&self) -> EndpointInfo {
        let mut link = EndpointInfo::new(self.endpoint.to_string(), !self.endpoint.is_plain());
        link.clock_offset = self.skew.offset();
        link
    }

    /// Sends an operation. Reads are sent up to three times after transient failures, within the
    /// account's [pace](RateLimiter); everything else is sent once. What was refused for the time of its
    /// signature, or for a key that has expired, was not carried out: it is sent once more with the
    /// corrected time, or the next key, whatever it is. Each attempt is signed afresh.
    ///
    /// # Errors
    ///
    /// The vendor's error or the HTTP client's, with secrets hidden.
    pub async fn send<O: Operation<Protocol = P>>(&self, operation: &O) -> Result<Response<O::Output>> {
        let name = |error: Error| error.with_operation(O::NAME);
        let (mut retries, mut attempt) = (Retries::default(), 0);
        loop {
            attempt += 1;
            if O::RETRY == RetryClass::Safe {
                self.clock.sleep_if_nonzero(self.pace.turn(self.clock.monotonic())).await;
            }
            let proof = self.access.proof(self.clock.now()).await;
            let proof = proof.map_err(|error| name(error.before_sending()))?;
            let correction = self.skew.correction();
            let error = match self.attempt(operation, &proof, correction, attempt).await {
                Ok(response) => {
                    self.pace.succeeded();
                    return Ok(response);
                }
                Err(error) => error,
            };
            let pause = if error.kind() == ErrorKind::ClockSkew && self.skew.correction() != correction {
                retries.once_for_time()
            } else if error.code().is_some_and(|code| P::EXPIRED_CREDENTIAL_CODES.contains(&code)) {
                retries.once_for_key(|| self.access.forget(&proof))
            } else if O::RETRY == RetryClass::Safe {
                retries.again(&error, &self.pace)
            } else {
                None
            };
            match pause {
                Some(pause) => self.clock.sleep_if_nonzero(pause).await,
                None => return Err(error),
            }
        }
    }

    async fn attempt<O: Operation<Protocol = P>>(
        &self,
        operation: &O,
        proof: &Arc<dyn RequestSigner>,
        correction: i64,
        attempt: u32,
    ) -> Result<Response<O::Output>> {
        let name = |error: Error| error.with_operation(O::NAME);
        let draft = operation.request(&self.config).map_err(name)?;
        let mut request = self.endpoint.request(draft).map_err(name)?;
        let (now, start) = (self.clock.now(), self.clock.monotonic());
        proof.sign_request(&mut request, now.plus(correction)).map_err(name)?;
        let signature = signature_of(&request);
        let hide = |error: Error| {
            let secrets = proof.secrets().into_iter().chain(signature.as_deref());
            error.scrubbed(secrets.collect::<Vec<_>>().into_iter()).with_operation(O::NAME)
        };
        let secrets = proof.secrets().into_iter().chain(signature.as_deref()).collect();
        let trace = RequestLog::sending(P::CLOUD, O::NAME, attempt, &request, secrets);
        let sent = self.http_client.send(request).await;
        let trip = self.clock.monotonic().saturating_sub(start);
        sent.as_ref().err().inspect(|error| trace.unanswered(error, trip));
        let reply = sent.map_err(|error| hide(self.at_endpoint(&error)))?;
        self.skew.learn_from(&reply, now, trip);
        // It is shown, logged and kept in journals, and is whatever the other side says.
        let request_id = P::request_id(&reply).map(|id| scrub(&sanitize_line(&id), proof.secrets()));
        trace.answered(&reply, trip, request_id.as_deref());
        let judged = match operation.parse_fast_path(&reply) {
            Some(output) => Ok(output),
            None => judge::<P>(&reply).and_then(|payload| operation.decode_output(payload)),
        };
        let output = judged.map_err(|error| {
            self.learn(&error, now, trip);
            hide(error.with_request_id(request_id.clone()).with_status(reply.status))
        })?;
        Ok(Response { output, request_id, raw: reply.body })
    }

    /// What the vendor's refusals tell of its clock and its limits.
    fn learn(&self, error: &Error, sent: UnixTime, trip: Duration) {
        if let Some(theirs) = P::server_time(error) {
            self.skew.learn(theirs, sent, trip);
        }
        if let Some(limit) = P::limit(error) {
            self.pace.learn(limit);
        }
    }

    fn at_endpoint(&self, error: &Error) -> Error {
        error.of(&self.endpoint).with_retry_after(error.retry_after())
    }
}

/// What has been tried again within one call.
#[derive(Default)]
struct Retries {
    reads: u32,
    time: bool,
    key: bool,
}

impl Retries {
    fn once_for_time(&mut self) -> Option<Duration> {
        let first = !std::mem::replace(&mut self.time, true);
        first.then_some(Duration::ZERO)
    }

    fn once_for_key(&mut self, forget: impl FnOnce() -> bool) -> Option<Duration> {
        let first = !std::mem::replace(&mut self.key, true);
        (first && forget()).then_some(Duration::ZERO)
    }

    /// The pause before a read is repeated: the vendor's wish, at least ours.
    fn again(&mut self, error: &Error, pace: &RateLimiter) -> Option<Duration> {
        self.reads += 1;
        let again = self.reads < ATTEMPTS && error.kind().is_transient() && may_wait(error);
        let own = jittered(FIRST_PAUSE * 2_u32.pow(self.reads - 1));
        (again && pace.may_retry()).then(|| own.max(error.retry_after().unwrap_or_default()))
    }
}

/// A longer wait is the caller's to decide: it may have a deadline.
fn may_wait(error: &Error) -> bool {
    error.retry_after().is_none_or(|wait| wait <= LONGEST_PAUSE)
}

/// A redirect is never a success, whatever its body looks like.
fn judge<P: Protocol>(reply: &HttpResponse) -> Result<Value> {
    if (300..400).contains(&reply.status) {
        return Err(reply.unexpected_response());
    }
    P::decode_envelope(reply).map_err(|error| {
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
