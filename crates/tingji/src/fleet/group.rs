//! [`Group`]: the orders of one account, each instance once.

use std::collections::HashMap;
use std::sync::Arc;

use tingji_core::engine::Report;
use tingji_core::fleet::{self, Journal};
use tingji_core::{Error, Instance, InstanceId, Lifecycle, Result};

use super::{Order, Preview};
use crate::Cloud;

/// An account in a region: what one client serves.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Key {
    pub(super) cloud: Cloud,
    pub(super) profile: Option<String>,
    pub(super) region: Option<String>,
}

/// Where a cloud is asked without a region, an instance may be named with its region as well: it is one all
/// the same, and has one request.
pub(super) fn join_placed(groups: &mut [Group], at: usize) {
    if groups[at].key.region.is_some() {
        return;
    }
    let key = groups[at].key.clone();
    for (order, positions) in groups[at].take() {
        let placed = |group: &&mut Group| {
            let alike = (group.key.cloud, &group.key.profile) == (key.cloud, &key.profile);
            alike && group.key.region.is_some() && group.known.contains_key(&order.id)
        };
        match groups.iter_mut().find(placed) {
            Some(other) => other.put(order, positions),
            None => groups[at].put(order, positions),
        }
    }
}

/// The orders of one account.
pub(super) struct Group {
    key: Key,
    pub(super) lifecycle: Arc<dyn Lifecycle>,
    pub(super) orders: Vec<fleet::Order>,
    /// For each order, the positions it was given at.
    pub(super) positions: Vec<Vec<usize>>,
    /// Where each instance stands in `orders`.
    known: HashMap<InstanceId, usize>,
}

impl Group {
    pub(super) fn new(key: Key, lifecycle: Arc<dyn Lifecycle>) -> Self {
        Self { key, lifecycle, orders: Vec::new(), positions: Vec::new(), known: HashMap::new() }
    }

    pub(super) async fn preview(&self) -> Vec<Preview> {
        let ids: Vec<_> = self.orders.iter().map(|order| order.id.clone()).collect();
        let looks = fleet::look_at(self.lifecycle.as_ref(), &ids).await;
        let preview = |(order, instance): (&fleet::Order, Result<Option<Instance>>)| {
            let product = order.action.check_product(self.lifecycle.capabilities()).err();
            let here = instance.as_ref().ok().and_then(Option::as_ref);
            let refusal = product.or_else(|| order.action.check(self.lifecycle.as_ref(), here?).err());
            Preview { instance, refusal }
        };
        self.orders.iter().zip(looks).map(preview).collect()
    }

    pub(super) fn add(&mut self, position: usize, order: &Order) {
        let id = order.target.id().clone();
        self.put(fleet::Order { id, action: order.action.clone(), past: order.past }, vec![position]);
    }

    /// An instance that is there already only gets more positions.
    fn put(&mut self, order: fleet::Order, positions: Vec<usize>) {
        match self.known.get(&order.id) {
            Some(&at) => self.positions[at].extend(positions),
            None => {
                self.known.insert(order.id.clone(), self.orders.len());
                self.orders.push(order);
                self.positions.push(positions);
            }
        }
    }

    fn take(&mut self) -> Vec<(fleet::Order, Vec<usize>)> {
        self.known.clear();
        std::mem::take(&mut self.orders).into_iter().zip(std::mem::take(&mut self.positions)).collect()
    }
}

/// A journal in the positions of all orders, told in those of one account.
#[derive(Debug)]
pub(super) struct GroupJournal<'a> {
    pub(super) journal: &'a dyn Journal,
    pub(super) positions: &'a [Vec<usize>],
}

impl Journal for GroupJournal<'_> {
    fn sending(&self, positions: &[usize]) -> Result<()> {
        let all: Vec<_> = positions.iter().flat_map(|&at| self.positions[at].iter().copied()).collect();
        self.journal.sending(&all)
    }

    fn answered(&self, position: usize, answer: std::result::Result<Option<&str>, &Error>) {
        self.positions[position].iter().for_each(|&at| self.journal.answered(at, answer));
    }

    fn done(&self, position: usize, report: &Report) {
        self.positions[position].iter().for_each(|&at| self.journal.done(at, report));
    }
}
