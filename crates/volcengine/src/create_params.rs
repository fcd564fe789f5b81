//! Components of a new instance, for [`RunInstances`](crate::operation::RunInstances).

use serde::Serialize;

/// Network interface of a new instance.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct CreateNetworkInterface {
    /// `SubnetId`: subnet, in the zone of the instance.
    pub subnet_id: String,
    /// `SecurityGroupIds`: security groups.
    pub security_group_ids: Vec<String>,
    /// `PrimaryIpAddress`: private address. Default: an unused one.
    pub primary_ip_address: Option<String>,
    /// `PrivateIpAddresses`: additional private addresses.
    pub private_ip_addresses: Vec<String>,
    /// `Ipv6AddressCount`: number of IPv6 addresses. The vendor's default is 0.
    pub ipv6_address_count: Option<u32>,
}

impl CreateNetworkInterface {
    /// Creates the parameters of an interface in this subnet, with these security groups.
    pub fn new(
        subnet_id: impl Into<String>,
        security_group_ids: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        let security_group_ids = security_group_ids.into_iter().map(Into::into).collect();
        Self { subnet_id: subnet_id.into(), security_group_ids, ..Self::default() }
    }
}

/// Cloud disk of a new instance.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct CreateVolume {
    /// `VolumeType`: type of the disk, such as `ESSD_PL0`.
    pub volume_type: String,
    /// `Size`: size in GiB.
    pub size: u32,
    /// `DeleteWithInstance`: deletes the disk together with the instance. The vendor's default is true.
    pub delete_with_instance: Option<bool>,
    /// `SnapshotId`: snapshot to copy the data from. Default: an empty disk.
    pub snapshot_id: Option<String>,
    /// `ExtraPerformanceTypeId`: type of additional performance. Default: none.
    pub extra_performance_type_id: Option<String>,
    /// `ExtraPerformanceIOPS`: additional operations per second.
    #[serde(rename = "ExtraPerformanceIOPS")]
    pub extra_performance_iops: Option<u32>,
    /// `ExtraPerformanceThroughputMB`: additional throughput in MB per second.
    #[serde(rename = "ExtraPerformanceThroughputMB")]
    pub extra_performance_throughput_mb: Option<u32>,
}

impl CreateVolume {
    /// Creates the parameters of a disk of this type and size (in GiB).
    pub fn new(volume_type: impl Into<String>, size: u32) -> Self {
        Self { volume_type: volume_type.into(), size, ..Self::default() }
    }
}

/// New public IP address (EIP) of a new instance. It is charged separately, even while the instance is
/// stopped.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct CreateEipAddress {
    /// `BandwidthMbps`: bandwidth in Mbit/s.
    pub bandwidth_mbps: Option<u32>,
    /// `ChargeType`: `PayByBandwidth` or `PayByTraffic`.
    pub charge_type: Option<String>,
    /// `ISP`: type of the line, such as `BGP`.
    #[serde(rename = "ISP")]
    pub isp: Option<String>,
    /// `BandwidthPackageId`: shared bandwidth package.
    pub bandwidth_package_id: Option<String>,
    /// `ReleaseWithInstance`: releases the address together with the instance.
    pub release_with_instance: Option<bool>,
    /// `SecurityProtectionTypes`: types of DDoS protection.
    pub security_protection_types: Vec<String>,
    /// `SecurityProtectionInstanceId`: number of the DDoS protection instance.
    pub security_protection_instance_id: Option<i64>,
}

impl CreateEipAddress {
    /// Creates parameters without any option; the vendor's defaults apply.
    pub fn new() -> Self {
        Self::default()
    }
}

/// Placement of a new instance on hosts.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct CreatePlacement {
    /// `Tenancy`: `Default` (shared host) or `Host` (dedicated host).
    pub tenancy: Option<String>,
    /// `DedicatedHostId`: dedicated host to use.
    pub dedicated_host_id: Option<String>,
    /// `DedicatedHostClusterId`: cluster of dedicated hosts to use.
    pub dedicated_host_cluster_id: Option<String>,
    /// `Affinity`: keeps the instance on the same dedicated host after a stop.
    pub affinity: Option<String>,
}

impl CreatePlacement {
    /// Creates parameters without any option; the vendor chooses a host.
    pub fn new() -> Self {
        Self::default()
    }
}

/// CPU topology of a new instance.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct CreateCpuOptions {
    /// `TopologyType`: CPU topology that the operating system sees.
    pub topology_type: Option<String>,
}

impl CreateCpuOptions {
    /// Creates parameters without any option; the default of the instance type applies.
    pub fn new() -> Self {
        Self::default()
    }
}

/// Network options of a new instance.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct CreateNetworkOptions {
    /// `EnableJumboFrame`: enables jumbo frames. Not supported by all instance types.
    pub enable_jumbo_frame: Option<bool>,
}

impl CreateNetworkOptions {
    /// Creates parameters without any option; the vendor's defaults apply.
    pub fn new() -> Self {
        Self::default()
    }
}
