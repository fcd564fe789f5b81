//! The lines of `-o ndjson` while something is done: one as each thing happens.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde::Serialize;
use tingji::FleetJob;
use tingji::core::clock::{Clock, SystemClock};
use tingji::core::engine::Report;
use tingji::core::fleet::Progress;

use super::json::{json_line, milliseconds};
use super::result::OutcomeRow;
use crate::last_observed::Seen;
use crate::verb::Verb;

/// Writes a line for every request, every change of state, and every end.
pub(crate) struct Events {
    orders: Vec<FleetJob>,
    verb: Verb,
    seen: Arc<Seen>,
    clock: SystemClock,
    start: Duration,
    /// The state last told of each.
    told: Mutex<Vec<Option<String>>>,
}

impl Events {
    pub(crate) fn new(orders: &[FleetJob], verb: Verb, seen: Arc<Seen>) -> Self {
        let clock = SystemClock::new();
        let start = clock.monotonic();
        let told = Mutex::new(vec![None; orders.len()]);
        Self { orders: orders.to_vec(), verb, seen, clock, start, told }
    }

    /// Writes what happened.
    pub(crate) fn write(&self, at: usize, progress: Progress<'_>) {
        match progress {
            Progress::Sending => self.sending(at),
            Progress::Observed(instance) => self.state(at, instance.state.as_str()),
            Progress::Finished(report) => self.done(at, report),
        }
    }

    fn head(&self, event: &'static str) -> Head {
        Head { schema_version: 1, event, at: self.clock.now().to_string() }
    }

    fn elapsed_ms(&self) -> u64 {
        milliseconds(self.clock.monotonic().saturating_sub(self.start))
    }

    fn sending(&self, at: usize) {
        let order = &self.orders[at];
        let sending = order.target.cloud().capabilities().and_then(|product| product.preview(&order.action));
        json_line(&Happened {
            head: self.head("sending"),
            target: order.target.to_string(),
            operation: sending.map(|sending| sending.operation),
            state: None,
            elapsed_ms: self.elapsed_ms(),
        });
    }

    fn state(&self, at: usize, state: &str) {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        if told[at].as_deref() == Some(state) {
            return;
        }
        told[at] = Some(state.to_owned());
        json_line(&Happened {
            head: self.head("state"),
            target: self.orders[at].target.to_string(),
            operation: None,
            state: Some(state),
            elapsed_ms: self.elapsed_ms(),
        });
    }

    fn done(&self, at: usize, report: &Report) {
        let instance = self.seen.at(at);
        let row = OutcomeRow::new(&self.orders[at], report, instance.as_ref(), self.verb);
        json_line(&Done { head: self.head("done"), row });
    }
}

#[derive(Serialize)]
struct Head {
    schema_version: u32,
    event: &'static str,
    at: String,
}

#[derive(Serialize)]
struct Happened<'a> {
    #[serde(flatten)]
    head: Head,
    target: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    operation: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<&'a str>,
    elapsed_ms: u64,
}

#[derive(Serialize)]
struct Done<'a> {
    #[serde(flatten)]
    head: Head,
    #[serde(flatten)]
    row: OutcomeRow<'a>,
}
