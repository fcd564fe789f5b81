//! Responses to operations that change instances.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};
use tingji_core::operation::parse;
use tingji_core::{Result, lenient, record};

/// Response of the vendor that accepted an operation on one instance. The body is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Acknowledged {}

impl<'de> Deserialize<'de> for Acknowledged {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::Null => Ok(Self {}),
            Value::Object(fields) if !fields.contains_key("code") => Ok(Self {}),
            // An error with a success status, or JSON of another server.
            _ => Err(serde::de::Error::custom("not the acknowledgement of an operation")),
        }
    }
}

record! {
    /// Response to an operation on several instances.
    ///
    /// The documentation describes an empty body; the vendor's Go SDK expects a list of failed instances.
    /// Both are accepted: an empty body means that no instance failed.
    #[derive(Clone, Debug, Default, Serialize)]
    #[serde(rename_all = "camelCase")]
    #[non_exhaustive]
    pub struct BatchOutput {
        /// The vendor's id of the request.
        "requestId" => pub request_id: Option<String>,
        /// Ids of the instances that the vendor did not accept.
        "failedInstanceIdList" => pub failed_instance_id_list: Vec<String> as lenient::parse_list,
        * => #[serde(flatten)] pub extra: Map<String, Value>,
    }
}

impl BatchOutput {
    /// Parses a payload; null means that no instance failed.
    pub(crate) fn parse(payload: Value) -> Result<Self> {
        if payload.is_null() { Ok(Self::default()) } else { parse(payload) }
    }
}
