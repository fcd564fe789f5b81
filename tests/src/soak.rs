//! The soak: thousands of stops while requests go wrong by chance, each outcome compared with the truth.

use std::collections::BTreeMap;
use std::time::Duration;

use fastrand::Rng;
use tingji_core::engine::ActionOptions;
use tingji_sandbox::{Cloud, Fault, Scenario};

use crate::matrix::Trouble;
use crate::simulation::{Stage, connect};

/// How many are stopped at once.
const FLEET: usize = 40;
/// How many of each fleet are not meant.
const BYSTANDERS: usize = 5;
/// The longest that a stop takes.
const LONGEST: u64 = 90_000;

/// What to do.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// How many stops.
    pub stops: usize,
    /// How many of the requests go wrong, from 0 to 1.
    pub rate: f64,
    /// The same seed gives the same faults.
    pub seed: u64,
}

/// What came of it.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// How many stops.
    pub stops: usize,
    /// How many ended in which way.
    pub outcomes: BTreeMap<&'static str, usize>,
    /// How many requests were made.
    pub requests: usize,
    /// How many of them went wrong.
    pub faults: usize,
    /// What was reported and is not true.
    pub lies: Vec<String>,
}

/// Stops fleets at the five clouds in turn; `progress` is told what there is after each.
///
/// # Errors
///
/// If a fleet can't be set up.
pub fn soak(plan: Plan, mut progress: impl FnMut(&Tally)) -> Result<Tally, String> {
    let (mut tally, mut chance) = (Tally::default(), Rng::with_seed(plan.seed));
    for cloud in Cloud::ALL.into_iter().cycle() {
        let size = FLEET.min(plan.stops - tally.stops);
        if size == 0 {
            break;
        }
        fleet(cloud, size, plan.rate, &mut chance, &mut tally)?;
        progress(&tally);
    }
    Ok(tally)
}

fn fleet(cloud: Cloud, size: usize, rate: f64, chance: &mut Rng, tally: &mut Tally) -> Result<(), String> {
    let mut scenario = Scenario::empty();
    scenario.seed = Some(chance.u64(..));
    scenario.fault_seed = chance.u64(..);
    fastrand::seed(chance.u64(..));
    let stage =
        Stage::new(cloud, BYSTANDERS, size, scenario, |_| Duration::from_millis(chance.u64(..LONGEST)))?;
    for fault in faults(cloud, rate, chance) {
        stage.clouds.add_fault(fault).map_err(|error| error.to_string())?;
    }
    let lifecycle = connect(&stage.clouds.account(cloud), &stage.network, &stage.clock);
    let lifecycle = lifecycle.map_err(|error| error.to_string())?;
    let ended = stage.stop(lifecycle.as_ref(), ActionOptions::default(), || {})?;
    tally.stops += ended.len();
    ended.iter().for_each(|one| *tally.outcomes.entry(one.report.outcome.as_str()).or_default() += 1);
    tally.requests += stage.clouds.request_count();
    tally.faults += stage.clouds.requests().iter().filter(|seen| seen.fault.is_some()).count();
    tally.lies.extend(stage.lies(&ended).into_iter().map(|lie| format!("{cloud}: {lie}")));
    Ok(())
}

/// Every trouble for every kind of request, all together as probable as they should be.
fn faults(cloud: Cloud, rate: f64, chance: &mut Rng) -> Vec<Fault> {
    let mut all = Vec::new();
    for operation in ["stop", "describe", "list"] {
        let mut fit: Vec<_> = Trouble::all()
            .into_iter()
            .map(|trouble| {
                let mut fault = Fault::new(trouble.kind).on(cloud).operation(operation);
                fault.timing = trouble.when;
                fault
            })
            .filter(|fault| fault.check().is_ok())
            .collect();
        chance.shuffle(&mut fit);
        let count = fit.len() as f64;
        // The first that has its chance takes it, so that the sum is a little less than the parts.
        let each = 1.0 - (1.0 - rate).powf(1.0 / count);
        all.extend(fit.into_iter().map(|fault| fault.probability(each)));
    }
    all
}
