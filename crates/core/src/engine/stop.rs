//! [`StopMachine`]: one instance on its way to stopped.

use std::time::Duration;

use super::course::{Course, LOOKS_BEFORE_RESEND, MOST_SENDS, PATIENCE, Sent};
use super::why::{Act, Why};
use super::{ActionOptions, Event, Mode, OnLocked, Outcome, Report, Step};
use crate::{Error, Instance, Phase, State};

/// One instance on its way to stopped. See the [module](super) for how it is driven.
#[derive(Clone, Debug)]
pub struct StopMachine {
    course: Course,
    stopping_seen: u32,
    /// The state and revision when the stop was sent from a failed stop: stale until one moves.
    stale: Option<Option<i64>>,
}

impl StopMachine {
    /// A machine that will first look at the instance.
    pub fn new(options: ActionOptions) -> Self {
        Self { course: Course::new(options), stopping_seen: 0, stale: None }
    }

    /// A machine for an instance that a stop was sent to before, by a process that is no more. With
    /// `accepted` the vendor is known to have taken it on, and no other is ever sent.
    pub fn resumed(options: ActionOptions, accepted: bool) -> Self {
        let mut machine = Self::new(options);
        machine.course.sent = if accepted { Sent::Accepted } else { Sent::Perhaps };
        machine.course.was_asked();
        machine
    }

    /// How it ended; `None` until a step was [`Step::Done`].
    pub fn report(&self) -> Option<&Report> {
        self.course.report.as_ref()
    }

    /// The last state seen.
    pub fn state(&self) -> Option<&State> {
        self.course.state.as_ref()
    }

    /// Whether a stop was ever sent, whatever became of it.
    pub fn was_sent(&self) -> bool {
        self.course.asked
    }

    /// Takes an event, at this time since the start, and says what to do next.
    pub fn handle(&mut self, now: Duration, event: Event<'_>) -> Step {
        if self.course.report.is_some() {
            return Step::Done;
        }
        match self.react(now, event) {
            Step::Poll { .. } if now >= self.course.options.deadline => self.deadline(now),
            step => step,
        }
    }

    /// [`Step::Send`] was not carried out, and won't be: to be told before the event that ends it.
    pub fn cancel_send(&mut self) {
        self.course.cancel_send();
    }

    fn react(&mut self, now: Duration, event: Event<'_>) -> Step {
        match event {
            Event::Observed(Some(instance)) => self.observed(now, instance),
            Event::Observed(None) => self.missed(now),
            Event::ObserveFailed(error) => {
                let course = &self.course;
                let waiting = course.may_have_sent() || self.stopping_seen > 0 || course.lock.is_some();
                self.course.observe_failed(now, error, waiting)
            }
            Event::NotPermitted(error) => self.course.forbidden(now, error),
            Event::DryRunSkipped => self.course.rehearsed(now, Outcome::WouldStop, Act::Stop, None),
            Event::DryRunFinished(answer) => {
                self.course.rehearsed(now, Outcome::WouldStop, Act::Stop, Some(answer))
            }
            Event::Accepted(request_id) => self.accepted(now, request_id),
            Event::Rejected(error) => self.rejected(now, error),
            Event::Deadline => self.deadline(now),
            Event::Cancelled => self.course.cancelled(now, Act::Stop),
        }
    }

    fn observed(&mut self, now: Duration, instance: &Instance) -> Step {
        let phase = self.course.saw(instance);
        let unsent = self.course.sent == Sent::No;
        match phase {
            Phase::Stopped if !self.course.asked && !self.course.moved => {
                self.course.end(now, Outcome::AlreadyStopped, &Why::StoppedBefore)
            }
            Phase::Stopped => self.course.end(now, Outcome::Stopped, &Why::Stopped),
            Phase::Stopping => self.stopping(now),
            Phase::Deleting | Phase::Deleted => self.course.end(now, Outcome::NotFound, &Why::Deleted),
            Phase::StopFailed if self.is_stale(instance) => self.course.look_again(now),
            Phase::Running | Phase::StopFailed if unsent => self.ready(now, instance),
            Phase::Running => self.still_running(now),
            Phase::StopFailed | Phase::Unstoppable => self.unstoppable(now),
            Phase::Changing => self.changing(now),
            Phase::Unknown if self.course.says_nothing() => self.course.look_again(now),
            Phase::Unknown if unsent && self.course.streak >= PATIENCE => self.unstoppable(now),
            Phase::Unknown => self.course.look_again(now),
        }
    }

