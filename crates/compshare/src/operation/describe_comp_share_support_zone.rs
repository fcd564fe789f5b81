use serde_json::Value;
use tingji_core::operation::{Draft, Operation};
use tingji_core::{Result, RetryClass};
use tingji_signing_core::Params;
use tingji_ucloud::Config;

use crate::CompShare;
use crate::model::ZoneList;
use crate::place::{Place, place_setters};
use crate::reply;

/// The regions and zones that this account can use.
///
/// <https://www.compshare.cn/docs/gpus/instance/describecompsharesupportzone>
#[derive(Clone, Debug, Default)]
pub struct DescribeCompShareSupportZone {
    place: Place,
}

impl DescribeCompShareSupportZone {
    /// Of all regions, whichever the client's is. (The vendor's page calls the region required; its
    /// own command leaves it away.)
    pub fn new() -> Self {
        Self::default()
    }
}

place_setters!(DescribeCompShareSupportZone, place);

impl Operation for DescribeCompShareSupportZone {
    type Protocol = CompShare;
    type Output = ZoneList;
    const NAME: &'static str = "DescribeCompShareSupportZone";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, config: &Config) -> Result<Draft> {
        let project_id = config.project_id.clone();
        Ok(self.place.form(Params::new(Self::NAME), &Config { project_id, ..Config::default() }))
    }

    fn output(&self, payload: Value) -> Result<ZoneList> {
        reply::read_having(payload, "ZoneInfo")
    }
}
