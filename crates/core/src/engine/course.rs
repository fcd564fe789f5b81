//! [`Course`]: what every machine keeps of its instance, and how it looks again and ends.

use std::time::Duration;

use super::cause::Cause;
use super::why::{Act, Why};
use super::{ActionOptions, Mode, OnLocked, Outcome, Report, Step};
use crate::{Error, ErrorKind, Instance, Phase, State, sanitize_line};

/// So many looks may fail in a row, or show an unknown state, before anything has been sent.
pub(super) const PATIENCE: u32 = 5;
/// So many looks in a row may be answered with what is not this API, before anything has been sent.
const STRANGE: u32 = 4;
/// A look that misses an instance which was there before must be repeated so often to be believed.
pub(super) const MISSES: u32 = 3;
/// So many requests are sent at most.
pub(super) const MOST_SENDS: u32 = 5;
/// After an ambiguous answer, so many looks in a row must show no effect before it is sent again.
///
/// Six looks take some twenty seconds: not every product has a state between two others.
pub(super) const LOOKS_BEFORE_RESEND: u32 = 6;

/// What is known of a request that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sent {
    /// None was sent.
    No,
    /// One was, and its fate is unknown.
    Perhaps,
    /// The vendor took one on.
    Accepted,
}

#[derive(Clone, Debug)]
pub(super) struct Course {
    pub(super) options: ActionOptions,
    pub(super) sent: Sent,
    /// Whether one was ever sent, whatever became of it.
    pub(super) asked: bool,
    /// The same before the one that is to go out now.
    asked_before: bool,
    /// Whether it was still waiting for its turn to be sent when it had to end.
    withheld: bool,
    /// Whether the fate of one was ever unknown: it may yet have its effect.
    pub(super) doubt: bool,
    /// Those that count against [`MOST_SENDS`].
    pub(super) sends: u32,
    /// Looks since the last acceptance.
    looks: u32,
    /// Looks in a row that showed the same phase.
    pub(super) streak: u32,
    /// Looks in a row that missed it.
    misses: u32,
    /// Looks in a row that failed.
    pub(super) failures: u32,
    pub(super) state: Option<State>,
    /// Whether looks showed more than one phase.
    pub(super) moved: bool,
    pub(super) lock: Option<Cause>,
    /// A refusal that is looked into once before it is believed: it may just have happened.
    pub(super) refusal: Option<Cause>,
    /// Why the last look failed.
    pub(super) blind: Option<Cause>,
    request_id: Option<String>,
    pub(super) report: Option<Report>,
}

impl Course {
    pub(super) fn new(options: ActionOptions) -> Self {
        Self {
            options,
            sent: Sent::No,
            asked: false,
            asked_before: false,
            withheld: false,
            doubt: false,
            sends: 0,
            looks: 0,
            streak: 0,
            misses: 0,
            failures: 0,
            state: None,
            moved: false,
            lock: None,
            refusal: None,
            blind: None,
            request_id: None,
            report: None,
        }
    }

    /// Notes what a look showed.
    pub(super) fn saw(&mut self, instance: &Instance) -> Phase {
        let phase = instance.state.phase();
        let before = self.state.as_ref().filter(|_| !self.says_nothing()).map(State::phase);
        self.streak = if before == Some(phase) { self.streak + 1 } else { 1 };
        self.moved |= before.is_some_and(|before| before != phase);
        (self.misses, self.failures, self.blind) = (0, 0, None);
        self.state = Some(instance.state.clone());
        phase
    }

    /// The state's word, for messages.
    pub(super) fn word(&self) -> String {
        self.state.as_ref().map(ToString::to_string).unwrap_or_default()
    }

    /// Whether the vendor's "could not be looked up", which says nothing.
    pub(super) fn says_nothing(&self) -> bool {
        self.state.as_ref().is_some_and(|state| state.as_str().is_empty())
    }

    /// Whether something that was sent may have, or yet have, its effect.
    pub(super) fn may_have_sent(&self) -> bool {
        self.sent != Sent::No || self.doubt
    }

    /// Notes that a request goes out now.
    pub(super) fn send(&mut self) -> Step {
        self.sent = Sent::Perhaps;
        self.asked_before = std::mem::replace(&mut self.asked, true);
        self.sends += 1;
        self.streak = 0;
        Step::Send
    }

    /// Notes that one was sent by a process that is no more.
    pub(super) fn was_asked(&mut self) {
        (self.asked, self.asked_before, self.doubt) = (true, true, true);
    }

    /// The one that was to go out has not: its turn did not come. Earlier ones have.
    pub(super) fn cancel_send(&mut self) {
        self.sends = self.sends.saturating_sub(1);
        (self.sent, self.asked) = (Sent::No, self.asked_before);
        self.withheld = true;
    }

