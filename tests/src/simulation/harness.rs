//! [`Harness`]: stops a fleet in one cloud and compares the reports with the emulator's state.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tingji_cli::exit_code;
use tingji_core::engine::{ActionOptions, Outcome, Report};
use tingji_core::fleet::{Job, Progress, RunContext, run_all};
use tingji_core::testing::{VirtualClock, run};
use tingji_core::{DynLifecycle, InstanceId};
use tingji_sandbox::{
    Cloud, Emulator, InstanceSpec, RequestRecord, SandboxClock, Scenario, Transition, VersionSpec,
};

use super::Network;

/// Time after which no effect of a stop is pending.
const SETTLE_TIME: Duration = Duration::from_secs(3600);

/// A fleet in one cloud of the emulator, with a network and a clock.
#[derive(Debug)]
pub struct Harness {
    /// The cloud that contains the fleet.
    pub cloud: Cloud,
    /// The emulator of all five clouds.
    pub emulator: Arc<Emulator>,
    /// The clock of the emulator, the network and the clients.
    pub clock: VirtualClock,
    /// The network between the clients and the emulator.
    pub network: Network,
    /// Ids of the instances to stop; `service@version` for a version of a UAI service.
    pub targets: Vec<String>,
    /// Ids of the instances that must not change, with their states at the start.
    untouched: BTreeMap<String, Option<String>>,
}

/// Result of one stop.
#[derive(Clone, Debug)]
pub struct StopResult {
    /// The report of the stop.
    pub report: Report,
    /// The emulator's state of the instance at the time of the report.
    pub state: Option<String>,
    /// Number of requests before the report.
    request_count: usize,
}

impl Harness {
    /// Creates `size` running targets, listed after `untouched` running instances that must not change.
    /// `stop_time` returns the duration of the stop of each target.
    ///
    /// # Errors
    ///
    /// The scenario contradicts itself.
    pub fn new(
        cloud: Cloud,
        untouched: usize,
        size: usize,
        mut scenario: Scenario,
        mut stop_time: impl FnMut(usize) -> Duration,
    ) -> Result<Self, String> {
        scenario.instances = (0..untouched).map(|at| instance(cloud, &id(cloud, 'b', at))).collect();
        scenario.instances.extend((0..size).map(|at| target(cloud, at, stop_time(at))));
        let targets = (0..size).map(|at| target_id(cloud, at)).collect();
        let clock = VirtualClock::default();
        let time = clock.clone();
        let emulator = Emulator::new(scenario, SandboxClock::new(move || time.since_1970()));
        let emulator = Arc::new(emulator.map_err(|error| error.to_string())?);
        let network = Network::new(Arc::clone(&emulator), clock.clone());
        let mut harness = Self { cloud, emulator, clock, network, targets, untouched: BTreeMap::new() };
        let untouched_ids = untouched_ids(cloud, untouched, size);
        harness.untouched = untouched_ids.map(|id| (id.clone(), harness.state_of(&id))).collect();
        Ok(harness)
    }

    fn state_of(&self, id: &str) -> Option<String> {
        self.emulator.state_of(self.cloud, id)
    }

    /// True if a state is the vendor's text for stopped.
    pub fn is_stopped(&self, state: Option<&String>) -> bool {
        let stopped = match self.cloud {
            Cloud::Ucloud => "ToStart",
            Cloud::Compshare | Cloud::Bce => "Stopped",
            Cloud::Volcengine | Cloud::Huaweicloud => "STOPPED",
        };
        state.is_some_and(|state| state == stopped)
    }

    /// Stops the fleet. `at_first_stop` is called once, before the first stop is sent.
    ///
    /// # Errors
    ///
    /// An id is malformed, or the returned reports differ from those of the progress handler.
    pub fn stop(
        &self,
        lifecycle: &dyn DynLifecycle,
        options: ActionOptions,
        at_first_stop: impl FnOnce() + Send,
    ) -> Result<Vec<StopResult>, String> {
        let jobs: Vec<_> = self.targets.iter().map(|id| job(id)).collect::<Result<_, String>>()?;
        let recorder = ProgressRecorder {
            harness: self,
            at_first_stop: Mutex::new(Some(at_first_stop)),
            results: Mutex::new(vec![None; jobs.len()]),
        };
        let context = RunContext {
            progress: &|at, progress| recorder.record(at, &progress),
            ..RunContext::new(&self.clock)
        };
        let reports = run(&self.clock, run_all(lifecycle, &jobs, options, context));
        let results = recorder.results.into_inner().unwrap_or_else(PoisonError::into_inner);
        let results: Vec<_> = results.into_iter().flatten().collect();
        if format!("{reports:?}")
            == format!("{:?}", results.iter().map(|result| &result.report).collect::<Vec<_>>())
        {
            Ok(results)
        } else {
            Err("the reports differ from those of the progress handler".to_owned())
        }
    }

    /// Exit code of the command for these results.
    pub fn exit_code(results: &[StopResult]) -> u8 {
        exit_code::overall(results.iter().map(|result| exit_code::of_report(&result.report)))
    }

    /// Texts about reports that contradict the emulator's state, and about unintended effects.
    pub fn violations(&self, results: &[StopResult]) -> Vec<String> {
        self.emulator.advance(SETTLE_TIME);
        let requests = self.emulator.requests();
        let mut violations = Vec::new();
        for (id, result) in self.targets.iter().zip(results) {
            let found = self.report_violations(id, result, &requests);
            violations.extend(found.into_iter().map(|violation| format!("{id}: {violation}")));
        }
        violations.extend(self.unintended());
        violations
    }

