//! Start, reboot, delete and wait at all five clouds, through the facade.

use std::time::Duration;

use tingji::core::Phase;
use tingji::core::engine::{ActionOptions, Outcome, Report};
use tingji::core::lifecycle::{Action, DeleteRequest, RebootRequest, StartRequest};
use tingji::{Environment, Fleet, FleetJob};
use tingji_sandbox::{Cloud, Sandbox, Scenario};

const SERVER: &str = "62383738-e52a-450a-9f84-f9e705402be8";
const TARGETS: [&str; 5] = [
    "bce/bj/i-1",
    "compshare/uhost-1",
    "volcengine/i-1",
    "huaweicloud/62383738-e52a-450a-9f84-f9e705402be8",
    "ucloud/uaiservice-1@1-1",
];

fn scenario(states: [&str; 5]) -> Scenario {
    let [bce, compshare, volcengine, huawei, ucloud] = states;
    Scenario::from_json(&format!(
        r#"{{"transition": {{"after_describes": 1}}, "instances": [
            {{"cloud": "bce", "id": "i-1", "state": "{bce}"}},
            {{"cloud": "compshare", "id": "uhost-1", "state": "{compshare}"}},
            {{"cloud": "volcengine", "id": "i-1", "state": "{volcengine}"}},
            {{"cloud": "huaweicloud", "id": "{SERVER}", "state": "{huawei}"}},
            {{"cloud": "ucloud", "id": "uaiservice-1", "versions": [{{"version": "1-1", "state": "{ucloud}"}}]}}
        ]}}"#
    ))
    .unwrap()
}

const STOPPED: [&str; 5] = ["Stopped", "Stopped", "STOPPED", "STOPPED", "ToStart"];
const RUNNING: [&str; 5] = ["Running", "Running", "RUNNING", "RUNNING", "Started"];

async fn run(sandbox: &Sandbox, action: Action) -> Vec<Report> {
    let startup_info: serde_json::Value = serde_json::from_str(&sandbox.startup_info()).unwrap();
    let environment = Environment::new(move |name| startup_info["env"][name].as_str().map(str::to_owned));
    let options = ActionOptions::new()
        .initial_backoff(Duration::from_millis(5))
        .max_backoff(Duration::from_millis(20))
        .deadline(Duration::from_secs(20));
    let jobs = TARGETS.map(|target| FleetJob::with(target.parse().unwrap(), action.clone()));
    let reports = Fleet::new(environment).run(&jobs).options(options).await;
    assert!(reports.start_error().is_none(), "{reports:?}");
    reports.into_iter().map(|one| one.report).collect()
}

fn outcomes(reports: &[Report]) -> Vec<Outcome> {
    reports.iter().map(|report| report.outcome).collect()
}

fn states(sandbox: &Sandbox) -> Vec<Option<String>> {
    let clouds = [
        (Cloud::Bce, "i-1"),
        (Cloud::Compshare, "uhost-1"),
        (Cloud::Volcengine, "i-1"),
        (Cloud::Huaweicloud, SERVER),
    ];
    let mut states: Vec<_> = clouds.iter().map(|(cloud, id)| sandbox.state_of(*cloud, id)).collect();
    states.push(sandbox.state_of(Cloud::Ucloud, "uaiservice-1@1-1"));
    states
}

#[tokio::test]
async fn start_starts_stopped_and_skips_running_instances() {
    let sandbox = Sandbox::start(scenario(STOPPED)).await.unwrap();
    let start = Action::Start(StartRequest::default());
    let reports = run(&sandbox, start.clone()).await;
    assert_eq!(outcomes(&reports), [Outcome::Done; 5], "{reports:#?}");
    assert_eq!(states(&sandbox), RUNNING.map(|state| Some(state.to_owned())));
    let before = sandbox.requests().len();
    assert_eq!(outcomes(&run(&sandbox, start).await), [Outcome::AlreadyDone; 5]);
    let after = sandbox.requests();
    assert!(after[before..].iter().all(|request| !request.effect), "{after:?}");
}

#[tokio::test]
async fn reboot_ends_running_and_is_unsupported_by_uai() {
    let sandbox = Sandbox::start(scenario(RUNNING)).await.unwrap();
    let reports = run(&sandbox, Action::Reboot(RebootRequest::default())).await;
    let outcomes = outcomes(&reports);
    assert_eq!(outcomes[..4], [Outcome::Done; 4], "{reports:#?}");
    assert_eq!(outcomes[4], Outcome::Unsupported);
    assert_eq!(states(&sandbox), RUNNING.map(|state| Some(state.to_owned())));
}

#[tokio::test]
async fn deleted_instances_are_not_found() {
    let sandbox = Sandbox::start(scenario(STOPPED)).await.unwrap();
    let reports = run(&sandbox, Action::Delete(DeleteRequest::default())).await;
    assert_eq!(outcomes(&reports), [Outcome::Done; 5], "{reports:#?}");
    assert_eq!(states(&sandbox), [const { None }; 5]);
    let again = run(&sandbox, Action::Delete(DeleteRequest::default())).await;
    assert_eq!(outcomes(&again), [Outcome::NotFound; 5]);
}

#[tokio::test]
async fn wait_sends_nothing() {
    let sandbox = Sandbox::start(scenario(RUNNING)).await.unwrap();
    let reports = run(&sandbox, Action::Wait(Phase::Running)).await;
    assert_eq!(outcomes(&reports), [Outcome::AlreadyDone; 5], "{reports:#?}");
    assert!(sandbox.requests().iter().all(|request| !request.effect));
}
