use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};
use tingji_signing_core::Params;
use tingji_ucloud::Config;

use crate::location::{Location, location_setters};
use crate::model::{ChargeType, DiskSpec, MachineSpec, Prices, VolumeSpec};
use crate::protocol::CompShare;
use crate::response;
use crate::validate::validate_counts;

/// Returns the price of a new instance with its disks and image, in CNY.
///
/// ```
/// use tingji_compshare::Client;
/// use tingji_compshare::model::{ChargeType, MachineSpec};
/// use tingji_compshare::operation::GetCompShareInstancePrice;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
/// # let credential = sandbox.credential(tingji_sandbox::Cloud::Compshare);
/// # let client = Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
/// let machine = MachineSpec::new("4090", 1, 16, 64 * 1024);
/// let prices = client.send(&GetCompShareInstancePrice::new(machine).zone("cn-wlcb-01")).await?;
/// for price in &prices.price_details {
///     if price.charge_type == Some(ChargeType::Postpay) {
///         println!("{:?} CNY per hour", price.instance);
///     }
/// }
/// # Ok(())
/// # }
/// ```
///
/// <https://www.compshare.cn/docs/gpus/instance/getcompshareinstanceprice>
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct GetCompShareInstancePrice {
    location: Location,
    /// Machine size, sent as `GpuType`, `Gpu`, `Cpu` and `Memory`.
    pub machine: MachineSpec,
    /// Billing method to price. Default: all methods.
    pub charge_type: Option<ChargeType>,
    /// Disks of the instance.
    pub disks: Vec<DiskSpec>,
    /// Shared storage to include in the price. Default: none.
    pub volumes: Vec<VolumeSpec>,
    /// Id of a paid image. Default: none.
    pub comp_share_image_id: Option<String>,
    /// Number of billing periods. The vendor's default is 1.
    pub quantity: Option<u32>,
}

impl GetCompShareInstancePrice {
    /// Creates the request for this size. Region and zone are required, here or in the client.
    pub fn new(machine: MachineSpec) -> Self {
        Self {
            location: Location::default(),
            machine,
            charge_type: None,
            disks: Vec::new(),
            volumes: Vec::new(),
            comp_share_image_id: None,
            quantity: None,
        }
    }
}

location_setters!(GetCompShareInstancePrice, location);

impl Operation for GetCompShareInstancePrice {
    type Protocol = CompShare;
    type Output = Prices;
    const NAME: &'static str = "GetCompShareInstancePrice";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        self.machine.validate()?;
        DiskSpec::validate_disks(&self.disks)?;
        validate_counts(&[("Quantity", self.quantity)])?;
        let mut params = Params::new(Self::NAME);
        // This operation takes `Gpu` and `Cpu`; GetCompShareInstanceUserPrice takes `GPU` and `CPU`.
        params.push("GpuType", self.machine.gpu_type.as_str()).push("Gpu", self.machine.gpu);
        params.push("Cpu", self.machine.cpu).push("Memory", self.machine.memory);
        params.push_if_some("ChargeType", self.charge_type.as_ref().map(ChargeType::as_str));
        params.push("Disks", self.disks.clone()).push("Volumes", self.volumes.clone());
        params.push_if_some("CompShareImageId", self.comp_share_image_id.as_deref());
        params.push_if_some("Quantity", self.quantity);
        self.location.zonal_request(params, config, "the instance to price")
    }

    fn decode_output(&self, payload: Value) -> Result<Prices> {
        response::parse_prices(payload)
    }
}
