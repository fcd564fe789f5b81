//! [`ActionOptions`]: deadline, pauses, concurrency and mode of a run.

use std::time::Duration;

use crate::backoff::{Backoff, Jitter};

/// Point at which an action ends. Default [`WaitForCompletion`](Self::WaitForCompletion).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// The vendor reports the final state, for example stopped.
    #[default]
    WaitForCompletion,
    /// The vendor accepts the request. The outcome is then `unconfirmed`.
    ReturnOnAccepted,
    /// The request was checked, and validated by the vendor's dry run where the vendor has one. Nothing is
    /// sent that changes anything. The outcome is `would-stop` or `would-do` if the request would be sent.
    DryRun,
}

/// Reaction to an instance that another operation holds: a lock, an image in the making, or a transition
/// such as starting. Default [`Wait`](Self::Wait).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnLocked {
    /// Waits until the other operation ends, and tries again until the deadline.
    #[default]
    Wait,
    /// Ends at once with the outcome `locked`.
    Fail,
}

/// Options of a run. All instances of the run share them.
///
/// ```
/// use std::time::Duration;
/// use tingji_core::engine::{ActionOptions, Mode};
///
/// let options = ActionOptions::new().mode(Mode::ReturnOnAccepted).deadline(Duration::from_secs(60));
/// assert_eq!(options.parallel, 16);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ActionOptions {
    /// Point at which an action ends. Default: the vendor reports the final state.
    pub mode: Mode,
    /// Reaction to an instance that another operation holds. Default: wait.
    pub on_locked: OnLocked,
    /// Time from the start of the run to its end, confirmed or not. Default 15 minutes.
    pub deadline: Duration,
    /// Pauses between two polls. Default: from 1 s to 15 s, with 25 % of random variation.
    pub backoff: Backoff,
    /// Requests that may be in progress at the same time in one account. 0 counts as 1. Default 16.
    pub parallel: usize,
}

impl Default for ActionOptions {
    fn default() -> Self {
        Self {
            mode: Mode::default(),
            on_locked: OnLocked::default(),
            deadline: Duration::from_secs(15 * 60),
            backoff: Backoff::FOR_POLLS,
            parallel: 16,
        }
    }
}

impl ActionOptions {
    /// Creates the default options.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the point at which an action ends.
    #[must_use]
    pub const fn mode(mut self, mode: Mode) -> Self {
        self.mode = mode;
        self
    }

    /// Sets the reaction to an instance that another operation holds.
    #[must_use]
    pub const fn on_locked(mut self, on_locked: OnLocked) -> Self {
        self.on_locked = on_locked;
        self
    }

    /// Sets the time from the start of the run to its end, confirmed or not.
    #[must_use]
    pub const fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// Sets the first pause between two polls.
    #[must_use]
    pub const fn initial_backoff(mut self, pause: Duration) -> Self {
        self.backoff.initial = pause;
        self
    }

    /// Sets the longest pause between two polls.
    #[must_use]
    pub const fn max_backoff(mut self, pause: Duration) -> Self {
        self.backoff.max = pause;
        self
    }

    /// Sets the number of requests that may be in progress at the same time in one account.
    #[must_use]
    pub const fn parallel(mut self, requests: usize) -> Self {
        self.parallel = requests;
        self
    }

    /// Sets the random variation of the pauses.
    #[must_use]
    pub const fn jitter(mut self, jitter: Jitter) -> Self {
        self.backoff.jitter = jitter;
        self
    }
}
