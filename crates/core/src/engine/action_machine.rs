//! [`ActionMachine`]: the state machine of one action on one instance.

use std::time::Duration;

use super::goal::{Finding, Goal};
use super::machine_state::{MAX_SENDS, MachineState, POLLS_BEFORE_RESEND, RequestState};
use super::poll_policy::MAX_POLL_FAILURES;
use super::{ActionOptions, Event, Mode, OnLocked, Outcome, Reason, Report, Step};
use crate::{Instance, Phase, State};

/// Polls that must show the action in progress, and then the phase before it, before it counts as failed.
const REVERT_CONFIRMATIONS: u32 = 2;

/// State machine that stops, starts, reboots, deletes or waits for one instance. The [module](super)
/// describes the transitions.
///
/// Only the vendor's own state confirms an action. A stop or a start with a lost response is sent again once
/// 6 polls in a row show no effect. A reboot or a deletion with a lost response is never sent again.
///
/// ```
/// use std::time::Duration;
/// use tingji_core::engine::{ActionMachine, ActionOptions, Event, Goal, Outcome, Step};
/// use tingji_core::{Instance, InstanceId, Phase, State};
///
/// let id = InstanceId::new("i-1", None)?;
/// let running = Instance::new(id.clone(), State::new(Phase::Running, "Running"));
/// let stopped = Instance::new(id, State::new(Phase::Stopped, "Stopped"));
/// let at = Duration::from_secs;
///
/// let mut machine = ActionMachine::new(Goal::Stopped, ActionOptions::default());
/// assert_eq!(machine.handle(at(0), Event::Observed(Some(&running))), Step::Send);
/// let step = machine.handle(at(1), Event::Accepted(Some("request-1")));
/// assert_eq!(step, Step::Poll { after: at(1) });
/// assert_eq!(machine.handle(at(2), Event::Observed(Some(&stopped))), Step::Done);
/// assert_eq!(machine.report().map(|report| report.outcome), Some(Outcome::Stopped));
/// # Ok::<(), tingji_core::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct ActionMachine {
    common: MachineState,
    goal: Goal,
    /// Polls that showed the vendor carrying out the action.
    progress_polls: u32,
    /// Phase and revision of the instance when the last request was sent.
    at_send: Option<(Phase, Option<i64>)>,
    /// True once the revision changed after the vendor accepted the request.
    revision_changed: bool,
}

impl ActionMachine {
    /// Creates a machine. The caller starts with a poll.
    pub fn new(goal: Goal, options: ActionOptions) -> Self {
        let common = MachineState::new(goal.kind(), options);
        Self { common, goal, progress_polls: 0, at_send: None, revision_changed: false }
    }

