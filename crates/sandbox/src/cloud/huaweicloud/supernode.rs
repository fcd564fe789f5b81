//! Supernodes: servers of one `supernode`, which stop and start together.

use serde_json::{Value, json};

use super::list::{Cut, page, sorted, whole};
use super::power::{Power, check_state, go};
use super::server::{cloud_server_id, missing, places, server};
use super::{Asked, Reply};
use crate::answer::{Call, Fault};
use crate::world::Machine;

/// The name of a supernode, which a scenario does not give.
pub(super) fn name(id: &str) -> String {
    format!("supernode-{}", id.get(..8).unwrap_or(id))
}

/// The places of its nodes.
fn nodes(call: &Call<'_>, project: &str, id: &str) -> Vec<usize> {
    let is_node = |at: &usize| call.world.machines[*at].spec.supernode == id;
    places(call, project).into_iter().filter(is_node).collect()
}

fn find(call: &Call<'_>, asked: &Asked) -> Result<Vec<usize>, Fault> {
    let nodes = nodes(call, &asked.project, &asked.id);
    if asked.id.is_empty() || nodes.is_empty() { Err(missing(&asked.id)) } else { Ok(nodes) }
}

/// Guess: its state is in the servers' words, and that of its first node.
fn supernode(nodes: &[&Machine]) -> Value {
    let Some(first) = nodes.first() else { return Value::Null };
    let id = &first.spec.supernode;
    let servers: Vec<_> = nodes.iter().map(|node| server(node)).collect();
    json!({
        "id": id,
        "name": name(id),
        "status": first.state(),
        "create_at": first.created,
        "update_at": nodes.iter().map(|node| node.unit.changed).max(),
        "hps_id": cloud_server_id(id),
        "hps_cluster_id": "7d5f5f42-bea1-4a7f-8f6e-4b5c6d7e8f90",
        "order_id": servers[0]["order_id"],
        "servers": servers,
    })
}

/// The ids of all supernodes, in the order asked for.
fn ids(call: &Call<'_>, project: &str) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for at in sorted(call, places(call, project)) {
        let id = &call.world.machines[at].spec.supernode;
        if !id.is_empty() && !ids.contains(id) {
            ids.push(id.clone());
        }
    }
    ids
}

fn looked_at(call: &mut Call<'_>, project: &str, ids: &[String]) -> Vec<Value> {
    let mut found = Vec::new();
    for id in ids {
        let nodes = nodes(call, project, id);
        found.push(supernode(&call.world.look(&nodes)));
    }
    found
}

pub(super) fn own(call: &mut Call<'_>, asked: &Asked) -> Reply {
    let cut = Cut::of(call, 1)?;
    let ids = ids(call, &asked.project);
    let total = ids.len();
    let data = looked_at(call, &asked.project, &cut.apply(ids));
    Ok(page(&data, total, &cut))
}

pub(super) fn all(call: &mut Call<'_>, asked: &Asked) -> Reply {
    let ids = ids(call, &asked.project);
    Ok(whole(&looked_at(call, &asked.project, &ids)))
}

pub(super) fn show(call: &mut Call<'_>, asked: &Asked) -> Reply {
    let nodes = find(call, asked)?;
    Ok(supernode(&call.world.look(&nodes)))
}

pub(super) fn stop(call: &mut Call<'_>, asked: &Asked) -> Reply {
    switch(call, asked, Power::Stop)
}

pub(super) fn start(call: &mut Call<'_>, asked: &Asked) -> Reply {
    switch(call, asked, Power::Start)
}

/// All nodes or none.
fn switch(call: &mut Call<'_>, asked: &Asked, power: Power) -> Reply {
    let nodes = find(call, asked)?;
    for &at in &nodes {
        check_state(call, &call.world.machines[at], power)?;
    }
    for &at in &nodes {
        go(call, at, power, &asked.request_id);
    }
    let nodes: Vec<_> = nodes.iter().map(|&at| &call.world.machines[at]).collect();
    Ok(supernode(&nodes))
}
