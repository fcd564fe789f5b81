//! Every operation: its request with all parameters, and its parsed response.

use std::fs;

use tingji_bce::operation::*;
use tingji_core::operation::Operation;
use tingji_core::testing::{Recorder, fixture, poll_ready};
use tingji_core::{ErrorKind, UnixTime};

use crate::client;

/// Compares the request and the parsed recorded response with their snapshots.
fn shows<O: Operation<Protocol = tingji_bce::Bcc, Output: std::fmt::Debug>>(operation: &O) {
    let recorder = Recorder::new().replay(fixture(env!("CARGO_MANIFEST_DIR"), O::NAME));
    let response = poll_ready(client(&recorder).send(operation)).unwrap();
    insta::assert_snapshot!(format!("{}_request", O::NAME), recorder.last());
    insta::assert_debug_snapshot!(format!("{}_response", O::NAME), response.output);
}

macro_rules! snapshots {
    ($($test:ident: $operation:expr;)*) => {
        $(#[test]
        fn $test() {
            shows(&$operation);
        })*

        const ALL: &[&str] = &[$(stringify!($test)),*];
    };
}

snapshots! {
    batch_reboot_instances: BatchRebootInstances::new(["i-1", "i-2"]).force_stop(true).client_token("night 1");
    batch_release_instances: BatchReleaseInstances::new(["i-1", "i-2"]).related_release_flag(true).delete_cds_snapshot_flag(true).delete_related_cds_flag(true).delete_related_enis_flag(true).bcc_recycle_flag(true);
    batch_start_instances: BatchStartInstances::new(["i-1", "i-2"]).client_token("t-1");
    batch_stop_instances: BatchStopInstances::new(["i-1", "i-2"]).force_stop(true).stop_with_no_charge(true).client_token("be31b98c-5e41-4838-9830-9be700de5a20");
    describe_regions: regions();
    get_instance: GetInstance::new("i-1").contains_failed(true).is_deploy_set(true);
    list_flavor_specs: flavors();
    list_instances: list();
    list_instances_by_ids: by_ids();
    list_no_charge_instances: no_charge();
    list_zones: ListZones::new();
    reboot_instance: RebootInstance::new("i-1").force_stop(true);
    release_instance: ReleaseInstance::new("i-1");
    release_instance_with_related: ReleaseInstanceWithRelated::new("i-1").related_release_flag(true).delete_cds_snapshot_flag(true).delete_related_enis_flag(true).bcc_recycle_flag(true).cds_attribute_active(true).delete_immediate(true);
    release_prepaid_instance: ReleasePrepaidInstance::new("i-1").related_release_flag(true).delete_cds_snapshot_flag(true).delete_related_enis_flag(true);
    set_auto_release: SetAutoRelease::new("i-1").release_time(UnixTime::from_seconds(1_800_000_000)).is_eip_auto_related_delete(true).client_token("t-1");
    set_deletion_protection: SetDeletionProtection::new("i-1", true);
    start_instance: StartInstance::new("i-1");
    stop_instance: StopInstance::new("i-1").force_stop(true).stop_with_no_charge(true);
}

#[test]
fn every_operation_has_a_snapshot() {
    let folder = format!("{}/src/operation", env!("CARGO_MANIFEST_DIR"));
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = files.filter(|name| name != "request.rs").collect();
    names.sort();
    assert_eq!(names, ALL.iter().map(|name| format!("{name}.rs")).collect::<Vec<_>>());
}

fn regions() -> DescribeRegions {
    let mut operation = DescribeRegions::new();
    operation = operation.region("bj");
    operation
}

fn flavors() -> ListFlavorSpecs {
    let mut operation = ListFlavorSpecs::new();
    operation = operation.zone_name("cn-bj-a");
    operation = operation.specs(["bcc.gn5.c18m74.1a10", "bcc.g4.c4m16"]);
    operation = operation.spec_ids(["gn5", "g4"]);
    operation
}

fn list() -> ListInstances {
    let texts = vec!["a".to_owned(), "b c".to_owned()];
    let mut list = ListInstances::new().marker("i-9");
    list = list.max_keys(1000);
    list = list.internal_ip("192.168.0.2");
    list = list.dedicated_host_id("d-1");
    list = list.zone_name("cn-bj-a");
    list = list.keypair_id("k-1");
    list = list.auto_renew(false);
    list = list.instance_ids(texts.clone());
    list = list.instance_names(texts.clone());
    list = list.volume_ids(texts.clone());
    list = list.deploy_set_ids(texts.clone());
    list = list.security_group_ids(texts.clone());
    list = list.payment_timing("Postpaid");
    list = list.status(["Running", "Stopping"]);
    list = list.tags(["team:a", "gpu"]);
    list = list.vpc_id("vpc-1");
    list = list.private_ips(texts);
    list = list.ipv6_addresses(["2400::1"]);
    list = list.ehc_cluster_id("ehc-1");
    list = list.show_rdma_topo(true);
    list
}

