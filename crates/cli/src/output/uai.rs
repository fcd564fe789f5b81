//! The output of `tingji uai stop` for programs.

use serde_json::json;
use tingji::core::engine::Outcome;
use tingji::core::json::{SchemaVersion, reference};
use tingji::core::json_object;

use super::encode;
use crate::args::Output;

/// Writes the response to a stop; the outcome is `unconfirmed` unless the stop was waited for.
pub(crate) fn uai(message: &str, outcome: Option<Outcome>, format: Output) {
    let stopped = UaiJson {
        schema_version: SchemaVersion,
        action: "StopUAIService",
        ret_code: 0,
        message,
        outcome: outcome.unwrap_or(Outcome::Unconfirmed).as_str(),
    };
    encode::one(&stopped, format);
}

json_object! {
    /// Response to `uai stop`.
    pub(crate) struct UaiJson<'a> {
        /// Version of this schema.
        schema_version: SchemaVersion,
        /// The vendor's action.
        #[json(schema(json!({ "const": "StopUAIService" })))]
        action: &'static str,
        /// The vendor's `RetCode`; 0 is success.
        ret_code: i64,
        /// The vendor's message.
        message: &'a str,
        /// Outcome of the stop.
        #[json(schema(reference("outcome")))]
        outcome: &'static str,
    }
}