    /// A look missed it: again, unless it has been missed often enough to be gone.
    pub(super) fn missed(&mut self, now: Duration) -> Result<(), Step> {
        self.misses += 1;
        if self.state.is_some() && self.misses < MISSES {
            return Err(self.look_again(now));
        }
        Ok(())
    }

    /// Something failed: a look, while `waiting` says whether there is something to wait for.
    pub(super) fn observe_failed(&mut self, now: Duration, error: &Error, waiting: bool) -> Step {
        self.failures += 1;
        self.blind = Some(error.into());
        // Once something was sent, no single bad answer ends the wait, but for a key that is refused;
        // before, what is not this API at all is told soon: it may be a gateway's page, once.
        let kind = error.kind();
        let passing = kind.is_transient() || (waiting && kind.is_ambiguous());
        let odd = waiting && matches!(kind, ErrorKind::ClockSkew | ErrorKind::Vendor);
        let strange = kind == ErrorKind::Decode && self.failures < STRANGE;
        let patient = strange || (passing && waiting) || ((passing || odd) && self.failures < PATIENCE);
        // A connection that can't be made at all is told at once: the client has tried thrice.
        if patient && (waiting || kind != ErrorKind::Connect) {
            return self.look_when_wished(now, error);
        }
        let outcome = match error.kind() {
            _ if self.may_have_sent() => Outcome::Unconfirmed,
            ErrorKind::NotFound => Outcome::NotFound,
            _ => Outcome::Failed,
        };
        self.fail(now, outcome, error)
    }

    /// It may not be asked for, or not be written down: this one was not sent after all.
    pub(super) fn forbidden(&mut self, now: Duration, error: &Error) -> Step {
        self.cancel_send();
        let outcome = match error.kind() {
            ErrorKind::Unsupported => Outcome::Unsupported,
            ErrorKind::Config => Outcome::Failed,
            _ => Outcome::Refused,
        };
        self.fail(now, outcome, error)
    }

    pub(super) fn accepted(&mut self, request_id: Option<&str>) {
        self.sent = Sent::Accepted;
        self.lock = None;
        self.looks = 0;
        self.request_id = request_id.map(str::to_owned);
    }

    /// What a rehearsal says; without an answer the vendor has none. Nothing was sent that changes
    /// anything, so nothing is in doubt.
    pub(super) fn rehearsed(
        &mut self,
        now: Duration,
        would: Outcome,
        act: Act,
        answer: Option<Result<Option<&str>, &Error>>,
    ) -> Step {
        let error = match answer {
            None => return self.end(now, would, &Why::Would(act)),
            Some(Ok(request_id)) => {
                self.request_id = request_id.map(str::to_owned);
                return self.end(now, would, &Why::WouldPass(act));
            }
            Some(Err(error)) => error,
        };
        let outcome = match error.kind() {
            ErrorKind::Locked => Outcome::Locked,
            ErrorKind::InvalidState => Outcome::Refused,
            ErrorKind::NotFound => Outcome::NotFound,
            ErrorKind::Unsupported => Outcome::Unsupported,
            _ => Outcome::Failed,
        };
        self.fail(now, outcome, error)
    }

    /// Whether it was ready to be rehearsed.
    pub(super) fn is_rehearsing(&self) -> bool {
        let ready = |state: &State| matches!(state.phase(), Phase::Running | Phase::StopFailed);
        self.options.wait == Mode::DryRun && self.state.as_ref().is_some_and(ready)
    }

    pub(super) fn rehearsal_unanswered(&mut self, now: Duration) -> Step {
        self.end(now, Outcome::Failed, &Why::RehearsalUnanswered)
    }

    /// The request was answered with an error, or not answered.
    pub(super) fn rejected(&mut self, now: Duration, error: &Error, waits: bool) -> Step {
        if error.kind().is_ambiguous() {
            self.doubt = true;
            self.lock = Some(error.into());
            return self.look_again(now);
        }
        self.sent = Sent::No;
        match error.kind() {
            ErrorKind::Locked if self.options.lock == OnLocked::Fail => {
                self.fail(now, Outcome::Locked, error)
            }
            ErrorKind::Locked | ErrorKind::InvalidState | ErrorKind::Throttled
                if waits && self.sends < MOST_SENDS =>
            {
                // A lock or a throttle says nothing against it: only the deadline ends these.
                self.sends -= u32::from(error.kind() != ErrorKind::InvalidState);
                self.lock = Some(error.into());
                self.look_when_wished(now, error)
            }
            ErrorKind::Locked => self.fail(now, Outcome::Locked, error),
            ErrorKind::InvalidState => self.fail(now, Outcome::Refused, error),
            ErrorKind::NotFound => self.fail(now, Outcome::NotFound, error),
            ErrorKind::Unsupported => self.fail(now, Outcome::Unsupported, error),
            // Not every vendor publishes its code for "wrong state".
            ErrorKind::Vendor | ErrorKind::InvalidRequest if waits => {
                self.refusal = Some(error.into());
                self.look_again(now)
            }
            _ => self.fail(now, Outcome::Failed, error),
        }
    }

