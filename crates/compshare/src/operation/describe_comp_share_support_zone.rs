use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};
use tingji_signing_core::Params;
use tingji_ucloud::Config;

use crate::location::{Location, location_setters};
use crate::model::ZoneList;
use crate::protocol::CompShare;
use crate::response;

/// Lists the regions and zones that the account can use.
///
/// <https://www.compshare.cn/docs/gpus/instance/describecompsharesupportzone>
#[derive(Clone, Debug, Default)]
pub struct DescribeCompShareSupportZone {
    location: Location,
}

impl DescribeCompShareSupportZone {
    /// Creates a request for all regions; the client's region is not sent. The vendor's page calls the
    /// region required, but its own command omits it.
    pub fn new() -> Self {
        Self::default()
    }
}

location_setters!(DescribeCompShareSupportZone, location);

impl Operation for DescribeCompShareSupportZone {
    type Protocol = CompShare;
    type Output = ZoneList;
    const NAME: &'static str = "DescribeCompShareSupportZone";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        let project_id = config.project_id.clone();
        Ok(self.location.request(Params::new(Self::NAME), &Config { project_id, ..Config::default() }))
    }

    fn decode_output(&self, payload: Value) -> Result<ZoneList> {
        response::parse_required(payload, "ZoneInfo")
    }
}
