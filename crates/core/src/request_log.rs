//! [`RequestLog`]: the log events of one attempt, through `tracing`.
//!
//! Level `debug` has the target and the result of each attempt, without query, headers and body. Level
//! `trace` adds query and bodies, with secrets redacted.

use std::time::Duration;

use bytes::Bytes;
use http::Request;
use tracing::Span;
use tracing::field::Empty;

use crate::log_target::{CREDENTIALS, HTTP};
use crate::operation::HttpResponse;
use crate::redact::redact_body;
use crate::{Error, redact_secrets, sanitize_line};

/// Returns the span of an operation with all its attempts.
pub(crate) fn request_span(cloud: &'static str, region: Option<&str>, operation: &'static str) -> Span {
    tracing::debug_span!(target: HTTP, "request", cloud, region, operation, attempt = Empty)
}

/// The log events of one attempt to send an operation.
pub(crate) struct RequestLog<'a> {
    cloud: &'static str,
    operation: &'static str,
    attempt: u32,
    method: String,
    host: String,
    path: String,
    /// Texts that every event must omit.
    secrets: Vec<&'a str>,
}

impl<'a> RequestLog<'a> {
    /// Logs that this request is about to be sent. `attempt` counts from 1; `secrets` are redacted in every
    /// event.
    pub(crate) fn start(
        cloud: &'static str,
        operation: &'static str,
        attempt: u32,
        request: &Request<Bytes>,
        secrets: Vec<&'a str>,
    ) -> Self {
        Span::current().record("attempt", attempt);
        let uri = request.uri();
        let log = Self {
            cloud,
            operation,
            attempt,
            method: request.method().to_string(),
            host: uri.authority().map(ToString::to_string).unwrap_or_default(),
            path: uri.path().to_owned(),
            secrets,
        };
        log.on_request(request);
        log
    }

    fn on_request(&self, request: &Request<Bytes>) {
        let Self { cloud, operation, attempt, method, host, path, .. } = self;
        tracing::debug!(target: HTTP, cloud, operation, attempt, method, host, path, "sending");
        if tracing::enabled!(target: HTTP, tracing::Level::TRACE) {
            let query = redact_body(request.uri().query().unwrap_or_default().as_bytes(), &self.secrets);
            let body = redact_body(request.body(), &self.secrets);
            tracing::trace!(target: HTTP, cloud, operation, query, body, "request");
        }
    }

    /// Logs a response and the time since the request was sent.
    pub(crate) fn on_response(&self, response: &HttpResponse, elapsed: Duration, request_id: Option<&str>) {
        let Self { cloud, operation, attempt, .. } = self;
        let status = response.status;
        let elapsed_ms = milliseconds(elapsed);
        tracing::debug!(target: HTTP, cloud, operation, attempt, status, elapsed_ms, request_id, "answered");
        if tracing::enabled!(target: HTTP, tracing::Level::TRACE) {
            let body = redact_body(&response.body, &self.secrets);
            tracing::trace!(target: HTTP, cloud, operation, body, "answer");
        }
    }

    /// Logs an attempt without a complete response.
    pub(crate) fn on_failure(&self, error: &Error, elapsed: Duration) {
        let Self { cloud, operation, attempt, .. } = self;
        let kind = error.kind();
        let elapsed_ms = milliseconds(elapsed);
        let why = sanitize_line(&redact_secrets(error.message(), self.secrets.iter().copied()));
        tracing::debug!(target: HTTP, cloud, operation, attempt, elapsed_ms, ?kind, why, "not answered");
    }
}

fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

/// Logs a request to a service that issues credentials: its method, host and path, and the status of the
/// response or the kind of the error. Anything else may contain a secret.
pub(crate) fn log_fetch(method: &str, host: &str, path: &str, result: Result<&HttpResponse, &Error>) {
    match result {
        Ok(response) => {
            tracing::debug!(target: CREDENTIALS, method, host, path, status = response.status, "fetched");
        }
        Err(error) => {
            tracing::debug!(target: CREDENTIALS, method, host, path, kind = ?error.kind(), "not fetched");
        }
    }
}
