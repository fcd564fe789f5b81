//! The parts of an instance to make, for [`RunInstances`](crate::operation::RunInstances).

use crate::params::Params;

/// A network interface to make.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct CreateNetworkInterface {
    /// `SubnetId`: its subnet, which must be in the instance's zone.
    pub subnet_id: String,
    /// `SecurityGroupIds`: its security groups.
    pub security_group_ids: Vec<String>,
    /// `PrimaryIpAddress`: its private address; the vendor takes a free one.
    pub primary_ip_address: Option<String>,
    /// `PrivateIpAddresses`: further private addresses.
    pub private_ip_addresses: Vec<String>,
    /// `Ipv6AddressCount`: how many IPv6 addresses.
    pub ipv6_address_count: Option<u32>,
}

impl CreateNetworkInterface {
    /// In this subnet, with these security groups.
    pub fn new(
        subnet_id: impl Into<String>,
        security_group_ids: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        let security_group_ids = security_group_ids.into_iter().map(Into::into).collect();
        Self { subnet_id: subnet_id.into(), security_group_ids, ..Self::default() }
    }

    pub(crate) fn append_to(&self, params: Params, name: &str) -> Params {
        params
            .param(&format!("{name}.SubnetId"), Some(&self.subnet_id))
            .list(&format!("{name}.SecurityGroupIds"), &self.security_group_ids)
            .param(&format!("{name}.PrimaryIpAddress"), self.primary_ip_address.as_ref())
            .list(&format!("{name}.PrivateIpAddresses"), &self.private_ip_addresses)
            .param(&format!("{name}.Ipv6AddressCount"), self.ipv6_address_count)
    }
}

/// A disk to make.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct CreateVolume {
    /// `VolumeType`: such as `ESSD_PL0`.
    pub volume_type: String,
    /// `Size`: in GiB.
    pub size: u32,
    /// `DeleteWithInstance`: whether it goes with the instance. The vendor's default is true.
    pub delete_with_instance: Option<bool>,
    /// `SnapshotId`: a snapshot whose data it holds.
    pub snapshot_id: Option<String>,
    /// `ExtraPerformanceTypeId`: performance bought besides, by its kind.
    pub extra_performance_type_id: Option<String>,
    /// `ExtraPerformanceIOPS`: how many operations a second of it.
    pub extra_performance_iops: Option<u32>,
    /// `ExtraPerformanceThroughputMB`: how many MB a second of it.
    pub extra_performance_throughput_mb: Option<u32>,
}

impl CreateVolume {
    /// Of this kind and size, in GiB.
    pub fn new(volume_type: impl Into<String>, size: u32) -> Self {
        Self { volume_type: volume_type.into(), size, ..Self::default() }
    }

    pub(crate) fn append_to(&self, params: Params, name: &str) -> Params {
        params
            .param(&format!("{name}.VolumeType"), Some(&self.volume_type))
            .param(&format!("{name}.Size"), Some(self.size))
            .param(&format!("{name}.DeleteWithInstance"), self.delete_with_instance)
            .param(&format!("{name}.SnapshotId"), self.snapshot_id.as_ref())
            .param(&format!("{name}.ExtraPerformanceTypeId"), self.extra_performance_type_id.as_ref())
            .param(&format!("{name}.ExtraPerformanceIOPS"), self.extra_performance_iops)
            .param(&format!("{name}.ExtraPerformanceThroughputMB"), self.extra_performance_throughput_mb)
    }
}

/// A public address to make. It is charged by itself, stopped or not.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct CreateEipAddress {
    /// `BandwidthMbps`: in Mbit/s.
    pub bandwidth_mbps: Option<u32>,
    /// `ChargeType`: `PayByBandwidth` or `PayByTraffic`.
    pub charge_type: Option<String>,
    /// `ISP`: the line, such as `BGP`.
    pub isp: Option<String>,
    /// `BandwidthPackageId`: a shared bandwidth package.
    pub bandwidth_package_id: Option<String>,
    /// `ReleaseWithInstance`: whether it goes with the instance.
    pub release_with_instance: Option<bool>,
    /// `SecurityProtectionTypes`: protection against attacks, by its kinds.
    pub security_protection_types: Vec<String>,
    /// `SecurityProtectionInstanceId`: what protects it, by its number.
    pub security_protection_instance_id: Option<i64>,
}

impl CreateEipAddress {
    /// As the vendor makes it.
    pub fn new() -> Self {
        Self::default()
    }

    pub(crate) fn append_to(&self, params: Params) -> Params {
        params
            .param("EipAddress.BandwidthMbps", self.bandwidth_mbps)
            .param("EipAddress.ChargeType", self.charge_type.as_ref())
            .param("EipAddress.ISP", self.isp.as_ref())
            .param("EipAddress.BandwidthPackageId", self.bandwidth_package_id.as_ref())
            .param("EipAddress.ReleaseWithInstance", self.release_with_instance)
            .list("EipAddress.SecurityProtectionTypes", &self.security_protection_types)
            .param("EipAddress.SecurityProtectionInstanceId", self.security_protection_instance_id)
    }
}

/// Where to make an instance.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct CreatePlacement {
    /// `Tenancy`: `Default` or `Host`.
    pub tenancy: Option<String>,
    /// `DedicatedHostId`: a dedicated host.
    pub dedicated_host_id: Option<String>,
    /// `DedicatedHostClusterId`: a cluster of dedicated hosts.
    pub dedicated_host_cluster_id: Option<String>,
    /// `Affinity`: whether it comes back to the same host.
    pub affinity: Option<String>,
}

impl CreatePlacement {
    /// Anywhere.
    pub fn new() -> Self {
        Self::default()
    }

    pub(crate) fn append_to(&self, params: Params) -> Params {
        params
            .param("Placement.Tenancy", self.tenancy.as_ref())
            .param("Placement.DedicatedHostId", self.dedicated_host_id.as_ref())
            .param("Placement.DedicatedHostClusterId", self.dedicated_host_cluster_id.as_ref())
            .param("Placement.Affinity", self.affinity.as_ref())
    }
}

/// The shape of the processors to make.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct CreateCpuOptions {
    /// `TopologyType`: how the processors are laid out for the system to see.
    pub topology_type: Option<String>,
}

impl CreateCpuOptions {
    /// As the type has it.
    pub fn new() -> Self {
        Self::default()
    }

    pub(crate) fn append_to(&self, params: Params) -> Params {
        params.param("CpuOptions.TopologyType", self.topology_type.as_ref())
    }
}

/// What the network of an instance to make can do.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct CreateNetworkOptions {
    /// `EnableJumboFrame`: whether it sends larger frames; not all types can.
    pub enable_jumbo_frame: Option<bool>,
}

impl CreateNetworkOptions {
    /// As the vendor has it.
    pub fn new() -> Self {
        Self::default()
    }

    pub(crate) fn append_to(&self, params: Params) -> Params {
        params.param("NetworkOptions.EnableJumboFrame", self.enable_jumbo_frame)
    }
}