    /// Creates a machine for an instance to which an earlier process sent the request.
    ///
    /// `is_accepted` is true if the vendor accepted that request; then none is sent. Otherwise a stop or a
    /// start is sent again once 6 polls show no effect.
    pub fn resumed(goal: Goal, options: ActionOptions, is_accepted: bool) -> Self {
        let mut machine = Self::new(goal, options);
        machine.common.request = if is_accepted { RequestState::Accepted } else { RequestState::Unknown };
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

    /// Withdraws the last [`Step::Send`], which the caller will not carry out. Call it before the event that
    /// ends the run, so that the report does not count the request as sent.
    pub fn cancel_send(&mut self) {
        self.common.cancel_send();
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

    fn next_step(&mut self, now: Duration, event: Event<'_>) -> Step {
        match event {
            Event::Observed(Some(instance)) => self.observed(now, instance),
            Event::Observed(None) => self.not_found(now),
            Event::ObserveFailed(error) => {
                let is_blocked = self.goal == Goal::Stopped && self.common.last_send_error.is_some();
                let waiting = self.common.may_take_effect() || self.is_in_progress() || is_blocked;
                self.common.observe_failed(now, error, waiting)
            }
            Event::NotPermitted(error) => self.common.not_permitted(now, error),
            Event::DryRunSkipped => self.common.dry_run_result(now, None),
            Event::DryRunFinished(response) => self.common.dry_run_result(now, Some(response)),
            Event::Accepted(request_id) => self.accepted(now, request_id),
            Event::Rejected(error) => self.common.rejected(now, error),
            Event::Deadline => self.deadline(now),
            Event::Cancelled => self.common.cancelled(now),
        }
    }

    /// Returns true if the last request was not rejected.
    fn is_sent(&self) -> bool {
        self.common.request != RequestState::NotSent
    }

    /// Returns true if a poll showed the vendor carrying out the action. A wait counts as in progress from
    /// the start.
    fn is_in_progress(&self) -> bool {
        self.progress_polls > 0 || matches!(self.goal, Goal::Phase(_))
    }

    fn observed(&mut self, now: Duration, instance: &Instance) -> Step {
        let phase = self.common.record_observation(instance);
        self.record_revision(instance.revision);
        if self.common.is_unknown() {
            return self.common.schedule_poll(now);
        }
        let polls = self.common.same_phase_count;
        match self.goal.finding(phase, self.is_sent()) {
            Finding::Reached => self.reached(now),
            Finding::Ready if self.is_sent() => self.without_effect(now),
            Finding::Ready => self.ready(now, instance),
            Finding::InProgress => self.in_progress(now),
            Finding::OtherOperation => self.locked(now),
            Finding::NotAllowed if self.is_earlier_failure(instance) => self.common.schedule_poll(now),
            Finding::NotAllowed => self.common.not_allowed(now),
            Finding::Stuck if self.progress_polls > 0 && polls >= REVERT_CONFIRMATIONS => {
                self.common.not_allowed(now)
            }
            // An instance in a recycle bin stays in the vendor's responses.
            Finding::RecycleBin if polls >= POLLS_BEFORE_RESEND => {
                let reason = Reason::WillBeDeleted(self.common.state_text());
                self.common.finish(now, Outcome::Done, reason)
            }
            Finding::RecycleBin => self.in_progress(now),
            Finding::Gone => self.common.finish(now, Outcome::NotFound, Reason::DeletedOrDeleting),
            Finding::Unclear if !self.is_sent() && polls >= MAX_POLL_FAILURES => self.common.not_allowed(now),
            Finding::Stuck | Finding::Unclear => self.common.schedule_poll(now),
        }
    }

    /// Records a change of the revision after the send. Before the vendor accepts the request, another
    /// operation may have changed it.
    fn record_revision(&mut self, revision: Option<i64>) {
        let is_accepted = self.common.request == RequestState::Accepted;
        if let (Some((_, Some(before))), Some(now)) = (self.at_send, revision) {
            self.revision_changed |= is_accepted && before != now;
        }
    }

    /// Returns true if the observed failed stop may be the one before this run's stop: the failed state is
    /// stale until the revision changes.
    fn is_earlier_failure(&self, instance: &Instance) -> bool {
        let is_unchanged = self.at_send == Some((Phase::StopFailed, instance.revision));
        let is_failed = instance.state.phase() == Phase::StopFailed;
        self.is_sent() && self.progress_polls == 0 && is_unchanged && is_failed
    }

    /// Ends the run at the goal. An instance that was there at the first poll was so before the run.
    fn reached(&mut self, now: Duration) -> Step {
        let was_elsewhere = self.common.phase_changed || self.progress_polls > 0;
        let was_before = !self.common.ever_sent && !was_elsewhere;
        let (outcome, reason) = match (self.goal, was_before) {
            (Goal::Stopped, true) => (Outcome::AlreadyStopped, Reason::AlreadyStopped),
            (Goal::Stopped, false) => (Outcome::Stopped, Reason::Stopped),
            (Goal::Phase(_), true) => (Outcome::AlreadyDone, Reason::InState(self.common.state_text())),
            (Goal::Phase(_), false) => (Outcome::Done, Reason::InState(self.common.state_text())),
            (_, true) => (Outcome::AlreadyDone, Reason::AlreadyRunning),
            (_, false) => (Outcome::Done, Reason::Running),
        };
        self.common.finish(now, outcome, reason)
    }

    /// Sends the request to an instance in a phase that allows it.
    fn ready(&mut self, now: Duration, instance: &Instance) -> Step {
        if self.common.options.mode == Mode::DryRun {
            return Step::DryRun;
        }
        if let Some(error) = self.common.unverified_rejection.take() {
            return self.common.finish_with_error(now, Outcome::Failed, error);
        }
        let is_final = self.common.ambiguous && !self.is_repeatable();
        if self.common.attempts >= MAX_SENDS || is_final {
            return self.common.schedule_poll(now);
        }
        self.at_send = Some((instance.state.phase(), instance.revision));
        self.common.send()
    }

    /// Returns true if the request may be sent again after a lost response.
    fn is_repeatable(&self) -> bool {
        matches!(self.goal, Goal::Stopped | Goal::Running)
    }

    /// Handles an observation of the phase before the action after the request was sent.
    fn without_effect(&mut self, now: Duration) -> Step {
        let polls = self.common.same_phase_count;
        let is_reverted = self.progress_polls >= REVERT_CONFIRMATIONS && polls >= REVERT_CONFIRMATIONS;
        let had_no_effect = self.progress_polls == 0 && polls >= POLLS_BEFORE_RESEND;
        match self.goal {
            Goal::Rebooted if self.progress_polls > 0 || self.revision_changed => {
                return self.common.finish(now, Outcome::Done, Reason::Rebooted);
            }
            Goal::Rebooted if polls >= POLLS_BEFORE_RESEND => {
                return self.common.finish(now, Outcome::Unconfirmed, Reason::RebootNotObserved);
            }
            Goal::Stopped if is_reverted => {
                return self.common.finish(now, Outcome::Failed, Reason::BackToRunning);
            }
            Goal::Running if is_reverted => {
                return self.common.finish(now, Outcome::Failed, Reason::BackToStopped);
            }
            _ if had_no_effect && self.is_repeatable() && self.common.request == RequestState::Unknown => {
                // The request with the lost response did not arrive. The next poll sends another one.
                self.common.request = RequestState::NotSent;
                self.common.same_phase_count = 0;
            }
            _ => {}
        }
        self.common.schedule_poll(now)
    }

    /// Handles an observation of the instance while the vendor carries out the action.
    fn in_progress(&mut self, now: Duration) -> Step {
        self.progress_polls += 1;
        if self.common.waits_for_completion() {
            return self.common.schedule_poll(now);
        }
        let reason = if self.goal == Goal::Stopped { Reason::Stopping } else { Reason::InProgress };
        self.common.finish(now, Outcome::Unconfirmed, reason)
    }

    /// Handles an observation of the instance in a transition that another operation caused.
    fn locked(&mut self, now: Duration) -> Step {
        let waits_for_lock = self.common.options.on_locked == OnLocked::Wait;
        if self.is_sent() || (waits_for_lock && self.common.waits_for_completion()) {
            return self.common.schedule_poll(now);
        }
        if self.goal == Goal::Stopped && waits_for_lock {
            return self.common.not_allowed(now);
        }
        let reason = Reason::OtherOperation(self.common.state_text());
        self.common.finish(now, Outcome::Locked, reason)
    }

    fn not_found(&mut self, now: Duration) -> Step {
        if let Err(step) = self.common.record_not_found(now) {
            return step;
        }
        let is_goal = matches!(self.goal, Goal::Deleted | Goal::Phase(Phase::Deleted));
        let was_observed = self.common.state.is_some();
        let reason = match self.goal {
            _ if !was_observed => Reason::NoSuchInstance,
            Goal::Stopped if self.common.ever_sent => Reason::DisappearedAfterSend,
            Goal::Stopped => Reason::DisappearedBeforeSend,
            _ => Reason::Disappeared,
        };
        let outcome = if is_goal && was_observed { Outcome::Done } else { Outcome::NotFound };
        self.common.finish(now, outcome, reason)
    }

    fn accepted(&mut self, now: Duration, request_id: Option<&str>) -> Step {
        self.common.accepted(request_id);
        if self.common.waits_for_completion() {
            return self.common.schedule_poll(now);
        }
        self.common.finish(now, Outcome::Unconfirmed, Reason::AcceptedNotWaiting(self.goal.kind()))
    }

    fn deadline(&mut self, now: Duration) -> Step {
        let is_stop = self.goal == Goal::Stopped;
        if is_stop && self.common.is_dry_run() {
            return self.common.finish(now, Outcome::Failed, Reason::DryRunUnanswered);
        }
        self.common.deadline(now, self.is_in_progress())
    }
}
