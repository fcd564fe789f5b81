//! [`Fleet`]: actions on many targets of many accounts, in parallel.
//!
//! A fleet finds the account of each target, connects one client for each account and region, and runs all jobs in
//! parallel. One failing cloud does not affect the others: its error is in the reports of its own jobs.

mod group;
pub(crate) mod job;
pub(crate) mod preview;
mod progress;

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::{Either, join_all, pending, select};
use group::{Group, GroupJournal, GroupKey, merge_regional_groups};
use job::FleetJob;
use preview::Preview;
use progress::ProgressHandler;
use tingji_core::engine::{ActionOptions, Report};
use tingji_core::fleet::{self, NoSendLog, Progress, RunContext, SendLog};
use tingji_core::http_client::HttpClient;
use tingji_core::http_options::{HttpOptions, Timeouts};
use tingji_core::lifecycle::{Filter, list_all};
use tingji_core::rate_limit::RateLimiter;
use tingji_core::{BoxFuture, Error, ErrorKind, Instance, Result};

use crate::{Account, Cloud, Environment, Target};

/// Default time limit for listing one account, so that one cloud cannot block the others.
const LIST_TIMEOUT: Duration = Duration::from_secs(60);

/// Instances of one account, or the error of its list.
#[derive(Debug)]
pub struct Listing {
    /// The cloud.
    pub cloud: Cloud,
    /// Profile of the account; `None` for the default profile.
    pub profile: Option<String>,
    /// Instances of all pages.
    pub instances: Result<Vec<Instance>>,
}

/// Rate limiters, one for each cloud and profile.
type RateLimiters = HashMap<(Cloud, Option<String>), Arc<RateLimiter>>;

/// Runs actions and lists over all accounts of an [`Environment`].
///
/// ```
/// # #[cfg(all(feature = "full", feature = "client"))]
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use tingji::{Cloud, Environment, Fleet, FleetJob};
/// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
/// # let announced: serde_json::Value = serde_json::from_str(&sandbox.startup_info())?;
///
/// let environment = Environment::from_env();
/// # let environment = Environment::new(move |name| announced["env"][name].as_str().map(str::to_owned));
/// let mut fleet = Fleet::new(environment);
/// for listing in fleet.list(&Cloud::all()).await {
///     println!("{}: {} instances", listing.cloud, listing.instances?.len());
/// }
/// let jobs = [FleetJob::new("bce/bj/i-DemoV100".parse()?), FleetJob::new("compshare/uhost-demo4090".parse()?)];
/// for report in fleet.run(&jobs).await? {
///     println!("{}: {}", report.outcome, report.message);
/// }
/// # Ok(())
/// # }
/// # #[cfg(not(all(feature = "full", feature = "client")))]
/// # fn main() {}
/// ```
pub struct Fleet {
    environment: Environment,
    options: ActionOptions,
    progress_handler: Box<ProgressHandler>,
    journal: Arc<dyn SendLog>,
    rate_limiters: Mutex<RateLimiters>,
    list_timeout: Duration,
    cancel: BoxFuture<'static, ()>,
}

impl fmt::Debug for Fleet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fleet").field("environment", &self.environment).finish_non_exhaustive()
    }
}

impl Fleet {
    /// Creates a fleet over the accounts of an environment.
    pub fn new(environment: Environment) -> Self {
        Self {
            environment,
            options: ActionOptions::default(),
            progress_handler: Box::new(|_, _| {}),
            journal: Arc::new(NoSendLog),
            rate_limiters: Mutex::default(),
            list_timeout: LIST_TIMEOUT,
            cancel: Box::pin(pending()),
        }
    }

    /// Sets deadline, poll intervals and wait mode of all jobs.
    #[must_use]
    pub fn with_options(mut self, options: ActionOptions) -> Self {
        self.options = options;
        self
    }

    /// Sets an HTTP client of the caller's own, as [`Environment::with_http_client`] does.
    #[must_use]
    pub fn with_http_client(mut self, client: impl HttpClient + 'static) -> Self {
        self.environment = self.environment.with_http_client(client);
        self
    }

    /// Sets the user agent, root certificates, proxy and time limits of the built-in HTTP client, as
    /// [`Environment::with_http_options`] does.
    #[must_use]
    pub fn with_http_options(mut self, options: HttpOptions) -> Self {
        self.environment = self.environment.with_http_options(options);
        self
    }

