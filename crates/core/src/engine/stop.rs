//! [`StopMachine`]: the state machine that stops one instance.

use std::time::Duration;

use super::machine_state::{MAX_SENDS, MachineState, POLLS_BEFORE_RESEND, RequestState};
use super::poll_policy::MAX_POLL_FAILURES;
use super::reason::Reason;
use super::{ActionOptions, Event, Mode, OnLocked, Outcome, Report, Step};
use crate::lifecycle::ActionKind;
use crate::{Instance, Phase, State};

/// Polls that must show stopping, and then running, before the stop counts as failed.
const REVERT_CONFIRMATIONS: u32 = 2;

/// State machine that stops one instance. The [module](super) describes the transitions.
///
/// ```
/// use std::time::Duration;
/// use tingji_core::engine::{ActionOptions, Event, Outcome, Step, StopMachine};
/// use tingji_core::{Instance, InstanceId, Phase, State};
///
/// let id = InstanceId::new("i-1", None)?;
/// let running = Instance::new(id.clone(), State::new(Phase::Running, "Running"));
/// let stopped = Instance::new(id, State::new(Phase::Stopped, "Stopped"));
/// let at = Duration::from_secs;
///
/// let mut machine = StopMachine::new(ActionOptions::default());
/// assert_eq!(machine.handle(at(0), Event::Observed(Some(&running))), Step::Send);
/// let step = machine.handle(at(1), Event::Accepted(Some("request-1")));
/// assert_eq!(step, Step::Poll { after: at(1) });
/// assert_eq!(machine.handle(at(2), Event::Observed(Some(&stopped))), Step::Done);
/// assert_eq!(machine.report().map(|report| report.outcome), Some(Outcome::Stopped));
/// # Ok::<(), tingji_core::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct StopMachine {
    common: MachineState,
    /// Polls that showed the instance stopping.
    stopping_polls: u32,
    /// Revision of the instance at the send, if an earlier stop had failed by then. The failed state is stale
    /// until the revision changes. The inner `None` is a vendor without revisions.
    revision_of_earlier_failure: Option<Option<i64>>,
}

impl StopMachine {
    /// Creates a machine. The caller starts with a poll.
    pub fn new(options: ActionOptions) -> Self {
        Self { common: MachineState::new(options), stopping_polls: 0, revision_of_earlier_failure: None }
    }

    /// Creates a machine for an instance to which an earlier process sent a stop.
    ///
    /// `accepted` is true if the vendor accepted that stop; then no further stop is sent. Otherwise the stop
    /// is sent again once 6 polls show no effect.
    pub fn resumed(options: ActionOptions, accepted: bool) -> Self {
        let mut machine = Self::new(options);
        machine.common.request = if accepted { RequestState::Accepted } else { RequestState::Unknown };
        machine.common.mark_previously_sent();
        machine
    }

    /// Returns the report; `None` until a step was [`Step::Done`].
    pub fn report(&self) -> Option<&Report> {
        self.common.report.as_ref()
    }

    /// Returns the last observed state.
    pub fn state(&self) -> Option<&State> {
        self.common.state.as_ref()
    }

    /// Returns true once any stop was sent, regardless of its result.
    pub fn was_sent(&self) -> bool {
        self.common.ever_sent
    }

    /// Handles an event and returns the next step. `now` is the time since the start of the run.
    pub fn handle(&mut self, now: Duration, event: Event<'_>) -> Step {
        if self.common.report.is_some() {
            return Step::Done;
        }
        match self.next_step(now, event) {
            Step::Poll { .. } if now >= self.common.options.deadline => self.deadline(now),
            step => step,
        }
    }

    /// Withdraws the last [`Step::Send`], which the caller will not carry out. Call it before the event that
    /// ends the run, so that the report does not count the request as sent.
    pub fn cancel_send(&mut self) {
        self.common.cancel_send();
    }

    fn next_step(&mut self, now: Duration, event: Event<'_>) -> Step {
        match event {
            Event::Observed(Some(instance)) => self.observed(now, instance),
            Event::Observed(None) => self.not_found(now),
            Event::ObserveFailed(error) => {
                let is_blocked = self.common.last_send_error.is_some();
                let waiting = self.common.may_take_effect() || self.stopping_polls > 0 || is_blocked;
                self.common.observe_failed(now, error, waiting)
            }
            Event::NotPermitted(error) => self.common.not_permitted(now, error),
            Event::DryRunSkipped => {
                self.common.dry_run_result(now, Outcome::WouldStop, ActionKind::Stop, None)
            }
            Event::DryRunFinished(response) => {
                self.common.dry_run_result(now, Outcome::WouldStop, ActionKind::Stop, Some(response))
            }
            Event::Accepted(request_id) => self.accepted(now, request_id),
            Event::Rejected(error) => self.common.rejected(now, error),
            Event::Deadline => self.deadline(now),
            Event::Cancelled => self.common.cancelled(now, ActionKind::Stop),
        }
    }

