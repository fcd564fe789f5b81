//! [`StopMachine`]: one instance on its way to stopped.

use std::time::Duration;

use super::cause::Cause;
use super::{Event, Lock, Outcome, Report, Step, StopOptions, Wait};
use crate::{Error, ErrorKind, Instance, Phase, State};

/// What is known about a stop that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sent {
    /// None was sent.
    No,
    /// One was, and its fate is unknown.
    Perhaps,
    /// The vendor took one on.
    Accepted,
}

/// After an ambiguous answer, so many looks in a row must show it running before it is sent again.
///
/// Six looks take some twenty seconds: not every product has a state between running and stopped.
const LOOKS_BEFORE_RESEND: u32 = 6;
/// So many looks may fail in a row, or show an unknown state, before anything has been sent.
const PATIENCE: u32 = 5;
/// A look that misses an instance which was there before must be repeated so often to be believed.
const MISSES: u32 = 3;
/// So many stops are sent at most.
const MOST_SENDS: u32 = 5;

/// One instance on its way to stopped. See the [module](super) for how it is driven.
#[derive(Clone, Debug)]
pub struct StopMachine {
    options: StopOptions,
    sent: Sent,
    /// Whether one was ever sent, whatever became of it.
    asked: bool,
    /// Whether the fate of one was ever unknown: it may yet have its effect.
    doubt: bool,
    /// Those that count against [`MOST_SENDS`].
    sends: u32,
    looks: u32,
    /// Looks in a row that showed the same phase.
    streak: u32,
    /// Looks in a row that missed it.
    misses: u32,
    /// Looks in a row that failed.
    failures: u32,
    stopping_seen: u32,
    state: Option<State>,
    /// The state and revision when the stop was sent from a failed stop: stale until one moves.
    stale: Option<Option<i64>>,
    lock: Option<Cause>,
    /// A refusal that is looked into once before it is believed: the instance may just have stopped.
    refusal: Option<Cause>,
    /// Why the last look failed.
    blind: Option<Cause>,
    request_id: Option<String>,
    report: Option<Report>,
}

impl StopMachine {
    /// A machine that will first look at the instance.
    pub fn new(options: StopOptions) -> Self {
        Self {
            options,
            sent: Sent::No,
            asked: false,
            doubt: false,
            sends: 0,
            looks: 0,
            streak: 0,
            misses: 0,
            failures: 0,
            stopping_seen: 0,
            state: None,
            stale: None,
            lock: None,
            refusal: None,
            blind: None,
            request_id: None,
            report: None,
        }
    }

    /// A machine for an instance that a stop was sent to before, by a process that is no more. With
    /// `accepted` the vendor is known to have taken it on, and no other is ever sent.
    pub fn resumed(options: StopOptions, accepted: bool) -> Self {
        let sent = if accepted { Sent::Accepted } else { Sent::Perhaps };
        Self { sent, asked: true, doubt: true, ..Self::new(options) }
    }

    /// How it ended; `None` until a step was [`Step::Done`].
    pub fn report(&self) -> Option<&Report> {
        self.report.as_ref()
    }

    /// The last state seen.
    pub fn state(&self) -> Option<&State> {
        self.state.as_ref()
    }

    /// Whether a stop was ever sent, whatever became of it.
    pub fn was_sent(&self) -> bool {
        self.asked
    }

    /// Takes an event, at this time since the start, and says what to do next.
    pub fn handle(&mut self, now: Duration, event: Event<'_>) -> Step {
        if self.report.is_some() {
            return Step::Done;
        }
        match event {
            Event::Observed(Some(instance)) => self.observed(now, instance),
            Event::Observed(None) => self.missed(now),
            Event::ObserveFailed(error) => self.observe_failed(now, error),
            Event::Forbidden(error) => self.forbidden(now, error),
            Event::Accepted(request_id) => self.accepted(now, request_id),
            Event::Rejected(error) => self.rejected(now, error),
            Event::Deadline => self.deadline(now),
            Event::Cancelled => self.cancelled(now),
        }
    }

