//! The same five calls through the vendor's SDK and through the project's own crate: the sandbox must
//! end in the same state, and the requests are compared part by part. Every difference stands in
//! `conformance/differences.json` with its reason, and nothing stands there that does not differ.

use std::path::Path;

use serde::Deserialize;
use tingji_core::Result as Outcome;
use tingji_sandbox::{Cloud, Sandbox, Scenario};
use tokio::runtime::Runtime;

use super::wire::{Relay, Wire};
use super::{Report, script};
use crate::process;

const SCENARIO: &str = include_str!("../../conformance/twins.json");
const DIFFERENCES: &str = include_str!("../../conformance/differences.json");
const STEPS: [&str; 5] = ["start", "describe", "stop", "describe again", "list"];

/// One known difference.
#[derive(Debug, Deserialize)]
struct Known {
    cloud: String,
    /// A step, or `*` for all of them.
    step: String,
    /// A part of the request, as in `header user-agent`.
    part: String,
    reason: String,
}

/// Plays all five clouds both ways.
pub(super) fn run(report: &mut Report, python: &Path) -> Result<(), String> {
    let known: Vec<Known> =
        serde_json::from_str(DIFFERENCES).map_err(|error| format!("differences.json: {error}"))?;
    let mut used = vec![false; known.len()];
    for cloud in Cloud::ALL {
        let theirs = play(cloud, |endpoint, sandbox| sdk(cloud, python, endpoint, sandbox))?;
        let ours = play(cloud, |endpoint, sandbox| crate_of(cloud, endpoint, sandbox))?;
        compare(report, cloud, &ours, &theirs, &known, &mut used);
    }
    for (known, _) in known.iter().zip(used).filter(|(_, used)| !used) {
        let Known { cloud, step, part, .. } = known;
        report.failed(&format!(
            "twins: {cloud} {step} {part}: expected a difference got none: take it off the table"
        ));
    }
    Ok(())
}

/// What one side did: its requests, and the state it left behind.
struct Play {
    wires: Vec<Wire>,
    state: Option<String>,
}

fn machine(cloud: Cloud) -> &'static str {
    match cloud {
        Cloud::Ucloud => "uaiservice-twin",
        Cloud::Compshare => "uhost-twin",
        Cloud::Bce => "i-Twin",
        Cloud::Volcengine => "i-twin",
        Cloud::Huaweicloud => "62383738-e52a-450a-9f84-f9e705402be8",
    }
}

fn play(cloud: Cloud, side: impl FnOnce(&str, &Sandbox) -> Result<(), String>) -> Result<Play, String> {
    let scenario = Scenario::from_json(SCENARIO).map_err(|error| format!("twins.json: {error}"))?;
    let (_runtime, sandbox) = super::start_with(scenario)?;
    let relay = Relay::start(&sandbox.endpoint())?;
    side(&relay.endpoint(), &sandbox)?;
    let id = machine(cloud);
    let unit = if cloud == Cloud::Ucloud { format!("{id}@1-1") } else { id.to_owned() };
    Ok(Play { wires: relay.take(), state: sandbox.state_of(cloud, &unit) })
}

fn sdk(cloud: Cloud, python: &Path, endpoint: &str, sandbox: &Sandbox) -> Result<(), String> {
    let mut command = script("twin", python)?;
    command.args([cloud.name(), machine(cloud)]);
    let announcement = sandbox.startup_info().replace(&sandbox.endpoint(), endpoint);
    let output = process::run_with_input(&mut command, &announcement)?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!("twins: the SDK of {cloud}: {}", String::from_utf8_lossy(&output.stderr)))
}

fn crate_of(cloud: Cloud, endpoint: &str, sandbox: &Sandbox) -> Result<(), String> {
    let runtime = Runtime::new().map_err(|error| error.to_string())?;
    let (id, account) = (machine(cloud), sandbox.account(cloud));
    let credential = account.credential().clone();
    let played = runtime.block_on(async {
        match cloud {
            Cloud::Ucloud => ours::ucloud(endpoint, credential, id).await,
            Cloud::Compshare => ours::compshare(endpoint, credential, id).await,
            Cloud::Bce => ours::bce(endpoint, credential, id).await,
            Cloud::Volcengine => ours::volcengine(endpoint, credential, id).await,
            Cloud::Huaweicloud => {
                let project = account.project_id.clone().unwrap_or_default();
                ours::huaweicloud(endpoint, credential, &project, id).await
            }
        }
    });
    played.map_err(|error| format!("twins: our crate of {cloud}: {error}"))
}

