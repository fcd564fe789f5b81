//! Converts the vendor's instance into the shared [`Instance`](tingji_core::Instance), with its charges.

use tingji_core::lifecycle::{Billing, ChargeItem};
use tingji_core::{InstanceId, Phase, State};

use crate::model::{Instance, Tag};

/// Returns the shared form of an instance; `None` if the vendor's id is missing or malformed.
pub(crate) fn to_instance(instance: &Instance, region: &str) -> Option<tingji_core::Instance> {
    let id = InstanceId::new(instance.id.as_deref()?, None).ok()?;
    let state = match &instance.status {
        Some(status) => State::new(status.phase(), status.as_str()),
        None => State::new(Phase::Unknown, ""),
    };
    let mut view = tingji_core::Instance::new(id, state);
    view.region = Some(region.to_owned());
    view.zone.clone_from(&instance.zone_name);
    view.name = instance.name.clone().unwrap_or_default();
    view.gpu = instance.gpu();
    view.charge.clone_from(&instance.payment_timing);
    view.spot = instance.is_spot();
    view.tags = instance.tags.iter().filter_map(Tag::pair).collect();
    view.created = instance.created_at();
    view.billing = billing(instance);
    Some(view)
}

/// Returns the charges of an instance that is stopped without `stopWithNoCharge`, and the times of its
/// release and expiry.
///
/// <https://cloud.baidu.com/doc/BCC/s/Ilq0ti621>
fn billing(instance: &Instance) -> Billing {
    let mut billing = Billing::default();
    let known = instance.is_prepaid() || instance.is_spot() || instance.is_paid_by("Postpaid");
    billing.stop_frees_compute = known.then_some(false);
    let is_stopped = instance.status.as_ref().is_some_and(|status| status.phase() == Phase::Stopped);
    if is_stopped && (instance.is_prepaid() || instance.is_spot() || has_local_disk(instance)) {
        billing.compute_charged = Some(true);
    }
    billing.keeps_charging = charges(instance);
    billing.release_at = instance.releases_at();
    billing.expires_at = instance.expires_at().filter(|_| instance.is_prepaid());
    billing
}

fn has_local_disk(instance: &Instance) -> bool {
    instance.local_disk_size_in_gb.is_some_and(|size| size > 0)
}

/// Returns the charges that remain after a stop; empty if the charge type is unknown.
fn charges(instance: &Instance) -> Vec<ChargeItem> {
    let compute = if instance.is_prepaid() {
        ChargeItem::new("compute, until the prepaid time ends", "计算资源，直到预付费到期")
    } else if instance.is_spot() || has_local_disk(instance) {
        ChargeItem::new("compute", "计算资源")
    } else if instance.is_paid_by("Postpaid") {
        ChargeItem::new("compute, unless stopWithNoCharge is granted", "计算资源，除非 stopWithNoCharge 生效")
    } else {
        return Vec::new();
    };
    let has_public_address = instance.public_ip.as_ref().is_some_and(|address| !address.is_empty());
    let mut items = vec![compute, ChargeItem::new("disks", "磁盘")];
    if has_public_address {
        items.push(ChargeItem::new("public address and bandwidth", "公网 IP 和带宽"));
    }
    items
}
