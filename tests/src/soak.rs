//! The soak: thousands of stops under random faults. Each outcome is compared with the sandbox's state.

use std::collections::BTreeMap;
use std::time::Duration;

use fastrand::Rng;
use tingji_core::engine::ActionOptions;
use tingji_sandbox::{Cloud, Fault, Scenario};

use crate::matrix::FaultCase;
use crate::simulation::{Harness, connect};

/// Number of instances that are stopped together.
const FLEET_SIZE: usize = 40;
/// Number of running instances beside each fleet that must not change.
const UNTOUCHED: usize = 5;
/// Longest time that the sandbox takes for a stop, in milliseconds.
const MAX_STOP_MS: u64 = 90_000;

/// Settings of a soak.
#[derive(Clone, Copy, Debug)]
pub struct SoakOptions {
    /// Number of stops.
    pub stops: usize,
    /// Share of the requests with a fault, from 0 to 1.
    pub rate: f64,
    /// Seed of all random numbers. Equal seeds give equal faults.
    pub seed: u64,
}

/// Counts of a soak.
#[derive(Clone, Debug, Default)]
pub struct SoakResult {
    /// Number of finished stops.
    pub stops: usize,
    /// Number of stops by outcome.
    pub outcomes: BTreeMap<&'static str, usize>,
    /// Number of requests.
    pub requests: usize,
    /// Number of requests with a fault.
    pub faults: usize,
    /// Texts about reports that contradict the sandbox's state.
    pub violations: Vec<String>,
}

/// Stops fleets at one cloud after the other, and passes the counts so far to `progress` after each fleet.
///
/// # Errors
///
/// A fleet can't be set up.
pub fn soak(options: SoakOptions, mut progress: impl FnMut(&SoakResult)) -> Result<SoakResult, String> {
    let mut result = SoakResult::default();
    let mut random = Rng::with_seed(options.seed);
    for cloud in Cloud::ALL.into_iter().cycle() {
        let size = FLEET_SIZE.min(options.stops - result.stops);
        if size == 0 {
            break;
        }
        stop_fleet(cloud, size, options.rate, &mut random, &mut result)?;
        progress(&result);
    }
    Ok(result)
}

fn stop_fleet(
    cloud: Cloud,
    size: usize,
    rate: f64,
    random: &mut Rng,
    result: &mut SoakResult,
) -> Result<(), String> {
    let mut scenario = Scenario::empty();
    scenario.seed = Some(random.u64(..));
    scenario.fault_seed = random.u64(..);
    fastrand::seed(random.u64(..));
    let harness =
        Harness::new(cloud, UNTOUCHED, size, scenario, |_| Duration::from_millis(random.u64(..MAX_STOP_MS)))?;
    for fault in random_faults(cloud, rate, random) {
        harness.emulator.add_fault(fault).map_err(|error| error.to_string())?;
    }
    let lifecycle = connect(&harness.emulator.account(cloud), &harness.network, &harness.clock);
    let lifecycle = lifecycle.map_err(|error| error.to_string())?;
    let stopped = harness.stop(lifecycle.as_ref(), ActionOptions::default(), || {})?;
    result.stops += stopped.len();
    for stop in &stopped {
        *result.outcomes.entry(stop.report.outcome.as_str()).or_default() += 1;
    }
    result.requests += harness.emulator.request_count();
    let requests = harness.emulator.requests();
    result.faults += requests.iter().filter(|request| request.fault.is_some()).count();
    let violations = harness.violations(&stopped);
    result.violations.extend(violations.into_iter().map(|violation| format!("{cloud}: {violation}")));
    Ok(())
}

/// Rules for every fault and kind of request. Together the rules of one kind match with the probability `rate`.
fn random_faults(cloud: Cloud, rate: f64, random: &mut Rng) -> Vec<Fault> {
    let mut all = Vec::new();
    for operation in ["stop", "describe", "list"] {
        let mut applicable: Vec<_> = FaultCase::all()
            .into_iter()
            .map(|case| {
                let mut fault = Fault::new(case.kind).on(cloud).operation(operation);
                fault.timing = case.timing;
                fault
            })
            .filter(|fault| fault.check().is_ok())
            .collect();
        random.shuffle(&mut applicable);
        let count = applicable.len() as f64;
        // The first matching rule applies, so the rules' probabilities don't simply add up to `rate`.
        let each = 1.0 - (1.0 - rate).powf(1.0 / count);
        all.extend(applicable.into_iter().map(|fault| fault.probability(each)));
    }
    all
}
