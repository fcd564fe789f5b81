//! Volcengine ECS: start, reboot, deletion, creation, regions and zones.

use serde_json::{Value, json};
use tingji_sandbox::{Cloud, InstanceSpec, Sandbox};
use tingji_signing_core::Volcengine;

use crate::client::{Call, Reply, fleet, machine};

async fn ask(sandbox: &Sandbox, query: &str) -> Reply {
    let call = Call::new(sandbox, "GET", &format!("/?{query}&Version=2020-04-01"));
    let ecs = Volcengine::new("cn-beijing", "ecs");
    call.sign(&ecs, &sandbox.credential(Cloud::Volcengine)).send(sandbox).await
}

async fn does(sandbox: &Sandbox, query: &str) -> Value {
    let reply = ask(sandbox, query).await;
    assert_eq!(reply.status, 200, "{query}: {reply:?}");
    reply.at("/Result")
}

async fn refuses(sandbox: &Sandbox, query: &str, status: u16, code: &str) {
    let reply = ask(sandbox, query).await;
    assert_eq!((reply.status, reply.at("/ResponseMetadata/Error/Code")), (status, json!(code)), "{query}");
}

async fn instances(sandbox: &Sandbox) -> Vec<Value> {
    let result = does(sandbox, "Action=DescribeInstances").await;
    result["Instances"].as_array().unwrap().clone()
}

/// States that the next polls show.
async fn states(sandbox: &Sandbox) -> Vec<String> {
    let mut seen = Vec::new();
    for _ in 0..3 {
        let shown = instances(sandbox).await;
        let state = shown.first().map_or("-", |one| one["Status"].as_str().unwrap());
        seen.push(state.to_owned());
    }
    seen
}

const NEW: &str = "Action=RunInstances&ZoneId=cn-beijing-b&ImageId=image-1&InstanceTypeId=ecs.gni2.3xlarge&InstanceName=new\
                   &NetworkInterfaces.1.SubnetId=subnet-1&NetworkInterfaces.1.SecurityGroupIds.1=sg-1\
                   &Volumes.1.VolumeType=ESSD_PL0&Volumes.1.Size=40";

#[tokio::test]
async fn lifecycle_runs_from_start_to_creation() {
    let sandbox = fleet(vec![InstanceSpec::new(Cloud::Volcengine, "i-1")]).await;
    assert_eq!(
        does(&sandbox, "Action=StopInstance&InstanceId=i-1&StoppedMode=StopCharging").await,
        json!({})
    );
    assert_eq!(states(&sandbox).await, ["STOPPING", "STOPPING", "STOPPED"]);
    assert_eq!(does(&sandbox, "Action=StartInstance&InstanceId=i-1").await, json!({}));
    assert_eq!(states(&sandbox).await, ["STARTING", "STARTING", "RUNNING"]);
    assert_eq!(instances(&sandbox).await[0]["StoppedMode"], "");
    does(&sandbox, "Action=RebootInstance&InstanceId=i-1&ForceStop=true").await;
    assert_eq!(states(&sandbox).await, ["REBOOTING", "REBOOTING", "RUNNING"]);
    does(&sandbox, "Action=DeleteInstance&InstanceId=i-1").await;
    assert_eq!(states(&sandbox).await, ["DELETING", "DELETING", "-"]);
    refuses(&sandbox, "Action=StartInstance&InstanceId=i-1", 404, "InvalidInstance.NotFound").await;
    let ids = does(&sandbox, NEW).await;
    assert_eq!(states(&sandbox).await, ["CREATING", "CREATING", "RUNNING"]);
    assert_eq!(instances(&sandbox).await[0]["InstanceId"], ids["InstanceIds"][0]);
    assert_eq!(sandbox.stops_sent(Cloud::Volcengine, "i-1"), 0, "it is gone");
}

