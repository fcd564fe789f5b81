//! Tasks: what the vendor works on in the background.

use serde::Serialize;
use serde_json::{Map, Value};
use tingji_core::{UnixTime, lenient, record, unknown_tolerant_enum};

use super::time::parse_time;

unknown_tolerant_enum! {
    /// State of a task; unknown values are preserved.
    pub enum TaskStatus {
        UnknownStatus = "UnknownStatus",
        Pending = "Pending",
        Running = "Running",
        Succeeded = "Succeeded",
        Failed = "Failed",
    }
}

unknown_tolerant_enum! {
    /// Kind of a task; unknown values are preserved. Actions on instances create no tasks.
    pub enum TaskType {
        UnknownType = "UnknownType",
        ExportImage = "ExportImage",
        ImportImage = "ImportImage",
        CopyImage = "CopyImage",
        CreateImage = "CreateImage",
        PreheatImage = "PreheatImage",
    }
}

record! {
    /// Something that the vendor works on. <https://www.volcengine.com/docs/6396/120437>
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(rename_all = "PascalCase")]
    #[non_exhaustive]
    pub struct Task {
        /// Id of the task.
        "Id" => pub id: Option<String>,
        /// Kind of the task.
        "Type" => pub r#type: Option<TaskType> as lenient::parse_enum,
        /// Id of the image.
        "ResourceId" => pub resource_id: Option<String>,
        /// State of the task.
        "Status" => pub status: Option<TaskStatus> as lenient::parse_enum,
        /// Progress in percent.
        "Process" => pub process: Option<i64> as deserialize_percent,
        /// Creation time, RFC 3339 with an offset; see [`created`](Self::created).
        "CreatedAt" => pub created_at: Option<String>,
        /// Time of the last change, RFC 3339 with an offset; see [`updated`](Self::updated).
        "UpdatedAt" => pub updated_at: Option<String>,
        /// End, RFC 3339 with an offset, empty while the task runs; see [`finished`](Self::finished).
        "EndAt" => pub end_at: Option<String>,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

impl Task {
    /// Returns [`created_at`](Self::created_at) as a time.
    pub fn created(&self) -> Option<UnixTime> {
        parse_time(self.created_at.as_deref())
    }

    /// Returns [`updated_at`](Self::updated_at) as a time.
    pub fn updated(&self) -> Option<UnixTime> {
        parse_time(self.updated_at.as_deref())
    }

    /// Returns [`end_at`](Self::end_at) as a time.
    pub fn finished(&self) -> Option<UnixTime> {
        parse_time(self.end_at.as_deref())
    }
}

/// Reads a percentage: `57`, `"57"` or, as on the vendor's page, `57%`.
fn deserialize_percent<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    let text: Option<String> = lenient::lossy::string(deserializer)?;
    Ok(text.and_then(|text| text.trim().trim_end_matches('%').parse().ok()))
}
