//! Lookup of servers, and the row that responses contain.

use serde_json::{Value, json};

use crate::cloud::Cloud;
use crate::state::machine::Machine;
use crate::vendors::call::RequestContext;
use crate::vendors::huaweicloud::catalog::image_of;
use crate::vendors::huaweicloud::error::not_found;
use crate::vendors::huaweicloud::names::{cloud_server_id, server_type, supernode_name};
use crate::vendors::huaweicloud::request::ServerRequest;
use crate::vendors::vendor_error::VendorError;

/// Index of the server that a request names.
pub(super) fn find_server(ctx: &RequestContext<'_>, target: &ServerRequest) -> Result<usize, VendorError> {
    find_server_by_id(ctx, &target.project_id, &target.id)
}

/// Index of a server of a project.
pub(super) fn find_server_by_id(
    ctx: &RequestContext<'_>,
    project_id: &str,
    id: &str,
) -> Result<usize, VendorError> {
    let found = ctx.state.find(Cloud::Huaweicloud, id);
    let found = found.filter(|&index| ctx.state.machines[index].spec.project_id == project_id);
    found.ok_or_else(|| not_found(id))
}

/// Indices of all servers of a project.
pub(super) fn project_servers(ctx: &RequestContext<'_>, project_id: &str) -> Vec<usize> {
    let machines = ctx.state.machines_of(Cloud::Huaweicloud);
    let own = machines.filter(|(_, machine)| machine.spec.project_id == project_id);
    own.map(|(index, _)| index).collect()
}

/// A server with all fields of the documents and of the SDK, which differ slightly.
pub(super) fn server_row(machine: &Machine) -> Value {
    let spec = &machine.spec;
    let image = image_of(machine);
    let order_id = match machine.is_prepaid() {
        true => attribute_or(machine, "order_id", "CS2611210000SANDBOX"),
        false => Value::Null,
    };
    let volumes = machine.attributes.get("volumes").cloned();
    json!({
        "id": spec.id,
        "name": spec.name,
        "status": machine.state(),
        "create_at": machine.created_at_ms,
        "update_at": machine.resource.changed_at_ms,
        "charging_mode": spec.charge_type,
        "flavor": spec.instance_type,
        "category": if is_supernode_node(machine) { "HPS" } else { "SERVER" },
        "key_pair_name": attribute_or(machine, "key_pair_name", "sandbox"),
        "order_id": order_id,
        "vpc_id": attribute_or(machine, "vpc_id", "3f1c1f0e-7a5d-4c3b-9b2a-0d1e2f3a4b5c"),
        "subnet_id": attribute_or(machine, "subnet_id", "4a2d2e1f-8b6e-4d4c-8c3b-1e2f3a4b5c6d"),
        "cloud_server": cloud_server(machine),
        "endpoints": [{
            "dev_service": "SSH",
            "service": "SSH",
            "uri": "ssh://192.168.0.2:22",
            "allowed_access_ips": [],
            "key_pair_names": ["sandbox"],
        }],
        "endpoints_response": [],
        "volumes": volumes.unwrap_or_else(|| json!([root_volume(100, "GPSSD")])),
        "image": image,
        "server_image_response": image,
        "server_hps": supernode_of(machine),
    })
}

fn is_supernode_node(machine: &Machine) -> bool {
    server_type(machine) == "HPS"
}

/// The machine behind a server. A request with its id does not find the server.
fn cloud_server(machine: &Machine) -> Value {
    let spec = &machine.spec;
    let id = cloud_server_id(&spec.id);
    let (supernode_id, node_id) = match is_supernode_node(machine) {
        true => (json!(cloud_server_id(&spec.supernode)), json!(id)),
        false => (Value::Null, Value::Null),
    };
    json!({ "id": id, "type": server_type(machine), "hps_id": supernode_id, "hps_ecs_id": node_id })
}

fn supernode_of(machine: &Machine) -> Value {
    if !is_supernode_node(machine) {
        return Value::Null;
    }
    let id = &machine.spec.supernode;
    json!({ "id": id, "name": supernode_name(id) })
}

fn attribute_or(machine: &Machine, name: &str, default: &str) -> Value {
    machine.attributes.get(name).cloned().unwrap_or_else(|| default.into())
}

/// The system disk of a server.
pub(super) fn root_volume(size_gb: u64, disk_type: &str) -> Value {
    json!({
        "size": size_gb,
        "type": "ROOT",
        "evs_type": disk_type,
        "evs_id": "5b3e3f20-9c7f-4e5d-8d4c-2f3a4b5c6d7e",
    })
}