    fn observed(&mut self, now: Duration, instance: &Instance) -> Step {
        let phase = instance.state.phase();
        let same = self.state.as_ref().is_some_and(|state| state.phase() == phase);
        self.streak = if same { self.streak + 1 } else { 1 };
        (self.misses, self.failures, self.blind) = (0, 0, None);
        self.state = Some(instance.state.clone());
        match phase {
            Phase::Stopped if !self.asked && self.stopping_seen == 0 => {
                self.end(now, Outcome::AlreadyStopped, "it was stopped before; nothing was sent")
            }
            Phase::Stopped => self.end(now, Outcome::Stopped, "the vendor's state reads stopped"),
            Phase::Stopping => self.stopping(now),
            Phase::Gone => self.end(now, Outcome::NotFound, "it is deleted or being deleted"),
            Phase::StopFailed if self.is_stale(instance) => self.look_again(now),
            Phase::Running | Phase::StopFailed if self.sent == Sent::No => self.ready(now, instance),
            Phase::Running => self.still_running(now),
            Phase::StopFailed | Phase::Unstoppable => self.unstoppable(now),
            Phase::Changing => self.changing(now),
            // An empty state is the vendor's "could not be looked up": it says nothing.
            Phase::Unknown if instance.state.as_str().is_empty() => self.look_again(now),
            Phase::Unknown if self.sent == Sent::No && self.streak >= PATIENCE => self.unstoppable(now),
            Phase::Unknown => self.look_again(now),
        }
    }

    fn stopping(&mut self, now: Duration) -> Step {
        self.stopping_seen += 1;
        match self.options.wait {
            Wait::UntilStopped => self.look_again(now),
            _ => self.end(now, Outcome::Unconfirmed, "it is on its way to stopped"),
        }
    }

    /// Whether this failed stop may still be the one from before ours.
    fn is_stale(&self, instance: &Instance) -> bool {
        let unchanged = |before: Option<i64>| before == instance.revision;
        self.sent != Sent::No && self.stopping_seen == 0 && self.stale.is_some_and(unchanged)
    }

    fn ready(&mut self, now: Duration, instance: &Instance) -> Step {
        if self.options.wait == Wait::Rehearse {
            return self.end(now, Outcome::WouldStop, "a stop would be sent");
        }
        if let Some(cause) = self.refusal.take() {
            return self.finish(now, Outcome::Failed, Some(cause), String::new());
        }
        if self.sends >= MOST_SENDS {
            return self.look_again(now);
        }
        self.stale = (instance.state.phase() == Phase::StopFailed).then_some(instance.revision);
        self.sent = Sent::Perhaps;
        self.asked = true;
        self.sends += 1;
        self.streak = 0;
        Step::Send
    }

    fn still_running(&mut self, now: Duration) -> Step {
        if self.stopping_seen >= 2 && self.streak >= 2 {
            return self.end(now, Outcome::Failed, "it went back to running after it had been stopping");
        }
        if self.sent == Sent::Perhaps && self.streak >= LOOKS_BEFORE_RESEND && self.stopping_seen == 0 {
            // The first one is known by now to have had no effect.
            self.sent = Sent::No;
            self.streak = 0;
        }
        self.look_again(now)
    }

    fn unstoppable(&mut self, now: Duration) -> Step {
        let state = self.state.clone().map(|state| state.to_string()).unwrap_or_default();
        if self.may_have_sent() {
            return self.end(now, Outcome::Failed, format!("after the stop its state became {state}"));
        }
        let sent = if self.asked { "" } else { "; nothing was sent" };
        self.end(now, Outcome::Refused, format!("its state is {state}, which can't be stopped{sent}"))
    }

    /// Whether a stop that was sent may have, or yet have, its effect.
    fn may_have_sent(&self) -> bool {
        self.sent != Sent::No || self.doubt
    }

