//! [`State`]: the state of an instance, and its vendor-neutral [`Phase`].

use std::fmt;

/// Vendor-neutral group of a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Phase {
    /// Transition other than a stop: starting, rebooting, resizing. A stop is possible afterwards.
    Changing,
    /// Running. A stop is possible.
    Running,
    /// Transition to stopped.
    Stopping,
    /// Stopped.
    Stopped,
    /// The last stop failed. The vendor accepts another stop.
    StopFailed,
    /// Failure or another permanent state in which the vendor rejects a stop.
    Unstoppable,
    /// Transition to deleted, which may fail.
    Deleting,
    /// Deleted, or in a recycle bin that the vendor empties.
    Deleted,
    /// State that this library does not know.
    Unknown,
}

/// State of an instance: the vendor's text and its phase. `Display` writes the text, or `(unknown)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    phase: Phase,
    text: String,
}

impl State {
    /// Creates a state. An empty text means that the vendor did not report the state.
    pub fn new(phase: Phase, text: impl Into<String>) -> Self {
        Self { phase, text: text.into() }
    }

    /// Returns the phase.
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// Returns the vendor's text, such as `Running` or `SHUTOFF`.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.text.is_empty() { "(unknown)" } else { &self.text })
    }
}
