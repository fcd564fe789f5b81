//! [`Machines`]: all instances of all clouds, with an index by id and a queue of due transitions.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::ops::Index;

use crate::cloud::Cloud;
use crate::state::machine::Machine;
use crate::state::resource::DELETED;

/// The machines in the order of their creation, which is the order of lists.
///
/// A request visits all machines only if it lists all of them; the indexes below make the rest proportional to what
/// the request names and what is due.
#[derive(Debug, Default)]
pub(crate) struct Machines {
    all: Vec<Machine>,
    /// Index of each machine by cloud and id.
    index_by_id: [HashMap<String, usize>; Cloud::ALL.len()],
    /// Due time and index of machines with a timed transition, earliest first.
    wakeups: BinaryHeap<Reverse<(i64, usize)>>,
    /// Indices of machines that were changed or polled since transitions were last applied.
    dirty: Vec<usize>,
    /// Effects of deleted machines.
    deleted_effects: HashMap<(Cloud, String), usize>,
    /// Indices of machines that the current request changed.
    changed: Vec<usize>,
}

impl Index<usize> for Machines {
    type Output = Machine;

    fn index(&self, index: usize) -> &Machine {
        &self.all[index]
    }
}

impl Machines {
    pub(crate) fn iter(&self) -> std::slice::Iter<'_, Machine> {
        self.all.iter()
    }

    pub(super) fn iter_mut(&mut self) -> std::slice::IterMut<'_, Machine> {
        self.all.iter_mut()
    }

    /// Appends a machine and returns its index.
    pub(super) fn insert(&mut self, machine: Machine) -> usize {
        let index = self.all.len();
        self.index_by_id[machine.spec.cloud as usize].insert(machine.spec.id.clone(), index);
        self.dirty.push(index);
        self.all.push(machine);
        index
    }

    pub(super) fn find(&self, cloud: Cloud, id: &str) -> Option<usize> {
        self.index_by_id[cloud as usize].get(id).copied()
    }

    /// A machine that the current request changes. It counts one effect if the request is accepted.
    pub(super) fn modify(&mut self, index: usize) -> &mut Machine {
        self.dirty.push(index);
        self.changed.push(index);
        &mut self.all[index]
    }

    /// Ends a request: counts its effects if it was accepted, and returns the number of changed machines.
    pub(super) fn count_effects(&mut self, accepted: bool) -> usize {
        let mut changed = std::mem::take(&mut self.changed);
        changed.sort_unstable();
        changed.dedup();
        if !accepted {
            return 0;
        }
        for &index in &changed {
            self.all[index].effects += 1;
        }
        changed.len()
    }

    /// A mutable machine whose change counts as no effect.
    pub(crate) fn get_mut(&mut self, index: usize) -> &mut Machine {
        &mut self.all[index]
    }

    /// Counts a poll of a machine.
    pub(super) fn record_poll(&mut self, index: usize) {
        if self.all[index].record_poll() {
            self.dirty.push(index);
        }
    }

    /// Number of accepted requests that changed a machine, also after its deletion.
    pub(super) fn effects(&self, cloud: Cloud, id: &str) -> usize {
        let deleted = self.deleted_effects.get(&(cloud, id.to_owned())).copied().unwrap_or(0);
        let current = self.find(cloud, id).map_or(0, |index| self.all[index].effects);
        deleted + current
    }

    /// Completes all transitions that are due by now, and removes deleted machines.
    pub(super) fn apply_due_transitions(&mut self, now_ms: i64) {
        let mut indices = std::mem::take(&mut self.dirty);
        while let Some(&Reverse((due_ms, index))) = self.wakeups.peek()
            && due_ms <= now_ms
        {
            self.wakeups.pop();
            self.all[index].next_wakeup_ms = None;
            indices.push(index);
        }
        let mut has_deleted = false;
        for &index in &indices {
            let machine = &mut self.all[index];
            machine.apply_due_transitions(now_ms);
            has_deleted |= machine.state() == DELETED;
            let queued_ms = machine.next_wakeup_ms;
            let due_ms = machine.next_due_ms();
            if let Some(due_ms) =
                due_ms.filter(|due_ms| queued_ms.is_none_or(|queued_ms| *due_ms < queued_ms))
            {
                machine.next_wakeup_ms = Some(due_ms);
                self.wakeups.push(Reverse((due_ms, index)));
            }
        }
        if has_deleted {
            self.remove_deleted();
        }
    }

    /// Removes deleted machines and gives all others new indices.
    fn remove_deleted(&mut self) {
        let all = std::mem::take(&mut self.all);
        self.index_by_id.iter_mut().for_each(HashMap::clear);
        self.wakeups.clear();
        for mut machine in all {
            if machine.state() == DELETED {
                let count = self.deleted_effects.entry((machine.spec.cloud, machine.spec.id)).or_default();
                *count += machine.effects;
            } else {
                machine.next_wakeup_ms = None;
                self.insert(machine);
            }
        }
    }
}
