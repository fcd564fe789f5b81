//! Flavors and images. Their values are invented; the shapes are the vendor's.

use serde_json::{Value, json};

use crate::http::params::RequestParams;
use crate::state::machine::Machine;
use crate::vendors::call::RequestContext;
use crate::vendors::huaweicloud::error::not_found;
use crate::vendors::huaweicloud::names::server_type;
use crate::vendors::huaweicloud::page::full_list_body;
use crate::vendors::huaweicloud::request::{HuaweiResult, ServerRequest};

struct Flavor {
    name: &'static str,
    server_type: &'static str,
    arch: &'static str,
    roce_cards: u32,
    specification: &'static str,
    is_sold_out: bool,
}

const FLAVORS: [Flavor; 4] = [
    Flavor {
        name: "modelarts.vm.cpu.8ud",
        server_type: "ECS",
        arch: "X86",
        roce_cards: 0,
        specification: "CPU: 8 vCPUs 32 GiB",
        is_sold_out: false,
    },
    Flavor {
        name: "modelarts.vm.gpu.pnt1.ei",
        server_type: "ECS",
        arch: "X86",
        roce_cards: 0,
        specification: "CPU: 8 vCPUs 64 GiB, GPU: 1 * pnt1",
        is_sold_out: false,
    },
    Flavor {
        name: "modelarts.bm.npu.arm.8snt9b.d",
        server_type: "BMS",
        arch: "ARM",
        roce_cards: 8,
        specification: "CPU: 192 vCPUs 1536 GiB, NPU: 8 * snt9b",
        is_sold_out: false,
    },
    Flavor {
        name: "modelarts.hps.npu.arm.384snt9c",
        server_type: "HPS",
        arch: "ARM",
        roce_cards: 8,
        specification: "NPU: 384 * snt9c",
        is_sold_out: true,
    },
];

struct Image {
    id: &'static str,
    server_type: &'static str,
    arch: &'static str,
}

const DEFAULT_IMAGE_ID: &str = "c90fb553-2cdb-4b81-b56a-ef68812c6cf7";

const IMAGES: [Image; 5] = [
    Image { id: DEFAULT_IMAGE_ID, server_type: "ECS", arch: "X86" },
    Image { id: "d10fc664-3deb-4c92-8677-f079923d7dac", server_type: "ECS", arch: "ARM" },
    Image { id: "e21ad775-4efc-4da3-9788-018aa34e8ebd", server_type: "BMS", arch: "X86" },
    Image { id: "f32be886-5a0d-4eb4-8899-129bb45f9fce", server_type: "BMS", arch: "ARM" },
    Image { id: "043cf997-6b1e-4fc5-99aa-23acc56a0adf", server_type: "HPS", arch: "ARM" },
];

/// True if a filter is absent or equal to this value. The comparison ignores case, because the vendor's page and SDK
/// use different cases.
fn filter_allows(query: &RequestParams, name: &str, value: &str) -> bool {
    query.non_empty(name).is_none_or(|wanted| wanted.eq_ignore_ascii_case(value))
}

/// Lists the flavors of a server type and an architecture.
///
/// <https://support.huaweicloud.com/intl/en-us/api-modelarts/ListDevServerFlavors.html>
pub(super) fn list_flavors(ctx: &mut RequestContext<'_>, _target: &ServerRequest) -> HuaweiResult {
    let query = ctx.request.query_params();
    let charging_mode = query.non_empty("charging_mode").unwrap_or("POST_PAID");
    let mut rows = Vec::new();
    for flavor in &FLAVORS {
        if filter_allows(&query, "server_type", flavor.server_type)
            && filter_allows(&query, "arch", flavor.arch)
        {
            rows.push(flavor_row(flavor, charging_mode, rows.len()));
        }
    }
    Ok(full_list_body(&rows))
}

fn flavor_row(flavor: &Flavor, charging_mode: &str, index: usize) -> Value {
    json!({
        "arch": flavor.arch,
        "availability_zone": "cn-north-4a",
        "charging_mode": charging_mode,
        "count": if flavor.is_sold_out { 0 } else { 4 },
        "flavor": flavor.name,
        "flavor_type": "GENERAL",
        "roce_num": flavor.roce_cards,
        "server_type": flavor.server_type,
        "sku_code": format!("sandbox.{index}"),
        "specification": flavor.specification,
        "status": if flavor.is_sold_out { "SOLDOUT" } else { "NORMAL" },
        "is_sold_out": flavor.is_sold_out,
    })
}

fn image_row(id: &str, server_type: &str, arch: &str) -> Value {
    json!({
        "arch": arch,
        "image_id": id,
        "name": format!("Ubuntu22.04_{arch}"),
        "server_type": server_type,
        "status": "ACTIVE",
    })
}

/// Lists the images of a server type, or those that fit a flavor.
///
/// <https://support.huaweicloud.com/intl/en-us/api-modelarts/ListDevServerImages.html>
pub(super) fn list_images(ctx: &mut RequestContext<'_>, _target: &ServerRequest) -> HuaweiResult {
    let query = ctx.request.query_params();
    let flavor_name = query.non_empty("flavor_name");
    let flavor = FLAVORS.iter().find(|flavor| flavor_name == Some(flavor.name));
    let mut rows = Vec::new();
    for image in &IMAGES {
        let fits_flavor = match flavor {
            Some(flavor) => (flavor.server_type, flavor.arch) == (image.server_type, image.arch),
            None => true,
        };
        if fits_flavor && filter_allows(&query, "server_type", image.server_type) {
            rows.push(image_row(image.id, image.server_type, image.arch));
        }
    }
    Ok(full_list_body(&rows))
}

/// Shows one image. Guess: an unknown image is refused like an unknown server.
///
/// <https://support.huaweicloud.com/intl/en-us/api-modelarts/GetDevServerImage.html>
pub(super) fn show_image(_ctx: &mut RequestContext<'_>, target: &ServerRequest) -> HuaweiResult {
    let found = IMAGES.iter().find(|image| image.id == target.id);
    let image = found.ok_or_else(|| not_found(&target.id))?;
    Ok(image_row(image.id, image.server_type, image.arch))
}

/// The image of a server: the image of its last installation, or the default image.
pub(super) fn image_of(machine: &Machine) -> Value {
    let arch = if machine.spec.instance_type.contains(".arm.") { "ARM" } else { "X86" };
    let id = machine.attributes.get("image_id").and_then(Value::as_str).unwrap_or(DEFAULT_IMAGE_ID);
    image_row(id, server_type(machine), arch)
}
