//! `tingji demo`: lists and stops all instances of five simulated clouds inside this process.

use std::collections::BTreeSet;
use std::time::Duration;

use serde_json::Value;
use tingji::core::Instance;
use tingji::core::engine::ActionOptions;
use tingji::core::lifecycle::StopRequest;
use tingji::{Cloud, Environment, Fleet, FleetJob, Listing, Target};
use tingji_sandbox::{Sandbox, Scenario};

use super::{list, run};
use crate::args::{ListArgs, Output};
use crate::error::CliError;
use crate::lang::{localized, tr};
use crate::output;
use crate::providers;
use crate::verb::Verb;

/// First pause between two polls of the demo.
const DEMO_PAUSE: Duration = Duration::from_millis(250);
/// Time limit of the demo's stops.
const DEMO_DEADLINE: Duration = Duration::from_secs(12);

/// Starts the sandbox, lists its instances and stops them. Returns the highest exit code of both steps.
///
/// # Errors
///
/// Exit code 1 if the sandbox cannot start.
pub(crate) async fn run(format: Output) -> Result<u8, CliError> {
    let sandbox = Sandbox::start(Scenario::default()).await.map_err(|error| {
        CliError::new(
            1,
            tr!("can't start the sandbox on 127.0.0.1: {error}", "无法在 127.0.0.1 上启动沙箱：{error}"),
        )
    })?;
    let announcement: Value = serde_json::from_str(&sandbox.startup_info()).map_err(|error| {
        CliError::new(
            1,
            tr!("unexpected startup line from the sandbox: {error}", "沙箱的启动信息有误：{error}"),
        )
    })?;
    let endpoint = sandbox.endpoint();
    output::notice(&tr!(
        "Five simulated clouds are running on {endpoint} with these instances:\n",
        "五家云的模拟环境正在 {endpoint} 上运行，实例如下：\n"
    ));
    let fleet = Fleet::new(environment(&announcement));
    let listings = fleet.list(&providers::clouds()).await;
    // In JSON formats, standard output holds only the outcomes.
    let listed = if format.is_table() { list::show(&listings, &ListArgs::default(), format) } else { 0 };
    output::notice(localized("\nStopping all of them:\n", "\n正在全部停止：\n"));
    let options = ActionOptions::new().initial_backoff(DEMO_PAUSE).deadline(DEMO_DEADLINE);
    let orders = orders(&listings);
    let stopped = run::run_orders(&fleet, &orders, options, format, None, Verb::Stop).await?;
    Ok(listed.max(stopped))
}

/// Returns an environment with only the sandbox's variables; those of the process are ignored.
fn environment(announcement: &Value) -> Environment {
    let variables = announcement["env"].clone();
    Environment::new(move |name| variables[name].as_str().map(str::to_owned))
}

/// Returns a stop for every listed instance, with the mode that spot instances of the cloud require.
fn orders(listings: &[Listing]) -> Vec<FleetJob> {
    let mut seen = BTreeSet::new();
    let instances = listings
        .iter()
        .flat_map(|listing| listing.instances.iter().flatten().map(|instance| (listing.cloud, instance)));
    let orders = instances.map(|(cloud, instance)| stop_order(cloud, instance));
    orders.filter(|order| seen.insert(order.target.to_string())).collect()
}

/// Returns the stop of one instance.
fn stop_order(cloud: Cloud, instance: &Instance) -> FleetJob {
    let mut request = StopRequest::new();
    if instance.spot {
        request = request.force(cloud.spot_stop);
    }
    FleetJob::stop(Target::new(cloud, instance.region.as_deref(), instance.id.clone()), request)
}
