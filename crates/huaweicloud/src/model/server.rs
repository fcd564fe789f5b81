//! Servers as the vendor returns them.
//! <https://support.huaweicloud.com/intl/en-us/api-modelarts/ShowDevServer.html>

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tingji_core::{lenient, unknown_tolerant_enum};

use super::catalog::ServerImageResponse;
use super::time::parse_time;

unknown_tolerant_enum! {
    /// State of a server; unknown states are preserved.
    pub enum ServerStatus {
        Creating = "CREATING" => Changing,
        CreateFailed = "CREATE_FAILED" => Unstoppable,
        Running = "RUNNING" => Running,
        Starting = "STARTING" => Changing,
        StartFailed = "START_FAILED" => Unstoppable,
        Stopping = "STOPPING" => Stopping,
        Stopped = "STOPPED" => Stopped,
        /// The only failed state from which the vendor allows a stop.
        StopFailed = "STOP_FAILED" => StopFailed,
        Rebooting = "REBOOTING" => Changing,
        RebootFailed = "REBOOT_FAILED" => Unstoppable,
        ChangingOs = "CHANGINGOS" => Changing,
        ChangingOsFailed = "CHANGINGOS_FAILED" => Unstoppable,
        ReinstallingOs = "REINSTALLINGOS" => Changing,
        ReinstallingOsFailed = "REINSTALLINGOS_FAILED" => Unstoppable,
        Deleting = "DELETING" => Deleting,
        Deleted = "DELETED" => Deleted,
        DeleteFailed = "DELETE_FAILED" => Unstoppable,
        Error = "ERROR" => Unstoppable,
    }
}

/// Server as the vendor returns it. All fields are optional; unknown fields are kept in `extra`.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names; misleading ones are documented")]
pub struct ServerResponse {
    /// Id of the server. The id of the ECS or BMS below it is in `cloud_server`.
    #[serde(deserialize_with = "lenient::parse_string")]
    pub id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub name: Option<String>,
    #[serde(deserialize_with = "lenient::parse_enum")]
    pub status: Option<ServerStatus>,
    /// Creation time in milliseconds since 1970.
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub create_at: Option<i64>,
    /// Time of the last change in milliseconds since 1970.
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub update_at: Option<i64>,
    /// Charging mode: `POST_PAID` (pay per use), `PRE_PAID` (yearly or monthly) or `COMMON` (both).
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub charging_mode: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub flavor: Option<String>,
    /// Resource flavor. Undocumented, but present in responses.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub resource_flavor: Option<String>,
    /// Category: `HPS` (node of a supernode), `SPOD` (whole rack) or `SERVER` (single server).
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub category: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub key_pair_name: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub order_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub vpc_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub subnet_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::object")]
    pub cloud_server: Option<CloudServer>,
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub endpoints_response: Vec<Endpoints>,
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub endpoints: Vec<EndpointsRes>,
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub volumes: Vec<ServerVolume>,
    /// Image, under the name in the vendor's examples and SDKs.
    #[serde(deserialize_with = "lenient::lossy::object")]
    pub image: Option<ServerImageResponse>,
    /// Image, under the other name on the vendor's page.
    #[serde(deserialize_with = "lenient::lossy::object")]
    pub server_image_response: Option<ServerImageResponse>,
    #[serde(deserialize_with = "lenient::lossy::object")]
    pub server_hps: Option<ServerHpsInfo>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl ServerResponse {
    /// Returns [`create_at`](Self::create_at) as a time.
    pub fn created(&self) -> Option<Timestamp> {
        parse_time(self.create_at)
    }

    /// Returns [`update_at`](Self::update_at) as a time.
    pub fn updated(&self) -> Option<Timestamp> {
        parse_time(self.update_at)
    }

    /// Returns true for a node of a supernode. Such a node stops and starts together with the supernode.
    pub fn is_supernode_member(&self) -> bool {
        let runs_on = self.cloud_server.as_ref().and_then(|server| server.r#type.as_deref());
        self.category.as_deref() == Some("HPS") || runs_on == Some("HPS")
    }
}

/// Machine below a server.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct CloudServer {
    /// Id of the ECS, the BMS or the supernode's node. Operations on servers do not accept this id.
    #[serde(deserialize_with = "lenient::parse_string")]
    pub id: Option<String>,
    /// Kind of the machine: `BMS`, `ECS` or `HPS`.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub r#type: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub hps_id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub hps_ecs_id: Option<String>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Access to a server, in the first documented form.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct Endpoints {
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub allowed_access_ips: Vec<String>,
    /// Kind of access: `NOTEBOOK` or `SSH`.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub dev_service: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::object")]
    pub extensions: Option<BTreeMap<String, Value>>,
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub ssh_keys: Vec<String>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Access to a server.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct EndpointsRes {
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub allowed_access_ips: Vec<String>,
    /// Kind of access: `NOTEBOOK` or `SSH`.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub dev_service: Option<String>,
    /// Kind of access: `NOTEBOOK` or `SSH`.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub service: Option<String>,
    /// Private IP address.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub uri: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub ssh_keys: Vec<String>,
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub key_pair_names: Vec<String>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Disk of a server.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct ServerVolume {
    /// Size in GB.
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub size: Option<i64>,
    /// Category: `ROOT` or `DATA`.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub r#type: Option<String>,
    /// Type: `ESSD`, `GPSSD`, `SAS`, `SATA` or `SSD`.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub evs_type: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub evs_id: Option<String>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Supernode that a server belongs to.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct ServerHpsInfo {
    #[serde(deserialize_with = "lenient::parse_string")]
    pub id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub name: Option<String>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}
