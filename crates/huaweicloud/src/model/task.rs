//! Operations in progress, as the vendor returns them.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tingji_core::{lenient, unknown_tolerant_enum};

unknown_tolerant_enum! {
    /// State of an operation; unknown values are preserved.
    pub enum OperationStatus {
        Pending = "pending",
        Running = "running",
        Success = "success",
        Failed = "failed",
    }
}

/// Operation on a server.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct ServerOperation {
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub operation_id: Option<String>,
    #[serde(deserialize_with = "lenient::parse_enum")]
    pub operation_status: Option<OperationStatus>,
    /// Kind of the operation, such as `node_attach_volume`.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub operation_type: Option<String>,
    /// Error of a failed operation.
    #[serde(deserialize_with = "lenient::lossy::object")]
    pub operation_error: Option<ServerOperationError>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Error of a failed operation.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct ServerOperationError {
    #[serde(deserialize_with = "lenient::parse_string")]
    pub code: Option<String>,
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub message: Option<String>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}
