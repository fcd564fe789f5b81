//! [`SandboxState`]: the state of the five clouds, and the changes that requests and faults make to it.
//!
//! Handlers address a machine by its index, which is valid during one request: the lock is held for all of it, and
//! only [`SandboxState::apply_due_transitions`] removes machines.

pub(crate) mod idempotency;
pub(crate) mod ids;
pub(crate) mod issued_credentials;
pub(crate) mod machine;
pub(crate) mod machines;
pub(crate) mod resource;
pub(crate) mod shared;

use std::collections::BTreeSet;

use crate::clock::signed_millis;
use crate::cloud::Cloud;
use crate::faults::effect::{FaultEffects, PagingFault, Staleness, StopFault};
use crate::faults::rules::FaultRules;
use crate::request_log::RequestHistory;
use crate::scenario::Scenario;
use crate::scenario::account::SandboxAccount;
use crate::scenario::instance::InstanceSpec;
use crate::scenario::transition::Transition;
use crate::state::idempotency::IdempotencyStore;
use crate::state::ids::IdGenerator;
use crate::state::issued_credentials::{IssuedCredential, IssuedToken};
use crate::state::machine::Machine;
use crate::state::machines::Machines;
use crate::state::resource::Resource;

/// State that requests can read or change. One lock guards the whole state.
#[derive(Debug)]
pub(crate) struct SandboxState {
    pub(crate) accounts: Vec<SandboxAccount>,
    pub(crate) machines: Machines,
    pub(crate) request_log: RequestHistory,
    pub(crate) ids: IdGenerator,
    pub(crate) idempotency: IdempotencyStore,
    /// Huawei: tokens that IAM issued.
    pub(crate) issued_tokens: Vec<IssuedToken>,
    /// Temporary key pairs of all clouds.
    pub(crate) issued_credentials: Vec<IssuedCredential>,
    pub(crate) faults: FaultRules,
    /// Changes that the fault of the current request makes to stops and lists.
    pub(crate) fault_effects: Option<FaultEffects>,
    /// Number of redirects that clients followed.
    pub(crate) redirects_followed: usize,
    /// Time that tests have added to the clock of transitions and locks.
    pub(crate) advanced_ms: i64,
    /// Offset of the clouds' clocks from this machine's.
    pub(crate) skew_ms: i64,
    /// CompShare: true if a list must name its region.
    pub(crate) region_required: bool,
    lock_ms: i64,
    transition: Transition,
}

impl SandboxState {
    /// The state at the start of a scenario.
    pub(crate) fn new(scenario: Scenario, now_ms: i64) -> Self {
        let lock_ms = signed_millis(scenario.lock_ms);
        let huawei = scenario.accounts.iter().find(|account| account.cloud == Cloud::Huaweicloud);
        let project_id = huawei.and_then(|account| account.project_id.clone()).unwrap_or_default();
        let mut machines = Machines::default();
        for instance in scenario.instances {
            let transition = instance.transition.unwrap_or(scenario.transition);
            machines.insert(Machine::new(instance.with_defaults(&project_id), transition, now_ms, lock_ms));
        }
        Self {
            machines,
            faults: FaultRules::new(scenario.faults, scenario.fault_seed),
            fault_effects: None,
            redirects_followed: 0,
            accounts: scenario.accounts,
            request_log: RequestHistory::default(),
            ids: IdGenerator::new(scenario.seed),
            idempotency: IdempotencyStore::default(),
            issued_tokens: Vec::new(),
            issued_credentials: Vec::new(),
            advanced_ms: 0,
            skew_ms: scenario.clock_skew_s.saturating_mul(1000),
            region_required: scenario.region_required,
            lock_ms,
            transition: scenario.transition,
        }
    }

    /// Completes all transitions that are due, and removes deleted machines.
    pub(crate) fn apply_due_transitions(&mut self, now_ms: i64) {
        self.machines.apply_due_transitions(now_ms);
    }

