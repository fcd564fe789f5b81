//! [`RateLimiter`]: how fast one account is asked, and how often failed reads may be repeated.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// So many repetitions may be made at once; each costs one, each success gives a tenth back.
const RETRIES: f64 = 20.0;
/// What a success gives back.
const REFUND: f64 = 0.1;

/// So many requests in so much time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimit {
    /// How many requests.
    pub requests: u32,
    /// In how much time.
    pub per: Duration,
    /// How many may go at once before the rate holds.
    pub burst: u32,
}

impl RateLimit {
    /// So many a second on average, and so many at once.
    pub const fn per_second(requests: u32, burst: u32) -> Self {
        Self { requests, per: Duration::from_secs(1), burst }
    }

    /// So many in a window, as gateways count.
    pub const fn window(requests: u32, per: Duration) -> Self {
        Self { requests, per, burst: 1 }
    }

    /// The time of one request.
    pub fn interval(self) -> Duration {
        self.per / self.requests.max(1)
    }
}

/// How fast one account is asked, and how often failed reads may be repeated. Shared by all clients
/// of the account, as the vendors count by account.
#[derive(Debug)]
pub struct RateLimiter(Mutex<State>);

#[derive(Debug)]
struct State {
    /// What the caller knows, else what the vendor's pages tell; or what its refusals have taught.
    rate: Option<RateLimit>,
    /// When the next request would be due if all came at the rate's interval.
    due: Duration,
    retries: f64,
}

impl RateLimiter {
    /// With this rate, such as a quota that the vendor has granted, whatever its pages say; none means
    /// what its pages say, and as fast as it goes where they say nothing.
    pub fn new(rate: Option<RateLimit>) -> Self {
        Self(Mutex::new(State { rate, due: Duration::ZERO, retries: RETRIES }))
    }

    /// Takes a turn and says how long to wait for it. `now` is a steady time.
    pub fn turn(&self, now: Duration) -> Duration {
        let mut state = self.state();
        let Some(rate) = state.rate else { return Duration::ZERO };
        let allowance = rate.interval() * rate.burst.saturating_sub(1);
        let due = state.due.max(now);
        state.due = due + rate.interval();
        due.saturating_sub(now + allowance)
    }

    /// The rate that the vendor's pages tell of: it holds unless there is one already.
    pub fn suppose(&self, rate: RateLimit) {
        self.state().rate.get_or_insert(rate);
    }

    /// Learns a limit that the vendor named when it refused a request, if it is stricter.
    pub fn learn(&self, rate: RateLimit) {
        let mut state = self.state();
        if state.rate.is_none_or(|known| known.interval() < rate.interval()) {
            state.rate = Some(rate);
        }
    }

    /// The rate that holds now.
    pub fn rate(&self) -> Option<RateLimit> {
        self.state().rate
    }

    /// Takes a repetition from the budget, if there is one left. It keeps a failing vendor from
    /// being asked three times as often as a sound one.
    pub fn may_retry(&self) -> bool {
        let mut state = self.state();
        let left = state.retries >= 1.0;
        if left {
            state.retries -= 1.0;
        }
        left
    }

    /// A success gives back a part of a repetition.
    pub fn succeeded(&self) {
        let mut state = self.state();
        state.retries = (state.retries + REFUND).min(RETRIES);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for RateLimiter {
    fn default() -> Self {
        Self::new(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_goes_at_once_and_the_rest_at_the_rate() {
        let pace = RateLimiter::new(Some(RateLimit::per_second(4, 3)));
        let turns: Vec<_> = (0..6).map(|_| pace.turn(Duration::ZERO).as_millis()).collect();
        assert_eq!(turns, [0, 0, 0, 250, 500, 750]);
        assert_eq!(pace.turn(Duration::from_secs(10)), Duration::ZERO);
    }

    #[test]
    fn without_a_rate_nobody_waits_until_one_is_learned() {
        let pace = RateLimiter::default();
        assert_eq!(pace.turn(Duration::ZERO), Duration::ZERO);
        pace.learn(RateLimit::window(10, Duration::from_secs(60)));
        pace.learn(RateLimit::per_second(100, 1));
        let turns: Vec<_> = (0..3).map(|_| pace.turn(Duration::ZERO).as_secs()).collect();
        assert_eq!(turns, [0, 6, 12], "the stricter one stays");
    }

    #[test]
    fn a_rate_that_was_given_goes_before_the_vendors_pages_but_not_before_its_refusals() {
        let (pages, granted) = (RateLimit::per_second(4, 10), RateLimit::per_second(50, 1));
        let (silent, told) = (RateLimiter::default(), RateLimiter::new(Some(granted)));
        for pace in [&silent, &told] {
            pace.suppose(pages);
        }
        assert_eq!((silent.rate(), told.rate()), (Some(pages), Some(granted)));
        told.learn(RateLimit::per_second(2, 1));
        assert_eq!(told.rate(), Some(RateLimit::per_second(2, 1)));
    }

    #[test]
    fn repetitions_run_out_and_come_back_with_successes() {
        let pace = RateLimiter::default();
        assert_eq!((0..100).filter(|_| pace.may_retry()).count(), 20);
        (0..10).for_each(|_| pace.succeeded());
        // Ten tenths are not quite one in binary.
        pace.succeeded();
        assert!(pace.may_retry() && !pace.may_retry());
    }
}
