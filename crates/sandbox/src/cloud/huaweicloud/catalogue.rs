//! Flavors and images, invented but in the vendor's shape.

use serde_json::{Value, json};

use super::server::{kind, missing};
use super::{Asked, Reply, list};
use crate::answer::Call;
use crate::wire::Params;
use crate::world::Machine;

/// Name, kind, architecture, RoCE cards, details, sold out.
const FLAVORS: [(&str, &str, &str, u32, &str, bool); 4] = [
    ("modelarts.vm.cpu.8ud", "ECS", "X86", 0, "CPU: 8 vCPUs 32 GiB", false),
    ("modelarts.vm.gpu.pnt1.ei", "ECS", "X86", 0, "CPU: 8 vCPUs 64 GiB, GPU: 1 * pnt1", false),
    ("modelarts.bm.npu.arm.8snt9b.d", "BMS", "ARM", 8, "CPU: 192 vCPUs 1536 GiB, NPU: 8 * snt9b", false),
    ("modelarts.hps.npu.arm.384snt9c", "HPS", "ARM", 8, "NPU: 384 * snt9c", true),
];

/// Id, kind, architecture.
const IMAGES: [(&str, &str, &str); 5] = [
    (USUAL_IMAGE, "ECS", "X86"),
    ("d10fc664-3deb-4c92-8677-f079923d7dac", "ECS", "ARM"),
    ("e21ad775-4efc-4da3-9788-018aa34e8ebd", "BMS", "X86"),
    ("f32be886-5a0d-4eb4-8899-129bb45f9fce", "BMS", "ARM"),
    ("043cf997-6b1e-4fc5-99aa-23acc56a0adf", "HPS", "ARM"),
];
const USUAL_IMAGE: &str = "c90fb553-2cdb-4b81-b56a-ef68812c6cf7";

/// Whether a query leaves this value in; words are compared whatever their case, since the vendor's page
/// and SDK differ in it.
fn fits(query: &Params, name: &str, value: &str) -> bool {
    query.filled(name).is_none_or(|wanted| wanted.eq_ignore_ascii_case(value))
}

pub(super) fn flavors(call: &mut Call<'_>, _asked: &Asked) -> Reply {
    let query = call.wire.query();
    let wanted = FLAVORS
        .iter()
        .filter(|(_, kind, arch, ..)| fits(&query, "server_type", kind) && fits(&query, "arch", arch));
    let mode = query.filled("charging_mode").unwrap_or("POST_PAID").to_owned();
    let shown = wanted.enumerate().map(|(at, (name, kind, arch, roce_num, details, is_sold_out))| {
        json!({
            "arch": arch,
            "availability_zone": "cn-north-4a",
            "charging_mode": mode,
            "count": if *is_sold_out { 0 } else { 4 },
            "flavor": name,
            "flavor_type": "GENERAL",
            "roce_num": roce_num,
            "server_type": kind,
            "sku_code": format!("sandbox.{at}"),
            "specification": details,
            "status": if *is_sold_out { "SOLDOUT" } else { "NORMAL" },
            "is_sold_out": is_sold_out,
        })
    });
    Ok(list::whole(&shown.collect::<Vec<_>>()))
}

fn image_body(id: &str, kind: &str, arch: &str) -> Value {
    json!({
        "arch": arch,
        "image_id": id,
        "name": format!("Ubuntu22.04_{arch}"),
        "server_type": kind,
        "status": "ACTIVE",
    })
}

pub(super) fn images(call: &mut Call<'_>, _asked: &Asked) -> Reply {
    let query = call.wire.query();
    let flavor = query.filled("flavor_name").and_then(|name| FLAVORS.iter().find(|flavor| flavor.0 == name));
    let wanted = IMAGES.iter().filter(|(_, kind, arch)| {
        fits(&query, "server_type", kind)
            && flavor.is_none_or(|flavor| (flavor.1, flavor.2) == (*kind, *arch))
    });
    let shown: Vec<_> = wanted.map(|(id, kind, arch)| image_body(id, kind, arch)).collect();
    Ok(list::whole(&shown))
}

/// Guess: an unknown image is told like an unknown server.
pub(super) fn image(_call: &mut Call<'_>, asked: &Asked) -> Reply {
    let found = IMAGES.iter().find(|image| image.0 == asked.id);
    let (id, kind, arch) = found.ok_or_else(|| missing(&asked.id))?;
    Ok(image_body(id, kind, arch))
}

/// The image of a server: the one it was given, or the usual one.
pub(super) fn image_of(machine: &Machine) -> Value {
    let arch = if machine.spec.instance_type.contains(".arm.") { "ARM" } else { "X86" };
    let id = machine.notes.get("image_id").and_then(Value::as_str).unwrap_or(USUAL_IMAGE);
    image_body(id, kind(machine), arch)
}
