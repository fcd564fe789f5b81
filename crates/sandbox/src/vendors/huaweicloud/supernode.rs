//! Supernodes: groups of servers that stop and start together.

use serde_json::{Value, json};

use crate::state::machine::Machine;
use crate::vendors::call::RequestContext;
use crate::vendors::huaweicloud::error::not_found;
use crate::vendors::huaweicloud::names::{cloud_server_id, supernode_name};
use crate::vendors::huaweicloud::page::{PageRange, full_list_body, page_body, sort};
use crate::vendors::huaweicloud::power::{check_state, start_operation};
use crate::vendors::huaweicloud::power_kind::PowerKind;
use crate::vendors::huaweicloud::request::{HuaweiResult, ServerRequest};
use crate::vendors::huaweicloud::server::{project_servers, server_row};
use crate::vendors::vendor_error::VendorError;

/// Indices of the nodes of a supernode.
fn nodes_of(ctx: &RequestContext<'_>, project_id: &str, id: &str) -> Vec<usize> {
    let mut indices = project_servers(ctx, project_id);
    indices.retain(|&index| ctx.state.machines[index].spec.supernode == id);
    indices
}

/// Indices of the nodes of the supernode that a request names.
fn find_nodes(ctx: &RequestContext<'_>, target: &ServerRequest) -> Result<Vec<usize>, VendorError> {
    let nodes = nodes_of(ctx, &target.project_id, &target.id);
    if target.id.is_empty() || nodes.is_empty() { Err(not_found(&target.id)) } else { Ok(nodes) }
}

/// A supernode with its servers. Guess: its state is the state of its first node.
fn supernode_row(nodes: &[&Machine]) -> Value {
    let Some(first) = nodes.first() else { return Value::Null };
    let id = &first.spec.supernode;
    let servers: Vec<_> = nodes.iter().map(|node| server_row(node)).collect();
    json!({
        "id": id,
        "name": supernode_name(id),
        "status": first.state(),
        "create_at": first.created_at_ms,
        "update_at": nodes.iter().map(|node| node.resource.changed_at_ms).max(),
        "hps_id": cloud_server_id(id),
        "hps_cluster_id": "7d5f5f42-bea1-4a7f-8f6e-4b5c6d7e8f90",
        "order_id": servers[0]["order_id"],
        "servers": servers,
    })
}

/// Ids of all supernodes of a project, in the order that the request specifies.
fn supernode_ids(ctx: &RequestContext<'_>, project_id: &str) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for index in sort(ctx, project_servers(ctx, project_id)) {
        let id = &ctx.state.machines[index].spec.supernode;
        if !id.is_empty() && !ids.contains(id) {
            ids.push(id.clone());
        }
    }
    ids
}

fn poll_supernodes(ctx: &mut RequestContext<'_>, project_id: &str, ids: &[String]) -> Vec<Value> {
    let mut rows = Vec::new();
    for id in ids {
        let nodes = nodes_of(ctx, project_id, id);
        rows.push(supernode_row(&ctx.state.poll(&nodes)));
    }
    rows
}

/// Lists the supernodes of a project in pages of at least one row.
///
/// <https://support.huaweicloud.com/intl/en-us/api-modelarts/ListHyperinstances.html>
pub(super) fn list_own(ctx: &mut RequestContext<'_>, target: &ServerRequest) -> HuaweiResult {
    let range = PageRange::parse(ctx, 1)?;
    let ids = supernode_ids(ctx, &target.project_id);
    let total = ids.len();
    let rows = poll_supernodes(ctx, &target.project_id, &range.apply(ids));
    Ok(page_body(&rows, total, &range))
}

/// Lists all supernodes of the tenant, without pages.
///
/// <https://support.huaweicloud.com/intl/en-us/api-modelarts/ListAllHyperinstances.html>
pub(super) fn list_all(ctx: &mut RequestContext<'_>, target: &ServerRequest) -> HuaweiResult {
    let ids = supernode_ids(ctx, &target.project_id);
    Ok(full_list_body(&poll_supernodes(ctx, &target.project_id, &ids)))
}

/// Shows one supernode with its servers.
///
/// <https://support.huaweicloud.com/intl/en-us/api-modelarts/GetHyperinstance.html>
pub(super) fn show(ctx: &mut RequestContext<'_>, target: &ServerRequest) -> HuaweiResult {
    let nodes = find_nodes(ctx, target)?;
    Ok(supernode_row(&ctx.state.poll(&nodes)))
}

/// Stops all nodes of a supernode.
///
/// <https://support.huaweicloud.com/intl/en-us/api-modelarts/StopHyperinstance.html>
pub(super) fn stop(ctx: &mut RequestContext<'_>, target: &ServerRequest) -> HuaweiResult {
    change_nodes(ctx, target, PowerKind::Stop)
}

/// Starts all nodes of a supernode.
///
/// <https://support.huaweicloud.com/intl/en-us/api-modelarts/StartHyperinstance.html>
pub(super) fn start(ctx: &mut RequestContext<'_>, target: &ServerRequest) -> HuaweiResult {
    change_nodes(ctx, target, PowerKind::Start)
}

/// Changes all nodes of a supernode, or none.
fn change_nodes(ctx: &mut RequestContext<'_>, target: &ServerRequest, kind: PowerKind) -> HuaweiResult {
    let nodes = find_nodes(ctx, target)?;
    for &index in &nodes {
        check_state(ctx, &ctx.state.machines[index], kind)?;
    }
    for &index in &nodes {
        start_operation(ctx, index, kind, &target.request_id);
    }
    let nodes: Vec<_> = nodes.iter().map(|&index| &ctx.state.machines[index]).collect();
    Ok(supernode_row(&nodes))
}
