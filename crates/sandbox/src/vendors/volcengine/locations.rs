//! Regions, zones, and tasks that create images.
//!
//! <https://www.volcengine.com/docs/6396/1053194>, <https://www.volcengine.com/docs/6396/120518>,
//! <https://www.volcengine.com/docs/6396/120437>

use serde_json::{Value, json};

use crate::http::params::InvalidParam;
use crate::state::machine::Machine;
use crate::vendors::vendor_error::VendorError;
use crate::vendors::volcengine::ecs::EcsRequest;
use crate::vendors::volcengine::error::EcsResult;
use crate::vendors::volcengine::format::{decode_page_token, encode_page_token, format_time};

/// The regions of an account. Guess: all accounts have the same regions.
const REGIONS: [&str; 5] = ["cn-beijing", "cn-shanghai", "cn-guangzhou", "cn-hongkong", "ap-southeast-1"];
/// Last parts of the zone names. Guess: all regions have the same zones.
pub(super) const ZONE_SUFFIXES: [&str; 3] = ["a", "b", "c"];
/// Largest number of ids in a request for regions or zones.
const MAX_LOCATION_IDS: usize = 20;

impl EcsRequest<'_, '_> {
    /// Lists the regions in pages of at most 20 rows.
    ///
    /// <https://www.volcengine.com/docs/6396/1053194>
    pub(super) fn describe_regions(&self) -> EcsResult {
        let ids = self.params.list("RegionIds");
        if ids.len() > MAX_LOCATION_IDS {
            let message = "The number of specified RegionIds exceeds the maximum limit.";
            return Err(VendorError::new(400, "LimitExceeded.MaximumRegionIds", message).into());
        }
        let regions = REGIONS.iter().filter(|region| ids.is_empty() || ids.iter().any(|id| id == *region));
        let rows = regions.map(|region| json!({ "RegionId": region })).collect();
        let (page, next) = self.take_page(rows, 20)?;
        Ok(json!({ "Regions": page, "NextToken": next }))
    }

    /// Lists the zones of the region in the signature. An unknown zone is an error.
    ///
    /// <https://www.volcengine.com/docs/6396/120518>
    pub(super) fn describe_zones(&self) -> EcsResult {
        let ids = self.params.list("ZoneIds");
        if ids.len() > MAX_LOCATION_IDS {
            let message = "You've reached the limit on the number of ZoneIds that you can set.";
            return Err(VendorError::new(400, "LimitExceeded.MaximumZoneIds", message).into());
        }
        let zones: Vec<_> = ZONE_SUFFIXES.iter().map(|suffix| format!("{}-{suffix}", self.region)).collect();
        if ids.iter().any(|id| !zones.contains(id)) {
            let message = "The specified zone does not exist.";
            return Err(VendorError::new(404, "InvalidZone.NotFound", message).into());
        }
        let matching = zones.iter().filter(|zone| ids.is_empty() || ids.contains(zone));
        let rows: Vec<_> = matching.map(|zone| json!({ "ZoneId": zone })).collect();
        Ok(json!({ "Zones": rows }))
    }

    /// Lists the only tasks of the sandbox: one for each instance whose image is created. Guess: their fields.
    ///
    /// <https://www.volcengine.com/docs/6396/120437>
    pub(super) fn describe_tasks(&self) -> EcsResult {
        let task_ids = self.params.list("TaskIds");
        let mut image_ids = self.params.list("ResourceIds");
        image_ids.extend(self.params.non_empty("ResourceId").map(str::to_owned));
        let mut rows = Vec::new();
        for index in self.region_instances() {
            let machine = &self.ctx.state.machines[index];
            if !machine.spec.image_in_progress {
                continue;
            }
            let row = task_row(machine);
            if list_allows(&task_ids, &row["Id"]) && list_allows(&image_ids, &row["ResourceId"]) {
                rows.push(row);
            }
        }
        let (page, next) = self.take_page(rows, 100)?;
        Ok(json!({ "Tasks": page, "NextToken": next }))
    }

    /// A page of a list, and the token of the next page; the token is empty on the last page.
    fn take_page(&self, rows: Vec<Value>, max_limit: usize) -> Result<(Vec<Value>, String), InvalidParam> {
        let limit = self.params.unsigned("MaxResults", 10)?;
        let offset = match self.params.non_empty("NextToken") {
            None => 0,
            Some(token) => decode_page_token(token).ok_or(InvalidParam("NextToken"))?,
        };
        if !(1..=max_limit).contains(&limit) {
            return Err(InvalidParam("MaxResults"));
        }
        let end = offset.saturating_add(limit);
        let next = if end < rows.len() { encode_page_token(end) } else { String::new() };
        Ok((rows.into_iter().skip(offset).take(limit).collect(), next))
    }
}

/// True if the list of requested ids is empty or contains this id.
fn list_allows(wanted: &[String], id: &Value) -> bool {
    wanted.is_empty() || wanted.iter().any(|wanted| id == wanted.as_str())
}

fn task_row(machine: &Machine) -> Value {
    json!({
        "Id": format!("t-{}", machine.spec.id),
        "Type": "CreateImage",
        "ResourceId": format!("image-of-{}", machine.spec.id),
        "Status": "Running",
        "Process": 50,
        "CreatedAt": format_time(machine.created_at_ms),
        "UpdatedAt": format_time(machine.created_at_ms),
        "EndAt": "",
    })
}
