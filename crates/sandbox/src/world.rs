//! The state of the five clouds, and how it changes.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::cloud::{Cloud, IssuedToken};
use crate::issued::IssuedKeys;
use crate::journal::Journal;
use crate::scenario::{Account, Instance, Scenario, Transition};

/// Where a deletion heads for: what has this state is taken away when time next passes.
pub(crate) const GONE: &str = "(gone)";

/// Everything behind the lock.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) accounts: Vec<Account>,
    pub(crate) machines: Vec<Machine>,
    pub(crate) journal: Journal,
    pub(crate) replies: Replies,
    /// Huawei: the tokens that were made of passwords.
    pub(crate) tokens: Vec<IssuedToken>,
    /// Keys that end.
    pub(crate) issued: Vec<IssuedKeys>,
    pub(crate) advanced_ms: i64,
    pub(crate) skew_ms: i64,
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
        Self {
            machines: scenario.instances.into_iter().map(machine).collect(),
            accounts: scenario.accounts,
            journal: Journal::default(),
            replies: Replies::default(),
            tokens: Vec::new(),
            issued: Vec::new(),
            advanced_ms: 0,
            skew_ms: scenario.clock_skew_s.saturating_mul(1000),
            lock_ms,
            transition: scenario.transition,
        }
    }

    /// Lets time pass: what is due by now happens.
    pub(crate) fn settle(&mut self, now: i64) {
        self.machines.iter_mut().for_each(|machine| machine.settle(now));
        self.machines.retain(|machine| machine.state() != GONE);
    }

    /// The machines of one cloud with their places.
    pub(crate) fn of(&self, cloud: Cloud) -> impl Iterator<Item = (usize, &Machine)> {
        self.machines.iter().enumerate().filter(move |(_, machine)| machine.spec.cloud == cloud)
    }

    /// The place of a machine.
    pub(crate) fn find(&self, cloud: Cloud, id: &str) -> Option<usize> {
        self.of(cloud).find(|(_, machine)| machine.spec.id == id).map(|(at, _)| at)
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
        places.iter().for_each(|&at| self.machines[at].look());
        places.iter().map(|&at| &self.machines[at]).collect()
    }

    /// Looks at one.
    pub(crate) fn look_at(&mut self, at: usize) -> &Machine {
        self.machines[at].look();
        &self.machines[at]
    }

    /// Starts a stop that has passed every check.
    pub(crate) fn stop(&mut self, at: usize, now: i64) {
        let lock_ms = self.lock_ms;
        let machine = &mut self.machines[at];
        let stopping = machine.spec.cloud.words().stopping;
        machine.unit.stop(stopping, now);
        let started = machine.versions.iter_mut().filter(|(_, unit)| unit.state == "Started");
        started.for_each(|(_, unit)| unit.leave(None, now));
        if machine.spec.cloud == Cloud::Compshare {
            machine.locked_until = now.saturating_add(lock_ms);
        }
    }
}

/// What all the clouds' other operations do.
impl World {
    /// Sends a machine to another state, as a start, a reboot or a deletion does; `through` is the
    /// state until it is there, if it has a word. A deletion heads for [`GONE`].
    pub(crate) fn go(&mut self, at: usize, through: Option<&str>, to: &str, now: i64) {
        self.machines[at].unit.go(through, to, now);
    }

    /// Holds a CompShare machine for the operation that was just accepted.
    pub(crate) fn hold(&mut self, at: usize, now: i64) {
        self.machines[at].spec.locked = false;
        self.machines[at].locked_until = now.saturating_add(self.lock_ms);
    }

    /// A new machine in this state, on its way to another.
    pub(crate) fn create(&mut self, spec: Instance, to: &str, now: i64) -> &mut Machine {
        let transition = spec.transition.unwrap_or(self.transition);
        let mut machine = Machine::new(spec.filled(""), transition, now, self.lock_ms);
        machine.created = now;
        machine.unit.go(None, to, now);
        self.machines.push(machine);
        let last = self.machines.len() - 1;
        &mut self.machines[last]
    }
}

