use serde::Deserialize;
use serde_json::Value;
use tingji_core::lenient::{self, soft};
use tingji_core::lifecycle::Gpu;
use tingji_core::{Secret, UnixTime, open_enum};
use tingji_ucloud::ExtraFields;

use super::charge_type::{ChargeType, deserialize_charge_type};
use super::components::{Disk, DiskPrice, GraphicsMemory, Ip, Software, WithoutGpuSpec};
use super::components::{deserialize_secret, unix_time};

open_enum! {
    /// A state of an instance; unknown ones are kept, and an empty one, which says that the vendor
    /// could not tell. What a reclaimed spot instance reads is published nowhere, so it is one of
    /// the unknown.
    pub enum InstanceState {
        /// Being made.
        Initializing = "Initializing" => Changing,
        /// Its system is being installed.
        Install = "Install" => Changing,
        /// On the way to running.
        Starting = "Starting" => Changing,
        /// It runs.
        Running = "Running" => Running,
        /// Restarting.
        Rebooting = "Rebooting" => Changing,
        /// Getting other CPU, memory or cards.
        Resizing = "Resizing" => Changing,
        /// Its system is being replaced.
        Reinstalling = "Reinstalling" => Changing,
        /// Waiting for something.
        Pending = "Pending" => Changing,
        /// On the way to stopped.
        Stopping = "Stopping" => Stopping,
        /// It is stopped.
        Stopped = "Stopped" => Stopped,
        /// The installation failed; it can only be deleted.
        InstallFail = "Install Fail" => Unstoppable,
    }
}

