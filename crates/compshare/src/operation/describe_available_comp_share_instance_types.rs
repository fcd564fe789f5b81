use crate::location::located_operation;
use crate::model::AvailableInstanceTypes;
use crate::response;

located_operation! {
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
    pub struct DescribeAvailableCompShareInstanceTypes: Safe -> AvailableInstanceTypes;
    /// Creates a request for all machine types. A region is required, here or in the client.
    new();
    /// Limits the list to these GPU models, such as `4090`. Default: all.
    "MachineTypes" => machine_types: Vec<String>;
    /// Lists spot instances (`InstanceType=spot`). Default false: ordinary instances, and the parameter is
    /// not sent.
    "InstanceType" => spot: bool as spot_type;
    request(self, config) { self.regional_request(config, "the region") }
    decode(self, payload) { response::parse_required(payload, "AvailableInstanceTypes") }
}

fn spot_type(spot: &bool) -> Option<&'static str> {
    spot.then_some("spot")
}
