//! Regions, zones, and the tasks of images.
//!
//! <https://www.volcengine.com/docs/6396/1053194>, <https://www.volcengine.com/docs/6396/120518>,
//! <https://www.volcengine.com/docs/6396/120437>

use serde_json::{Value, json};

use super::describe::{offset, time, token};
use super::{Ecs, Reply};
use crate::answer::Fault;
use crate::wire::Bad;
use crate::world::Machine;

/// The regions that an account sees. (Guess: all accounts the same.)
const REGIONS: [&str; 5] = ["cn-beijing", "cn-shanghai", "cn-guangzhou", "cn-hongkong", "ap-southeast-1"];
/// How the zones of every region end. (Guess: all regions the same.)
pub(super) const ZONES: [&str; 3] = ["a", "b", "c"];

impl Ecs<'_, '_> {
    pub(super) fn describe_regions(&self) -> Reply {
        let ids = self.params.list("RegionIds");
        if ids.len() > 20 {
            let message = "The number of specified RegionIds exceeds the maximum limit.";
            return Err(Fault::new(400, "LimitExceeded.MaximumRegionIds", message).into());
        }
        let regions = REGIONS.iter().filter(|id| ids.is_empty() || ids.iter().any(|given| given == *id));
        let (regions, next) = self.cut(regions.map(|id| json!({ "RegionId": id })).collect(), 20)?;
        Ok(json!({ "Regions": regions, "NextToken": next }))
    }

    pub(super) fn describe_zones(&self) -> Reply {
        let ids = self.params.list("ZoneIds");
        if ids.len() > 20 {
            let message = "You've reached the limit on the number of ZoneIds that you can set.";
            return Err(Fault::new(400, "LimitExceeded.MaximumZoneIds", message).into());
        }
        let zones: Vec<_> = ZONES.iter().map(|end| format!("{}-{end}", self.region)).collect();
        if ids.iter().any(|id| !zones.contains(id)) {
            return Err(Fault::new(404, "InvalidZone.NotFound", "The specified zone does not exist.").into());
        }
        let shown = zones.iter().filter(|id| ids.is_empty() || ids.contains(id));
        Ok(json!({ "Zones": shown.map(|id| json!({ "ZoneId": id })).collect::<Vec<_>>() }))
    }

    /// An instance of which an image is being made has the one task there is (guess).
    pub(super) fn describe_tasks(&self) -> Reply {
        let (ids, mut images) = (self.params.list("TaskIds"), self.params.list("ResourceIds"));
        images.extend(self.params.filled("ResourceId").map(str::to_owned));
        let is =
            |list: &[String], value: &Value| list.is_empty() || list.iter().any(|given| *value == **given);
        let machines = self.places().into_iter().map(|at| &self.call.world.machines[at]);
        let tasks = machines.filter(|machine| machine.spec.image_in_progress).map(task);
        let tasks = tasks.filter(|task| is(&ids, &task["Id"]) && is(&images, &task["ResourceId"]));
        let (tasks, next) = self.cut(tasks.collect(), 100)?;
        Ok(json!({ "Tasks": tasks, "NextToken": next }))
    }

    /// One page of a list, and where the next one starts.
    fn cut(&self, all: Vec<Value>, largest: usize) -> Result<(Vec<Value>, String), Bad> {
        let max = self.params.count("MaxResults", 10)?;
        let from = self.params.filled("NextToken").map_or(Some(0), offset).ok_or(Bad("NextToken"))?;
        if !(1..=largest).contains(&max) {
            return Err(Bad("MaxResults"));
        }
        let end = from + max;
        let next = if end < all.len() { token(end) } else { String::new() };
        Ok((all.into_iter().skip(from).take(max).collect(), next))
    }
}

fn task(machine: &Machine) -> Value {
    json!({
        "Id": format!("t-{}", machine.spec.id),
        "Type": "CreateImage",
        "ResourceId": format!("image-of-{}", machine.spec.id),
        "Status": "Running",
        "Process": 50,
        "CreatedAt": time(machine.created),
        "UpdatedAt": time(machine.created),
        "EndAt": "",
    })
}
