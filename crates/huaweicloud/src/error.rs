//! Parsing the vendor's error responses, in the forms of all its services.

use std::time::Duration;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use tingji_core::error_codes::ErrorCodeEntry;
use tingji_core::operation::{HttpResponse, kind_of_status};
use tingji_core::rate_limit::RateLimit;
use tingji_core::{Error, ErrorKind, UnixTime};

use crate::codes::CODES;

/// Error in a response.
#[derive(Debug)]
pub(crate) struct ApiError {
    code: String,
    message: String,
}

/// Field names for code and message in the vendor's services, in the order of the SDKs.
const ERROR_FIELDS: [(&str, &str); 4] = [
    ("error_code", "error_msg"),
    ("error_code", "error_message"),
    ("errorCode", "errorMsg"),
    ("code", "message"),
];

/// Fields that mark a response with a success status as an error; see [`ApiError::parse_in_success`].
const ERROR_MARKERS: [&str; 3] = ["error_code", "errorCode", "is_success"];

/// Deserializes a successful response directly; `None` if a field in `extra` suggests an error.
pub(crate) fn parse_fast_path<T: DeserializeOwned>(
    response: &HttpResponse,
    extra: impl FnOnce(&T) -> &Map<String, Value>,
) -> Option<T> {
    if !response.is_success() {
        return None;
    }
    let output: T = response.deserialize_body()?;
    let fields = extra(&output);
    let has_error = ERROR_MARKERS.iter().any(|marker| fields.contains_key(*marker));
    if has_error { None } else { Some(output) }
}

/// Returns the request id in a body.
pub(crate) fn request_id(response: &HttpResponse) -> Option<String> {
    #[derive(Deserialize)]
    struct RequestIdField {
        request_id: Value,
    }
    Some(response.deserialize_body::<RequestIdField>()?.request_id.as_str()?.to_owned())
}

impl ApiError {
    /// Parses the error of a failed response: at the top level of the body, or in any nested object.
    pub(crate) fn parse(body: &Value) -> Option<Self> {
        let Value::Object(fields) = body else { return None };
        Self::parse_fields(body, &ERROR_FIELDS).or_else(|| fields.values().find_map(Self::parse))
    }

    /// Parses an error that comes with a success status. Ignores `code` and `message`, because servers
    /// have fields with these names.
    pub(crate) fn parse_in_success(body: &Value) -> Option<Self> {
        if let Some(error) = Self::parse_fields(body, &ERROR_FIELDS[..3]) {
            return Some(error);
        }
        let failed = body.get("is_success") == Some(&Value::Bool(false));
        if failed { Self::parse(body) } else { None }
    }

    /// Returns the first code with its message; without such a pair, the first code alone.
    fn parse_fields(body: &Value, names: &[(&str, &str)]) -> Option<Self> {
        for (code, message) in names {
            if let (Some(code), Some(message)) = (get_text(body, code), get_text(body, message)) {
                return Some(Self { code, message });
            }
        }
        let code = names.iter().find_map(|(code, _)| get_text(body, code))?;
        Some(Self { code, message: "no message".to_owned() })
    }

    /// Converts to the error of this response, with the advice of its code if the kinds agree.
    pub(crate) fn into_error(self, response: &HttpResponse) -> Error {
        let known = CODES.find(&self.code);
        let kind = self.kind(response.status, known);
        let known = known.filter(|entry| entry.kind == kind);
        let retry_after = if kind == ErrorKind::Throttled { rate_window(&self.message) } else { None };
        Error::new(kind, self.message).with_code(self.code).with_retry_after(retry_after).with_entry(known)
    }

    fn kind(&self, status: u16, known: Option<&ErrorCodeEntry>) -> ErrorKind {
        match (self.gateway_number(), known) {
            (Some("0301"), _) if is_about_time(&self.message) => ErrorKind::ClockSkew,
            // Code 0201 covers errors of the request and of the backend: the status decides.
            (Some("0201"), _) if status >= 500 => ErrorKind::Unavailable,
            (_, Some(entry)) => entry.kind,
            // An unknown code never means that the server does not exist.
            (_, None) if status == 404 => ErrorKind::Vendor,
            (_, None) => kind_of_status(status),
        }
    }

    fn gateway_number(&self) -> Option<&str> {
        self.code.strip_prefix("APIGW.").or_else(|| self.code.strip_prefix("APIG."))
    }
}

/// Returns true for a message such as
/// `signature expired, signature time:20211217T064303Z,server time:20211217T065804Z`.
fn is_about_time(message: &str) -> bool {
    message.contains("signature expired")
        || (message.contains("signature time") && message.contains("server time"))
}

/// Parses the server time in such a message.
pub(crate) fn server_time(message: &str) -> Option<UnixTime> {
    let (_, time) = message.split_once("server time:")?;
    UnixTime::parse(time.trim_start().get(..16)?)
}

/// Parses the rate in a message such as `…over ratelimit,limit:10,time:1 minute`.
pub(crate) fn rate_limit(message: &str) -> Option<RateLimit> {
    let (_, limit) = message.split_once("limit:")?;
    let (count, _) = limit.split_once(|c: char| !c.is_ascii_digit())?;
    let requests = count.parse().ok().filter(|&count: &u32| count > 0)?;
    Some(RateLimit::window(requests, rate_window(message)?))
}

/// Parses the window in a message such as `…over ratelimit,limit:10,time:1 minute`. At most one hour.
fn rate_window(message: &str) -> Option<Duration> {
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

/// Returns a text field, or a number as text; `None` if the text is empty.
fn get_text(object: &Value, name: &str) -> Option<String> {
    match object.get(name)? {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
