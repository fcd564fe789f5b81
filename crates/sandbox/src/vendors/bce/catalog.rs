//! Regions, zones and sizes. The sandbox invents a few of each.
//!
//! <https://cloud.baidu.com/doc/BCC/s/imqoohncm> (sizes), <https://cloud.baidu.com/doc/BCC/s/ijwvyo9im> (zones).
//! The shape of the regions comes from the vendor's SDKs.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::cloud::Cloud;
use crate::http::params::RequestParams;
use crate::vendors::bce::error::inappropriate_json;
use crate::vendors::bce::list::filter_allows;
use crate::vendors::bce::request::BceResult;
use crate::vendors::call::RequestContext;

const ZONES: [&str; 2] = ["cn-bj-a", "cn-bj-b"];

const REGIONS: [(&str, &str); 9] = [
    ("bj", "北京"),
    ("gz", "广州"),
    ("su", "苏州"),
    ("bd", "保定"),
    ("fwh", "武汉"),
    ("fsh", "上海"),
    ("cd", "成都"),
    ("hkg", "香港"),
    ("sin", "新加坡"),
];

/// A size of instances.
struct FlavorSpec {
    family: &'static str,
    name: &'static str,
    cpus: u32,
    memory_gb: u32,
    gpu: &'static str,
    gpu_count: u32,
}

const FLAVORS: [FlavorSpec; 4] = [
    FlavorSpec { family: "g4", name: "bcc.g4.c4m16", cpus: 4, memory_gb: 16, gpu: "", gpu_count: 0 },
    FlavorSpec {
        family: "gn3",
        name: "bcc.gn3.c10m80.1v100-32g",
        cpus: 10,
        memory_gb: 80,
        gpu: "nTeslaV100-32",
        gpu_count: 1,
    },
    FlavorSpec {
        family: "gn5",
        name: "bcc.gn5.c18m74.1a10",
        cpus: 18,
        memory_gb: 74,
        gpu: "nTeslaA10",
        gpu_count: 1,
    },
    FlavorSpec {
        family: "gn5",
        name: "bcc.gn5.c36m148.2a10",
        cpus: 36,
        memory_gb: 148,
        gpu: "nTeslaA10",
        gpu_count: 2,
    },
];

/// Lists the sizes of each zone. Every zone has every size.
pub(super) fn list_flavors(query: &RequestParams) -> Value {
    let mut zones = Vec::new();
    for zone in ZONES.iter().filter(|zone| filter_allows(query, "zoneName", zone)) {
        zones.push(json!({
            "zoneName": zone,
            "bccResources": { "flavorGroups": flavor_groups(query) },
            "ebcResources": { "flavorGroups": [] },
        }));
    }
    json!({ "zoneResources": zones })
}

fn flavor_groups(query: &RequestParams) -> Vec<Value> {
    let mut matching = Vec::new();
    for flavor in &FLAVORS {
        if filter_allows(query, "specIds", flavor.family) && filter_allows(query, "specs", flavor.name) {
            matching.push(flavor);
        }
    }
    let families: BTreeSet<_> = matching.iter().map(|flavor| flavor.family).collect();
    let mut groups = Vec::new();
    for family in families {
        let flavors = matching.iter().filter(|flavor| flavor.family == family);
        let rows: Vec<_> = flavors.map(|flavor| flavor_row(flavor)).collect();
        groups.push(json!({ "groupId": family, "flavors": rows }));
    }
    groups
}

fn flavor_row(flavor: &FlavorSpec) -> Value {
    json!({
        "specId": flavor.family,
        "spec": flavor.name,
        "productType": "both",
        "cpuCount": flavor.cpus,
        "memoryCapacityInGB": flavor.memory_gb,
        "cpuModel": "Intel Xeon Platinum",
        "cpuGHz": "2.6GHz",
        "gpuCardType": flavor.gpu,
        "gpuCardCount": flavor.gpu_count,
        "fpgaCardType": "",
        "fpgaCardCount": 0,
        "ephemeralDiskInGb": 0,
        "ephemeralDiskCount": 0,
        "ephemeralDiskType": "",
        "networkBandwidth": "10Gbps",
        "networkPackage": "100万pps",
        "netEthQueueCount": "4",
        "netEthMaxQueueCount": "8",
        "enableJumboFrame": false,
        "systemDiskType": ["enhanced_ssd_pl1"],
        "dataDiskType": ["enhanced_ssd_pl1", "cloud_hp1"],
    })
}

/// Lists the zones of the sizes and the zones of all instances.
pub(super) fn list_zones(ctx: &RequestContext<'_>) -> Value {
    let used = ctx.state.machines_of(Cloud::Bce).map(|(_, machine)| machine.spec.zone.as_str());
    let names: BTreeSet<_> = ZONES.into_iter().chain(used).collect();
    let zones: Vec<_> = names.into_iter().map(|name| json!({ "zoneName": name })).collect();
    json!({ "zones": zones })
}

/// Lists all regions, or the region of the body. Guess: an unknown region gives an empty list.
pub(super) fn list_regions(body: &Map<String, Value>) -> BceResult {
    let wanted = match body.get("region") {
        None | Some(Value::Null) => None,
        Some(Value::String(region)) => Some(region.as_str()),
        Some(_) => return Err(inappropriate_json("region is not a string")),
    };
    let mut regions = Vec::new();
    for (id, name) in REGIONS {
        if wanted.is_none_or(|wanted| wanted == id) {
            let endpoint = format!("bcc.{id}.baidubce.com");
            regions.push(json!({ "regionId": id, "regionName": name, "regionEndpoint": endpoint }));
        }
    }
    Ok(Some(json!({ "regions": regions })))
}