#[tokio::test]
async fn power_changes_check_state_and_locks() {
    for (action, state, good) in [
        ("Start", "STOPPED", true),
        ("Start", "RUNNING", false),
        ("Reboot", "RUNNING", true),
        ("Reboot", "STOPPED", false),
        ("Delete", "RUNNING", true),
        ("Delete", "STOPPED", true),
        ("Delete", "STARTING", false),
    ] {
        let sandbox = fleet(vec![machine(Cloud::Volcengine, "i-1", |i| i.state = state.to_owned())]).await;
        let query = format!("Action={action}Instance&InstanceId=i-1");
        let dry = format!("{query}&DryRun=true");
        if good {
            refuses(&sandbox, &dry, 412, "DryRunOperation").await;
            assert_eq!(sandbox.state_of(Cloud::Volcengine, "i-1").as_deref(), Some(state));
            does(&sandbox, &query).await;
        } else {
            refuses(&sandbox, &dry, 400, "InvalidInstanceStatus").await;
            refuses(&sandbox, &query, 400, "InvalidInstanceStatus").await;
        }
        refuses(&sandbox, &format!("Action={action}Instance"), 400, "MissingParameter.InstanceId").await;
    }
    let locked = fleet(vec![machine(Cloud::Volcengine, "i-1", |i| i.locked = true)]).await;
    refuses(&locked, "Action=RebootInstance&InstanceId=i-1", 412, "OperationDenied.ResourceLocked").await;
    let prepaid = fleet(vec![machine(Cloud::Volcengine, "i-1", |i| i.charge_type = "PrePaid".into())]).await;
    refuses(&prepaid, "Action=DeleteInstance&InstanceId=i-1", 400, "InvalidChargeType").await;
}

#[tokio::test]
async fn batch_changes_report_an_error_per_instance() {
    for (action, state) in [("Start", "STOPPED"), ("Reboot", "RUNNING"), ("Delete", "STOPPED")] {
        let ready = machine(Cloud::Volcengine, "i-1", |i| i.state = state.to_owned());
        let busy = machine(Cloud::Volcengine, "i-2", |i| i.state = "RESIZING".to_owned());
        let sandbox = fleet(vec![ready, busy]).await;
        let result = does(
            &sandbox,
            &format!("Action={action}Instances&InstanceIds.1=i-1&InstanceIds.2=i-2&InstanceIds.3=i-3"),
        )
        .await;
        let details = result["OperationDetails"].as_array().unwrap();
        let codes: Vec<_> = details.iter().map(|one| one["Error"]["Code"].clone()).collect();
        assert_eq!(codes, [Value::Null, json!("InvalidInstanceStatus"), json!("InvalidInstance.NotFound")]);
        assert_ne!(sandbox.state_of(Cloud::Volcengine, "i-1").as_deref(), Some(state));
        refuses(&sandbox, &format!("Action={action}Instances"), 400, "MissingParameter.InstanceIds").await;
    }
}

#[tokio::test]
async fn creation_is_idempotent_and_stores_its_parameters() {
    let sandbox = fleet(vec![machine(Cloud::Volcengine, "i-1", |i| {
        i.instance_type = "ecs.gni2.3xlarge".into();
        i.gpu = "NVIDIA-A10".into();
        i.gpu_count = 2;
    })])
    .await;
    let query = format!(
        "{NEW}&Count=2&UniqueSuffix=true&SuffixIndex=7&ClientToken=t-1&SpotStrategy=SpotAsPriceGo\
         &InstanceChargeType=PrePaid&Period=1&Tags.1.Key=k&Tags.1.Value=v&ProjectName=p"
    );
    let first = does(&sandbox, &query).await;
    assert_eq!(does(&sandbox, &query).await, first);
    let shown = instances(&sandbox).await;
    assert_eq!(shown.len(), 3);
    assert_eq!((&shown[1]["InstanceName"], &shown[2]["InstanceName"]), (&json!("new007"), &json!("new008")));
    for (name, value) in [
        ("ZoneId", json!("cn-beijing-b")),
        ("ImageId", json!("image-1")),
        ("InstanceTypeId", json!("ecs.gni2.3xlarge")),
        ("InstanceChargeType", json!("PrePaid")),
        ("SpotStrategy", json!("SpotAsPriceGo")),
        ("ProjectName", json!("p")),
        ("Tags", json!([{ "Key": "k", "Value": "v" }])),
    ] {
        assert_eq!(shown[1][name], value);
    }
    assert!(shown[1]["ExpiredAt"].as_str().unwrap().ends_with("+08:00"));
    let types = does(&sandbox, "Action=DescribeInstanceTypes").await;
    assert_eq!(types["InstanceTypes"][0]["Gpu"]["GpuDevices"][0]["Count"], 2);
}

