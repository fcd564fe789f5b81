//! What the vendor says of a server.
//! <https://support.huaweicloud.com/intl/en-us/api-modelarts/ShowDevServer.html>

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tingji_core::{lenient, open_enum};

use super::{ServerImageResponse, time};

open_enum! {
    /// A state of a server; unknown ones are kept.
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
        Deleting = "DELETING" => Gone,
        Deleted = "DELETED" => Gone,
        DeleteFailed = "DELETE_FAILED" => Unstoppable,
        Error = "ERROR" => Unstoppable,
    }
}

/// A server. Every field may be missing; what is not listed is in `extra`.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names are the vendor's; those that mislead are explained")]
pub struct ServerResponse {
    /// The server's id; that of the ECS or BMS below it is in `cloud_server`.
    pub id: Option<String>,
    pub name: Option<String>,
    pub status: Option<ServerStatus>,
    /// Milliseconds since 1970.
    #[serde(deserialize_with = "lenient::int")]
    pub create_at: Option<i64>,
    /// Milliseconds since 1970.
    #[serde(deserialize_with = "lenient::int")]
    pub update_at: Option<i64>,
    /// `POST_PAID` (pay-per-use), `PRE_PAID` (yearly or monthly) or `COMMON` (both).
    pub charging_mode: Option<String>,
    pub flavor: Option<String>,
    /// `HPS` (of a supernode), `SPOD` (a whole rack) or `SERVER` (a single one).
    pub category: Option<String>,
    pub key_pair_name: Option<String>,
    pub order_id: Option<String>,
    pub vpc_id: Option<String>,
    pub subnet_id: Option<String>,
    pub cloud_server: Option<CloudServer>,
    #[serde(deserialize_with = "lenient::list")]
    pub endpoints_response: Vec<Endpoints>,
    #[serde(deserialize_with = "lenient::list")]
    pub endpoints: Vec<EndpointsRes>,
    #[serde(deserialize_with = "lenient::list")]
    pub volumes: Vec<ServerVolume>,
    /// The image, as the vendor's examples and SDKs name it.
    pub image: Option<ServerImageResponse>,
    /// The image again, as the vendor's page names it besides.
    pub server_image_response: Option<ServerImageResponse>,
    pub server_hps: Option<ServerHpsInfo>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl ServerResponse {
    /// [`create_at`](Self::create_at) as a time.
    pub fn created(&self) -> Option<Timestamp> {
        time(self.create_at)
    }

    /// [`update_at`](Self::update_at) as a time.
    pub fn updated(&self) -> Option<Timestamp> {
        time(self.update_at)
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
#[expect(missing_docs, reason = "the names are the vendor's")]
pub struct CloudServer {
    /// The id of the ECS or BMS, or of a supernode's node. No server is stopped by it.
    pub id: Option<String>,
    /// `BMS`, `ECS` or `HPS`.
    pub r#type: Option<String>,
    pub hps_id: Option<String>,
    pub hps_ecs_id: Option<String>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A way in, as first documented.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names are the vendor's")]
pub struct Endpoints {
    #[serde(deserialize_with = "lenient::list")]
    pub allowed_access_ips: Vec<String>,
    /// `NOTEBOOK` or `SSH`.
    pub dev_service: Option<String>,
    pub extensions: Option<BTreeMap<String, Value>>,
    #[serde(deserialize_with = "lenient::list")]
    pub ssh_keys: Vec<String>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A way in.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names are the vendor's")]
pub struct EndpointsRes {
    #[serde(deserialize_with = "lenient::list")]
    pub allowed_access_ips: Vec<String>,
    /// `NOTEBOOK` or `SSH`.
    pub dev_service: Option<String>,
    /// `NOTEBOOK` or `SSH`.
    pub service: Option<String>,
    /// The private address.
    pub uri: Option<String>,
    #[serde(deserialize_with = "lenient::list")]
    pub ssh_keys: Vec<String>,
    #[serde(deserialize_with = "lenient::list")]
    pub key_pair_names: Vec<String>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A disk.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names are the vendor's")]
pub struct ServerVolume {
    /// In GB.
    #[serde(deserialize_with = "lenient::int")]
    pub size: Option<i64>,
    /// `ROOT` or `DATA`.
    pub r#type: Option<String>,
    /// `ESSD`, `GPSSD`, `SAS`, `SATA` or `SSD`.
    pub evs_type: Option<String>,
    pub evs_id: Option<String>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// The supernode a server belongs to.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names are the vendor's")]
pub struct ServerHpsInfo {
    pub id: Option<String>,
    pub name: Option<String>,
    /// Everything else the vendor sent.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}
