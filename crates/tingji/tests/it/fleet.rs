//! Fleets: selection, runs, their errors, and the clients that a fleet keeps.

use std::cell::Cell;
use std::error::Error;
use std::future::{pending, ready};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tingji::core::DynLifecycle;
use tingji::core::engine::{ActionOptions, Mode, Outcome};
use tingji::core::fleet::Progress;
use tingji::core::lifecycle::{Action, StartRequest};
use tingji::core::provider::{ConnectOptions, Provider};
use tingji::{
    Cloud, Environment, ErrorKind, Fleet, FleetError, FleetJob, Providers, SelectError, Target, blocking,
};
use tingji_sandbox::{Sandbox, Scenario};

use crate::clouds::{BCE, COMPSHARE};
use crate::example_stop_idle::stop_idle;

type BoxError = Box<dyn Error + Send + Sync>;

const V100: &str = "bce/bj/i-DemoV100";

async fn sandbox() -> Sandbox {
    Sandbox::start(Scenario::from_json(r#"{"transition": {"after_describes": 1}}"#).unwrap()).await.unwrap()
}

/// Environment with the variables of a sandbox, except those whose names begin with one of these prefixes.
fn environment(sandbox: &Sandbox, without: &'static [&'static str]) -> Environment {
    let announced: serde_json::Value = serde_json::from_str(&sandbox.startup_info()).unwrap();
    Environment::new(move |name| {
        let is_removed = without.iter().any(|prefix| name.starts_with(prefix));
        announced["env"][name].as_str().filter(|_| !is_removed).map(str::to_owned)
    })
}

fn options() -> ActionOptions {
    ActionOptions::new().initial_backoff(Duration::from_millis(1)).deadline(Duration::from_secs(20))
}

fn fleet(sandbox: &Sandbox) -> Fleet {
    Fleet::builder().environment(environment(sandbox, &[])).options(options()).build().unwrap()
}

fn target(text: &str) -> Target {
    text.parse().unwrap()
}

fn start_job(text: &str) -> FleetJob {
    FleetJob::with(target(text), Action::Start(StartRequest::new()))
}

#[tokio::test]
async fn example_stops_what_the_filter_selects() {
    let sandbox = sandbox().await;
    let filter = "gpu~4090 and spot=no and phase=running";
    assert_eq!(stop_idle(&fleet(&sandbox), filter, pending()).await.unwrap(), 1);
    let state = sandbox.state_of(tingji_sandbox::Cloud::Compshare, "uhost-demo4090");
    assert_eq!(state.as_deref(), Some("Stopped"));
    assert_eq!(stop_idle(&fleet(&sandbox), filter, pending()).await.unwrap(), 0);
}

#[tokio::test]
async fn spot_instance_needs_force() {
    let sandbox = sandbox().await;
    let fleet = fleet(&sandbox);
    let error = stop_idle(&fleet, "id=uhost-demospot", pending()).await.unwrap_err().to_string();
    let expected = "1 of 1 target did not reach the goal: compshare/cn-sh2/uhost-demospot: unsupported: ";
    assert!(error.starts_with(expected), "{error}");
    let selected = fleet.select("id=uhost-demospot").await.unwrap();
    assert!(fleet.stop(&selected).force().await.is_success());
}

#[tokio::test(flavor = "multi_thread")]
async fn every_call_runs_in_a_spawned_task() {
    let sandbox = sandbox().await;
    let fleet = fleet(&sandbox);
    let clone = fleet.clone();
    let selected = tokio::spawn(async move { clone.select("id=i-DemoV100").await });
    let selected = selected.await.unwrap().unwrap();
    assert_eq!(selected.targets(), [target(V100)]);
    let clone = fleet.clone();
    let found = tokio::spawn(async move { clone.find_instances(&[target(V100)]).await }).await.unwrap();
    assert!(found.unwrap()[0].as_ref().unwrap().is_some());
    let clone = fleet.clone();
    let jobs = [FleetJob::new(target(V100))];
    let previews = tokio::spawn(async move { clone.preview(&jobs).await }).await.unwrap();
    assert!(previews.unwrap()[0].refusal.is_none());
    let clone = fleet.clone();
    let listings = tokio::spawn(async move { clone.list(&[BCE, COMPSHARE]).await }).await.unwrap();
    assert!(listings.iter().all(|listing| listing.instances.is_ok()));
    let reports = tokio::spawn(fleet.stop(&selected).into_future()).await.unwrap();
    assert_eq!(reports.into_result().unwrap()[0].report.outcome, Outcome::Stopped);
}

thread_local! {
    /// Calls of `connect_counted` in this test.
    static CONNECTS: Cell<usize> = const { Cell::new(0) };
}

static COUNTED: Provider = Provider { connect: connect_counted, ..tingji::bce::PROVIDER };
static COUNTED_TABLE: Providers = &[&COUNTED];

fn connect_counted(options: ConnectOptions) -> tingji::Result<Arc<dyn DynLifecycle>> {
    CONNECTS.set(CONNECTS.get() + 1);
    (tingji::bce::PROVIDER.connect)(options)
}

#[tokio::test]
async fn clients_are_created_once() {
    let sandbox = sandbox().await;
    let builder = Fleet::builder().providers(COUNTED_TABLE).environment(environment(&sandbox, &[]));
    let fleet = builder.options(options()).build().unwrap();
    let cloud = Cloud::new(&COUNTED);
    for _ in 0..10 {
        assert!(fleet.clone().list(&[cloud]).await[0].instances.is_ok());
    }
    let selected = fleet.select("id=i-DemoV100").await.unwrap();
    let in_default_region = Target::parse("bce/i-DemoV100", COUNTED_TABLE).unwrap();
    for _ in 0..2 {
        fleet.stop(&selected).await.into_result().unwrap();
        fleet.stop([&in_default_region]).await.into_result().unwrap();
    }
    assert_eq!(CONNECTS.get(), 1);
    let other_region = Target::parse("bce/gz/i-1", COUNTED_TABLE).unwrap();
    fleet.find_instances(&[other_region]).await.unwrap();
    assert_eq!(CONNECTS.get(), 2);
    fleet.forget_clients();
    fleet.list(&[cloud]).await;
    assert_eq!(CONNECTS.get(), 3);
}

#[tokio::test]
async fn cancellation_ends_one_run_only() {
    let sandbox = sandbox().await;
    let fleet = fleet(&sandbox);
    let targets = [target(V100)];
    let cancelled = fleet.stop(&targets).cancel_on(ready(())).await;
    assert_eq!(cancelled[0].report.outcome, Outcome::Failed);
    assert_eq!(sandbox.stops_sent(tingji_sandbox::Cloud::Bce, "i-DemoV100"), 0);
    let error = cancelled.into_result().unwrap_err();
    assert!(error.to_string().contains("1 of 1 target did not reach the goal: bce/bj/i-DemoV100: failed: "));
    let stopped = fleet.stop(&targets).await.into_result().unwrap();
    assert_eq!(stopped[0].report.outcome, Outcome::Stopped);
}

#[tokio::test]
async fn reports_have_the_order_of_the_jobs() {
    let sandbox = sandbox().await;
    let targets =
        ["compshare/uhost-demo4090", V100, "compshare/uhost-demo4090", "bce/bj/i-missing"].map(target);
    let steps = Arc::new(Mutex::new(Vec::new()));
    let recorded = Arc::clone(&steps);
    let run = fleet(&sandbox).stop(&targets).on_progress(move |event| {
        if let Progress::Finished(report) = event.kind {
            let line = format!("{} {} {}", event.position, event.target, report.outcome);
            assert!(event.to_string().starts_with(&format!("{}: {}", event.target, report.outcome)));
            recorded.lock().unwrap().push(line);
        }
    });
    let reports = run.await;
    let reported: Vec<_> = reports.iter().map(|one| one.target.clone()).collect();
    assert_eq!(reported, targets);
    steps.lock().unwrap().sort();
    let expected = [
        "0 compshare/uhost-demo4090 stopped",
        "1 bce/bj/i-DemoV100 stopped",
        "2 compshare/uhost-demo4090 stopped",
        "3 bce/bj/i-missing not-found",
    ];
    assert_eq!(*steps.lock().unwrap(), expected);
    let error = reports.into_result().unwrap_err();
    assert_eq!((error.reports().len(), error.failed().count()), (4, 1));
    assert_eq!(error.kind(), ErrorKind::NotFound);
    let shown = format!("{error:?}");
    assert!(
        shown.contains("1 of 4 targets did not reach the goal: bce/bj/i-missing: not-found: "),
        "{shown}"
    );
    let common = tingji::Error::from(error.clone());
    assert_eq!((common.kind(), common.message()), (ErrorKind::NotFound, error.to_string().as_str()));
}

#[tokio::test]
async fn missing_key_sends_nothing_and_is_an_error() {
    let sandbox = sandbox().await;
    let fleet = Fleet::new(environment(&sandbox, &["COMPSHARE_"]));
    let reports = fleet.stop(&[target(V100), target("compshare/uhost-demo4090")]).await;
    assert_eq!((reports.len(), reports[0].report.outcome), (2, Outcome::Failed));
    assert_eq!(reports.start_error().unwrap().kind(), ErrorKind::Credentials);
    let error = reports.into_result().unwrap_err();
    assert!(matches!(&error, FleetError::NotStarted(_)));
    assert!(error.to_string().starts_with("nothing was sent: compshare: the variable COMPSHARE_"), "{error}");
    assert_eq!(sandbox.requests().len(), 0);
    // A failed search for keys is not kept.
    assert!(fleet.stop(&[target(V100)]).options(options()).await.is_success());
}

#[tokio::test]
async fn option_of_stops_is_an_error_for_starts() {
    let sandbox = sandbox().await;
    let fleet = fleet(&sandbox);
    let jobs = [start_job(V100)];
    for run in [fleet.run(&jobs).no_charge(), fleet.run(&jobs).force()] {
        let error = run.await.into_result().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config, "{error}");
    }
    assert_eq!(sandbox.requests().len(), 0);
    assert!(fleet.run(&jobs).await.is_success());
}

