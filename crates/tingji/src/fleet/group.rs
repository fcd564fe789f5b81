//! [`Group`]: the jobs of one account in one region, each instance once.
//!
//! Two targets of the same instance, such as `compshare/uhost-1` and `compshare/cn-wlcb/uhost-1`, must lead to one
//! request. A group therefore has at most one job for each instance, and remembers the positions of all targets.

use std::collections::HashMap;
use std::sync::Arc;

use tingji_core::engine::Report;
use tingji_core::fleet::{self, Progress, SendLog};
use tingji_core::{DynLifecycle, Error, Instance, InstanceId, Result};

use super::clients::{Client, ClientKey, Clients};
use super::job::FleetJob;
use super::preview::Preview;
use super::progress::{ProgressCallback, ProgressEvent};

/// Groups the jobs by client. Accounts with the same effective region share a client.
///
/// # Errors
///
/// A key is missing, or a setting is invalid.
pub(super) fn groups(clients: &Clients, jobs: &[FleetJob]) -> Result<Vec<Group>> {
    let mut groups: Vec<Group> = Vec::new();
    let mut by_target: HashMap<ClientKey, usize> = HashMap::new();
    let mut by_client: HashMap<ClientKey, usize> = HashMap::new();
    for (position, job) in jobs.iter().enumerate() {
        let key = ClientKey::of(&job.target);
        let at = match by_target.get(&key) {
            Some(&at) => at,
            None => {
                let client = clients.of_target(&key)?;
                let at = *by_client.entry(client.key.clone()).or_insert(groups.len());
                if at == groups.len() {
                    groups.push(Group::new(client));
                }
                by_target.insert(key, at);
                at
            }
        };
        groups[at].add(position, job);
    }
    (0..groups.len()).for_each(|at| merge_regional_groups(&mut groups, at));
    Ok(groups)
}

/// Merges a group without a region into the groups with a region. CompShare accepts targets with and
/// without a region: both mean the same instance, which must get only one request.
fn merge_regional_groups(groups: &mut [Group], at: usize) {
    let key = groups[at].client.key.clone();
    if key.region.is_some() {
        return;
    }
    for (job, positions) in groups[at].take() {
        match groups.iter_mut().find(|group| group.is_regional(&key) && group.known.contains_key(&job.id)) {
            Some(other) => other.put(job, positions),
            None => groups[at].put(job, positions),
        }
    }
}

/// Jobs of one account in one region.
pub(super) struct Group {
    client: Arc<Client>,
    pub(super) jobs: Vec<fleet::Job>,
    /// Positions of each job in the caller's list.
    pub(super) positions: Vec<Vec<usize>>,
    /// Index of each instance in `jobs`.
    known: HashMap<InstanceId, usize>,
}

impl Group {
    /// Creates a group without jobs.
    fn new(client: Arc<Client>) -> Self {
        Self { client, jobs: Vec::new(), positions: Vec::new(), known: HashMap::new() }
    }

    /// Returns the client of the group.
    pub(super) fn lifecycle(&self) -> &dyn DynLifecycle {
        self.client.lifecycle.as_ref()
    }

    /// Returns true if the group has a region and the same account as the key.
    fn is_regional(&self, key: &ClientKey) -> bool {
        let own = &self.client.key;
        own.cloud == key.cloud && own.profile == key.profile && own.region.is_some()
    }

    /// Polls the instances of all jobs, and checks if the actions would be accepted.
    pub(super) async fn preview(&self) -> Vec<Preview> {
        let ids: Vec<_> = self.jobs.iter().map(|job| job.id.clone()).collect();
        let polled = fleet::poll_all(self.lifecycle(), &ids).await;
        self.jobs.iter().zip(polled).map(|(job, instance)| self.preview_job(job, instance)).collect()
    }

    fn preview_job(&self, job: &fleet::Job, instance: Result<Option<Instance>>) -> Preview {
        let unsupported = job.action.check_product(self.lifecycle().capabilities()).err();
        let observed = instance.as_ref().ok().and_then(Option::as_ref);
        let refusal = unsupported.or_else(|| job.action.check(self.lifecycle(), observed?).err());
        Preview { instance, refusal }
    }

    /// Adds a job of the caller's list.
    fn add(&mut self, position: usize, job: &FleetJob) {
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
    pub(super) fn report_progress(
        &self,
        index: usize,
        progress: Progress<'_>,
        jobs: &[FleetJob],
        callback: &ProgressCallback,
    ) {
        for &position in &self.positions[index] {
            callback(ProgressEvent { target: &jobs[position].target, position, kind: progress });
        }
    }

    /// Copies the results of the jobs to their positions in the caller's list.
    pub(super) fn spread<T: Clone>(&self, results: Vec<T>, all: &mut [Option<T>]) {
        for (positions, result) in self.positions.iter().zip(results) {
            positions.iter().for_each(|&at| all[at] = Some(result.clone()));
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
