use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};
use tingji_signing_core::Params;
use tingji_ucloud::Config;

use crate::location::{Location, location_setters};
use crate::model::MachineTypeFamilies;
use crate::protocol::CompShare;
use crate::response;

/// Lists the machine type families of a region, with their sizes, disks and CPUs.
///
/// <https://www.compshare.cn/docs/gpus/instance/describecompsharemachinetypefamilies>
#[derive(Clone, Debug, Default)]
pub struct DescribeCompShareMachineTypeFamilies {
    location: Location,
}

impl DescribeCompShareMachineTypeFamilies {
    /// Creates a request for all families. A region is required, here or in the client.
    pub fn new() -> Self {
        Self::default()
    }
}

location_setters!(DescribeCompShareMachineTypeFamilies, location);

impl Operation for DescribeCompShareMachineTypeFamilies {
    type Protocol = CompShare;
    type Output = MachineTypeFamilies;
    const NAME: &'static str = "DescribeCompShareMachineTypeFamilies";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        self.location.regional_request(Params::new(Self::NAME), config)
    }

    fn decode_output(&self, payload: Value) -> Result<MachineTypeFamilies> {
        response::parse_required(payload, "MachineTypes")
    }
}
