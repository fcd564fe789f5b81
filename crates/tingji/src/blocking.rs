//! [`Fleet`] for programs without async. See [`core::blocking`](tingji_core::blocking).
//!
//! ```
//! # #[cfg(all(feature = "bce", feature = "client"))] {
//! use tingji::{Environment, FleetJob, Target, blocking};
//! # let runtime = tokio::runtime::Runtime::new().unwrap();
//! # let sandbox = runtime.block_on(tingji_sandbox::Sandbox::start(Default::default())).unwrap();
//! # let announced: serde_json::Value = serde_json::from_str(&sandbox.startup_info()).unwrap();
//!
//! let environment = Environment::from_env();
//! # let environment = Environment::new(move |name| announced["env"][name].as_str().map(str::to_owned));
//! let mut fleet = blocking::Fleet::new(tingji::Fleet::new(environment));
//! let target: Target = "bce/bj/i-DemoV100".parse().unwrap();
//! let reports = fleet.run(&[FleetJob::new(target)]).unwrap();
//! assert_eq!(reports[0].outcome.to_string(), "stopped");
//! # }
//! ```

use tingji_core::engine::Report;
use tingji_core::{Instance, Result};

pub use tingji_core::blocking::{list_all, poll_all, run_all, wait};

use crate::{Cloud, FleetJob, Listing, Target};

/// Blocking counterpart of [`Fleet`](crate::Fleet). Each method blocks the thread until the async method
/// has finished.
#[derive(Debug)]
pub struct Fleet(crate::Fleet);

impl Fleet {
    /// Wraps a fleet with its settings.
    pub fn new(fleet: crate::Fleet) -> Self {
        Self(fleet)
    }

    /// Runs the jobs and returns one report for each; see [`Fleet::run`](crate::Fleet::run).
    ///
    /// # Errors
    ///
    /// Errors of the async method.
    pub fn run(&mut self, jobs: &[FleetJob]) -> Result<Vec<Report>> {
        wait(self.0.run(jobs))
    }

    /// Lists the instances of these clouds; see [`Fleet::list`](crate::Fleet::list).
    pub fn list(&self, clouds: &[Cloud]) -> Vec<Listing> {
        wait(self.0.list(clouds))
    }

    /// Lists the instances of these profiles; see [`Fleet::list_profiles`](crate::Fleet::list_profiles).
    pub fn list_profiles(&self, clouds: &[Cloud], profiles: &[Option<String>]) -> Vec<Listing> {
        wait(self.0.list_profiles(clouds, profiles))
    }

    /// Finds the instances of these targets; see [`Fleet::find_instances`](crate::Fleet::find_instances).
    ///
    /// # Errors
    ///
    /// Errors of the async method.
    pub fn find_instances(&self, targets: &[Target]) -> Result<Vec<Result<Option<Instance>>>> {
        wait(self.0.find_instances(targets))
    }
}
