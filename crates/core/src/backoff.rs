//! [`Backoff`]: growing pauses between polls, and between the attempts of a read.

use std::time::Duration;

/// Number of pauses after which the backoff grows no further.
const MAX_EXPONENT: u32 = 40;

/// Random variation of pauses. Default [`Percent25`](Self::Percent25).
///
/// Variation keeps clients that started or failed together from returning together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Jitter {
    /// Every pause is 75 % to 125 % of its length.
    #[default]
    Percent25,
    /// Every pause is 0 % to 100 % of its length.
    Full,
    /// Pauses keep their exact length. Meant for tests.
    None,
}

impl Jitter {
    /// Returns a random factor for a pause.
    #[cfg(feature = "http")]
    pub(crate) fn factor(self) -> f64 {
        match self {
            Self::Percent25 => 0.75 + 0.5 * fastrand::f64(),
            Self::Full => fastrand::f64(),
            Self::None => 1.0,
        }
    }
}

/// Pauses that grow up to a maximum. The default is that of polls: 1 s, 1.5 s, 2.25 s, … 15 s.
///
/// ```
/// use std::time::Duration;
/// use tingji_core::engine::Backoff;
///
/// let backoff = Backoff::default();
/// assert_eq!(backoff.pause(1), Duration::from_millis(1500));
/// assert_eq!(backoff.pause(100), backoff.max);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Backoff {
    /// First pause.
    pub initial: Duration,
    /// Longest pause.
    pub max: Duration,
    /// Length of a pause in percent of the one before.
    pub growth_percent: u32,
    /// Random variation, which the caller of [`pause`](Self::pause) adds.
    pub jitter: Jitter,
}

impl Backoff {
    /// Pauses between the polls of an instance.
    pub const FOR_POLLS: Self = Self {
        initial: Duration::from_secs(1),
        max: Duration::from_secs(15),
        growth_percent: 150,
        jitter: Jitter::Percent25,
    };
    /// Pauses before a read is repeated.
    #[cfg(feature = "http")]
    pub(crate) const FOR_READS: Self = Self {
        initial: Duration::from_millis(200),
        max: Duration::from_secs(5),
        growth_percent: 200,
        jitter: Jitter::Full,
    };

    /// Returns the pause after `earlier` pauses, without variation.
    pub fn pause(&self, earlier: u32) -> Duration {
        let growth = f64::from(self.growth_percent) / 100.0;
        let factor = growth.powi(earlier.min(MAX_EXPONENT).cast_signed());
        self.initial.mul_f64(factor).min(self.max)
    }

    /// Returns the pause after `earlier` pauses, with variation.
    #[cfg(feature = "http")]
    pub(crate) fn varied_pause(&self, earlier: u32) -> Duration {
        self.pause(earlier).mul_f64(self.jitter.factor())
    }
}

impl Default for Backoff {
    fn default() -> Self {
        Self::FOR_POLLS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backoff_grows_by_half_up_to_the_maximum() {
        let millis = |earlier| Backoff::FOR_POLLS.pause(earlier).as_millis();
        assert_eq!([0, 1, 2, 100].map(millis), [1000, 1500, 2250, 15_000]);
    }

    #[cfg(feature = "http")]
    #[test]
    fn backoff_of_reads_doubles_with_full_jitter() {
        let millis = |earlier| Backoff::FOR_READS.pause(earlier).as_millis();
        assert_eq!([0, 1, 2].map(millis), [200, 400, 800]);
        assert!((0..100).all(|_| Backoff::FOR_READS.varied_pause(1) <= Duration::from_millis(400)));
    }
}
