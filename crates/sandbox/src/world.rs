//! The state of the five clouds, and how it changes.

mod machine;
mod machines;
mod replies;
mod unit;

use std::collections::BTreeSet;

use crate::cloud::{Cloud, IssuedToken};
use crate::fault::{Dice, Rules};
use crate::ids::Ids;
use crate::issued::IssuedKeys;
use crate::journal::Journal;
use crate::scenario::{Account, Instance, Scenario, Transition};

pub(crate) use machine::Machine;
use machines::Machines;
pub(crate) use replies::{Known, Replies};
pub(crate) use unit::{Stale, Twist, Unit};

/// Where a deletion heads for: what has this state is taken away when time next passes.
pub(crate) const GONE: &str = "(gone)";

/// Everything behind the lock.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) accounts: Vec<Account>,
    pub(crate) machines: Machines,
    pub(crate) journal: Journal,
    pub(crate) ids: Ids,
    pub(crate) replies: Replies,
    /// Huawei: the tokens that were made of passwords.
    pub(crate) tokens: Vec<IssuedToken>,
    pub(crate) faults: Rules,
    /// What the fault of this request does to what is acted on.
    pub(crate) bend: Option<Bend>,
    /// How many redirects were followed.
    pub(crate) followed: usize,
    /// Keys that end.
    pub(crate) issued: Vec<IssuedKeys>,
    pub(crate) advanced_ms: i64,
    pub(crate) skew_ms: i64,
    /// CompShare: whether a list must name its region.
    pub(crate) region_required: bool,
    lock_ms: i64,
    transition: Transition,
}

impl World {
    pub(crate) fn new(scenario: Scenario, now: i64) -> Self {
        let lock_ms = millis(scenario.lock_ms);
        let huawei = scenario.accounts.iter().find(|account| account.cloud == Cloud::Huaweicloud);
        let project = huawei.and_then(|account| account.project_id.clone()).unwrap_or_default();
        let machine = |instance: Instance| {
            let transition = instance.transition.unwrap_or(scenario.transition);
            Machine::new(instance.filled(&project), transition, now, lock_ms)
        };
        let mut machines = Machines::default();
        scenario.instances.into_iter().map(machine).for_each(|machine| {
            machines.push(machine);
        });
        Self {
            machines,
            faults: Rules::new(scenario.faults, scenario.fault_seed),
            bend: None,
            followed: 0,
            accounts: scenario.accounts,
            journal: Journal::default(),
            ids: Ids::new(scenario.seed),
            replies: Replies::default(),
            tokens: Vec::new(),
            issued: Vec::new(),
            advanced_ms: 0,
            skew_ms: scenario.clock_skew_s.saturating_mul(1000),
            region_required: scenario.region_required,
            lock_ms,
            transition: scenario.transition,
        }
    }

    /// Lets time pass: what is due by now happens.
    pub(crate) fn settle(&mut self, now: i64) {
        self.machines.settle(now);
    }

    /// The machines of one cloud with their places.
    pub(crate) fn of(&self, cloud: Cloud) -> impl Iterator<Item = (usize, &Machine)> {
        self.machines.iter().enumerate().filter(move |(_, machine)| machine.spec.cloud == cloud)
    }

    /// The place of a machine.
    pub(crate) fn find(&self, cloud: Cloud, id: &str) -> Option<usize> {
        self.machines.find(cloud, id)
    }

    /// The places of those that are named, in the order of lists.
    pub(crate) fn named<'i>(&self, cloud: Cloud, ids: impl IntoIterator<Item = &'i str>) -> Vec<usize> {
        let places: BTreeSet<_> = ids.into_iter().filter_map(|id| self.find(cloud, id)).collect();
        places.into_iter().collect()
    }

    /// A machine, or one version of it: `service@version`.
    pub(crate) fn unit(&self, cloud: Cloud, id: &str) -> Option<&Unit> {
        let (id, version) = id.split_once('@').map_or((id, None), |(id, version)| (id, Some(version)));
        let machine = &self.machines[self.find(cloud, id)?];
        match version {
            None => Some(&machine.unit),
            Some(version) => machine.versions.iter().find(|(name, _)| name == version).map(|(_, unit)| unit),
        }
    }

    /// Looks at some machines, as a list or a look-up does, and counts the look.
    pub(crate) fn look(&mut self, places: &[usize]) -> Vec<&Machine> {
        places.iter().for_each(|&at| self.machines.look(at));
        places.iter().map(|&at| &self.machines[at]).collect()
    }

    /// Looks at one.
    pub(crate) fn look_at(&mut self, at: usize) -> &Machine {
        self.machines.look(at);
        &self.machines[at]
    }

    /// A machine that the request changes.
    pub(crate) fn change(&mut self, at: usize) -> &mut Machine {
        self.machines.change(at)
    }

    /// Starts a stop that has passed every check. While one is under way, another changes nothing: where
    /// a product has no state in between, both are accepted.
    pub(crate) fn stop(&mut self, at: usize, now: i64) {
        if self.machines[at].unit.is_stopping() {
            self.machines.uncounted(at).unit.stops += 1;
            return;
        }
        let (twist, lock_ms) = (self.twist(at), self.lock_ms);
        let machine = self.machines.change(at);
        if matches!(twist, Some(Twist::Ignored)) {
            machine.unit.stops += 1;
            return;
        }
        machine.stop(now, twist.as_ref());
        if machine.spec.cloud == Cloud::Compshare {
            machine.locked_until = now.saturating_add(lock_ms);
        }
    }

    /// The same for a version of a service, by its place among them.
    pub(crate) fn stop_version(&mut self, at: usize, version: usize, now: i64) {
        if self.machines[at].versions[version].1.is_stopping() {
            self.machines.uncounted(at).versions[version].1.stops += 1;
            return;
        }
        let twist = self.twist(at);
        let machine = self.machines.change(at);
        let failed = machine.spec.cloud.words().failed;
        let (_, unit) = &mut machine.versions[version];
        if matches!(twist, Some(Twist::Ignored)) {
            unit.stops += 1;
            return;
        }
        unit.stop(None, now);
        unit.twist(twist.as_ref(), "Started", failed);
    }
}