/// One instance or service.
#[derive(Debug)]
pub(crate) struct Machine {
    pub(crate) spec: Instance,
    pub(crate) unit: Unit,
    /// The versions of a service, by name.
    pub(crate) versions: Vec<(String, Unit)>,
    pub(crate) created: i64,
    /// What the last stop was asked to do about charges, in the vendor's word.
    pub(crate) stopped_mode: String,
    /// What else operations have set on it, by the vendor's names.
    pub(crate) notes: Map<String, Value>,
    /// When it goes by itself.
    pub(crate) gone_at: Option<i64>,
    /// When it stops by itself, if it runs then.
    pub(crate) stops_at: Option<i64>,
    locked_until: i64,
}

impl Machine {
    fn new(spec: Instance, transition: Transition, now: i64, lock_ms: i64) -> Self {
        let created = now - 86_400_000;
        let words = spec.cloud.words();
        let unit = |state: &str, ends_in: &str| Unit {
            state: state.to_owned(),
            ends_in: ends_in.to_owned(),
            heads_for: None,
            transition,
            // An instance may be on its way from the start.
            due: (Some(state) == words.stopping).then(|| Due::new(transition, now)),
            stops: 0,
            changed: created,
        };
        Self {
            unit: unit(&spec.state, &spec.ends_in),
            versions: spec
                .versions
                .iter()
                .map(|v| (v.version.clone(), unit(&v.state, words.stopped)))
                .collect(),
            created,
            stopped_mode: String::new(),
            notes: Map::new(),
            gone_at: None,
            stops_at: None,
            locked_until: if spec.locked { now.saturating_add(lock_ms) } else { 0 },
            spec,
        }
    }

    pub(crate) fn is_locked(&self, now: i64) -> bool {
        now < self.locked_until
    }

    pub(crate) fn state(&self) -> &str {
        &self.unit.state
    }

    pub(crate) fn is_running(&self) -> bool {
        self.unit.state == self.spec.cloud.words().running
    }

    pub(crate) fn is_prepaid(&self) -> bool {
        ["prepaid", "pre_paid"].iter().any(|word| self.spec.charge_type.eq_ignore_ascii_case(word))
    }

    /// Whether stopping it can end the charge for the machine itself.
    pub(crate) fn can_stop_without_charge(&self) -> bool {
        let usual = self.spec.cloud != Cloud::Bce || self.spec.gpu.is_empty();
        !self.is_prepaid() && !self.spec.local_disk && self.spec.no_charge.unwrap_or(usual)
    }

    fn settle(&mut self, now: i64) {
        self.unit.settle(now);
        if let Some(at) = self.stops_at.take_if(|at| *at <= now)
            && self.is_running()
        {
            self.unit.leave(self.spec.cloud.words().stopping, at);
            self.unit.settle(now);
        }
        if let Some(at) = self.gone_at.filter(|&at| at <= now) {
            self.unit.enter(GONE.to_owned(), at);
        }
        let done = self.versions.iter_mut().filter_map(|(_, unit)| unit.settle(now)).max();
        self.versions.retain(|(_, unit)| unit.state != GONE);
        if let Some(at) = done {
            self.follow_versions(at);
        }
    }

    /// Guess: a service runs as long as a version of it does, and without versions has none to start.
    fn follow_versions(&mut self, at: i64) {
        let started = self.versions.iter().any(|(_, unit)| unit.state == "Started");
        if started && !self.is_running() {
            self.unit.go(None, "Normal", at);
            self.unit.finish(at);
        } else if !started && self.is_running() {
            self.unit.finish(at);
        }
        if self.versions.is_empty() {
            self.unit.enter("ToDeploy".to_owned(), at);
        }
    }

    /// A new version of a service in this state, on its way to another.
    pub(crate) fn add_version(&mut self, name: String, state: &str, to: &str, now: i64) {
        let mut unit = Unit {
            state: state.to_owned(),
            ends_in: self.spec.cloud.words().stopped.to_owned(),
            heads_for: None,
            transition: self.unit.transition,
            due: None,
            stops: 0,
            changed: now,
        };
        unit.go(None, to, now);
        self.versions.push((name, unit));
    }

