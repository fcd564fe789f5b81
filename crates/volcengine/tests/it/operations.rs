//! Every operation: its requests with all and with only the required parameters, and its parsed response.

use std::fmt::Debug;

use tingji_core::operation::Operation;
use tingji_core::testing::{Recorder, fixture};
use tingji_core::{ErrorKind, RetryClass, Secret};
use tingji_volcengine::Ecs;
use tingji_volcengine::model::Tag;
use tingji_volcengine::operation::*;

use crate::client;
use crate::requests::every_filter;

const OK: &str = r#"{"ResponseMetadata":{"RequestId":"r"},"Result":{"InstanceIds":[],"Instances":[],
    "InstanceTypes":[],"Regions":[],"Zones":[],"Tasks":[]}}"#;

/// Compares the requests, in order, and the parsed recorded response with their snapshots.
async fn shows<O: Operation<Protocol = Ecs, Output: Debug>>(operations: &[O]) {
    let recorder = Recorder::responding(vec![(200, OK); operations.len()]);
    for operation in operations {
        // The response to a dry run has another form; this test checks the request.
        let _ = client(&recorder).send(operation).await;
    }
    insta::assert_snapshot!(format!("{}_request", O::NAME), recorder.all_signed());
    let recorder = Recorder::new().replay(fixture(env!("CARGO_MANIFEST_DIR"), O::NAME));
    let answer = client(&recorder).send(&operations[0]).await.unwrap();
    insta::assert_debug_snapshot!(format!("{}_response", O::NAME), answer.output);
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[tokio::test]
async fn start_operations_match_snapshots() {
    let one = StartInstance::new("i-a");
    let full = one.clone().client_token("t-1").dry_run(true);
    shows(&[one, full]).await;
    let many = StartInstances::new(["i-a", "i-b"]);
    shows(&[many.clone(), many.client_token("t-1")]).await;
}

#[tokio::test]
async fn stop_operations_match_snapshots() {
    let mode = tingji_volcengine::StoppedMode::StopCharging;
    let one = StopInstance::new("i-a");
    let full = one.clone().force_stop(true).stopped_mode(mode.clone());
    let full = full.client_token("t-1").dry_run(true);
    shows(&[one, full]).await;
    let many = StopInstances::new(["i-a", "i-b"]);
    let full = many.clone().force_stop(false).stopped_mode(mode).client_token("t-1");
    shows(&[many, full]).await;
}

#[tokio::test]
async fn reboot_operations_match_snapshots() {
    let one = RebootInstance::new("i-a");
    let full = one.clone().force_stop(true).client_token("t-1").dry_run(true);
    shows(&[one, full]).await;
    let many = RebootInstances::new(["i-a", "i-b"]);
    shows(&[many.clone(), many.force_stop(true).client_token("t-1")]).await;
}

#[tokio::test]
async fn deletion_operations_match_snapshots() {
    let one = DeleteInstance::new("i-a");
    let full = one.clone().client_token("t-1").dry_run(true);
    shows(&[one, full]).await;
    let many = DeleteInstances::new(["i-a", "i-b"]);
    shows(&[many.clone(), many.client_token("t-1")]).await;
}

#[tokio::test]
async fn description_operations_match_snapshots() {
    shows(&[DescribeInstances::new(), every_filter()]).await;
    let mut types = DescribeInstanceTypes::new().instance_type_ids(["ecs.g3i.large"]).next_token("n==");
    types = types.instance_types(["ecs.g1.large"]);
    types = types.image_id("image-1");
    types = types.max_results(20);
    shows(&[DescribeInstanceTypes::new(), types]).await;
    let mut regions = DescribeRegions::new().next_token("n==");
    regions = regions.region_ids(["cn-beijing"]);
    regions = regions.max_results(20);
    shows(&[DescribeRegions::new(), regions]).await;
    let mut zones = DescribeZones::new();
    zones = zones.zone_ids(["cn-beijing-a"]);
    shows(&[DescribeZones::new(), zones]).await;
    let mut tasks = DescribeTasks::new().next_token("n==");
    tasks = tasks.task_ids(["t-1"]);
    tasks = tasks.resource_id("image-1");
    tasks = tasks.resource_ids(["image-2"]);
    tasks = tasks.max_results(20);
    shows(&[DescribeTasks::new(), tasks]).await;
    shows(&[Invoke::get("DescribeZones").parameter("ZoneIds.1", "cn-beijing-a")]).await;
}

pub(crate) fn new() -> RunInstances {
    let mut new = RunInstances::new("cn-beijing-a", "image-1", "ecs.gni2.3xlarge", "train");
    new = new.network_interfaces([CreateNetworkInterface::new("subnet-1", ["sg-1", "sg-2"])]);
    new = new.volumes([CreateVolume::new("ESSD_PL0", 40)]);
    new
}

/// Returns a creation with every parameter.
fn everything() -> RunInstances {
    set_components(set_instance_options(new()))
}

fn set_instance_options(mut new: RunInstances) -> RunInstances {
    new = new.description("test");
    new = new.hostname("h1");
    new = new.unique_suffix(true);
    new = new.suffix_index(7);
    new = new.count(3);
    new = new.min_count(2);
    new = new.password(Secret::new("sword+fish 1"));
    new = new.key_pair_name("kp");
    new = new.keep_image_credential(false);
    new = new.install_run_command_agent(true);
    new = new.instance_charge_type("PrePaid");
    new = new.period(1);
    new = new.period_unit("Month");
    new = new.auto_renew(true);
    new = new.auto_renew_period(1);
    new = new.spot_strategy("SpotWithPriceLimit");
    new = new.spot_price_limit(0.5);
    new = new.deployment_set_id("dps-1");
    new = new.deployment_set_group_number(1);
    new = new.hpc_cluster_id("hpc-1");
    new = new.security_enhancement_strategy("Active");
    new = new.credit_specification("Standard");
    new = new.image_release_version("1.0");
    new = new.user_data(Secret::new("IyEvYmluL3No"));
    new = new.project_name("default");
    new = new.tags([Tag { key: "k".into(), value: "v".into() }]);
    new = new.client_token("t-1");
    new = new.dry_run(true);
    new = new.cpu_max_frequency(3.5);
    new = new.affinity_group_size(2);
    new = new.http_tokens("required");
    new = new.enable_primary_interface_high_bandwidth_type(true);
    new.deletion_protection(true)
}

fn set_components(new: RunInstances) -> RunInstances {
    let mut interface = CreateNetworkInterface::new("subnet-1", ["sg-1", "sg-2"]);
    interface.primary_ip_address = text("10.0.0.2");
    interface.ipv6_address_count = Some(1);
    interface.private_ip_addresses = vec!["10.0.0.3".into()];
    let mut volume = CreateVolume::new("ESSD_PL0", 40);
    volume.delete_with_instance = Some(true);
    volume.snapshot_id = text("snap-1");
    volume.extra_performance_type_id = text("Balance");
    volume.extra_performance_iops = Some(100);
    volume.extra_performance_throughput_mb = Some(50);
    let mut cpu = CreateCpuOptions::new();
    let mut network = CreateNetworkOptions::new();
    cpu.topology_type = text("ContinuousCoreToHTMapping");
    network.enable_jumbo_frame = Some(true);
    let mut address = CreateEipAddress::new();
    address.bandwidth_mbps = Some(5);
    address.charge_type = text("PayByTraffic");
    address.isp = text("BGP");
    address.bandwidth_package_id = text("bwp-1");
    address.release_with_instance = Some(true);
    address.security_protection_types = vec!["AntiDDoS_Enhanced".into()];
    address.security_protection_instance_id = Some(7);
    let mut placement = CreatePlacement::new();
    placement.tenancy = text("Host");
    placement.affinity = text("Default");
    placement.dedicated_host_id = text("dh-1");
    placement.dedicated_host_cluster_id = text("dhc-1");
    let new = new.network_interfaces([interface]).volumes([volume]).cpu_options(cpu).network_options(network);
    new.eip_address(address).placement(placement)
}

#[tokio::test]
async fn creation_operations_match_snapshots() {
    shows(&[new(), everything()]).await;
}

#[tokio::test]
async fn password_is_sent_in_a_form_and_redacted() {
    let mut with_password = new();
    with_password = with_password.password(Secret::new("swordfish"));
    let recorder = Recorder::responding([(200, OK)]);
    client(&recorder).send(&with_password).await.unwrap();
    let request = &recorder.requests()[0];
    assert_eq!(request.uri().query(), Some("Action=RunInstances&Version=2020-04-01"));
    assert!(String::from_utf8_lossy(request.body()).contains("Password=swordfish"));
    let shown = format!("{with_password:?}");
    assert!(shown.contains("***") && !shown.contains("swordfish"), "{shown}");
}

#[tokio::test]
async fn invalid_creations_are_rejected_before_sending() {
    let recorder = Recorder::new();
    let client = client(&recorder);
    let interfaces = [CreateNetworkInterface::new("subnet-1", ["sg-1"])];
    let volumes = [CreateVolume::new("ESSD_PL0", 40)];
    let without_zone = RunInstances::new("", "image-1", "ecs.gni2.3xlarge", "train");
    let without_name = RunInstances::new("cn-beijing-a", "image-1", "ecs.gni2.3xlarge", "");
    let invalid = [
        new().network_interfaces([]),
        new().network_interfaces([CreateNetworkInterface::new("", ["sg-1"])]),
        new().volumes([]),
        new().volumes([CreateVolume::new("", 40)]),
        without_zone.network_interfaces(interfaces.clone()).volumes(volumes.clone()),
        without_name.network_interfaces(interfaces).volumes(volumes),
        new().count(0),
        new().count(101),
        new().min_count(2),
        new().client_token(""),
    ];
    for new in invalid {
        assert_eq!(client.send(&new).await.unwrap_err().kind(), ErrorKind::InvalidRequest, "{new:?}");
    }
    assert!(recorder.requests().is_empty());
}

#[tokio::test]
async fn creation_response_without_ids_is_an_error() {
    let body = r#"{"ResponseMetadata":{"RequestId":"r"},"Result":{}}"#;
    assert_eq!(crate::answer(&new(), 200, body).await.unwrap_err().kind(), ErrorKind::Decode);
}

#[test]
fn creations_and_deletions_are_never_retried() {
    fn class<O: Operation>(_: &O) -> RetryClass {
        O::RETRY
    }
    assert_eq!(class(&new()), RetryClass::Never);
    assert_eq!(class(&DeleteInstance::new("i-a")), RetryClass::Never);
    assert_eq!(class(&DeleteInstances::new(["i-a"])), RetryClass::Never);
    assert_eq!(class(&Invoke::get("A")), RetryClass::Never);
    assert_eq!(class(&StartInstance::new("i-a")), RetryClass::ObserveFirst);
    assert_eq!(class(&RebootInstances::new(["i-a"])), RetryClass::ObserveFirst);
    assert_eq!(class(&DescribeTasks::new()), RetryClass::Safe);
}

#[tokio::test]
async fn batch_errors_name_their_operation() {
    let body = r#"{"ResponseMetadata":{},"Result":{"OperationDetails":[{"InstanceId":"i-a","Error":null},
        {"InstanceId":"i-b","Error":{"Code":"InvalidChargeType","Message":"prepaid"}}]}}"#;
    let output = crate::answer(&DeleteInstances::new(["i-a", "i-b"]), 200, body).await.unwrap();
    assert_eq!(output.accepted().collect::<Vec<_>>(), ["i-a"]);
    let (id, error) = output.refused().next().unwrap();
    assert_eq!((id, error.to_string().as_str()), ("i-b", "DeleteInstances: InvalidChargeType: prepaid"));
}
