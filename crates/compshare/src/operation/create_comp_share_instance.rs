use tingji_core::Secret;

use crate::location::located_operation;
use crate::model::{ChargeType, CreatedInstances, DiskSpec, MachineSpec};
use crate::params::base64_if_set;
use crate::response;
use crate::validate::{require_text, validate_counts, validate_name, validate_password};

located_operation! {
    /// Creates instances. They start at once and are charged from then on.
    ///
    /// An account may have 1, 5, 20, 50 or 100 instances, depending on its level, and must not have unpaid
    /// orders. Spot instances are not offered with 4090_48G, A800, H20, P40 and 2080. The request is never sent
    /// twice, because it has no idempotency token.
    /// [`CheckCompShareResourceCapacity`](super::CheckCompShareResourceCapacity) shows if the zone has room,
    /// and [`GetCompShareInstancePrice`](super::GetCompShareInstancePrice) shows the price.
    ///
    /// ```
    /// use tingji_compshare::Client;
    /// use tingji_compshare::model::{ChargeType, DiskSpec, MachineSpec};
    /// use tingji_compshare::operation::{CreateCompShareInstance, TerminateCompShareInstance};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
    /// # let credential = sandbox.credential(tingji_sandbox::Cloud::Compshare);
    /// # let client = Client::builder(credential).endpoint(&sandbox.endpoint())?.build()?;
    /// let machine = MachineSpec::new("4090", 1, 16, 64 * 1024);
    /// let disks = [DiskSpec::boot("CLOUD_SSD", 60)];
    /// let create = CreateCompShareInstance::new(machine, "compshareImage-xxxx", disks).zone("cn-wlcb-01");
    /// // The vendor's default is Month, which stays charged after a stop.
    /// let create = create.charge_type(ChargeType::Postpay);
    /// let created = client.send(&create).await?;
    /// println!("{}", created.uhost_ids[0]);
    ///
    /// // Only a stopped instance can be deleted.
    /// let delete = TerminateCompShareInstance::new(&created.uhost_ids[0]).zone("cn-wlcb-01");
    /// assert!(client.send(&delete).await.is_err());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// <https://www.compshare.cn/docs/gpus/instance/createcompshareinstance>
    pub struct CreateCompShareInstance: Never -> CreatedInstances;
    /// Creates the request from size, image and disks. Region and zone are required, here or in the client.
    new(
        "" => machine: MachineSpec as MachineSpec::upper_case,
        "CompShareImageId" => comp_share_image_id: String,
        "Disks" => disks: Vec<DiskSpec>,
    );
    /// Machine type. `G` is the only value that the vendor documents.
    "MachineType" => machine_type: Option<String>;
    /// CPU platform: `Auto`, `Intel/Auto` or `Amd/Auto`.
    "MinimalCpuPlatform" => minimal_cpu_platform: Option<String>;
    /// Billing method. The vendor's default is [`Month`](ChargeType::Month).
    "ChargeType" => charge_type: Option<ChargeType>;
    /// Number of prepaid months or days, at least 1. The vendor's default is 1.
    "Quantity" => quantity: Option<u32>;
    /// Name of the instance, at most 63 characters. The vendor's default is `host`.
    "Name" => name: Option<String>;
    /// Remark. Default: none.
    "Remark" => remark: Option<String>;
    /// Id of the firewall. Default: the vendor creates one for the ports of the image.
    "SecurityGroupId" => security_group_id: Option<String>;
    /// Number of instances to create. The vendor's default is 1.
    "MaxCount" => max_count: Option<u32>;
    /// Attaches the account's object storage. Only container images support it. Default: not sent.
    "EnableUS3" => enable_us3: Option<bool>;
    /// Attaches the account's shared file storage. Default: not sent.
    "EnableCfs" => enable_cfs: Option<bool>;
    /// Login method; `Password` is the only value. Documented only on older pages of the vendor.
    "LoginMode" => login_mode: Option<String>;
    /// Login password in plain text; it is sent in base64. Default: the vendor chooses one. Documented only
    /// on older pages of the vendor.
    "Password" => password: Option<Secret> as base64_if_set;
    request(self, config) {
        self.machine.validate()?;
        require_text("CompShareImageId", &self.comp_share_image_id)?;
        DiskSpec::validate_machine_disks(&self.disks)?;
        validate_counts(&[("Quantity", self.quantity), ("MaxCount", self.max_count)])?;
        self.name.as_deref().map_or(Ok(()), validate_name)?;
        validate_password(self.password.as_ref())?;
        self.zonal_request(config, "the new instance")
    }
    decode(self, payload) { response::parse_required(payload, "UHostIds") }
}
