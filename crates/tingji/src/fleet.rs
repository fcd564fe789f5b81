//! [`Fleet`]: many targets over many accounts, all at once.

mod group;

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::{Either, join_all, pending, select};
use group::{Group, GroupJournal, GroupKey, merge_regional_groups};
use tingji_core::engine::{ActionOptions, Report};
use tingji_core::fleet::{self, NoSendLog, PriorRequest, Progress, RunContext, SendLog};
use tingji_core::http_client::HttpClient;
use tingji_core::http_options::{HttpOptions, Timeouts};
use tingji_core::lifecycle::{Action, Filter, StopRequest, Support, list_all};
use tingji_core::rate_limit::RateLimiter;
use tingji_core::{BoxFuture, Error, ErrorKind, Instance, Result};

use crate::{Account, Cloud, Environment, Target};

/// So long may listing one cloud take, so that it does not hold up the others for ever.
const LIST_TIMEOUT: Duration = Duration::from_secs(60);

/// One thing to do.
#[derive(Clone, Debug)]
pub struct FleetJob {
    /// With what.
    pub target: Target,
    /// What.
    pub action: Action,
    /// What is known of stops that were sent before.
    pub prior_request: PriorRequest,
}

impl FleetJob {
    /// A plain stop; where the product has tokens with one for all its attempts, so that the vendor
    /// can tell them from another stop.
    pub fn new(target: Target) -> Self {
        Self::stop(target, StopRequest::default())
    }

    /// A stop. It gets a token if it has none and the product has tokens.
    pub fn stop(target: Target, mut request: StopRequest) -> Self {
        let capabilities = target.cloud().capabilities();
        if capabilities.is_some_and(|product| product.idempotency_token == Support::Yes) {
            request.idempotency_token.get_or_insert_with(|| uuid::Uuid::new_v4().to_string());
        }
        Self::with(target, Action::Stop(request))
    }

    /// Something else.
    pub fn with(target: Target, action: Action) -> Self {
        Self { target, action, prior_request: PriorRequest::None }
    }
}

/// What one account has, or why that is not known.
#[derive(Debug)]
pub struct Listing {
    /// The cloud.
    pub cloud: Cloud,
    /// The profile of the account, if it is not the default one.
    pub profile: Option<String>,
    /// The instances of all pages.
    pub instances: Result<Vec<Instance>>,
}

/// What a look shows of an order's instance before anything is sent.
#[derive(Debug)]
pub struct Preview {
    /// As it is; `None` if it is not there.
    pub instance: Result<Option<Instance>>,
    /// Why the order may not be asked of it.
    pub refusal: Option<Error>,
}

impl Preview {
    fn again(&self) -> Self {
        Self {
            instance: self.instance.as_ref().map(Clone::clone).map_err(Error::again),
            refusal: self.refusal.as_ref().map(Error::again),
        }
    }
}

/// The pace of each key pair: that of a cloud's profile.
type RateLimiters = HashMap<(Cloud, Option<String>), Arc<RateLimiter>>;

