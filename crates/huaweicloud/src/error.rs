//! The vendor's error codes, of ModelArts and of the gateway before it.
//!
//! <https://support.huaweicloud.com/intl/en-us/api-modelarts/modelarts_03_0095.html>,
//! <https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-errorcode.html>

use std::time::Duration;

use serde_json::Value;
use tingji_core::operation::{Reply, kind_of_status};
use tingji_core::{Error, ErrorKind};

/// Codes `ModelArts.….` The status is not part of it: most of them, "not found" too, are HTTP 400.
const MODELARTS: &[(&str, ErrorKind)] = &[
    ("0010", ErrorKind::Unavailable),
    ("0101", ErrorKind::InvalidRequest),
    ("0102", ErrorKind::InvalidRequest),
    ("0104", ErrorKind::InvalidRequest),
    ("0107", ErrorKind::InvalidRequest),
    ("0108", ErrorKind::Permission),
    // HTTP 500, but about the account.
    ("0109", ErrorKind::Permission),
    ("0112", ErrorKind::Permission),
    ("0113", ErrorKind::Billing),
    ("0118", ErrorKind::Billing),
    ("0201", ErrorKind::Credentials),
    ("0202", ErrorKind::Credentials),
    ("0203", ErrorKind::Credentials),
    ("0204", ErrorKind::Credentials),
    ("0205", ErrorKind::Credentials),
    ("0206", ErrorKind::Credentials),
    ("0207", ErrorKind::Credentials),
    ("0208", ErrorKind::Credentials),
    ("0209", ErrorKind::Credentials),
    ("0210", ErrorKind::Credentials),
    ("0212", ErrorKind::Credentials),
    ("2799", ErrorKind::Throttled),
    ("4116", ErrorKind::Billing),
    ("4118", ErrorKind::Billing),
    ("4205", ErrorKind::Timeout),
    ("4206", ErrorKind::Throttled),
    ("4395", ErrorKind::Throttled),
    ("6100", ErrorKind::Timeout),
    ("6101", ErrorKind::Throttled),
    ("6102", ErrorKind::Unavailable),
    ("6200", ErrorKind::Unavailable),
    ("6201", ErrorKind::Billing),
    ("6203", ErrorKind::Billing),
    // Running, starting, stopped, stopping: whoever asked has to look at the state again.
    ("6305", ErrorKind::InvalidState),
    ("6306", ErrorKind::InvalidState),
    ("6307", ErrorKind::InvalidState),
    ("6308", ErrorKind::InvalidState),
    ("6309", ErrorKind::NotFound),
    ("6355", ErrorKind::Locked),
    // Another operation is under way, or the server is already in the state asked for.
    ("6357", ErrorKind::Locked),
    ("6360", ErrorKind::Locked),
    ("6361", ErrorKind::Unavailable),
    ("6400", ErrorKind::InvalidRequest),
    ("6401", ErrorKind::Credentials),
    ("6404", ErrorKind::NotFound),
    ("6407", ErrorKind::Permission),
    ("7000", ErrorKind::Unsupported),
];

/// Codes `APIGW.…`, in newer regions `APIG.…`.
const GATEWAY: &[(&str, ErrorKind)] = &[
    ("0101", ErrorKind::InvalidRequest),
    ("0103", ErrorKind::InvalidRequest),
    ("0301", ErrorKind::Credentials),
    ("0302", ErrorKind::Permission),
    ("0303", ErrorKind::Credentials),
    ("0304", ErrorKind::Permission),
    ("0305", ErrorKind::Credentials),
    ("0306", ErrorKind::Permission),
    ("0307", ErrorKind::Credentials),
    ("0308", ErrorKind::Throttled),
    ("0310", ErrorKind::Permission),
    ("0311", ErrorKind::Credentials),
    ("0401", ErrorKind::Permission),
    ("0402", ErrorKind::Permission),
    ("0404", ErrorKind::Permission),
    ("0501", ErrorKind::Billing),
    ("0502", ErrorKind::Billing),
    ("0601", ErrorKind::Unavailable),
    ("0602", ErrorKind::InvalidRequest),
    ("0605", ErrorKind::Unavailable),
    ("0606", ErrorKind::Unavailable),
    ("0607", ErrorKind::InvalidRequest),
    ("0608", ErrorKind::Unavailable),
    ("0609", ErrorKind::Unavailable),
    ("0610", ErrorKind::Unavailable),
    ("0611", ErrorKind::Unavailable),
    ("0612", ErrorKind::Unavailable),
    ("0613", ErrorKind::Unavailable),
    ("0705", ErrorKind::Unavailable),
    ("0801", ErrorKind::Permission),
    ("0802", ErrorKind::Permission),
];

