//! A fleet that is stopped and confirmed, over real sockets: what it took this process.
//!
//! `tingji-bench fleet` reads one JSON object from its standard input: the cloud, the variables that lead
//! to an account, the ids, and the options. It prints another one.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::io;
use std::sync::Arc;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use cpu_time::ProcessTime;
use serde::Deserialize;
use serde_json::{Value, json};
use tingji::core::clock::SystemClock;
use tingji::core::engine::{Report, ActionOptions};
use tingji::core::fleet::{RunContext, Job, Progress, run_all};
use tingji::core::rate_limit::{RateLimiter, RateLimit};
use tingji::core::{InstanceId, Lifecycle};
use tingji::{Cloud, Environment, Target};

use crate::allocations;

/// No loopback server is asked faster than this; it stands in the place of the vendor's own limit.
const UNHURRIED: RateLimit = RateLimit::per_second(1_000_000, 1);

/// What to stop, and how.
#[derive(Deserialize)]
struct Task {
    cloud: String,
    env: BTreeMap<String, String>,
    ids: Vec<String>,
    first_pause_ms: u64,
    longest_pause_ms: u64,
    parallel: usize,
    /// As the vendor's pages have it, or as fast as it goes.
    at_the_vendors_pace: bool,
}

/// Reads the task, stops, and tells.
pub(crate) fn run() -> Result<(), Box<dyn Error>> {
    let mut task: Task = serde_json::from_reader(io::stdin().lock())?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let cloud: Cloud = task.cloud.parse()?;
    let orders = orders(cloud, std::mem::take(&mut task.ids))?;
    let lifecycle = lifecycle(cloud, &mut task)?;
    println!("{}", runtime.block_on(measure(lifecycle.as_ref(), &orders, options(&task))));
    Ok(())
}

fn options(task: &Task) -> ActionOptions {
    let mut options = ActionOptions::default();
    options.initial_backoff = Duration::from_millis(task.first_pause_ms);
    options.max_backoff = Duration::from_millis(task.longest_pause_ms);
    options.parallel = task.parallel;
    options
}

/// As the command would make them, tokens and all.
fn orders(cloud: Cloud, ids: Vec<String>) -> Result<Vec<Job>, Box<dyn Error>> {
    let order = |id: String| {
        let id: InstanceId = id.parse()?;
        let order = tingji::FleetJob::new(Target::new(cloud, None, id.clone()));
        Ok(Job { id, action: order.action, prior_request: order.prior_request })
    };
    ids.into_iter().map(order).collect()
}

fn lifecycle(cloud: Cloud, task: &mut Task) -> Result<Arc<dyn Lifecycle>, Box<dyn Error>> {
    let env = std::mem::take(&mut task.env);
    let environment = Environment::new(move |name| env.get(name).cloned()).without_metadata();
    let mut account = environment.account(cloud, None, None)?;
    if !task.at_the_vendors_pace {
        account.rate_limiter = Some(Arc::new(RateLimiter::new(Some(UNHURRIED))));
    }
    Ok(account.connect()?)
}

async fn measure(lifecycle: &dyn Lifecycle, orders: &[Job], options: ActionOptions) -> Value {
    // How often each was looked at.
    let looks = Mutex::new(vec![0_u32; orders.len()]);
    let progress = |at: usize, progress: Progress<'_>| {
        if matches!(progress, Progress::Observed(_)) {
            looks.lock().unwrap_or_else(|poisoned| poisoned.into_inner())[at] += 1;
        }
    };
    let clock = SystemClock::new();
    let around = RunContext { progress: &progress, ..RunContext::new(&clock) };
    #[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
    let (wall, cpu, allocations) = (Instant::now(), ProcessTime::now(), allocations::so_far());
    let reports = run_all(lifecycle, orders, options, around).await;
    let (wall, cpu, after) = (wall.elapsed(), cpu.elapsed(), allocations::so_far());
    let looks = looks.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
    json!({
        "outcomes": outcomes(&reports),
        "most_looks": looks.iter().max(),
        "looks": looks.iter().map(|&looks| u64::from(looks)).sum::<u64>(),
        "wall_s": wall.as_secs_f64(),
        "cpu_s": cpu.as_secs_f64(),
        "allocations": after.0 - allocations.0,
        "peak_kib": peak(),
    })
}

fn outcomes(reports: &[Report]) -> BTreeMap<&'static str, u64> {
    let mut outcomes = BTreeMap::new();
    reports.iter().for_each(|report| *outcomes.entry(report.outcome.as_str()).or_default() += 1);
    outcomes
}

/// The largest memory of this process so far, as Linux tells it.
fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}