    fn changing(&mut self, now: Duration) -> Step {
        if self.sent == Sent::No && self.options.lock == Lock::Fail {
            let state = self.state.clone().map(|state| state.to_string()).unwrap_or_default();
            let message = format!("its state is {state}: another operation is under way; nothing was sent");
            return self.end(now, Outcome::Locked, message);
        }
        if self.sent == Sent::No && self.options.wait != Wait::UntilStopped {
            return self.unstoppable(now);
        }
        self.look_again(now)
    }

    fn missed(&mut self, now: Duration) -> Step {
        self.misses += 1;
        if self.state.is_some() && self.misses < MISSES {
            return self.look_again(now);
        }
        let message = match (&self.state, self.asked) {
            (None, _) => "there is no such instance in this account and region",
            (Some(_), false) => "it is no longer there; nothing was sent",
            (Some(_), true) => "it is no longer there: not seen stopped, deleted perhaps",
        };
        self.end(now, Outcome::NotFound, message)
    }

    fn observe_failed(&mut self, now: Duration, error: &Error) -> Step {
        self.failures += 1;
        self.blind = Some(error.into());
        let waiting = self.may_have_sent() || self.stopping_seen > 0 || self.lock.is_some();
        // Once something was sent, no single bad answer ends the wait, but for a key that is refused;
        // before, what is not this API at all is told at once.
        let kind = error.kind();
        let passing = kind.is_transient() || (waiting && kind.is_ambiguous());
        let odd = waiting && matches!(kind, ErrorKind::ClockSkew | ErrorKind::Vendor);
        let patient = (passing && waiting) || ((passing || odd) && self.failures < PATIENCE);
        // A connection that can't be made at all is told at once: the client has tried thrice.
        if patient && (waiting || error.kind() != ErrorKind::Connect) {
            let pause = self.pause().max(error.retry_after().unwrap_or_default());
            return self.look_after(now, pause);
        }
        let outcome = match error.kind() {
            _ if self.may_have_sent() => Outcome::Unconfirmed,
            ErrorKind::NotFound => Outcome::NotFound,
            _ => Outcome::Failed,
        };
        self.fail(now, outcome, error)
    }

    fn forbidden(&mut self, now: Duration, error: &Error) -> Step {
        // This one was not sent after all; earlier ones were.
        self.sends = self.sends.saturating_sub(1);
        (self.sent, self.asked) = (Sent::No, self.sends > 0 || self.doubt);
        let outcome = match error.kind() {
            ErrorKind::Unsupported => Outcome::Unsupported,
            ErrorKind::Config => Outcome::Failed,
            _ => Outcome::Refused,
        };
        self.fail(now, outcome, error)
    }

    fn accepted(&mut self, now: Duration, request_id: Option<&str>) -> Step {
        self.sent = Sent::Accepted;
        self.lock = None;
        self.looks = 0;
        self.request_id = request_id.map(str::to_owned);
        match self.options.wait {
            Wait::UntilStopped => self.look_again(now),
            _ => self.end(now, Outcome::Unconfirmed, "the vendor took the stop on; not waited for"),
        }
    }

    fn rejected(&mut self, now: Duration, error: &Error) -> Step {
        if error.kind().is_ambiguous() {
            self.doubt = true;
            self.lock = Some(error.into());
            return self.look_again(now);
        }
        self.sent = Sent::No;
        match error.kind() {
            ErrorKind::Locked if self.options.lock == Lock::Fail => self.fail(now, Outcome::Locked, error),
            ErrorKind::Locked | ErrorKind::InvalidState | ErrorKind::Throttled
                if self.options.wait == Wait::UntilStopped && self.sends < MOST_SENDS =>
            {
                // A lock or a throttle says nothing against the stop: only the deadline ends these.
                self.sends -= u32::from(error.kind() != ErrorKind::InvalidState);
                self.lock = Some(error.into());
                let pause = self.pause().max(error.retry_after().unwrap_or_default());
                self.look_after(now, pause)
            }
            ErrorKind::Locked => self.fail(now, Outcome::Locked, error),
            ErrorKind::InvalidState => self.fail(now, Outcome::Refused, error),
            ErrorKind::NotFound => self.fail(now, Outcome::NotFound, error),
            ErrorKind::Unsupported => self.fail(now, Outcome::Unsupported, error),
            // Not every vendor publishes its code for "not running".
            ErrorKind::Vendor | ErrorKind::InvalidRequest if self.options.wait == Wait::UntilStopped => {
                self.refusal = Some(error.into());
                self.look_again(now)
            }
            _ => self.fail(now, Outcome::Failed, error),
        }
    }

