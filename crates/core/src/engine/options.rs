//! [`ActionOptions`]: how long a stop may take, and what is waited for.

use std::time::Duration;

/// Whether to wait for the confirmation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Until the vendor's own state reads stopped.
    #[default]
    WaitForCompletion,
    /// Only until the vendor took the stop on; the outcome is then `unconfirmed`.
    ReturnOnAccepted,
    /// Not even a stop is sent: a rehearsal.
    DryRun,
}

/// What to do about an instance that another operation holds: a lock, an image being made, a
/// transition.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnLocked {
    /// Wait for its end, and try again within the deadline.
    #[default]
    Wait,
    /// Give up at once; the outcome is `locked`.
    Fail,
}

/// Whether pauses are varied, so that many that began together don't ask together for ever.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Jitter {
    /// A quarter more or less.
    #[default]
    Percent25,
    /// Not at all, for tests.
    None,
}

/// How long and how often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ActionOptions {
    /// Whether to wait.
    pub wait: Mode,
    /// Whether to wait for locks.
    pub lock: OnLocked,
    /// When to give up, from the start. Default 15 minutes.
    pub deadline: Duration,
    /// The first pause between two looks. Default 1 s.
    pub initial_backoff: Duration,
    /// The longest pause between two looks. Default 15 s.
    pub max_backoff: Duration,
    /// How many stops are under way at once in one account. Default 16.
    pub parallel: usize,
    /// Whether pauses are varied.
    pub jitter: Jitter,
}

impl Default for ActionOptions {
    fn default() -> Self {
        Self {
            wait: Mode::default(),
            lock: OnLocked::default(),
            deadline: Duration::from_secs(15 * 60),
            initial_backoff: Duration::from_secs(1),
            max_backoff: Duration::from_secs(15),
            parallel: 16,
            jitter: Jitter::default(),
        }
    }
}
