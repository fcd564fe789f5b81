//! [`Unit`]: a state, and the way to the next one.

use super::millis;
use crate::scenario::Transition;

/// Something with a state that can be stopped.
#[derive(Debug)]
pub(crate) struct Unit {
    pub(crate) state: String,
    /// How many stops were accepted.
    pub(crate) stops: usize,
    /// When the state last changed.
    pub(crate) changed: i64,
    /// Where a stop ends.
    ends_in: String,
    /// Where it is on its way to, if that is not where a stop ends.
    heads_for: Option<String>,
    /// Whether what is under way is a stop, wherever it leads.
    stopping: bool,
    pub(super) transition: Transition,
    due: Option<Due>,
    /// How often it was looked at.
    looks: u64,
    /// What it was in, oldest first.
    past: Vec<Past>,
    /// The true state while a former one is shown.
    renewed: Option<String>,
}

/// A state that was entered.
#[derive(Debug)]
struct Past {
    at: i64,
    /// How many looks had been before.
    looks: u64,
    state: String,
}

/// How old the state is that is shown.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Stale {
    Ms(i64),
    Looks(u64),
}

/// How a stop goes other than it should.
#[derive(Clone, Debug)]
pub(crate) enum Twist {
    /// It never ends.
    Unending,
    /// It ends where it began.
    Undone,
    /// It is accepted, and that is all.
    Ignored,
    /// It ends in this state, or the vendor's word for a failure.
    Failed(Option<String>),
}

impl Unit {
    /// So many former states are remembered.
    const REMEMBERED: usize = 64;

    pub(super) fn new(
        state: &str,
        ends_in: &str,
        transition: Transition,
        due: Option<Due>,
        changed: i64,
    ) -> Self {
        let mut unit = Self {
            state: String::new(),
            stops: 0,
            changed,
            ends_in: ends_in.to_owned(),
            heads_for: None,
            stopping: due.is_some(),
            transition,
            due,
            looks: 0,
            past: Vec::new(),
            renewed: None,
        };
        unit.enter(state.to_owned(), changed);
        unit
    }

    /// Starts a stop; `stopping` is the state until it is done, if it has a word.
    pub(crate) fn stop(&mut self, stopping: Option<&str>, now: i64) {
        self.stops += 1;
        self.heads_for = None;
        self.leave(stopping, now);
    }

    /// Whether a stop is under way, so that another one changes nothing.
    pub(crate) fn is_stopping(&self) -> bool {
        self.due.is_some() && self.stopping
    }

    /// Leaves for another state, whatever it was on its way to.
    pub(crate) fn go(&mut self, through: Option<&str>, to: &str, now: i64) {
        self.heads_for = Some(to.to_owned());
        self.due = None;
        self.leave(through, now);
        self.stopping = false;
    }

    /// The same without counting: for the versions of a service that is stopped as a whole.
    pub(crate) fn leave(&mut self, stopping: Option<&str>, now: i64) {
        if let Some(stopping) = stopping {
            self.enter(stopping.to_owned(), now);
        }
        self.stopping = true;
        // A second stop does not make the first one later.
        self.due.get_or_insert_with(|| Due::new(self.transition, now));
    }

    /// Ends a stop that is due, and says since when.
    pub(super) fn settle(&mut self, now: i64) -> Option<i64> {
        let at = match self.due? {
            Due::At(due) if due <= now => due,
            Due::Looks { left: 0, since } => since,
            _ => return None,
        };
        self.finish(at);
        Some(at)
    }

    /// Counts a look, and says whether an end is the nearer for it.
    pub(super) fn look(&mut self) -> bool {
        self.looks += 1;
        let Some(Due::Looks { left, .. }) = &mut self.due else { return false };
        *left = left.saturating_sub(1);
        true
    }

    pub(super) fn due_at(&self) -> Option<i64> {
        match self.due {
            Some(Due::At(at)) => Some(at),
            _ => None,
        }
    }

    /// Lets the stop that was just started go another way.
    pub(super) fn twist(&mut self, twist: Option<&Twist>, running: &str, failed: &str) {
        match twist {
            None | Some(Twist::Ignored) => {}
            Some(Twist::Unending) => self.due = Some(Due::Never),
            Some(Twist::Undone) => self.heads_for = Some(running.to_owned()),
            Some(Twist::Failed(state)) => {
                self.heads_for = Some(state.clone().unwrap_or_else(|| failed.to_owned()));
            }
        }
    }

    /// Shows the state of then, or the oldest that is remembered.
    pub(super) fn age(&mut self, by: Stale, now: i64) {
        let was = |past: &&Past| match by {
            Stale::Ms(ms) => past.at <= now.saturating_sub(ms),
            Stale::Looks(looks) => past.looks + looks <= self.looks,
        };
        let former = self.past.iter().rev().find(was).or(self.past.first());
        if let Some(former) = former.map(|past| past.state.clone()) {
            self.renewed = Some(std::mem::replace(&mut self.state, former));
        }
    }

    pub(super) fn renew(&mut self) {
        if let Some(state) = self.renewed.take() {
            self.state = state;
        }
    }

    pub(super) fn finish(&mut self, at: i64) {
        (self.due, self.stopping) = (None, false);
        let to = self.heads_for.take().unwrap_or_else(|| self.ends_in.clone());
        self.enter(to, at);
    }

    pub(super) fn enter(&mut self, state: String, at: i64) {
        if self.past.len() == Self::REMEMBERED {
            self.past.remove(0);
        }
        self.past.push(Past { at, looks: self.looks, state: state.clone() });
        self.state = state;
        self.changed = at;
    }
}

/// When a stop is done.
#[derive(Clone, Copy, Debug)]
pub(super) enum Due {
    At(i64),
    Looks { left: u32, since: i64 },
    Never,
}

impl Due {
    pub(super) fn new(transition: Transition, now: i64) -> Self {
        match transition {
            Transition::AfterMs(after) => Self::At(now.saturating_add(millis(after))),
            Transition::AfterDescribes(left) => Self::Looks { left, since: now },
            Transition::Never => Self::Never,
        }
    }
}
