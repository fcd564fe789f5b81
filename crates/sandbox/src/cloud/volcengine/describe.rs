//! Describing instances and their types.
//!
//! <https://docs.byteplus.com/en/docs/ecs/DescribeInstances> (the international twin of the same API)

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Ecs, Reply};
use crate::clock::second;
use crate::wire::Bad;
use crate::world::Machine;

impl Ecs<'_, '_> {
    pub(super) fn describe_instances(&mut self) -> Reply {
        let ids = self.params.list("InstanceIds");
        if ids.len() > 100 {
            return Err(Bad("InstanceIds").into());
        }
        let (offset, max) = self.page()?;
        let mut places =
            if ids.is_empty() { self.places() } else { ids.iter().flat_map(|id| self.find(id)).collect() };
        places.sort_unstable();
        places.dedup();
        places.retain(|&at| self.wants(&self.call.world.machines[at]));
        let (total, end) = (places.len(), offset.saturating_add(max));
        let next = if end < total { token(end) } else { String::new() };
        let shown = self.call.world.cut(places, offset, max);
        let instances: Vec<_> = self.call.world.look(&shown).into_iter().map(instance).collect();
        Ok(json!({ "Instances": instances, "NextToken": next, "TotalCount": total }))
    }

    fn wants(&self, machine: &Machine) -> bool {
        let is = |name: &str, value: &str| self.params.filled(name).is_none_or(|given| given == value);
        let spec = &machine.spec;
        is("Status", machine.state())
            && is("ZoneId", &spec.zone)
            && is("InstanceChargeType", &spec.charge_type)
            && self.params.filled("InstanceName").is_none_or(|part| spec.name.contains(part))
    }

    fn page(&self) -> Result<(usize, usize), Bad> {
        let max = self.params.count("MaxResults", 10)?;
        let token = self.params.filled("NextToken");
        let offset = token.map_or(Some(0), offset).ok_or(Bad("NextToken"))?;
        if (1..=100).contains(&max) { Ok((offset, max)) } else { Err(Bad("MaxResults")) }
    }

    /// The only place that tells the graphics cards: an instance names its type, a type its cards.
    pub(super) fn describe_instance_types(&mut self) -> Reply {
        let ids = self.params.list("InstanceTypeIds");
        let machines = self.places().into_iter().map(|at| &self.call.world.machines[at]);
        let types: BTreeMap<_, _> = machines
            .map(|machine| (&machine.spec.instance_type, machine))
            .filter(|(name, _)| ids.is_empty() || ids.contains(name))
            .collect();
        let types: Vec<_> = types.into_values().map(instance_type).collect();
        Ok(json!({ "TotalCount": types.len(), "InstanceTypes": types, "NextToken": "" }))
    }
}

/// An offset, in a form that no client will take for one.
pub(super) fn token(offset: usize) -> String {
    format!("sandbox{offset:08x}")
}

pub(super) fn offset(token: &str) -> Option<usize> {
    usize::from_str_radix(token.strip_prefix("sandbox")?, 16).ok()
}

/// China's time with its offset, as ECS writes it.
pub(super) fn time(millis: i64) -> String {
    second(millis).plus(8 * 3600).iso_extended().replace('Z', "+08:00")
}

fn instance(machine: &Machine) -> Value {
    let spec = &machine.spec;
    let stopped = machine.state() == "STOPPED";
    // Guess: empty unless stopped, and the usual mode for one that was stopped before.
    let mode = match (stopped, machine.stopped_mode.as_str()) {
        (false, _) => "",
        (true, "") => "KeepCharging",
        (true, mode) => mode,
    };
    let mut shown = json!({
        "InstanceId": spec.id,
        "InstanceName": spec.name,
        "Description": "",
        "Hostname": spec.name,
        "HostName": spec.name,
        "Status": machine.state(),
        "StoppedMode": mode,
        "ZoneId": spec.zone,
        "VpcId": "vpc-sandbox",
        "ImageId": "image-sandbox",
        "OsName": "Ubuntu 22.04 64 bit",
        "OsType": "Linux",
        "InstanceTypeId": spec.instance_type,
        "Cpus": 12,
        "MemorySize": 49_152,
        "InstanceChargeType": spec.charge_type,
        "SpotStrategy": if spec.spot { "SpotAsPriceGo" } else { "NoSpot" },
        "CreatedAt": time(machine.created),
        "UpdatedAt": time(machine.unit.changed),
        "ExpiredAt": expiry(machine),
        "ProjectName": "default",
        "NetworkInterfaces": [{ "NetworkInterfaceId": "eni-sandbox", "Type": "primary", "PrimaryIpAddress": "192.168.0.2" }],
        "Volumes": [],
        "LocalVolumes": if spec.local_disk { json!([{ "Count": 1, "Size": 894, "VolumeType": "LOCAL_SSD" }]) } else { json!([]) },
        "Tags": [],
        "DeletionProtection": false,
    });
    for (name, value) in &machine.notes {
        shown[name] = value.clone();
    }
    shown
}

/// Guess: an instance that is there from the start has been paid for 30 days.
fn expiry(machine: &Machine) -> String {
    if machine.is_prepaid() { time(machine.created + 30 * 86_400_000) } else { String::new() }
}

fn instance_type(machine: &Machine) -> Value {
    let spec = &machine.spec;
    let family =
        spec.instance_type.rsplit_once('.').map_or(spec.instance_type.as_str(), |(family, _)| family);
    let mut shown = json!({
        "InstanceTypeId": spec.instance_type,
        "InstanceTypeFamily": family,
        "Processor": { "Cpus": 12, "Model": "Intel Xeon" },
        "Memory": { "Size": 49_152 },
    });
    if !spec.gpu.is_empty() {
        let device =
            json!({ "Count": spec.gpu_count, "ProductName": spec.gpu, "Memory": { "Size": 24_576 } });
        shown["Gpu"] = json!({ "GpuDevices": [device] });
    }
    shown
}
