//! Converts the vendor's server into the shared [`Instance`](tingji_core::Instance), with its charges.

use tingji_core::lifecycle::{Billing, ChargeItem};
use tingji_core::{InstanceId, Phase, State, UnixTime};

use crate::model::ServerResponse;

/// Returns the shared form of a server; `None` if its id is missing or malformed.
pub(crate) fn to_instance(server: &ServerResponse, region: &str) -> Option<tingji_core::Instance> {
    let id = InstanceId::new(server.id.as_deref()?, None).ok()?;
    let state = match &server.status {
        Some(status) => State::new(status.phase(), status.as_str()),
        None => State::new(Phase::Unknown, ""),
    };
    let mut view = tingji_core::Instance::new(id, state);
    view.region = Some(region.to_owned());
    view.name = server.name.clone().unwrap_or_default();
    // The name of a flavor is not a reliable source for its GPUs.
    view.gpu = None;
    view.charge.clone_from(&server.charging_mode);
    view.billing = billing(server);
    view.created = server.create_at.map(|millis| UnixTime::from_seconds(millis.div_euclid(1000)));
    view.revision = server.update_at;
    Some(view)
}

/// Returns the known charges of a stopped server. The vendor does not publish what a stopped pay-per-use
/// server costs, nor when a server will be released.
fn billing(server: &ServerResponse) -> Billing {
    let mut billing = Billing::default();
    billing.keeps_charging =
        vec![ChargeItem::new("disks", "磁盘"), ChargeItem::new("public addresses", "公网 IP")];
    if server.charging_mode.as_deref() == Some("PRE_PAID") {
        billing.stop_frees_compute = Some(false);
        billing
            .keeps_charging
            .insert(0, ChargeItem::new("compute, which is prepaid", "计算资源（已预付费）"));
    }
    billing
}