    /// Looks again after the vendor's wish, at least ours.
    pub(super) fn look_when_wished(&mut self, now: Duration, error: &Error) -> Step {
        let pause = self.pause().max(error.retry_after().unwrap_or_default());
        self.look_after(now, pause)
    }

    pub(super) fn look_again(&mut self, now: Duration) -> Step {
        let pause = self.pause();
        self.look_after(now, pause)
    }

    /// The last look is at the deadline itself, never after it: whoever is past it has to end.
    fn look_after(&mut self, now: Duration, pause: Duration) -> Step {
        self.looks += 1;
        Step::Poll { after: pause.min(self.options.deadline.saturating_sub(now)) }
    }

    /// 1 s, 1.5 s, 2.25 s, … 15 s.
    fn pause(&self) -> Duration {
        let factor = 1.5_f64.powi(i32::try_from(self.looks.min(40)).unwrap_or(40));
        self.options.initial_backoff.mul_f64(factor).min(self.options.max_backoff)
    }

    /// The deadline has come; `None` if it is the state that kept it from being done. `on_its_way`
    /// says whether the vendor was seen to be at it.
    pub(super) fn deadline(&mut self, now: Duration, on_its_way: bool) -> Option<Step> {
        if self.may_have_sent() || on_its_way {
            return Some(self.unconfirmed(now));
        }
        let outcome = |kind| match kind {
            ErrorKind::Locked => Outcome::Locked,
            ErrorKind::InvalidState => Outcome::Refused,
            _ => Outcome::Failed,
        };
        if let Some(cause) = self.lock.take().or(self.refusal.take()).or(self.blind.take()) {
            return Some(self.finish(now, outcome(cause.kind), cause));
        }
        let why = match &self.state {
            _ if self.withheld => Why::TurnDidNotCome,
            Some(_) if self.says_nothing() => Why::StateUntold,
            Some(_) => return None,
            None => Why::NoAnswer,
        };
        Some(self.end(now, Outcome::Failed, &why))
    }

    /// With the last answer that left it open, if one did: a longer deadline may not be the remedy.
    fn unconfirmed(&mut self, now: Duration) -> Step {
        let why = Why::AtDeadline(self.state.as_ref().map(ToString::to_string));
        let open = (self.sent != Sent::Accepted).then(|| self.lock.take()).flatten();
        match open.or(self.blind.take()) {
            Some(cause) => self.finish(now, Outcome::Unconfirmed, cause.after(&why)),
            None => self.end(now, Outcome::Unconfirmed, &why),
        }
    }

    pub(super) fn cancelled(&mut self, now: Duration, act: Act) -> Step {
        match (self.may_have_sent(), self.asked) {
            (true, _) => self.end(now, Outcome::Unconfirmed, &Why::CancelledSent(act)),
            (false, true) => self.end(now, Outcome::Failed, &Why::CancelledRefused(act)),
            (false, false) => self.end(now, Outcome::Failed, &Why::Cancelled),
        }
    }

    pub(super) fn fail(&mut self, now: Duration, outcome: Outcome, error: &Error) -> Step {
        self.finish(now, outcome, error.into())
    }

    /// It ends by what was seen.
    pub(super) fn end(&mut self, now: Duration, outcome: Outcome, why: &Why) -> Step {
        self.report = Some(Report {
            outcome,
            state: self.state_word(),
            kind: None,
            code: None,
            // The vendor's word for a state may stand in it.
            message: sanitize_line(&why.to_string()),
            message_zh: sanitize_line(&why.in_chinese()),
            advice: None,
            advice_zh: None,
            request_id: self.request_id.take(),
            elapsed: now,
        });
        Step::Done
    }

    /// It ends by an error.
    pub(super) fn finish(&mut self, now: Duration, outcome: Outcome, cause: Cause) -> Step {
        // The last one was refused, but an earlier one, of unknown fate, may yet have its effect.
        let refused = matches!(outcome, Outcome::Failed | Outcome::Refused | Outcome::Locked);
        self.report = Some(Report {
            outcome: if refused && self.doubt { Outcome::Unconfirmed } else { outcome },
            state: self.state_word(),
            kind: Some(cause.kind),
            code: cause.code,
            message: sanitize_line(&cause.message),
            message_zh: sanitize_line(&cause.message_zh),
            advice: Some(cause.advice),
            advice_zh: Some(cause.advice_zh),
            request_id: cause.request_id,
            elapsed: now,
        });
        Step::Done
    }

    fn state_word(&self) -> Option<String> {
        self.state.as_ref().map(|state| state.as_str().to_owned())
    }
}
