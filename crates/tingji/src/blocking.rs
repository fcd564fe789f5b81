//! [`Fleet`] for programs without async. See [`core::blocking`](tingji_core::blocking).
//!
//! ```
//! # #[cfg(all(feature = "bce", feature = "client"))] {
//! use tingji::{Environment, blocking};
//! # let runtime = tokio::runtime::Runtime::new().unwrap();
//! # let sandbox = runtime.block_on(tingji_sandbox::Sandbox::start(Default::default())).unwrap();
//! # let announced: serde_json::Value = serde_json::from_str(&sandbox.startup_info()).unwrap();
//!
//! let environment = Environment::from_env();
//! # let environment = Environment::new(move |name| announced["env"][name].as_str().map(str::to_owned));
//! let fleet = blocking::Fleet::new(environment);
//! let idle = fleet.select("id=i-DemoV100").unwrap();
//! let stopped = fleet.stop(&idle).on_progress(|event| println!("{event}")).wait().into_result().unwrap();
//! assert_eq!(stopped[0].report.outcome.to_string(), "stopped");
//! # }
//! ```

use tingji_core::{Instance, Result};

pub use tingji_core::blocking::{list_all, poll_all, run_all, wait};

use crate::select::Selection;
use crate::{
    Cloud, Environment, FleetBuilder, FleetJob, Listing, Preview, Reports, Run, SelectError, Selected, Target,
};

/// Blocking counterpart of [`Fleet`](crate::Fleet). Each method blocks the thread until the async method
/// has finished. Clones share everything.
#[derive(Clone, Debug)]
pub struct Fleet(crate::Fleet);

impl From<crate::Fleet> for Fleet {
    fn from(fleet: crate::Fleet) -> Self {
        Self(fleet)
    }
}

impl Fleet {
    /// Creates a fleet over the accounts of the process; see [`Fleet::from_env`](crate::Fleet::from_env).
    ///
    /// # Errors
    ///
    /// Errors of the async method.
    pub fn from_env() -> Result<Self> {
        crate::Fleet::from_env().map(Self)
    }

    /// Creates a fleet over the accounts of an environment, with the default settings.
    pub fn new(environment: Environment) -> Self {
        Self(crate::Fleet::new(environment))
    }

    /// Returns a builder. [`build_blocking`](FleetBuilder::build_blocking) creates the fleet.
    pub fn builder() -> FleetBuilder {
        crate::Fleet::builder()
    }

    /// Returns the source of the accounts.
    pub fn environment(&self) -> &Environment {
        self.0.environment()
    }

    /// Drops all clients; see [`Fleet::forget_clients`](crate::Fleet::forget_clients).
    pub fn forget_clients(&self) {
        self.0.forget_clients();
    }

    /// Creates a run of these jobs, which [`Run::wait`] starts; see [`Fleet::run`](crate::Fleet::run).
    pub fn run(&self, jobs: &[FleetJob]) -> Run {
        self.0.run(jobs)
    }

    /// Creates a run that stops these targets, which [`Run::wait`] starts; see [`Fleet::stop`](crate::Fleet::stop).
    pub fn stop(&self, targets: impl IntoIterator<Item = impl Into<Target>>) -> Run {
        self.0.stop(targets)
    }

    /// Selects instances of all accounts; see [`Fleet::select`](crate::Fleet::select).
    ///
    /// # Errors
    ///
    /// Errors of the async method.
    pub fn select(&self, filter: &str) -> Result<Selected, SelectError> {
        wait(self.0.select(filter))
    }

    /// Selects instances of all accounts; see [`Fleet::select_matching`](crate::Fleet::select_matching).
    ///
    /// # Errors
    ///
    /// Errors of the async method.
    pub fn select_matching(&self, selection: &Selection) -> Result<Selected, SelectError> {
        wait(self.0.select_matching(selection))
    }

    /// Lists the instances of these clouds; see [`Fleet::list`](crate::Fleet::list).
    pub fn list(&self, clouds: &[Cloud]) -> Vec<Listing> {
        wait(self.0.list(clouds))
    }

    /// Lists the instances of these profiles; see [`Fleet::list_profiles`](crate::Fleet::list_profiles).
    pub fn list_profiles(&self, clouds: &[Cloud], profiles: &[Option<String>]) -> Vec<Listing> {
        wait(self.0.list_profiles(clouds, profiles))
    }

    /// Lists the instances of these accounts; see [`Fleet::list_accounts`](crate::Fleet::list_accounts).
    pub fn list_accounts(&self, accounts: &[(Cloud, Option<String>)]) -> Vec<Listing> {
        wait(self.0.list_accounts(accounts))
    }

    /// Finds the instances of these targets; see [`Fleet::find_instances`](crate::Fleet::find_instances).
    ///
    /// # Errors
    ///
    /// Errors of the async method.
    pub fn find_instances(&self, targets: &[Target]) -> Result<Vec<Result<Option<Instance>>>> {
        wait(self.0.find_instances(targets))
    }

    /// Finds the instances of these jobs; see [`Fleet::preview`](crate::Fleet::preview).
    ///
    /// # Errors
    ///
    /// Errors of the async method.
    pub fn preview(&self, jobs: &[FleetJob]) -> Result<Vec<Preview>> {
        wait(self.0.preview(jobs))
    }
}

impl FleetBuilder {
    /// Creates a fleet for a program without async. Sends nothing.
    ///
    /// # Errors
    ///
    /// Errors of [`build`](Self::build).
    pub fn build_blocking(self) -> Result<Fleet> {
        self.build().map(Fleet)
    }
}

impl Run {
    /// Runs the jobs, and blocks the thread until all are finished.
    pub fn wait(self) -> Reports {
        wait(self.into_future())
    }
}
