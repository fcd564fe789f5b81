//! The client's own methods against the sandbox: `from_env`, stop, list, and their errors.

use std::time::Duration;

use tingji_core::testing::run_test_with_variables;
use tingji_huaweicloud::operation::ListDevServers;
use tingji_huaweicloud::{ActionOptions, Client, Credential, ErrorKind, Phase, Result};
use tingji_sandbox::{Cloud, Sandbox, Scenario, Transition};

/// Running instance of the sandbox's demo.
const RUNNING: &str = "62383738-e52a-450a-9f84-f9e705402be8";
const ACCESS_KEY: &str = "sandbox-huaweicloud-key";
const SECRET_KEY: &str = "sandbox-huaweicloud-not-a-secret";

/// Starts the demo. A stop is complete at the second poll.
async fn sandbox() -> Sandbox {
    let mut scenario = Scenario::default();
    scenario.transition = Transition::AfterDescribes(1);
    Sandbox::start(scenario).await.unwrap()
}

async fn client(sandbox: &Sandbox, secret_key: &str) -> Result<Client> {
    let builder = Client::builder(Credential::new(ACCESS_KEY, secret_key)).endpoint(&sandbox.endpoint())?;
    builder.build_with_project_lookup().await
}

/// Returns options with polls as fast as the sandbox answers.
fn fast() -> ActionOptions {
    let mut options = ActionOptions::default();
    options.backoff.initial = Duration::from_millis(1);
    options.backoff.max = Duration::from_millis(1);
    options.deadline = Duration::from_secs(60);
    options
}

#[tokio::test]
async fn program_with_variables_stops_and_lists() {
    let sandbox = sandbox().await;
    let endpoint = sandbox.endpoint();
    let ended = tokio::task::spawn_blocking(move || {
        let keys = [("HUAWEICLOUD_SDK_AK", ACCESS_KEY), ("HUAWEICLOUD_SDK_SK", SECRET_KEY)];
        let network = [("TINGJI_ENDPOINT", endpoint.as_str()), ("TINGJI_METADATA_ENDPOINT", "off")];
        run_test_with_variables("api::goal_program", &[keys, network].concat())
    });
    ended.await.unwrap().unwrap();
    assert_eq!(sandbox.stops_sent(Cloud::Huaweicloud, RUNNING), 1);
}

#[tokio::test]
#[ignore = "needs the variables that program_with_variables_stops_and_lists sets"]
async fn goal_program() {
    let client = Client::from_env().await.unwrap();
    let stop = client.stop(RUNNING).options(fast()).deadline(Duration::from_secs(600));
    let stopped = stop.await.unwrap();
    assert_eq!(stopped.instance.state.phase(), Phase::Stopped);
    assert_eq!(
        format!("{} {:?}", stopped.instance.state, stopped.instance.charges()),
        r#"STOPPED ["disks", "public addresses"]"#
    );
    let mut running = client.instances().running().stream();
    let mut ids = Vec::new();
    while let Some(instance) = running.next().await {
        ids.push(instance.unwrap().id.to_string());
    }
    assert_eq!(ids, ["1d0c4a8e-6a52-4f0b-8c1d-2f3b5a7c9e10", "9e8d7c6b-5a49-4838-a726-15f4e3d2c1b0"]);
}

#[tokio::test]
async fn program_without_keys_gets_the_variables_name() {
    let ended = tokio::task::spawn_blocking(|| {
        run_test_with_variables("api::goal_program", &[("TINGJI_METADATA_ENDPOINT", "off")])
    });
    let output = ended.await.unwrap().unwrap_err().to_string();
    assert!(output.contains("[credentials]") && output.contains("HUAWEICLOUD_SDK_AK"), "{output}");
}

#[tokio::test]
async fn wrong_key_is_an_error_of_the_project_lookup() {
    let sandbox = sandbox().await;
    let error = client(&sandbox, "wrong").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
}

#[tokio::test]
async fn instances_match_every_condition() {
    let sandbox = sandbox().await;
    let client = client(&sandbox, SECRET_KEY).await.unwrap();
    let all = client.instances().collect().await.unwrap();
    assert_eq!(all.len(), 3);
    let named = client.instances().name("SNT9B-T").running().collect().await.unwrap();
    let ids: Vec<_> = named.iter().map(|instance| instance.id.to_string()).collect();
    assert_eq!(ids, [RUNNING]);
}

fn is_send<T: Send>(_: &T) {}

#[tokio::test]
async fn future_of_send_can_move_between_threads() {
    let sandbox = sandbox().await;
    let client = client(&sandbox, SECRET_KEY).await.unwrap();
    let operation = ListDevServers::new();
    let list = client.send(&operation);
    is_send(&list);
    list.await.unwrap();
}
