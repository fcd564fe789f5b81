use serde_json::Value;
use tingji_core::lenient;
use tingji_core::lifecycle::Gpu;
use tingji_core::{Secret, UnixTime, record, unknown_tolerant_enum};
use tingji_ucloud::ExtraFields;

use super::charge_type::{ChargeType, deserialize_charge_type};
use super::components::deserialize_secret;
use super::components::{Disk, DiskPrice, GraphicsMemory, Ip, Software, WithoutGpuSpec};
use super::time::unix_time;

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

record! {
    /// Instance as `DescribeCompShareInstance` returns it. Every field may be missing. Passwords are
    /// [`Secret`]s, so this type does not implement `Serialize`.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct Instance {
        /// Instance id. Ordinary UCloud hosts use the same format.
        "UHostId" => pub uhost_id: Option<String> as lenient::parse_string,
        "Name" => pub name: Option<String>,
        "Remark" => pub remark: Option<String>,
        "Tag" => pub tag: Option<String>,
        "State" => pub state: Option<InstanceState> as lenient::parse_enum,
        /// Region of the instance, which a stop must name. The vendor's typed SDKs lack this field.
        "Region" => pub region: Option<String>,
        "Zone" => pub zone: Option<String>,
        /// Number of GPUs; 0 if the instance was started without one.
        "GPU" => pub gpu: Option<i64>,
        "GpuType" => pub gpu_type: Option<String>,
        "GraphicsMemory" => pub graphics_memory: Option<GraphicsMemory>,
        /// Number of CPU cores.
        "CPU" => pub cpu: Option<i64>,
        /// Memory in MB.
        "Memory" => pub memory: Option<i64>,
        "CpuPlatform" => pub cpu_platform: Option<String>,
        "CpuArch" => pub cpu_arch: Option<String>,
        "MachineType" => pub machine_type: Option<String>,
        /// `UHost` or `Container`.
        "InstanceType" => pub instance_type: Option<String>,
        "ChargeType" => pub charge_type: Option<ChargeType> as deserialize_charge_type,
        /// Raw value; see [`Instance::is_spot`].
        "IsSpot" => pub spot: Option<bool>,
        "SpotAttribute" => pub spot_attribute: Option<Value>,
        /// Price in CNY per hour.
        "InstancePrice" => pub instance_price: Option<f64>,
        /// Price in CNY per hour.
        "CompShareImagePrice" => pub comp_share_image_price: Option<f64>,
        /// Price in CNY per hour.
        "DiskPrice" => pub disk_price: Option<f64>,
        "DiskPriceInfo" => pub disk_price_info: Vec<DiskPrice>,
        /// Resources that stay charged while a `Postpay` instance is stopped.
        "PostPayPowerOffBillingResource" => pub post_pay_power_off_billing_resource: Vec<DiskPrice>,
        /// Discount in force: 1 at night, 2 on holidays.
        "DiscountType" => pub discount_type: Option<i64>,
        /// Creation time in seconds since 1970. All times of this type have this unit; 0 means never.
        "CreateTime" => pub create_time: Option<i64>,
        "ExpireTime" => pub expire_time: Option<i64>,
        "StartTime" => pub start_time: Option<i64>,
        /// Time of the last state change.
        "UpdateTime" => pub update_time: Option<i64>,
        /// Time of the last stop. An older page of the vendor describes it as the time of the scheduled stop.
        "StopTime" => pub stop_time: Option<i64>,
        /// Raw value; see [`Instance::scheduled_stop`].
        "SchedulerStopTime" => pub scheduler_stop_time: Option<i64>,
        /// Older name of `scheduler_stop_time`.
        "StopSchedulerTime" => pub stop_scheduler_time: Option<i64>,
        /// Raw value; see [`Instance::scheduled_release`].
        "ReleaseTime" => pub release_time: Option<i64>,
        "AutoRenew" => pub auto_renew: Option<bool>,
        "IsExpire" => pub is_expire: Option<bool>,
        /// Login password in base64.
        "Password" => pub password: Option<Secret> as deserialize_secret,
        "FileBrowserPassword" => pub file_browser_password: Option<Secret> as deserialize_secret,
        "SshLoginCommand" => pub ssh_login_command: Option<Secret> as deserialize_secret,
        "IPSet" => pub ip_set: Vec<Ip>,
        "DiskSet" => pub disk_set: Vec<Disk>,
        "UDiskSet" => pub udisk_set: Vec<Value>,
        "VolumeSet" => pub volume_set: Vec<Value>,
        /// Size in GB.
        "TotalDiskSpace" => pub total_disk_space: Option<i64>,
        /// Size in GB.
        "TotalVolumeSpace" => pub total_volume_space: Option<i64>,
        "Softwares" => pub softwares: Vec<Software>,
        "CompShareImageId" => pub comp_share_image_id: Option<String>,
        "CompShareImageName" => pub comp_share_image_name: Option<String>,
        /// Source of the image: `System`, `App`, `Custom` or `Community`.
        "CompShareImageType" => pub comp_share_image_type: Option<String>,
        "CompShareImageStatus" => pub comp_share_image_status: Option<String>,
        "CompShareImageOwnerAlias" => pub comp_share_image_owner_alias: Option<String>,
        "CompShareImageAuthor" => pub comp_share_image_author: Option<String>,
        "CompShareImageBillId" => pub comp_share_image_bill_id: Option<String>,
        "CompShareImageVersionName" => pub comp_share_image_version_name: Option<String>,
        "OsName" => pub os_name: Option<String>,
        "OsType" => pub os_type: Option<String>,
        "BasicImageId" => pub basic_image_id: Option<String>,
        "BasicImageName" => pub basic_image_name: Option<String>,
        "SupportWithoutGpuStart" => pub support_without_gpu_start: Option<bool>,
        "WithoutGpuSpec" => pub without_gpu_spec: Option<WithoutGpuSpec>,
        "MonitorMessages" => pub monitor_messages: Option<Value>,
        "AttachUs3Time" => pub attach_us3_time: Option<i64>,
        /// Internal address of the host. This field and those below are for the vendor's internal use.
        "HostIp" => pub host_ip: Option<String>,
        "SetId" => pub set_id: Option<String>,
        "PodId" => pub pod_id: Option<String>,
        "UUID" => pub uuid: Option<String>,
        "QemuVersion" => pub qemu_version: Option<String>,
        "QemuFullVersion" => pub qemu_full_version: Option<String>,
        "HugepageCfg" => pub hugepage_cfg: Option<String>,
        "PostPayShutdown" => pub post_pay_shutdown: Option<bool>,
        * => pub extra: ExtraFields,
    }
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

record! {
    /// Page of an instance list.
    #[derive(Clone, Debug, Default)]
    #[non_exhaustive]
    pub struct InstancePage {
        /// Number of instances on all pages together.
        "TotalCount" => pub total_count: Option<i64> as lenient::parse_int,
        /// Instances of this page. The vendor sends `null` for an empty page.
        "UHostSet" => pub uhost_set: Vec<Instance> as lenient::parse_list,
        * => pub extra: ExtraFields,
    }
}
