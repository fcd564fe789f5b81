//! [`StopOptions`]: how long a stop may take, and what is waited for.

use std::time::Duration;

/// Whether to wait for the confirmation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wait {
    /// Until the vendor's own state reads stopped.
    #[default]
    UntilStopped,
    /// Only until the vendor took the stop on; the outcome is then `unconfirmed`.
    UntilAccepted,
    /// Not even a stop is sent: a rehearsal.
    Rehearse,
}

/// How long and how often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct StopOptions {
    /// Whether to wait.
    pub wait: Wait,
    /// When to give up, from the start. Default 15 minutes.
    pub deadline: Duration,
    /// The first pause between two looks. Default 1 s.
    pub first_pause: Duration,
    /// The longest pause between two looks. Default 15 s.
    pub longest_pause: Duration,
}

impl Default for StopOptions {
    fn default() -> Self {
        Self {
            wait: Wait::default(),
            deadline: Duration::from_secs(15 * 60),
            first_pause: Duration::from_secs(1),
            longest_pause: Duration::from_secs(15),
        }
    }
}
