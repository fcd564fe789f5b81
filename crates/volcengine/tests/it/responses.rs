//! Successful responses, as the vendor documents them and in other plausible forms.

use tingji_core::testing::Recorder;
use tingji_core::{ErrorKind, Phase};
use tingji_volcengine::operation::{DescribeInstanceTypes, DescribeInstances, StopInstance, StopInstances};
use tingji_volcengine::{InstanceStatus, StoppedMode};

use crate::{answer, client};

/// Response on the vendor's page of StopInstance.
const STOPPED: &str = r#"{
    "ResponseMetadata": {
        "RequestId": "2021062415303301022514515207C4****",
        "Action": "StopInstance",
        "Version": "2020-04-01",
        "Service": "ecs",
        "Region": "cn-beijing"
    },
    "Result": {}
}"#;

fn stop() -> StopInstance {
    StopInstance::new("i-a")
}

#[tokio::test]
async fn documented_stop_response_is_parsed() {
    let response = client(&Recorder::responding([(200, STOPPED)])).send(&stop()).await.unwrap();
    assert!(!response.dry_run_passed);
    assert_eq!(response.request_id.as_deref(), Some("2021062415303301022514515207C4****"));
    assert_eq!(response.raw.len(), STOPPED.len());
}

#[tokio::test]
async fn empty_error_and_missing_result_are_success() {
    for error in ["null", "{}", r#"{"CodeN":0,"Code":"","Message":""}"#] {
        let body = format!(r#"{{"ResponseMetadata":{{"RequestId":"r","Error":{error}}},"Result":null}}"#);
        assert!(answer(&stop(), 200, &body).await.is_ok(), "{error}");
    }
    assert!(answer(&stop(), 200, r#"{"ResponseMetadata":{}}"#).await.is_ok());
}

const DRY_RUN: &str = r#"{"ResponseMetadata":{"RequestId":"r","Action":"StopInstance","Version":"2020-04-01",
    "Service":"ecs","Region":"cn-beijing","Error":{"Code":"DryRunOperation",
    "Message":"Your request has been validated by the DryRunOperation."}}}"#;

#[tokio::test]
async fn passed_dry_run_is_a_success() {
    let output = answer(&stop().dry_run(true), 412, DRY_RUN).await.unwrap();
    assert!(output.dry_run_passed);
    assert_eq!(serde_json::to_string(&output).unwrap(), r#"{"DryRunPassed":true}"#);
}

#[tokio::test]
async fn stop_and_dry_run_responses_are_not_confused() {
    assert_eq!(answer(&stop(), 412, DRY_RUN).await.unwrap_err().kind(), ErrorKind::Decode);
    assert_eq!(answer(&stop().dry_run(true), 200, STOPPED).await.unwrap_err().kind(), ErrorKind::Decode);
    let list = answer(&DescribeInstances::new(), 412, DRY_RUN).await.unwrap_err();
    assert_eq!(list.kind(), ErrorKind::Decode);
}

#[tokio::test]
async fn batch_reports_each_instance() {
    let body = r#"{"ResponseMetadata":{"RequestId":"r"},"Result":{"OperationDetails":[
        {"InstanceId":"i-a"},
        {"InstanceId":"i-b","Error":null},
        {"InstanceId":"i-c","Error":{"Code":"","Message":""}},
        {"InstanceId":"i-d","Error":{"Code":"InvalidInstance.NotFound","Message":"The specified instance does not exist."}},
        {"InstanceId":"i-e","Error":{"Code":"OperationDenied.ResourceLocked","Message":"locked"}}]}}"#;
    let output = answer(&StopInstances::new(["i-a"]), 200, body).await.unwrap();
    let kinds: Vec<_> = output
        .operation_details
        .iter()
        .map(|detail| detail.result().err().map(|error| error.kind()))
        .collect();
    assert_eq!(kinds, [None, None, None, Some(ErrorKind::NotFound), Some(ErrorKind::Locked)]);
    let error = output.operation_details[3].result().unwrap_err();
    assert_eq!(
        error.to_string(),
        "StopInstances: InvalidInstance.NotFound: The specified instance does not exist."
    );
}

#[tokio::test]
async fn batch_without_details_accepts_nothing() {
    let body = r#"{"ResponseMetadata":{"RequestId":"r"},"Result":{"OperationDetails":null}}"#;
    let output = answer(&StopInstances::new(["i-a"]), 200, body).await.unwrap();
    assert!(output.operation_details.is_empty());
}

