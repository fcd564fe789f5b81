use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};
use tingji_signing_core::Params;
use tingji_ucloud::Config;

use crate::location::{Location, location_setters};
use crate::model::GpuInventory;
use crate::protocol::CompShare;
use crate::response;

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
#[derive(Clone, Debug, Default)]
pub struct DescribeCompShareGpuInventory {
    location: Location,
}

impl DescribeCompShareGpuInventory {
    /// Creates a request for all GPU models. A region is required, here or in the client.
    pub fn new() -> Self {
        Self::default()
    }
}

location_setters!(DescribeCompShareGpuInventory, location);

impl Operation for DescribeCompShareGpuInventory {
    type Protocol = CompShare;
    type Output = GpuInventory;
    const NAME: &'static str = "DescribeCompShareGpuInventory";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        self.location.regional_request(Params::new(Self::NAME), config)
    }

    fn decode_output(&self, payload: Value) -> Result<GpuInventory> {
        response::parse(payload)
    }
}
