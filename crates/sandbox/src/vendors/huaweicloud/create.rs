//! Creation of servers.

use serde_json::{Map, Value, json};

use crate::cloud::Cloud;
use crate::http::params::InvalidParam;
use crate::scenario::instance::InstanceSpec;
use crate::state::ids::IdGenerator;
use crate::vendors::call::RequestContext;
use crate::vendors::huaweicloud::error::invalid_param;
use crate::vendors::huaweicloud::request::{HuaweiResult, ServerRequest, json_object, text_field};
use crate::vendors::huaweicloud::server::{root_volume, server_row};
use crate::vendors::huaweicloud::system::{check_login, parse_name};
use crate::vendors::vendor_error::VendorError;

/// Largest number of data volumes of a server.
const MAX_DATA_VOLUMES: u64 = 8;

/// Creates servers and returns the first one. Guess: the response to a request for several servers.
///
/// <https://support.huaweicloud.com/intl/en-us/api-modelarts/CreateDevServer.html>
pub(super) fn create(ctx: &mut RequestContext<'_>, target: &ServerRequest) -> HuaweiResult {
    let body = json_object(ctx)?;
    let request = CreateRequest::parse(&body)?;
    let mut rows = Vec::new();
    for number in 1..=request.count {
        rows.push(request.create_server(ctx, target, number));
    }
    let first = rows.swap_remove(0);
    if request.is_prepaid() {
        // The response for a yearly or monthly server contains only the order.
        return Ok(json!({ "order_id": first["order_id"] }));
    }
    Ok(first)
}

/// A request that has passed all checks.
struct CreateRequest<'a> {
    body: &'a Map<String, Value>,
    name: &'a str,
    flavor: &'a str,
    charging_mode: &'a str,
    is_supernode: bool,
    count: u64,
}

fn text_of<'a>(object: &'a Value, name: &str) -> Option<&'a str> {
    object.get(name).and_then(Value::as_str).filter(|text| !text.is_empty())
}

impl<'a> CreateRequest<'a> {
    fn parse(body: &'a Map<String, Value>) -> Result<Self, VendorError> {
        let flavor = match (text_field(body, "flavor"), text_field(body, "resource_flavor")) {
            (Some(flavor), None) | (None, Some(flavor)) => flavor,
            _ => return Err(invalid_param(InvalidParam("flavor"))),
        };
        let is_supernode = text_field(body, "server_type") == Some("HPS");
        if text_field(body, "image_id").is_none() {
            return Err(invalid_param(InvalidParam("image_id")));
        }
        check_network(body)?;
        check_login(body, is_supernode)?;
        let charging = body.get("charging_info").unwrap_or(&Value::Null);
        Ok(Self {
            body,
            name: parse_name(body)?,
            flavor,
            charging_mode: text_of(charging, "charging_mode").unwrap_or("POST_PAID"),
            is_supernode,
            count: parse_count(body, is_supernode)?,
        })
    }

    fn is_prepaid(&self) -> bool {
        self.charging_mode == "PRE_PAID"
    }

    /// Creates the server with this number. Guess: the names of several servers.
    fn create_server(&self, ctx: &mut RequestContext<'_>, target: &ServerRequest, number: u64) -> Value {
        let id = ctx.state.ids.next_uuid().to_string();
        let mut spec = InstanceSpec::new(Cloud::Huaweicloud, id);
        spec.name = if self.count == 1 { self.name.to_owned() } else { format!("{}-{number:04}", self.name) };
        spec.state = "CREATING".to_owned();
        spec.instance_type = self.flavor.to_owned();
        spec.charge_type = self.charging_mode.to_owned();
        spec.project_id.clone_from(&target.project_id);
        if self.is_supernode {
            // Guess: a new supernode has one node.
            spec.supernode = ctx.state.ids.next_uuid().to_string();
        }
        let attributes = self.attributes(&target.request_id, &mut ctx.state.ids);
        let machine = ctx.state.create(spec, "RUNNING", ctx.now.state_ms);
        machine.attributes = attributes;
        server_row(machine)
    }

    fn attributes(&self, request_id: &str, ids: &mut IdGenerator) -> Map<String, Value> {
        let mut attributes = Map::new();
        for name in ["image_id", "key_pair_name", "availability_zone"] {
            if let Some(value) = self.body.get(name) {
                attributes.insert(name.to_owned(), value.clone());
            }
        }
        for name in ["vpc_id", "subnet_id"] {
            attributes.insert(name.to_owned(), self.body["network"][name].clone());
        }
        let order_id = format!("CS{}", request_id.get(..16).unwrap_or_default().to_uppercase());
        attributes.insert("order_id".to_owned(), order_id.into());
        attributes.insert("volumes".to_owned(), self.volumes(ids).into());
        attributes
    }

    fn volumes(&self, ids: &mut IdGenerator) -> Vec<Value> {
        let root = self.body.get("root_volume").unwrap_or(&Value::Null);
        let size_gb = root.get("size").and_then(Value::as_u64).unwrap_or(100);
        let mut volumes = vec![root_volume(size_gb, text_of(root, "type").unwrap_or("GPSSD"))];
        let data = self.body.get("data_volume").unwrap_or(&Value::Null);
        let count = data.get("count").and_then(Value::as_u64).unwrap_or(0);
        for _ in 0..count.min(MAX_DATA_VOLUMES) {
            let id = ids.next_uuid().to_string();
            volumes.push(
                json!({ "size": data["size"], "type": "DATA", "evs_type": data["type"], "evs_id": id }),
            );
        }
        volumes
    }
}

fn check_network(body: &Map<String, Value>) -> Result<(), VendorError> {
    let network = body.get("network").unwrap_or(&Value::Null);
    for name in ["vpc_id", "subnet_id", "security_group_id"] {
        if text_of(network, name).is_none() {
            return Err(invalid_param(InvalidParam("network")));
        }
    }
    Ok(())
}

/// Number of servers, 1 to 10. A supernode is created alone.
fn parse_count(body: &Map<String, Value>, is_supernode: bool) -> Result<u64, VendorError> {
    let Some(count) = body.get("count") else { return Ok(1) };
    match count.as_u64() {
        Some(count @ 1..=10) if !is_supernode => Ok(count),
        _ => Err(invalid_param(InvalidParam("count"))),
    }
}