    /// Texts about changes of instances that are not targets, and about redirects that were followed.
    fn unintended(&self) -> Vec<String> {
        let mut violations = Vec::new();
        for (id, before) in &self.untouched {
            if self.state_of(id) != *before || (!id.contains('@') && self.effects(id) > 0) {
                violations.push(format!("{id}: not a target, but changed"));
            }
        }
        if self.emulator.redirects_followed() > 0 {
            violations.push("a redirect was followed".to_owned());
        }
        violations
    }

    /// Number of requests that changed an instance. Requests for a version count for its service.
    fn effects(&self, id: &str) -> usize {
        self.emulator.effects(self.cloud, id.split('@').next().unwrap_or_default())
    }

    fn report_violations(&self, id: &str, result: &StopResult, requests: &[RequestRecord]) -> Vec<String> {
        let outcome = result.report.outcome;
        let effects = self.effects(id);
        let final_state = self.state_of(id);
        let was_stopped = self.is_stopped(result.state.as_ref());
        let is_stopped = self.is_stopped(final_state.as_ref());
        let sent = stops_of(id, requests);
        let sent_later = stops_of(id, requests.get(result.request_count..).unwrap_or_default());
        let claims_stopped = matches!(outcome, Outcome::Stopped | Outcome::AlreadyStopped);
        let sends_nothing = matches!(outcome, Outcome::AlreadyStopped | Outcome::WouldStop);
        let changes_nothing = sends_nothing || matches!(outcome, Outcome::Refused | Outcome::Locked);
        let checks = [
            (claims_stopped && !(was_stopped && is_stopped), "not stopped"),
            (outcome == Outcome::Stopped && effects == 0, "stopped without a stop"),
            (changes_nothing && effects > 0, "the instance was changed"),
            (outcome == Outcome::NotFound && final_state.is_some(), "the instance exists"),
            (outcome == Outcome::Failed && effects > 0 && is_stopped, "the instance did stop"),
            (effects > 1, "a stop took effect twice"),
            (sends_nothing && sent > 0, "a stop was sent"),
            (sent_later > 0, "a stop was sent after the report"),
        ];
        let violations = checks.into_iter().filter(|(is_violated, _)| *is_violated);
        violations
            .map(|(_, what)| {
                format!("reported {outcome}, state {:?}, then {final_state:?}: {what}", result.state)
            })
            .collect()
    }
}

/// The progress handler of a run.
struct ProgressRecorder<'a, F> {
    harness: &'a Harness,
    /// Function that runs before the first stop; `None` afterwards.
    at_first_stop: Mutex<Option<F>>,
    /// Results of the finished stops, in the order of the targets.
    results: Mutex<Vec<Option<StopResult>>>,
}

impl<F: FnOnce()> ProgressRecorder<'_, F> {
    fn record(&self, at: usize, progress: &Progress<'_>) {
        match progress {
            Progress::Sending => {
                let at_first_stop = self.at_first_stop.lock().unwrap_or_else(PoisonError::into_inner).take();
                if let Some(at_first_stop) = at_first_stop {
                    at_first_stop();
                }
            }
            Progress::Observed(_) => {}
            Progress::Finished(report) => {
                let result = StopResult {
                    report: Report::clone(report),
                    state: self.harness.state_of(&self.harness.targets[at]),
                    request_count: self.harness.emulator.request_count(),
                };
                self.results.lock().unwrap_or_else(PoisonError::into_inner)[at] = Some(result);
            }
        }
    }
}

/// True for a dry run that passed, which has no effect.
fn is_dry_run(request: &RequestRecord) -> bool {
    request.accepted && !request.effect && request.status == 412
}

/// Number of requests that stop an instance. Dry runs don't count.
fn stops_of(id: &str, requests: &[RequestRecord]) -> usize {
    let stops = requests
        .iter()
        .filter(|request| request.action.starts_with("Stop") || request.action.starts_with("Batch"));
    stops.filter(|request| !is_dry_run(request) && request.ids.iter().any(|other| other == id)).count()
}

fn job(id: &str) -> Result<Job, String> {
    let (id, version) = id.split_once('@').map_or((id, None), |(id, version)| (id, Some(version)));
    Ok(Job::new(InstanceId::new(id, version).map_err(|error| error.to_string())?))
}

/// True for every third target at UCloud: a version of a service, whose other version must not change.
fn is_version(cloud: Cloud, at: usize) -> bool {
    cloud == Cloud::Ucloud && at % 3 == 2
}

fn target_id(cloud: Cloud, at: usize) -> String {
    let id = id(cloud, 't', at);
    if is_version(cloud, at) { format!("{id}@5-6") } else { id }
}

/// Ids of the instances beside the fleet, and of the other versions of services with a version as target.
fn untouched_ids(cloud: Cloud, untouched: usize, size: usize) -> impl Iterator<Item = String> {
    let siblings = (0..size).filter(move |at| is_version(cloud, *at));
    let siblings = siblings.map(move |at| format!("{}@7-8", id(cloud, 't', at)));
    (0..untouched).map(move |at| id(cloud, 'b', at)).chain(siblings)
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

fn target(cloud: Cloud, at: usize, stop_time: Duration) -> InstanceSpec {
    let mut instance = instance(cloud, &id(cloud, 't', at));
    let stop_ms = u64::try_from(stop_time.as_millis()).unwrap_or(u64::MAX);
    instance.transition = Some(Transition::AfterMs(stop_ms));
    instance
}