    fn stopping(&mut self, now: Duration) -> Step {
        self.stopping_seen += 1;
        match self.course.options.wait {
            Mode::WaitForCompletion => self.course.look_again(now),
            _ => self.course.end(now, Outcome::Unconfirmed, &Why::OnItsWayToStopped),
        }
    }

    /// Whether this failed stop may still be the one from before ours.
    fn is_stale(&self, instance: &Instance) -> bool {
        let unchanged = |before: Option<i64>| before == instance.revision;
        self.course.sent != Sent::No && self.stopping_seen == 0 && self.stale.is_some_and(unchanged)
    }

    fn ready(&mut self, now: Duration, instance: &Instance) -> Step {
        if self.course.options.wait == Mode::DryRun {
            return Step::DryRun;
        }
        if let Some(cause) = self.course.refusal.take() {
            return self.course.finish(now, Outcome::Failed, cause);
        }
        if self.course.sends >= MOST_SENDS {
            return self.course.look_again(now);
        }
        self.stale = (instance.state.phase() == Phase::StopFailed).then_some(instance.revision);
        self.course.send()
    }

    fn still_running(&mut self, now: Duration) -> Step {
        let streak = self.course.streak;
        if self.stopping_seen >= 2 && streak >= 2 {
            return self.course.end(now, Outcome::Failed, &Why::BackToRunning);
        }
        let no_effect = streak >= LOOKS_BEFORE_RESEND && self.stopping_seen == 0;
        if self.course.sent == Sent::Perhaps && no_effect {
            // The first one is known by now to have had no effect.
            self.course.sent = Sent::No;
            self.course.streak = 0;
        }
        self.course.look_again(now)
    }

    fn unstoppable(&mut self, now: Duration) -> Step {
        let state = self.course.word();
        if self.course.may_have_sent() {
            return self.course.end(now, Outcome::Failed, &Why::Became(Act::Stop, state));
        }
        let why = Why::CantBeStopped { state, sent: self.course.asked };
        self.course.end(now, Outcome::Refused, &why)
    }

    fn changing(&mut self, now: Duration) -> Step {
        let unsent = self.course.sent == Sent::No;
        if unsent && self.course.options.lock == OnLocked::Fail {
            let why = Why::UnderWay(self.course.word());
            return self.course.end(now, Outcome::Locked, &why);
        }
        if unsent && self.course.options.wait != Mode::WaitForCompletion {
            return self.unstoppable(now);
        }
        self.course.look_again(now)
    }

    fn missed(&mut self, now: Duration) -> Step {
        if let Err(step) = self.course.missed(now) {
            return step;
        }
        let why = match (&self.course.state, self.course.asked) {
            (None, _) => Why::NoSuchInstance,
            (Some(_), false) => Why::NoLongerThereUnsent,
            (Some(_), true) => Why::NoLongerThereAsked,
        };
        self.course.end(now, Outcome::NotFound, &why)
    }

    fn accepted(&mut self, now: Duration, request_id: Option<&str>) -> Step {
        self.course.accepted(request_id);
        match self.course.options.wait {
            Mode::WaitForCompletion => self.course.look_again(now),
            _ => self.course.end(now, Outcome::Unconfirmed, &Why::NotWaitedFor(Act::Stop)),
        }
    }

    fn rejected(&mut self, now: Duration, error: &Error) -> Step {
        let waits = self.course.options.wait == Mode::WaitForCompletion;
        self.course.rejected(now, error, waits)
    }

    fn deadline(&mut self, now: Duration) -> Step {
        if self.course.is_rehearsing() {
            return self.course.rehearsal_unanswered(now);
        }
        let stopping = self.stopping_seen > 0;
        self.course.deadline(now, stopping).unwrap_or_else(|| self.unstoppable(now))
    }
}
