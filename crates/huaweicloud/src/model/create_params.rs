//! Parameters of the requests that create servers and change their operating systems.

use serde::Serialize;
use tingji_core::unknown_tolerant_enum;

unknown_tolerant_enum! {
    /// Kind of the machine below a server.
    pub enum ServerType {
        /// Bare-metal machine.
        Bms = "BMS",
        /// Virtual machine.
        Ecs = "ECS",
        /// Supernode.
        Hps = "HPS",
    }
}

unknown_tolerant_enum! {
    /// Processor architecture.
    pub enum Arch {
        X86 = "X86",
        Arm = "ARM",
    }
}

unknown_tolerant_enum! {
    /// Charging mode.
    pub enum ChargingMode {
        /// Yearly or monthly subscription, paid in advance.
        PrePaid = "PRE_PAID",
        /// Pay per use.
        PostPaid = "POST_PAID",
        /// Both modes; for flavors.
        Common = "COMMON",
    }
}

unknown_tolerant_enum! {
    /// Type of a disk.
    pub enum VolumeType {
        Essd = "ESSD",
        Gpssd = "GPSSD",
        Sas = "SAS",
        Sata = "SATA",
        Ssd = "SSD",
    }
}

unknown_tolerant_enum! {
    /// Unit of a subscription's length.
    pub enum PeriodType {
        Absolute = "ABSOLUTE",
        Day = "DAY",
        Hour = "HOUR",
        Month = "MONTH",
        Week = "WEEK",
        Year = "YEAR",
    }
}

/// Network of a new server.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct ServerNetwork {
    pub vpc_id: String,
    pub subnet_id: String,
    pub security_group_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ipv6_enable: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub roce_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hyper_cluster: Option<ServerNetworkHyperCluster>,
    /// Group of the supernode; required for the A5 generation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hyper_group: Option<HyperGroup>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub allowed_address_pairs: Vec<AllowedAddressPair>,
}

impl ServerNetwork {
    /// Creates a network from the three ids that every server requires.
    pub fn new(
        vpc_id: impl Into<String>,
        subnet_id: impl Into<String>,
        security_group_id: impl Into<String>,
    ) -> Self {
        Self {
            vpc_id: vpc_id.into(),
            subnet_id: subnet_id.into(),
            security_group_id: security_group_id.into(),
            ..Self::default()
        }
    }
}

/// Cluster network of a supernode.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct ServerNetworkHyperCluster {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hyper_cluster_subnet_id: Option<String>,
}

/// Group of supernodes.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct HyperGroup {
    pub id: String,
}

impl HyperGroup {
    /// Names the group with this id.
    pub fn new(id: impl Into<String>) -> Self {
        Self { id: id.into() }
    }
}

/// Additional address that the network accepts from the server.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct AllowedAddressPair {
    /// IP address or range; not `0.0.0.0/0`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ip_address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mac_address: Option<String>,
}

/// System disk of a new server.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct RootVolume {
    /// Size in GB, 100 to 1024.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<u32>,
    /// Type of the disk.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<VolumeType>,
}

/// Data disks of a new server.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct DataVolume {
    /// Size of each disk in GB, 100 to 32768.
    pub size: u32,
    /// Type of the disks.
    pub r#type: VolumeType,
    /// Number of disks, 1 to 8.
    pub count: u32,
}

impl DataVolume {
    /// Creates this number of disks of this type and size (in GB).
    pub fn new(r#type: VolumeType, size: u32, count: u32) -> Self {
        Self { size, r#type, count }
    }
}

/// Billing of a new server.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ChargingInfo {
    /// Prepaid or pay per use.
    pub charging_mode: ChargingMode,
    /// Number of periods, 1 to 11.
    pub period_num: u32,
    /// Unit of the periods.
    pub period_type: PeriodType,
    /// Pays the order from the account's balance at once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_auto_pay: Option<bool>,
    /// Renews a subscription when it ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_auto_renew: Option<bool>,
}

impl ChargingInfo {
    /// Creates the billing from the three values that the vendor requires.
    pub fn new(charging_mode: ChargingMode, period_num: u32, period_type: PeriodType) -> Self {
        Self { charging_mode, period_num, period_type, is_auto_pay: None, is_auto_renew: None }
    }
}
