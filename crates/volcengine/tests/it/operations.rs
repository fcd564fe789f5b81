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
    let one = StartInstance::new("i-a").unwrap();
    let full = one.clone().client_token("t-1").unwrap().dry_run(true);
    shows(&[one, full]).await;
    let many = StartInstances::new(["i-a", "i-b"]).unwrap();
    shows(&[many.clone(), many.client_token("t-1").unwrap()]).await;
}

#[tokio::test]
async fn stop_operations_match_snapshots() {
    let mode = tingji_volcengine::StoppedMode::StopCharging;
    let one = StopInstance::new("i-a").unwrap();
    let full = one.clone().force_stop(true).stopped_mode(mode.clone());
    let full = full.client_token("t-1").unwrap().dry_run(true);
    shows(&[one, full]).await;
    let many = StopInstances::new(["i-a", "i-b"]).unwrap();
    let full = many.clone().force_stop(false).stopped_mode(mode).client_token("t-1").unwrap();
    shows(&[many, full]).await;
}

#[tokio::test]
async fn reboot_operations_match_snapshots() {
    let one = RebootInstance::new("i-a").unwrap();
    let full = one.clone().force_stop(true).client_token("t-1").unwrap().dry_run(true);
    shows(&[one, full]).await;
    let many = RebootInstances::new(["i-a", "i-b"]).unwrap();
    shows(&[many.clone(), many.force_stop(true).client_token("t-1").unwrap()]).await;
}

#[tokio::test]
async fn deletion_operations_match_snapshots() {
    let one = DeleteInstance::new("i-a").unwrap();
    let full = one.clone().client_token("t-1").unwrap().dry_run(true);
    shows(&[one, full]).await;
    let many = DeleteInstances::new(["i-a", "i-b"]).unwrap();
    shows(&[many.clone(), many.client_token("t-1").unwrap()]).await;
}

#[tokio::test]
async fn description_operations_match_snapshots() {
    shows(&[DescribeInstances::new(), every_filter()]).await;
    let mut types = DescribeInstanceTypes::new().instance_type_ids(["ecs.g3i.large"]).next_token(text("n=="));
    types.instance_types = vec!["ecs.g1.large".into()];
    types.image_id = text("image-1");
    types.max_results = Some(20);
    shows(&[DescribeInstanceTypes::new(), types]).await;
    let mut regions = DescribeRegions::new().next_token(text("n=="));
    regions.region_ids = vec!["cn-beijing".into()];
    regions.max_results = Some(20);
    shows(&[DescribeRegions::new(), regions]).await;
    let mut zones = DescribeZones::new();
    zones.zone_ids = vec!["cn-beijing-a".into()];
    shows(&[DescribeZones::new(), zones]).await;
    let mut tasks = DescribeTasks::new().next_token(text("n=="));
    tasks.task_ids = vec!["t-1".into()];
    tasks.resource_id = text("image-1");
    tasks.resource_ids = vec!["image-2".into()];
    tasks.max_results = Some(20);
    shows(&[DescribeTasks::new(), tasks]).await;
    shows(&[Invoke::get("DescribeZones").parameter("ZoneIds.1", "cn-beijing-a")]).await;
}

pub(crate) fn new() -> RunInstances {
    let mut new = RunInstances::new("cn-beijing-a", "image-1", "ecs.gni2.3xlarge", "train");
    new.network_interfaces = vec![CreateNetworkInterface::new("subnet-1", ["sg-1", "sg-2"])];
    new.volumes = vec![CreateVolume::new("ESSD_PL0", 40)];
    new
}

/// Returns a creation with every parameter.
fn everything() -> RunInstances {
    let mut new = new();
    set_instance_options(&mut new);
    set_components(&mut new);
    new
}

