use crate::location::located_operation;
use crate::model::{ChargeType, DiskSpec, MachineSpec, Prices, VolumeSpec};
use crate::response;
use crate::validate::validate_counts;

located_operation! {
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
    pub struct GetCompShareInstancePrice: Safe -> Prices;
    /// Creates the request for this size. Region and zone are required, here or in the client.
    new("" => machine: MachineSpec);
    /// Billing method to price. Default: all methods.
    "ChargeType" => charge_type: Option<ChargeType>;
    /// Disks of the instance.
    "Disks" => disks: Vec<DiskSpec>;
    /// Shared storage to include in the price. Default: none.
    "Volumes" => volumes: Vec<VolumeSpec>;
    /// Id of a paid image. Default: none.
    "CompShareImageId" => comp_share_image_id: Option<String>;
    /// Number of billing periods. The vendor's default is 1.
    "Quantity" => quantity: Option<u32>;
    request(self, config) {
        self.machine.validate()?;
        DiskSpec::validate_disks(&self.disks)?;
        validate_counts(&[("Quantity", self.quantity)])?;
        self.zonal_request(config, "the instance to price")
    }
    decode(self, payload) { response::parse_prices(payload) }
}
