//! Components of an instance. A stop depends on none of them, so malformed ones are read as missing.

use serde::Serialize;
use serde_json::{Map, Value};
use tingji_core::{UnixTime, record};

use super::time::parse_time;

record! {
    /// Tag of an instance.
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(rename_all = "camelCase")]
    #[non_exhaustive]
    pub struct Tag {
        "tagKey" => pub tag_key: Option<String>,
        "tagValue" => pub tag_value: Option<String>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

impl Tag {
    /// Returns key and value; `None` without a key.
    pub(crate) fn pair(&self) -> Option<(String, String)> {
        Some((self.tag_key.clone()?, self.tag_value.clone().unwrap_or_default()))
    }
}

record! {
    /// Position of an RDMA network card in the network.
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(rename_all = "camelCase")]
    #[non_exhaustive]
    pub struct RdmaNicTopo {
        "rdmaIp" => pub rdma_ip: Option<String>,
        "rdmaMac" => pub rdma_mac: Option<String>,
        "rdmaGateway" => pub rdma_gateway: Option<String>,
        "switchName" => pub switch_name: Option<String>,
        "switchPort" => pub switch_port: Option<String>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

record! {
    /// Deployment set: a group of instances on different hosts.
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(rename_all = "camelCase")]
    #[non_exhaustive]
    pub struct DeploySet {
        "strategy" => pub strategy: Option<String>,
        "name" => pub name: Option<String>,
        "desc" => pub desc: Option<String>,
        "deploysetId" => pub deployset_id: Option<String>,
        "concurrency" => pub concurrency: Option<i64>,
        /// Usage of the set in each zone. The misspelling is the vendor's.
        "azIntstanceStatisList" => pub az_intstance_statis_list: Vec<Value>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

record! {
    /// Primary network interface of an instance.
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(rename_all = "camelCase")]
    #[non_exhaustive]
    pub struct NicInfo {
        "eniId" => pub eni_id: Option<String>,
        "eniUuid" => pub eni_uuid: Option<String>,
        "name" => pub name: Option<String>,
        #[serde(rename = "type")]
        "type" => pub kind: Option<String>,
        "status" => pub status: Option<String>,
        "macAddress" => pub mac_address: Option<String>,
        "deviceId" => pub device_id: Option<String>,
        "vpcId" => pub vpc_id: Option<String>,
        "subnetId" => pub subnet_id: Option<String>,
        "subnetType" => pub subnet_type: Option<String>,
        "az" => pub az: Option<String>,
        "description" => pub description: Option<String>,
        "createdTime" => pub created_time: Option<String>,
        "eniNum" => pub eni_num: Option<i64>,
        "eriNum" => pub eri_num: Option<i64>,
        "eriInfos" => pub eri_infos: Vec<Value>,
        "eniInfos" => pub eni_infos: Vec<Value>,
        "securityGroups" => pub security_groups: Vec<String>,
        "enterpriseSecurityGroups" => pub enterprise_security_groups: Vec<String>,
        "ipv6s" => pub ipv6s: Vec<NicIp>,
        "ips" => pub ips: Vec<NicIp>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

impl NicInfo {
    /// Returns `createdTime` as a time.
    pub fn created_at(&self) -> Option<UnixTime> {
        parse_time(self.created_time.as_ref())
    }
}

record! {
    /// IP address of a network interface.
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(rename_all = "camelCase")]
    #[non_exhaustive]
    pub struct NicIp {
        "privateIp" => pub private_ip: Option<String>,
        "eip" => pub eip: Option<String>,
        "eipId" => pub eip_id: Option<String>,
        "eipAllocationId" => pub eip_allocation_id: Option<String>,
        "eipGroupId" => pub eip_group_id: Option<String>,
        "eipSize" => pub eip_size: Option<String>,
        "eipStatus" => pub eip_status: Option<String>,
        "eipType" => pub eip_type: Option<String>,
        "primary" => pub primary: Option<String>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

record! {
    /// Attachment of a disk to an instance.
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(rename_all = "camelCase")]
    #[non_exhaustive]
    pub struct Attachment {
        "volumeId" => pub volume_id: Option<String>,
        "instanceId" => pub instance_id: Option<String>,
        "device" => pub device: Option<String>,
        "serial" => pub serial: Option<String>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}