/// What the vendor's words leave out.
const HINTS: &[(&str, &str)] = &[
    ("ModelArts.0207", "the token is not of this region's project"),
    (
        "ModelArts.0210",
        "the project_id is not that of the credential in this region: check project and region",
    ),
    ("APIGW.0101", "there is no such API here: check region and endpoint"),
    ("APIGW.0103", "there is no such API here: check region and endpoint"),
    ("APIGW.0307", "the token has expired or is of another region"),
];

/// An error as the vendor tells it.
#[derive(Debug)]
pub(crate) struct Fault {
    code: String,
    message: String,
}

/// The names under which the vendor's services tell code and message, in the SDKs' order.
const NAMES: [(&str, &str); 4] = [
    ("error_code", "error_msg"),
    ("error_code", "error_message"),
    ("errorCode", "errorMsg"),
    ("code", "message"),
];

impl Fault {
    /// The error of a failed reply: at the top of the body, or in any object within.
    pub(crate) fn read(body: &Value) -> Option<Self> {
        let Value::Object(fields) = body else { return None };
        Self::in_pairs(body, &NAMES).or_else(|| fields.values().find_map(Self::read))
    }

    /// An error that comes with a status of success; a server has fields of its own called `code`.
    pub(crate) fn in_success(body: &Value) -> Option<Self> {
        let failed = body.get("is_success") == Some(&Value::Bool(false));
        Self::in_pairs(body, &NAMES[..3]).or_else(|| failed.then(|| Self::read(body)).flatten())
    }

    /// The pair that is there; failing that, a code without its message.
    fn in_pairs(body: &Value, names: &[(&str, &str)]) -> Option<Self> {
        let pair = |(code, message): &(&str, &str)| Some((text(body, code)?, text(body, message)?));
        let code = |(code, _): &(&str, &str)| Some((text(body, code)?, "no message".to_owned()));
        let (code, message) = names.iter().find_map(pair).or_else(|| names.iter().find_map(code))?;
        Some(Self { code, message })
    }

    /// The error of this reply.
    pub(crate) fn into_error(self, reply: &Reply) -> Error {
        let (service, number) = self.code.split_once('.').unwrap_or(("", &self.code));
        let is_gateway = matches!(service, "APIGW" | "APIG");
        let kind = match service {
            "APIGW" | "APIG" if number == "0301" && is_about_time(&self.message) => ErrorKind::ClockSkew,
            // Of the request, or of the backend: here the status does decide.
            "APIGW" | "APIG" if number == "0201" && reply.status < 500 => ErrorKind::InvalidRequest,
            "APIGW" | "APIG" => find(GATEWAY, number, reply.status),
            "ModelArts" => find(MODELARTS, number, reply.status),
            _ => find(&[], number, reply.status),
        };
        let name = if is_gateway { format!("APIGW.{number}") } else { self.code.clone() };
        let hint = HINTS.iter().find(|(code, _)| *code == name);
        let message = hint.map_or(self.message.clone(), |(_, hint)| format!("{} ({hint})", self.message));
        let wait = (kind == ErrorKind::Throttled).then(|| window(&self.message)).flatten();
        Error::new(kind, message).with_code(self.code).with_retry_after(wait)
    }
}

fn find(table: &[(&str, ErrorKind)], number: &str, status: u16) -> ErrorKind {
    match table.iter().find(|(known, _)| *known == number) {
        Some((_, kind)) => *kind,
        // An unknown code is never read as "no such server".
        None if status == 404 => ErrorKind::Vendor,
        None => kind_of_status(status),
    }
}

/// `signature expired, signature time:20211217T064303Z,server time:20211217T065804Z`.
fn is_about_time(message: &str) -> bool {
    message.contains("signature expired")
        || (message.contains("signature time") && message.contains("server time"))
}

/// The window of `…over ratelimit,limit:10,time:1 minute`, at most an hour.
fn window(message: &str) -> Option<Duration> {
    let (_, time) = message.rsplit_once("time:")?;
    let mut words = time.split_whitespace();
    let count: u64 = words.next()?.parse().ok()?;
    let unit = words.next()?.trim_end_matches(|c: char| !c.is_ascii_alphabetic());
    let seconds = match unit.trim_end_matches('s') {
        "second" => 1,
        "minute" => 60,
        "hour" | "day" => 3600,
        _ => return None,
    };
    Some(Duration::from_secs(count.saturating_mul(seconds).min(3600)))
}

/// Text, or a number as text; an empty text is none.
fn text(object: &Value, name: &str) -> Option<String> {
    match object.get(name)? {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
