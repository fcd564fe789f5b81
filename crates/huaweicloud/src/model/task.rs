//! What the vendor says of an operation under way.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tingji_core::{lenient, unknown_tolerant_enum};

unknown_tolerant_enum! {
    /// How far an operation is; unknown values are preserved.
    pub enum OperationStatus {
        Pending = "pending",
        Running = "running",
        Success = "success",
        Failed = "failed",
    }
}

/// An operation on a server.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
#[expect(missing_docs, reason = "vendor field names")]
pub struct ServerOperation {
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub operation_id: Option<String>,
    #[serde(deserialize_with = "lenient::parse_enum")]
    pub operation_status: Option<OperationStatus>,
    /// Such as `node_attach_volume`.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub operation_type: Option<String>,
    /// Why it failed.
    #[serde(deserialize_with = "lenient::lossy::object")]
    pub operation_error: Option<ServerOperationError>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// Why an operation failed.
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
