//! `tingji demo`: the main job on five clouds inside this process.

use std::collections::BTreeSet;
use std::time::Duration;

use serde_json::Value;
use tingji::core::api::Timeouts;
use tingji::core::engine::ActionOptions;
use tingji::core::lifecycle::{ShutdownMode, StopRequest};
use tingji::{Cloud, Environment, Fleet, FleetJob, Listing, Target};
use tingji_sandbox::{Sandbox, Scenario};

use super::{list, run};
use crate::args::{ListArguments, Output};
use crate::error::Failure;
use crate::lang::{pick, say};
use crate::output;
use crate::verb::Verb;

pub(crate) async fn run(format: Output) -> Result<u8, Failure> {
    let sandbox = Sandbox::start(Scenario::default()).await.map_err(|error| {
        Failure::new(
            1,
            say!("the sandbox can't listen on 127.0.0.1: {error}", "沙箱无法监听 127.0.0.1：{error}"),
        )
    })?;
    let announcement: Value = serde_json::from_str(&sandbox.startup_info()).map_err(|error| {
        Failure::new(1, say!("the sandbox announces itself wrongly: {error}", "沙箱的启动信息有误：{error}"))
    })?;
    let endpoint = sandbox.endpoint();
    output::notice(&say!(
        "Five clouds are playing on {endpoint}. These machines run there:\n",
        "五家云正在 {endpoint} 上演示，其中运行着这些机器：\n"
    ));
    let listings = Fleet::new(environment(&announcement)).list(&Cloud::ALL).await;
    // With JSON, standard output belongs to the outcomes alone.
    let listed = if format.is_table() { list::show(&listings, &ListArguments::default(), format) } else { 0 };
    output::notice(pick("\nStopping all of them:\n", "\n正在全部停止：\n"));
    let mut options = ActionOptions::default();
    options.initial_backoff = Duration::from_millis(250);
    options.deadline = Duration::from_secs(12);
    let (here, orders) = (environment(&announcement), orders(&listings));
    let options = (options, Timeouts::default());
    let stopped = run::run_orders(here, &orders, options, format, None, Verb::Stop).await?;
    Ok(listed.max(stopped))
}

/// The sandbox's accounts, whatever the process's own variables say.
fn environment(announcement: &Value) -> Environment {
    let variables = announcement["env"].clone();
    Environment::new(move |name| variables[name].as_str().map(str::to_owned))
}

/// A stop for everything listed; with force where a spot instance asks for it.
fn orders(listings: &[Listing]) -> Vec<FleetJob> {
    let mut seen = BTreeSet::new();
    let instances = listings
        .iter()
        .flat_map(|listing| listing.instances.iter().flatten().map(|instance| (listing.cloud, instance)));
    let order = |(cloud, instance): (Cloud, &tingji::core::Instance)| {
        let mut request = StopRequest::default();
        if cloud == Cloud::Compshare && instance.spot {
            request.force = ShutdownMode::PowerOff;
        }
        FleetJob::stop(Target::new(cloud, instance.region.as_deref(), instance.id.clone()), request)
    };
    instances.map(order).filter(|order| seen.insert(order.target.to_string())).collect()
}
