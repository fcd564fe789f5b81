//! Operations in progress, as the vendor returns them.

use serde::Serialize;
use serde_json::{Map, Value};
use tingji_core::{lenient, record, unknown_tolerant_enum};

unknown_tolerant_enum! {
    /// State of an operation; unknown values are preserved.
    pub enum OperationStatus {
        Pending = "pending",
        Running = "running",
        Success = "success",
        Failed = "failed",
    }
}

record! {
    /// Operation on a server.
    #[derive(Clone, Debug, Default, Serialize)]
    #[non_exhaustive]
    pub struct ServerOperation {
        "operation_id" => pub operation_id: Option<String>,
        "operation_status" => pub operation_status: Option<OperationStatus> as lenient::parse_enum,
        /// Kind of the operation, such as `node_attach_volume`.
        "operation_type" => pub operation_type: Option<String>,
        /// Error of a failed operation.
        "operation_error" => pub operation_error: Option<ServerOperationError>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

record! {
    /// Error of a failed operation.
    #[derive(Clone, Debug, Default, Serialize)]
    #[non_exhaustive]
    pub struct ServerOperationError {
        "code" => pub code: Option<String> as lenient::parse_string,
        "message" => pub message: Option<String>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}