    fn observed(&mut self, now: Duration, instance: &Instance) -> Step {
        let phase = self.common.record_observation(instance);
        let unsent = self.common.request == RequestState::NotSent;
        match phase {
            Phase::Stopped if !self.common.ever_sent && !self.common.phase_changed => {
                self.common.finish(now, Outcome::AlreadyStopped, &Reason::AlreadyStopped)
            }
            Phase::Stopped => self.common.finish(now, Outcome::Stopped, &Reason::Stopped),
            Phase::Stopping => self.stopping(now),
            Phase::Deleting | Phase::Deleted => {
                self.common.finish(now, Outcome::NotFound, &Reason::DeletedOrDeleting)
            }
            Phase::StopFailed if self.is_earlier_failure(instance) => self.common.schedule_poll(now),
            Phase::Running | Phase::StopFailed if unsent => self.ready(now, instance),
            Phase::Running => self.not_stopped(now),
            Phase::StopFailed | Phase::Unstoppable => self.cannot_stop(now),
            Phase::Changing => self.changing(now),
            Phase::Unknown if self.common.is_unknown() => self.common.schedule_poll(now),
            Phase::Unknown if unsent && self.common.same_phase_count >= MAX_POLL_FAILURES => {
                self.cannot_stop(now)
            }
            Phase::Unknown => self.common.schedule_poll(now),
        }
    }

    /// Handles an observation of the instance while it is stopping.
    fn stopping(&mut self, now: Duration) -> Step {
        self.stopping_polls += 1;
        if self.common.waits_for_completion() {
            return self.common.schedule_poll(now);
        }
        self.common.finish(now, Outcome::Unconfirmed, &Reason::Stopping)
    }

    /// Returns true if the observed failed stop may be the one before this run's stop.
    fn is_earlier_failure(&self, instance: &Instance) -> bool {
        let is_unchanged = self.revision_of_earlier_failure == Some(instance.revision);
        self.common.request != RequestState::NotSent && self.stopping_polls == 0 && is_unchanged
    }

    /// Sends the stop to an instance in a phase that allows it.
    fn ready(&mut self, now: Duration, instance: &Instance) -> Step {
        if self.common.options.mode == Mode::DryRun {
            return Step::DryRun;
        }
        if let Some(error) = self.common.unverified_rejection.take() {
            return self.common.finish_with_error(now, Outcome::Failed, error);
        }
        if self.common.attempts >= MAX_SENDS {
            return self.common.schedule_poll(now);
        }
        let has_failed_before = instance.state.phase() == Phase::StopFailed;
        self.revision_of_earlier_failure = if has_failed_before { Some(instance.revision) } else { None };
        self.common.send()
    }

    /// Handles an observation of the instance still running after the stop was sent.
    fn not_stopped(&mut self, now: Duration) -> Step {
        let running_polls = self.common.same_phase_count;
        if self.stopping_polls >= REVERT_CONFIRMATIONS && running_polls >= REVERT_CONFIRMATIONS {
            return self.common.finish(now, Outcome::Failed, &Reason::BackToRunning);
        }
        let had_no_effect = running_polls >= POLLS_BEFORE_RESEND && self.stopping_polls == 0;
        if self.common.request == RequestState::Unknown && had_no_effect {
            // The stop with the lost response did not arrive. The next poll sends another one.
            self.common.request = RequestState::NotSent;
            self.common.same_phase_count = 0;
        }
        self.common.schedule_poll(now)
    }

    /// Ends the run in a state that does not allow a stop.
    fn cannot_stop(&mut self, now: Duration) -> Step {
        self.common.not_allowed(now, ActionKind::Stop)
    }

    /// Handles an observation of the instance in a transition that another operation caused.
    fn changing(&mut self, now: Duration) -> Step {
        let unsent = self.common.request == RequestState::NotSent;
        if unsent && self.common.options.on_locked == OnLocked::Fail {
            let reason = Reason::OtherOperation(self.common.state_text());
            return self.common.finish(now, Outcome::Locked, &reason);
        }
        if unsent && !self.common.waits_for_completion() {
            return self.cannot_stop(now);
        }
        self.common.schedule_poll(now)
    }

    fn not_found(&mut self, now: Duration) -> Step {
        if let Err(step) = self.common.record_not_found(now) {
            return step;
        }
        let reason = match (&self.common.state, self.common.ever_sent) {
            (None, _) => Reason::NoSuchInstance,
            (Some(_), false) => Reason::DisappearedBeforeSend,
            (Some(_), true) => Reason::DisappearedAfterSend,
        };
        self.common.finish(now, Outcome::NotFound, &reason)
    }

    fn accepted(&mut self, now: Duration, request_id: Option<&str>) -> Step {
        self.common.accepted(request_id);
        if self.common.waits_for_completion() {
            return self.common.schedule_poll(now);
        }
        self.common.finish(now, Outcome::Unconfirmed, &Reason::AcceptedNotWaiting(ActionKind::Stop))
    }

    fn deadline(&mut self, now: Duration) -> Step {
        if self.common.is_dry_run() {
            return self.common.dry_run_unanswered(now);
        }
        let is_stopping = self.stopping_polls > 0;
        match self.common.deadline(now, is_stopping) {
            Some(step) => step,
            None => self.cannot_stop(now),
        }
    }
}
