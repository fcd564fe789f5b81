use tingji_core::params::{ListStyle, to_pairs};
use tingji_signing_core::Params;
use tingji_ucloud::protocol::form_request;

use crate::location::{located_operation, require_zone};
use crate::model::{Capacity, ChargeType, DiskSpec};
use crate::response;
use crate::validate::require_text;

located_operation! {
    /// Checks which sizes with a GPU model can be created now. The vendor simulates the placement, so send this
    /// right before [`CreateCompShareInstance`](super::CreateCompShareInstance).
    ///
    /// <https://www.compshare.cn/docs/gpus/instance/checkcompshareresourcecapacity>
    pub struct CheckCompShareResourceCapacity: Safe -> Capacity;
    /// Creates the check for a GPU model, image, billing method and disks, on any CPU. Region and zone are
    /// required, here or in the client.
    new(
        "GpuType" => gpu_type: String,
        "CompShareImageId" => comp_share_image_id: String,
        "ChargeType" => charge_type: ChargeType,
        "Disks" => disks: Vec<DiskSpec>,
    );
    /// Machine type. Default `G`, the only value that the vendor documents.
    "MachineType" => machine_type: String = "G".to_owned();
    /// CPU platform: `Auto`, `Intel/Auto` or `Amd/Auto`. Default `Auto`.
    "MinimalCpuPlatform" => minimal_cpu_platform: String = "Auto".to_owned();
    request(self, config) {
        require_text("GpuType", &self.gpu_type)?;
        require_text("MachineType", &self.machine_type)?;
        require_text("MinimalCpuPlatform", &self.minimal_cpu_platform)?;
        require_text("CompShareImageId", &self.comp_share_image_id)?;
        DiskSpec::validate_machine_disks(&self.disks)?;
        let location = require_zone(self.location(config), "the new instance")?;
        let mut pairs = to_pairs(self, ListStyle::FromZero)?;
        // The vendor's page lists the two options right after the GPU model.
        pairs[1..].rotate_right(2);
        let mut params = Params::new(Self::NAME);
        for (name, text) in pairs {
            params.push(name, text);
        }
        Ok(form_request(params, &location))
    }
    decode(self, payload) { response::parse_required(payload, "Specs") }
}
