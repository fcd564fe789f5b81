//! [`MachineState`]: the data of one instance's run, and the steps that do not depend on the goal.

use std::time::Duration;

use super::poll_policy::{self, NOT_FOUND_CONFIRMATIONS};
use super::{ActionOptions, Mode, OnLocked, Outcome, Reason, Report, Step};
use crate::lifecycle::ActionKind;
use crate::{Error, ErrorKind, Instance, Phase, State};

/// Maximum number of requests per instance. Locked and throttled requests do not count.
pub(super) const MAX_SENDS: u32 = 5;
/// Consecutive polls without an effect needed before a request with a lost response is sent again.
///
/// Six polls take about 20 seconds with the default pauses. Some products have no state between running and
/// stopped, so an early poll cannot show that a stop was accepted.
pub(super) const POLLS_BEFORE_RESEND: u32 = 6;

/// Knowledge about the last request for the instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RequestState {
    /// No request was sent, or the vendor rejected the last one.
    NotSent,
    /// A request was sent, and its response is missing or ambiguous.
    Unknown,
    /// The vendor accepted a request.
    Accepted,
}

/// Observations and requests of one instance since the start of its run.
#[derive(Clone, Debug)]
pub(super) struct MachineState {
    kind: ActionKind,
    pub(super) options: ActionOptions,
    pub(super) request: RequestState,
    /// True once any request was sent, regardless of its result.
    pub(super) ever_sent: bool,
    /// Value of `ever_sent` before the request that is about to be sent.
    ever_sent_before: bool,
    /// True if the last request was still queued when the run ended.
    never_dispatched: bool,
    /// True once the result of any request was unknown: the request may still take effect.
    pub(super) ambiguous: bool,
    /// Requests that count against [`MAX_SENDS`].
    pub(super) attempts: u32,
    /// Polls scheduled since the start or since the last acceptance. Determines the backoff.
    polls: u32,
    /// Consecutive polls that showed the current phase.
    pub(super) same_phase_count: u32,
    /// Consecutive polls that did not find the instance.
    not_found_count: u32,
    /// Consecutive failed polls.
    poll_failures: u32,
    /// Last observed state.
    pub(super) state: Option<State>,
    /// True once polls have shown more than one phase.
    pub(super) phase_changed: bool,
    /// Error of the last request that may be sent again or may still take effect.
    pub(super) last_send_error: Option<Error>,
    /// Rejection with a code of unknown meaning. One more poll decides whether it ends the run.
    pub(super) unverified_rejection: Option<Error>,
    /// Error of the last poll; `None` after a successful poll.
    pub(super) last_poll_error: Option<Error>,
    request_id: Option<String>,
    pub(super) report: Option<Report>,
}

impl MachineState {
    /// Creates the state of a run that has observed nothing.
    pub(super) fn new(kind: ActionKind, options: ActionOptions) -> Self {
        Self {
            kind,
            options,
            request: RequestState::NotSent,
            ever_sent: false,
            ever_sent_before: false,
            never_dispatched: false,
            ambiguous: false,
            attempts: 0,
            polls: 0,
            same_phase_count: 0,
            not_found_count: 0,
            poll_failures: 0,
            state: None,
            phase_changed: false,
            last_send_error: None,
            unverified_rejection: None,
            last_poll_error: None,
            request_id: None,
            report: None,
        }
    }

    /// Records a successful poll and returns the observed phase.
    pub(super) fn record_observation(&mut self, instance: &Instance) -> Phase {
        let phase = instance.state.phase();
        let before = self.state.as_ref().filter(|_| !self.is_unknown()).map(State::phase);
        self.same_phase_count = if before == Some(phase) { self.same_phase_count + 1 } else { 1 };
        self.phase_changed |= before.is_some_and(|before| before != phase);
        self.not_found_count = 0;
        self.poll_failures = 0;
        self.last_poll_error = None;
        self.state = Some(instance.state.clone());
        phase
    }

    /// Returns the vendor's text of the last observed state, for messages.
    pub(super) fn state_text(&self) -> String {
        self.state.as_ref().map(ToString::to_string).unwrap_or_default()
    }

    /// Returns true if the vendor's last response listed the instance without a state.
    pub(super) fn is_unknown(&self) -> bool {
        self.state.as_ref().is_some_and(|state| state.as_str().is_empty())
    }

    /// Returns true if a request has taken effect or may still take effect.
    pub(super) fn may_take_effect(&self) -> bool {
        self.request != RequestState::NotSent || self.ambiguous
    }

    /// Returns true if the mode is [`Mode::WaitForCompletion`].
    pub(super) fn waits_for_completion(&self) -> bool {
        self.options.mode == Mode::WaitForCompletion
    }

    /// Records that a request is about to be sent.
    pub(super) fn send(&mut self) -> Step {
        self.request = RequestState::Unknown;
        self.ever_sent_before = std::mem::replace(&mut self.ever_sent, true);
        self.attempts += 1;
        self.same_phase_count = 0;
        Step::Send
    }

    /// Marks the request as already sent by an earlier process (used by `resume`).
    pub(super) fn mark_previously_sent(&mut self) {
        self.ever_sent = true;
        self.ever_sent_before = true;
        self.ambiguous = true;
    }

