//! The codes of UCloud's gateway and products. <https://docs.ucloud.cn/api/summary/public>

use serde_json::Value;
use tingji_core::{Error, ErrorKind};

/// `RetCode`s and what they mean; what is not here is judged by its message.
///
/// 100 to 999 are the gateway's and UAI's, 8xxx those of the hosts under CompShare, 2266xx
/// CompShare's own. Three of them leave open whether the request was carried out, and their kinds
/// [say so](ErrorKind::is_ambiguous): 110 (a product did not answer the gateway within 60 s), 130
/// and 150 (something behind the gateway failed).
pub const RET_CODES: &[(i64, ErrorKind)] = &[
    (100, ErrorKind::Credentials), // verification failed
    (110, ErrorKind::Timeout),
    (130, ErrorKind::Unavailable),
    (140, ErrorKind::Permission),
    (150, ErrorKind::Unavailable),
    (153, ErrorKind::Throttled),
    (160, ErrorKind::InvalidRequest), // Action is missing
    (161, ErrorKind::InvalidRequest), // Action is unknown
    (170, ErrorKind::Credentials),    // signature is missing
    (171, ErrorKind::Credentials),    // signature is wrong
    (172, ErrorKind::Credentials),    // key is unknown
    (174, ErrorKind::Credentials),    // token is unknown
    (180, ErrorKind::InvalidRequest), // API version is missing
    (190, ErrorKind::InvalidRequest), // API version is wrong
    (200, ErrorKind::InvalidRequest),
    (210, ErrorKind::InvalidRequest),
    (220, ErrorKind::InvalidRequest),
    (230, ErrorKind::InvalidRequest),
    (240, ErrorKind::Permission),
    (260, ErrorKind::Billing),
    (270, ErrorKind::Billing),
    (292, ErrorKind::InvalidRequest), // the project, which is a parameter, does not exist
    (293, ErrorKind::Permission),     // zone
    (294, ErrorKind::Permission),     // source address
    (295, ErrorKind::Permission),     // safety lock
    (299, ErrorKind::Permission),     // IAM
    (300, ErrorKind::InvalidRequest),
    (520, ErrorKind::Billing),
    (999, ErrorKind::Permission),     // the product is not opened
    (8024, ErrorKind::Locked),        // try later
    (8095, ErrorKind::Billing),       // quota
    (8104, ErrorKind::Billing),       // unpaid order
    (8117, ErrorKind::Billing),       // expired bill
    (8357, ErrorKind::Vendor),        // sold out
    (8429, ErrorKind::Billing),       // expired
    (8433, ErrorKind::Unavailable),   // service error
    (8843, ErrorKind::Vendor),        // power-off failed
    (8861, ErrorKind::Locked),        // try later
    (8905, ErrorKind::InvalidState),  // power state
    (8980, ErrorKind::Locked),        // wait 30 s
    (226_601, ErrorKind::Billing),    // arrears
    (226_602, ErrorKind::Billing),    // expired
    (226_604, ErrorKind::Vendor),     // not enough resources
    (226_606, ErrorKind::Permission), // no real-name verification
];

/// What kind of failure a `RetCode` other than 0 is.
///
/// `InstanceOperationInProgress` is documented by name only, without a number, so the message goes
/// first.
///
/// ```
/// use tingji_core::ErrorKind;
/// use tingji_ucloud::error::kind_of;
///
/// assert_eq!(kind_of(171, "Signature VerifyAC Error"), ErrorKind::Credentials);
/// assert_eq!(kind_of(8999, "InstanceOperationInProgress"), ErrorKind::Locked);
/// assert_eq!(kind_of(8999, ""), ErrorKind::Vendor);
/// ```
pub fn kind_of(ret_code: i64, message: &str) -> ErrorKind {
    let message = message.to_ascii_lowercase();
    if message.replace([' ', '_'], "").contains("instanceoperationinprogress") {
        return ErrorKind::Locked;
    }
    let known = RET_CODES.iter().find(|(known, _)| *known == ret_code);
    known.map_or_else(|| guess(&message), |(_, kind)| *kind)
}

/// UAI-Inference has a code of its own for what does not exist. At other products -1 is documented
/// nowhere, and must not read as "no such instance".
pub(crate) fn kind_of_uai(ret_code: i64, message: &str) -> ErrorKind {
    match kind_of(ret_code, message) {
        ErrorKind::Vendor if ret_code == -1 => ErrorKind::NotFound,
        kind => kind,
    }
}

/// A guess at numbers that are published nowhere, such as that for stopping what is not running. A
/// wrong one costs a word in the report, never a false `stopped`.
fn guess(message: &str) -> ErrorKind {
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
pub(crate) fn read(ret_code: i64, body: &Value, kind_of: fn(i64, &str) -> ErrorKind) -> Error {
    let message = body.get("Message").and_then(Value::as_str).unwrap_or_default();
    let shown = if message.trim().is_empty() { "no message" } else { message };
    Error::new(kind_of(ret_code, message), shown).with_code(ret_code.to_string())
}
