//! [`Fleet`]: actions on many targets of many accounts, in parallel.
//!
//! A fleet finds the account of each target, keeps one client for each account and region, and runs all jobs in
//! parallel. One failing cloud does not affect the others: its error is in the reports of its own jobs.

pub(crate) mod builder;
mod clients;
pub(crate) mod error;
mod group;
pub(crate) mod job;
pub(crate) mod lists;
pub(crate) mod preview;
pub(crate) mod progress;
pub(crate) mod reports;
pub(crate) mod run;
pub(crate) mod selected;
pub(crate) mod target_report;

use std::sync::Arc;
use std::time::Duration;

use builder::FleetBuilder;
use clients::Clients;
use futures_util::future::join_all;
use group::groups;
use job::FleetJob;
use lists::{Listing, list_accounts};
use preview::Preview;
use run::Run;
use selected::{SelectError, Selected};
use tingji_core::engine::ActionOptions;
use tingji_core::{BoxFuture, Error, ErrorKind, Instance, Result, message};

use crate::select::Selection;
use crate::{Cloud, Environment, Target};

/// Default time limit for listing one account, so that one cloud cannot block the others.
const LIST_TIMEOUT: Duration = Duration::from_secs(60);

/// Runs actions and lists over all accounts of an [`Environment`].
///
/// Clones share everything. The clients of a fleet are created on first use and then kept, with their connections,
/// rate limiters and renewed keys, so a service creates one fleet and keeps it.
///
/// ```
/// # #[cfg(all(feature = "full", feature = "client"))]
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
/// use tingji::{Cloud, Environment, Fleet, FleetJob};
/// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
/// # let announced: serde_json::Value = serde_json::from_str(&sandbox.startup_info())?;
///
/// let environment = Environment::from_env();
/// # let environment = Environment::new(move |name| announced["env"][name].as_str().map(str::to_owned));
/// let fleet = Fleet::new(environment);
/// for listing in fleet.list(&Cloud::all()).await {
///     println!("{}: {} instances", listing.cloud, listing.instances?.len());
/// }
/// let jobs = [FleetJob::new("bce/bj/i-DemoV100".parse()?), FleetJob::new("compshare/uhost-demo4090".parse()?)];
/// for stopped in fleet.run(&jobs).await.into_result()? {
///     println!("{}: {}", stopped.target, stopped.report.message());
/// }
/// # Ok(())
/// # }
/// # #[cfg(not(all(feature = "full", feature = "client")))]
/// # fn main() {}
/// ```
#[derive(Clone, Debug)]
pub struct Fleet {
    clients: Arc<Clients>,
    options: ActionOptions,
    list_timeout: Duration,
}

impl Fleet {
    /// Creates a fleet over the accounts of the process: [`Environment::from_env`].
    ///
    /// # Errors
    ///
    /// Errors of [`FleetBuilder::build`].
    pub fn from_env() -> Result<Self> {
        Self::builder().build()
    }

    /// Creates a fleet over the accounts of an environment, with the default settings.
    pub fn new(environment: Environment) -> Self {
        Self::with_settings(environment, ActionOptions::default(), None)
    }

    /// Returns a builder for a fleet with other settings.
    ///
    /// ```
    /// use std::time::Duration;
    /// use tingji::core::engine::ActionOptions;
    /// use tingji::{Environment, Fleet};
    ///
    /// # #[cfg(feature = "client")] {
    /// let fleet = Fleet::builder()
    ///     .environment(Environment::new(|name| std::env::var(name).ok()))
    ///     .options(ActionOptions::new().deadline(Duration::from_secs(300)))
    ///     .build()
    ///     .unwrap();
    /// # }
    /// ```
    pub fn builder() -> FleetBuilder {
        FleetBuilder::default()
    }

    /// Creates a fleet without clients; a missing time limit means the default.
    fn with_settings(
        environment: Environment,
        options: ActionOptions,
        list_timeout: Option<Duration>,
    ) -> Self {
        let clients = Arc::new(Clients::new(environment));
        Self { clients, options, list_timeout: list_timeout.unwrap_or(LIST_TIMEOUT) }
    }

    /// Returns the source of the accounts.
    pub fn environment(&self) -> &Environment {
        self.clients.environment()
    }

    /// Drops all clients of the fleet and of its clones, so that the next call reads all keys again. Use it after
    /// permanent keys have changed; temporary keys are renewed without it. Runs in progress keep their clients.
    pub fn forget_clients(&self) {
        self.clients.clear();
    }

    /// Creates a run of these jobs. It starts when it is awaited, and returns a report for each job. If two jobs have
    /// the same target, the first one counts for both.
    pub fn run(&self, jobs: &[FleetJob]) -> Run {
        Run::new(Arc::clone(&self.clients), jobs.to_vec(), self.options)
    }