/// Faults that need more than another answer.
impl World {
    /// How this machine's stop is to go wrong.
    fn twist(&mut self, at: usize) -> Option<Twist> {
        let machine = &self.machines[at];
        let bend = self.bend.as_mut()?;
        let is_meant = bend.only.as_ref().is_none_or(|id| machine.is_named(id));
        let twist = bend.twist.clone().filter(|_| is_meant);
        bend.ignored += usize::from(matches!(twist, Some(Twist::Ignored)));
        twist
    }

    /// One page of a list, as it should be or not.
    pub(crate) fn cut(&self, mut places: Vec<usize>, start: usize, most: usize) -> Vec<usize> {
        let (mut from, end) = (start, start.saturating_add(most));
        match self.bend.as_ref().and_then(|bend| bend.paging.as_ref()) {
            Some(Paging::Overlapping(by)) => from = from.saturating_sub(*by),
            Some(Paging::Shuffled(order)) => order.clone().shuffle(&mut places),
            None => {}
        }
        places.into_iter().skip(from).take(end - from).collect()
    }

    /// Ends a request: counts what it did if it was accepted, and says whether it did anything.
    pub(crate) fn end(&mut self, accepted: bool) -> bool {
        let swallowed = self.bend.take().map_or(0, |bend| bend.ignored);
        self.machines.count(accepted) > swallowed
    }

    /// Shows a cloud as it was, until it is renewed.
    pub(crate) fn age(&mut self, cloud: Cloud, only: Option<&str>, by: Stale, now: i64) {
        let of =
            |machine: &Machine| machine.spec.cloud == cloud && only.is_none_or(|id| machine.is_named(id));
        self.machines.age(of, by, now);
    }

    pub(crate) fn renew(&mut self) {
        self.machines.renew();
    }

    /// Holds a machine for another operation.
    pub(crate) fn lock(&mut self, cloud: Cloud, id: &str, until: i64) {
        let Some(at) = self.find(cloud, id.split('@').next().unwrap_or_default()) else { return };
        let machine = self.machines.uncounted(at);
        machine.spec.locked = true;
        machine.locked_until = until;
    }

    /// How many requests have changed a machine.
    pub(crate) fn effects(&self, cloud: Cloud, id: &str) -> usize {
        self.machines.effects(cloud, id)
    }
}

/// How a fault bends what is acted on.
#[derive(Debug, Default)]
pub(crate) struct Bend {
    pub(crate) twist: Option<Twist>,
    pub(crate) paging: Option<Paging>,
    /// The instance that is meant, if not all.
    pub(crate) only: Option<String>,
    /// How many stops it has swallowed.
    pub(crate) ignored: usize,
}

/// How a list is cut other than it should.
#[derive(Debug)]
pub(crate) enum Paging {
    /// Each page begins with so many of the page before.
    Overlapping(usize),
    /// All are mixed first.
    Shuffled(Dice),
}

/// What all the clouds' other operations do.
impl World {
    /// Sends a machine to another state, as a start, a reboot or a deletion does; `through` is the
    /// state until it is there, if it has a word. A deletion heads for [`GONE`].
    pub(crate) fn go(&mut self, at: usize, through: Option<&str>, to: &str, now: i64) {
        self.machines.change(at).unit.go(through, to, now);
    }

    /// Holds a CompShare machine for the operation that was just accepted.
    pub(crate) fn hold(&mut self, at: usize, now: i64) {
        let until = now.saturating_add(self.lock_ms);
        let machine = self.machines.change(at);
        machine.spec.locked = false;
        machine.locked_until = until;
    }

    /// A new machine in this state, on its way to another.
    pub(crate) fn create(&mut self, spec: Instance, to: &str, now: i64) -> &mut Machine {
        let transition = spec.transition.unwrap_or(self.transition);
        let mut machine = Machine::new(spec.filled(""), transition, now, self.lock_ms);
        machine.created = now;
        machine.unit.go(None, to, now);
        let at = self.machines.push(machine);
        self.machines.change(at)
    }
}

fn millis(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX / 4)
}
