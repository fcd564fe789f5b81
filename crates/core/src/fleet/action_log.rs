//! [`ActionLog`]: the span and the log events of one action; [`log_target`](crate::log_target) lists them.

use tracing::Span;
use tracing::field::Empty;

use crate::engine::{Event, Outcome, Report, Step};
use crate::lifecycle::ActionKind;
use crate::log_target::ACTION;
use crate::{Error, ErrorKind, Instance, InstanceId, Phase};

/// Span of an action, with the facts that its events need.
pub(super) struct ActionLog {
    span: Span,
    /// Number of requests that were sent.
    attempts: u32,
    /// State that the action waited for when it was last logged.
    awaited: Option<String>,
}

impl ActionLog {
    pub(super) fn new(cloud: &str, id: &InstanceId, action: ActionKind) -> Self {
        let span = tracing::info_span!(
            target: ACTION,
            "action",
            cloud,
            region = Empty,
            instance = %id,
            ?action,
            attempt = Empty,
        );
        Self { span, attempts: 0, awaited: None }
    }

    /// Logs that the request is sent, and returns the span for it.
    pub(super) fn sending(&mut self) -> Span {
        let span = self.span.clone();
        let _entered = span.enter();
        self.attempts += 1;
        self.span.record("attempt", self.attempts);
        if self.attempts == 1 {
            tracing::debug!(target: ACTION, "sending");
        } else {
            tracing::warn!(target: ACTION, attempt = self.attempts, "resent");
        }
        self.span.clone()
    }

    /// Logs an event of the machine, and the wait that follows it.
    pub(super) fn on_event(&mut self, event: Event<'_>, step: Step) {
        let span = self.span.clone();
        let _entered = span.enter();
        let waits = matches!(step, Step::Poll { .. });
        match event {
            Event::Observed(Some(instance)) => self.observed(instance, waits),
            Event::ObserveFailed(error) => {
                let kind = error.kind();
                tracing::debug!(target: ACTION, ?kind, code = error.code(), "poll failed");
            }
            Event::Accepted(request_id) => {
                tracing::info!(target: ACTION, request_id, "accepted");
            }
            Event::Rejected(error) if waits => self.rejected(error),
            _ => {}
        }
    }

    fn observed(&mut self, instance: &Instance, waits: bool) {
        if let Some(region) = &instance.region {
            self.span.record("region", region);
        }
        let is_held = self.attempts == 0 && instance.state.phase() == Phase::Changing;
        if waits && is_held {
            self.wait_for(instance.state.as_str());
        }
    }

    /// Logs a rejection after which the action goes on.
    fn rejected(&mut self, error: &Error) {
        let kind = error.kind();
        if matches!(kind, ErrorKind::Locked | ErrorKind::InvalidState) {
            return self.wait_for(error.code().unwrap_or("lock"));
        }
        tracing::warn!(target: ACTION, ?kind, code = error.code(), "no answer");
    }

    /// Logs once that another operation holds the instance.
    fn wait_for(&mut self, state: &str) {
        if self.awaited.as_deref() != Some(state) {
            self.awaited = Some(state.to_owned());
            tracing::info!(target: ACTION, state, "waiting");
        }
    }

    /// Logs the end of the action.
    pub(super) fn finished(&self, report: &Report) {
        let _entered = self.span.enter();
        let outcome = report.outcome.as_str();
        match report.outcome {
            Outcome::Unconfirmed => {
                tracing::warn!(target: ACTION, outcome, "unconfirmed");
            }
            success if success.is_success() => {
                tracing::info!(target: ACTION, outcome, "finished");
            }
            _ => tracing::warn!(target: ACTION, outcome, "not done"),
        }
    }
}
