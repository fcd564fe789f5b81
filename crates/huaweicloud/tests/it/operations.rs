//! Every operation: its request with all parameters, and the parsed response of the vendor.

use tingji_core::ErrorKind;
use tingji_core::operation::{Operation, Protocol};
use tingji_core::testing::{Recorder, fixture};
use tingji_huaweicloud::model::{
    AllowedAddressPair, Arch, ChargingInfo, ChargingMode, DataVolume, HyperGroup, IamUser, PeriodType,
    RootVolume, Scope, ServerNetwork, ServerNetworkHyperCluster, ServerType, VolumeType,
};
use tingji_huaweicloud::operation::*;
use tingji_huaweicloud::{Client, ModelArts};

use crate::{SERVER, builder, client, with};

const SUPERNODE: &str = "3f2e6ca0-8c74-4b2d-8e3f-4b5d7c9e1a32";
const IMAGE: &str = "c90fb553-2cdb-4b81-b56a-ef68812c6cf7";

fn recorded(name: &str) -> Recorder {
    Recorder::new().replay(fixture(env!("CARGO_MANIFEST_DIR"), name))
}

/// Sends an operation, responds with its fixture, and compares request and output with their snapshots.
macro_rules! check {
    ($operation:expr) => {{
        let operation = $operation;
        let recorder = recorded(name(&operation));
        let output = client(&recorder).send(&operation).await.unwrap().output;
        insta::assert_snapshot!(format!("{}_request", name(&operation)), recorder.last());
        insta::assert_debug_snapshot!(format!("{}_response", name(&operation)), output);
    }};
}

/// Compares only the request of an operation with its snapshot.
macro_rules! check_request {
    ($name:literal, $operation:expr) => {{
        let recorder = Recorder::new().reply(200, "{}");
        let _ = client(&recorder).send(&$operation).await;
        insta::assert_snapshot!($name, recorder.last());
    }};
}

fn name<O: Operation>(_operation: &O) -> &'static str {
    assert_eq!(<O::Protocol as Protocol>::CLOUD, "huaweicloud");
    O::NAME
}

fn key_pair() -> ServerLogin {
    ServerLogin::KeyPairName("my-key".to_owned())
}

fn password() -> ServerLogin {
    ServerLogin::AdminPass("Sw0rdfish!".into())
}

#[tokio::test]
async fn list_operations_match_snapshots() {
    let mut own = ListDevServers::new().limit(100).offset(200);
    own.owner = Some("0123456789abcdef0123456789abcdef".to_owned());
    own.sort_dir = Some(SortDir::Desc);
    own.sort_key = Some(ListSortKey::CreateTime);
    check!(own);
    check!(ListAllDevServers);
    let mut synced = SyncDevServers::new().limit(100).offset(0);
    synced.owner = Some("0123456789abcdef0123456789abcdef".to_owned());
    synced.sort_dir = Some(SortDir::Asc);
    synced.sort_key = Some(ListSortKey::UpdateTime);
    check!(synced);
    let mut supernodes = ListHyperinstances::new().limit(1024).offset(1);
    supernodes.sort_dir = Some(SortDir::Asc);
    supernodes.sort_key = Some(ListSortKey::UpdateTime);
    check!(supernodes);
    check!(ListAllHyperinstances);
}

#[tokio::test]
async fn server_operations_match_snapshots() {
    check!(ShowDevServer::new(SERVER).unwrap());
    check!(UpdateDevServer::new(SERVER, "renamed").unwrap());
    check!(StopDevServer::new(SERVER).unwrap());
    check!(RebootDevServer::new(SERVER).unwrap());
    check!(DeleteDevServer::new(SERVER).unwrap());
    let mut start = StartDevServer::new(SERVER).unwrap();
    check_request!("StartDevServer_request_empty", start);
    start.arch = Some(Arch::Arm);
    start.charging_mode = Some(ChargingMode::PostPaid);
    start.server_type = Some(ServerType::Bms);
    check!(start);
    check!(GetDevServerOperation::new(SERVER, "3fa85f6457174562b3fc2c963f66afa6").unwrap());
}