    /// Withdraws the request that was about to be sent, because the caller did not send it. Earlier requests
    /// stay recorded.
    pub(super) fn cancel_send(&mut self) {
        self.attempts = self.attempts.saturating_sub(1);
        self.request = RequestState::NotSent;
        self.ever_sent = self.ever_sent_before;
        self.never_dispatched = true;
    }

    /// Records a not-found poll.
    ///
    /// # Errors
    ///
    /// Returns the next poll if the instance was observed before and fewer than [`NOT_FOUND_CONFIRMATIONS`]
    /// polls in a row have not found it.
    pub(super) fn record_not_found(&mut self, now: Duration) -> Result<(), Step> {
        self.not_found_count += 1;
        if self.state.is_some() && self.not_found_count < NOT_FOUND_CONFIRMATIONS {
            return Err(self.schedule_poll(now));
        }
        Ok(())
    }

    /// Handles a failed poll. `waiting` is true if a request, a transition or a lock may still end well.
    pub(super) fn observe_failed(&mut self, now: Duration, error: &Error, waiting: bool) -> Step {
        self.poll_failures += 1;
        self.last_poll_error = Some(error.clone());
        if poll_policy::tolerates(error.kind(), self.poll_failures, waiting) {
            return self.schedule_poll_at_retry_after(now, error);
        }
        let outcome = match error.kind() {
            _ if self.may_take_effect() => Outcome::Unconfirmed,
            ErrorKind::NotFound => Outcome::NotFound,
            _ => Outcome::Failed,
        };
        self.fail(now, outcome, error)
    }

    /// Ends the run because the request is not allowed or could not be recorded. It was not sent.
    pub(super) fn not_permitted(&mut self, now: Duration, error: &Error) -> Step {
        self.cancel_send();
        let outcome = match error.kind() {
            ErrorKind::Unsupported => Outcome::Unsupported,
            ErrorKind::Config => Outcome::Failed,
            _ => Outcome::Refused,
        };
        self.fail(now, outcome, error)
    }

    /// Records that the vendor accepted the request. The backoff starts again.
    pub(super) fn accepted(&mut self, request_id: Option<&str>) {
        self.request = RequestState::Accepted;
        self.last_send_error = None;
        self.polls = 0;
        self.request_id = request_id.map(str::to_owned);
    }

