//! [`Machines`]: all instances of all clouds, found by id and woken when something is due.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::ops::Index;

use super::GONE;
use super::machine::Machine;
use super::unit::Stale;
use crate::cloud::Cloud;

/// The machines in the order they came; lists show them in it. No request goes through all of them
/// unless it lists all of them.
#[derive(Debug, Default)]
pub(crate) struct Machines {
    all: Vec<Machine>,
    /// The places of a cloud's machines, by id.
    places: [HashMap<String, usize>; Cloud::ALL.len()],
    /// When a machine has something due.
    wakes: BinaryHeap<Reverse<(i64, usize)>>,
    /// The places of those that were changed or looked at since time last passed.
    stirred: Vec<usize>,
    /// What was counted on machines that are gone.
    departed: HashMap<(Cloud, String), usize>,
    /// The places of those that the request has its hands on.
    changed: Vec<usize>,
}

impl Index<usize> for Machines {
    type Output = Machine;

    fn index(&self, at: usize) -> &Machine {
        &self.all[at]
    }
}

impl Machines {
    pub(crate) fn iter(&self) -> std::slice::Iter<'_, Machine> {
        self.all.iter()
    }

    /// Adds a machine, and says where it is.
    pub(super) fn push(&mut self, machine: Machine) -> usize {
        let at = self.all.len();
        self.places[machine.spec.cloud as usize].insert(machine.spec.id.clone(), at);
        self.stirred.push(at);
        self.all.push(machine);
        at
    }

    pub(super) fn find(&self, cloud: Cloud, id: &str) -> Option<usize> {
        self.places[cloud as usize].get(id).copied()
    }

    /// A machine for the request to change, which counts once if the request is accepted.
    pub(super) fn change(&mut self, at: usize) -> &mut Machine {
        self.stirred.push(at);
        self.changed.push(at);
        &mut self.all[at]
    }

    /// Ends a request: counts its effects if it was accepted, and says how many machines it changed.
    pub(super) fn count(&mut self, accepted: bool) -> usize {
        let mut changed = std::mem::take(&mut self.changed);
        changed.sort_unstable();
        changed.dedup();
        if !accepted {
            return 0;
        }
        changed.iter().for_each(|&at| self.all[at].effects += 1);
        changed.len()
    }

    /// A machine, without counting it as changed.
    pub(crate) fn uncounted(&mut self, at: usize) -> &mut Machine {
        &mut self.all[at]
    }

    pub(super) fn look(&mut self, at: usize) {
        if self.all[at].look() {
            self.stirred.push(at);
        }
    }

    /// How many requests have changed it, also if it is gone.
    pub(super) fn effects(&self, cloud: Cloud, id: &str) -> usize {
        let before = self.departed.get(&(cloud, id.to_owned())).copied().unwrap_or(0);
        before + self.find(cloud, id).map_or(0, |at| self.all[at].effects)
    }

    /// Lets time pass: what is due by now happens.
    pub(super) fn settle(&mut self, now: i64) {
        let mut places = std::mem::take(&mut self.stirred);
        while let Some(&Reverse((due, at))) = self.wakes.peek()
            && due <= now
        {
            self.wakes.pop();
            self.all[at].wakes_at = None;
            places.push(at);
        }
        let mut gone = false;
        for &at in &places {
            let machine = &mut self.all[at];
            machine.settle(now);
            gone |= machine.state() == GONE;
            if let Some(due) = machine.next_due().filter(|due| machine.wakes_at.is_none_or(|at| *due < at)) {
                machine.wakes_at = Some(due);
                self.wakes.push(Reverse((due, at)));
            }
        }
        if gone {
            self.sweep();
        }
    }

    /// Takes away what is gone; all others get new places.
    fn sweep(&mut self) {
        let all = std::mem::take(&mut self.all);
        self.places.iter_mut().for_each(HashMap::clear);
        self.wakes.clear();
        for mut machine in all {
            if machine.state() == GONE {
                let count = self.departed.entry((machine.spec.cloud, machine.spec.id)).or_default();
                *count += machine.effects;
            } else {
                machine.wakes_at = None;
                self.push(machine);
            }
        }
    }

    /// Shows a cloud's machines in a former state until [`Machines::renew`].
    pub(super) fn age(&mut self, of: impl Fn(&Machine) -> bool, by: Stale, now: i64) {
        self.all.iter_mut().filter(|machine| of(machine)).for_each(|machine| machine.age(by, now));
    }

    pub(super) fn renew(&mut self) {
        self.all.iter_mut().for_each(Machine::renew);
    }
}
