//! Stops a fleet over real sockets, confirms the stops, and reports the cost for this process.
//!
//! `tingji-bench fleet` reads a JSON object from standard input: the cloud, the variables of an account, the ids, and
//! the options. It prints a JSON object with the cost.

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
use tingji::core::engine::{ActionOptions, Report};
use tingji::core::fleet::{Job, Progress, RunContext, run_all};
use tingji::core::rate_limit::{RateLimit, RateLimiter};
use tingji::core::{DynLifecycle, InstanceId};
use tingji::{Cloud, Environment, Target};

use crate::allocation_counter;

/// Rate limit in place of the vendor's own one. No loopback server responds faster.
const NO_RATE_LIMIT: RateLimit = RateLimit::per_second(1_000_000, 1);

/// The instances to stop, and the options.
#[derive(Deserialize)]
struct Task {
    cloud: String,
    env: BTreeMap<String, String>,
    ids: Vec<String>,
    first_pause_ms: u64,
    longest_pause_ms: u64,
    parallel: usize,
    /// True to apply the rate limit of the vendor's pages.
    at_the_vendors_pace: bool,
}

/// Reads the task, stops the instances, and prints the cost.
pub(crate) fn run() -> Result<(), Box<dyn Error>> {
    let mut task: Task = serde_json::from_reader(io::stdin().lock())?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let cloud: Cloud = task.cloud.parse()?;
    let jobs = jobs(cloud, std::mem::take(&mut task.ids))?;
    let lifecycle = lifecycle(cloud, &mut task)?;
    println!("{}", runtime.block_on(measure(lifecycle.as_ref(), &jobs, options(&task))));
    Ok(())
}

fn options(task: &Task) -> ActionOptions {
    let mut options = ActionOptions::default();
    options.backoff.initial = Duration::from_millis(task.first_pause_ms);
    options.backoff.max = Duration::from_millis(task.longest_pause_ms);
    options.parallel = task.parallel;
    options
}

/// Creates the same jobs as the command, with idempotency tokens.
fn jobs(cloud: Cloud, ids: Vec<String>) -> Result<Vec<Job>, Box<dyn Error>> {
    let mut jobs = Vec::new();
    for id in ids {
        let id: InstanceId = id.parse()?;
        let job = tingji::FleetJob::new(Target::new(cloud, None, id.clone()));
        jobs.push(Job { id, action: job.action, prior_request: job.prior_request });
    }
    Ok(jobs)
}

fn lifecycle(cloud: Cloud, task: &mut Task) -> Result<Arc<dyn DynLifecycle>, Box<dyn Error>> {
    let env = std::mem::take(&mut task.env);
    let environment = Environment::new(move |name| env.get(name).cloned()).without_metadata();
    let mut account = environment.account(cloud, None, None)?;
    if !task.at_the_vendors_pace {
        account.rate_limiter = Some(Arc::new(RateLimiter::new(Some(NO_RATE_LIMIT))));
    }
    Ok(account.connect()?)
}

async fn measure(lifecycle: &dyn DynLifecycle, jobs: &[Job], options: ActionOptions) -> Value {
    // Number of polls of each job.
    let polls = Mutex::new(vec![0_u32; jobs.len()]);
    let progress = |job: usize, progress: Progress<'_>| {
        if matches!(progress, Progress::Observed(_)) {
            polls.lock().unwrap_or_else(|poisoned| poisoned.into_inner())[job] += 1;
        }
    };
    let clock = SystemClock::new();
    let context = RunContext { progress: &progress, ..RunContext::new(&clock) };
    #[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
    let start = Instant::now();
    let cpu_start = ProcessTime::now();
    let (allocations_before, _) = allocation_counter::totals();
    let reports = run_all(lifecycle, jobs, options, context).await;
    let wall = start.elapsed();
    let cpu = cpu_start.elapsed();
    let (allocations_after, _) = allocation_counter::totals();
    let polls = polls.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
    json!({
        "outcomes": outcomes(&reports),
        "max_polls": polls.iter().max(),
        "polls": polls.iter().map(|&polls| u64::from(polls)).sum::<u64>(),
        "wall_s": wall.as_secs_f64(),
        "cpu_s": cpu.as_secs_f64(),
        "allocations": allocations_after - allocations_before,
        "peak_kib": peak_memory_kib(),
    })
}

fn outcomes(reports: &[Report]) -> BTreeMap<&'static str, u64> {
    let mut outcomes = BTreeMap::new();
    reports.iter().for_each(|report| *outcomes.entry(report.outcome.as_str()).or_default() += 1);
    outcomes
}

/// Peak memory of this process in KiB, from Linux.
fn peak_memory_kib() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}