    /// Ends a dry run with `would-stop` or `would-do`, or with the error of the vendor's dry run. `response` is `None` if the
    /// vendor has no dry run. Nothing is unconfirmed, because nothing was sent that changes anything.
    pub(super) fn dry_run_result(
        &mut self,
        now: Duration,
        response: Option<Result<Option<&str>, &Error>>,
    ) -> Step {
        let kind = self.kind;
        let would = if kind == ActionKind::Stop { Outcome::WouldStop } else { Outcome::WouldDo };
        let error = match response {
            None => return self.finish(now, would, Reason::WouldSend(kind)),
            Some(Ok(request_id)) => {
                self.request_id = request_id.map(str::to_owned);
                return self.finish(now, would, Reason::WouldSendValidated(kind));
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

    /// Returns true if the mode is a dry run and the last observed phase allows it.
    pub(super) fn is_dry_run(&self) -> bool {
        let phase = self.state.as_ref().map(State::phase);
        self.options.mode == Mode::DryRun && matches!(phase, Some(Phase::Running | Phase::StopFailed))
    }

    /// Handles a rejected request or a lost response.
    pub(super) fn rejected(&mut self, now: Duration, error: &Error) -> Step {
        let waits = self.waits_for_completion();
        if error.kind().is_ambiguous() {
            self.ambiguous = true;
            self.last_send_error = Some(error.clone());
            return self.schedule_poll(now);
        }
        self.request = RequestState::NotSent;
        match error.kind() {
            ErrorKind::Locked if self.options.on_locked == OnLocked::Fail => {
                self.fail(now, Outcome::Locked, error)
            }
            ErrorKind::Locked | ErrorKind::InvalidState | ErrorKind::Throttled
                if waits && self.attempts < MAX_SENDS =>
            {
                // A lock and a throttle pass. Only the deadline limits the requests that they reject.
                let passes = error.kind() != ErrorKind::InvalidState;
                self.attempts = self.attempts.saturating_sub(u32::from(passes));
                self.last_send_error = Some(error.clone());
                self.schedule_poll_at_retry_after(now, error)
            }
            ErrorKind::Locked => self.fail(now, Outcome::Locked, error),
            ErrorKind::InvalidState => self.fail(now, Outcome::Refused, error),
            ErrorKind::NotFound => self.fail(now, Outcome::NotFound, error),
            ErrorKind::Unsupported => self.fail(now, Outcome::Unsupported, error),
            // Some vendors do not document their code for "wrong state", so the rejection may mean that the
            // action has already been carried out.
            ErrorKind::Vendor | ErrorKind::InvalidRequest if waits => {
                self.unverified_rejection = Some(error.clone());
                self.schedule_poll(now)
            }
            _ => self.fail(now, Outcome::Failed, error),
        }
    }

    /// Schedules a poll after the error's `Retry-After`, but not before the regular pause.
    fn schedule_poll_at_retry_after(&mut self, now: Duration, error: &Error) -> Step {
        let pause = self.options.backoff.pause(self.polls);
        let pause = pause.max(error.retry_after().unwrap_or_default());
        self.schedule_poll_after(now, pause)
    }

    /// Schedules a poll after the regular pause.
    pub(super) fn schedule_poll(&mut self, now: Duration) -> Step {
        let pause = self.options.backoff.pause(self.polls);
        self.schedule_poll_after(now, pause)
    }

    /// Schedules a poll after `pause`, at the latest at the deadline. After the deadline the machine ends.
    fn schedule_poll_after(&mut self, now: Duration, pause: Duration) -> Step {
        self.polls += 1;
        Step::Poll { after: pause.min(self.options.deadline.saturating_sub(now)) }
    }

    /// Ends the run at the deadline. `in_progress` is true if a poll showed that the vendor was carrying out
    /// the action.
    pub(super) fn deadline(&mut self, now: Duration, in_progress: bool) -> Step {
        if self.may_take_effect() || in_progress {
            return self.unconfirmed(now);
        }
        let last_error = self.last_send_error.take();
        let last_error = last_error.or(self.unverified_rejection.take()).or(self.last_poll_error.take());
        if let Some(error) = last_error {
            let outcome = match error.kind() {
                ErrorKind::Locked => Outcome::Locked,
                ErrorKind::InvalidState => Outcome::Refused,
                _ => Outcome::Failed,
            };
            return self.finish_with_error(now, outcome, error);
        }
        let reason = match &self.state {
            _ if self.never_dispatched => Reason::NotDispatched,
            Some(_) if self.is_unknown() => Reason::StateNotReported,
            Some(_) => return self.not_allowed(now),
            None => Reason::NoResponse,
        };
        self.finish(now, Outcome::Failed, reason)
    }

    /// Ends the run as unconfirmed. The report contains the last ambiguous answer, if there is one, because
    /// a longer deadline may not help.
    fn unconfirmed(&mut self, now: Duration) -> Step {
        let reason = Reason::AtDeadline(self.state.as_ref().map(ToString::to_string));
        let send_error = match self.request {
            RequestState::Accepted => None,
            RequestState::NotSent | RequestState::Unknown => self.last_send_error.take(),
        };
        match send_error.or(self.last_poll_error.take()) {
            Some(error) => {
                let request_id = error.request_id().map(str::to_owned);
                self.report(
                    now,
                    Outcome::Unconfirmed,
                    Reason::AfterError(Box::new(reason), error),
                    request_id,
                )
            }
            None => self.finish(now, Outcome::Unconfirmed, reason),
        }
    }

    /// Ends a cancelled run.
    pub(super) fn cancelled(&mut self, now: Duration) -> Step {
        let kind = self.kind;
        if self.may_take_effect() {
            return self.finish(now, Outcome::Unconfirmed, Reason::CancelledAfterSend(kind));
        }
        let reason = if self.ever_sent { Reason::CancelledAfterRejection(kind) } else { Reason::Cancelled };
        self.finish(now, Outcome::Failed, reason)
    }

    /// Ends the run because the state does not allow the action, or became one in which it cannot succeed.
    pub(super) fn not_allowed(&mut self, now: Duration) -> Step {
        let kind = self.kind;
        let state = self.state_text();
        if self.may_take_effect() {
            return self.finish(now, Outcome::Failed, Reason::StateAfterRequest(kind, state));
        }
        let reason = Reason::NotAllowed { kind, state, ever_sent: self.ever_sent };
        self.finish(now, Outcome::Refused, reason)
    }

    /// Ends the run with an error.
    fn fail(&mut self, now: Duration, outcome: Outcome, error: &Error) -> Step {
        self.finish_with_error(now, outcome, error.clone())
    }

    /// Ends the run with a reason that follows from the observations.
    pub(super) fn finish(&mut self, now: Duration, outcome: Outcome, reason: Reason) -> Step {
        let request_id = self.request_id.take();
        self.report(now, outcome, reason, request_id)
    }

    /// Ends the run with an error.
    pub(super) fn finish_with_error(&mut self, now: Duration, outcome: Outcome, error: Error) -> Step {
        // The last request was rejected, but an earlier ambiguous one may still take effect.
        let was_rejected = matches!(outcome, Outcome::Failed | Outcome::Refused | Outcome::Locked);
        let outcome = if was_rejected && self.ambiguous { Outcome::Unconfirmed } else { outcome };
        let request_id = error.request_id().map(str::to_owned);
        self.report(now, outcome, Reason::Error(error), request_id)
    }

    fn report(
        &mut self,
        now: Duration,
        outcome: Outcome,
        reason: Reason,
        request_id: Option<String>,
    ) -> Step {
        self.report = Some(Report {
            outcome,
            state: self.state.as_ref().map(|state| state.as_str().to_owned()),
            reason,
            request_id,
            elapsed: now,
            instance: None,
        });
        Step::Done
    }
}