fn by_ids() -> ListInstancesByIds {
    let mut list = ListInstancesByIds::new(["i-1", "i-2"]);
    list = list.marker("i-2");
    list = list.max_keys(10);
    list
}

fn no_charge() -> ListNoChargeInstances {
    let mut list = ListNoChargeInstances::new();
    list = list.marker("i-9");
    list = list.max_keys(10);
    list = list.internal_ip("192.168.0.2");
    list = list.keypair_id("k-1");
    list = list.zone_name("cn-bj-a");
    list = list.instance_ids(["i-1", "i-2"]);
    list
}

#[test]
fn unset_options_are_not_sent() {
    let recorder = Recorder::responding([(200, ""); 6]);
    let client = client(&recorder);
    poll_ready(client.send(&BatchStopInstances::new(["i-1"]))).unwrap();
    assert!(recorder.last().starts_with("PUT /v2/instance/batchAction?stop\n"));
    assert!(recorder.last().ends_with(r#"{"instanceIds":["i-1"]}"#));
    poll_ready(client.send(&SetAutoRelease::new("i-1"))).unwrap();
    assert!(recorder.last().starts_with("PUT /v2/instance/i-1?autorelease\n"));
    assert!(recorder.last().ends_with("\n{}"));
    poll_ready(client.send(&SetDeletionProtection::new("i-1", false))).unwrap();
    assert!(recorder.last().ends_with(r#"{"deletionProtection":0}"#));
    poll_ready(client.send(&ReleaseInstanceWithRelated::new("i-1"))).unwrap();
    let flags = r#"{"relatedReleaseFlag":false,"deleteCdsSnapshotFlag":false}"#;
    assert_eq!(sorted(recorder.last().lines().last().unwrap()), sorted(flags));
}

fn sorted(json: &str) -> serde_json::Value {
    serde_json::from_str(json).unwrap()
}

#[test]
fn batch_response_body_is_optional() {
    let body = r#"{"requestId":"r-1","failedInstanceIdList":["i-2"],"new":1}"#;
    let recorder = Recorder::responding([
        (200, ""),
        (200, "{}"),
        (200, body),
        (200, r#"{"failedInstanceIdList":null}"#),
    ]);
    let client = client(&recorder);
    let batch = BatchStartInstances::new(["i-1", "i-2"]);
    for _ in 0..2 {
        let output = poll_ready(client.send(&batch)).unwrap().output;
        assert!(output.failed_instance_id_list.is_empty());
    }
    let output = poll_ready(client.send(&batch)).unwrap().output;
    assert_eq!(
        (output.request_id.as_deref(), output.failed_instance_id_list),
        (Some("r-1"), vec!["i-2".to_owned()])
    );
    assert_eq!(output.extra["new"], 1);
    let output = poll_ready(client.send(&batch)).unwrap().output;
    assert!(output.failed_instance_id_list.is_empty());
}

#[test]
fn invalid_batches_and_tokens_are_rejected_before_sending() {
    let recorder = Recorder::new();
    let client = client(&recorder);
    for ids in [Vec::new(), (0..101).map(|at| format!("i-{at}")).collect()] {
        let error = poll_ready(client.send(&BatchStopInstances::new(ids.clone()))).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest);
        let error = poll_ready(client.send(&BatchReleaseInstances::new(ids))).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    }
    for token in ["", "令牌", &"x".repeat(65)] {
        let batch = BatchRebootInstances::new(["i-1"]).client_token(token);
        assert_eq!(poll_ready(client.send(&batch)).unwrap_err().kind(), ErrorKind::InvalidRequest);
    }
    assert!(recorder.requests().is_empty());
}

#[test]
fn describe_regions_uses_the_global_host() {
    let recorder = Recorder::responding([(200, r#"{"regions":[]}"#), (200, r#"{"zones":[]}"#)]);
    let client = client(&recorder);
    poll_ready(client.send(&DescribeRegions::new())).unwrap();
    poll_ready(client.send(&ListZones::new())).unwrap();
    let hosts: Vec<_> =
        recorder.requests().iter().map(|request| request.uri().host().unwrap().to_owned()).collect();
    assert_eq!(hosts, ["bcc.baidubce.com", "bcc.bj.baidubce.com"]);
}

#[test]
fn prepaid_release_without_result_is_an_error() {
    let recorder = Recorder::new().reply(200, "{}");
    let error = poll_ready(client(&recorder).send(&ReleasePrepaidInstance::new("i-1"))).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
}

#[test]
fn reads_are_retryable_and_releases_are_not() {
    use tingji_core::RetryClass::{Never, ObserveFirst, Safe};
    assert_eq!([GetInstance::RETRY, ListInstances::RETRY, DescribeRegions::RETRY], [Safe; 3]);
    assert_eq!([StopInstance::RETRY, StartInstance::RETRY, RebootInstance::RETRY], [ObserveFirst; 3]);
    assert_eq!(
        [ReleaseInstance::RETRY, BatchReleaseInstances::RETRY, ReleasePrepaidInstance::RETRY],
        [Never; 3]
    );
}
