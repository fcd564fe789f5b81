use base64::prelude::{BASE64_STANDARD, Engine};
use serde_json::Value;
use tingji_core::operation::{Operation, UnsignedRequest};
use tingji_core::{Result, RetryClass, Secret};
use tingji_signing_core::Params;
use tingji_ucloud::Config;

use crate::location::{Location, location_setters};
use crate::model::{ChargeType, CreatedInstances, DiskSpec, MachineSpec};
use crate::protocol::CompShare;
use crate::response;
use crate::validate::{require_text, validate_counts, validate_name};

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
/// let mut create = CreateCompShareInstance::new(machine, "compshareImage-xxxx", disks).zone("cn-wlcb-01");
/// // The vendor's default is Month, which stays charged after a stop.
/// create.charge_type = Some(ChargeType::Postpay);
/// let created = client.send(&create).await?;
/// println!("{}", created.uhost_ids[0]);
///
/// // Only a stopped instance can be deleted.
/// let delete = TerminateCompShareInstance::new(&created.uhost_ids[0])?.zone("cn-wlcb-01");
/// assert!(client.send(&delete).await.is_err());
/// # Ok(())
/// # }
/// ```
///
/// <https://www.compshare.cn/docs/gpus/instance/createcompshareinstance>
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CreateCompShareInstance {
    location: Location,
    /// Machine size, sent as `GpuType`, `GPU`, `CPU` and `Memory`.
    pub machine: MachineSpec,
    /// Id of the image, such as `compshareImage-xxxx`.
    pub comp_share_image_id: String,
    /// System disk and data disks. Exactly one must be the system disk.
    pub disks: Vec<DiskSpec>,
    /// Machine type. `G` is the only value that the vendor documents.
    pub machine_type: Option<String>,
    /// CPU platform: `Auto`, `Intel/Auto` or `Amd/Auto`.
    pub minimal_cpu_platform: Option<String>,
    /// Billing method. The vendor's default is [`Month`](ChargeType::Month).
    pub charge_type: Option<ChargeType>,
    /// Number of prepaid months or days, at least 1. The vendor's default is 1.
    pub quantity: Option<u32>,
    /// Name of the instance, at most 63 characters. The vendor's default is `host`.
    pub name: Option<String>,
    /// Remark. Default: none.
    pub remark: Option<String>,
    /// Id of the firewall. Default: the vendor creates one for the ports of the image.
    pub security_group_id: Option<String>,
    /// Number of instances to create. The vendor's default is 1.
    pub max_count: Option<u32>,
    /// Attaches the account's object storage. Only container images support it. Default: not sent.
    pub enable_us3: Option<bool>,
    /// Attaches the account's shared file storage. Default: not sent.
    pub enable_cfs: Option<bool>,
    /// Login method; `Password` is the only value. Documented only on older pages of the vendor.
    pub login_mode: Option<String>,
    /// Login password in plain text; it is sent in base64. Default: the vendor chooses one. Documented only
    /// on older pages of the vendor.
    pub password: Option<Secret>,
}

impl CreateCompShareInstance {
    /// Creates the request from size, image and disks. Region and zone are required, here or in the client.
    pub fn new(
        machine: MachineSpec,
        comp_share_image_id: impl Into<String>,
        disks: impl IntoIterator<Item = DiskSpec>,
    ) -> Self {
        Self {
            location: Location::default(),
            machine,
            comp_share_image_id: comp_share_image_id.into(),
            disks: disks.into_iter().collect(),
            machine_type: None,
            minimal_cpu_platform: None,
            charge_type: None,
            quantity: None,
            name: None,
            remark: None,
            security_group_id: None,
            max_count: None,
            enable_us3: None,
            enable_cfs: None,
            login_mode: None,
            password: None,
        }
    }

    fn validate(&self) -> Result<()> {
        self.machine.validate()?;
        require_text("CompShareImageId", &self.comp_share_image_id)?;
        DiskSpec::validate_machine_disks(&self.disks)?;
        validate_counts(&[("Quantity", self.quantity), ("MaxCount", self.max_count)])?;
        self.name.as_deref().map_or(Ok(()), validate_name)?;
        self.password.as_ref().map_or(Ok(()), |password| require_text("Password", password.expose_secret()))
    }

    fn options(&self, params: &mut Params) {
        params.push_if_some("MachineType", self.machine_type.as_deref());
        params.push_if_some("MinimalCpuPlatform", self.minimal_cpu_platform.as_deref());
        params.push_if_some("ChargeType", self.charge_type.as_ref().map(ChargeType::as_str));
        params.push_if_some("Quantity", self.quantity);
        params.push_if_some("Name", self.name.as_deref());
        params.push_if_some("Remark", self.remark.as_deref());
        params.push_if_some("SecurityGroupId", self.security_group_id.as_deref());
        params.push_if_some("MaxCount", self.max_count);
        params.push_if_some("EnableUS3", self.enable_us3);
        params.push_if_some("EnableCfs", self.enable_cfs);
        params.push_if_some("LoginMode", self.login_mode.as_deref());
        params.push_if_some(
            "Password",
            self.password.as_ref().map(|password| BASE64_STANDARD.encode(password.expose_secret())),
        );
    }
}

location_setters!(CreateCompShareInstance, location);

impl Operation for CreateCompShareInstance {
    type Protocol = CompShare;
    type Output = CreatedInstances;
    const NAME: &'static str = "CreateCompShareInstance";
    const RETRY: RetryClass = RetryClass::Never;

    fn request(&self, config: &Config) -> Result<UnsignedRequest> {
        self.validate()?;
        let mut params = Params::new(Self::NAME);
        // This operation takes `GPU` and `CPU`; the resize and one of the price operations take `Gpu` and
        // `Cpu`.
        params.push("GpuType", self.machine.gpu_type.as_str()).push("GPU", self.machine.gpu);
        params.push("CPU", self.machine.cpu).push("Memory", self.machine.memory);
        params.push("CompShareImageId", self.comp_share_image_id.as_str());
        params.push("Disks", self.disks.clone());
        self.options(&mut params);
        self.location.zonal_request(params, config, "the new instance")
    }

    fn decode_output(&self, payload: Value) -> Result<CreatedInstances> {
        response::parse_required(payload, "UHostIds")
    }
}
