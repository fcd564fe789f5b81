use crate::location::located_operation;
use crate::model::GpuInventory;
use crate::response;

located_operation! {
    /// Counts the free GPUs of a region, by pool (ordinary or spot), zone and GPU model.
    ///
    /// The vendor counts every five minutes. Before a creation, send
    /// [`CheckCompShareResourceCapacity`](super::CheckCompShareResourceCapacity).
    ///
    /// ```
    /// use tingji_compshare::Client;
    /// use tingji_compshare::operation::DescribeCompShareGpuInventory;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
    /// # let credential = sandbox.credential(tingji_sandbox::Cloud::Compshare);
    /// # let client = Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
    /// let free = client.send(&DescribeCompShareGpuInventory::new().region("cn-wlcb")).await?;
    /// for (zone, cards) in free.gpu_inventory_by_zone.iter().filter_map(|pools| pools.get("Exclusive")).flatten() {
    ///     println!("zone {zone}: {cards:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://docs.ucloud.cn/api/ucompshare-api/describe_comp_share_gpu_inventory>
    pub struct DescribeCompShareGpuInventory: Safe -> GpuInventory;
    /// Creates a request for all GPU models. A region is required, here or in the client.
    new();
    request(self, config) { self.regional_request(config, "the region") }
    decode(self, payload) { response::parse(payload) }
}
