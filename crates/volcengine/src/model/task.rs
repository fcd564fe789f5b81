//! Tasks: what the vendor works on in the background.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tingji_core::{lenient, unknown_tolerant_enum};

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

/// Something that the vendor works on. <https://www.volcengine.com/docs/6396/120437>
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, rename_all = "PascalCase")]
#[non_exhaustive]
pub struct Task {
    /// Id of the task.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub id: Option<String>,
    /// Kind of the task.
    #[serde(deserialize_with = "lenient::parse_enum")]
    pub r#type: Option<TaskType>,
    /// Id of the image.
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub resource_id: Option<String>,
    /// State of the task.
    #[serde(deserialize_with = "lenient::parse_enum")]
    pub status: Option<TaskStatus>,
    /// Progress in percent.
    #[serde(deserialize_with = "deserialize_percent")]
    pub process: Option<i64>,
    /// Creation time, RFC 3339 with an offset; see [`created`](Self::created).
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub created_at: Option<String>,
    /// Time of the last change, RFC 3339 with an offset; see [`updated`](Self::updated).
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub updated_at: Option<String>,
    /// End, RFC 3339 with an offset, empty while the task runs; see [`finished`](Self::finished).
    #[serde(deserialize_with = "lenient::lossy::string")]
    pub end_at: Option<String>,
    /// Other fields of the response.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl Task {
    /// Returns [`created_at`](Self::created_at) as a time.
    pub fn created(&self) -> Option<jiff::Timestamp> {
        parse_time(self.created_at.as_deref())
    }

    /// Returns [`updated_at`](Self::updated_at) as a time.
    pub fn updated(&self) -> Option<jiff::Timestamp> {
        parse_time(self.updated_at.as_deref())
    }

    /// Returns [`end_at`](Self::end_at) as a time.
    pub fn finished(&self) -> Option<jiff::Timestamp> {
        parse_time(self.end_at.as_deref())
    }
}

/// Reads a percentage: `57`, `"57"` or, as on the vendor's page, `57%`.
fn deserialize_percent<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    let text: Option<String> = lenient::lossy::string(deserializer)?;
    Ok(text.and_then(|text| text.trim().trim_end_matches('%').parse().ok()))
}
