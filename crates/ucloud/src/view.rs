//! Conversion of services and versions to the shared instance type, with their charges.

use tingji_core::lifecycle::{Billing, ChargeItem, Price};
use tingji_core::{Instance, InstanceId, Phase, State, UnixTime};

use crate::model::{Service, Version};
use crate::protocol::Config;

/// Converts a service. Returns `None` for a row without a valid id.
pub(crate) fn service_to_instance(service: &Service, config: &Config) -> Option<Instance> {
    let id = InstanceId::new(service.service_id.as_deref()?, None).ok()?;
    let state = service.status.as_ref().map(|status| State::new(status.phase(), status.as_str()));
    let mut instance = instance_at(config, id, state, service.create_time, service.modify_time);
    instance.name = service.srv_name.clone().unwrap_or_default();
    instance.charge.clone_from(&service.bill_type);
    let unit = service.bill_unit.as_deref().unwrap_or_default();
    instance.price = service.bill_unit_price.and_then(|price| Price::new(price, "CNY", unit));
    instance.billing = stopped_billing(service.is_exclusive());
    Some(instance)
}

/// Converts a version. Returns `None` for a row without a valid version, or of another service.
pub(crate) fn version_to_instance(service_id: &str, version: &Version, config: &Config) -> Option<Instance> {
    // The filter should exclude rows of other services; this check does not rely on it.
    version.service_id.as_ref().is_none_or(|id| id == service_id).then_some(())?;
    let id = InstanceId::new(service_id, Some(version.srv_version.as_deref()?)).ok()?;
    let state = version.status.as_ref().map(|status| State::new(status.phase(), status.as_str()));
    let mut instance = instance_at(config, id, state, version.create_time, version.modify_time);
    instance.name = version.srv_ver_memo.clone().unwrap_or_default();
    instance.billing = stopped_billing(None);
    Some(instance)
}

/// Builds an instance in the client's region and zone.
fn instance_at(
    config: &Config,
    id: InstanceId,
    state: Option<State>,
    created: Option<i64>,
    revision: Option<i64>,
) -> Instance {
    let mut instance = Instance::new(id, state.unwrap_or_else(|| State::new(Phase::Unknown, "")));
    instance.region.clone_from(&config.region);
    instance.zone.clone_from(&config.zone);
    instance.created = created.filter(|seconds| *seconds > 0).map(UnixTime::from_seconds);
    instance.revision = revision;
    instance
}

/// Charges of a stopped service. Exclusive services are charged by node and hour, running or stopped.
/// `None` means that the vendor does not report if the service is exclusive.
fn stopped_billing(exclusive: Option<bool>) -> Billing {
    let mut billing = Billing::default();
    billing.stop_frees_compute = exclusive.map(|exclusive| !exclusive);
    billing.keeps_charging = match exclusive {
        Some(true) => {
            vec![ChargeItem::new("every node, until the service is deleted", "每个节点，直到服务被删除")]
        }
        _ => vec![ChargeItem::new(
            "every node, if the service is an exclusive (GPU) one, until it is deleted",
            "每个节点（若为独占型 GPU 服务），直到服务被删除",
        )],
    };
    billing
}
