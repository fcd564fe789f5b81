//! Requests of every kind, as they are sent.

use std::sync::Arc;

use tingji_core::testing::Recorder;
use tingji_core::{Credential, ErrorKind};
use tingji_volcengine::operation::{
    DescribeInstanceTypes, DescribeInstances, StopInstance, StopInstances, TagFilter,
};
use tingji_volcengine::{Client, InstanceStatus, StoppedMode, endpoint};

use crate::{builder, client, clock, queries};

const OK: &str = r#"{"ResponseMetadata":{"RequestId":"r"},"Result":{"Instances":[]}}"#;
const DRY: &str =
    r#"{"ResponseMetadata":{"RequestId":"r","Error":{"Code":"DryRunOperation","Message":"ok"}}}"#;

#[tokio::test]
async fn plain_stop_sends_only_the_id() {
    let recorder = Recorder::responding([(200, OK)]);
    client(&recorder).send(&StopInstance::new("i-3tiefmkskq3vj0abcdef")).await.unwrap();
    insta::assert_snapshot!(recorder.all_signed(), @r"
    GET https://open.volcengineapi.com/?Action=StopInstance&InstanceId=i-3tiefmkskq3vj0abcdef&Version=2020-04-01
    host: open.volcengineapi.com
    x-date: 20240102T030405Z
    x-content-sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
    authorization: HMAC-SHA256 Credential=AKLTexample/20240102/cn-beijing/ecs/request, SignedHeaders=host;x-content-sha256;x-date, Signature=aad08a619c310bd6793e30fd7746d39a36cedd315c8d96a4e8911ffc121cf5f0
    ");
}

#[tokio::test]
async fn full_stop_has_the_signature_of_the_sdk() {
    let recorder = Recorder::responding([(200, OK)]);
    let operation = StopInstance::new("i-3tiefmkskq3vj0abcdef")
        .force_stop(false)
        .stopped_mode(StoppedMode::StopCharging)
        .client_token("11111111-2222-4333-8444-555555555555");
    let client = builder(&recorder).endpoint(&endpoint::regional("cn-beijing")).unwrap().build().unwrap();
    client.send(&operation).await.unwrap();
    // Signature of the vendor's Python SDK for the same request at the same time.
    insta::assert_snapshot!(recorder.all_signed(), @r"
    GET https://ecs.cn-beijing.volcengineapi.com/?Action=StopInstance&ClientToken=11111111-2222-4333-8444-555555555555&ForceStop=false&InstanceId=i-3tiefmkskq3vj0abcdef&StoppedMode=StopCharging&Version=2020-04-01
    host: ecs.cn-beijing.volcengineapi.com
    x-date: 20240102T030405Z
    x-content-sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
    authorization: HMAC-SHA256 Credential=AKLTexample/20240102/cn-beijing/ecs/request, SignedHeaders=host;x-content-sha256;x-date, Signature=2b6afb01bb8d5254e559605bf65a6897ee49d93c97c7ec09c81f61eb159212d8
    ");
}

#[tokio::test]
async fn temporary_keys_sign_their_session_token() {
    let recorder = Recorder::responding([(200, OK)]);
    let credential = Credential::new("AKLTexample", "sk").with_security_token("STSTOKENexample==");
    let client = Client::builder(credential)
        .region("cn-shanghai")
        .http_client(Arc::new(recorder.clone()))
        .clock(Arc::new(clock()))
        .build()
        .unwrap();
    client.send(&DescribeInstances::new()).await.unwrap();
    let shown = recorder.all_signed();
    assert!(shown.contains("Credential=AKLTexample/20240102/cn-shanghai/ecs/request, "), "{shown}");
    assert!(shown.contains("SignedHeaders=host;x-content-sha256;x-date;x-security-token, "), "{shown}");
    assert!(shown.contains("\nx-security-token: STSTOKENexample=="), "{shown}");
}

#[tokio::test]
async fn force_and_dry_run_are_sent() {
    let recorder = Recorder::responding([(200, OK), (412, DRY)]);
    let client = client(&recorder);
    client.send(&StopInstance::new("i-a").force_stop(true)).await.unwrap();
    client.send(&StopInstance::new("i-a").dry_run(true)).await.unwrap();
    assert_eq!(
        queries(&recorder),
        [
            "Action=StopInstance&ForceStop=true&InstanceId=i-a&Version=2020-04-01",
            "Action=StopInstance&DryRun=true&InstanceId=i-a&Version=2020-04-01",
        ]
    );
}

#[tokio::test]
async fn lists_are_numbered_from_one() {
    let recorder = Recorder::responding([(200, OK)]);
    let ids: Vec<_> = (1..=11).map(|n| format!("i-{n}")).collect();
    let operation = StopInstances::new(ids.iter().map(String::as_str))
        .force_stop(true)
        .stopped_mode(StoppedMode::KeepCharging)
        .client_token("t");
    client(&recorder).send(&operation).await.unwrap();
    assert_eq!(
        queries(&recorder),
        ["Action=StopInstances&ClientToken=t&ForceStop=true\
          &InstanceIds.1=i-1&InstanceIds.10=i-10&InstanceIds.11=i-11&InstanceIds.2=i-2&InstanceIds.3=i-3\
          &InstanceIds.4=i-4&InstanceIds.5=i-5&InstanceIds.6=i-6&InstanceIds.7=i-7&InstanceIds.8=i-8\
          &InstanceIds.9=i-9&StoppedMode=KeepCharging&Version=2020-04-01"]
    );
}

fn texts(text: &str) -> Vec<String> {
    vec![text.to_owned()]
}

pub(crate) fn every_filter() -> DescribeInstances {
    let mut all = DescribeInstances::new().instance_ids(["i-a"]).max_results(100).next_token("n==");
    all = all.instance_name("a b+c*~/=&%测");
    all = all.status(InstanceStatus::Running);
    all = all.zone_id("cn-beijing-a");
    all = all.vpc_id("vpc-1");
    all = all.project_name("default");
    all = all.instance_charge_type("PostPaid");
    all = all.instance_type_families(texts("ecs.gni3cl"));
    all = all.instance_type_ids(texts("ecs.gni3cl.5xlarge"));
    all = all.instance_types(texts("ecs.g1.large"));
    all = all.primary_ip_address("10.0.0.1");
    all = all.ipv6_addresses(texts("::1"));
    all = all.eip_addresses(texts("1.2.3.4"));
    all = all.key_pair_name("kp");
    all = all.hpc_cluster_id("hpc-1");
    all = all.dedicated_host_id("dh-1");
    all = all.dedicated_host_cluster_id("dhc-1");
    all = all.deployment_set_ids(texts("dps-1"));
    all = all.deployment_set_group_numbers([1, 2]);
    all = all.affinity_group_ids(texts("ag-1"));
    all = all.scheduled_instance_id("esi-1");
    all = all.tag_filters([TagFilter { key: "k".into(), values: vec!["v1".into(), "v2".into()] }]);
    all
}

#[tokio::test]
async fn every_parameter_of_the_list_is_sent() {
    let recorder = Recorder::responding([(200, OK)]);
    client(&recorder).send(&every_filter()).await.unwrap();
    insta::assert_snapshot!(queries(&recorder)[0].replace('&', "\n"), @r"
    Action=DescribeInstances
    AffinityGroupIds.1=ag-1
    DedicatedHostClusterId=dhc-1
    DedicatedHostId=dh-1
    DeploymentSetGroupNumbers.1=1
    DeploymentSetGroupNumbers.2=2
    DeploymentSetIds.1=dps-1
    EipAddresses.1=1.2.3.4
    HpcClusterId=hpc-1
    InstanceChargeType=PostPaid
    InstanceIds.1=i-a
    InstanceName=a%20b%2Bc%2A~%2F%3D%26%25%E6%B5%8B
    InstanceTypeFamilies.1=ecs.gni3cl
    InstanceTypeIds.1=ecs.gni3cl.5xlarge
    InstanceTypes.1=ecs.g1.large
    Ipv6Addresses.1=%3A%3A1
    KeyPairName=kp
    MaxResults=100
    NextToken=n%3D%3D
    PrimaryIpAddress=10.0.0.1
    ProjectName=default
    ScheduledInstanceId=esi-1
    Status=RUNNING
    TagFilters.1.Key=k
    TagFilters.1.Values.1=v1
    TagFilters.1.Values.2=v2
    Version=2020-04-01
    VpcId=vpc-1
    ZoneId=cn-beijing-a
    ");
}

fn check_invalid(error: &tingji_core::Error) {
    assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{error}");
}

#[tokio::test]
async fn invalid_requests_are_rejected_before_sending() {
    let recorder = Recorder::new();
    let client = client(&recorder);
    for bad in ["", "i-a&Action=DeleteInstance", "../x", "停"] {
        check_invalid(&client.send(&StopInstance::new(bad)).await.unwrap_err());
        check_invalid(&client.send(&StopInstances::new([bad])).await.unwrap_err());
    }
    for bad in ["", "停", "a\n", &"x".repeat(65)] {
        check_invalid(&client.send(&StopInstance::new("i-a").client_token(bad)).await.unwrap_err());
        check_invalid(&client.send(&StopInstances::new(["i-a"]).client_token(bad)).await.unwrap_err());
    }
    check_invalid(&client.send(&StopInstances::new([""; 0])).await.unwrap_err());
    check_invalid(&client.send(&StopInstances::new(vec!["i-a"; 101])).await.unwrap_err());
    check_invalid(&client.send(&DescribeInstances::new().instance_ids(vec!["i-a"; 101])).await.unwrap_err());
    check_invalid(&client.send(&DescribeInstances::new().max_results(101)).await.unwrap_err());
    check_invalid(&client.send(&DescribeInstances::new().max_results(0)).await.unwrap_err());
    assert_eq!(recorder.all(), "");
}

#[test]
fn only_listed_regions_have_a_dedicated_host() {
    assert_eq!(endpoint::for_region("cn-beijing"), "https://open.volcengineapi.com");
    assert_eq!(endpoint::for_region("never-heard-of"), "https://open.volcengineapi.com");
    assert_eq!(endpoint::for_region("ap-southeast-3"), "https://ecs.ap-southeast-3.volcengineapi.com");
    assert_eq!(endpoint::regional_dual_stack("cn-beijing"), "https://ecs.cn-beijing.volcengine-api.com");
}

#[test]
fn malformed_region_is_rejected() {
    for bad in ["", "cn/beijing", "CN-BEIJING", "cn beijing", "a.evil.example", &"x".repeat(65)] {
        let error = builder(&Recorder::new()).region(bad).build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config, "{bad}");
    }
    let plain = builder(&Recorder::new()).endpoint("http://open.volcengineapi.com").unwrap_err();
    assert_eq!(plain.kind(), ErrorKind::Config);
}

#[tokio::test]
async fn tag_filter_requires_a_key() {
    let recorder = Recorder::new();
    let mut list = DescribeInstances::new();
    list = list.tag_filters([TagFilter { key: String::new(), values: vec!["a".into()] }]);
    assert_eq!(client(&recorder).send(&list).await.unwrap_err().kind(), ErrorKind::InvalidRequest);
    let mut types = DescribeInstanceTypes::new();
    types = types.max_results(0);
    assert_eq!(client(&recorder).send(&types).await.unwrap_err().kind(), ErrorKind::InvalidRequest);
    assert!(recorder.requests().is_empty());
}
