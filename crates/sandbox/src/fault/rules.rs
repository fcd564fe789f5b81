//! [`Rules`]: the rules in force, and which one a request meets.

use std::collections::HashMap;

use super::class::Class;
use super::dice::Dice;
use super::kind::Kind;
use super::rule::Fault;
use crate::answer::Answer;
use crate::cloud::Cloud;
use crate::journal::Seen;
use crate::wire::Wire;
use crate::world::{Bend, Paging, Stale, Twist};

/// The rules in force, in their order.
#[derive(Debug)]
pub(crate) struct Rules {
    rules: Vec<Rule>,
    dice: Dice,
    /// The last answer to each look, as long as a rule repeats them.
    last: HashMap<Look, Answer>,
}

/// A cloud, an operation and the ids it names.
type Look = (Cloud, String, Vec<String>);

#[derive(Debug)]
struct Rule {
    fault: Fault,
    /// How many requests it fitted.
    met: u64,
    hits: u64,
    /// Until when it holds an instance, also one that it holds no more.
    held: HashMap<(Cloud, String), i64>,
}

/// A fault that a request has met.
#[derive(Clone, Debug)]
pub(crate) struct Hit {
    pub(crate) kind: Kind,
    /// Whether the request is acted upon first.
    pub(crate) after: bool,
    /// The instance that is meant, if not all.
    pub(crate) only: Option<String>,
    /// What instances are held until.
    pub(crate) held: Vec<(String, i64)>,
    /// A number of chance.
    chance: u64,
}

impl Rules {
    pub(crate) fn new(faults: Vec<Fault>, seed: u64) -> Self {
        let mut rules = Self { rules: Vec::new(), dice: Dice::new(seed), last: HashMap::new() };
        faults.into_iter().for_each(|fault| rules.add(fault));
        rules
    }

    pub(crate) fn add(&mut self, fault: Fault) {
        self.rules.push(Rule { fault, met: 0, hits: 0, held: HashMap::new() });
    }

    pub(crate) fn clear(&mut self) {
        self.rules.clear();
        self.last.clear();
    }

    /// Each rule, and how many requests met it.
    pub(crate) fn hits(&self) -> impl Iterator<Item = (&Fault, u64)> {
        self.rules.iter().map(|rule| (&rule.fault, rule.hits))
    }

    /// The first rule that the request meets, counted as met.
    pub(crate) fn meet(&mut self, seen: &Seen, wire: &Wire, now: i64) -> Option<Hit> {
        if self.rules.is_empty() {
            return None;
        }
        let class = Class::of(seen, wire);
        let knows_last = self.last.contains_key(&look(seen));
        let dice = &mut self.dice;
        let mut rules = self.rules.iter_mut();
        rules.find_map(|rule| {
            let fits = rule.fits(seen, class, now)
                && (knows_last || rule.fault.kind != Kind::RepeatedPage)
                && rule.counts(dice);
            fits.then(|| rule.hit(seen, now, dice.next()))
        })
    }

    /// Keeps the answer to a look where a rule may repeat it.
    pub(crate) fn keep(&mut self, seen: &Seen, answer: &Answer) {
        let repeats = self.rules.iter().any(|rule| rule.fault.kind == Kind::RepeatedPage);
        if repeats && answer.accepted && Class::shows(&seen.action) {
            self.last.insert(look(seen), answer.clone());
        }
    }

    /// The answer before.
    pub(crate) fn last(&self, seen: &Seen) -> Option<Answer> {
        self.last.get(&look(seen)).cloned()
    }
}

fn look(seen: &Seen) -> Look {
    (seen.cloud, seen.action.clone(), seen.ids.clone())
}

impl Rule {
    fn fits(&self, seen: &Seen, class: Class, now: i64) -> bool {
        let fault = &self.fault;
        fault.cloud.is_none_or(|cloud| cloud == seen.cloud)
            && fault.kind.is_of(class)
            && (fault.operation == "any"
                || Class::named(&fault.operation).map_or(fault.operation == seen.action, |of| of == class))
            && fault.id.as_ref().is_none_or(|id| self.reaches(seen, class, id))
            && (fault.kind.hold().is_none() || self.meant(seen).any(|id| self.holds(seen.cloud, id, now)))
    }

