//! Conversion of CompShare's instances to the shared instance type, with their charges.

use tingji_core::lifecycle::{Billing, ChargeItem, Price};
use tingji_core::{InstanceId, Phase, State};

use crate::endpoint::region_of;
use crate::model::{ChargeType, Instance};

/// Converts an instance to the shared type. Returns `None` for a row without a valid id. `region` is the
/// region of the list call, used if neither the row's region nor its zone says where the instance is.
pub(crate) fn to_instance(instance: &Instance, region: Option<&String>) -> Option<tingji_core::Instance> {
    let id = InstanceId::new(instance.uhost_id.as_deref()?, None).ok()?;
    let state = match &instance.state {
        Some(state) => State::new(state.phase(), state.as_str()),
        None => State::new(Phase::Unknown, ""),
    };
    let mut shown = tingji_core::Instance::new(id, state);
    shown.zone = non_empty(&instance.zone);
    let zone_region = shown.zone.as_deref().and_then(region_of).map(str::to_owned);
    shown.region = non_empty(&instance.region).or(zone_region).or_else(|| region.cloned());
    shown.name = instance.name.clone().unwrap_or_default();
    shown.gpu = instance.cards();
    shown.charge = instance.charge_type.as_ref().map(|charge| charge.as_str().to_owned());
    shown.price = instance.instance_price.and_then(|price| Price::new(price, "CNY", "hour"));
    shown.billing = stopped_billing(instance);
    shown.spot = instance.is_spot();
    // `Tag` is the vendor's name for a business group.
    shown.tags = non_empty(&instance.tag).map(|tag| ("Tag".to_owned(), tag)).into_iter().collect();
    shown.created = instance.created();
    shown.revision = instance.update_time;
    Some(shown)
}

/// Returns the text unless it is missing or empty.
fn non_empty(text: &Option<String>) -> Option<String> {
    text.clone().filter(|text| !text.is_empty())
}

/// Charges that remain after a stop, and the scheduled stop, release and end of the prepaid time.
fn stopped_billing(instance: &Instance) -> Billing {
    let mut billing = Billing::default();
    billing.release_at = instance.scheduled_release();
    billing.scheduled_stop_at = instance.scheduled_stop();
    match instance.charge_type {
        Some(ChargeType::Postpay) => {
            billing.stop_frees_compute = Some(true);
            billing.keeps_charging = vec![
                ChargeItem::new("disks beyond the free quota", "超出免费额度的磁盘"),
                ChargeItem::new("paid images", "付费镜像"),
            ];
        }
        Some(ChargeType::Year | ChargeType::Month | ChargeType::Day | ChargeType::Dynamic) => {
            billing.stop_frees_compute = Some(false);
            billing.keeps_charging = vec![
                ChargeItem::new(
                    "CPU, GPU and memory, until the prepaid time ends",
                    "CPU、GPU 和内存，直到预付费到期",
                ),
                ChargeItem::new("disks", "磁盘"),
                ChargeItem::new("paid images", "付费镜像"),
            ];
            billing.expires_at = instance.expires();
        }
        // The vendor does not document the charges of a stopped spot instance.
        _ => {}
    }
    billing
}
