//! Chance, so that many clients that failed together don't come back together.

use std::time::Duration;

/// Anything up to this long: full jitter.
pub(crate) fn jittered(longest: Duration) -> Duration {
    longest.mul_f64(fastrand::f64())
}

/// What a pause is multiplied with: a quarter less or more.
pub(crate) fn jitter_factor() -> f64 {
    0.75 + 0.5 * fastrand::f64()
}