/// Instance with every documented field, some numbers as text, and an unknown field.
const FULL: &str = r#"{"ResponseMetadata":{"RequestId":"r"},"Result":{"TotalCount":"2","NextToken":"next==","Instances":[{
    "InstanceId":"i-a","InstanceName":"train","Description":"","Status":"RUNNING","StoppedMode":"",
    "ZoneId":"cn-beijing-a","VpcId":"vpc-1","ImageId":"image-1","OsName":"Ubuntu","OsType":"Linux",
    "Hostname":"h1","HostName":"h2","InstanceTypeId":"ecs.gni3cl.5xlarge","Cpus":"20","MemorySize":245760,
    "CpuOptions":{"CoreCount":10,"ThreadsPerCore":2,"TopologyType":""},"InstanceChargeType":"PostPaid",
    "SpotStrategy":"SpotAsPriceGo","SpotPriceLimit":"0.5","ElasticScheduledInstanceType":"NoEsi",
    "ScheduledInstanceId":"","CreatedAt":"2024-01-02T11:04:05+08:00","UpdatedAt":"2024-01-02T11:04:06+08:00",
    "ExpiredAt":"","KeyPairId":"","KeyPairName":"","EipAddress":{"AllocationId":"eip-1","IpAddress":"1.2.3.4"},
    "NetworkInterfaces":[{"NetworkInterfaceId":"eni-1","Type":"primary","PrimaryIpAddress":"10.0.0.1",
    "Ipv6Addresses":null,"MacAddress":"00","SecurityGroupIds":["sg-1"],"SubnetId":"subnet-1","VpcId":"vpc-1"}],
    "Volumes":[{"VolumeId":"vol-1"}],"LocalVolumes":[{"Count":1,"Size":3576,"VolumeType":"LOCAL_SSD"}],
    "RdmaIpAddresses":["10.1.1.1"],"RdmaNetworkInterfaceDetails":[{"Gateway":"g","Ip":"i","Mask":"m",
    "SwitchName":"s","SwitchPort":7}],"HpcClusterId":"","DeploymentSetId":"","DeploymentSetGroupNumber":0,
    "AffinityGroupId":"","Placement":{"Affinity":"","DedicatedHostClusterId":"","DedicatedHostId":"",
    "Tenancy":"Default"},"MetadataOptions":{"HttpTokens":"optional"},"Tags":[{"Key":"k","Value":"v"}],
    "ProjectName":"default","Uuid":"u","DeletionProtection":"false","EnableJumboFrame":true,
    "NeverHeardOf":{"Deep":[1]}},
    {"InstanceId":"i-b","Status":"HIBERNATING"}]}}"#;