    /// The machines of one cloud with their indices, in the order of lists.
    pub(crate) fn machines_of(&self, cloud: Cloud) -> impl Iterator<Item = (usize, &Machine)> {
        self.machines.iter().enumerate().filter(move |(_, machine)| machine.spec.cloud == cloud)
    }

    /// Index of a machine.
    pub(crate) fn find(&self, cloud: Cloud, id: &str) -> Option<usize> {
        self.machines.find(cloud, id)
    }

    /// Indices of the machines with these ids, in the order of lists. Unknown ids are left out.
    pub(crate) fn indices_of<'i>(&self, cloud: Cloud, ids: impl IntoIterator<Item = &'i str>) -> Vec<usize> {
        let indices: BTreeSet<_> = ids.into_iter().filter_map(|id| self.find(cloud, id)).collect();
        indices.into_iter().collect()
    }

    /// The resource of an instance id, or of `service@version`.
    pub(crate) fn resource(&self, cloud: Cloud, id: &str) -> Option<&Resource> {
        let Some((service, version)) = id.split_once('@') else {
            return Some(&self.machines[self.find(cloud, id)?].resource);
        };
        let machine = &self.machines[self.find(cloud, service)?];
        machine.versions.iter().find(|(name, _)| name == version).map(|(_, resource)| resource)
    }

    /// Returns machines for a list or a describe response, and counts one poll of each.
    pub(crate) fn poll(&mut self, indices: &[usize]) -> Vec<&Machine> {
        for &index in indices {
            self.machines.record_poll(index);
        }
        indices.iter().map(|&index| &self.machines[index]).collect()
    }

    /// Returns one machine for a response, and counts a poll of it.
    pub(crate) fn poll_one(&mut self, index: usize) -> &Machine {
        self.machines.record_poll(index);
        &self.machines[index]
    }

    /// A machine that the request changes. The change counts as an effect if the request is accepted.
    pub(crate) fn modify(&mut self, index: usize) -> &mut Machine {
        self.machines.modify(index)
    }

    /// Starts a stop that has passed all checks.
    ///
    /// A stop during a stop changes nothing. It can only pass the checks where a vendor has no state between running
    /// and stopped.
    pub(crate) fn stop(&mut self, index: usize, now_ms: i64) {
        if self.machines[index].resource.is_stopping() {
            self.machines.get_mut(index).resource.stops += 1;
            return;
        }
        let fault = self.take_stop_fault(index);
        let lock_ms = self.lock_ms;
        let machine = self.machines.modify(index);
        if matches!(fault, Some(StopFault::Ignored)) {
            machine.resource.stops += 1;
            return;
        }
        machine.stop(now_ms, fault.as_ref());
        if machine.spec.cloud == Cloud::Compshare {
            machine.locked_until_ms = now_ms.saturating_add(lock_ms);
        }
    }

    /// Starts a stop of one version of a UCloud service, by its position among the versions.
    pub(crate) fn stop_version(&mut self, index: usize, version: usize, now_ms: i64) {
        if self.machines[index].versions[version].1.is_stopping() {
            self.machines.get_mut(index).versions[version].1.stops += 1;
            return;
        }
        let fault = self.take_stop_fault(index);
        let machine = self.machines.modify(index);
        let failed = machine.spec.cloud.defaults().failed;
        let (_, resource) = &mut machine.versions[version];
        if matches!(fault, Some(StopFault::Ignored)) {
            resource.stops += 1;
            return;
        }
        resource.stop(None, now_ms);
        resource.apply_stop_fault(fault.as_ref(), "Started", failed);
    }
}

