//! [`State`] and its [`Phase`].

use std::fmt;

/// What a vendor's state means for a stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Phase {
    /// On the way to running (starting, rebooting, resizing, …): it can stop later.
    Changing,
    /// Running: it can stop.
    Running,
    /// On the way to stopped.
    Stopping,
    /// Stopped.
    Stopped,
    /// A stop failed; the vendor lets it be stopped again.
    StopFailed,
    /// A failure or another resting state that the vendor does not let stop.
    Unstoppable,
    /// On the way to deleted; that can fail.
    Deleting,
    /// Deleted, or put where it goes by itself.
    Deleted,
    /// A value this library does not know.
    Unknown,
}

/// A state in the vendor's word, and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    phase: Phase,
    text: String,
}

impl State {
    /// A vendor's word with its meaning.
    pub fn new(phase: Phase, text: impl Into<String>) -> Self {
        Self { phase, text: text.into() }
    }

    /// What it means.
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// The vendor's word.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.text.is_empty() { "(unknown)" } else { &self.text })
    }
}
