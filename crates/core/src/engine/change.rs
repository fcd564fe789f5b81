//! [`ChangeMachine`]: the state machine that starts, reboots, deletes or waits for one instance.

use std::time::Duration;

use super::machine_state::{MAX_SENDS, MachineState, POLLS_BEFORE_RESEND, RequestState};
use super::poll_policy::MAX_POLL_FAILURES;
use super::reason::Reason;
use super::{ActionOptions, Event, Mode, OnLocked, Outcome, Report, Step};
use crate::lifecycle::ActionKind;
use crate::{Instance, Phase, State};

/// Polls that must show a transition, and then the phase before it, before the action counts as failed.
const REVERT_CONFIRMATIONS: u32 = 2;

/// Condition that an instance should reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// Running. A stopped instance is started.
    Running,
    /// Down and running again. A running instance is rebooted.
    Rebooted,
    /// Deleted, and no longer returned by the vendor.
    Deleted,
    /// In this phase, no matter what causes it. Nothing is sent.
    Phase(Phase),
}

/// State machine that starts, reboots, deletes or waits for one instance. The [module](super) describes the
/// transitions.
///
/// Only the vendor's own state confirms an action. A start with a lost response is sent again once 6 polls in
/// a row show no effect. A reboot or a deletion with a lost response is never sent again.
///
/// ```
/// use std::time::Duration;
/// use tingji_core::engine::{ActionOptions, ChangeMachine, Event, Goal, Outcome, Step};
/// use tingji_core::{Instance, InstanceId, Phase, State};
///
/// let id = InstanceId::new("i-1", None)?;
/// let running = Instance::new(id, State::new(Phase::Running, "Running"));
/// let mut machine = ChangeMachine::new(Goal::Running, ActionOptions::default());
/// assert_eq!(machine.handle(Duration::ZERO, Event::Observed(Some(&running))), Step::Done);
/// assert_eq!(machine.report().map(|report| report.outcome), Some(Outcome::AlreadyDone));
/// # Ok::<(), tingji_core::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct ChangeMachine {
    common: MachineState,
    goal: Goal,
    /// Polls that showed the instance in a transition to the goal.
    transition_polls: u32,
    /// Revision of the instance when the reboot was sent.
    revision_at_send: Option<i64>,
    /// True once the revision changed after the vendor accepted the reboot.
    revision_changed: bool,
}

impl ChangeMachine {
    /// Creates a machine. The caller starts with a poll.
    pub fn new(goal: Goal, options: ActionOptions) -> Self {
        let common = MachineState::new(options);
        Self { common, goal, transition_polls: 0, revision_at_send: None, revision_changed: false }
    }

    /// Returns the report; `None` until a step was [`Step::Done`].
    pub fn report(&self) -> Option<&Report> {
        self.common.report.as_ref()
    }

