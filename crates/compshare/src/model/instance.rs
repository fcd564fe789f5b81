use serde::Deserialize;
use serde_json::Value;
use tingji_core::lenient::{self, lossy};
use tingji_core::lifecycle::Gpu;
use tingji_core::{Secret, UnixTime, unknown_tolerant_enum};
use tingji_ucloud::ExtraFields;

use super::charge_type::{ChargeType, deserialize_charge_type};
use super::components::{Disk, DiskPrice, GraphicsMemory, Ip, Software, WithoutGpuSpec};
use super::components::{deserialize_secret, unix_time};

unknown_tolerant_enum! {
    /// State of an instance; unknown values are preserved in `Other`. An empty state means that the vendor
    /// could not determine it. The state of a reclaimed spot instance is not documented, so it reads as an
    /// unknown value.
    pub enum InstanceState {
        /// The instance is being created.
        Initializing = "Initializing" => Changing,
        /// The system is being installed.
        Install = "Install" => Changing,
        /// The instance is starting.
        Starting = "Starting" => Changing,
        /// The instance is running.
        Running = "Running" => Running,
        /// The instance is rebooting.
        Rebooting = "Rebooting" => Changing,
        /// CPU, memory or GPUs are being changed.
        Resizing = "Resizing" => Changing,
        /// The system is being reinstalled.
        Reinstalling = "Reinstalling" => Changing,
        /// The instance waits for a resource or another task.
        Pending = "Pending" => Changing,
        /// The instance is stopping.
        Stopping = "Stopping" => Stopping,
        /// The instance is stopped.
        Stopped = "Stopped" => Stopped,
        /// The installation failed. The instance can only be deleted.
        InstallFail = "Install Fail" => Unstoppable,
    }
}

