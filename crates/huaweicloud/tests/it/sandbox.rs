//! The client against the sandbox, over a socket.

use std::time::Duration;

use tingji_core::lifecycle::{Filter, RebootRequest, StartRequest, StopRequest, list_all};
use tingji_core::{ErrorKind, InstanceId, Lifecycle, Phase};
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

#[tokio::test]
async fn sandbox_supports_every_power_action() {
    let (sandbox, client) = one().await;
    let id: InstanceId = SERVER.parse().unwrap();
    let look = async || client.get_many(std::slice::from_ref(&id)).await.unwrap().remove(0);
    let pass = || sandbox.advance(Duration::from_secs(3));

    client.stop(&look().await, &StopRequest::default()).await.unwrap();
    assert_eq!(look().await.state.as_str(), "STOPPING");
    pass();
    assert_eq!(look().await.state.phase(), Phase::Stopped);
    let again = client.stop(&look().await, &StopRequest::default()).await.unwrap_err();
    assert_eq!(again.kind(), ErrorKind::Locked);
    client.start(&look().await, &StartRequest::default()).await.unwrap();
    assert_eq!(look().await.state.as_str(), "STARTING");
    pass();
    client.reboot(&look().await, &RebootRequest::default()).await.unwrap();
    assert_eq!(look().await.state.as_str(), "REBOOTING");
    pass();
    assert_eq!(look().await.state.phase(), Phase::Running);

    let deleted = client.send(&DeleteDevServer::new(SERVER).unwrap()).await.unwrap();
    assert_eq!(deleted.status, Some(ServerStatus::Deleting));
    pass();
    let gone = client.send(&ShowDevServer::new(SERVER).unwrap()).await.unwrap_err();
    assert_eq!(gone.kind(), ErrorKind::NotFound);

    let network = ServerNetwork::new("v", "s", "g");
    let login = ServerLogin::AdminPass("Sw0rdfish!".into());
    let create = CreateDevServer::new("train-2", "c90fb553-2cdb-4b81-b56a-ef68812c6cf7", network, login);
    let made = client.send(&create.flavor("modelarts.vm.cpu.8ud")).await.unwrap();
    assert_eq!(made.status, Some(ServerStatus::Creating));
    pass();
    let all = list_all(&client, &Filter::all()).await.unwrap();
    assert_eq!((all.len(), all[0].name.as_str(), all[0].state.as_str()), (1, "train-2", "RUNNING"));
}

#[tokio::test]
async fn operation_is_found_by_its_id() {
    let (sandbox, client) = one().await;
    let stop = client.send(&StopDevServer::new(SERVER).unwrap()).await.unwrap();
    let operation = GetDevServerOperation::new(SERVER, &stop.request_id.unwrap()).unwrap();
    let status = async || client.send(&operation).await.unwrap().output.operation_status;
    assert_eq!(status().await, Some(OperationStatus::Running));
    sandbox.advance(Duration::from_secs(3));
    assert_eq!(status().await, Some(OperationStatus::Success));
}

#[tokio::test]
async fn concurrent_requests_share_one_token_request() {
    let sandbox = Sandbox::start(Scenario::default()).await.unwrap();
    let user = IamUser::new("account", "sandbox-huaweicloud-key", "sandbox-huaweicloud-not-a-secret");
    let builder = Client::builder_with_password(user).project_id("0a1b2c3d4e5f60718293a4b5c6d7e8f9");
    let client = builder.endpoint(&sandbox.endpoint()).unwrap().build().unwrap();
    let send = async || client.send(&ListDevServers::new()).await.unwrap().data.len();
    let log_ins = || sandbox.requests().iter().filter(|seen| seen.action == "CreateToken").count();
    assert_eq!(tokio::join!(send(), send(), send(), send()), (3, 3, 3, 3));
    assert_eq!(log_ins(), 1);
    // The token is valid by the client's clock, and expired by the sandbox's clock.
    sandbox.advance(Duration::from_secs(25 * 3600));
    assert_eq!(tokio::join!(send(), send(), send(), send()), (3, 3, 3, 3));
    assert_eq!(log_ins(), 2);
}
