//! What is sold, and how much of it is left. All of it is invented.

use serde_json::{Value, json};

use crate::answer::Call;
use crate::clock::second;
use crate::cloud::Cloud;
use crate::cloud::ucloud::{Refusal, Reply, required};
use crate::scenario::Account;
use crate::wire::Params;

use super::create::NO_SPOT;

/// The cards, and how many of each are free.
const CARDS: [(&str, u32); 4] = [("4090", 12), ("3090", 8), ("A100", 2), ("A800", 0)];

fn zone(params: &Params) -> Result<String, Refusal> {
    let region = required(params, "Region")?;
    Ok(params.filled("Zone").map_or_else(|| format!("{region}-01"), str::to_owned))
}

fn offer(card: &str, free: u32, zone: &str) -> Value {
    let size = |cards: u32| {
        json!({
            "Gpu": cards,
            "Collection": [{ "Cpu": 16 * cards, "Memory": [64 * cards], "MinimalCpuPlatform": ["Amd/EPYC2"] }],
        })
    };
    let sizes = [1, 2, 4].map(size);
    let disk = json!({ "Name": "CLOUD_SSD", "InstantResize": true, "MinimalSize": 10, "MaximalSize": 1000, "Features": ["SNAPSHOT"] });
    json!({
        "Name": card,
        "Zone": zone,
        "Status": if free > 0 { "Normal" } else { "SoldOut" },
        "Description": card,
        "MachineSizes": sizes,
        "CpuPlatforms": { "Amd": ["Amd/EPYC2"] },
        "Disks": [{ "Name": "cloudDisk", "BootDisk": [disk], "DataDisk": [disk] }],
        "GraphicsMemory": { "Value": 24, "Rate": 3 },
        "Performance": { "Value": 80, "Rate": 3 },
        "MachineClass": "GPU",
        "ParentType": "G",
    })
}

pub(super) fn types(_call: &mut Call<'_>, _account: &Account, params: &Params) -> Reply {
    let (zone, wanted) = (zone(params)?, params.list("MachineTypes"));
    let spot = match params.filled("InstanceType").unwrap_or("uhost") {
        "uhost" => false,
        "spot" => true,
        _ => return Err(Refusal::unavailable("InstanceType")),
    };
    let is_wanted = |card: &str| wanted.is_empty() || wanted.iter().any(|wanted| wanted == card);
    let cards = CARDS.iter().filter(|(card, _)| is_wanted(card) && !(spot && NO_SPOT.contains(card)));
    let offers: Vec<_> = cards.map(|(card, free)| offer(card, *free, &zone)).collect();
    Ok(json!({ "AvailableInstanceTypes": offers }))
}

pub(super) fn families(_call: &mut Call<'_>, _account: &Account, params: &Params) -> Reply {
    required(params, "Region")?;
    let families = CARDS.map(|(card, _)| json!({ "Name": card, "Description": card }));
    Ok(json!({ "MachineTypes": families, "MachineTypesMap": { "5000": families } }))
}

pub(super) fn inventory(call: &mut Call<'_>, _account: &Account, params: &Params) -> Reply {
    required(params, "Region")?;
    let running = call.world.of(Cloud::Compshare).filter(|(_, machine)| machine.is_running()).count();
    // Whatever runs has taken a card of the first kind.
    let taken = |at: usize| if at == 0 { u32::try_from(running).unwrap_or(u32::MAX) } else { 0 };
    let free = CARDS
        .iter()
        .enumerate()
        .map(|(at, (card, free))| ((*card).to_owned(), free.saturating_sub(taken(at)).into()));
    let free: serde_json::Map<_, Value> = free.collect();
    Ok(json!({
        "GpuInventoryByZone": { "Exclusive": { "5000": free }, "Spot": { "5000": { "4090": 1 } } },
        "UpdateTime": second(call.now.world).seconds(),
        "SpotUnsupportedGpuTypes": NO_SPOT,
    }))
}
