//! [`Group`]: the jobs of one account in one region, each instance once.
//!
//! Two targets of the same instance, such as `compshare/uhost-1` and `compshare/cn-wlcb/uhost-1`, must lead to one
//! request. A group therefore has at most one job for each instance, and remembers the positions of all targets.

use std::collections::HashMap;
use std::sync::Arc;

use tingji_core::engine::Report;
use tingji_core::fleet::{self, Progress, SendLog};
use tingji_core::{Error, Instance, InstanceId, Lifecycle, Result};

use super::job::FleetJob;
use super::preview::Preview;
use super::progress::ProgressHandler;
use crate::{Cloud, Target};

/// Account and region that share one client.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct GroupKey {
    pub(super) cloud: Cloud,
    pub(super) profile: Option<String>,
    pub(super) region: Option<String>,
}

impl GroupKey {
    /// Key of a target's account in this region.
    pub(super) fn new(target: &Target, region: Option<&str>) -> Self {
        Self {
            cloud: target.cloud(),
            profile: target.profile().map(str::to_owned),
            region: region.map(str::to_owned),
        }
    }
}

/// Merges a group without a region into the groups with a region. CompShare accepts targets with and
/// without a region: both mean the same instance, which must get only one request.
pub(super) fn merge_regional_groups(groups: &mut [Group], at: usize) {
    if groups[at].key.region.is_some() {
        return;
    }
    let key = groups[at].key.clone();
    for (job, positions) in groups[at].take() {
        match groups.iter_mut().find(|group| group.is_regional(&key) && group.known.contains_key(&job.id)) {
            Some(other) => other.put(job, positions),
            None => groups[at].put(job, positions),
        }
    }
}

/// Jobs of one account in one region.
pub(super) struct Group {
    key: GroupKey,
    pub(super) lifecycle: Arc<dyn Lifecycle>,
    pub(super) jobs: Vec<fleet::Job>,
    /// Positions of each job in the caller's list.
    pub(super) positions: Vec<Vec<usize>>,
    /// Index of each instance in `jobs`.
    known: HashMap<InstanceId, usize>,
}

impl Group {
    pub(super) fn new(key: GroupKey, lifecycle: Arc<dyn Lifecycle>) -> Self {
        Self { key, lifecycle, jobs: Vec::new(), positions: Vec::new(), known: HashMap::new() }
    }

    /// Returns true if the group has a region and the same account as the key.
    fn is_regional(&self, key: &GroupKey) -> bool {
        let same_account = self.key.cloud == key.cloud && self.key.profile == key.profile;
        same_account && self.key.region.is_some()
    }

    /// Polls the instances of all jobs, and checks if the actions would be accepted.
    pub(super) async fn preview(&self) -> Vec<Preview> {
        let ids: Vec<_> = self.jobs.iter().map(|job| job.id.clone()).collect();
        let polled = fleet::poll_all(self.lifecycle.as_ref(), &ids).await;
        self.jobs.iter().zip(polled).map(|(job, instance)| self.preview_job(job, instance)).collect()
    }

    fn preview_job(&self, job: &fleet::Job, instance: Result<Option<Instance>>) -> Preview {
        let unsupported = job.action.check_product(self.lifecycle.capabilities()).err();
        let observed = instance.as_ref().ok().and_then(Option::as_ref);
        let refusal = unsupported.or_else(|| job.action.check(self.lifecycle.as_ref(), observed?).err());
        Preview { instance, refusal }
    }

    /// Adds a job of the caller's list.
    pub(super) fn add(&mut self, position: usize, job: &FleetJob) {
        let id = job.target.id().clone();
        self.put(
            fleet::Job { id, action: job.action.clone(), prior_request: job.prior_request },
            vec![position],
        );
    }

    /// Adds a job. For an instance that already has a job, only the positions are added.
    fn put(&mut self, job: fleet::Job, positions: Vec<usize>) {
        match self.known.get(&job.id) {
            Some(&at) => self.positions[at].extend(positions),
            None => {
                self.known.insert(job.id.clone(), self.jobs.len());
                self.jobs.push(job);
                self.positions.push(positions);
            }
        }
    }

    /// Reports the progress of a job at each of its positions in the caller's list.
    pub(super) fn report_progress(&self, index: usize, progress: Progress<'_>, handler: &ProgressHandler) {
        for &position in &self.positions[index] {
            handler(position, progress);
        }
    }

    /// Removes all jobs with their positions.
    fn take(&mut self) -> Vec<(fleet::Job, Vec<usize>)> {
        self.known.clear();
        std::mem::take(&mut self.jobs).into_iter().zip(std::mem::take(&mut self.positions)).collect()
    }
}

/// Journal of one group: translates its job indexes to positions in the caller's list.
#[derive(Debug)]
pub(super) struct GroupJournal<'a> {
    pub(super) journal: &'a dyn SendLog,
    pub(super) positions: &'a [Vec<usize>],
}

impl SendLog for GroupJournal<'_> {
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
