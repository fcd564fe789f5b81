//! [`ProgressHandler`]: the callback for the progress of a fleet.

use tingji_core::fleet::Progress;

/// Callback for every step: the position of the job, and the event.
pub(super) type ProgressHandler = dyn Fn(usize, Progress<'_>) + Send + Sync;
