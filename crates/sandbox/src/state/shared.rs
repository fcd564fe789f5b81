//! [`SharedState`]: the sandbox's state behind a lock, together with its clock.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::clock::{RequestTime, SandboxClock};
use crate::state::SandboxState;

/// First path segment of the admin interface. No vendor's paths begin with it.
pub(crate) const ADMIN_SEGMENT: &str = "_sandbox";

/// State, clock and admin URL of one emulator. Request handlers and the admin interface share it.
pub(crate) struct SharedState {
    clock: SandboxClock,
    state: Mutex<SandboxState>,
    admin_url: String,
}

impl SharedState {
    /// Wraps a state; the admin URL names 127.0.0.1 until [`SharedState::set_address`] is called.
    pub(crate) fn new(state: SandboxState, clock: SandboxClock) -> Self {
        let mut shared = Self { clock, state: Mutex::new(state), admin_url: String::new() };
        shared.set_address("127.0.0.1");
        shared
    }

    /// Sets the `host:port` that the admin URL and redirect targets name.
    pub(crate) fn set_address(&mut self, address: &str) {
        self.admin_url = format!("http://{address}/{ADMIN_SEGMENT}");
    }

    /// URL of the admin interface, without a trailing slash.
    pub(crate) fn admin_url(&self) -> &str {
        &self.admin_url
    }

    /// Locks the state without applying transitions that are due.
    pub(crate) fn lock(&self) -> MutexGuard<'_, SandboxState> {
        // A poisoned lock means a bug in the sandbox; ignoring the poison keeps the first panic visible.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Locks the state after applying every transition that is due by now.
    pub(crate) fn lock_current(&self) -> MutexGuard<'_, SandboxState> {
        let mut state = self.lock();
        let now = self.now(&state);
        state.apply_due_transitions(now.state_ms);
        state
    }

    /// The two clocks of a request that arrives now.
    pub(crate) fn now(&self, state: &SandboxState) -> RequestTime {
        let millis = self.clock.millis();
        RequestTime {
            wall_ms: millis.saturating_add(state.skew_ms),
            state_ms: millis.saturating_add(state.advanced_ms),
        }
    }

    /// Moves the clock of transitions and locks forward. Signatures are still checked against the wall clock.
    pub(crate) fn advance(&self, duration: Duration) {
        let millis = i64::try_from(duration.as_millis()).unwrap_or(i64::MAX);
        let mut state = self.lock();
        state.advanced_ms = state.advanced_ms.saturating_add(millis);
    }
}
