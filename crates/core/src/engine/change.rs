//! [`ChangeMachine`]: one instance on its way to another state than stopped.

use std::time::Duration;

use super::course::{Course, LOOKS_BEFORE_RESEND, MOST_SENDS, PATIENCE, Sent};
use super::why::{Act, Why};
use super::{ActionOptions, Event, Mode, OnLocked, Outcome, Report, Step};
use crate::{Error, Instance, Phase, State};

/// Where an instance is to get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// Started, and running.
    Running,
    /// Down and up again.
    Rebooted,
    /// Deleted, and no longer there.
    Deleted,
    /// Whatever others do: in this phase. Nothing is ever sent.
    Phase(Phase),
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
    pub fn new(goal: Goal, options: ActionOptions) -> Self {
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
                let waiting = self.course.may_have_sent() || self.on_its_way > 0 || self.watches();
                self.course.observe_failed(now, error, waiting)
            }
            Event::NotPermitted(error) => self.course.forbidden(now, error),
            Event::DryRunSkipped => self.course.rehearsed(now, Outcome::WouldDo, self.act(), None),
            Event::DryRunFinished(answer) => {
                self.course.rehearsed(now, Outcome::WouldDo, self.act(), Some(answer))
            }
            Event::Accepted(request_id) => self.accepted(now, request_id),
            Event::Rejected(error) => self.rejected(now, error),
            Event::Deadline => self.deadline(now),
            Event::Cancelled => self.course.cancelled(now, self.act()),
        }
    }

    /// Whether it only looks.
    fn watches(&self) -> bool {
        matches!(self.goal, Goal::Phase(_))
    }

    fn act(&self) -> Act {
        match self.goal {
            Goal::Running => Act::Start,
            Goal::Rebooted => Act::Reboot,
            Goal::Deleted => Act::Deletion,
            Goal::Phase(_) => Act::Request,
        }
    }

    fn observed(&mut self, now: Duration, instance: &Instance) -> Step {
        let phase = self.course.saw(instance);
        // Before the vendor has taken it on, it may be another's doing.
        let differs =
            matches!((self.revision, instance.revision), (Some(before), Some(now)) if before != now);
        self.rewritten |= self.course.sent == Sent::Accepted && differs;
        if self.course.says_nothing() {
            return self.course.look_again(now);
        }
        match self.goal {
            Goal::Running => self.towards_running(now, phase),
            Goal::Rebooted => self.towards_rebooted(now, phase, instance),
            Goal::Deleted => self.towards_gone(now, phase),
            Goal::Phase(wanted) => self.towards(now, phase, wanted),
        }
    }

    fn towards_running(&mut self, now: Duration, phase: Phase) -> Step {
        let unsent = self.course.sent == Sent::No;
        match phase {
            Phase::Running if !self.course.asked && !self.course.moved => {
                self.course.end(now, Outcome::AlreadyDone, &Why::RunningBefore)
            }
            Phase::Running => self.done(now, &Why::Running),
            Phase::Stopped if unsent => self.ready(now, None),
            Phase::Stopped => self.still_stopped(now),
            Phase::Changing => self.moving(now),
            Phase::Stopping if unsent => self.held(now),
            Phase::Stopping => self.course.look_again(now),
            Phase::Unknown if !unsent || self.course.streak < PATIENCE => self.course.look_again(now),
            Phase::Deleting | Phase::Deleted => self.gone(now),
            _ => self.unable(now),
        }
    }

    fn still_stopped(&mut self, now: Duration) -> Step {
        let streak = self.course.streak;
        if self.on_its_way >= 2 && streak >= 2 {
            return self.course.end(now, Outcome::Failed, &Why::BackToStopped);
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
            Phase::Running if self.on_its_way > 0 || self.rewritten => self.done(now, &Why::Rebooted),
            Phase::Running if self.course.streak >= LOOKS_BEFORE_RESEND => {
                self.course.end(now, Outcome::Unconfirmed, &Why::RebootUnseen)
            }
            Phase::Changing | Phase::Stopping if unsent => self.held(now),
            Phase::Changing | Phase::Stopping | Phase::Stopped if !unsent => self.moving(now),
            Phase::Deleting | Phase::Deleted => self.gone(now),
            Phase::Running => self.course.look_again(now),
            Phase::Unknown if !unsent || self.course.streak < PATIENCE => self.course.look_again(now),
            _ => self.unable(now),
        }
    }

    fn towards_gone(&mut self, now: Duration, phase: Phase) -> Step {
        let unsent = self.course.sent == Sent::No;
        match phase {
            // What is kept in a bin is never missed.
            Phase::Deleted if self.course.streak >= LOOKS_BEFORE_RESEND => {
                self.done(now, &Why::GoesByItself(self.course.word()))
            }
            Phase::Deleting | Phase::Deleted => self.moving(now),
            Phase::Unstoppable if self.on_its_way > 0 && self.course.streak >= 2 => self.unable(now),
            Phase::Changing | Phase::Stopping if unsent => self.held(now),
            _ if unsent && !self.course.doubt => self.ready(now, None),
            _ => self.course.look_again(now),
        }
    }

    fn towards(&mut self, now: Duration, phase: Phase, wanted: Phase) -> Step {
        if phase == wanted {
            let outcome = if self.on_its_way == 0 { Outcome::AlreadyDone } else { Outcome::Done };
            return self.course.end(now, outcome, &Why::InState(self.course.word()));
        }
        if phase == Phase::Deleted || (phase == Phase::Deleting && wanted != Phase::Deleted) {
            return self.gone(now);
        }
        self.moving(now)
    }

    fn moving(&mut self, now: Duration) -> Step {
        self.on_its_way += 1;
        match self.course.options.wait {
            Mode::WaitForCompletion => self.course.look_again(now),
            _ => self.course.end(now, Outcome::Unconfirmed, &Why::OnItsWay),
        }
    }

    /// Another operation has it.
    fn held(&mut self, now: Duration) -> Step {
        let waits = self.course.options.wait == Mode::WaitForCompletion;
        if waits && self.course.options.lock == OnLocked::Wait {
            return self.course.look_again(now);
        }
        let why = Why::UnderWay(self.course.word());
        self.course.end(now, Outcome::Locked, &why)
    }

    fn ready(&mut self, now: Duration, revision: Option<i64>) -> Step {
        if self.course.options.wait == Mode::DryRun {
            return Step::DryRun;
        }
        if let Some(cause) = self.course.refusal.take() {
            return self.course.finish(now, Outcome::Failed, cause);
        }
        if self.course.sends >= MOST_SENDS {
            return self.course.look_again(now);
        }
        self.revision = revision;
        self.course.send()
    }

    fn unable(&mut self, now: Duration) -> Step {
        let (state, act) = (self.course.word(), self.act());
        if self.course.may_have_sent() {
            return self.course.end(now, Outcome::Failed, &Why::Became(act, state));
        }
        self.course.end(now, Outcome::Refused, &Why::AllowsNo(act, state))
    }

    fn gone(&mut self, now: Duration) -> Step {
        self.course.end(now, Outcome::NotFound, &Why::Deleted)
    }

    fn missed(&mut self, now: Duration) -> Step {
        if let Err(step) = self.course.missed(now) {
            return step;
        }
        let wanted = matches!(self.goal, Goal::Deleted | Goal::Phase(Phase::Deleted));
        match &self.course.state {
            Some(_) if wanted => self.done(now, &Why::NoLongerThere),
            Some(_) => self.course.end(now, Outcome::NotFound, &Why::NoLongerThere),
            None => self.course.end(now, Outcome::NotFound, &Why::NoSuchInstance),
        }
    }

    fn accepted(&mut self, now: Duration, request_id: Option<&str>) -> Step {
        self.course.accepted(request_id);
        match self.course.options.wait {
            Mode::WaitForCompletion => self.course.look_again(now),
            _ => self.course.end(now, Outcome::Unconfirmed, &Why::NotWaitedFor(self.act())),
        }
    }

    fn rejected(&mut self, now: Duration, error: &Error) -> Step {
        let waits = self.course.options.wait == Mode::WaitForCompletion;
        self.course.rejected(now, error, waits)
    }

    fn done(&mut self, now: Duration, why: &Why) -> Step {
        self.course.end(now, Outcome::Done, why)
    }

    fn deadline(&mut self, now: Duration) -> Step {
        let waited = self.on_its_way > 0 || self.watches();
        self.course.deadline(now, waited).unwrap_or_else(|| self.unable(now))
    }
}
