//! Servers as the vendor returns them.
//! <https://support.huaweicloud.com/intl/en-us/api-modelarts/ShowDevServer.html>

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value};
use tingji_core::{UnixTime, lenient, record, unknown_tolerant_enum};

use super::catalog::ServerImageResponse;
use super::time::parse_time;

unknown_tolerant_enum! {
    /// State of a server; unknown states are preserved.
    pub enum ServerStatus {
        Creating = "CREATING" => Changing, CreateFailed = "CREATE_FAILED" => Unstoppable,
        Running = "RUNNING" => Running,
        Starting = "STARTING" => Changing, StartFailed = "START_FAILED" => Unstoppable,
        Stopping = "STOPPING" => Stopping, Stopped = "STOPPED" => Stopped,
        /// The only failed state from which the vendor allows a stop.
        StopFailed = "STOP_FAILED" => StopFailed,
        Rebooting = "REBOOTING" => Changing, RebootFailed = "REBOOT_FAILED" => Unstoppable,
        ChangingOs = "CHANGINGOS" => Changing, ChangingOsFailed = "CHANGINGOS_FAILED" => Unstoppable,
        ReinstallingOs = "REINSTALLINGOS" => Changing,
        ReinstallingOsFailed = "REINSTALLINGOS_FAILED" => Unstoppable,
        Deleting = "DELETING" => Deleting, Deleted = "DELETED" => Deleted,
        DeleteFailed = "DELETE_FAILED" => Unstoppable, Error = "ERROR" => Unstoppable,
    }
}

record! {
    /// Server as the vendor returns it. All fields are optional; unknown fields are kept in `extra`.
    #[derive(Clone, Debug, Default, Serialize)]
    #[non_exhaustive]
    pub struct ServerResponse {
        /// Id of the server. The id of the ECS or BMS below it is in `cloud_server`.
        "id" => pub id: Option<String> as lenient::parse_string,
        "name" => pub name: Option<String>,
        "status" => pub status: Option<ServerStatus> as lenient::parse_enum,
        /// Creation time in milliseconds since 1970.
        "create_at" => pub create_at: Option<i64>,
        /// Time of the last change in milliseconds since 1970.
        "update_at" => pub update_at: Option<i64>,
        /// Charging mode: `POST_PAID` (pay per use), `PRE_PAID` (yearly or monthly) or `COMMON` (both).
        "charging_mode" => pub charging_mode: Option<String>,
        "flavor" => pub flavor: Option<String>,
        /// Resource flavor. Undocumented, but present in responses.
        "resource_flavor" => pub resource_flavor: Option<String>,
        /// Category: `HPS` (node of a supernode), `SPOD` (whole rack) or `SERVER` (single server).
        "category" => pub category: Option<String>,
        "key_pair_name" => pub key_pair_name: Option<String>,
        "order_id" => pub order_id: Option<String>,
        "vpc_id" => pub vpc_id: Option<String>,
        "subnet_id" => pub subnet_id: Option<String>,
        "cloud_server" => pub cloud_server: Option<CloudServer>,
        "endpoints_response" => pub endpoints_response: Vec<Endpoints>,
        "endpoints" => pub endpoints: Vec<EndpointsRes>,
        "volumes" => pub volumes: Vec<ServerVolume>,
        /// Image, under the name in the vendor's examples and SDKs.
        "image" => pub image: Option<ServerImageResponse>,
        /// Image, under the other name on the vendor's page.
        "server_image_response" => pub server_image_response: Option<ServerImageResponse>,
        "server_hps" => pub server_hps: Option<ServerHpsInfo>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

impl ServerResponse {
    /// Returns [`create_at`](Self::create_at) as a time.
    pub fn created(&self) -> Option<UnixTime> {
        parse_time(self.create_at)
    }

    /// Returns [`update_at`](Self::update_at) as a time.
    pub fn updated(&self) -> Option<UnixTime> {
        parse_time(self.update_at)
    }

    /// Returns true for a node of a supernode. Such a node stops and starts together with the supernode.
    pub fn is_supernode_member(&self) -> bool {
        let runs_on = self.cloud_server.as_ref().and_then(|server| server.r#type.as_deref());
        self.category.as_deref() == Some("HPS") || runs_on == Some("HPS")
    }
}

record! {
    /// Machine below a server.
    #[derive(Clone, Debug, Default, Serialize)]
    #[non_exhaustive]
    pub struct CloudServer {
        /// Id of the ECS, the BMS or the supernode's node. Operations on servers do not accept this id.
        "id" => pub id: Option<String> as lenient::parse_string,
        /// Kind of the machine: `BMS`, `ECS` or `HPS`.
        "type" => pub r#type: Option<String>,
        "hps_id" => pub hps_id: Option<String>,
        "hps_ecs_id" => pub hps_ecs_id: Option<String>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

record! {
    /// Access to a server, in the first documented form.
    #[derive(Clone, Debug, Default, Serialize)]
    #[non_exhaustive]
    pub struct Endpoints {
        "allowed_access_ips" => pub allowed_access_ips: Vec<String>,
        /// Kind of access: `NOTEBOOK` or `SSH`.
        "dev_service" => pub dev_service: Option<String>,
        "extensions" => pub extensions: Option<BTreeMap<String, Value>>,
        "ssh_keys" => pub ssh_keys: Vec<String>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

record! {
    /// Access to a server.
    #[derive(Clone, Debug, Default, Serialize)]
    #[non_exhaustive]
    pub struct EndpointsRes {
        "allowed_access_ips" => pub allowed_access_ips: Vec<String>,
        /// Kind of access: `NOTEBOOK` or `SSH`.
        "dev_service" => pub dev_service: Option<String>,
        /// Kind of access: `NOTEBOOK` or `SSH`.
        "service" => pub service: Option<String>,
        /// Private IP address.
        "uri" => pub uri: Option<String>,
        "ssh_keys" => pub ssh_keys: Vec<String>,
        "key_pair_names" => pub key_pair_names: Vec<String>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

record! {
    /// Disk of a server.
    #[derive(Clone, Debug, Default, Serialize)]
    #[non_exhaustive]
    pub struct ServerVolume {
        /// Size in GB.
        "size" => pub size: Option<i64>,
        /// Category: `ROOT` or `DATA`.
        "type" => pub r#type: Option<String>,
        /// Type: `ESSD`, `GPSSD`, `SAS`, `SATA` or `SSD`.
        "evs_type" => pub evs_type: Option<String>,
        "evs_id" => pub evs_id: Option<String>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

record! {
    /// Supernode that a server belongs to.
    #[derive(Clone, Debug, Default, Serialize)]
    #[non_exhaustive]
    pub struct ServerHpsInfo {
        "id" => pub id: Option<String> as lenient::parse_string,
        "name" => pub name: Option<String>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}
