use serde_json::Value;
use tingji_core::operation::{Draft, Operation};
use tingji_core::{Result, RetryClass};
use tingji_signing_core::Params;
use tingji_ucloud::Config;

use crate::CompShare;
use crate::model::Families;
use crate::place::{Place, place_setters};
use crate::reply;

/// The families of machines in a region, with their sizes, disks and CPUs.
///
/// <https://www.compshare.cn/docs/gpus/instance/describecompsharemachinetypefamilies>
#[derive(Clone, Debug, Default)]
pub struct DescribeCompShareMachineTypeFamilies {
    place: Place,
}

impl DescribeCompShareMachineTypeFamilies {
    /// All families. A region is needed too, here or in the client.
    pub fn new() -> Self {
        Self::default()
    }
}

place_setters!(DescribeCompShareMachineTypeFamilies, place);

impl Operation for DescribeCompShareMachineTypeFamilies {
    type Protocol = CompShare;
    type Output = Families;
    const NAME: &'static str = "DescribeCompShareMachineTypeFamilies";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, config: &Config) -> Result<Draft> {
        self.place.regional(Params::new(Self::NAME), config)
    }

    fn output(&self, payload: Value) -> Result<Families> {
        reply::read_having(payload, "MachineTypes")
    }
}