#[tokio::test]
async fn no_charge_stop_with_charged_compute_is_not_a_success() {
    let sandbox = sandbox().await;
    let fleet = fleet(&sandbox);
    let train = [target("volcengine/cn-beijing/i-demo0gni2a10train")];
    // The default of the vendor keeps the charge for compute. A later no-charge stop finds it stopped already.
    fleet.stop(&train).options(options()).await.into_result().unwrap();
    let again = fleet.stop(&train).options(options()).no_charge().await;
    assert_eq!((again[0].report.outcome, again.is_success()), (Outcome::AlreadyStopped, false));
    let error = again.into_result().unwrap_err();
    assert!(error.to_string().ends_with("; compute may still be charged"), "{error}");
    assert!(fleet.stop(&train).options(options()).await.is_success(), "a plain stop does not ask for it");
}

#[tokio::test]
async fn unsupported_option_is_refused_and_dry_run_succeeds() {
    let sandbox = sandbox().await;
    let fleet = fleet(&sandbox);
    let targets = [target("ucloud/uaiservice-1@1-1")];
    let refused = fleet.stop(&targets).no_charge().await;
    assert_eq!(refused[0].report.outcome, Outcome::Unsupported);
    let dry = fleet.stop([target(V100)]).options(options().mode(Mode::DryRun)).await;
    assert_eq!(dry.into_result().unwrap()[0].report.outcome, Outcome::WouldStop);
    let accepted = fleet.stop([target(V100)]).options(options().mode(Mode::ReturnOnAccepted)).await;
    assert_eq!(accepted[0].report.outcome, Outcome::Unconfirmed);
    assert!(accepted.into_result().is_err());
}

