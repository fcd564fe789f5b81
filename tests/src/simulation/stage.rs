//! [`Stage`]: a fleet in one cloud, what became of it, and whether what was said of it is true.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tingji_core::engine::{ActionOptions, Outcome, Report, overall_exit_code};
use tingji_core::fleet::{Job, Progress, RunContext, run_all};
use tingji_core::testing::{VirtualClock, run};
use tingji_core::{InstanceId, Lifecycle};
use tingji_sandbox::{
    Cloud, Emulator, InstanceSpec, RequestRecord, SandboxClock, Scenario, Transition, VersionSpec,
};

use super::Network;

/// Longer than anything goes on after a stop.
const LONG_AFTER: Duration = Duration::from_secs(3600);

/// A fleet in one cloud.
#[derive(Debug)]
pub struct Stage {
    /// The cloud.
    pub cloud: Cloud,
    /// All five, of which one is used.
    pub clouds: Arc<Emulator>,
    /// What all wait by.
    pub clock: VirtualClock,
    /// Between the two sides.
    pub network: Network,
    /// What is to be stopped: `service@version` for a version of a UAI service.
    pub targets: Vec<String>,
    /// What must not be touched, and the state it is in.
    bystanders: BTreeMap<String, Option<String>>,
}

/// How one stop ended.
#[derive(Clone, Debug)]
pub struct Ended {
    /// What was reported.
    pub report: Report,
    /// The true state at that moment.
    pub state: Option<String>,
    /// How many requests had been made by then.
    requests: usize,
}

impl Stage {
    /// So many running instances that are not meant, listed before so many that are, of which each takes
    /// this long to stop.
    ///
    /// # Errors
    ///
    /// If the scenario contradicts itself.
    pub fn new(
        cloud: Cloud,
        bystanders: usize,
        size: usize,
        mut scenario: Scenario,
        mut takes: impl FnMut(usize) -> Duration,
    ) -> Result<Self, String> {
        scenario.instances = (0..bystanders).map(|at| instance(cloud, &id(cloud, 'b', at))).collect();
        scenario.instances.extend((0..size).map(|at| target(cloud, at, takes(at))));
        let targets = (0..size).map(|at| address(cloud, at)).collect();
        let clock = VirtualClock::default();
        let time = clock.clone();
        let clouds = Emulator::new(scenario, SandboxClock::new(move || time.since_1970()));
        let clouds = Arc::new(clouds.map_err(|error| error.to_string())?);
        let network = Network::new(Arc::clone(&clouds), clock.clone());
        let mut stage = Self { cloud, clouds, clock, network, targets, bystanders: BTreeMap::new() };
        let not_meant = not_meant(cloud, bystanders, size);
        stage.bystanders = not_meant.map(|id| (id.clone(), stage.state_of(&id))).collect();
        Ok(stage)
    }

    fn state_of(&self, id: &str) -> Option<String> {
        self.clouds.state_of(self.cloud, id)
    }

    /// Whether this state is the vendor's word for stopped.
    pub fn is_stopped(&self, state: Option<&String>) -> bool {
        let word = match self.cloud {
            Cloud::Ucloud => "ToStart",
            Cloud::Compshare | Cloud::Bce => "Stopped",
            Cloud::Volcengine | Cloud::Huaweicloud => "STOPPED",
        };
        state.is_some_and(|state| state == word)
    }