/// An instance. Every field may be missing; what is not listed is in `extra`. Passwords are
/// [`Secret`]s, which is why this can't be serialized.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names are the vendor's; those that mislead are explained")]
pub struct Instance {
    /// Not to be told from the id of an ordinary UCloud host.
    #[serde(rename = "UHostId", deserialize_with = "lenient::text")]
    pub uhost_id: Option<String>,
    #[serde(deserialize_with = "soft::text")]
    pub name: Option<String>,
    #[serde(deserialize_with = "soft::text")]
    pub remark: Option<String>,
    #[serde(deserialize_with = "soft::text")]
    pub tag: Option<String>,
    #[serde(deserialize_with = "lenient::word")]
    pub state: Option<InstanceState>,
    /// Where a stop must be sent to. (The vendor's typed SDKs have no such field.)
    #[serde(deserialize_with = "soft::text")]
    pub region: Option<String>,
    #[serde(deserialize_with = "soft::text")]
    pub zone: Option<String>,
    /// Cards; 0 when started without.
    #[serde(rename = "GPU", deserialize_with = "soft::int")]
    pub gpu: Option<i64>,
    #[serde(deserialize_with = "soft::text")]
    pub gpu_type: Option<String>,
    #[serde(deserialize_with = "soft::one")]
    pub graphics_memory: Option<GraphicsMemory>,
    /// Cores.
    #[serde(rename = "CPU", deserialize_with = "soft::int")]
    pub cpu: Option<i64>,
    /// MB.
    #[serde(deserialize_with = "soft::int")]
    pub memory: Option<i64>,
    #[serde(deserialize_with = "soft::text")]
    pub cpu_platform: Option<String>,
    #[serde(deserialize_with = "soft::text")]
    pub cpu_arch: Option<String>,
    #[serde(deserialize_with = "soft::text")]
    pub machine_type: Option<String>,
    /// `UHost` or `Container`.
    #[serde(deserialize_with = "soft::text")]
    pub instance_type: Option<String>,
    #[serde(deserialize_with = "deserialize_charge_type")]
    pub charge_type: Option<ChargeType>,
    /// See [`Instance::is_spot`].
    #[serde(rename = "IsSpot", deserialize_with = "soft::flag")]
    pub spot: Option<bool>,
    #[serde(deserialize_with = "soft::one")]
    pub spot_attribute: Option<Value>,
    /// CNY an hour.
    #[serde(deserialize_with = "soft::float")]
    pub instance_price: Option<f64>,
    /// CNY an hour.
    #[serde(deserialize_with = "soft::float")]
    pub comp_share_image_price: Option<f64>,
    /// CNY an hour.
    #[serde(deserialize_with = "soft::float")]
    pub disk_price: Option<f64>,
    #[serde(deserialize_with = "soft::many")]
    pub disk_price_info: Vec<DiskPrice>,
    /// What is still charged while a `Postpay` instance is stopped.
    #[serde(deserialize_with = "soft::many")]
    pub post_pay_power_off_billing_resource: Vec<DiskPrice>,
    /// 1 by night, 2 on holidays.
    #[serde(deserialize_with = "soft::int")]
    pub discount_type: Option<i64>,
    /// Seconds since 1970, as all times here.
    #[serde(deserialize_with = "soft::int")]
    pub create_time: Option<i64>,
    #[serde(deserialize_with = "soft::int")]
    pub expire_time: Option<i64>,
    #[serde(deserialize_with = "soft::int")]
    pub start_time: Option<i64>,
    /// When the state last changed.
    #[serde(deserialize_with = "soft::int")]
    pub update_time: Option<i64>,
    /// When it was stopped. (An older page of the vendor's calls it the scheduled stop.)
    #[serde(deserialize_with = "soft::int")]
    pub stop_time: Option<i64>,
    /// See [`Instance::scheduled_stop`].
    #[serde(deserialize_with = "soft::int")]
    pub scheduler_stop_time: Option<i64>,
    /// The older name of `scheduler_stop_time`.
    #[serde(deserialize_with = "soft::int")]
    pub stop_scheduler_time: Option<i64>,
    /// See [`Instance::scheduled_release`].
    #[serde(deserialize_with = "soft::int")]
    pub release_time: Option<i64>,
    #[serde(deserialize_with = "soft::flag")]
    pub auto_renew: Option<bool>,
    #[serde(deserialize_with = "soft::flag")]
    pub is_expire: Option<bool>,
    /// In base64.
    #[serde(deserialize_with = "deserialize_secret")]
    pub password: Option<Secret>,
    #[serde(deserialize_with = "deserialize_secret")]
    pub file_browser_password: Option<Secret>,
    #[serde(deserialize_with = "deserialize_secret")]
    pub ssh_login_command: Option<Secret>,
    #[serde(rename = "IPSet", deserialize_with = "soft::many")]
    pub ip_set: Vec<Ip>,
    #[serde(deserialize_with = "soft::many")]
    pub disk_set: Vec<Disk>,
    #[serde(rename = "UDiskSet", deserialize_with = "soft::many")]
    pub udisk_set: Vec<Value>,
    #[serde(deserialize_with = "soft::many")]
    pub volume_set: Vec<Value>,
    /// GB.
    #[serde(deserialize_with = "soft::int")]
    pub total_disk_space: Option<i64>,
    /// GB.
    #[serde(deserialize_with = "soft::int")]
    pub total_volume_space: Option<i64>,
    #[serde(deserialize_with = "soft::many")]
    pub softwares: Vec<Software>,
    #[serde(deserialize_with = "soft::text")]
    pub comp_share_image_id: Option<String>,
    #[serde(deserialize_with = "soft::text")]
    pub comp_share_image_name: Option<String>,
    /// `System`, `App`, `Custom` or `Community`.
    #[serde(deserialize_with = "soft::text")]
    pub comp_share_image_type: Option<String>,
    #[serde(deserialize_with = "soft::text")]
    pub comp_share_image_status: Option<String>,
    #[serde(deserialize_with = "soft::text")]
    pub comp_share_image_owner_alias: Option<String>,
    #[serde(deserialize_with = "soft::text")]
    pub comp_share_image_author: Option<String>,
    #[serde(deserialize_with = "soft::text")]
    pub comp_share_image_bill_id: Option<String>,
    #[serde(deserialize_with = "soft::text")]
    pub comp_share_image_version_name: Option<String>,
    #[serde(deserialize_with = "soft::text")]
    pub os_name: Option<String>,
    #[serde(deserialize_with = "soft::text")]
    pub os_type: Option<String>,
    #[serde(deserialize_with = "soft::text")]
    pub basic_image_id: Option<String>,
    #[serde(deserialize_with = "soft::text")]
    pub basic_image_name: Option<String>,
    #[serde(deserialize_with = "soft::flag")]
    pub support_without_gpu_start: Option<bool>,
    #[serde(deserialize_with = "soft::one")]
    pub without_gpu_spec: Option<WithoutGpuSpec>,
    #[serde(deserialize_with = "soft::one")]
    pub monitor_messages: Option<Value>,
    #[serde(deserialize_with = "soft::int")]
    pub attach_us3_time: Option<i64>,
    /// This and what follows is the vendor's own; it tells no one else anything.
    #[serde(deserialize_with = "soft::text")]
    pub host_ip: Option<String>,
    #[serde(deserialize_with = "soft::text")]
    pub set_id: Option<String>,
    #[serde(deserialize_with = "soft::text")]
    pub pod_id: Option<String>,
    #[serde(rename = "UUID", deserialize_with = "soft::text")]
    pub uuid: Option<String>,
    #[serde(deserialize_with = "soft::text")]
    pub qemu_version: Option<String>,
    #[serde(deserialize_with = "soft::text")]
    pub qemu_full_version: Option<String>,
    #[serde(deserialize_with = "soft::text")]
    pub hugepage_cfg: Option<String>,
    #[serde(deserialize_with = "soft::flag")]
    pub post_pay_shutdown: Option<bool>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: ExtraFields,
}