fn set_instance_options(new: &mut RunInstances) {
    new.description = text("test");
    new.hostname = text("h1");
    new.unique_suffix = Some(true);
    new.suffix_index = Some(7);
    new.count = Some(3);
    new.min_count = Some(2);
    new.password = Some(Secret::new("sword+fish 1"));
    new.key_pair_name = text("kp");
    new.keep_image_credential = Some(false);
    new.install_run_command_agent = Some(true);
    new.instance_charge_type = text("PrePaid");
    new.period = Some(1);
    new.period_unit = text("Month");
    new.auto_renew = Some(true);
    new.auto_renew_period = Some(1);
    new.spot_strategy = text("SpotWithPriceLimit");
    new.spot_price_limit = Some(0.5);
    new.deployment_set_id = text("dps-1");
    new.deployment_set_group_number = Some(1);
    new.hpc_cluster_id = text("hpc-1");
    new.security_enhancement_strategy = text("Active");
    new.credit_specification = text("Standard");
    new.image_release_version = text("1.0");
    new.user_data = Some(Secret::new("IyEvYmluL3No"));
    new.project_name = text("default");
    new.tags = vec![Tag { key: "k".into(), value: "v".into() }];
    new.client_token = text("t-1");
    new.dry_run = true;
    new.cpu_max_frequency = Some(3.5);
    new.affinity_group_size = Some(2);
    new.http_tokens = text("required");
    new.enable_primary_interface_high_bandwidth_type = Some(true);
    new.deletion_protection = Some(true);
}

fn set_components(new: &mut RunInstances) {
    let interface = &mut new.network_interfaces[0];
    interface.primary_ip_address = text("10.0.0.2");
    interface.ipv6_address_count = Some(1);
    interface.private_ip_addresses = vec!["10.0.0.3".into()];
    let volume = &mut new.volumes[0];
    volume.delete_with_instance = Some(true);
    volume.snapshot_id = text("snap-1");
    volume.extra_performance_type_id = text("Balance");
    volume.extra_performance_iops = Some(100);
    volume.extra_performance_throughput_mb = Some(50);
    let mut cpu = CreateCpuOptions::new();
    let mut network = CreateNetworkOptions::new();
    cpu.topology_type = text("ContinuousCoreToHTMapping");
    network.enable_jumbo_frame = Some(true);
    new.cpu_options = Some(cpu);
    new.network_options = Some(network);
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
    new.eip_address = Some(address);
    new.placement = Some(placement);
}

#[tokio::test]
async fn creation_operations_match_snapshots() {
    shows(&[new(), everything()]).await;
}

#[tokio::test]
async fn password_is_sent_in_a_form_and_redacted() {
    let mut with_password = new();
    with_password.password = Some(Secret::new("swordfish"));
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
    let changes: [fn(&mut RunInstances); 10] = [
        |new| new.network_interfaces.clear(),
        |new| new.network_interfaces[0].subnet_id.clear(),
        |new| new.volumes.clear(),
        |new| new.volumes[0].volume_type.clear(),
        |new| new.zone_id.clear(),
        |new| new.instance_name.clear(),
        |new| new.count = Some(0),
        |new| new.count = Some(101),
        |new| new.min_count = Some(2),
        |new| new.client_token = Some(String::new()),
    ];
    for change in changes {
        let mut new = new();
        change(&mut new);
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
    assert_eq!(class(&DeleteInstance::new("i-a").unwrap()), RetryClass::Never);
    assert_eq!(class(&DeleteInstances::new(["i-a"]).unwrap()), RetryClass::Never);
    assert_eq!(class(&Invoke::get("A")), RetryClass::Never);
    assert_eq!(class(&StartInstance::new("i-a").unwrap()), RetryClass::ObserveFirst);
    assert_eq!(class(&RebootInstances::new(["i-a"]).unwrap()), RetryClass::ObserveFirst);
    assert_eq!(class(&DescribeTasks::new()), RetryClass::Safe);
}

#[tokio::test]
async fn batch_errors_name_their_operation() {
    let body = r#"{"ResponseMetadata":{},"Result":{"OperationDetails":[{"InstanceId":"i-a","Error":null},
        {"InstanceId":"i-b","Error":{"Code":"InvalidChargeType","Message":"prepaid"}}]}}"#;
    let output = crate::answer(&DeleteInstances::new(["i-a", "i-b"]).unwrap(), 200, body).await.unwrap();
    assert_eq!(output.accepted().collect::<Vec<_>>(), ["i-a"]);
    let (id, error) = output.refused().next().unwrap();
    assert_eq!((id, error.to_string().as_str()), ("i-b", "DeleteInstances: InvalidChargeType: prepaid"));
}
