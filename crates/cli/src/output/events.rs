//! The progress lines of `-o ndjson`, one for each event.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tingji::FleetJob;
use tingji::core::clock::{Clock, SystemClock};
use tingji::core::engine::Report;
use tingji::core::fleet::Progress;
use tingji::core::json::{SchemaVersion, enumeration};
use tingji::core::json_object;

use super::json::{json_line, milliseconds};
use super::result::OutcomeRow;
use crate::last_observed::LastObserved;
use crate::verb::Verb;

/// Writes a line for every request, every change of state, and every result.
pub(crate) struct Events {
    /// Orders of the run, by position.
    orders: Vec<FleetJob>,
    verb: Verb,
    /// Instances as last observed, by position.
    last_observed: Arc<LastObserved>,
    clock: SystemClock,
    /// Start of the run on the monotonic clock.
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
        Head { schema_version: SchemaVersion, event, at: self.clock.now().to_string() }
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

json_object! {
    /// Fields of every line.
    struct Head {
        /// Version of this schema.
        schema_version: SchemaVersion,
        /// Kind of the event: a request is sent, another state was observed, or the action is finished.
        #[json(schema(enumeration(["sending", "state", "done"])))]
        event: &'static str,
        /// Time of the event: RFC 3339, UTC.
        at: String,
    }
}

json_object! {
    /// A line about a request or a state.
    pub(crate) struct ChangeEvent<'a> {
        /// Fields of every line.
        #[json(flatten)]
        head: Head,
        /// The target as it was written.
        target: String,
        /// The vendor's operation, for a request.
        #[json(optional)]
        operation: Option<&'static str>,
        /// The vendor's state, for another state.
        #[json(optional)]
        state: Option<&'a str>,
        /// Milliseconds from the start of the run.
        elapsed_ms: u64,
    }
}

json_object! {
    /// The line about an outcome.
    pub(crate) struct DoneEvent<'a> {
        /// Fields of every line.
        #[json(flatten)]
        head: Head,
        /// Fields of the outcome.
        #[json(flatten)]
        row: OutcomeRow<'a>,
    }
}
