//! [`RateLimiter`]: the rate of an account's requests, and the budget for repeated reads.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::clock::Clock;
use crate::log_target::HTTP;

/// Retries that a full budget allows.
const MAX_RETRIES: f64 = 20.0;
/// Part of a retry that a successful request returns to the budget.
const REFUND_PER_SUCCESS: f64 = 0.1;

/// Limit of the requests in a time window.
///
/// ```
/// use std::time::Duration;
/// use tingji_core::rate_limit::RateLimit;
///
/// assert_eq!(RateLimit::window(120, Duration::from_secs(60)).interval(), Duration::from_millis(500));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimit {
    /// Number of requests in the window.
    pub requests: u32,
    /// Length of the window.
    pub per: Duration,
    /// Number of requests that may be sent at once after a pause.
    pub burst: u32,
}

impl RateLimit {
    /// Creates a limit of `requests` per second on average, of which `burst` may be sent at once.
    pub const fn per_second(requests: u32, burst: u32) -> Self {
        Self { requests, per: Duration::from_secs(1), burst }
    }

    /// Creates a limit of `requests` in a window of this length, without a burst.
    pub const fn window(requests: u32, per: Duration) -> Self {
        Self { requests, per, burst: 1 }
    }

    /// Returns the average time between two requests.
    pub fn interval(self) -> Duration {
        self.per / self.requests.max(1)
    }
}

/// Rate limiter and retry budget of one account. All clients of the account share it, because the vendors
/// count requests per account.
#[derive(Debug)]
pub struct RateLimiter(Mutex<LimiterState>);

#[derive(Debug)]
struct LimiterState {
    /// Configured limit, else the limit of the vendor's pages; tightened by limits that errors named.
    limit: Option<RateLimit>,
    /// Time of the next request if all requests were sent at the limit's interval.
    next_slot: Duration,
    retries: RetryBudget,
}

/// Budget for repeated reads. It keeps a failing vendor from receiving three times the usual requests.
#[derive(Debug)]
struct RetryBudget {
    remaining: f64,
}

impl RetryBudget {
    const fn full() -> Self {
        Self { remaining: MAX_RETRIES }
    }

    fn take(&mut self) -> bool {
        if self.remaining < 1.0 {
            return false;
        }
        self.remaining -= 1.0;
        true
    }

    fn refund(&mut self) {
        self.remaining = (self.remaining + REFUND_PER_SUCCESS).min(MAX_RETRIES);
    }
}

impl RateLimiter {
    /// Creates a rate limiter. `limit` is a configured limit, such as a quota that the vendor has granted; it
    /// has priority over the vendor's pages. With `None` and no limit on the vendor's pages, requests are not
    /// delayed.
    pub fn new(limit: Option<RateLimit>) -> Self {
        Self(Mutex::new(LimiterState { limit, next_slot: Duration::ZERO, retries: RetryBudget::full() }))
    }

    /// Reserves a permit and returns the wait until the permit is usable. `now` is monotonic time.
    pub fn reserve(&self, now: Duration) -> Duration {
        let mut state = self.state();
        let Some(limit) = state.limit else { return Duration::ZERO };
        let allowance = limit.interval() * limit.burst.saturating_sub(1);
        let slot = state.next_slot.max(now);
        state.next_slot = slot + limit.interval();
        slot.saturating_sub(now + allowance)
    }

    /// Waits until a permit is usable, and logs a wait.
    pub(crate) async fn wait(&self, cloud: &'static str, clock: &(dyn Clock + 'static)) {
        let wait = self.reserve(clock.monotonic());
        if !wait.is_zero() {
            let wait_ms = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX);
            tracing::info!(target: HTTP, cloud, wait_ms, "rate limited");
        }
        clock.sleep_if_nonzero(wait).await;
    }

    /// Sets the limit of the vendor's pages, unless a limit is set already.
    pub fn set_default_rate(&self, limit: RateLimit) {
        self.state().limit.get_or_insert(limit);
    }

    /// Applies the limit that an error of the vendor named, if it is stricter than the present one.
    pub fn tighten(&self, limit: RateLimit) {
        let mut state = self.state();
        if state.limit.is_none_or(|known| known.interval() < limit.interval()) {
            state.limit = Some(limit);
        }
    }

    /// Returns the present limit.
    pub fn rate(&self) -> Option<RateLimit> {
        self.state().limit
    }

    /// Takes a retry from the budget. Returns false if the budget is empty: 20 retries, and one more for
    /// every 10 successes.
    pub fn take_retry(&self) -> bool {
        self.state().retries.take()
    }

    /// Returns a tenth of a retry to the budget after a successful request.
    pub fn record_success(&self) {
        self.state().retries.refund();
    }

    fn state(&self) -> MutexGuard<'_, LimiterState> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for RateLimiter {
    /// Creates a rate limiter without a configured limit.
    fn default() -> Self {
        Self::new(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn burst_is_free_and_further_requests_follow_the_limit() {
        let limiter = RateLimiter::new(Some(RateLimit::per_second(4, 3)));
        let waits: Vec<_> = (0..6).map(|_| limiter.reserve(Duration::ZERO).as_millis()).collect();
        assert_eq!(waits, [0, 0, 0, 250, 500, 750]);
        assert_eq!(limiter.reserve(Duration::from_secs(10)), Duration::ZERO);
    }

    #[test]
    fn requests_without_limit_wait_only_after_tighten() {
        let limiter = RateLimiter::default();
        assert_eq!(limiter.reserve(Duration::ZERO), Duration::ZERO);
        limiter.tighten(RateLimit::window(10, Duration::from_secs(60)));
        limiter.tighten(RateLimit::per_second(100, 1));
        let waits: Vec<_> = (0..3).map(|_| limiter.reserve(Duration::ZERO).as_secs()).collect();
        assert_eq!(waits, [0, 6, 12], "the stricter limit stays");
    }

    #[test]
    fn configured_limit_replaces_default_but_can_be_tightened() {
        let documented = RateLimit::per_second(4, 10);
        let granted = RateLimit::per_second(50, 1);
        let unset = RateLimiter::default();
        let configured = RateLimiter::new(Some(granted));
        unset.set_default_rate(documented);
        configured.set_default_rate(documented);
        assert_eq!((unset.rate(), configured.rate()), (Some(documented), Some(granted)));
        configured.tighten(RateLimit::per_second(2, 1));
        assert_eq!(configured.rate(), Some(RateLimit::per_second(2, 1)));
    }

    #[test]
    fn retry_budget_runs_out_and_refills_with_successes() {
        let limiter = RateLimiter::default();
        assert_eq!((0..100).filter(|_| limiter.take_retry()).count(), 20);
        (0..10).for_each(|_| limiter.record_success());
        // In binary, ten tenths are slightly less than one.
        limiter.record_success();
        assert!(limiter.take_retry() && !limiter.take_retry());
    }
}
