//! [`Machine`]: one instance or service, and the changes that time makes to it.

use serde_json::{Map, Value};

use crate::cloud::Cloud;
use crate::faults::effect::{Staleness, StopFault};
use crate::scenario::instance::InstanceSpec;
use crate::scenario::transition::Transition;
use crate::state::resource::{DELETED, NextTransition, Resource};

const DAY_MS: i64 = 86_400_000;

/// Time after which CompShare releases a stopped pay-as-you-go instance.
const RELEASE_AFTER_STOP_MS: i64 = 7 * DAY_MS;

/// An instance, or a UCloud service with its versions.
#[derive(Debug)]
pub(crate) struct Machine {
    pub(crate) spec: InstanceSpec,
    pub(crate) resource: Resource,
    /// UCloud: versions of a service with their names.
    pub(crate) versions: Vec<(String, Resource)>,
    pub(crate) created_at_ms: i64,
    /// Volcengine: `StoppedMode` of the last stop; empty if no request stopped the machine.
    pub(crate) stopped_mode: String,
    /// Other fields that requests have set, under the vendor's names.
    pub(crate) attributes: Map<String, Value>,
    /// Time of a scheduled or automatic deletion.
    pub(crate) delete_at_ms: Option<i64>,
    /// Time of a scheduled stop, which takes place if the machine runs then.
    pub(crate) scheduled_stop_ms: Option<i64>,
    pub(super) locked_until_ms: i64,
    /// Number of accepted requests that changed the machine.
    pub(crate) effects: usize,
    /// Time of the next entry in the wake-up queue.
    pub(super) next_wakeup_ms: Option<i64>,
}

impl Machine {
    /// A machine that was created a day ago. A spec in the vendor's stopping state begins with a stop under way.
    pub(super) fn new(spec: InstanceSpec, transition: Transition, now_ms: i64, lock_ms: i64) -> Self {
        let created_at_ms = now_ms - DAY_MS;
        let stopped = spec.cloud.defaults().stopped;
        let resource = initial_resource(&spec, &spec.state, &spec.ends_in, transition, now_ms);
        let mut versions = Vec::new();
        for version in &spec.versions {
            let resource = initial_resource(&spec, &version.state, stopped, transition, now_ms);
            versions.push((version.version.clone(), resource));
        }
        Self {
            resource,
            versions,
            created_at_ms,
            stopped_mode: String::new(),
            attributes: Map::new(),
            delete_at_ms: None,
            scheduled_stop_ms: None,
            locked_until_ms: if spec.locked { now_ms.saturating_add(lock_ms) } else { 0 },
            effects: 0,
            next_wakeup_ms: None,
            spec,
        }
    }

    /// True if this is the machine's id, the id of its supernode, or `service@version` of one of its versions.
    pub(super) fn matches_id(&self, id: &str) -> bool {
        let id = id.split('@').next().unwrap_or_default();
        self.spec.id == id || (!id.is_empty() && self.spec.supernode == id)
    }

    /// True while another operation holds the machine.
    pub(crate) fn is_locked(&self, now_ms: i64) -> bool {
        now_ms < self.locked_until_ms
    }

    /// The state that responses show, as the vendor spells it.
    pub(crate) fn state(&self) -> &str {
        &self.resource.state
    }

    /// True in the vendor's running state.
    pub(crate) fn is_running(&self) -> bool {
        self.resource.state == self.spec.cloud.defaults().running
    }

    /// True for an instance that is paid by the month or year.
    pub(crate) fn is_prepaid(&self) -> bool {
        ["prepaid", "pre_paid"].iter().any(|name| self.spec.charge_type.eq_ignore_ascii_case(name))
    }

    /// True if a stop can end the charge for the machine itself.
    pub(crate) fn can_stop_without_charge(&self) -> bool {
        let by_default = self.spec.cloud != Cloud::Bce || self.spec.gpu.is_empty();
        !self.is_prepaid() && !self.spec.local_disk && self.spec.no_charge.unwrap_or(by_default)
    }

    /// CompShare: the time at which a stopped pay-as-you-go instance is destroyed, seven days after the stop. (The
    /// vendor destroys it at noon of that day.)
    pub(crate) fn release_at_ms(&self) -> Option<i64> {
        if self.state() != "Stopped" || self.spec.charge_type != "Postpay" {
            return None;
        }
        Some(self.resource.changed_at_ms.saturating_add(RELEASE_AFTER_STOP_MS))
    }

