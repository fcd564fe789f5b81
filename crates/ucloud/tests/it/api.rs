//! The client's own methods against the sandbox: `from_env`, stop, list, and their errors.

use std::time::Duration;

use tingji_core::testing::run_test_with_variables;
use tingji_sandbox::{Cloud, Sandbox, Scenario, Transition};
use tingji_ucloud::operation::GetUAIServiceList;
use tingji_ucloud::{ActionOptions, Client, Credential, Phase, Result};

/// Running instance of the sandbox's demo.
const RUNNING: &str = "uaiservice-demo1";
const ACCESS_KEY: &str = "sandbox-ucloud-key";
const SECRET_KEY: &str = "sandbox-ucloud-not-a-secret";

/// Starts the demo. A stop is complete at the second poll.
async fn sandbox() -> Sandbox {
    let mut scenario = Scenario::default();
    scenario.transition = Transition::AfterDescribes(1);
    Sandbox::start(scenario).await.unwrap()
}

async fn client(sandbox: &Sandbox, secret_key: &str) -> Result<Client> {
    let builder = Client::builder(Credential::new(ACCESS_KEY, secret_key)).endpoint(&sandbox.endpoint())?;
    builder.build()
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
        let keys = [("UCLOUD_PUBLIC_KEY", ACCESS_KEY), ("UCLOUD_PRIVATE_KEY", SECRET_KEY)];
        let network = [("TINGJI_ENDPOINT", endpoint.as_str()), ("TINGJI_METADATA_ENDPOINT", "off")];
        run_test_with_variables("api::goal_program", &[keys, network].concat())
    });
    ended.await.unwrap().unwrap();
    assert_eq!(sandbox.stops_sent(Cloud::Ucloud, RUNNING), 1);
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
        r#"ToStart ["every node, until the service is deleted"]"#
    );
    let mut running = client.instances().running().stream();
    let mut ids = Vec::new();
    while let Some(instance) = running.next().await {
        ids.push(instance.unwrap().id.to_string());
    }
    assert_eq!(ids, Vec::<String>::new());
}

#[tokio::test]
async fn program_without_keys_gets_the_variables_name() {
    let ended = tokio::task::spawn_blocking(|| {
        run_test_with_variables("api::goal_program", &[("TINGJI_METADATA_ENDPOINT", "off")])
    });
    let output = ended.await.unwrap().unwrap_err().to_string();
    assert!(output.contains("[credentials]") && output.contains("UCLOUD_PUBLIC_KEY"), "{output}");
}

#[tokio::test]
async fn instances_match_every_condition() {
    let sandbox = sandbox().await;
    let client = client(&sandbox, SECRET_KEY).await.unwrap();
    let all = client.instances().collect().await.unwrap();
    assert_eq!(all.len(), 2);
    let named = client.instances().name("IMAGE").running().collect().await.unwrap();
    let ids: Vec<_> = named.iter().map(|instance| instance.id.to_string()).collect();
    assert_eq!(ids, [RUNNING]);
}

#[tokio::test]
async fn stream_reads_every_page() {
    let sandbox = sandbox().await;
    let client = client(&sandbox, SECRET_KEY).await.unwrap();
    let mut services = client.stream(GetUAIServiceList::new().limit(1));
    let mut ids = Vec::new();
    while let Some(service) = services.next().await {
        ids.push(service.unwrap().service_id.unwrap());
    }
    assert_eq!(ids, [RUNNING, "uaiservice-demo2"]);
}

fn is_send<T: Send>(_: &T) {}

#[tokio::test]
async fn future_of_send_can_move_between_threads() {
    let sandbox = sandbox().await;
    let client = client(&sandbox, SECRET_KEY).await.unwrap();
    let operation = GetUAIServiceList::new();
    let list = client.send(&operation);
    is_send(&list);
    list.await.unwrap();
}
