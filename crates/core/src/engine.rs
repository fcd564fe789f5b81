//! Observe → Request → Confirm: the pure state machines behind every stop, and behind starts, reboots,
//! deletions and waiting.
//!
//! One [`StopMachine`] or [`ChangeMachine`] per instance is fed with [`Event`]s and the time since the start, and answers
//! with the next [`Step`]. It has no clock, no socket and no random number, so that every order of
//! events can be played in a test. `fleet` (feature `http`) runs many of them at once and batches
//! what they want to observe.

mod cause;
mod change;
mod course;
mod event;
mod options;
mod outcome;
mod stop;
mod why;

pub use change::{ChangeMachine, Goal};
pub use event::{Event, Step};
pub use options::{ActionOptions, Jitter, Mode, OnLocked};
pub use outcome::{Outcome, Report, error_exit_code, overall_exit_code};
pub use stop::StopMachine;
