//! [`Transition`]: the time that a stop takes.

use serde::Deserialize;

/// Time between the acceptance of a stop and its completion. Starts, reboots and deletions take as long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Transition {
    /// This number of milliseconds. Default: 2000.
    AfterMs(u64),
    /// This number of polls that still show the transition; the next poll shows its end.
    AfterDescribes(u32),
    /// A transition that never completes.
    Never,
}

impl Default for Transition {
    fn default() -> Self {
        Self::AfterMs(2000)
    }
}