/// Instance as `DescribeCompShareInstance` returns it. Every field may be missing. Passwords are
/// [`Secret`]s, so this type does not implement `Serialize`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names are the vendor's; those that mislead are explained")]
pub struct Instance {
    /// Instance id. Ordinary UCloud hosts use the same format.
    #[serde(rename = "UHostId", deserialize_with = "lenient::parse_string")]
    pub uhost_id: Option<String>,
    #[serde(deserialize_with = "lossy::string")]
    pub name: Option<String>,
    #[serde(deserialize_with = "lossy::string")]
    pub remark: Option<String>,
    #[serde(deserialize_with = "lossy::string")]
    pub tag: Option<String>,
    #[serde(deserialize_with = "lenient::parse_enum")]
    pub state: Option<InstanceState>,
    /// Region of the instance, which a stop must name. The vendor's typed SDKs lack this field.
    #[serde(deserialize_with = "lossy::string")]
    pub region: Option<String>,
    #[serde(deserialize_with = "lossy::string")]
    pub zone: Option<String>,
    /// Number of GPUs; 0 if the instance was started without one.
    #[serde(rename = "GPU", deserialize_with = "lossy::int")]
    pub gpu: Option<i64>,
    #[serde(deserialize_with = "lossy::string")]
    pub gpu_type: Option<String>,
    #[serde(deserialize_with = "lossy::object")]
    pub graphics_memory: Option<GraphicsMemory>,
    /// Number of CPU cores.
    #[serde(rename = "CPU", deserialize_with = "lossy::int")]
    pub cpu: Option<i64>,
    /// Memory in MB.
    #[serde(deserialize_with = "lossy::int")]
    pub memory: Option<i64>,
    #[serde(deserialize_with = "lossy::string")]
    pub cpu_platform: Option<String>,
    #[serde(deserialize_with = "lossy::string")]
    pub cpu_arch: Option<String>,
    #[serde(deserialize_with = "lossy::string")]
    pub machine_type: Option<String>,
    /// `UHost` or `Container`.
    #[serde(deserialize_with = "lossy::string")]
    pub instance_type: Option<String>,
    #[serde(deserialize_with = "deserialize_charge_type")]
    pub charge_type: Option<ChargeType>,
    /// Raw value; see [`Instance::is_spot`].
    #[serde(rename = "IsSpot", deserialize_with = "lossy::bool")]
    pub spot: Option<bool>,
    #[serde(deserialize_with = "lossy::object")]
    pub spot_attribute: Option<Value>,
    /// Price in CNY per hour.
    #[serde(deserialize_with = "lossy::float")]
    pub instance_price: Option<f64>,
    /// Price in CNY per hour.
    #[serde(deserialize_with = "lossy::float")]
    pub comp_share_image_price: Option<f64>,
    /// Price in CNY per hour.
    #[serde(deserialize_with = "lossy::float")]
    pub disk_price: Option<f64>,
    #[serde(deserialize_with = "lossy::vec")]
    pub disk_price_info: Vec<DiskPrice>,
    /// Resources that stay charged while a `Postpay` instance is stopped.
    #[serde(deserialize_with = "lossy::vec")]
    pub post_pay_power_off_billing_resource: Vec<DiskPrice>,
    /// Discount in force: 1 at night, 2 on holidays.
    #[serde(deserialize_with = "lossy::int")]
    pub discount_type: Option<i64>,
    /// Creation time in seconds since 1970. All times of this type have this unit; 0 means never.
    #[serde(deserialize_with = "lossy::int")]
    pub create_time: Option<i64>,
    #[serde(deserialize_with = "lossy::int")]
    pub expire_time: Option<i64>,
    #[serde(deserialize_with = "lossy::int")]
    pub start_time: Option<i64>,
    /// Time of the last state change.
    #[serde(deserialize_with = "lossy::int")]
    pub update_time: Option<i64>,
    /// Time of the last stop. An older page of the vendor describes it as the time of the scheduled stop.
    #[serde(deserialize_with = "lossy::int")]
    pub stop_time: Option<i64>,
    /// Raw value; see [`Instance::scheduled_stop`].
    #[serde(deserialize_with = "lossy::int")]
    pub scheduler_stop_time: Option<i64>,
    /// Older name of `scheduler_stop_time`.
    #[serde(deserialize_with = "lossy::int")]
    pub stop_scheduler_time: Option<i64>,
    /// Raw value; see [`Instance::scheduled_release`].
    #[serde(deserialize_with = "lossy::int")]
    pub release_time: Option<i64>,
    #[serde(deserialize_with = "lossy::bool")]
    pub auto_renew: Option<bool>,
    #[serde(deserialize_with = "lossy::bool")]
    pub is_expire: Option<bool>,
    /// Login password in base64.
    #[serde(deserialize_with = "deserialize_secret")]
    pub password: Option<Secret>,
    #[serde(deserialize_with = "deserialize_secret")]
    pub file_browser_password: Option<Secret>,
    #[serde(deserialize_with = "deserialize_secret")]
    pub ssh_login_command: Option<Secret>,
    #[serde(rename = "IPSet", deserialize_with = "lossy::vec")]
    pub ip_set: Vec<Ip>,
    #[serde(deserialize_with = "lossy::vec")]
    pub disk_set: Vec<Disk>,
    #[serde(rename = "UDiskSet", deserialize_with = "lossy::vec")]
    pub udisk_set: Vec<Value>,
    #[serde(deserialize_with = "lossy::vec")]
    pub volume_set: Vec<Value>,
    /// Size in GB.
    #[serde(deserialize_with = "lossy::int")]
    pub total_disk_space: Option<i64>,
    /// Size in GB.
    #[serde(deserialize_with = "lossy::int")]
    pub total_volume_space: Option<i64>,
    #[serde(deserialize_with = "lossy::vec")]
    pub softwares: Vec<Software>,
    #[serde(deserialize_with = "lossy::string")]
    pub comp_share_image_id: Option<String>,
    #[serde(deserialize_with = "lossy::string")]
    pub comp_share_image_name: Option<String>,
    /// Source of the image: `System`, `App`, `Custom` or `Community`.
    #[serde(deserialize_with = "lossy::string")]
    pub comp_share_image_type: Option<String>,
    #[serde(deserialize_with = "lossy::string")]
    pub comp_share_image_status: Option<String>,
    #[serde(deserialize_with = "lossy::string")]
    pub comp_share_image_owner_alias: Option<String>,
    #[serde(deserialize_with = "lossy::string")]
    pub comp_share_image_author: Option<String>,
    #[serde(deserialize_with = "lossy::string")]
    pub comp_share_image_bill_id: Option<String>,
    #[serde(deserialize_with = "lossy::string")]
    pub comp_share_image_version_name: Option<String>,
    #[serde(deserialize_with = "lossy::string")]
    pub os_name: Option<String>,
    #[serde(deserialize_with = "lossy::string")]
    pub os_type: Option<String>,
    #[serde(deserialize_with = "lossy::string")]
    pub basic_image_id: Option<String>,
    #[serde(deserialize_with = "lossy::string")]
    pub basic_image_name: Option<String>,
    #[serde(deserialize_with = "lossy::bool")]
    pub support_without_gpu_start: Option<bool>,
    #[serde(deserialize_with = "lossy::object")]
    pub without_gpu_spec: Option<WithoutGpuSpec>,
    #[serde(deserialize_with = "lossy::object")]
    pub monitor_messages: Option<Value>,
    #[serde(deserialize_with = "lossy::int")]
    pub attach_us3_time: Option<i64>,
    /// Internal address of the host. This field and those below are for the vendor's internal use.
    #[serde(deserialize_with = "lossy::string")]
    pub host_ip: Option<String>,
    #[serde(deserialize_with = "lossy::string")]
    pub set_id: Option<String>,
    #[serde(deserialize_with = "lossy::string")]
    pub pod_id: Option<String>,
    #[serde(rename = "UUID", deserialize_with = "lossy::string")]
    pub uuid: Option<String>,
    #[serde(deserialize_with = "lossy::string")]
    pub qemu_version: Option<String>,
    #[serde(deserialize_with = "lossy::string")]
    pub qemu_full_version: Option<String>,
    #[serde(deserialize_with = "lossy::string")]
    pub hugepage_cfg: Option<String>,
    #[serde(deserialize_with = "lossy::bool")]
    pub post_pay_shutdown: Option<bool>,
    /// Response fields that this type does not list.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

impl Instance {
    /// Returns true for a spot instance, shown by `IsSpot` or by `ChargeType`.
    pub fn is_spot(&self) -> bool {
        self.spot == Some(true) || self.charge_type == Some(ChargeType::Spot)
    }

