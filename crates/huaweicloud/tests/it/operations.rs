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

/// Checks that an operation is an invalid request and sends nothing.
async fn rejects(operation: &impl Operation<Protocol = ModelArts, Output: std::fmt::Debug>) {
    let recorder = Recorder::new();
    let error = client(&recorder).send(operation).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{error}");
    assert_eq!(recorder.all(), "");
}

fn key_pair() -> ServerLogin {
    ServerLogin::KeyPairName("my-key".to_owned())
}

fn password() -> ServerLogin {
    ServerLogin::AdminPass("Sw0rdfish!".into())
}

#[tokio::test]
async fn list_operations_match_snapshots() {
    let own = ListDevServers::new().limit(100).offset(200).owner("0123456789abcdef0123456789abcdef");
    check!(own.sort_dir(SortDir::Desc).sort_key(ListSortKey::CreateTime));
    check!(ListAllDevServers::new());
    let synced = SyncDevServers::new().limit(100).offset(0).owner("0123456789abcdef0123456789abcdef");
    check!(synced.sort_dir(SortDir::Asc).sort_key(ListSortKey::UpdateTime));
    let supernodes = ListHyperinstances::new().limit(1024).offset(1);
    check!(supernodes.sort_dir(SortDir::Asc).sort_key(ListSortKey::UpdateTime));
    check!(ListAllHyperinstances::new());
}

#[tokio::test]
async fn server_operations_match_snapshots() {
    check!(ShowDevServer::new(SERVER));
    check!(UpdateDevServer::new(SERVER, "renamed"));
    check!(StopDevServer::new(SERVER));
    check!(RebootDevServer::new(SERVER));
    check!(DeleteDevServer::new(SERVER));
    let start = StartDevServer::new(SERVER);
    check_request!("StartDevServer_request_empty", start);
    check!(start.arch(Arch::Arm).charging_mode(ChargingMode::PostPaid).server_type(ServerType::Bms));
    check!(GetDevServerOperation::new(SERVER, "3fa85f6457174562b3fc2c963f66afa6"));
}

#[tokio::test]
async fn operating_system_operations_match_snapshots() {
    let change = ChangeDevServerOS::new(SERVER, IMAGE, password()).user_data("IyEvYmluL2Jhc2g=");
    assert!(!format!("{change:?}").contains("Sw0rd") && !format!("{change:?}").contains("IyEvY"));
    check!(change);
    let reinstall = ReinstallDevServerOS::new(SERVER, key_pair());
    check!(reinstall.clone());
    let reinstall = reinstall.image_id(IMAGE).user_data("IyEvYmluL2Jhc2g=");
    check_request!("ReinstallDevServerOS_request_full", reinstall);
}

#[tokio::test]
async fn batch_operations_match_snapshots() {
    check!(BatchDevServersAction::new(BatchAction::Stop, [SERVER, SUPERNODE]));
    let system = OsRequest::new(password()).image_id(IMAGE).user_data("IyEvYmluL2Jhc2g=");
    let change = BatchDevServersAction::new(BatchAction::ChangeOs, [SERVER]).extend_param(system);
    assert!(!format!("{change:?}").contains("Sw0rd"));
    check_request!("BatchDevServersAction_request_full", change);
    rejects(&BatchDevServersAction::new(BatchAction::Stop, [""; 0])).await;
    rejects(&BatchDevServersAction::new(BatchAction::Stop, ["../i-1"])).await;
}

#[tokio::test]
async fn supernode_operations_match_snapshots() {
    check!(GetHyperinstance::new(SUPERNODE));
    check!(StopHyperinstance::new(SUPERNODE));
    check!(StartHyperinstance::new(SUPERNODE));
    rejects(&StopHyperinstance::new("../x")).await;
}

#[tokio::test]
async fn catalog_operations_match_snapshots() {
    let flavors = ListDevServerFlavors::new().arch(Arch::X86).charging_mode(ChargingMode::PrePaid);
    check!(flavors.server_type(ServerType::Ecs));
    let images = ListDevServerImages::new().flavor_name("modelarts.vm.cpu.8ud");
    check!(images.server_type(ServerType::Hps));
    check!(GetDevServerImage::new(IMAGE));
}

fn network() -> ServerNetwork {
    ServerNetwork::new("vpc-1", "subnet-1", "group-1")
}

fn create(login: ServerLogin) -> CreateDevServer {
    CreateDevServer::new("train-2", IMAGE, network(), login)
}

