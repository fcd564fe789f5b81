//! The output of `tingji uai stop` for programs.

use serde::Serialize;
use tingji::core::engine::Outcome;

use super::encode;
use crate::args::Output;

/// Writes the response to a stop; the outcome is `unconfirmed` unless the stop was waited for.
pub(crate) fn uai(message: &str, outcome: Option<Outcome>, format: Output) {
    let stopped = UaiJson {
        schema_version: 1,
        action: "StopUAIService",
        ret_code: 0,
        message,
        outcome: outcome.unwrap_or(Outcome::Unconfirmed).as_str(),
    };
    encode::one(&stopped, format);
}

/// The JSON output.
#[derive(Serialize)]
struct UaiJson<'a> {
    schema_version: u32,
    action: &'static str,
    ret_code: i64,
    message: &'a str,
    outcome: &'static str,
}