    fn deadline(&mut self, now: Duration) -> Step {
        if self.may_have_sent() || self.stopping_seen > 0 {
            return self.unconfirmed(now);
        }
        let outcome = |kind| match kind {
            ErrorKind::Locked => Outcome::Locked,
            ErrorKind::InvalidState => Outcome::Refused,
            _ => Outcome::Failed,
        };
        match self.lock.take().or(self.refusal.take()).or(self.blind.take()) {
            Some(cause) => self.finish(now, outcome(cause.kind), Some(cause), String::new()),
            None => match &self.state {
                Some(state) if !state.as_str().is_empty() => self.unstoppable(now),
                Some(_) => {
                    self.end(now, Outcome::Failed, "the vendor could not tell its state; nothing was sent")
                }
                None => self.end(now, Outcome::Failed, "no answer before the deadline; nothing was sent"),
            },
        }
    }

    /// With the last answer that left it open, if one did: a longer deadline may not be the remedy.
    fn unconfirmed(&mut self, now: Duration) -> Step {
        let state = self.state.clone().map_or("unknown".to_owned(), |state| state.to_string());
        let message = format!("at the deadline its state was still {state}");
        let open = (self.sent != Sent::Accepted).then(|| self.lock.take()).flatten();
        match open.or(self.blind.take()) {
            Some(mut cause) => {
                cause.message = format!("{message}; the last answer was: {}", cause.message);
                self.finish(now, Outcome::Unconfirmed, Some(cause), String::new())
            }
            None => self.end(now, Outcome::Unconfirmed, message),
        }
    }

    fn cancelled(&mut self, now: Duration) -> Step {
        match (self.may_have_sent(), self.asked) {
            (true, _) => self.end(now, Outcome::Unconfirmed, "cancelled after a stop was sent"),
            (false, true) => self.end(now, Outcome::Failed, "cancelled; the stop had been refused"),
            (false, false) => self.end(now, Outcome::Failed, "cancelled; nothing was sent"),
        }
    }

    fn look_again(&mut self, now: Duration) -> Step {
        let pause = self.pause();
        self.look_after(now, pause)
    }

    fn look_after(&mut self, now: Duration, pause: Duration) -> Step {
        if now >= self.options.deadline {
            return self.deadline(now);
        }
        self.looks += 1;
        // The last look is at the deadline itself, never after it.
        Step::Observe { after: pause.min(self.options.deadline.saturating_sub(now)) }
    }

    /// 1 s, 1.5 s, 2.25 s, … 15 s.
    fn pause(&self) -> Duration {
        let factor = 1.5_f64.powi(i32::try_from(self.looks.min(40)).unwrap_or(40));
        self.options.first_pause.mul_f64(factor).min(self.options.longest_pause)
    }

    fn end(&mut self, now: Duration, outcome: Outcome, message: impl Into<String>) -> Step {
        self.finish(now, outcome, None, message.into())
    }

    fn fail(&mut self, now: Duration, outcome: Outcome, error: &Error) -> Step {
        self.finish(now, outcome, Some(error.into()), String::new())
    }

    fn finish(&mut self, now: Duration, outcome: Outcome, cause: Option<Cause>, message: String) -> Step {
        let advice = cause.as_ref().map(|cause| cause.advice);
        let (kind, code, message, request_id) = match cause {
            Some(cause) => (Some(cause.kind), cause.code, cause.message, cause.request_id),
            None => (None, None, message, self.request_id.take()),
        };
        let state = self.state.as_ref().map(|state| state.as_str().to_owned());
        self.report = Some(Report { outcome, state, kind, code, message, advice, request_id, elapsed: now });
        Step::Done
    }
}