#[tokio::test]
async fn failed_list_is_never_a_short_selection() {
    let sandbox = sandbox().await;
    let fleet = Fleet::new(environment(&sandbox, &["BCE_SECRET_"]));
    let error = fleet.select("phase=running").await.unwrap_err();
    assert_eq!((error.failures().len(), error.failures()[0].cloud), (1, BCE));
    assert!(error.partial().is_some_and(|partial| !partial.is_empty()));
    assert!(error.to_string().starts_with("the selection is incomplete: bce: "), "{error}");
    assert_eq!(tingji::Error::from(error).kind(), ErrorKind::Credentials);
}

#[tokio::test]
async fn selection_without_keys_or_filter_is_an_error() {
    let fleet = Fleet::new(Environment::new(|_| None));
    let error = fleet.select("phase=running").await.unwrap_err();
    assert!(matches!(error, SelectError::NotStarted(_)));
    assert!(error.to_string().contains("no cloud has keys: set "), "{error}");
    let error = fleet.select("phase=runing").await.unwrap_err();
    assert!(error.to_string().contains("is not a phase"), "{error}");
}

/// Both errors of a fleet convert with `?`.
async fn stop_all(fleet: &Fleet, filter: &str) -> Result<(), BoxError> {
    let selected = fleet.select(filter).await?;
    fleet.stop(&selected).await.into_result()?;
    Ok(())
}

/// Both errors of a fleet convert to the common error.
async fn stop_all_with_common_error(fleet: &Fleet, filter: &str) -> tingji::Result<()> {
    let selected = fleet.select(filter).await?;
    fleet.stop(&selected).await.into_result()?;
    Ok(())
}

#[tokio::test]
async fn both_errors_convert_with_a_question_mark() {
    let sandbox = sandbox().await;
    let fleet = fleet(&sandbox);
    assert!(stop_all(&fleet, "phase=").await.is_err());
    assert!(stop_all_with_common_error(&fleet, "phase=").await.is_err());
    stop_all(&fleet, "id=i-DemoV100").await.unwrap();
    stop_all_with_common_error(&fleet, "id=i-DemoV100").await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn blocking_fleet_selects_and_stops() {
    let sandbox = sandbox().await;
    let builder = blocking::Fleet::builder().environment(environment(&sandbox, &[]));
    let fleet = builder.options(options()).build_blocking().unwrap();
    let stopped = tokio::task::spawn_blocking(move || {
        let selected = fleet.select("id=i-DemoV100").unwrap();
        fleet.stop(&selected).wait().into_result().unwrap()
    });
    assert_eq!(stopped.await.unwrap()[0].report.outcome, Outcome::Stopped);
}