/// Changes by faults that affect more than a response.
impl SandboxState {
    /// The fault of the current request that applies to the stop of this machine. Ignored stops are counted.
    fn take_stop_fault(&mut self, index: usize) -> Option<StopFault> {
        let machine = &self.machines[index];
        let effects = self.fault_effects.as_mut()?;
        let applies = effects.only_id.as_ref().is_none_or(|id| machine.matches_id(id));
        let fault = effects.stop.clone().filter(|_| applies);
        if matches!(fault, Some(StopFault::Ignored)) {
            effects.ignored_stops += 1;
        }
        fault
    }

    /// A page of a list, with the paging fault of the current request.
    pub(crate) fn page_of(&self, mut indices: Vec<usize>, start: usize, limit: usize) -> Vec<usize> {
        let end = start.saturating_add(limit);
        let mut from = start;
        match self.fault_effects.as_ref().and_then(|effects| effects.paging.as_ref()) {
            Some(PagingFault::Overlapping(by)) => from = from.saturating_sub(*by),
            Some(PagingFault::Shuffled(rng)) => rng.clone().shuffle(&mut indices),
            None => {}
        }
        indices.into_iter().skip(from).take(end - from).collect()
    }

    /// Ends a request: counts its effects if it was accepted. Returns true if it had an effect.
    pub(crate) fn finish_request(&mut self, accepted: bool) -> bool {
        let ignored_stops = self.fault_effects.take().map_or(0, |effects| effects.ignored_stops);
        self.machines.count_effects(accepted) > ignored_stops
    }

    /// Shows past states of a cloud's machines until [`SandboxState::show_current_states`] is called.
    pub(crate) fn show_past_states(
        &mut self,
        cloud: Cloud,
        only_id: Option<&str>,
        staleness: Staleness,
        now_ms: i64,
    ) {
        for machine in self.machines.iter_mut() {
            if machine.spec.cloud == cloud && only_id.is_none_or(|id| machine.matches_id(id)) {
                machine.show_past_state(staleness, now_ms);
            }
        }
    }

    /// Shows the current states again.
    pub(crate) fn show_current_states(&mut self) {
        self.machines.iter_mut().for_each(Machine::show_current_state);
    }

    /// Locks a machine as if another client's operation were under way.
    pub(crate) fn lock(&mut self, cloud: Cloud, id: &str, until_ms: i64) {
        let service = id.split('@').next().unwrap_or_default();
        let Some(index) = self.find(cloud, service) else { return };
        let machine = self.machines.get_mut(index);
        machine.spec.locked = true;
        machine.locked_until_ms = until_ms;
    }

    /// Number of accepted requests that changed a machine.
    pub(crate) fn effects(&self, cloud: Cloud, id: &str) -> usize {
        self.machines.effects(cloud, id)
    }
}

/// Changes by operations other than stops.
impl SandboxState {
    /// Starts a transition to another state, for a start, a reboot or a deletion.
    ///
    /// `through` is the vendor's state until the transition is complete, if there is one. The target of a deletion is
    /// [`DELETED`](crate::state::resource::DELETED).
    pub(crate) fn start_transition(&mut self, index: usize, through: Option<&str>, to: &str, now_ms: i64) {
        self.machines.modify(index).resource.start_transition(through, to, now_ms);
    }

    /// Locks a CompShare machine for the operation that was just accepted.
    pub(crate) fn lock_for_operation(&mut self, index: usize, now_ms: i64) {
        let until_ms = now_ms.saturating_add(self.lock_ms);
        let machine = self.machines.modify(index);
        machine.spec.locked = false;
        machine.locked_until_ms = until_ms;
    }

    /// Creates a machine in the state of its spec, with a transition to another state.
    pub(crate) fn create(&mut self, spec: InstanceSpec, to: &str, now_ms: i64) -> &mut Machine {
        let transition = spec.transition.unwrap_or(self.transition);
        let mut machine = Machine::new(spec.with_defaults(""), transition, now_ms, self.lock_ms);
        machine.created_at_ms = now_ms;
        machine.resource.start_transition(None, to, now_ms);
        let index = self.machines.insert(machine);
        self.machines.modify(index)
    }
}