/// Told of every step: the position of the job, and what happened.
type ProgressHandler = dyn Fn(usize, Progress<'_>) + Send + Sync;

/// Stops and lists over all accounts that an [`Environment`] has.
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
    /// Over these accounts.
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

    /// Deadline, pauses and whether to wait.
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

    /// How long listing one account may take, whatever is tried again: 60 s unless told.
    #[must_use]
    pub fn with_list_timeout(mut self, longest: Duration) -> Self {
        self.list_timeout = longest;
        self
    }

    /// Someone to tell of every step.
    #[must_use]
    pub fn with_progress_handler(
        mut self,
        progress_handler: impl Fn(usize, Progress<'_>) + Send + Sync + 'static,
    ) -> Self {
        self.progress_handler = Box::new(progress_handler);
        self
    }

    /// Written before anything is sent; positions are those of the jobs given.
    #[must_use]
    pub fn with_journal(mut self, journal: Arc<dyn SendLog>) -> Self {
        self.journal = journal;
        self
    }

    /// When this completes, a stop under way ends with a truthful report on what was sent.
    #[must_use]
    pub fn with_cancel(mut self, cancel: impl Future<Output = ()> + Send + 'static) -> Self {
        self.cancel = Box::pin(cancel);
        self
    }

    /// Does all of these side by side and reports on each, in the order given. For a target that is
    /// given twice, the first order counts.
    ///
    /// # Errors
    ///
    /// Only for what is wrong before anything is sent: a missing key, an endpoint that is no URL.
    pub async fn run(&mut self, jobs: &[FleetJob]) -> Result<Vec<Report>> {
        let groups = self.groups(jobs)?;
        let cancel = std::mem::replace(&mut self.cancel, Box::pin(pending())).shared();
        let clock = self.environment.clock()?;
        let (options, clock, progress_handler, journal) =
            (self.options, &clock, &self.progress_handler, &self.journal);
        let runs = groups.iter().map(|group| {
            let tell = |at: usize, progress: Progress<'_>| {
                group.positions[at].iter().for_each(|&at| progress_handler(at, progress));
            };
            let cancel = Box::pin(cancel.clone());
            let journal = GroupJournal { journal: journal.as_ref(), positions: &group.positions };
            async move {
                let clock = clock.as_ref();
                let around = RunContext { clock, progress: &tell, journal: &journal, cancel };
                fleet::run_all(group.lifecycle.as_ref(), &group.jobs, options, around).await
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

    /// An account; all regions of one log-in share a pace.
    fn account(&self, cloud: Cloud, profile: Option<&str>, region: Option<&str>) -> Result<Account> {
        let mut account = self.environment.account(cloud, profile, region)?;
        let mut rate_limiters = self.rate_limiters.lock().unwrap_or_else(PoisonError::into_inner);
        let pace = rate_limiters.entry((cloud, profile.map(str::to_owned))).or_default();
        account.rate_limiter = Some(Arc::clone(pace));
        Ok(account)
    }

    fn groups(&self, jobs: &[FleetJob]) -> Result<Vec<Group>> {
        let mut groups: Vec<Group> = Vec::new();
        // Files are read once for what the targets say alike, and one client serves what means the same.
        let (mut by_words, mut by_key): (HashMap<GroupKey, usize>, HashMap<GroupKey, usize>) =
            Default::default();
        for (position, job) in jobs.iter().enumerate() {
            let target = &job.target;
            let key = |region: Option<&str>| GroupKey {
                cloud: target.cloud(),
                profile: target.profile().map(str::to_owned),
                region: region.map(str::to_owned),
            };
            let words = key(target.region());
            let at = match by_words.get(&words) {
                Some(&at) => at,
                None => {
                    let account = self.account(target.cloud(), target.profile(), target.region())?;
                    let next = groups.len();
                    let key = key(account.region());
                    let at = *by_key.entry(key.clone()).or_insert(next);
                    if at == next {
                        let lifecycle = account.connect().map_err(|error| error.of(target.cloud()))?;
                        groups.push(Group::new(key, lifecycle));
                    }
                    by_words.insert(words, at);
                    at
                }
            };
            groups[at].add(position, job);
        }
        (0..groups.len()).for_each(|at| merge_regional_groups(&mut groups, at));
        Ok(groups)
    }

    /// All instances of these clouds, side by side; one cloud's failure leaves the others.
    pub async fn list(&self, clouds: &[Cloud]) -> Vec<Listing> {
        self.list_profiles(clouds, &[None]).await
    }

    /// The same for these profiles of each cloud; `None` is the default one.
    pub async fn list_profiles(&self, clouds: &[Cloud], profiles: &[Option<String>]) -> Vec<Listing> {
        let of = |cloud: &Cloud| profiles.iter().map(|profile| (*cloud, profile.clone())).collect::<Vec<_>>();
        self.list_accounts(&clouds.iter().flat_map(of).collect::<Vec<_>>()).await
    }

    /// The same for these accounts, such as [`Environment::accounts`]. What several see with the same
    /// key stands under the first of them alone.
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

    /// These instances, looked up in as few requests as can be, in the order given; `None` for one
    /// that is not there.
    ///
    /// # Errors
    ///
    /// As [`run`](Self::run).
    pub async fn find_instances(&self, targets: &[Target]) -> Result<Vec<Result<Option<Instance>>>> {
        let jobs: Vec<_> = targets.iter().cloned().map(FleetJob::new).collect();
        Ok(self.preview(&jobs).await?.into_iter().map(|preview| preview.instance).collect())
    }

    /// The instances of these jobs, looked up so, and whether the jobs may be asked of them.
    ///
    /// # Errors
    ///
    /// As [`run`](Self::run).
    pub async fn preview(&self, jobs: &[FleetJob]) -> Result<Vec<Preview>> {
        let groups = self.groups(jobs)?;
        let previews = groups.iter().map(Group::preview);
        let mut found: Vec<Option<Preview>> = jobs.iter().map(|_| None).collect();
        for (group, previews) in groups.iter().zip(join_all(previews).await) {
            for (positions, preview) in group.positions.iter().zip(previews) {
                positions.iter().for_each(|&at| found[at] = Some(preview.again()));
            }
        }
        Ok(found.into_iter().flatten().collect())
    }

    /// The access key, if there is one for good, and what is seen with it.
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
                let message = format!("the list did not end within {seconds} s");
                let chinese = format!("列表未在 {seconds} 秒内结束");
                Err(Error::new(ErrorKind::Timeout, message).with_chinese(chinese))
            }
        }
    }
}