#[tokio::test]
async fn operating_system_operations_match_snapshots() {
    let mut change = ChangeDevServerOS::new(SERVER, IMAGE, password()).unwrap();
    change.user_data = Some("IyEvYmluL2Jhc2g=".into());
    assert!(!format!("{change:?}").contains("Sw0rd") && !format!("{change:?}").contains("IyEvY"));
    check!(change);
    let mut reinstall = ReinstallDevServerOS::new(SERVER, key_pair()).unwrap();
    check!(reinstall.clone());
    reinstall.image_id = Some(IMAGE.to_owned());
    reinstall.user_data = Some("IyEvYmluL2Jhc2g=".into());
    check_request!("ReinstallDevServerOS_request_full", reinstall);
}

#[tokio::test]
async fn batch_operations_match_snapshots() {
    check!(BatchDevServersAction::new(BatchAction::Stop, [SERVER, SUPERNODE]).unwrap());
    let mut change = BatchDevServersAction::new(BatchAction::ChangeOs, [SERVER]).unwrap();
    let mut system = OsRequest::new(password());
    system.image_id = Some(IMAGE.to_owned());
    system.user_data = Some("IyEvYmluL2Jhc2g=".into());
    change.extend_param = Some(system);
    assert!(!format!("{change:?}").contains("Sw0rd"));
    check_request!("BatchDevServersAction_request_full", change);
    let none = BatchDevServersAction::new(BatchAction::Stop, []).unwrap_err();
    assert_eq!(none.kind(), ErrorKind::InvalidRequest);
    assert!(BatchDevServersAction::new(BatchAction::Stop, ["../i-1"]).is_err());
}

#[tokio::test]
async fn supernode_operations_match_snapshots() {
    check!(GetHyperinstance::new(SUPERNODE).unwrap());
    check!(StopHyperinstance::new(SUPERNODE).unwrap());
    check!(StartHyperinstance::new(SUPERNODE).unwrap());
    assert!(StopHyperinstance::new("../x").is_err());
}

#[tokio::test]
async fn catalog_operations_match_snapshots() {
    let mut flavors = ListDevServerFlavors::new();
    flavors.arch = Some(Arch::X86);
    flavors.charging_mode = Some(ChargingMode::PrePaid);
    flavors.server_type = Some(ServerType::Ecs);
    check!(flavors);
    let mut images = ListDevServerImages::new();
    images.flavor_name = Some("modelarts.vm.cpu.8ud".to_owned());
    images.server_type = Some(ServerType::Hps);
    check!(images);
    check!(GetDevServerImage::new(IMAGE).unwrap());
}

fn network() -> ServerNetwork {
    ServerNetwork::new("vpc-1", "subnet-1", "group-1")
}

fn create(login: ServerLogin) -> CreateDevServer {
    CreateDevServer::new("train-2", IMAGE, network(), login)
}

