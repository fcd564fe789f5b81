use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass};
use tingji_signing_core::Params;
use tingji_ucloud::Config;

use crate::location::{Location, location_setters};
use crate::model::AvailableInstanceTypes;
use crate::protocol::CompShare;
use crate::response;

/// Lists the machine types of a region, available or sold out, with their sizes, disks and CPUs.
///
/// Only these combinations can be created. The response gives memory in GB; requests take MB.
///
/// ```
/// use tingji_compshare::Client;
/// use tingji_compshare::model::AvailabilityStatus;
/// use tingji_compshare::operation::DescribeAvailableCompShareInstanceTypes;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
/// # let credential = sandbox.credential(tingji_sandbox::Cloud::Compshare);
/// # let client = Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
/// let list = DescribeAvailableCompShareInstanceTypes::new().machine_types(["4090"]).region("cn-wlcb");
/// let types = client.send(&list).await?;
/// assert_eq!(types.available_instance_types[0].status, Some(AvailabilityStatus::Normal));
/// # Ok(())
/// # }
/// ```
///
/// <https://www.compshare.cn/docs/gpus/instance/describeavailablecompshareinstancetypes>
#[derive(Clone, Debug, Default)]
pub struct DescribeAvailableCompShareInstanceTypes {
    location: Location,
    machine_types: Vec<String>,
    spot: bool,
}

impl DescribeAvailableCompShareInstanceTypes {
    /// Creates a request for all machine types. A region is required, here or in the client.
    pub fn new() -> Self {
        Self::default()
    }

    /// Limits the list to these GPU models, such as `4090`.
    #[must_use]
    pub fn machine_types(mut self, machine_types: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.machine_types = machine_types.into_iter().map(Into::into).collect();
        self
    }

    /// Lists spot instances (`InstanceType=spot`). Default false: ordinary instances, and the parameter is
    /// not sent.
    #[must_use]
    pub fn spot(mut self, spot: bool) -> Self {
        self.spot = spot;
        self
    }
}

location_setters!(DescribeAvailableCompShareInstanceTypes, location);

impl Operation for DescribeAvailableCompShareInstanceTypes {
    type Protocol = CompShare;
    type Output = AvailableInstanceTypes;
    const NAME: &'static str = "DescribeAvailableCompShareInstanceTypes";
    const RETRY: RetryClass = RetryClass::Safe;

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        let mut params = Params::new(Self::NAME);
        params.push("MachineTypes", self.machine_types.clone());
        params.push_if_some("InstanceType", self.spot.then_some("spot"));
        self.location.regional_request(params, config)
    }

    fn decode_output(&self, payload: Value) -> Result<AvailableInstanceTypes> {
        response::parse_required(payload, "AvailableInstanceTypes")
    }
}