    /// Stops the fleet. `at_first_stop` is called once, before the first stop is sent.
    ///
    /// # Errors
    ///
    /// If an id is not one, or something has no end.
    pub fn stop(
        &self,
        lifecycle: &dyn Lifecycle,
        options: ActionOptions,
        at_first_stop: impl FnOnce() + Send,
    ) -> Result<Vec<Ended>, String> {
        let orders: Vec<_> = self.targets.iter().map(|id| order(id)).collect::<Result<_, String>>()?;
        let ended = Mutex::new(vec![None; orders.len()]);
        let first = Mutex::new(Some(at_first_stop));
        let progress = |at: usize, progress: Progress<'_>| match progress {
            Progress::Sending => {
                let first = first.lock().unwrap_or_else(PoisonError::into_inner).take();
                first.into_iter().for_each(|first| first());
            }
            Progress::Observed(_) => {}
            Progress::Finished(report) => {
                let state = self.state_of(&self.targets[at]);
                let one = Ended { report: report.clone(), state, requests: self.clouds.request_count() };
                ended.lock().unwrap_or_else(PoisonError::into_inner)[at] = Some(one);
            }
        };
        let around = RunContext { progress: &progress, ..RunContext::new(&self.clock) };
        let reports = run(&self.clock, run_all(lifecycle, &orders, options, around));
        let ended = ended.into_inner().unwrap_or_else(PoisonError::into_inner);
        let ended: Vec<_> = ended.into_iter().flatten().collect();
        match reports.iter().eq(ended.iter().map(|one| &one.report)) {
            true => Ok(ended),
            false => Err("the reports are not those that the onlooker was told".to_owned()),
        }
    }

    /// The exit code of the command.
    pub fn exit_code(ended: &[Ended]) -> u8 {
        overall_exit_code(ended.iter().map(|one| one.report.exit_code()))
    }

    /// What of this is not true: a line for each lie.
    pub fn lies(&self, ended: &[Ended]) -> Vec<String> {
        self.clouds.advance(LONG_AFTER);
        let (targets, requests) = (self.targets.iter().zip(ended), self.clouds.requests());
        let mut lies: Vec<_> = targets
            .flat_map(|(id, one)| {
                self.lies_about(id, one, &requests).into_iter().map(move |lie| format!("{id}: {lie}"))
            })
            .collect();
        for (id, before) in &self.bystanders {
            if self.state_of(id) != *before || (!id.contains('@') && self.effects(id) > 0) {
                lies.push(format!("{id}: not meant, and touched"));
            }
        }
        if self.clouds.redirects_followed() > 0 {
            lies.push("a redirect was followed".to_owned());
        }
        lies
    }

    /// How many requests have changed it; a version's are counted on its service.
    fn effects(&self, id: &str) -> usize {
        self.clouds.effects(self.cloud, id.split('@').next().unwrap_or_default())
    }

    fn lies_about(&self, id: &str, one: &Ended, requests: &[RequestRecord]) -> Vec<String> {
        let (outcome, effects, finally) = (one.report.outcome, self.effects(id), self.state_of(id));
        let later = stops_of(id, requests.get(one.requests..).unwrap_or_default());
        let stopped = (self.is_stopped(one.state.as_ref()), self.is_stopped(finally.as_ref()));
        let (asked, never) = (stops_of(id, requests), [Outcome::AlreadyStopped, Outcome::WouldStop]);
        let quiet = [Outcome::AlreadyStopped, Outcome::WouldStop, Outcome::Refused, Outcome::Locked];
        let claims = [
            (
                matches!(outcome, Outcome::Stopped | Outcome::AlreadyStopped) && stopped != (true, true),
                "not stopped",
            ),
            (outcome == Outcome::Stopped && effects == 0, "stopped without a stop"),
            (quiet.contains(&outcome) && effects > 0, "it was changed"),
            (outcome == Outcome::NotFound && finally.is_some(), "it is there"),
            (outcome == Outcome::Failed && effects > 0 && stopped.1, "it did stop"),
            (effects > 1, "a stop took effect twice"),
            (never.contains(&outcome) && asked > 0, "a stop was sent"),
            (later > 0, "a stop was sent after the report"),
        ];
        let lies = claims.into_iter().filter(|(is_lie, _)| *is_lie);
        lies.map(|(_, lie)| format!("reported {outcome}, state {:?}, then {finally:?}: {lie}", one.state))
            .collect()
    }
}

/// Whether it is a dry run that passed, which asks for nothing.
fn is_rehearsal(seen: &RequestRecord) -> bool {
    seen.accepted && !seen.effect && seen.status == 412
}

/// How many of these requests ask to stop this.
fn stops_of(id: &str, requests: &[RequestRecord]) -> usize {
    let stops =
        requests.iter().filter(|seen| seen.action.starts_with("Stop") || seen.action.starts_with("Batch"));
    stops.filter(|seen| !is_rehearsal(seen)).filter(|seen| seen.ids.iter().any(|given| given == id)).count()
}

fn order(id: &str) -> Result<Job, String> {
    let (id, version) = id.split_once('@').map_or((id, None), |(id, version)| (id, Some(version)));
    Ok(Job::new(InstanceId::new(id, version).map_err(|error| error.to_string())?))
}

/// Every third target at UCloud is a version of a service, whose other version is not meant.
fn is_version(cloud: Cloud, at: usize) -> bool {
    cloud == Cloud::Ucloud && at % 3 == 2
}

fn address(cloud: Cloud, at: usize) -> String {
    let id = id(cloud, 't', at);
    if is_version(cloud, at) { format!("{id}@5-6") } else { id }
}

/// Bystanders, and the other versions of services of which one is meant.
fn not_meant(cloud: Cloud, bystanders: usize, size: usize) -> impl Iterator<Item = String> {
    let siblings = (0..size).filter(move |at| is_version(cloud, *at));
    let siblings = siblings.map(move |at| format!("{}@7-8", id(cloud, 't', at)));
    (0..bystanders).map(move |at| id(cloud, 'b', at)).chain(siblings)
}

fn id(cloud: Cloud, letter: char, at: usize) -> String {
    match cloud {
        Cloud::Ucloud => format!("uaisrv-{letter}{at}"),
        Cloud::Compshare => format!("uhost-{letter}{at}"),
        Cloud::Bce | Cloud::Volcengine => format!("i-{letter}{at}"),
        Cloud::Huaweicloud => format!("server-{letter}{at}"),
    }
}

fn instance(cloud: Cloud, id: &str) -> InstanceSpec {
    let mut instance = InstanceSpec::new(cloud, id);
    if cloud == Cloud::Ucloud {
        instance.versions = vec![VersionSpec::new("5-6"), VersionSpec::new("7-8")];
    }
    instance
}

fn target(cloud: Cloud, at: usize, takes: Duration) -> InstanceSpec {
    let mut instance = instance(cloud, &id(cloud, 't', at));
    instance.transition = Some(Transition::AfterMs(u64::try_from(takes.as_millis()).unwrap_or(u64::MAX)));
    instance
}
