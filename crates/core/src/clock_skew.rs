//! [`ClockSkew`]: the offset of an endpoint's clock from this machine's clock.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use crate::UnixTime;
use crate::operation::HttpResponse;

/// Smallest offset that is corrected, in seconds. Every vendor accepts signatures with a larger offset.
const MIN_SKEW_SECS: i64 = 4 * 60;
/// Longest round trip of a response whose `Date` is used. The time of a slower response is too inexact.
const MAX_ROUND_TRIP: Duration = Duration::from_secs(15 * 60);

/// Stored value before the first observation.
const UNKNOWN_OFFSET: i64 = i64::MIN;

/// Offset of an endpoint's clock from this machine's clock, learned from responses.
#[derive(Debug)]
pub(crate) struct ClockSkew(AtomicI64);

impl Default for ClockSkew {
    fn default() -> Self {
        Self(AtomicI64::new(UNKNOWN_OFFSET))
    }
}

impl ClockSkew {
    /// Returns the seconds to add to this machine's time before signing; 0 for a small or unknown offset.
    pub(crate) fn signing_offset(&self) -> i64 {
        match self.offset() {
            Some(offset) if offset.abs() >= MIN_SKEW_SECS => offset,
            _ => 0,
        }
    }

    /// Returns the seconds by which the endpoint's clock is ahead; `None` before the first observation.
    pub(crate) fn offset(&self) -> Option<i64> {
        Some(self.0.load(Ordering::Relaxed)).filter(|offset| *offset != UNKNOWN_OFFSET)
    }

    /// Learns from the `Date` of a response. A response with an `Age` is ignored: it comes from a cache, and
    /// its date is old.
    pub(crate) fn observe_response(&self, response: &HttpResponse, sent_at: UnixTime, round_trip: Duration) {
        if round_trip > MAX_ROUND_TRIP || response.headers.contains_key(http::header::AGE) {
            return;
        }
        if let Some(date) = response.date() {
            self.observe_time(date, sent_at, round_trip);
        }
    }

    /// Learns from a time that the endpoint reported. The endpoint took it about half-way between sending and
    /// receiving.
    pub(crate) fn observe_time(&self, server_time: UnixTime, sent_at: UnixTime, round_trip: Duration) {
        let half_trip = i64::try_from(round_trip.as_secs() / 2).unwrap_or(0);
        self.0.store(server_time.seconds() - sent_at.plus(half_trip).seconds(), Ordering::Relaxed);
    }
}
