use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};
use tingji_signing_core::Params;
use tingji_ucloud::Config;

use crate::location::{Location, location_setters};
use crate::model::{Capacity, ChargeType, DiskSpec};
use crate::protocol::CompShare;
use crate::response;
use crate::validate::require_text;

/// Checks which sizes with a GPU model can be created now. The vendor simulates the placement, so send this
/// right before [`CreateCompShareInstance`](super::CreateCompShareInstance).
///
/// <https://www.compshare.cn/docs/gpus/instance/checkcompshareresourcecapacity>
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CheckCompShareResourceCapacity {
    location: Location,
    /// GPU model, such as `4090`.
    pub gpu_type: String,
    /// Machine type. `G` is the only value that the vendor documents.
    pub machine_type: String,
    /// CPU platform: `Auto`, `Intel/Auto` or `Amd/Auto`.
    pub minimal_cpu_platform: String,
    /// Id of the image.
    pub comp_share_image_id: String,
    /// Billing method.
    pub charge_type: ChargeType,
    /// Disks of the instance.
    pub disks: Vec<DiskSpec>,
}

impl CheckCompShareResourceCapacity {
    /// Creates the check for a GPU model, image, billing method and disks, on any CPU. Region and zone are
    /// required, here or in the client.
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

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
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
        self.location.zonal_request(params, config, "the new instance")
    }

    fn decode_output(&self, payload: Value) -> Result<Capacity> {
        response::parse_required(payload, "Specs")
    }
}
