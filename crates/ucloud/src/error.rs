//! Errors of UCloud's responses. <https://docs.ucloud.cn/api/summary/public>

use serde_json::Value;
use tingji_core::error_codes::ErrorCodeEntry;
use tingji_core::{Error, ErrorKind};

use crate::codes::CODES;

/// Name of the error for a locked host.
const BUSY_CODE: &str = "InstanceOperationInProgress";

/// Code of UAI-Inference for a service or version that does not exist. Other products do not document this
/// code.
const NO_SUCH_SERVICE: i64 = -1;

/// Returns the kind of error for a `RetCode` other than 0.
///
/// The message is checked first, because `InstanceOperationInProgress` is documented only by name, without
/// a number.
///
/// ```
/// use tingji_core::ErrorKind;
/// use tingji_ucloud::error::error_kind;
///
/// assert_eq!(error_kind(171, "Signature VerifyAC Error"), ErrorKind::Credentials);
/// assert_eq!(error_kind(8999, "InstanceOperationInProgress"), ErrorKind::Locked);
/// assert_eq!(error_kind(8999, ""), ErrorKind::Vendor);
/// ```
pub fn error_kind(ret_code: i64, message: &str) -> ErrorKind {
    find_entry(ret_code, message).map_or_else(|| classify_message(message), |entry| entry.kind)
}

/// Finds the table entry for a code. A code name in the message takes precedence over the number.
fn find_entry(ret_code: i64, message: &str) -> Option<&'static ErrorCodeEntry> {
    let compact = message.replace([' ', '_'], "").to_ascii_lowercase();
    if compact.contains(&BUSY_CODE.to_ascii_lowercase()) {
        return CODES.find(BUSY_CODE);
    }
    CODES.find(&ret_code.to_string()).filter(|_| ret_code != NO_SUCH_SERVICE)
}

/// Classifies an undocumented code by its message, for example the code for stopping a service that does
/// not run. A wrong result changes only the report's wording, never a failure into a success.
fn classify_message(message: &str) -> ErrorKind {
    let message = message.to_ascii_lowercase();
    let names_instance =
        contains_any(&message, &["instance", "uhost", "uaiservice", "serviceid", "srvversion"]);
    let says_missing =
        contains_any(&message, &["not exist", "n't exist", "not found", "notexist", "notfound"]);
    if contains_any(&message, &["not running", "notrunning"]) {
        ErrorKind::InvalidState
    } else if names_instance && says_missing {
        ErrorKind::NotFound
    } else {
        ErrorKind::Vendor
    }
}

fn contains_any(message: &str, words: &[&str]) -> bool {
    words.iter().any(|word| message.contains(word))
}

/// Builds the error for a `RetCode` other than 0.
pub(crate) fn parse_error(ret_code: i64, body: &Value) -> Error {
    let message = body.get("Message").and_then(Value::as_str).unwrap_or_default();
    let shown = if message.trim().is_empty() { "no message" } else { message };
    let entry = find_entry(ret_code, message);
    Error::new(error_kind(ret_code, message), shown).with_code(ret_code.to_string()).with_entry(entry)
}

/// Builds the error for UAI-Inference, where -1 means "not found". For other products, -1 must not read as
/// "no such instance".
pub(crate) fn parse_uai_error(ret_code: i64, body: &Value) -> Error {
    let error = parse_error(ret_code, body);
    if ret_code != NO_SUCH_SERVICE || error.kind() != ErrorKind::Vendor {
        return error;
    }
    let entry = CODES.find("-1");
    Error::new(ErrorKind::NotFound, error.message()).with_code("-1").with_entry(entry)
}
