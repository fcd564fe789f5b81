//! New servers.

use serde_json::{Map, Value, json};

use super::server::{root_volume, server};
use super::{Asked, Reply, invalid, object, system};
use crate::answer::{Call, Fault};
use crate::cloud::Cloud;
use crate::ids::Ids;
use crate::scenario::Instance;
use crate::wire::Bad;

pub(super) fn create(call: &mut Call<'_>, asked: &Asked) -> Reply {
    let body = object(call)?;
    let wanted = Wanted::of(&body)?;
    let mut answers = Vec::new();
    for number in 1..=wanted.count {
        answers.push(wanted.make(call, asked, number));
    }
    let first = answers.swap_remove(0);
    // Of a yearly or monthly server only the order is told at once.
    Ok(if wanted.is_prepaid() { json!({ "order_id": first["order_id"] }) } else { first })
}

/// A request that has passed every check.
struct Wanted<'a> {
    body: &'a Map<String, Value>,
    name: &'a str,
    flavor: &'a str,
    charging_mode: &'a str,
    is_supernode: bool,
    count: u64,
}

fn text<'a>(object: &'a Value, name: &str) -> Option<&'a str> {
    object.get(name).and_then(Value::as_str).filter(|text| !text.is_empty())
}

impl<'a> Wanted<'a> {
    fn of(body: &'a Map<String, Value>) -> Result<Self, Fault> {
        let field = |name: &str| body.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
        let flavor = match (field("flavor"), field("resource_flavor")) {
            (Some(flavor), None) | (None, Some(flavor)) => flavor,
            _ => return Err(invalid(Bad("flavor"))),
        };
        let is_supernode = field("server_type") == Some("HPS");
        field("image_id").ok_or_else(|| invalid(Bad("image_id")))?;
        check_network(body)?;
        system::check_login(body, is_supernode)?;
        let charging = body.get("charging_info").unwrap_or(&Value::Null);
        Ok(Self {
            body,
            name: system::name(body)?,
            flavor,
            charging_mode: text(charging, "charging_mode").unwrap_or("POST_PAID"),
            is_supernode,
            count: count(body, is_supernode)?,
        })
    }

    fn is_prepaid(&self) -> bool {
        self.charging_mode == "PRE_PAID"
    }

    fn make(&self, call: &mut Call<'_>, asked: &Asked, number: u64) -> Value {
        let id = call.world.ids.next().to_string();
        let mut spec = Instance::new(Cloud::Huaweicloud, id);
        // Guess: how several servers of one request are named.
        spec.name = if self.count == 1 { self.name.to_owned() } else { format!("{}-{number:04}", self.name) };
        spec.state = "CREATING".to_owned();
        spec.instance_type = self.flavor.to_owned();
        spec.charge_type = self.charging_mode.to_owned();
        spec.project_id.clone_from(&asked.project);
        if self.is_supernode {
            // Guess: a new supernode has one node.
            spec.supernode = call.world.ids.next().to_string();
        }
        let notes = self.notes(&asked.request_id, &mut call.world.ids);
        let machine = call.world.create(spec, "RUNNING", call.now.world);
        machine.notes = notes;
        server(machine)
    }

    fn notes(&self, request_id: &str, ids: &mut Ids) -> Map<String, Value> {
        let mut notes = Map::new();
        for name in ["image_id", "key_pair_name", "availability_zone"] {
            notes.extend(self.body.get(name).map(|value| (name.to_owned(), value.clone())));
        }
        for name in ["vpc_id", "subnet_id"] {
            notes.insert(name.to_owned(), self.body["network"][name].clone());
        }
        let order = format!("CS{}", request_id.get(..16).unwrap_or_default().to_uppercase());
        notes.insert("order_id".to_owned(), order.into());
        notes.insert("volumes".to_owned(), self.volumes(ids).into());
        notes
    }

    fn volumes(&self, ids: &mut Ids) -> Vec<Value> {
        let root = self.body.get("root_volume").unwrap_or(&Value::Null);
        let size = root.get("size").and_then(Value::as_u64).unwrap_or(100);
        let mut volumes = vec![root_volume(size, text(root, "type").unwrap_or("GPSSD"))];
        let data = self.body.get("data_volume").unwrap_or(&Value::Null);
        for _ in 0..data.get("count").and_then(Value::as_u64).unwrap_or(0).min(8) {
            let id = ids.next().to_string();
            volumes.push(
                json!({ "size": data["size"], "type": "DATA", "evs_type": data["type"], "evs_id": id }),
            );
        }
        volumes
    }
}

fn check_network(body: &Map<String, Value>) -> Result<(), Fault> {
    let network = body.get("network").unwrap_or(&Value::Null);
    let names = ["vpc_id", "subnet_id", "security_group_id"];
    let is_whole = names.iter().all(|name| text(network, name).is_some());
    if is_whole { Ok(()) } else { Err(invalid(Bad("network"))) }
}

fn count(body: &Map<String, Value>, is_supernode: bool) -> Result<u64, Fault> {
    match body.get("count") {
        None => Ok(1),
        Some(_) if is_supernode => Err(invalid(Bad("count"))),
        Some(count) => {
            count.as_u64().filter(|count| (1..=10).contains(count)).ok_or_else(|| invalid(Bad("count")))
        }
    }
}