    /// Whether the request is about this instance: it names it, or a service of which it looks at the
    /// versions. Of a list of all, one instance alone can only be stale.
    fn reaches(&self, seen: &Seen, class: Class, id: &str) -> bool {
        let service = id.split('@').next().unwrap_or_default();
        let mut ids = seen.ids.iter();
        ids.any(|given| given == id || (class == Class::Describe && given == service))
            || (class == Class::List && matches!(self.fault.kind, Kind::Stale { .. }))
    }

    /// Those of the request's ids that the rule is about.
    fn meant<'s>(&'s self, seen: &'s Seen) -> impl Iterator<Item = &'s String> {
        seen.ids.iter().filter(|id| self.fault.id.as_ref().is_none_or(|only| only == *id))
    }

    /// Whether the instance is held now, or would be.
    fn holds(&self, cloud: Cloud, id: &str, now: i64) -> bool {
        self.held.get(&(cloud, id.to_owned())).is_none_or(|until| now < *until)
    }

    /// Counts a request that fits, and says whether it is one of those that go wrong.
    fn counts(&mut self, dice: &mut Dice) -> bool {
        self.met += 1;
        let fault = &self.fault;
        self.met > fault.skip
            && fault.times.is_none_or(|times| self.hits < times)
            && (fault.probability >= 1.0 || dice.says(fault.probability))
    }

    fn hit(&mut self, seen: &Seen, now: i64, chance: u64) -> Hit {
        self.hits += 1;
        let mut held = Vec::new();
        if let Some(ms) = self.fault.kind.hold() {
            held.extend(self.meant(seen).map(|id| (id.clone(), now.saturating_add(ms))));
        }
        for (id, until) in &mut held {
            *until = *self.held.entry((seen.cloud, id.clone())).or_insert(*until);
        }
        Hit {
            held,
            kind: self.fault.kind.clone(),
            after: self.fault.is_after(),
            only: self.fault.id.clone(),
            chance,
        }
    }
}

impl Hit {
    /// What it does to what is acted on.
    pub(crate) fn bend(&self) -> Bend {
        let twist = match &self.kind {
            Kind::NeverStops => Some(Twist::Unending),
            Kind::GoesBack => Some(Twist::Undone),
            Kind::IgnoredStop => Some(Twist::Ignored),
            Kind::StopFails { state } => Some(Twist::Failed(state.clone())),
            _ => None,
        };
        let paging = match self.kind {
            Kind::OverlappingPages { by } => Some(Paging::Overlapping(by)),
            Kind::ShuffledPages => Some(Paging::Shuffled(Dice::new(self.chance))),
            _ => None,
        };
        Bend { twist, paging, only: self.only.clone(), ignored: 0 }
    }

    /// How old the state is that it shows.
    pub(crate) fn stale(&self) -> Option<Stale> {
        match self.kind {
            Kind::Stale { seconds: 0, looks } => Some(Stale::Looks(looks.into())),
            Kind::Stale { seconds, .. } => Some(Stale::Ms(i64::from(seconds) * 1000)),
            _ => None,
        }
    }

    /// How far the cloud's clock is off, in milliseconds.
    pub(crate) fn clock_offset(&self) -> i64 {
        match self.kind {
            Kind::ClockOffset { seconds } => seconds.saturating_mul(1000),
            _ => 0,
        }
    }

    /// How long it keeps the client waiting, before the effect or after it.
    pub(crate) fn pause(&self, after: bool) -> Option<std::time::Duration> {
        match self.kind {
            Kind::Latency { ms } if self.after == after => Some(std::time::Duration::from_millis(ms)),
            _ => None,
        }
    }

    /// Whether the request is acted upon.
    pub(crate) fn acts(&self) -> bool {
        let spoils = !matches!(self.kind, Kind::Latency { .. } | Kind::Lock { .. });
        self.after || !spoils || self.kind.usual().is_none()
    }
}
