//! [`RequestLog`]: what is told of a request through `tracing`. At `debug` where it went and what came of
//! it, never its query, headers or body; at `trace` the bodies too, without what is secret.

use std::time::Duration;

use bytes::Bytes;
use http::Request;

use crate::operation::HttpResponse;
use crate::redact::redacted;
use crate::{Error, sanitize_line};

/// One attempt at one operation.
pub(crate) struct RequestLog<'a> {
    cloud: &'static str,
    operation: &'static str,
    attempt: u32,
    method: String,
    host: String,
    path: String,
    secrets: Vec<&'a str>,
}

impl<'a> RequestLog<'a> {
    /// Tells that this is sent now. The secrets are hidden in all that is told of it.
    pub(crate) fn sending(
        cloud: &'static str,
        operation: &'static str,
        attempt: u32,
        request: &Request<Bytes>,
        secrets: Vec<&'a str>,
    ) -> Self {
        let uri = request.uri();
        let trace = Self {
            cloud,
            operation,
            attempt,
            method: request.method().to_string(),
            host: uri.authority().map(ToString::to_string).unwrap_or_default(),
            path: uri.path().to_owned(),
            secrets,
        };
        trace.tell_request(request);
        trace
    }

    fn tell_request(&self, request: &Request<Bytes>) {
        let Self { cloud, operation, attempt, method, host, path, .. } = self;
        tracing::debug!(cloud, operation, attempt, method, host, path, "sending");
        if tracing::enabled!(tracing::Level::TRACE) {
            let query = redacted(request.uri().query().unwrap_or_default().as_bytes(), &self.secrets);
            let body = redacted(request.body(), &self.secrets);
            tracing::trace!(cloud, operation, query, body, "request");
        }
    }

    /// Tells what came back.
    pub(crate) fn answered(&self, reply: &HttpResponse, elapsed: Duration, request_id: Option<&str>) {
        let Self { cloud, operation, attempt, .. } = self;
        let (status, elapsed_ms) = (reply.status, milliseconds(elapsed));
        tracing::debug!(cloud, operation, attempt, status, elapsed_ms, request_id, "answered");
        if tracing::enabled!(tracing::Level::TRACE) {
            let body = redacted(&reply.body, &self.secrets);
            tracing::trace!(cloud, operation, body, "answer");
        }
    }

    /// Tells that nothing came back.
    pub(crate) fn unanswered(&self, error: &Error, elapsed: Duration) {
        let Self { cloud, operation, attempt, .. } = self;
        let (kind, elapsed_ms) = (error.kind(), milliseconds(elapsed));
        let why = sanitize_line(&crate::scrub(error.message(), self.secrets.iter().copied()));
        tracing::debug!(cloud, operation, attempt, elapsed_ms, ?kind, why, "not answered");
    }
}

fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

/// Tells of a request to a service that issues keys, of which nothing but its place may be told.
pub(crate) fn fetched(request: (&str, &str, &str), reply: Result<&HttpResponse, &Error>) {
    let (method, host, path) = request;
    match reply {
        Ok(reply) => tracing::debug!(method, host, path, status = reply.status, "fetched"),
        Err(error) => tracing::debug!(method, host, path, kind = ?error.kind(), "not fetched"),
    }
}