    /// Returns the last observed state.
    pub fn state(&self) -> Option<&State> {
        self.common.state.as_ref()
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
                let in_transition = self.transition_polls > 0;
                let waiting = self.common.may_take_effect() || in_transition || self.only_waits();
                self.common.observe_failed(now, error, waiting)
            }
            Event::NotPermitted(error) => self.common.not_permitted(now, error),
            Event::DryRunSkipped => self.common.dry_run_result(now, Outcome::WouldDo, self.kind(), None),
            Event::DryRunFinished(response) => {
                self.common.dry_run_result(now, Outcome::WouldDo, self.kind(), Some(response))
            }
            Event::Accepted(request_id) => self.accepted(now, request_id),
            Event::Rejected(error) => self.common.rejected(now, error),
            Event::Deadline => self.deadline(now),
            Event::Cancelled => self.common.cancelled(now, self.kind()),
        }
    }

    /// Returns true if the goal is a phase, for which nothing is ever sent.
    fn only_waits(&self) -> bool {
        matches!(self.goal, Goal::Phase(_))
    }

    fn kind(&self) -> ActionKind {
        match self.goal {
            Goal::Running => ActionKind::Start,
            Goal::Rebooted => ActionKind::Reboot,
            Goal::Deleted => ActionKind::Delete,
            Goal::Phase(_) => ActionKind::Wait,
        }
    }

    fn observed(&mut self, now: Duration, instance: &Instance) -> Step {
        let phase = self.common.record_observation(instance);
        self.record_revision(instance.revision);
        if self.common.is_unknown() {
            return self.common.schedule_poll(now);
        }
        match self.goal {
            Goal::Running => self.drive_to_running(now, phase),
            Goal::Rebooted => self.drive_to_rebooted(now, phase, instance),
            Goal::Deleted => self.drive_to_deleted(now, phase),
            Goal::Phase(wanted) => self.drive_to_phase(now, phase, wanted),
        }
    }

    /// Records a change of the revision after the send. Before the vendor accepts the request, another
    /// operation may have changed it.
    fn record_revision(&mut self, revision: Option<i64>) {
        let is_accepted = self.common.request == RequestState::Accepted;
        if let (Some(before), Some(now)) = (self.revision_at_send, revision) {
            self.revision_changed |= is_accepted && before != now;
        }
    }

    fn drive_to_running(&mut self, now: Duration, phase: Phase) -> Step {
        let unsent = self.common.request == RequestState::NotSent;
        match phase {
            Phase::Running if !self.common.ever_sent && !self.common.phase_changed => {
                self.common.finish(now, Outcome::AlreadyDone, &Reason::AlreadyRunning)
            }
            Phase::Running => self.finish_done(now, &Reason::Running),
            Phase::Stopped if unsent => self.ready(now, None),
            Phase::Stopped => self.not_started(now),
            Phase::Changing => self.in_transition(now),
            Phase::Stopping if unsent => self.locked(now),
            Phase::Stopping => self.common.schedule_poll(now),
            Phase::Unknown if !unsent || self.common.same_phase_count < MAX_POLL_FAILURES => {
                self.common.schedule_poll(now)
            }
            Phase::Deleting | Phase::Deleted => self.deleted(now),
            _ => self.not_allowed(now),
        }
    }

    /// Handles an observation of the instance still stopped after the start was sent.
    fn not_started(&mut self, now: Duration) -> Step {
        let stopped_polls = self.common.same_phase_count;
        if self.transition_polls >= REVERT_CONFIRMATIONS && stopped_polls >= REVERT_CONFIRMATIONS {
            return self.common.finish(now, Outcome::Failed, &Reason::BackToStopped);
        }
        let had_no_effect = stopped_polls >= POLLS_BEFORE_RESEND && self.transition_polls == 0;
        if self.common.request == RequestState::Unknown && had_no_effect {
            // The start with the lost response did not arrive. The next poll sends another one.
            self.common.request = RequestState::NotSent;
            self.common.same_phase_count = 0;
        }
        self.common.schedule_poll(now)
    }

    fn drive_to_rebooted(&mut self, now: Duration, phase: Phase, instance: &Instance) -> Step {
        let unsent = self.common.request == RequestState::NotSent;
        let was_down = self.transition_polls > 0 || self.revision_changed;
        match phase {
            Phase::Running if unsent => self.ready(now, instance.revision),
            Phase::Running if was_down => self.finish_done(now, &Reason::Rebooted),
            Phase::Running if self.common.same_phase_count >= POLLS_BEFORE_RESEND => {
                self.common.finish(now, Outcome::Unconfirmed, &Reason::RebootNotObserved)
            }
            Phase::Changing | Phase::Stopping if unsent => self.locked(now),
            Phase::Changing | Phase::Stopping | Phase::Stopped if !unsent => self.in_transition(now),
            Phase::Deleting | Phase::Deleted => self.deleted(now),
            Phase::Running => self.common.schedule_poll(now),
            Phase::Unknown if !unsent || self.common.same_phase_count < MAX_POLL_FAILURES => {
                self.common.schedule_poll(now)
            }
            _ => self.not_allowed(now),
        }
    }

    fn drive_to_deleted(&mut self, now: Duration, phase: Phase) -> Step {
        let unsent = self.common.request == RequestState::NotSent;
        let has_reverted = self.transition_polls > 0 && self.common.same_phase_count >= REVERT_CONFIRMATIONS;
        match phase {
            // An instance in a recycle bin stays in the vendor's responses.
            Phase::Deleted if self.common.same_phase_count >= POLLS_BEFORE_RESEND => {
                let reason = Reason::WillBeDeleted(self.common.state_text());
                self.finish_done(now, &reason)
            }
            Phase::Deleting | Phase::Deleted => self.in_transition(now),
            Phase::Unstoppable if has_reverted => self.not_allowed(now),
            Phase::Changing | Phase::Stopping if unsent => self.locked(now),
            _ if unsent && !self.common.ambiguous => self.ready(now, None),
            _ => self.common.schedule_poll(now),
        }
    }

    fn drive_to_phase(&mut self, now: Duration, phase: Phase, wanted: Phase) -> Step {
        if phase == wanted {
            let was_reached_before = self.transition_polls == 0;
            let outcome = if was_reached_before { Outcome::AlreadyDone } else { Outcome::Done };
            return self.common.finish(now, outcome, &Reason::InState(self.common.state_text()));
        }
        if phase == Phase::Deleted || (phase == Phase::Deleting && wanted != Phase::Deleted) {
            return self.deleted(now);
        }
        self.in_transition(now)
    }

    /// Handles an observation of the instance in a transition to the goal.
    fn in_transition(&mut self, now: Duration) -> Step {
        self.transition_polls += 1;
        if self.common.waits_for_completion() {
            return self.common.schedule_poll(now);
        }
        self.common.finish(now, Outcome::Unconfirmed, &Reason::InProgress)
    }

    /// Handles an observation of the instance in a transition that another operation caused.
    fn locked(&mut self, now: Duration) -> Step {
        if self.common.waits_for_completion() && self.common.options.on_locked == OnLocked::Wait {
            return self.common.schedule_poll(now);
        }
        let reason = Reason::OtherOperation(self.common.state_text());
        self.common.finish(now, Outcome::Locked, &reason)
    }

    /// Sends the request to an instance in a phase that allows it.
    fn ready(&mut self, now: Duration, revision: Option<i64>) -> Step {
        if self.common.options.mode == Mode::DryRun {
            return Step::DryRun;
        }
        if let Some(error) = self.common.unverified_rejection.take() {
            return self.common.finish_with_error(now, Outcome::Failed, error);
        }
        if self.common.attempts >= MAX_SENDS {
            return self.common.schedule_poll(now);
        }
        self.revision_at_send = revision;
        self.common.send()
    }

    /// Ends the run in a state that does not allow the action, or in which it has failed.
    fn not_allowed(&mut self, now: Duration) -> Step {
        self.common.not_allowed(now, self.kind())
    }

    fn deleted(&mut self, now: Duration) -> Step {
        self.common.finish(now, Outcome::NotFound, &Reason::DeletedOrDeleting)
    }

    fn not_found(&mut self, now: Duration) -> Step {
        if let Err(step) = self.common.record_not_found(now) {
            return step;
        }
        let is_goal = matches!(self.goal, Goal::Deleted | Goal::Phase(Phase::Deleted));
        match &self.common.state {
            Some(_) if is_goal => self.finish_done(now, &Reason::Disappeared),
            Some(_) => self.common.finish(now, Outcome::NotFound, &Reason::Disappeared),
            None => self.common.finish(now, Outcome::NotFound, &Reason::NoSuchInstance),
        }
    }

    fn accepted(&mut self, now: Duration, request_id: Option<&str>) -> Step {
        self.common.accepted(request_id);
        if self.common.waits_for_completion() {
            return self.common.schedule_poll(now);
        }
        self.common.finish(now, Outcome::Unconfirmed, &Reason::AcceptedNotWaiting(self.kind()))
    }

    fn finish_done(&mut self, now: Duration, reason: &Reason) -> Step {
        self.common.finish(now, Outcome::Done, reason)
    }

    fn deadline(&mut self, now: Duration) -> Step {
        let in_transition = self.transition_polls > 0 || self.only_waits();
        match self.common.deadline(now, in_transition) {
            Some(step) => step,
            None => self.not_allowed(now),
        }
    }
}
