//! [`Resource`]: a vendor's state, and the transition to the next one.

use crate::clock::signed_millis;
use crate::faults::effect::{Staleness, StopFault};
use crate::scenario::transition::Transition;

/// Target of a deletion. A resource in this state is removed when transitions are next applied.
pub(crate) const DELETED: &str = "(gone)";

/// Something that can be stopped: an instance, a service or a version of a service.
#[derive(Debug)]
pub(crate) struct Resource {
    /// The state that responses show, as the vendor spells it.
    pub(crate) state: String,
    /// Number of accepted stops.
    pub(crate) stops: usize,
    /// Time of the last state change.
    pub(crate) changed_at_ms: i64,
    /// State in which a stop ends.
    stop_target: String,
    /// State in which the current transition ends, if that is not `stop_target`.
    transition_target: Option<String>,
    /// True if the current transition is a stop, regardless of its target.
    is_stop: bool,
    /// Duration of a transition.
    pub(super) transition: Transition,
    next: Option<NextTransition>,
    /// Number of polls so far.
    polls: u64,
    /// Past and current states, oldest first.
    history: Vec<PastState>,
    /// The current state while a past one is shown.
    hidden_state: Option<String>,
}

/// Entry of the history: a state that was entered.
#[derive(Debug)]
struct PastState {
    at_ms: i64,
    /// Number of polls before.
    polls: u64,
    state: String,
}

impl Resource {
    /// Number of states in the history.
    const HISTORY_SIZE: usize = 64;

    /// A resource in this state; `next` is a stop that is already under way.
    pub(super) fn new(
        state: &str,
        stop_target: &str,
        transition: Transition,
        next: Option<NextTransition>,
        changed_at_ms: i64,
    ) -> Self {
        let mut resource = Self {
            state: String::new(),
            stops: 0,
            changed_at_ms,
            stop_target: stop_target.to_owned(),
            transition_target: None,
            is_stop: next.is_some(),
            transition,
            next,
            polls: 0,
            history: Vec::new(),
            hidden_state: None,
        };
        resource.set_state(state.to_owned(), changed_at_ms);
        resource
    }

    /// Starts a stop. `stopping` is the vendor's state until the stop is complete, if there is one.
    pub(crate) fn stop(&mut self, stopping: Option<&str>, now_ms: i64) {
        self.stops += 1;
        self.transition_target = None;
        self.begin_stop(stopping, now_ms);
    }

    /// True while a stop is under way, so that another stop changes nothing.
    pub(crate) fn is_stopping(&self) -> bool {
        self.next.is_some() && self.is_stop
    }

    /// Starts a transition to another state and replaces any transition that is under way.
    pub(crate) fn start_transition(&mut self, through: Option<&str>, to: &str, now_ms: i64) {
        self.transition_target = Some(to.to_owned());
        self.next = None;
        self.is_stop = false;
        self.begin(through, now_ms);
    }

    /// Starts a stop without counting it, for scheduled stops and for versions that stop with their service.
    pub(crate) fn begin_stop(&mut self, stopping: Option<&str>, now_ms: i64) {
        self.is_stop = true;
        self.begin(stopping, now_ms);
    }

    fn begin(&mut self, through: Option<&str>, now_ms: i64) {
        if let Some(through) = through {
            self.set_state(through.to_owned(), now_ms);
        }
        // A second stop does not delay the first one.
        self.next.get_or_insert_with(|| NextTransition::new(self.transition, now_ms));
    }

    /// Completes a transition that is due, and returns the time of its completion.
    pub(super) fn apply_due_transition(&mut self, now_ms: i64) -> Option<i64> {
        let at_ms = match self.next? {
            NextTransition::At(due_ms) if due_ms <= now_ms => due_ms,
            NextTransition::AfterPolls { remaining: 0, since_ms } => since_ms,
            _ => return None,
        };
        self.complete_transition(at_ms);
        Some(at_ms)
    }

    /// Counts a poll. Returns true if the current transition depends on the number of polls.
    pub(super) fn record_poll(&mut self) -> bool {
        self.polls += 1;
        let Some(NextTransition::AfterPolls { remaining, .. }) = &mut self.next else { return false };
        *remaining = remaining.saturating_sub(1);
        true
    }

    /// Time of a timed transition.
    pub(super) fn due_at_ms(&self) -> Option<i64> {
        match self.next {
            Some(NextTransition::At(at_ms)) => Some(at_ms),
            _ => None,
        }
    }

    /// Makes the stop that just started fail in this way.
    pub(super) fn apply_stop_fault(&mut self, fault: Option<&StopFault>, running: &str, failed: &str) {
        match fault {
            None | Some(StopFault::Ignored) => {}
            Some(StopFault::NeverFinishes) => self.next = Some(NextTransition::Never),
            Some(StopFault::Reverts) => self.transition_target = Some(running.to_owned()),
            Some(StopFault::Fails(state)) => {
                self.transition_target = Some(state.clone().unwrap_or_else(|| failed.to_owned()));
            }
        }
    }

    /// Shows the state of that time, or the oldest one in the history.
    pub(super) fn show_past_state(&mut self, staleness: Staleness, now_ms: i64) {
        let mut newest_first = self.history.iter().rev();
        let past = newest_first.find(|past| match staleness {
            Staleness::Ms(ms) => past.at_ms <= now_ms.saturating_sub(ms),
            Staleness::Polls(polls) => past.polls + polls <= self.polls,
        });
        let Some(past) = past.or(self.history.first()) else { return };
        let shown = past.state.clone();
        self.hidden_state = Some(std::mem::replace(&mut self.state, shown));
    }

    /// Shows the current state again.
    pub(super) fn show_current_state(&mut self) {
        if let Some(state) = self.hidden_state.take() {
            self.state = state;
        }
    }

    /// Enters the target state of the current transition.
    pub(super) fn complete_transition(&mut self, at_ms: i64) {
        self.next = None;
        self.is_stop = false;
        let target = self.transition_target.take().unwrap_or_else(|| self.stop_target.clone());
        self.set_state(target, at_ms);
    }

    /// Enters a state and adds it to the history.
    pub(super) fn set_state(&mut self, state: String, at_ms: i64) {
        if self.history.len() == Self::HISTORY_SIZE {
            self.history.remove(0);
        }
        self.history.push(PastState { at_ms, polls: self.polls, state: state.clone() });
        self.state = state;
        self.changed_at_ms = at_ms;
    }
}

/// The moment at which the current transition completes.
#[derive(Clone, Copy, Debug)]
pub(super) enum NextTransition {
    /// At this time.
    At(i64),
    /// After this number of further polls.
    AfterPolls { remaining: u32, since_ms: i64 },
    /// At no time.
    Never,
}

impl NextTransition {
    pub(super) fn new(transition: Transition, now_ms: i64) -> Self {
        match transition {
            Transition::AfterMs(ms) => Self::At(now_ms.saturating_add(signed_millis(ms))),
            Transition::AfterDescribes(polls) => Self::AfterPolls { remaining: polls, since_ms: now_ms },
            Transition::Never => Self::Never,
        }
    }
}