/// Request with all parameters except the flavor, the type and the count.
fn without_flavor(login: ServerLogin) -> CreateDevServer {
    let mut network = network();
    network.ipv6_enable = Some(true);
    network.roce_id = Some("roce-1".to_owned());
    let mut cluster = ServerNetworkHyperCluster::default();
    cluster.id = Some("cluster-1".to_owned());
    cluster.hyper_cluster_subnet_id = Some("cluster-subnet-1".to_owned());
    network.hyper_cluster = Some(cluster);
    network.hyper_group = Some(HyperGroup::new("hyper-group-1"));
    let mut pair = AllowedAddressPair::default();
    pair.ip_address = Some("10.0.0.0/24".to_owned());
    network.allowed_address_pairs = vec![pair];
    let mut charging = ChargingInfo::new(ChargingMode::PrePaid, 1, PeriodType::Month);
    charging.is_auto_pay = Some(true);
    charging.is_auto_renew = Some(false);
    CreateDevServer::new("train-2", IMAGE, network, login)
        .arch(Arch::Arm)
        .availability_zone("cn-north-4a")
        .charging_info(charging)
        .enterprise_project_id("0")
        .root_volume(root_volume(1024))
        .data_volume(DataVolume::new(VolumeType::Essd, 32_768, 8))
        .hps_cluster_id("hps-1")
        .user_data("IyEvYmluL2Jhc2g=")
}

fn root_volume(size: u32) -> RootVolume {
    let mut volume = RootVolume::default();
    volume.size = Some(size);
    volume.r#type = Some(VolumeType::Ssd);
    volume
}

fn full() -> CreateDevServer {
    without_flavor(password()).resource_flavor("resource-1").server_type(ServerType::Bms).count(10)
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

#[tokio::test]
async fn invalid_requests_are_rejected_before_sending() {
    let recorder = Recorder::new();
    let client = client(&recorder);
    let bad = [
        without_flavor(password()),
        full().flavor("f"),
        full().count(0),
        full().count(11),
        full().root_volume(root_volume(99)),
        full().data_volume(DataVolume::new(VolumeType::Ssd, 99, 1)),
        full().data_volume(DataVolume::new(VolumeType::Ssd, 100, 9)),
        full().charging_info(ChargingInfo::new(ChargingMode::PrePaid, 12, PeriodType::Month)),
        full().server_type(ServerType::Hps),
        without_flavor(password()).flavor("f").server_type(ServerType::Hps),
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
    assert_eq!(recorder.all(), "");
    rejects(&UpdateDevServer::new(SERVER, "")).await;
    rejects(&UpdateDevServer::new(SERVER, "停")).await;
    rejects(&GetDevServerOperation::new(SERVER, "../stop")).await;
    rejects(&ListHyperinstances::new().limit(0)).await;
}

#[tokio::test]
async fn iam_operations_match_snapshots() {
    let all = KeystoneListProjects::new;
    let list = all().name("cn-north-4").domain_id("d1").parent_id("p1").enabled(true).page(1).per_page(5000);
    let recorder = recorded("KeystoneListProjects");
    let answer = builder(&recorder).build_iam().unwrap().send(&list).await.unwrap();
    insta::assert_snapshot!("KeystoneListProjects_request", recorder.last());
    insta::assert_debug_snapshot!("KeystoneListProjects_response", answer.output);
    for list in [all().page(1), all().per_page(1), all().page(0).per_page(1), all().page(1).per_page(5001)] {
        let error = builder(&recorder).build_iam().unwrap().send(&list).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    }

    let user = IamUser::new("my-account", "my-user", "Sw0rdfish!");
    let create = CreateToken::new(user, Scope::ProjectName("cn-north-4".to_owned()));
    assert!(!format!("{create:?}").contains("Sw0rd"));
    let recorder = recorded("CreateToken").replay(fixture(env!("CARGO_MANIFEST_DIR"), "CreateToken"));
    let user = IamUser::new("my-account", "my-user", "Sw0rdfish!");
    let iam = with(Client::builder_with_password(user), &recorder).build_iam().unwrap();
    let made = iam.send(&create).await.unwrap();
    assert!(made.subject_token.expose_secret().starts_with("MIISandbox"));
    insta::assert_snapshot!("CreateToken_request", recorder.last());
    insta::assert_debug_snapshot!("CreateToken_response", made.output);
    assert_eq!(made.token.expires().unwrap().seconds() - made.token.issued().unwrap().seconds(), 86_400);
    iam.send(&create.nocatalog(false)).await.unwrap();
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
