//! Instances and instance types.
//!
//! <https://docs.byteplus.com/en/docs/ecs/DescribeInstances> (the international version of the same API)

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::http::params::InvalidParam;
use crate::state::machine::Machine;
use crate::vendors::volcengine::ecs::EcsRequest;
use crate::vendors::volcengine::error::EcsResult;
use crate::vendors::volcengine::format::{decode_page_token, encode_page_token, format_time};

/// Largest number of ids and largest page of a list.
const MAX_ROWS: usize = 100;
/// Prepaid period of an instance of the scenario.
const PREPAID_PERIOD_MS: i64 = 30 * 86_400_000;

impl EcsRequest<'_, '_> {
    /// Lists instances of the region in pages of at most 100 rows.
    pub(super) fn describe_instances(&mut self) -> EcsResult {
        let ids = self.params.list("InstanceIds");
        if ids.len() > MAX_ROWS {
            return Err(InvalidParam("InstanceIds").into());
        }
        let (offset, limit) = self.page_range()?;
        let mut indices = if ids.is_empty() {
            self.region_instances()
        } else {
            ids.iter().flat_map(|id| self.find_instance(id)).collect()
        };
        indices.sort_unstable();
        indices.dedup();
        indices.retain(|&index| self.filters_allow(&self.ctx.state.machines[index]));
        let total = indices.len();
        let end = offset.saturating_add(limit);
        let next = if end < total { encode_page_token(end) } else { String::new() };
        let page = self.ctx.state.page_of(indices, offset, limit);
        let rows: Vec<_> = self.ctx.state.poll(&page).into_iter().map(instance_row).collect();
        Ok(json!({ "Instances": rows, "NextToken": next, "TotalCount": total }))
    }

    fn filters_allow(&self, machine: &Machine) -> bool {
        let spec = &machine.spec;
        self.params.allows("Status", machine.state())
            && self.params.allows("ZoneId", &spec.zone)
            && self.params.allows("InstanceChargeType", &spec.charge_type)
            && self.params.non_empty("InstanceName").is_none_or(|part| spec.name.contains(part))
    }

    /// Offset and size of the requested page.
    fn page_range(&self) -> Result<(usize, usize), InvalidParam> {
        let limit = self.params.unsigned("MaxResults", 10)?;
        let offset = match self.params.non_empty("NextToken") {
            None => 0,
            Some(token) => decode_page_token(token).ok_or(InvalidParam("NextToken"))?,
        };
        if (1..=MAX_ROWS).contains(&limit) { Ok((offset, limit)) } else { Err(InvalidParam("MaxResults")) }
    }

    /// Lists the types of the region's instances. Only this operation shows GPUs: an instance names its type, and
    /// the type contains the GPUs.
    pub(super) fn describe_instance_types(&mut self) -> EcsResult {
        let ids = self.params.list("InstanceTypeIds");
        let mut machine_by_type = BTreeMap::new();
        for index in self.region_instances() {
            let machine = &self.ctx.state.machines[index];
            let name = &machine.spec.instance_type;
            if ids.is_empty() || ids.contains(name) {
                machine_by_type.insert(name, machine);
            }
        }
        let rows: Vec<_> = machine_by_type.into_values().map(instance_type_row).collect();
        Ok(json!({ "TotalCount": rows.len(), "InstanceTypes": rows, "NextToken": "" }))
    }
}

fn instance_row(machine: &Machine) -> Value {
    let spec = &machine.spec;
    let local_volumes = match spec.local_disk {
        true => json!([{ "Count": 1, "Size": 894, "VolumeType": "LOCAL_SSD" }]),
        false => json!([]),
    };
    let mut row = json!({
        "InstanceId": spec.id,
        "InstanceName": spec.name,
        "Description": "",
        "Hostname": spec.name,
        "HostName": spec.name,
        "Status": machine.state(),
        "StoppedMode": stopped_mode(machine),
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
        "CreatedAt": format_time(machine.created_at_ms),
        "UpdatedAt": format_time(machine.resource.changed_at_ms),
        "ExpiredAt": expires_at(machine),
        "ProjectName": "default",
        "NetworkInterfaces": [{
            "NetworkInterfaceId": "eni-sandbox",
            "Type": "primary",
            "PrimaryIpAddress": "192.168.0.2",
        }],
        "Volumes": [],
        "LocalVolumes": local_volumes,
        "Tags": [],
        "DeletionProtection": false,
    });
    for (name, value) in &machine.attributes {
        row[name] = value.clone();
    }
    row
}

/// Mode of the last stop. Guess: empty unless stopped, and the default mode for an instance that no request stopped.
fn stopped_mode(machine: &Machine) -> &str {
    match (machine.state(), machine.stopped_mode.as_str()) {
        ("STOPPED", "") => "KeepCharging",
        ("STOPPED", mode) => mode,
        _ => "",
    }
}

/// End of the prepaid period; empty for a postpaid instance. Guess: an instance of the scenario was paid for 30 days.
fn expires_at(machine: &Machine) -> String {
    if !machine.is_prepaid() {
        return String::new();
    }
    format_time(machine.created_at_ms + PREPAID_PERIOD_MS)
}

fn instance_type_row(machine: &Machine) -> Value {
    let spec = &machine.spec;
    let family = match spec.instance_type.rsplit_once('.') {
        Some((family, _)) => family,
        None => &spec.instance_type,
    };
    let mut row = json!({
        "InstanceTypeId": spec.instance_type,
        "InstanceTypeFamily": family,
        "Processor": { "Cpus": 12, "Model": "Intel Xeon" },
        "Memory": { "Size": 49_152 },
    });
    if !spec.gpu.is_empty() {
        let device =
            json!({ "Count": spec.gpu_count, "ProductName": spec.gpu, "Memory": { "Size": 24_576 } });
        row["Gpu"] = json!({ "GpuDevices": [device] });
    }
    row
}
