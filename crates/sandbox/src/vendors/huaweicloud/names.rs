//! Types and invented names of servers and supernodes.

use crate::state::machine::Machine;

/// Type of a server: `HPS` for a node of a supernode, `BMS` for bare metal, otherwise `ECS`.
pub(super) fn server_type(machine: &Machine) -> &'static str {
    match machine.spec.instance_type.as_str() {
        _ if !machine.spec.supernode.is_empty() => "HPS",
        flavor if flavor.contains(".bm.") => "BMS",
        _ => "ECS",
    }
}

/// Id of the machine behind a server or a supernode. Requests do not accept this id.
pub(super) fn cloud_server_id(id: &str) -> String {
    format!("c10d5e4f{}", id.get(8..).unwrap_or_default())
}

/// Name of a supernode, which a scenario does not set.
pub(super) fn supernode_name(id: &str) -> String {
    format!("supernode-{}", id.get(..8).unwrap_or(id))
}
