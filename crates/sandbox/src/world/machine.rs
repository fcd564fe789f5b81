//! [`Machine`]: one instance or service, and how time changes it.

use serde_json::{Map, Value};

use super::GONE;
use super::unit::{Due, Stale, Twist, Unit};
use crate::cloud::{Cloud, release_at};
use crate::scenario::{Instance, Transition};

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
    pub(super) locked_until: i64,
    /// How many requests have changed it.
    pub(crate) effects: usize,
    /// When it is woken next.
    pub(super) wakes_at: Option<i64>,
}

impl Machine {
    pub(super) fn new(spec: Instance, transition: Transition, now: i64, lock_ms: i64) -> Self {
        let created = now - 86_400_000;
        let words = spec.cloud.words();
        let unit = |state: &str, ends_in: &str| {
            // An instance may be on its way from the start.
            let due = (Some(state) == words.stopping).then(|| Due::new(transition, now));
            Unit::new(state, ends_in, transition, due, created)
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
            effects: 0,
            wakes_at: None,
            spec,
        }
    }

    /// Whether this is its id, or that of the supernode it is in, or of one of its versions.
    pub(super) fn is_named(&self, id: &str) -> bool {
        let id = id.split('@').next().unwrap_or_default();
        self.spec.id == id || (!id.is_empty() && self.spec.supernode == id)
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

    pub(super) fn settle(&mut self, now: i64) {
        self.unit.settle(now);
        if let Some(at) = self.stops_at.take_if(|at| *at <= now)
            && self.is_running()
        {
            self.unit.leave(self.spec.cloud.words().stopping, at);
            self.unit.settle(now);
        }
        if self.spec.cloud == Cloud::Compshare {
            self.gone_at = release_at(self);
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
        let stopped = self.spec.cloud.words().stopped;
        let mut unit = Unit::new(state, stopped, self.unit.transition, None, now);
        unit.go(None, to, now);
        self.versions.push((name, unit));
    }

    /// Counts a look, and says whether something is the nearer for it.
    pub(super) fn look(&mut self) -> bool {
        let unit = self.unit.look();
        self.versions.iter_mut().fold(unit, |nearer, (_, unit)| unit.look() | nearer)
    }

    /// When time is the next to change it.
    pub(super) fn next_due(&self) -> Option<i64> {
        let versions = self.versions.iter().filter_map(|(_, unit)| unit.due_at());
        versions.chain(self.unit.due_at()).chain(self.stops_at).chain(self.gone_at).min()
    }

    /// Starts a stop, and that of the versions that go with it.
    pub(super) fn stop(&mut self, now: i64, twist: Option<&Twist>) {
        let words = self.spec.cloud.words();
        self.unit.stop(words.stopping, now);
        self.unit.twist(twist, words.running, words.failed);
        for (_, unit) in self.versions.iter_mut().filter(|(_, unit)| unit.state == "Started") {
            unit.leave(None, now);
            unit.twist(twist, "Started", words.failed);
        }
    }

    /// Shows it as it was, until it is renewed.
    pub(super) fn age(&mut self, by: Stale, now: i64) {
        self.units().for_each(|unit| unit.age(by, now));
    }

    pub(super) fn renew(&mut self) {
        self.units().for_each(Unit::renew);
    }

    fn units(&mut self) -> impl Iterator<Item = &mut Unit> {
        std::iter::once(&mut self.unit).chain(self.versions.iter_mut().map(|(_, unit)| unit))
    }
}