fn compare(
    report: &mut Report,
    cloud: Cloud,
    ours: &Play,
    theirs: &Play,
    known: &[Known],
    used: &mut [bool],
) {
    if ours.state == theirs.state && ours.state.is_some() {
        report.ok(&format!("twins: {cloud} ends {} both ways", ours.state.as_deref().unwrap_or_default()));
    } else {
        report.failed(&format!("twins: {cloud} ends: expected {:?} got {:?}", theirs.state, ours.state));
    }
    if (ours.wires.len(), theirs.wires.len()) != (STEPS.len(), STEPS.len()) {
        let (ours, theirs) = (ours.wires.len(), theirs.wires.len());
        return report.failed(&format!("twins: {cloud} requests: expected 5 and 5 got {ours} and {theirs}"));
    }
    for ((step, ours), theirs) in STEPS.iter().zip(&ours.wires).zip(&theirs.wires) {
        let mut explained = 0;
        for (part, one, two) in ours.differences(theirs) {
            let fits = |known: &Known| {
                known.cloud == cloud.name()
                    && known.part == part
                    && (known.step == "*" || known.step == *step)
            };
            match known.iter().position(fits) {
                Some(at) => {
                    explained += 1;
                    used[at] = !known[at].reason.is_empty();
                }
                None => report
                    .failed(&format!("twins: {cloud} {step} {part}: the SDK sends {two:?}, we send {one:?}")),
            }
        }
        report.ok(&format!("twins: {cloud} {step}: {explained} differences, each with its reason"));
    }
}

/// The five calls through the project's own crates.
mod ours {
    use tingji_core::Credential;

    use super::Outcome;

    pub(super) async fn ucloud(endpoint: &str, credential: Credential, id: &str) -> Outcome<()> {
        use tingji_ucloud::operation::{
            GetUAIServiceList, GetUAISrvVersionList, StartUAIService, StopUAIService,
        };
        let client = tingji_ucloud::Client::builder(credential).endpoint(endpoint)?.build()?;
        client.send(&StartUAIService::new(id, "1-1")?).await?;
        client.send(&GetUAISrvVersionList::new(id)?).await?;
        client.send(&StopUAIService::new(id)?.srv_version("1-1")?).await?;
        client.send(&GetUAISrvVersionList::new(id)?).await?;
        client.send(&GetUAIServiceList::new()).await.map(|_| ())
    }

    pub(super) async fn compshare(endpoint: &str, credential: Credential, id: &str) -> Outcome<()> {
        use tingji_compshare::operation::{
            DescribeCompShareInstance, StartCompShareInstance, StopCompShareInstance,
        };
        let builder = tingji_compshare::Client::builder(credential).region("cn-wlcb");
        let client = builder.endpoint(endpoint)?.build()?;
        let one = DescribeCompShareInstance::new().uhost_ids([id]);
        client.send(&StartCompShareInstance::new(id)?.zone("cn-wlcb-01")).await?;
        client.send(&one).await?;
        client.send(&StopCompShareInstance::new(id)?.zone("cn-wlcb-01")).await?;
        client.send(&one).await?;
        client.send(&DescribeCompShareInstance::new()).await.map(|_| ())
    }

    pub(super) async fn bce(endpoint: &str, credential: Credential, id: &str) -> Outcome<()> {
        use tingji_bce::operation::{GetInstance, ListInstances, StartInstance, StopInstance};
        let client = tingji_bce::Client::builder(credential).endpoint(endpoint)?.build()?;
        client.send(&StartInstance::new(id)?).await?;
        client.send(&GetInstance::new(id)?).await?;
        client.send(&StopInstance::new(id)?).await?;
        client.send(&GetInstance::new(id)?).await?;
        client.send(&ListInstances::new()).await.map(|_| ())
    }

    pub(super) async fn volcengine(endpoint: &str, credential: Credential, id: &str) -> Outcome<()> {
        use tingji_volcengine::operation::{DescribeInstances, StartInstance, StopInstance};
        let client = tingji_volcengine::Client::builder(credential).endpoint(endpoint)?.build()?;
        let one = DescribeInstances::new().instance_ids([id]).max_results(100);
        client.send(&StartInstance::new(id)?).await?;
        client.send(&one).await?;
        client.send(&StopInstance::new(id)?).await?;
        client.send(&one).await?;
        client.send(&DescribeInstances::new().max_results(100)).await.map(|_| ())
    }

    pub(super) async fn huaweicloud(
        endpoint: &str,
        credential: Credential,
        project: &str,
        id: &str,
    ) -> Outcome<()> {
        use tingji_huaweicloud::operation::{ListDevServers, ShowDevServer, StartDevServer, StopDevServer};
        let client = tingji_huaweicloud::Client::builder(credential)
            .project_id(project)
            .endpoint(endpoint)?
            .build()?;
        client.send(&StartDevServer::new(id)?).await?;
        client.send(&ShowDevServer::new(id)?).await?;
        client.send(&StopDevServer::new(id)?).await?;
        client.send(&ShowDevServer::new(id)?).await?;
        client.send(&ListDevServers::new().limit(100).offset(0)).await.map(|_| ())
    }
}
