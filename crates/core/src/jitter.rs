//! Random variation of pauses, so that clients that failed together do not return together.

use std::time::Duration;

/// Returns a random pause between zero and `max` ("full jitter").
pub(crate) fn full_jitter(max: Duration) -> Duration {
    max.mul_f64(fastrand::f64())
}

/// Returns a random factor between 0.75 and 1.25 for a pause.
pub(crate) fn jitter_factor() -> f64 {
    0.75 + 0.5 * fastrand::f64()
}