impl Instance {
    /// Whether it is a spot instance: by `IsSpot` or by `ChargeType`, whichever is sent.
    pub fn is_spot(&self) -> bool {
        self.spot == Some(true) || self.charge_type == Some(ChargeType::Spot)
    }

    /// When the vendor will stop it by schedule.
    pub fn scheduled_stop(&self) -> Option<UnixTime> {
        unix_time(self.scheduler_stop_time).or_else(|| unix_time(self.stop_scheduler_time))
    }

    /// When the vendor will destroy it, system disk and public address included: a `Postpay`
    /// instance is, seven days after it was stopped.
    pub fn scheduled_release(&self) -> Option<UnixTime> {
        unix_time(self.release_time)
    }

    /// When it was made.
    pub fn created(&self) -> Option<UnixTime> {
        unix_time(self.create_time)
    }

    /// When its prepaid time ends.
    pub fn expires(&self) -> Option<UnixTime> {
        unix_time(self.expire_time)
    }

    /// When it was last started.
    pub fn started(&self) -> Option<UnixTime> {
        unix_time(self.start_time)
    }

    /// When its state last changed.
    pub fn updated(&self) -> Option<UnixTime> {
        unix_time(self.update_time)
    }

    /// When the account's object storage was attached.
    pub fn us3_attached(&self) -> Option<UnixTime> {
        unix_time(self.attach_us3_time)
    }

    /// When it was stopped.
    pub fn stopped(&self) -> Option<UnixTime> {
        unix_time(self.stop_time)
    }

    /// Its cards, as far as kind or number are told; none when it was started without.
    pub fn cards(&self) -> Option<Gpu> {
        let kind = self.gpu_type.clone().unwrap_or_default();
        match self.gpu.map(u32::try_from) {
            Some(Ok(count)) if count > 0 => Some(Gpu { kind, count }),
            None if !kind.is_empty() => Some(Gpu { kind, count: 0 }),
            _ => None,
        }
    }
}

/// One page of a list.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct InstancePage {
    /// How many there are on all pages together.
    #[serde(deserialize_with = "lenient::int")]
    pub total_count: Option<i64>,
    /// The instances; the vendor also sends `null` for none.
    #[serde(rename = "UHostSet", deserialize_with = "lenient::list")]
    pub uhost_set: Vec<Instance>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: ExtraFields,
}
