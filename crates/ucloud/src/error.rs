//! The codes of UCloud's gateway and products. <https://docs.ucloud.cn/api/summary/public>

use serde_json::Value;
use tingji_core::error_codes::ErrorCodeEntry;
use tingji_core::{Error, ErrorKind};

use crate::codes::CODES;

/// The lock that an operation on a host takes.
const BUSY_CODE: &str = "InstanceOperationInProgress";

/// What -1 means at UAI-Inference; at other products it is documented nowhere.
const NO_SUCH_SERVICE: i64 = -1;

/// What kind of failure a `RetCode` other than 0 is.
///
/// `InstanceOperationInProgress` is documented by name only, without a number, so the message goes
/// first.
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

fn find_entry(ret_code: i64, message: &str) -> Option<&'static ErrorCodeEntry> {
    let word = message.replace([' ', '_'], "").to_ascii_lowercase();
    if word.contains(&BUSY_CODE.to_ascii_lowercase()) {
        return CODES.find(BUSY_CODE);
    }
    CODES.find(&ret_code.to_string()).filter(|_| ret_code != NO_SUCH_SERVICE)
}

/// A guess at numbers that are published nowhere, such as that for stopping what is not running. A
/// wrong one costs a word in the report, never a false `stopped`.
fn classify_message(message: &str) -> ErrorKind {
    let message = message.to_ascii_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| message.contains(word));
    let of_instance = says(&["instance", "uhost", "uaiservice", "serviceid", "srvversion"]);
    if says(&["not running", "notrunning"]) {
        ErrorKind::InvalidState
    } else if of_instance && says(&["not exist", "n't exist", "not found", "notexist", "notfound"]) {
        ErrorKind::NotFound
    } else {
        ErrorKind::Vendor
    }
}

/// The error of a `RetCode` other than 0.
pub(crate) fn parse_error(ret_code: i64, body: &Value) -> Error {
    let message = body.get("Message").and_then(Value::as_str).unwrap_or_default();
    let shown = if message.trim().is_empty() { "no message" } else { message };
    let entry = find_entry(ret_code, message);
    Error::new(error_kind(ret_code, message), shown).with_code(ret_code.to_string()).with_entry(entry)
}

/// The same for UAI-Inference, which has a code of its own for what does not exist. Elsewhere that
/// must not read as "no such instance".
pub(crate) fn parse_uai_error(ret_code: i64, body: &Value) -> Error {
    let error = parse_error(ret_code, body);
    if ret_code != NO_SUCH_SERVICE || error.kind() != ErrorKind::Vendor {
        return error;
    }
    let entry = CODES.find("-1");
    Error::new(ErrorKind::NotFound, error.message()).with_code("-1").with_entry(entry)
}
