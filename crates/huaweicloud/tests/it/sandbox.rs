//! The client against the sandbox, over a socket.

use std::time::Duration;

use tingji_core::lifecycle::{Filter, RebootRequest, StartRequest, StopRequest, list_all};
use tingji_core::{ErrorKind, Instance, InstanceId, Lifecycle, Phase};
use tingji_huaweicloud::Client;
use tingji_huaweicloud::model::{IamUser, OperationStatus, ServerNetwork, ServerStatus};
use tingji_huaweicloud::operation::{
    CreateDevServer, DeleteDevServer, GetDevServerOperation, ListDevServers, ServerLogin, ShowDevServer,
    StopDevServer,
};
use tingji_sandbox::{Cloud, InstanceSpec, Sandbox, Scenario};

use crate::SERVER;

async fn one() -> (Sandbox, Client) {
    let mut scenario = Scenario::empty();
    scenario.instances.push(InstanceSpec::new(Cloud::Huaweicloud, SERVER));
    let sandbox = Sandbox::start(scenario).await.unwrap();
    let builder = Client::builder(sandbox.credential(Cloud::Huaweicloud));
    let client = builder.endpoint(&sandbox.endpoint()).unwrap().build_with_project_lookup().await.unwrap();
    (sandbox, client)
}

/// Longer than any transition of the sandbox.
const TRANSITION: Duration = Duration::from_secs(3);

async fn poll(client: &Client) -> Instance {
    let id: InstanceId = SERVER.parse().unwrap();
    client.get_many(&[id]).await.unwrap().remove(0)
}

#[tokio::test]
async fn sandbox_supports_every_power_action() {
    let (sandbox, client) = one().await;
    client.send_stop(&poll(&client).await, &StopRequest::default()).await.unwrap();
    assert_eq!(poll(&client).await.state.as_str(), "STOPPING");
    sandbox.advance(TRANSITION);
    assert_eq!(poll(&client).await.state.phase(), Phase::Stopped);
    let again = client.send_stop(&poll(&client).await, &StopRequest::default()).await.unwrap_err();
    assert_eq!(again.kind(), ErrorKind::Locked);
    client.send_start(&poll(&client).await, &StartRequest::default()).await.unwrap();
    assert_eq!(poll(&client).await.state.as_str(), "STARTING");
    sandbox.advance(TRANSITION);
    client.send_reboot(&poll(&client).await, &RebootRequest::default()).await.unwrap();
    assert_eq!(poll(&client).await.state.as_str(), "REBOOTING");
    sandbox.advance(TRANSITION);
    assert_eq!(poll(&client).await.state.phase(), Phase::Running);

    let deleted = client.send(&DeleteDevServer::new(SERVER)).await.unwrap();
    assert_eq!(deleted.status, Some(ServerStatus::Deleting));
    sandbox.advance(TRANSITION);
    let gone = client.send(&ShowDevServer::new(SERVER)).await.unwrap_err();
    assert_eq!(gone.kind(), ErrorKind::NotFound);

    let network = ServerNetwork::new("v", "s", "g");
    let login = ServerLogin::AdminPass("Sw0rdfish!".into());
    let create = CreateDevServer::new("train-2", "c90fb553-2cdb-4b81-b56a-ef68812c6cf7", network, login);
    let made = client.send(&create.flavor("modelarts.vm.cpu.8ud")).await.unwrap();
    assert_eq!(made.status, Some(ServerStatus::Creating));
    sandbox.advance(TRANSITION);
    let all = list_all(&client, &Filter::all()).await.unwrap();
    assert_eq!((all.len(), all[0].name.as_str(), all[0].state.as_str()), (1, "train-2", "RUNNING"));
}

#[tokio::test]
async fn operation_is_found_by_its_id() {
    let (sandbox, client) = one().await;
    let stop = client.send(&StopDevServer::new(SERVER)).await.unwrap();
    let operation = GetDevServerOperation::new(SERVER, stop.request_id.unwrap());
    let response = client.send(&operation).await.unwrap();
    assert_eq!(response.output.operation_status, Some(OperationStatus::Running));
    sandbox.advance(TRANSITION);
    let response = client.send(&operation).await.unwrap();
    assert_eq!(response.output.operation_status, Some(OperationStatus::Success));
}

/// Lists the servers four times at once.
async fn list_four_times(client: &Client) {
    let list = ListDevServers::new();
    let responses =
        tokio::join!(client.send(&list), client.send(&list), client.send(&list), client.send(&list));
    for response in <[_; 4]>::from(responses) {
        assert_eq!(response.unwrap().data.len(), 3);
    }
}

fn token_requests(sandbox: &Sandbox) -> usize {
    sandbox.requests().iter().filter(|request| request.action == "CreateToken").count()
}

#[tokio::test]
async fn concurrent_requests_share_one_token_request() {
    let sandbox = Sandbox::start(Scenario::default()).await.unwrap();
    let user = IamUser::new("account", "sandbox-huaweicloud-key", "sandbox-huaweicloud-not-a-secret");
    let builder = Client::builder_with_password(user).project_id("0a1b2c3d4e5f60718293a4b5c6d7e8f9");
    let client = builder.endpoint(&sandbox.endpoint()).unwrap().build().unwrap();
    list_four_times(&client).await;
    assert_eq!(token_requests(&sandbox), 1);
    // The token is valid by the client's clock, and expired by the sandbox's clock.
    sandbox.advance(Duration::from_secs(25 * 3600));
    list_four_times(&client).await;
    assert_eq!(token_requests(&sandbox), 2);
}