    /// Creates a run that stops these targets: a [`Selected`], or a list of [`Target`]. It starts when it is awaited.
    ///
    /// ```
    /// # async fn stop(fleet: tingji::Fleet, target: tingji::Target) -> Result<(), tingji::FleetError> {
    /// let stopped = fleet.stop(&[target]).no_charge().await.into_result()?;
    /// println!("{}", stopped[0].report.message());
    /// # Ok(())
    /// # }
    /// ```
    pub fn stop(&self, targets: impl IntoIterator<Item = impl Into<Target>>) -> Run {
        let jobs = targets.into_iter().map(|target| FleetJob::new(target.into()));
        Run::new(Arc::clone(&self.clients), jobs.collect(), self.options)
    }

    /// Lists all accounts, and selects the instances that match a [filter](crate::select), such as
    /// `gpu~4090 and age>2d`.
    ///
    /// # Errors
    ///
    /// [`SelectError::NotStarted`] if the filter is invalid, or if no cloud has keys; [`SelectError::Incomplete`] if
    /// the list of an account failed.
    pub async fn select(&self, filter: &str) -> Result<Selected, SelectError> {
        let selection = Selection::all().providers(self.environment().providers()).filter(filter)?;
        self.select_matching(&selection).await
    }

    /// Lists all accounts, and selects the instances that meet these conditions.
    ///
    /// # Errors
    ///
    /// Errors of [`select`](Self::select).
    pub async fn select_matching(&self, selection: &Selection) -> Result<Selected, SelectError> {
        let clouds = Cloud::of(self.environment().providers());
        let accounts = self.environment().accounts(&clouds)?;
        if accounts.is_empty() {
            return Err(no_accounts(&clouds).into());
        }
        let now = self.clients.clock()?.now();
        selected::select(self.list_accounts(&accounts).await, selection, now)
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
        list_accounts(&self.clients, accounts, self.list_timeout).await
    }

    /// Finds the instances of these targets with as few requests as possible. Returns them in the same
    /// order; `None` means that the instance does not exist.
    ///
    /// # Errors
    ///
    /// Only errors found before anything is sent, such as a missing key or an invalid endpoint.
    pub async fn find_instances(&self, targets: &[Target]) -> Result<Vec<Result<Option<Instance>>>> {
        let jobs: Vec<_> = targets.iter().cloned().map(FleetJob::new).collect();
        Ok(self.preview(&jobs).await?.into_iter().map(|preview| preview.instance).collect())
    }

    /// Finds the instances of these jobs, and checks if the actions would be accepted. Sends no action.
    ///
    /// # Errors
    ///
    /// Errors of [`find_instances`](Self::find_instances).
    pub async fn preview(&self, jobs: &[FleetJob]) -> Result<Vec<Preview>> {
        let groups = groups(&self.clients, jobs)?;
        let mut previews: Vec<BoxFuture<'_, Vec<Preview>>> = Vec::with_capacity(groups.len());
        for group in &groups {
            previews.push(Box::pin(group.preview()));
        }
        let mut found: Vec<Option<Preview>> = vec![None; jobs.len()];
        for (group, previews) in groups.iter().zip(join_all(previews).await) {
            group.spread(previews, &mut found);
        }
        Ok(found.into_iter().flatten().collect())
    }
}

impl FleetBuilder {
    /// Creates the fleet. Sends nothing.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Credentials`] if the profile file is invalid; [`ErrorKind::Config`] if the clock is missing, which a
    /// program without the feature `client` must set.
    pub fn build(self) -> Result<Fleet> {
        let (environment, options, list_timeout) = self.settings()?;
        Ok(Fleet::with_settings(environment, options, list_timeout))
    }
}

/// Builds the error for an environment without any keys.
fn no_accounts(clouds: &[Cloud]) -> Error {
    let variables: Vec<_> = clouds.iter().map(|cloud| cloud.credential_variables.join(" and ")).collect();
    let variables = variables.join(", or ");
    let message = message!("no-cloud-has-keys", "no cloud has keys: set {variables}", variables);
    Error::new(ErrorKind::Credentials, message)
}

/// Compile-time check: a service shares a fleet between threads, and spawns every future.
const _: () = {
    const fn is_shared<T: Clone + Send + Sync + 'static>() {}
    const fn is_error<T: std::error::Error + Clone + Send + Sync + 'static>() {}
    const fn is_send<T: Send>(_: &T) {}
    is_shared::<Fleet>();
    is_error::<error::FleetError>();
    is_error::<SelectError>();
    #[allow(dead_code, reason = "only compiled")]
    fn futures(fleet: &Fleet, jobs: &[FleetJob], targets: &[Target], clouds: &[Cloud]) {
        is_send(&fleet.run(jobs).into_future());
        is_send(&fleet.stop(targets));
        is_send(&fleet.select(""));
        is_send(&fleet.select_matching(&Selection::all()));
        is_send(&fleet.list(clouds));
        is_send(&fleet.list_profiles(clouds, &[]));
        is_send(&fleet.list_accounts(&[]));
        is_send(&fleet.preview(jobs));
        is_send(&fleet.find_instances(targets));
    }
};
