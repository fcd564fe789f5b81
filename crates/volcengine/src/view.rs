//! Converts the vendor's instance into the shared [`Instance`](tingji_core::Instance), with its charges.

use tingji_core::lifecycle::{Billing, ChargeItem, Gpu};
use tingji_core::{InstanceId, Phase, State};

use crate::model::Instance;

/// Returns the shared form of an instance; `None` if the vendor's id is missing or malformed.
pub(crate) fn to_instance(
    instance: &Instance,
    region: &str,
    gpu: Option<Gpu>,
) -> Option<tingji_core::Instance> {
    let id = InstanceId::new(instance.instance_id.as_deref()?, None).ok()?;
    let state = match &instance.status {
        Some(status) => State::new(status.phase(), status.as_str()),
        None => State::new(Phase::Unknown, ""),
    };
    let mut view = tingji_core::Instance::new(id, state);
    view.region = Some(region.to_owned());
    view.zone.clone_from(&instance.zone_id);
    view.name = instance.instance_name.clone().unwrap_or_default();
    view.gpu = gpu;
    view.charge.clone_from(&instance.instance_charge_type);
    view.spot = instance.is_spot();
    view.tags = instance.tags.iter().map(|tag| (tag.key.clone(), tag.value.clone())).collect();
    view.created = instance.created();
    view.billing = billing(instance);
    view.revision = revision(instance);
    Some(view)
}

/// Returns what is charged while the instance is stopped. The vendor does not publish when a spot
/// instance will be reclaimed.
fn billing(instance: &Instance) -> Billing {
    let mut billing = Billing::default();
    billing.stop_frees_compute = instance.stop_releases_compute();
    if instance.status.as_ref().is_some_and(|status| status.phase() == Phase::Stopped) {
        billing.compute_charged = billing.stop_frees_compute.map(|is_free| !is_free);
    }
    if billing.stop_frees_compute != Some(true) {
        billing.keeps_charging.push(match billing.stop_frees_compute {
            Some(_) => ChargeItem::new("vCPU, memory and GPU", "vCPU、内存和 GPU"),
            None => ChargeItem::ends_on_no_charge_stop(
                "vCPU, memory and GPU, unless it is stopped with StopCharging",
                "vCPU、内存和 GPU，除非以 StopCharging 停机",
            ),
        });
    }
    billing.keeps_charging.extend([
        ChargeItem::new("disks", "云盘"),
        ChargeItem::new("images", "镜像"),
        ChargeItem::new("public addresses", "公网 IP"),
        ChargeItem::new("fixed bandwidth", "固定带宽"),
    ]);
    billing.expires_at = instance.expired().filter(|_| instance.is_prepaid());
    billing
}

/// Returns the time of the last update in milliseconds since 1970.
fn revision(instance: &Instance) -> Option<i64> {
    let updated: jiff::Timestamp = instance.updated_at.as_deref()?.parse().ok()?;
    Some(updated.as_millisecond())
}