    /// Sets the time limits of the built-in HTTP client alone. Default: 5 s to connect, 30 s for an attempt.
    #[must_use]
    pub fn with_timeouts(mut self, timeouts: Timeouts) -> Self {
        self.environment.set_timeouts(timeouts);
        self
    }

    /// Sets the time limit for listing one account, retries included. Default: 60 s.
    #[must_use]
    pub fn with_list_timeout(mut self, longest: Duration) -> Self {
        self.list_timeout = longest;
        self
    }

    /// Sets the callback for the progress of jobs. Default: none.
    #[must_use]
    pub fn with_progress_handler(
        mut self,
        progress_handler: impl Fn(usize, Progress<'_>) + Send + Sync + 'static,
    ) -> Self {
        self.progress_handler = Box::new(progress_handler);
        self
    }

    /// Sets the journal, which is written before each request. Its positions are those of the jobs in
    /// [`run`](Self::run). Default: no journal.
    #[must_use]
    pub fn with_journal(mut self, journal: Arc<dyn SendLog>) -> Self {
        self.journal = journal;
        self
    }

    /// Sets the cancellation of the next run. When the future completes, each running job ends with a
    /// report on what was sent.
    #[must_use]
    pub fn with_cancel(mut self, cancel: impl Future<Output = ()> + Send + 'static) -> Self {
        self.cancel = Box::pin(cancel);
        self
    }

    /// Runs all jobs in parallel and returns their reports in the same order. If two jobs have the same
    /// target, the first one counts for both.
    ///
    /// # Errors
    ///
    /// Only errors found before anything is sent, such as a missing key or an invalid endpoint. Failures of
    /// single jobs are in their reports.
    pub async fn run(&mut self, jobs: &[FleetJob]) -> Result<Vec<Report>> {
        let groups = self.groups(jobs)?;
        let cancel = std::mem::replace(&mut self.cancel, Box::pin(pending())).shared();
        let clock = self.environment.clock()?;
        let options = self.options;
        let clock = &clock;
        let progress_handler = &self.progress_handler;
        let journal = &self.journal;
        let runs = groups.iter().map(|group| {
            let cancel = Box::pin(cancel.clone());
            async move {
                let journal = GroupJournal { journal: journal.as_ref(), positions: &group.positions };
                let context = RunContext {
                    clock: clock.as_ref(),
                    progress: &|index, progress| group.report_progress(index, progress, progress_handler),
                    journal: &journal,
                    cancel,
                };
                fleet::run_all(group.lifecycle.as_ref(), &group.jobs, options, context).await
            }
        });
        let mut reports: Vec<Option<Report>> = vec![None; jobs.len()];
        for (group, group_reports) in groups.iter().zip(join_all(runs).await) {
            for (positions, report) in group.positions.iter().zip(group_reports) {
                positions.iter().for_each(|&at| reports[at] = Some(report.clone()));
            }
        }
        Ok(reports.into_iter().flatten().collect())
    }

    /// Finds an account. All regions of the same credentials share a rate limiter.
    fn account(&self, cloud: Cloud, profile: Option<&str>, region: Option<&str>) -> Result<Account> {
        let mut account = self.environment.account(cloud, profile, region)?;
        let mut rate_limiters = self.rate_limiters.lock().unwrap_or_else(PoisonError::into_inner);
        let rate_limiter = rate_limiters.entry((cloud, profile.map(str::to_owned))).or_default();
        account.rate_limiter = Some(Arc::clone(rate_limiter));
        Ok(account)
    }

    /// Groups the jobs by account and region, and connects one client for each group.
    fn groups(&self, jobs: &[FleetJob]) -> Result<Vec<Group>> {
        let mut groups: Vec<Group> = Vec::new();
        // Credential files are read once for equal targets, and accounts with the same effective region
        // share a client.
        let mut by_target: HashMap<GroupKey, usize> = HashMap::new();
        let mut by_account: HashMap<GroupKey, usize> = HashMap::new();
        for (position, job) in jobs.iter().enumerate() {
            let target = &job.target;
            let target_key = GroupKey::new(target, target.region());
            let at = match by_target.get(&target_key) {
                Some(&at) => at,
                None => {
                    let account = self.account(target.cloud(), target.profile(), target.region())?;
                    let next = groups.len();
                    let key = GroupKey::new(target, account.region());
                    let at = *by_account.entry(key.clone()).or_insert(next);
                    if at == next {
                        let lifecycle =
                            account.connect().map_err(|error| error.with_prefix(target.cloud()))?;
                        groups.push(Group::new(key, lifecycle));
                    }
                    by_target.insert(target_key, at);
                    at
                }
            };
            groups[at].add(position, job);
        }
        (0..groups.len()).for_each(|at| merge_regional_groups(&mut groups, at));
        Ok(groups)
    }

    /// Lists all instances of these clouds in parallel. An error of one cloud does not affect the others.
    pub async fn list(&self, clouds: &[Cloud]) -> Vec<Listing> {
        self.list_profiles(clouds, &[None]).await
    }

    /// Lists the instances of these profiles of each cloud; `None` is the default profile.
    pub async fn list_profiles(&self, clouds: &[Cloud], profiles: &[Option<String>]) -> Vec<Listing> {
        let mut accounts = Vec::new();
        for cloud in clouds {
            accounts.extend(profiles.iter().map(|profile| (*cloud, profile.clone())));
        }
        self.list_accounts(&accounts).await
    }

    /// Lists the instances of these accounts, for example those of [`Environment::accounts`]. An instance
    /// that several accounts list with the same key appears only under the first of them.
    pub async fn list_accounts(&self, accounts: &[(Cloud, Option<String>)]) -> Vec<Listing> {
        let lists = accounts.iter().map(|(cloud, profile)| self.list_one(*cloud, profile.as_deref()));
        let mut seen = HashSet::new();
        let mut listings = Vec::with_capacity(accounts.len());
        for ((cloud, profile), (key, mut instances)) in accounts.iter().zip(join_all(lists).await) {
            if let (Some(key), Ok(instances)) = (key, &mut instances) {
                instances.retain(|instance| {
                    seen.insert((*cloud, key.clone(), instance.region.clone(), instance.id.clone()))
                });
            }
            listings.push(Listing { cloud: *cloud, profile: profile.clone(), instances });
        }
        listings
    }

    /// Finds the instances of these targets with as few requests as possible. Returns them in the same
    /// order; `None` means that the instance does not exist.
    ///
    /// # Errors
    ///
    /// Errors of [`run`](Self::run).
    pub async fn find_instances(&self, targets: &[Target]) -> Result<Vec<Result<Option<Instance>>>> {
        let jobs: Vec<_> = targets.iter().cloned().map(FleetJob::new).collect();
        Ok(self.preview(&jobs).await?.into_iter().map(|preview| preview.instance).collect())
    }

    /// Finds the instances of these jobs, and checks if the actions would be accepted. Sends no action.
    ///
    /// # Errors
    ///
    /// Errors of [`run`](Self::run).
    pub async fn preview(&self, jobs: &[FleetJob]) -> Result<Vec<Preview>> {
        let groups = self.groups(jobs)?;
        let previews = groups.iter().map(Group::preview);
        let mut found: Vec<Option<Preview>> = jobs.iter().map(|_| None).collect();
        for (group, previews) in groups.iter().zip(join_all(previews).await) {
            for (positions, preview) in group.positions.iter().zip(previews) {
                positions.iter().for_each(|&at| found[at] = Some(preview.clone()));
            }
        }
        Ok(found.into_iter().flatten().collect())
    }

    /// Returns the permanent access key, if there is one, and the instances listed with it.
    async fn list_one(&self, cloud: Cloud, profile: Option<&str>) -> (Option<String>, Result<Vec<Instance>>) {
        let account = match self.account(cloud, profile, None) {
            Ok(account) => account,
            Err(error) => return (None, Err(error)),
        };
        let key = account.identity.credential().map(|pair| pair.access_key().to_owned());
        (key, self.list_all(&account).await)
    }

    async fn list_all(&self, account: &Account) -> Result<Vec<Instance>> {
        let lifecycle = account.connect()?;
        let everything = Filter::all();
        let clock = self.environment.clock()?;
        let list = std::pin::pin!(list_all(lifecycle.as_ref(), &everything));
        match select(list, clock.sleep(self.list_timeout)).await {
            Either::Left((instances, _)) => instances,
            Either::Right(_) => {
                let seconds = self.list_timeout.as_secs_f32();
                let message = format!("the list was not complete within {seconds} s");
                let chinese = format!("{seconds} 秒内未能列完");
                Err(Error::new(ErrorKind::Timeout, message).with_message_zh(chinese))
            }
        }
    }
}
