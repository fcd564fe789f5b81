//! Cross-check of five calls, made through the vendor's SDK and through this project's crate. The sandbox must end in
//! the same state, and the requests are compared part by part. `conformance/differences.json` lists every
//! difference with its reason; an entry without a difference is a failure.

use std::path::Path;

use serde::Deserialize;
use tingji_sandbox::{Cloud, Sandbox, Scenario};
use tingji_tests::process;
use tokio::runtime::Runtime;

use super::crate_calls::CALLS;
use super::proxy::{Proxy, RecordedRequest};
use super::report::Report;
use super::sandbox;
use crate::scripts;

const SCENARIO: &str = include_str!("../../conformance/cross_check.json");
const DIFFERENCES: &str = include_str!("../../conformance/differences.json");
/// Names of the five calls.
const STEPS: [&str; 5] = ["start", "describe", "stop", "describe again", "list"];

/// A difference with its reason.
#[derive(Debug, Deserialize)]
struct KnownDifference {
    cloud: String,
    /// Name of a step from [`STEPS`], or `*` for all steps.
    step: String,
    /// Part of the request, such as `header user-agent`.
    part: String,
    reason: String,
}

/// Makes the calls for all five clouds in both ways, and compares the requests.
pub(super) fn run(report: &mut Report, python: &Path) -> Result<(), String> {
    let known: Vec<KnownDifference> =
        serde_json::from_str(DIFFERENCES).map_err(|error| format!("differences.json: {error}"))?;
    let mut used = vec![false; known.len()];
    for cloud in Cloud::ALL {
        let by_sdk =
            record(cloud, |endpoint, sandbox, id| call_by_sdk(cloud, python, endpoint, sandbox, id))?;
        let by_crate = record(cloud, |endpoint, sandbox, id| call_by_crate(cloud, endpoint, sandbox, id))?;
        compare(report, cloud, &by_crate, &by_sdk, &known, &mut used);
    }
    for (known, _) in known.iter().zip(used).filter(|(_, used)| !used) {
        let KnownDifference { cloud, step, part, .. } = known;
        report.failed(&format!(
            "cross-check: {cloud} {step} {part}: expected a difference got none: remove it from differences.json"
        ));
    }
    Ok(())
}

/// The requests of one way, and the final state of the instance.
struct Recording {
    requests: Vec<RecordedRequest>,
    final_state: Option<String>,
}

/// Runs `calls` against a new sandbox behind a proxy. The scenario has one instance of each cloud, which is started
/// and stopped.
fn record(
    cloud: Cloud,
    calls: impl FnOnce(&str, &Sandbox, &str) -> Result<(), String>,
) -> Result<Recording, String> {
    let scenario = Scenario::from_json(SCENARIO).map_err(|error| format!("cross_check.json: {error}"))?;
    let instance = scenario.instances.iter().find(|instance| instance.cloud == cloud).cloned();
    let instance = instance.ok_or_else(|| format!("cross_check.json has no instance of {cloud}"))?;
    let (_runtime, sandbox) = sandbox::start(scenario)?;
    let proxy = Proxy::start(&sandbox.endpoint())?;
    calls(&proxy.endpoint(), &sandbox, &instance.id)?;
    let resource = match instance.versions.first() {
        Some(version) => format!("{}@{}", instance.id, version.version),
        None => instance.id,
    };
    Ok(Recording { requests: proxy.take(), final_state: sandbox.state_of(cloud, &resource) })
}

fn call_by_sdk(
    cloud: Cloud,
    python: &Path,
    endpoint: &str,
    sandbox: &Sandbox,
    id: &str,
) -> Result<(), String> {
    let mut command = scripts::command("conformance", "cross_check", python)?;
    command.args([cloud.name(), id]);
    let startup_info = sandbox.startup_info().replace(&sandbox.endpoint(), endpoint);
    let output = process::run_with_input(&mut command, &startup_info)?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!("cross-check: the SDK of {cloud}: {}", String::from_utf8_lossy(&output.stderr)))
}

fn call_by_crate(cloud: Cloud, endpoint: &str, sandbox: &Sandbox, id: &str) -> Result<(), String> {
    let runtime = Runtime::new().map_err(|error| error.to_string())?;
    let calls = CALLS.into_iter().find(|(name, _)| *name == cloud.name());
    let (_, calls) = calls.ok_or_else(|| format!("cross-check: no calls for {cloud}"))?;
    let result = runtime.block_on(calls(endpoint, &sandbox.account(cloud), id));
    result.map_err(|error| format!("cross-check: the crate of {cloud}: {error}"))
}

/// Compares the final states and the requests. Sets `used` for each known difference that was found.
fn compare(
    report: &mut Report,
    cloud: Cloud,
    by_crate: &Recording,
    by_sdk: &Recording,
    known: &[KnownDifference],
    used: &mut [bool],
) {
    let actual = by_crate.final_state.as_deref().unwrap_or("no state");
    let expected = by_sdk.final_state.as_deref().unwrap_or("a state");
    if actual == expected {
        report.ok(&format!("cross-check: {cloud} ends {actual} both ways"));
    } else {
        report.failed(&format!("cross-check: {cloud} ends: expected {expected} got {actual}"));
    }
    let crate_count = by_crate.requests.len();
    let sdk_count = by_sdk.requests.len();
    if (crate_count, sdk_count) != (STEPS.len(), STEPS.len()) {
        return report.failed(&format!(
            "cross-check: {cloud} requests: expected 5 and 5 got {crate_count} and {sdk_count}"
        ));
    }
    for ((step, crate_request), sdk_request) in STEPS.iter().zip(&by_crate.requests).zip(&by_sdk.requests) {
        let mut explained = 0;
        for (part, crate_value, sdk_value) in crate_request.differences(sdk_request) {
            match known.iter().position(|known| known.matches(cloud, step, &part)) {
                Some(index) => {
                    explained += 1;
                    used[index] = !known[index].reason.is_empty();
                }
                None => report.failed(&format!(
                    "cross-check: {cloud} {step} {part}: the SDK sends {sdk_value:?}, the crate {crate_value:?}"
                )),
            }
        }
        report.ok(&format!("cross-check: {cloud} {step}: {explained} differences, each with its reason"));
    }
}

impl KnownDifference {
    fn matches(&self, cloud: Cloud, step: &str, part: &str) -> bool {
        let matches_step = self.step == "*" || self.step == step;
        self.cloud == cloud.name() && self.part == part && matches_step
    }
}