    /// Time of the scheduled stop, if one is set.
    pub fn scheduled_stop(&self) -> Option<UnixTime> {
        unix_time(self.scheduler_stop_time).or_else(|| unix_time(self.stop_scheduler_time))
    }

    /// Time at which the vendor will destroy the instance with its system disk and public address. A
    /// `Postpay` instance is destroyed seven days after its stop.
    pub fn scheduled_release(&self) -> Option<UnixTime> {
        unix_time(self.release_time)
    }

    /// Creation time.
    pub fn created(&self) -> Option<UnixTime> {
        unix_time(self.create_time)
    }

    /// End of the prepaid time.
    pub fn expires(&self) -> Option<UnixTime> {
        unix_time(self.expire_time)
    }

    /// Time of the last start.
    pub fn started(&self) -> Option<UnixTime> {
        unix_time(self.start_time)
    }

    /// Time of the last state change.
    pub fn updated(&self) -> Option<UnixTime> {
        unix_time(self.update_time)
    }

    /// Time at which the account's object storage was attached.
    pub fn us3_attached(&self) -> Option<UnixTime> {
        unix_time(self.attach_us3_time)
    }

    /// Time of the last stop.
    pub fn stopped(&self) -> Option<UnixTime> {
        unix_time(self.stop_time)
    }

    /// Model and number of the GPUs. `None` if both are unknown, or if the instance was started without a
    /// GPU. A count of 0 means that only the model is known.
    pub fn cards(&self) -> Option<Gpu> {
        let kind = self.gpu_type.clone().unwrap_or_default();
        match self.gpu.map(u32::try_from) {
            Some(Ok(count)) if count > 0 => Some(Gpu { kind, count }),
            None if !kind.is_empty() => Some(Gpu { kind, count: 0 }),
            _ => None,
        }
    }
}

/// Page of an instance list.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct InstancePage {
    /// Number of instances on all pages together.
    #[serde(deserialize_with = "lenient::parse_int")]
    pub total_count: Option<i64>,
    /// Instances of this page. The vendor sends `null` for an empty page.
    #[serde(rename = "UHostSet", deserialize_with = "lenient::parse_list")]
    pub uhost_set: Vec<Instance>,
    /// Response fields that this type does not list.
    #[serde(flatten)]
    pub extra: ExtraFields,
}
