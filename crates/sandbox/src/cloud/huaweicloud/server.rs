//! One server: where it is, and how it is told.

use serde_json::{Value, json};

use super::{Asked, catalogue};
use crate::answer::{Call, Fault};
use crate::cloud::Cloud;
use crate::world::Machine;

/// The place of the server that is asked for.
pub(super) fn find(call: &Call<'_>, asked: &Asked) -> Result<usize, Fault> {
    find_id(call, &asked.project, &asked.id)
}

pub(super) fn find_id(call: &Call<'_>, project: &str, id: &str) -> Result<usize, Fault> {
    let found = call
        .world
        .find(Cloud::Huaweicloud, id)
        .filter(|&at| call.world.machines[at].spec.project_id == project);
    found.ok_or_else(|| missing(id))
}

/// Not 404: this product tells nearly everything by 400.
pub(super) fn missing(id: &str) -> Fault {
    Fault::new(400, "ModelArts.6404", format!("LiteServer instance '{id}' not found."))
}

/// The places of all servers of a project.
pub(super) fn places(call: &Call<'_>, project: &str) -> Vec<usize> {
    let own = call.world.of(Cloud::Huaweicloud).filter(|(_, machine)| machine.spec.project_id == project);
    own.map(|(at, _)| at).collect()
}

/// What a server runs on.
pub(super) fn kind(machine: &Machine) -> &'static str {
    match machine.spec.instance_type.as_str() {
        _ if !machine.spec.supernode.is_empty() => "HPS",
        flavor if flavor.contains(".bm.") => "BMS",
        _ => "ECS",
    }
}

/// All fields that either the documents or the SDK have; the two don't quite agree.
pub(super) fn server(machine: &Machine) -> Value {
    let spec = &machine.spec;
    let note = |name: &str, usual: &str| machine.notes.get(name).cloned().unwrap_or_else(|| usual.into());
    let kind = kind(machine);
    let supernode = &spec.supernode;
    let image = catalogue::image_of(machine);
    json!({
        "id": spec.id,
        "name": spec.name,
        "status": machine.state(),
        "create_at": machine.created,
        "update_at": machine.unit.changed,
        "charging_mode": spec.charge_type,
        "flavor": spec.instance_type,
        "category": if kind == "HPS" { "HPS" } else { "SERVER" },
        "key_pair_name": note("key_pair_name", "sandbox"),
        "order_id": if machine.is_prepaid() { note("order_id", "CS2611210000SANDBOX") } else { Value::Null },
        "vpc_id": note("vpc_id", "3f1c1f0e-7a5d-4c3b-9b2a-0d1e2f3a4b5c"),
        "subnet_id": note("subnet_id", "4a2d2e1f-8b6e-4d4c-8c3b-1e2f3a4b5c6d"),
        // The id of the machine behind it. Asking for the server by this one does not find it.
        "cloud_server": {
            "id": cloud_server_id(&spec.id),
            "type": kind,
            "hps_id": if kind == "HPS" { json!(cloud_server_id(supernode)) } else { Value::Null },
            "hps_ecs_id": if kind == "HPS" { json!(cloud_server_id(&spec.id)) } else { Value::Null },
        },
        "endpoints": [{ "dev_service": "SSH", "service": "SSH", "uri": "ssh://192.168.0.2:22", "allowed_access_ips": [], "key_pair_names": ["sandbox"] }],
        "endpoints_response": [],
        "volumes": machine.notes.get("volumes").cloned().unwrap_or_else(|| json!([root_volume(100, "GPSSD")])),
        "image": image,
        "server_image_response": image,
        "server_hps": if kind == "HPS" {
            json!({ "id": supernode, "name": super::supernode::name(supernode) })
        } else {
            Value::Null
        },
    })
}

pub(super) fn root_volume(size: u64, kind: &str) -> Value {
    json!({ "size": size, "type": "ROOT", "evs_type": kind, "evs_id": "5b3e3f20-9c7f-4e5d-8d4c-2f3a4b5c6d7e" })
}

/// The id of what is below a server or a supernode.
pub(super) fn cloud_server_id(id: &str) -> String {
    format!("c10d5e4f{}", id.get(8..).unwrap_or_default())
}
