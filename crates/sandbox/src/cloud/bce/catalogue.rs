//! What there is: regions, zones, sizes. The sandbox has few of them.
//!
//! <https://cloud.baidu.com/doc/BCC/s/imqoohncm> (sizes), <https://cloud.baidu.com/doc/BCC/s/ijwvyo9im>
//! (zones). The answer about regions is the vendor's SDKs'.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::{Cloud, Reply, inappropriate};
use crate::answer::Call;
use crate::wire::Params;

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

/// A size: family, size, cores, memory, card, cards.
struct Size(&'static str, &'static str, u32, u32, &'static str, u32);

const SIZES: [Size; 4] = [
    Size("g4", "bcc.g4.c4m16", 4, 16, "", 0),
    Size("gn3", "bcc.gn3.c10m80.1v100-32g", 10, 80, "nTeslaV100-32", 1),
    Size("gn5", "bcc.gn5.c18m74.1a10", 18, 74, "nTeslaA10", 1),
    Size("gn5", "bcc.gn5.c36m148.2a10", 36, 148, "nTeslaA10", 2),
];

/// Every zone has every size.
pub(super) fn flavors(query: &Params) -> Value {
    let zones = ZONES.iter().filter(|zone| any(query, "zoneName", zone));
    let zones: Vec<_> = zones
        .map(|zone| {
            json!({
                "zoneName": zone,
                "bccResources": { "flavorGroups": groups(query) },
                "ebcResources": { "flavorGroups": [] },
            })
        })
        .collect();
    json!({ "zoneResources": zones })
}

fn groups(query: &Params) -> Vec<Value> {
    let kept: Vec<_> = SIZES
        .iter()
        .filter(|Size(family, spec, ..)| any(query, "specIds", family) && any(query, "specs", spec))
        .collect();
    let families: BTreeSet<_> = kept.iter().map(|Size(family, ..)| *family).collect();
    let group = |family: &str| {
        let sizes: Vec<_> =
            kept.iter().filter(|Size(of, ..)| *of == family).map(|size| flavor(size)).collect();
        json!({ "groupId": family, "flavors": sizes })
    };
    families.into_iter().map(group).collect()
}

fn any(query: &Params, name: &str, value: &str) -> bool {
    query.filled(name).is_none_or(|given| given.split(',').any(|one| one == value))
}

fn flavor(Size(family, spec, cpu, memory, card, cards): &Size) -> Value {
    json!({
        "specId": family,
        "spec": spec,
        "productType": "both",
        "cpuCount": cpu,
        "memoryCapacityInGB": memory,
        "cpuModel": "Intel Xeon Platinum",
        "cpuGHz": "2.6GHz",
        "gpuCardType": card,
        "gpuCardCount": cards,
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

/// The zones of the sizes, and those that instances are in.
pub(super) fn zones(call: &Call<'_>) -> Value {
    let used = call.world.of(Cloud::Bce).map(|(_, machine)| machine.spec.zone.as_str());
    let names: BTreeSet<_> = ZONES.into_iter().chain(used).collect();
    let zones: Vec<_> = names.into_iter().map(|name| json!({ "zoneName": name })).collect();
    json!({ "zones": zones })
}

/// Guess: an unknown region is left out.
pub(super) fn regions(body: &Map<String, Value>) -> Reply {
    let wanted = match body.get("region") {
        None | Some(Value::Null) => None,
        Some(Value::String(region)) => Some(region.as_str()),
        Some(_) => return Err(inappropriate("region is no text")),
    };
    let kept = REGIONS.iter().filter(|(id, _)| wanted.is_none_or(|wanted| wanted == *id));
    let regions: Vec<_> = kept
        .map(|(id, name)| {
            let endpoint = format!("bcc.{id}.baidubce.com");
            json!({ "regionId": id, "regionName": name, "regionEndpoint": endpoint })
        })
        .collect();
    Ok(Some(json!({ "regions": regions })))
}
