//! [`ChangeMachine`]: one instance on its way to another state than stopped.

use std::time::Duration;

use super::course::{Course, LOOKS_BEFORE_RESEND, MOST_SENDS, PATIENCE, Sent};
use super::{Event, Lock, Outcome, Report, Step, StopOptions, Wait};
use crate::{Error, Instance, Phase, State};

/// Where an instance is to get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// Started, and running.
    Running,
    /// Down and up again.
    Rebooted,
    /// Deleted, and no longer there.
    Gone,
    /// Whatever others do: in this phase. Nothing is ever sent.
    Seen(Phase),
}

/// One instance on its way. See the [module](super) for how it is driven.
///
/// As with a stop, only the vendor's own state is believed, and what is in doubt is observed. A start
/// of unknown fate is sent again once six looks in a row show no effect; a reboot and a deletion are
/// never sent again.
#[derive(Clone, Debug)]
pub struct ChangeMachine {
    course: Course,
    goal: Goal,
    /// Looks that showed it on its way.
    on_its_way: u32,
    /// When it was last written before the request was sent.
    revision: Option<i64>,
    /// Whether it was written again since.
    rewritten: bool,
}

impl ChangeMachine {
    /// A machine that will first look at the instance.
    pub fn new(goal: Goal, options: StopOptions) -> Self {
        let course = Course::new(options);
        Self { course, goal, on_its_way: 0, revision: None, rewritten: false }
    }

    /// How it ended; `None` until a step was [`Step::Done`].
    pub fn report(&self) -> Option<&Report> {
        self.course.report.as_ref()
    }

    /// The last state seen.
    pub fn state(&self) -> Option<&State> {
        self.course.state.as_ref()
    }

    /// Takes an event, at this time since the start, and says what to do next.
    pub fn handle(&mut self, now: Duration, event: Event<'_>) -> Step {
        if self.course.report.is_some() {
            return Step::Done;
        }
        match self.react(now, event) {
            Step::Observe { .. } if now >= self.course.options.deadline => self.deadline(now),
            step => step,
        }
    }

    fn react(&mut self, now: Duration, event: Event<'_>) -> Step {
        match event {
            Event::Observed(Some(instance)) => self.observed(now, instance),
            Event::Observed(None) => self.missed(now),
            Event::ObserveFailed(error) => {
                let waiting = self.course.may_have_sent() || self.on_its_way > 0 || self.watches();
                self.course.observe_failed(now, error, waiting)
            }
            Event::Forbidden(error) => self.course.forbidden(now, error),
            Event::Allowed => self.course.rehearsed(now, Outcome::WouldDo, self.noun(), None),
            Event::Rehearsed(answer) => {
                self.course.rehearsed(now, Outcome::WouldDo, self.noun(), Some(answer))
            }
            Event::Accepted(request_id) => self.accepted(now, request_id),
            Event::Rejected(error) => self.rejected(now, error),
            Event::Deadline => self.deadline(now),
            Event::Cancelled => self.course.cancelled(now, self.noun()),
        }
    }

    /// Whether it only looks.
    fn watches(&self) -> bool {
        matches!(self.goal, Goal::Seen(_))
    }

