//! CompShare: regions, zones and availability.

use tingji_sandbox::{Cloud, InstanceSpec, Scenario};

use crate::client::{fleet, start};
use crate::compshare::{ask, refused, states};

#[tokio::test]
async fn scenario_can_require_a_region() {
    let scenario = Scenario::from_json(
        r#"{"region_required": true, "instances": [{"cloud": "compshare", "id": "uhost-1", "region": "cn-sh2"}]}"#,
    );
    let sandbox = start(scenario.unwrap()).await;
    let reply = ask(&sandbox, "DescribeCompShareInstance", &[("UHostIds.0", "uhost-1")]).await;
    assert_eq!(reply["RetCode"], 220);
    refused(&reply, "[Region]");
    assert_eq!(states(&sandbox, &[("Region", "cn-sh2")]).await, ["Running"]);
    assert!(states(&sandbox, &[("Region", "cn-wlcb")]).await.is_empty());
    // A list of zones needs no region; the vendor's own command sends none.
    assert_eq!(ask(&sandbox, "DescribeCompShareSupportZone", &[]).await["RetCode"], 0);
}

#[tokio::test]
async fn availability_is_reported_by_region() {
    let sandbox = fleet(vec![InstanceSpec::new(Cloud::Compshare, "uhost-1")]).await;
    let region = ("Region", "cn-wlcb");
    let types = "DescribeAvailableCompShareInstanceTypes";
    let all = ask(&sandbox, types, &[region]).await;
    assert_eq!(all["AvailableInstanceTypes"][0]["Status"], "Normal");
    assert_eq!(all["AvailableInstanceTypes"][3]["Status"], "SoldOut");
    let spot = ask(&sandbox, types, &[region, ("MachineTypes.0", "A800"), ("InstanceType", "spot")]).await;
    assert_eq!(spot["AvailableInstanceTypes"].as_array().unwrap().len(), 0);
    refused(&ask(&sandbox, types, &[region, ("InstanceType", "free")]).await, "InstanceType");
    let families = ask(&sandbox, "DescribeCompShareMachineTypeFamilies", &[region]).await;
    assert_eq!(families["MachineTypes"][0]["Name"], "4090");
    let free = ask(&sandbox, "DescribeCompShareGpuInventory", &[region]).await;
    assert_eq!(free["GpuInventoryByZone"]["Exclusive"]["5000"]["4090"], 11);
    for action in [types, "DescribeCompShareMachineTypeFamilies", "DescribeCompShareGpuInventory"] {
        refused(&ask(&sandbox, action, &[]).await, "Region");
    }
}
