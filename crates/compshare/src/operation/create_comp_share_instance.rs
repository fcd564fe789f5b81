use serde_json::Value;
use tingji_core::operation::{Draft, Operation};
use tingji_core::{Result, RetryClass, Secret};
use tingji_signing_core::Params;
use tingji_ucloud::Config;

use crate::base64;
use crate::location::{Location, location_setters};
use crate::model::{ChargeType, CreatedInstances, DiskSpec, MachineSpec};
use crate::protocol::CompShare;
use crate::response;
use crate::validate::{require_text, validate_counts, validate_name};

/// Makes instances, which start at once and are charged from then on.
///
/// An account may have 1, 5, 20, 50 or 100 of them, by its level, and no unpaid orders. Spot is not
/// sold with 4090_48G, A800, H20, P40 and 2080. Never sent twice: there is no token that would make
/// two requests one. Ask [`CheckCompShareResourceCapacity`](super::CheckCompShareResourceCapacity)
/// first whether there is room, and [`GetCompShareInstancePrice`](super::GetCompShareInstancePrice)
/// for the price.
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
/// // The vendor's default is Month, which is charged on after a stop.
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
    /// The size: `GpuType`, `GPU`, `CPU`, `Memory`.
    pub machine: MachineSpec,
    /// The image, such as `compshareImage-xxxx`.
    pub comp_share_image_id: String,
    /// The system disk, and data disks.
    pub disks: Vec<DiskSpec>,
    /// `G`, the only one.
    pub machine_type: Option<String>,
    /// `Auto`, `Intel/Auto` or `Amd/Auto`.
    pub minimal_cpu_platform: Option<String>,
    /// How it is charged. The vendor's default is [`Month`](ChargeType::Month).
    pub charge_type: Option<ChargeType>,
    /// For how many months or days, 1 or more. The vendor's default is 1.
    pub quantity: Option<u32>,
    /// Its name, at most 63 characters. The vendor's default is `host`.
    pub name: Option<String>,
    /// A remark.
    pub remark: Option<String>,
    /// The firewall. Default: the vendor makes one of the image's ports.
    pub security_group_id: Option<String>,
    /// How many instances to make. The vendor's default is 1.
    pub max_count: Option<u32>,
    /// Whether to attach the account's object storage; only images of containers can.
    pub enable_us3: Option<bool>,
    /// Whether to attach the account's shared files.
    pub enable_cfs: Option<bool>,
    /// `Password`. (Only older pages of the vendor's have it.)
    pub login_mode: Option<String>,
    /// The password, as it is; it is sent in base64. Default: the vendor chooses. (Only older pages
    /// of the vendor's have it.)
    pub password: Option<Secret>,
}

impl CreateCompShareInstance {
    /// Of this size, from this image, with these disks. Region and zone are needed too, here or in
    /// the client.
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
        self.password.as_ref().map_or(Ok(()), |password| require_text("Password", password.expose()))
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
            self.password.as_ref().map(|password| base64::encode(password.expose())),
        );
    }
}

location_setters!(CreateCompShareInstance, location);

impl Operation for CreateCompShareInstance {
    type Protocol = CompShare;
    type Output = CreatedInstances;
    const NAME: &'static str = "CreateCompShareInstance";
    const RETRY: RetryClass = RetryClass::Never;

    fn request(&self, config: &Config) -> Result<Draft> {
        self.validate()?;
        let mut params = Params::new(Self::NAME);
        // Here `GPU` and `CPU`; the resize and one of the prices want `Gpu` and `Cpu`.
        params.push("GpuType", self.machine.gpu_type.as_str()).push("GPU", self.machine.gpu);
        params.push("CPU", self.machine.cpu).push("Memory", self.machine.memory);
        params.push("CompShareImageId", self.comp_share_image_id.as_str());
        params.push("Disks", self.disks.clone());
        self.options(&mut params);
        self.location.zonal_request(params, config, "the new instance")
    }

    fn output(&self, payload: Value) -> Result<CreatedInstances> {
        response::parse_required(payload, "UHostIds")
    }
}