#[tokio::test]
async fn documented_fields_are_read_and_others_preserved() {
    let page = answer(&DescribeInstances::new(), 200, FULL).await.unwrap();
    assert_eq!((page.total_count, page.next_token.clone()), (Some(2), Some("next==".to_owned())));
    let instance = &page.instances[0];
    assert_eq!((instance.cpus, instance.memory_size), (Some(20), Some(245_760)));
    assert_eq!((instance.hostname.as_deref(), instance.host_name.as_deref()), (Some("h1"), Some("h2")));
    assert_eq!(instance.spot_price_limit, Some(0.5));
    assert_eq!(instance.deletion_protection, Some(false));
    assert_eq!(instance.rdma_network_interface_details[0].switch_port.as_deref(), Some("7"));
    assert_eq!(instance.network_interfaces[0].r#type.as_deref(), Some("primary"));
    assert_eq!(instance.local_volumes[0].size, Some(3576));
    assert!(instance.is_spot());
    assert_eq!(instance.extra.keys().collect::<Vec<_>>(), ["NeverHeardOf"]);
}

#[tokio::test]
async fn unknown_state_is_preserved() {
    let page = answer(&DescribeInstances::new(), 200, FULL).await.unwrap();
    let status = page.instances[1].status.clone().unwrap();
    assert_eq!(status, InstanceStatus::Other("HIBERNATING".into()));
    assert_eq!((status.phase(), status.as_str()), (Phase::Unknown, "HIBERNATING"));
    assert_eq!(serde_json::to_string(&status).unwrap(), r#""HIBERNATING""#);
}

#[test]
fn every_state_has_its_phase() {
    for (status, phase) in [
        ("CREATING", Phase::Changing),
        ("STARTING", Phase::Changing),
        ("REBOOTING", Phase::Changing),
        ("REBUILDING", Phase::Changing),
        ("RESIZING", Phase::Changing),
        ("RUNNING", Phase::Running),
        ("STOPPING", Phase::Stopping),
        ("STOPPED", Phase::Stopped),
        ("ERROR", Phase::Unstoppable),
        ("DELETING", Phase::Deleting),
        ("stopped", Phase::Unknown),
    ] {
        assert_eq!(InstanceStatus::from(status.to_owned()).phase(), phase, "{status}");
    }
}

#[test]
fn unknown_modes_and_spot_strategies_are_preserved() {
    assert_eq!(StoppedMode::from("Hibernate".to_owned()).to_string(), "Hibernate");
    for (json, is_spot) in [
        ("{}", false),
        (r#"{"SpotStrategy":""}"#, false),
        (r#"{"SpotStrategy":"NoSpot"}"#, false),
        (r#"{"SpotStrategy":"SpotWithPriceLimit"}"#, true),
    ] {
        let instance: tingji_volcengine::Instance = serde_json::from_str(json).unwrap();
        assert_eq!(instance.is_spot(), is_spot, "{json}");
    }
}

#[tokio::test]
async fn empty_list_is_valid_and_empty_response_is_not() {
    for empty in
        [r#"{"Instances":[],"NextToken":"","TotalCount":0}"#, r#"{"Instances":null}"#, r#"{"TotalCount":0}"#]
    {
        let body = format!(r#"{{"ResponseMetadata":{{"RequestId":"r"}},"Result":{empty}}}"#);
        let page = answer(&DescribeInstances::new(), 200, &body).await.unwrap();
        assert!(page.instances.is_empty() && page.next_token.is_none(), "{empty}");
    }
    let error = answer(&DescribeInstances::new(), 200, STOPPED).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
}

#[tokio::test]
async fn malformed_details_do_not_hide_the_instance() {
    let body = r#"{"ResponseMetadata":{},"Result":{"Instances":[{"InstanceId":"i-a","Status":"RUNNING",
        "InstanceName":7,"EipAddress":"","Placement":[],"Cpus":"many","Tags":[{"Key":"team","Value":null}],
        "NetworkInterfaces":[{"PrimaryIpAddress":"10.0.0.2","New":1}],"Volumes":{}}]}}"#;
    let output = answer(&DescribeInstances::new(), 200, body).await.unwrap();
    let instance = &output.instances[0];
    assert_eq!(
        (instance.instance_id.as_deref(), &instance.status),
        (Some("i-a"), &Some(InstanceStatus::Running))
    );
    assert_eq!((instance.instance_name.as_deref(), instance.cpus), (Some("7"), None));
    assert!(instance.eip_address.is_none() && instance.placement.is_none() && instance.volumes.is_empty());
    assert_eq!((instance.tags[0].key.as_str(), instance.tags[0].value.as_str()), ("team", ""));
    assert_eq!(instance.network_interfaces[0].extra["New"], 1);
}

#[tokio::test]
async fn instance_with_malformed_id_or_state_is_an_error() {
    for fields in [r#""InstanceId":["i-a"]"#, r#""InstanceId":"i-a","Status":{}"#] {
        let body = format!(r#"{{"ResponseMetadata":{{}},"Result":{{"Instances":[{{{fields}}}]}}}}"#);
        let error = answer(&DescribeInstances::new(), 200, &body).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{fields}");
    }
}

#[tokio::test]
async fn instance_type_has_all_fields_of_the_sdk() {
    let body = r#"{"ResponseMetadata":{},"Result":{"InstanceTypes":[{"InstanceTypeId":"ecs.t2.large",
        "BaselineCredit":"10","InitialCredit":60,"IsSupportJumboFrame":true,"IsSupportAffinityGroup":"false",
        "AffinityGroupSizes":[1,2],"Network":{"BaselineBandwidthMbps":300,"MaximumBandwidthMbps":1200,
        "MaximumThroughputKpps":"100"}}]}}"#;
    let output = answer(&DescribeInstanceTypes::new(), 200, body).await.unwrap();
    let one = &output.instance_types[0];
    assert_eq!((one.baseline_credit, one.initial_credit), (Some(10), Some(60)));
    assert_eq!((one.is_support_jumbo_frame, one.is_support_affinity_group), (Some(true), Some(false)));
    assert_eq!(one.affinity_group_sizes, [1, 2]);
    let network = one.network.as_ref().unwrap();
    assert_eq!((network.baseline_bandwidth_mbps, network.maximum_bandwidth_mbps), (Some(300), Some(1200)));
    assert_eq!(network.maximum_throughput_kpps, Some(100));
}