    fn look(&mut self) {
        self.unit.look();
        self.versions.iter_mut().for_each(|(_, unit)| unit.look());
    }
}

/// Something with a state that can be stopped.
#[derive(Debug)]
pub(crate) struct Unit {
    pub(crate) state: String,
    /// How many stops took effect.
    pub(crate) stops: usize,
    /// When the state last changed.
    pub(crate) changed: i64,
    /// Where a stop ends.
    ends_in: String,
    /// Where it is on its way to, if that is no stop.
    heads_for: Option<String>,
    transition: Transition,
    due: Option<Due>,
}

impl Unit {
    /// Starts a stop; `stopping` is the state until it is done, if it has a word.
    pub(crate) fn stop(&mut self, stopping: Option<&str>, now: i64) {
        self.stops += 1;
        self.heads_for = None;
        self.leave(stopping, now);
    }

    /// Leaves for another state, whatever it was on its way to.
    pub(crate) fn go(&mut self, through: Option<&str>, to: &str, now: i64) {
        self.heads_for = Some(to.to_owned());
        self.due = None;
        self.leave(through, now);
    }

    /// The same without counting: for the versions of a service that is stopped as a whole.
    pub(crate) fn leave(&mut self, stopping: Option<&str>, now: i64) {
        if let Some(stopping) = stopping {
            self.enter(stopping.to_owned(), now);
        }
        // A second stop does not make the first one later.
        self.due.get_or_insert_with(|| Due::new(self.transition, now));
    }

    /// Ends a stop that is due, and says since when.
    fn settle(&mut self, now: i64) -> Option<i64> {
        let at = match self.due? {
            Due::At(due) if due <= now => due,
            Due::Looks { left: 0, since } => since,
            _ => return None,
        };
        self.finish(at);
        Some(at)
    }

    fn look(&mut self) {
        if let Some(Due::Looks { left, .. }) = &mut self.due {
            *left = left.saturating_sub(1);
        }
    }

    fn finish(&mut self, at: i64) {
        self.due = None;
        let to = self.heads_for.take().unwrap_or_else(|| self.ends_in.clone());
        self.enter(to, at);
    }

    fn enter(&mut self, state: String, at: i64) {
        self.state = state;
        self.changed = at;
    }
}

/// When a stop is done.
#[derive(Clone, Copy, Debug)]
enum Due {
    At(i64),
    Looks { left: u32, since: i64 },
    Never,
}

impl Due {
    fn new(transition: Transition, now: i64) -> Self {
        match transition {
            Transition::AfterMs(after) => Self::At(now.saturating_add(millis(after))),
            Transition::AfterDescribes(left) => Self::Looks { left, since: now },
            Transition::Never => Self::Never,
        }
    }
}

fn millis(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX / 4)
}

/// Answers kept under the clients' own tokens, so that a repeated request is not done twice.
#[derive(Debug, Default)]
pub(crate) struct Replies(HashMap<(Cloud, String, String), (String, Value)>);

/// What is known of a client's token.
pub(crate) enum Known {
    /// Nothing.
    New,
    /// The same request was answered so.
    Same(Value),
    /// Another request used it.
    Other,
}

impl Replies {
    /// So many are kept; a client that needs more gets them done twice.
    const KEPT: usize = 10_000;

    pub(crate) fn get(&self, cloud: Cloud, access_key: &str, token: &str, fingerprint: &str) -> Known {
        match self.0.get(&(cloud, access_key.to_owned(), token.to_owned())) {
            None => Known::New,
            Some((same, answer)) if same == fingerprint => Known::Same(answer.clone()),
            Some(_) => Known::Other,
        }
    }

    pub(crate) fn keep(
        &mut self,
        cloud: Cloud,
        access_key: &str,
        token: &str,
        fingerprint: String,
        answer: Value,
    ) {
        if self.0.len() < Self::KEPT {
            self.0.insert((cloud, access_key.to_owned(), token.to_owned()), (fingerprint, answer));
        }
    }
}