    /// Completes all transitions that are due: the machine's own, a scheduled stop, a deletion and its versions'.
    pub(super) fn apply_due_transitions(&mut self, now_ms: i64) {
        self.resource.apply_due_transition(now_ms);
        if let Some(at_ms) = self.scheduled_stop_ms.take_if(|at_ms| *at_ms <= now_ms)
            && self.is_running()
        {
            self.resource.begin_stop(self.spec.cloud.defaults().stopping, at_ms);
            self.resource.apply_due_transition(now_ms);
        }
        if self.spec.cloud == Cloud::Compshare {
            self.delete_at_ms = self.release_at_ms();
        }
        if let Some(at_ms) = self.delete_at_ms.filter(|&at_ms| at_ms <= now_ms) {
            self.resource.set_state(DELETED.to_owned(), at_ms);
        }
        let versions = self.versions.iter_mut();
        let changed_at_ms = versions.filter_map(|(_, version)| version.apply_due_transition(now_ms)).max();
        self.versions.retain(|(_, version)| version.state != DELETED);
        if let Some(at_ms) = changed_at_ms {
            self.update_from_versions(at_ms);
        }
    }

    /// Guess: a service runs as long as one of its versions runs. A service without versions is `ToDeploy`.
    fn update_from_versions(&mut self, at_ms: i64) {
        let is_any_started = self.versions.iter().any(|(_, version)| version.state == "Started");
        if is_any_started && !self.is_running() {
            self.resource.start_transition(None, "Normal", at_ms);
            self.resource.complete_transition(at_ms);
        } else if !is_any_started && self.is_running() {
            self.resource.complete_transition(at_ms);
        }
        if self.versions.is_empty() {
            self.resource.set_state("ToDeploy".to_owned(), at_ms);
        }
    }

    /// Adds a version in one state, with a transition to another.
    pub(crate) fn add_version(&mut self, name: String, state: &str, to: &str, now_ms: i64) {
        let stopped = self.spec.cloud.defaults().stopped;
        let mut version = Resource::new(state, stopped, self.resource.transition, None, now_ms);
        version.start_transition(None, to, now_ms);
        self.versions.push((name, version));
    }

    /// Counts a poll. Returns true if a transition depends on the number of polls.
    pub(super) fn record_poll(&mut self) -> bool {
        let mut is_counting = self.resource.record_poll();
        for (_, version) in &mut self.versions {
            is_counting |= version.record_poll();
        }
        is_counting
    }

    /// The next time at which the clock alone changes the machine.
    pub(super) fn next_due_ms(&self) -> Option<i64> {
        let versions = self.versions.iter().filter_map(|(_, version)| version.due_at_ms());
        versions.chain(self.resource.due_at_ms()).chain(self.scheduled_stop_ms).chain(self.delete_at_ms).min()
    }

    /// Starts a stop of the machine and of all its started versions.
    pub(super) fn stop(&mut self, now_ms: i64, fault: Option<&StopFault>) {
        let defaults = self.spec.cloud.defaults();
        self.resource.stop(defaults.stopping, now_ms);
        self.resource.apply_stop_fault(fault, defaults.running, defaults.failed);
        for (_, version) in self.versions.iter_mut().filter(|(_, version)| version.state == "Started") {
            version.begin_stop(None, now_ms);
            version.apply_stop_fault(fault, "Started", defaults.failed);
        }
    }

    /// Shows a past state until [`Machine::show_current_state`] is called.
    pub(super) fn show_past_state(&mut self, staleness: Staleness, now_ms: i64) {
        self.resources().for_each(|resource| resource.show_past_state(staleness, now_ms));
    }

    pub(super) fn show_current_state(&mut self) {
        self.resources().for_each(Resource::show_current_state);
    }

    fn resources(&mut self) -> impl Iterator<Item = &mut Resource> {
        std::iter::once(&mut self.resource).chain(self.versions.iter_mut().map(|(_, version)| version))
    }
}

fn initial_resource(
    spec: &InstanceSpec,
    state: &str,
    stop_target: &str,
    transition: Transition,
    now_ms: i64,
) -> Resource {
    let is_stopping = Some(state) == spec.cloud.defaults().stopping;
    let next = if is_stopping { Some(NextTransition::new(transition, now_ms)) } else { None };
    Resource::new(state, stop_target, transition, next, now_ms - DAY_MS)
}