fn full() -> CreateDevServer {
    let mut network = network();
    network.ipv6_enable = Some(true);
    network.roce_id = Some("roce-1".to_owned());
    let cluster = ("cluster-1".to_owned(), "cluster-subnet-1".to_owned());
    network.hyper_cluster =
        Some(ServerNetworkHyperCluster { id: Some(cluster.0), hyper_cluster_subnet_id: Some(cluster.1) });
    network.hyper_group = Some(HyperGroup { id: "hyper-group-1".to_owned() });
    network.allowed_address_pairs =
        vec![AllowedAddressPair { ip_address: Some("10.0.0.0/24".to_owned()), mac_address: None }];
    let mut create = CreateDevServer::new("train-2", IMAGE, network, password());
    create.resource_flavor = Some("resource-1".to_owned());
    create.arch = Some(Arch::Arm);
    create.availability_zone = Some("cn-north-4a".to_owned());
    let mut charging = ChargingInfo::new(ChargingMode::PrePaid, 1, PeriodType::Month);
    charging.is_auto_pay = Some(true);
    charging.is_auto_renew = Some(false);
    create.charging_info = Some(charging);
    create.count = Some(10);
    create.enterprise_project_id = Some("0".to_owned());
    create.server_type = Some(ServerType::Bms);
    create.root_volume = Some(RootVolume { size: Some(1024), r#type: Some(VolumeType::Ssd) });
    create.data_volume = Some(DataVolume { size: 32_768, r#type: VolumeType::Essd, count: 8 });
    create.hps_cluster_id = Some("hps-1".to_owned());
    create.user_data = Some("IyEvYmluL2Jhc2g=".into());
    create
}

#[tokio::test]
async fn creation_operations_match_snapshots() {
    let debug = format!("{:?}", full());
    assert!(!debug.contains("Sw0rd") && !debug.contains("IyEvY"), "{debug}");
    check_request!("CreateDevServer_request_full", full());
    check!(create(key_pair()).flavor("modelarts.vm.gpu.pnt1.ei"));
}

#[tokio::test]
async fn creation_response_needs_an_id_or_order_id() {
    let recorder = Recorder::responding([(200, r#"{"order_id":"CS1"}"#), (200, r#"{"name":"train-2"}"#)]);
    let client = client(&recorder);
    let order = client.send(&create(key_pair()).flavor("f")).await.unwrap();
    assert_eq!((order.id.as_deref(), order.order_id.as_deref()), (None, Some("CS1")));
    let error = client.send(&create(key_pair()).flavor("f")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
}

/// The complete request with one change.
fn changed(change: fn(&mut CreateDevServer)) -> CreateDevServer {
    let mut create = full();
    change(&mut create);
    create
}

#[tokio::test]
async fn invalid_requests_are_rejected_before_sending() {
    let recorder = Recorder::new();
    let client = client(&recorder);
    let bad = [
        changed(|c| c.resource_flavor = None),
        changed(|c| c.flavor = Some("f".to_owned())),
        changed(|c| c.count = Some(0)),
        changed(|c| c.count = Some(11)),
        changed(|c| c.root_volume = Some(RootVolume { size: Some(99), r#type: None })),
        changed(|c| c.data_volume = Some(DataVolume { size: 99, r#type: VolumeType::Ssd, count: 1 })),
        changed(|c| c.data_volume = Some(DataVolume { size: 100, r#type: VolumeType::Ssd, count: 9 })),
        changed(|c| {
            c.charging_info = Some(ChargingInfo::new(ChargingMode::PrePaid, 12, PeriodType::Month));
        }),
        changed(|c| c.server_type = Some(ServerType::Hps)),
        changed(|c| {
            c.server_type = Some(ServerType::Hps);
            c.count = None;
        }),
        CreateDevServer::new("a b", IMAGE, network(), key_pair()).flavor("f"),
        create(ServerLogin::AdminPass("short1!".into())).flavor("f"),
        create(ServerLogin::AdminPass("onlylowercase".into())).flavor("f"),
        create(ServerLogin::KeyPairName(String::new())).flavor("f"),
    ];
    for create in bad {
        let error = client.send(&create).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{create:?}");
        assert!(!error.to_string().contains("onlylower"), "{error}");
    }
    assert!(UpdateDevServer::new(SERVER, "").is_err() && UpdateDevServer::new(SERVER, "停").is_err());
    assert!(GetDevServerOperation::new(SERVER, "../stop").is_err());
    assert!(client.send(&ListHyperinstances::new().limit(0)).await.is_err());
    assert_eq!(recorder.all(), "");
}

#[tokio::test]
async fn iam_operations_match_snapshots() {
    let mut list = KeystoneListProjects::new().name("cn-north-4");
    list.domain_id = Some("d1".to_owned());
    list.parent_id = Some("p1".to_owned());
    list.enabled = Some(true);
    list.page = Some(1);
    list.per_page = Some(5000);
    let recorder = recorded("KeystoneListProjects");
    let answer = builder(&recorder).build_iam().unwrap().send(&list).await.unwrap();
    insta::assert_snapshot!("KeystoneListProjects_request", recorder.last());
    insta::assert_debug_snapshot!("KeystoneListProjects_response", answer.output);
    for (page, per_page) in [(Some(1), None), (None, Some(1)), (Some(0), Some(1)), (Some(1), Some(5001))] {
        list.page = page;
        list.per_page = per_page;
        let error = builder(&recorder).build_iam().unwrap().send(&list).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    }

    let user = IamUser::new("my-account", "my-user", "Sw0rdfish!");
    let mut create = CreateToken::new(user, Scope::ProjectName("cn-north-4".to_owned()));
    assert!(!format!("{create:?}").contains("Sw0rd"));
    let recorder = recorded("CreateToken").replay(fixture(env!("CARGO_MANIFEST_DIR"), "CreateToken"));
    let user = IamUser::new("my-account", "my-user", "Sw0rdfish!");
    let iam = with(Client::builder_with_password(user), &recorder).build_iam().unwrap();
    let made = iam.send(&create).await.unwrap();
    assert!(made.subject_token.expose_secret().starts_with("MIISandbox"));
    insta::assert_snapshot!("CreateToken_request", recorder.last());
    insta::assert_debug_snapshot!("CreateToken_response", made.output);
    assert_eq!(made.token.expires().unwrap().seconds() - made.token.issued().unwrap().seconds(), 86_400);
    create.nocatalog = false;
    iam.send(&create).await.unwrap();
    assert!(recorder.last().starts_with("POST /v3/auth/tokens\n"), "{}", recorder.last());
}

#[test]
fn token_scopes_have_different_bodies() {
    let recorder = Recorder::new();
    let client = builder(&recorder).build_iam().unwrap();
    for (scope, text) in [
        (Scope::ProjectId("p".into()), r#""scope":{"project":{"id":"p"}}"#),
        (Scope::DomainId("d".into()), r#""scope":{"domain":{"id":"d"}}"#),
        (Scope::DomainName("n".into()), r#""scope":{"domain":{"name":"n"}}"#),
    ] {
        let user = IamUser::new("a", "u", "p");
        let _ = tingji_core::testing::poll_ready(client.send(&CreateToken::new(user, scope)));
        assert!(recorder.last().contains(text), "{}", recorder.last());
    }
}

/// Checks the operations of ModelArts; those of IAM need another client.
#[test]
fn only_reads_are_retryable() {
    use tingji_core::RetryClass;
    fn class<O: Operation<Protocol = ModelArts>>() -> RetryClass {
        O::RETRY
    }
    let safe = [
        class::<ListDevServers>(),
        class::<ListAllDevServers>(),
        class::<SyncDevServers>(),
        class::<ShowDevServer>(),
        class::<GetDevServerOperation>(),
        class::<ListHyperinstances>(),
        class::<ListAllHyperinstances>(),
        class::<GetHyperinstance>(),
        class::<ListDevServerFlavors>(),
        class::<ListDevServerImages>(),
        class::<GetDevServerImage>(),
    ];
    assert!(safe.iter().all(|class| *class == RetryClass::Safe));
    let by_state = [
        class::<StopDevServer>(),
        class::<StartDevServer>(),
        class::<RebootDevServer>(),
        class::<UpdateDevServer>(),
        class::<StopHyperinstance>(),
        class::<StartHyperinstance>(),
    ];
    assert!(by_state.iter().all(|class| *class == RetryClass::ObserveFirst));
    let never = [
        class::<CreateDevServer>(),
        class::<DeleteDevServer>(),
        class::<ChangeDevServerOS>(),
        class::<ReinstallDevServerOS>(),
        class::<BatchDevServersAction>(),
    ];
    assert!(never.iter().all(|class| *class == RetryClass::Never));
    assert_eq!(CreateToken::RETRY, RetryClass::Never);
    assert_eq!(KeystoneListProjects::RETRY, RetryClass::Safe);
}
