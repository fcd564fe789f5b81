//! What a server is to be: the parts of the requests that make servers and their systems.

use serde::Serialize;
use tingji_core::unknown_tolerant_enum;

unknown_tolerant_enum! {
    /// What a server runs on.
    pub enum ServerType {
        /// A bare-metal machine.
        Bms = "BMS",
        /// A virtual machine.
        Ecs = "ECS",
        /// A supernode.
        Hps = "HPS",
    }
}

unknown_tolerant_enum! {
    /// A processor's architecture.
    pub enum Arch {
        X86 = "X86",
        Arm = "ARM",
    }
}

unknown_tolerant_enum! {
    /// A way of charging.
    pub enum ChargingMode {
        /// Yearly or monthly, in advance.
        PrePaid = "PRE_PAID",
        /// By use.
        PostPaid = "POST_PAID",
        /// Either, where a flavor is meant.
        Common = "COMMON",
    }
}

unknown_tolerant_enum! {
    /// A kind of disk.
    pub enum VolumeType {
        Essd = "ESSD",
        Gpssd = "GPSSD",
        Sas = "SAS",
        Sata = "SATA",
        Ssd = "SSD",
    }
}

unknown_tolerant_enum! {
    /// What a prepaid time is counted in.
    pub enum PeriodType {
        Absolute = "ABSOLUTE",
        Day = "DAY",
        Hour = "HOUR",
        Month = "MONTH",
        Week = "WEEK",
        Year = "YEAR",
    }
}

/// Where a server is attached.
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
    /// The supernode's group; the vendor asks for it with the A5 generation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hyper_group: Option<HyperGroup>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub allowed_address_pairs: Vec<AllowedAddressPair>,
}

impl ServerNetwork {
    /// The three that every server needs.
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

/// A supernode's cluster network.
#[derive(Clone, Debug, Default, Serialize)]
#[expect(missing_docs, reason = "vendor field names")]
pub struct ServerNetworkHyperCluster {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hyper_cluster_subnet_id: Option<String>,
}

/// A group of supernodes.
#[derive(Clone, Debug, Default, Serialize)]
#[expect(missing_docs, reason = "vendor field names")]
pub struct HyperGroup {
    pub id: String,
}

/// An address that the network lets pass besides the server's own.
#[derive(Clone, Debug, Default, Serialize)]
#[expect(missing_docs, reason = "vendor field names")]
pub struct AllowedAddressPair {
    /// An address or a range; not `0.0.0.0/0`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ip_address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mac_address: Option<String>,
}

/// The disk with the system.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RootVolume {
    /// In GB, 100 to 1024.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<u32>,
    /// Its kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#type: Option<VolumeType>,
}

/// The disks for data.
#[derive(Clone, Debug, Serialize)]
pub struct DataVolume {
    /// In GB each, 100 to 32768.
    pub size: u32,
    /// Their kind.
    pub r#type: VolumeType,
    /// How many, 1 to 8.
    pub count: u32,
}

/// How a server is paid for.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct ChargingInfo {
    /// In advance or by use.
    pub charging_mode: ChargingMode,
    /// How many periods, 1 to 11.
    pub period_num: u32,
    /// What the periods are.
    pub period_type: PeriodType,
    /// Pays the order at once from the account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_auto_pay: Option<bool>,
    /// Renews it when the time is over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_auto_renew: Option<bool>,
}

impl ChargingInfo {
    /// The three that the vendor always asks for.
    pub fn new(charging_mode: ChargingMode, period_num: u32, period_type: PeriodType) -> Self {
        Self { charging_mode, period_num, period_type, is_auto_pay: None, is_auto_renew: None }
    }
}