    fn noun(&self) -> &'static str {
        match self.goal {
            Goal::Running => "start",
            Goal::Rebooted => "reboot",
            Goal::Gone => "deletion",
            Goal::Seen(_) => "request",
        }
    }

    fn observed(&mut self, now: Duration, instance: &Instance) -> Step {
        let phase = self.course.saw(instance);
        self.rewritten |= self.course.asked && instance.revision != self.revision;
        if self.course.says_nothing() {
            return self.course.look_again(now);
        }
        match self.goal {
            Goal::Running => self.towards_running(now, phase),
            Goal::Rebooted => self.towards_rebooted(now, phase, instance),
            Goal::Gone => self.towards_gone(now, phase),
            Goal::Seen(wanted) => self.towards(now, phase, wanted),
        }
    }

    fn towards_running(&mut self, now: Duration, phase: Phase) -> Step {
        let unsent = self.course.sent == Sent::No;
        match phase {
            Phase::Running if !self.course.asked && self.on_its_way == 0 => {
                let message = "it was running before; nothing was sent";
                self.course.end(now, Outcome::AlreadyDone, message)
            }
            Phase::Running => self.done(now, "the vendor's state reads running"),
            Phase::Stopped if unsent => self.ready(now, None),
            Phase::Stopped => self.still_stopped(now),
            Phase::Changing => self.moving(now),
            Phase::Stopping if unsent => self.held(now),
            Phase::Stopping => self.course.look_again(now),
            Phase::Unknown if !unsent || self.course.streak < PATIENCE => self.course.look_again(now),
            Phase::Gone => self.gone(now),
            _ => self.unable(now),
        }
    }

    fn still_stopped(&mut self, now: Duration) -> Step {
        let streak = self.course.streak;
        if self.on_its_way >= 2 && streak >= 2 {
            let message = "it went back to stopped after it had been starting";
            return self.course.end(now, Outcome::Failed, message);
        }
        if self.course.sent == Sent::Perhaps && streak >= LOOKS_BEFORE_RESEND && self.on_its_way == 0 {
            // The first one is known by now to have had no effect.
            self.course.sent = Sent::No;
            self.course.streak = 0;
        }
        self.course.look_again(now)
    }

    fn towards_rebooted(&mut self, now: Duration, phase: Phase, instance: &Instance) -> Step {
        let unsent = self.course.sent == Sent::No;
        match phase {
            Phase::Running if unsent => self.ready(now, instance.revision),
            Phase::Running if self.on_its_way > 0 || self.rewritten => {
                self.done(now, "it went down, and the vendor's state reads running again")
            }
            Phase::Running if self.course.streak >= LOOKS_BEFORE_RESEND => {
                let message = "a reboot was sent, but it was seen running all the time";
                self.course.end(now, Outcome::Unconfirmed, message)
            }
            Phase::Changing | Phase::Stopping if unsent => self.held(now),
            Phase::Changing | Phase::Stopping | Phase::Stopped if !unsent => self.moving(now),
            Phase::Gone => self.gone(now),
            Phase::Running => self.course.look_again(now),
            Phase::Unknown if !unsent || self.course.streak < PATIENCE => self.course.look_again(now),
            _ => self.unable(now),
        }
    }

    fn towards_gone(&mut self, now: Duration, phase: Phase) -> Step {
        let unsent = self.course.sent == Sent::No;
        match phase {
            // Being deleted is not deleted; but what is kept in a bin is never missed.
            Phase::Gone if self.course.streak >= LOOKS_BEFORE_RESEND => {
                let message = format!("its state is {}: it is gone, or goes by itself", self.course.word());
                self.done(now, message)
            }
            Phase::Gone => self.moving(now),
            Phase::Changing | Phase::Stopping if unsent => self.held(now),
            _ if unsent && !self.course.doubt => self.ready(now, None),
            _ => self.course.look_again(now),
        }
    }

    fn towards(&mut self, now: Duration, phase: Phase, wanted: Phase) -> Step {
        if phase == wanted {
            let outcome = if self.on_its_way == 0 { Outcome::AlreadyDone } else { Outcome::Done };
            return self.course.end(now, outcome, format!("its state is {}", self.course.word()));
        }
        if phase == Phase::Gone {
            return self.gone(now);
        }
        self.moving(now)
    }

    fn moving(&mut self, now: Duration) -> Step {
        self.on_its_way += 1;
        match self.course.options.wait {
            Wait::UntilStopped => self.course.look_again(now),
            _ => self.course.end(now, Outcome::Unconfirmed, "it is on its way"),
        }
    }

    /// Another operation has it.
    fn held(&mut self, now: Duration) -> Step {
        let waits = self.course.options.wait == Wait::UntilStopped;
        if waits && self.course.options.lock == Lock::Wait {
            return self.course.look_again(now);
        }
        let state = self.course.word();
        let message = format!("its state is {state}: another operation is under way; nothing was sent");
        self.course.end(now, Outcome::Locked, message)
    }

    fn ready(&mut self, now: Duration, revision: Option<i64>) -> Step {
        if self.course.options.wait == Wait::Rehearse {
            return Step::Rehearse;
        }
        if let Some(cause) = self.course.refusal.take() {
            return self.course.finish(now, Outcome::Failed, Some(cause), String::new());
        }
        if self.course.sends >= MOST_SENDS {
            return self.course.look_again(now);
        }
        self.revision = revision;
        self.course.send()
    }

    fn unable(&mut self, now: Duration) -> Step {
        let (state, noun) = (self.course.word(), self.noun());
        if self.course.may_have_sent() {
            let message = format!("after the {noun} its state became {state}");
            return self.course.end(now, Outcome::Failed, message);
        }
        let message = format!("its state is {state}, which allows no {noun}; nothing was sent");
        self.course.end(now, Outcome::Refused, message)
    }

    fn gone(&mut self, now: Duration) -> Step {
        self.course.end(now, Outcome::NotFound, "it is deleted or being deleted")
    }

    fn missed(&mut self, now: Duration) -> Step {
        if let Err(step) = self.course.missed(now) {
            return step;
        }
        let wanted = matches!(self.goal, Goal::Gone | Goal::Seen(Phase::Gone));
        match &self.course.state {
            Some(_) if wanted => self.done(now, "it is no longer there"),
            Some(_) => self.course.end(now, Outcome::NotFound, "it is no longer there"),
            None => {
                let message = "there is no such instance in this account and region";
                self.course.end(now, Outcome::NotFound, message)
            }
        }
    }

    fn accepted(&mut self, now: Duration, request_id: Option<&str>) -> Step {
        self.course.accepted(request_id);
        match self.course.options.wait {
            Wait::UntilStopped => self.course.look_again(now),
            _ => {
                let message = format!("the vendor took the {} on; not waited for", self.noun());
                self.course.end(now, Outcome::Unconfirmed, message)
            }
        }
    }

    fn rejected(&mut self, now: Duration, error: &Error) -> Step {
        let waits = self.course.options.wait == Wait::UntilStopped;
        self.course.rejected(now, error, waits)
    }

    fn done(&mut self, now: Duration, message: impl Into<String>) -> Step {
        self.course.end(now, Outcome::Done, message)
    }

    fn deadline(&mut self, now: Duration) -> Step {
        let waited = self.on_its_way > 0 || self.watches();
        self.course.deadline(now, waited).unwrap_or_else(|| self.unable(now))
    }
}
