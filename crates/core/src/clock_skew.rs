//! [`ClockSkew`]: how far this machine's clock is from an endpoint's.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use crate::UnixTime;
use crate::operation::HttpResponse;

/// A difference below this many seconds is left alone: every vendor allows for more.
const LEAST: i64 = 4 * 60;
/// A reply that took longer says nothing about the time.
const LONGEST_TRIP: Duration = Duration::from_secs(15 * 60);

/// Before anything is learned.
const UNKNOWN: i64 = i64::MIN;

/// How far an endpoint's clock is ahead of this machine's, learned from its replies.
#[derive(Debug)]
pub(crate) struct ClockSkew(AtomicI64);

impl Default for ClockSkew {
    fn default() -> Self {
        Self(AtomicI64::new(UNKNOWN))
    }
}

impl ClockSkew {
    /// What to add to this machine's time before signing, in seconds.
    pub(crate) fn correction(&self) -> i64 {
        self.offset().filter(|ahead| ahead.abs() >= LEAST).unwrap_or(0)
    }

    /// How many seconds the endpoint is ahead, as its last answer told.
    pub(crate) fn offset(&self) -> Option<i64> {
        Some(self.0.load(Ordering::Relaxed)).filter(|ahead| *ahead != UNKNOWN)
    }

    /// Learns from a reply's `Date`, which was written about half-way between sending and receiving.
    /// A reply out of a cache, which has an `Age`, tells an old time.
    pub(crate) fn learn_from(&self, reply: &HttpResponse, sent: UnixTime, trip: Duration) {
        if trip > LONGEST_TRIP || reply.headers.contains_key(http::header::AGE) {
            return;
        }
        if let Some(date) = reply.date() {
            self.learn(date, sent, trip);
        }
    }

    /// Learns that it was this time at the endpoint.
    pub(crate) fn learn(&self, theirs: UnixTime, sent: UnixTime, trip: Duration) {
        let half = i64::try_from(trip.as_secs() / 2).unwrap_or(0);
        self.0.store(theirs.seconds() - sent.plus(half).seconds(), Ordering::Relaxed);
    }
}