#[tokio::test]
async fn incomplete_creations_are_refused() {
    let sandbox = fleet(Vec::new()).await;
    for part in ["ZoneId=cn-beijing-b", "InstanceTypeId=ecs.gni2.3xlarge", "Volumes.1.VolumeType=ESSD_PL0"] {
        refuses(&sandbox, &NEW.replace(part, "X=1"), 400, "MissingParameter").await;
    }
    refuses(&sandbox, &NEW.replace("cn-beijing-b", "cn-shanghai-a"), 404, "InvalidZone.NotFound").await;
    for wrong in ["Count=101", "Count=2&MinCount=3", "SpotStrategy=Cheap", "InstanceChargeType=Free"] {
        refuses(&sandbox, &format!("{NEW}&{wrong}"), 400, "InvalidArgument").await;
    }
    refuses(&sandbox, &format!("{NEW}&DryRun=true"), 412, "DryRunOperation").await;
    assert!(instances(&sandbox).await.is_empty());
}

#[tokio::test]
async fn regions_are_paged_and_zones_belong_to_the_region() {
    let sandbox = fleet(Vec::new()).await;
    let first = does(&sandbox, "Action=DescribeRegions&MaxResults=3").await;
    let token = first["NextToken"].as_str().unwrap();
    assert_eq!((first["Regions"].as_array().unwrap().len(), token.is_empty()), (3, false));
    let rest = does(&sandbox, &format!("Action=DescribeRegions&MaxResults=3&NextToken={token}")).await;
    assert_eq!((rest["Regions"].as_array().unwrap().len(), &rest["NextToken"]), (2, &json!("")));
    refuses(&sandbox, "Action=DescribeRegions&MaxResults=21", 400, "InvalidArgument").await;
    let many: String = (1..=21).map(|n| format!("&RegionIds.{n}=x&ZoneIds.{n}=x")).collect();
    let regions = format!("Action=DescribeRegions{many}");
    refuses(&sandbox, &regions, 400, "LimitExceeded.MaximumRegionIds").await;
    let zones = does(&sandbox, "Action=DescribeZones&ZoneIds.1=cn-beijing-a").await;
    assert_eq!(zones, json!({ "Zones": [{ "ZoneId": "cn-beijing-a" }] }));
    let elsewhere = "Action=DescribeZones&ZoneIds.1=cn-shanghai-a";
    refuses(&sandbox, elsewhere, 404, "InvalidZone.NotFound").await;
    refuses(&sandbox, &format!("Action=DescribeZones{many}"), 400, "LimitExceeded.MaximumZoneIds").await;
}

#[tokio::test]
async fn image_creation_is_a_task() {
    let sandbox = fleet(vec![
        InstanceSpec::new(Cloud::Volcengine, "i-1"),
        machine(Cloud::Volcengine, "i-2", |i| i.image_in_progress = true),
    ])
    .await;
    let tasks = does(&sandbox, "Action=DescribeTasks").await;
    assert_eq!(tasks["Tasks"].as_array().unwrap().len(), 1);
    assert_eq!(
        (&tasks["Tasks"][0]["Type"], &tasks["Tasks"][0]["Process"]),
        (&json!("CreateImage"), &json!(50))
    );
    let none = does(&sandbox, "Action=DescribeTasks&TaskIds.1=t-other").await;
    assert_eq!(none["Tasks"], json!([]));
}
