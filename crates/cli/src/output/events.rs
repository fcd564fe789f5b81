//! The progress lines of `-o ndjson`, one for each event.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde::Serialize;
use tingji::FleetJob;
use tingji::core::clock::{Clock, SystemClock};
use tingji::core::engine::Report;
use tingji::core::fleet::Progress;

use super::json::{json_line, milliseconds};
use super::result::OutcomeRow;
use crate::last_observed::LastObserved;
use crate::verb::Verb;

/// Writes a line for every request, every change of state, and every result.
pub(crate) struct Events {
    orders: Vec<FleetJob>,
    verb: Verb,
    last_observed: Arc<LastObserved>,
    clock: SystemClock,
    start: Duration,
    /// Last state written per target, so that only changes are written.
    written: Mutex<Vec<Option<String>>>,
}

impl Events {
    /// Starts the clock of `elapsed_ms`.
    pub(crate) fn new(orders: &[FleetJob], verb: Verb, last_observed: Arc<LastObserved>) -> Self {
        let clock = SystemClock::new();
        let start = clock.monotonic();
        let written = Mutex::new(vec![None; orders.len()]);
        Self { orders: orders.to_vec(), verb, last_observed, clock, start, written }
    }

    /// Writes the line of one progress event.
    pub(crate) fn write(&self, at: usize, progress: Progress<'_>) {
        match progress {
            Progress::Sending => self.sending(at),
            Progress::Observed(instance) => self.state(at, instance.state.as_str()),
            Progress::Finished(report) => self.done(at, report),
        }
    }

    /// Returns the fields that every line has.
    fn head(&self, event: &'static str) -> Head {
        Head { schema_version: 1, event, at: self.clock.now().to_string() }
    }

    /// Returns the milliseconds since the start of the run.
    fn elapsed_ms(&self) -> u64 {
        milliseconds(self.clock.monotonic().saturating_sub(self.start))
    }

    /// Writes that a request is about to be sent.
    fn sending(&self, at: usize) {
        let order = &self.orders[at];
        let sending = order.target.cloud().capabilities.preview(&order.action);
        json_line(&ChangeEvent {
            head: self.head("sending"),
            target: order.target.to_string(),
            operation: sending.map(|sending| sending.operation),
            state: None,
            elapsed_ms: self.elapsed_ms(),
        });
    }

    /// Writes the state if it has changed.
    fn state(&self, at: usize, state: &str) {
        let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        if written[at].as_deref() == Some(state) {
            return;
        }
        written[at] = Some(state.to_owned());
        json_line(&ChangeEvent {
            head: self.head("state"),
            target: self.orders[at].target.to_string(),
            operation: None,
            state: Some(state),
            elapsed_ms: self.elapsed_ms(),
        });
    }

    /// Writes the outcome with the fields of `-o json`.
    fn done(&self, at: usize, report: &Report) {
        let instance = self.last_observed.at(at);
        let row = OutcomeRow::new(&self.orders[at], report, instance.as_ref(), self.verb);
        json_line(&DoneEvent { head: self.head("done"), row });
    }
}

/// Fields of every line.
#[derive(Serialize)]
struct Head {
    schema_version: u32,
    event: &'static str,
    /// Time of the event, in UTC.
    at: String,
}

/// A line about a request or a state.
#[derive(Serialize)]
struct ChangeEvent<'a> {
    #[serde(flatten)]
    head: Head,
    target: String,
    /// The vendor's operation, for a request.
    #[serde(skip_serializing_if = "Option::is_none")]
    operation: Option<&'static str>,
    /// The vendor's state, for a change.
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<&'a str>,
    elapsed_ms: u64,
}

/// The line about an outcome.
#[derive(Serialize)]
struct DoneEvent<'a> {
    #[serde(flatten)]
    head: Head,
    #[serde(flatten)]
    row: OutcomeRow<'a>,
}
