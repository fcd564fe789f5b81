//! What the vendor says of a server.
//! <https://support.huaweicloud.com/intl/en-us/api-modelarts/ShowDevServer.html>

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tingji_core::{lenient, unknown_tolerant_enum};

use super::catalog::ServerImageResponse;
use super::time::parse_time;

unknown_tolerant_enum! {
    /// A state of a server; unknown states are preserved.
    pub enum ServerStatus {
        Creating = "CREATING" => Changing,
        CreateFailed = "CREATE_FAILED" => Unstoppable,
        Running = "RUNNING" => Running,
        Starting = "STARTING" => Changing,
        StartFailed = "START_FAILED" => Unstoppable,
        Stopping = "STOPPING" => Stopping,
        Stopped = "STOPPED" => Stopped,
        /// The vendor lets these, and no other failed ones, be stopped.
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

/// A server. All fields are optional; unknown fields are kept in `extra`.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names; misleading ones are documented")]
pub struct ServerResponse {
    /// The server's id; that of the ECS or BMS below it is in `cloud_server`.
    #[serde(deserialize_with = "lenient::parse_string")]
    pub id: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub name: Option<String>,
    #[serde(deserialize_with = "lenient::parse_enum")]
    pub status: Option<ServerStatus>,
    /// Milliseconds since 1970.
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub create_at: Option<i64>,
    /// Milliseconds since 1970.
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub update_at: Option<i64>,
    /// `POST_PAID` (pay-per-use), `PRE_PAID` (yearly or monthly) or `COMMON` (both).
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub charging_mode: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub flavor: Option<String>,
    /// The resource flavor; in answers, though on no page of the vendor's.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub resource_flavor: Option<String>,
    /// `HPS` (of a supernode), `SPOD` (a whole rack) or `SERVER` (a single one).
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
    /// The image, as the vendor's examples and SDKs name it.
    #[serde(deserialize_with = "lenient::lossy::object")]
    pub image: Option<ServerImageResponse>,
    /// The image again, as the vendor's page names it besides.
    #[serde(deserialize_with = "lenient::lossy::object")]
    pub server_image_response: Option<ServerImageResponse>,
    #[serde(deserialize_with = "lenient::lossy::object")]
    pub server_hps: Option<ServerHpsInfo>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl ServerResponse {
    /// [`create_at`](Self::create_at) as a time.
    pub fn created(&self) -> Option<Timestamp> {
        parse_time(self.create_at)
    }

    /// [`update_at`](Self::update_at) as a time.
    pub fn updated(&self) -> Option<Timestamp> {
        parse_time(self.update_at)
    }

    /// Whether it is a node of a supernode, and so stops and starts with that one.
    pub fn is_supernode_member(&self) -> bool {
        let runs_on = self.cloud_server.as_ref().and_then(|server| server.r#type.as_deref());
        self.category.as_deref() == Some("HPS") || runs_on == Some("HPS")
    }
}

/// What a server runs on.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct CloudServer {
    /// The id of the ECS or BMS, or of a supernode's node. No server is stopped by it.
    #[serde(deserialize_with = "lenient::parse_string")]
    pub id: Option<String>,
    /// `BMS`, `ECS` or `HPS`.
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

/// A way in, as first documented.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct Endpoints {
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub allowed_access_ips: Vec<String>,
    /// `NOTEBOOK` or `SSH`.
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

/// A way in.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct EndpointsRes {
    #[serde(deserialize_with = "lenient::lossy::vec")]
    pub allowed_access_ips: Vec<String>,
    /// `NOTEBOOK` or `SSH`.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub dev_service: Option<String>,
    /// `NOTEBOOK` or `SSH`.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub service: Option<String>,
    /// The private address.
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

/// A disk.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct ServerVolume {
    /// In GB.
    #[serde(deserialize_with = "lenient::lossy::int")]
    pub size: Option<i64>,
    /// `ROOT` or `DATA`.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub r#type: Option<String>,
    /// `ESSD`, `GPSSD`, `SAS`, `SATA` or `SSD`.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub evs_type: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub evs_id: Option<String>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// The supernode a server belongs to.
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
