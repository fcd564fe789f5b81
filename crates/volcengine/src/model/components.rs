//! Components of an instance. A stop depends on none of them, so malformed ones are read as missing.

use serde::{Deserializer, Serialize};
use serde_json::{Map, Value};
use tingji_core::{lenient, record};

record! {
    /// CPU topology of an instance.
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(rename_all = "PascalCase")]
    #[non_exhaustive]
    pub struct CpuOptions {
        "CoreCount" => pub core_count: Option<i64>,
        "ThreadsPerCore" => pub threads_per_core: Option<i64>,
        "TopologyType" => pub topology_type: Option<String>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

record! {
    /// Public IP address (EIP).
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(rename_all = "PascalCase")]
    #[non_exhaustive]
    pub struct EipAddress {
        "AllocationId" => pub allocation_id: Option<String>,
        "IpAddress" => pub ip_address: Option<String>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

record! {
    /// Network interface.
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(rename_all = "PascalCase")]
    #[non_exhaustive]
    pub struct NetworkInterface {
        "NetworkInterfaceId" => pub network_interface_id: Option<String>,
        /// Kind of the interface: `primary` or `secondary`.
        "Type" => pub r#type: Option<String>,
        "PrimaryIpAddress" => pub primary_ip_address: Option<String>,
        "Ipv6Addresses" => pub ipv6_addresses: Vec<String>,
        "MacAddress" => pub mac_address: Option<String>,
        "SecurityGroupIds" => pub security_group_ids: Vec<String>,
        "SubnetId" => pub subnet_id: Option<String>,
        "VpcId" => pub vpc_id: Option<String>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

record! {
    /// Cloud disk.
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(rename_all = "PascalCase")]
    #[non_exhaustive]
    pub struct Volume {
        "VolumeId" => pub volume_id: Option<String>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

record! {
    /// Local disks of the host. Instances with local disks can't be stopped with `StopCharging`.
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(rename_all = "PascalCase")]
    #[non_exhaustive]
    pub struct LocalVolume {
        "Count" => pub count: Option<i64>,
        /// Size of each disk in GiB.
        "Size" => pub size: Option<i64>,
        "VolumeType" => pub volume_type: Option<String>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

record! {
    /// Interface of the RDMA network of a cluster.
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(rename_all = "PascalCase")]
    #[non_exhaustive]
    pub struct RdmaNetworkInterface {
        "Gateway" => pub gateway: Option<String>,
        "Ip" => pub ip: Option<String>,
        "Mask" => pub mask: Option<String>,
        "SwitchName" => pub switch_name: Option<String>,
        "SwitchPort" => pub switch_port: Option<String>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

record! {
    /// Placement of an instance on hosts.
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(rename_all = "PascalCase")]
    #[non_exhaustive]
    pub struct Placement {
        "Affinity" => pub affinity: Option<String>,
        "DedicatedHostClusterId" => pub dedicated_host_cluster_id: Option<String>,
        "DedicatedHostId" => pub dedicated_host_id: Option<String>,
        "Tenancy" => pub tenancy: Option<String>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

record! {
    /// Access of the instance to its metadata service.
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(rename_all = "PascalCase")]
    #[non_exhaustive]
    pub struct MetadataOptions {
        "HttpTokens" => pub http_tokens: Option<String>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

record! {
    /// Tag of a resource.
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(rename_all = "PascalCase")]
    pub struct Tag {
        "Key" => pub key: String as text_or_empty,
        "Value" => pub value: String as text_or_empty,
    }
}

/// Reads a text; a missing or malformed one becomes empty.
fn text_or_empty<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Ok(lenient::lossy::string(deserializer)?.unwrap_or_default())
}
