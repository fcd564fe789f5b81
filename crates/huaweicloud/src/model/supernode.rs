//! Supernodes as the vendor returns them.
//! <https://support.huaweicloud.com/intl/en-us/api-modelarts/GetHyperinstance.html>

use serde::Serialize;
use serde_json::{Map, Value};
use tingji_core::{UnixTime, lenient, record, unknown_tolerant_enum};

use super::server::ServerResponse;
use super::time::parse_time;

unknown_tolerant_enum! {
    /// State of a supernode; unknown states are preserved. The vendor documents two sets of states: those
    /// of servers and another one. Both are known here.
    pub enum HyperinstanceStatus {
        Provisioning = "PROVISIONING" => Changing, Active = "ACTIVE" => Running,
        Reimaging = "REIMAGING" => Changing,
        Terminating = "TERMINATING" => Deleting, Terminated = "TERMINATED" => Deleted,
        Creating = "CREATING" => Changing, CreateFailed = "CREATE_FAILED" => Unstoppable,
        Running = "RUNNING" => Running,
        Starting = "STARTING" => Changing, StartFailed = "START_FAILED" => Unstoppable,
        Stopping = "STOPPING" => Stopping, Stopped = "STOPPED" => Stopped,
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
    /// Supernode (HPS) as the vendor returns it. All fields are optional; unknown fields are kept in `extra`.
    #[derive(Clone, Debug, Default, Serialize)]
    #[non_exhaustive]
    pub struct HyperinstanceResponse {
        /// Id of the supernode, for stop and start.
        "id" => pub id: Option<String> as lenient::parse_string,
        "name" => pub name: Option<String>,
        "status" => pub status: Option<HyperinstanceStatus> as lenient::parse_enum,
        /// Creation time in milliseconds since 1970.
        "create_at" => pub create_at: Option<i64>,
        /// Time of the last change in milliseconds since 1970.
        "update_at" => pub update_at: Option<i64>,
        /// Id of the cluster network.
        "hps_cluster_id" => pub hps_cluster_id: Option<String>,
        /// Id of the underlying supernode. Operations do not accept this id.
        "hps_id" => pub hps_id: Option<String>,
        "order_id" => pub order_id: Option<String>,
        /// Nodes of the supernode.
        "servers" => pub servers: Vec<ServerResponse> as lenient::parse_list,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

impl HyperinstanceResponse {
    /// Returns [`create_at`](Self::create_at) as a time.
    pub fn created(&self) -> Option<UnixTime> {
        parse_time(self.create_at)
    }

    /// Returns [`update_at`](Self::update_at) as a time.
    pub fn updated(&self) -> Option<UnixTime> {
        parse_time(self.update_at)
    }
}
