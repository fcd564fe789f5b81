use serde_json::Value;
use tingji_core::operation::{Draft, Operation};
use tingji_core::{Result, RetryClass};
use tingji_signing_core::Params;
use tingji_ucloud::Config;

use crate::location::{Location, location_setters};
use crate::model::{Capacity, ChargeType, DiskSpec};
use crate::protocol::CompShare;
use crate::response;
use crate::validate::require_text;

/// Which sizes with this card could be made now. The vendor plays the placement through, so ask
/// right before [`CreateCompShareInstance`](super::CreateCompShareInstance).
///
/// <https://www.compshare.cn/docs/gpus/instance/checkcompshareresourcecapacity>
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CheckCompShareResourceCapacity {
    location: Location,
    /// The card, such as `4090`.
    pub gpu_type: String,
    /// `G`, the only one.
    pub machine_type: String,
    /// `Auto`, `Intel/Auto` or `Amd/Auto`.
    pub minimal_cpu_platform: String,
    /// The image.
    pub comp_share_image_id: String,
    /// The way of charging.
    pub charge_type: ChargeType,
    /// The disks.
    pub disks: Vec<DiskSpec>,
}

impl CheckCompShareResourceCapacity {
    /// With this card, image, way of charging and these disks, on any CPU. Region and zone are needed
    /// too, here or in the client.
    pub fn new(
        gpu_type: impl Into<String>,
        comp_share_image_id: impl Into<String>,
        charge_type: ChargeType,
        disks: impl IntoIterator<Item = DiskSpec>,
    ) -> Self {
        Self {
            location: Location::default(),
            gpu_type: gpu_type.into(),
            machine_type: "G".to_owned(),
            minimal_cpu_platform: "Auto".to_owned(),
            comp_share_image_id: comp_share_image_id.into(),
            charge_type,
            disks: disks.into_iter().collect(),
        }
    }
}

location_setters!(CheckCompShareResourceCapacity, location);

impl Operation for CheckCompShareResourceCapacity {
    type Protocol = CompShare;
    type Output = Capacity;
    const NAME: &'static str = "CheckCompShareResourceCapacity";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, config: &Config) -> Result<Draft> {
        for (name, text) in [
            ("GpuType", &self.gpu_type),
            ("MachineType", &self.machine_type),
            ("MinimalCpuPlatform", &self.minimal_cpu_platform),
            ("CompShareImageId", &self.comp_share_image_id),
        ] {
            require_text(name, text)?;
        }
        DiskSpec::validate_machine_disks(&self.disks)?;
        let mut params = Params::new(Self::NAME);
        params.push("GpuType", self.gpu_type.as_str()).push("MachineType", self.machine_type.as_str());
        params.push("MinimalCpuPlatform", self.minimal_cpu_platform.as_str());
        params.push("CompShareImageId", self.comp_share_image_id.as_str());
        params.push("ChargeType", self.charge_type.as_str()).push("Disks", self.disks.clone());
        self.location.zonal_request(params, config, "the instance to be made")
    }

    fn output(&self, payload: Value) -> Result<Capacity> {
        response::parse_required(payload, "Specs")
    }
}
