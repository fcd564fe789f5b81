//! Reading the vendor's errors, in all the shapes that its services have.

use std::time::Duration;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use tingji_core::error_codes::ErrorCodeEntry;
use tingji_core::operation::{HttpResponse, kind_of_status};
use tingji_core::rate_limit::RateLimit;
use tingji_core::{Error, ErrorKind, UnixTime};

use crate::codes::CODES;

/// An error as the vendor tells it.
#[derive(Debug)]
pub(crate) struct ApiError {
    code: String,
    message: String,
}

/// The names under which the vendor's services tell code and message, in the SDKs' order.
const ERROR_FIELDS: [(&str, &str); 4] = [
    ("error_code", "error_msg"),
    ("error_code", "error_message"),
    ("errorCode", "errorMsg"),
    ("code", "message"),
];

/// What a success has nothing of: see [`ApiError::parse_in_success`].
const ERROR_MARKERS: [&str; 3] = ["error_code", "errorCode", "is_success"];

/// The body of a success with nothing of an error about it, of which there is no field but in `extra`.
pub(crate) fn parse_fast_path<T: DeserializeOwned>(
    reply: &HttpResponse,
    extra: impl FnOnce(&T) -> &Map<String, Value>,
) -> Option<T> {
    let output: T = reply.is_success().then(|| reply.deserialize_body()).flatten()?;
    let fields = extra(&output);
    let has_none = !ERROR_MARKERS.iter().any(|marker| fields.contains_key(*marker));
    has_none.then_some(output)
}

/// The id of the request that a body tells.
pub(crate) fn request_id(reply: &HttpResponse) -> Option<String> {
    #[derive(Deserialize)]
    struct RequestIdField {
        request_id: Value,
    }
    Some(reply.deserialize_body::<RequestIdField>()?.request_id.as_str()?.to_owned())
}

impl ApiError {
    /// The error of a failed reply: at the top of the body, or in any object within.
    pub(crate) fn parse(body: &Value) -> Option<Self> {
        let Value::Object(fields) = body else { return None };
        Self::parse_fields(body, &ERROR_FIELDS).or_else(|| fields.values().find_map(Self::parse))
    }

    /// An error that comes with a status of success; a server has fields of its own called `code`.
    pub(crate) fn parse_in_success(body: &Value) -> Option<Self> {
        let failed = body.get("is_success") == Some(&Value::Bool(false));
        Self::parse_fields(body, &ERROR_FIELDS[..3]).or_else(|| failed.then(|| Self::parse(body)).flatten())
    }

    /// The pair that is there; failing that, a code without its message.
    fn parse_fields(body: &Value, names: &[(&str, &str)]) -> Option<Self> {
        let pair = |(code, message): &(&str, &str)| Some((get_text(body, code)?, get_text(body, message)?));
        let code = |(code, _): &(&str, &str)| Some((get_text(body, code)?, "no message".to_owned()));
        let (code, message) = names.iter().find_map(pair).or_else(|| names.iter().find_map(code))?;
        Some(Self { code, message })
    }

    /// The error of this reply. What the table says of its code goes along unless the answer itself
    /// tells something else.
    pub(crate) fn into_error(self, reply: &HttpResponse) -> Error {
        let known = CODES.find(&self.code);
        let kind = self.kind(reply.status, known);
        let known = known.filter(|entry| entry.kind == kind);
        let wait = (kind == ErrorKind::Throttled).then(|| rate_window(&self.message)).flatten();
        Error::new(kind, self.message).with_code(self.code).with_retry_after(wait).with_entry(known)
    }

    fn kind(&self, status: u16, known: Option<&ErrorCodeEntry>) -> ErrorKind {
        match (self.gateway_number(), known) {
            (Some("0301"), _) if is_about_time(&self.message) => ErrorKind::ClockSkew,
            // Of the request, or of the backend: here the status does decide.
            (Some("0201"), _) if status >= 500 => ErrorKind::Unavailable,
            (_, Some(entry)) => entry.kind,
            // An unknown code is never read as "no such server".
            (_, None) if status == 404 => ErrorKind::Vendor,
            (_, None) => kind_of_status(status),
        }
    }

    fn gateway_number(&self) -> Option<&str> {
        self.code.strip_prefix("APIGW.").or_else(|| self.code.strip_prefix("APIG."))
    }
}

/// `signature expired, signature time:20211217T064303Z,server time:20211217T065804Z`.
fn is_about_time(message: &str) -> bool {
    message.contains("signature expired")
        || (message.contains("signature time") && message.contains("server time"))
}

/// The `20211217T065804Z` of such a message's server time.
pub(crate) fn server_time(message: &str) -> Option<UnixTime> {
    let (_, time) = message.split_once("server time:")?;
    UnixTime::parse(time.trim_start().get(..16)?)
}

/// The rate of `…over ratelimit,limit:10,time:1 minute`.
pub(crate) fn rate_limit(message: &str) -> Option<RateLimit> {
    let (_, limit) = message.split_once("limit:")?;
    let (count, _) = limit.split_once(|c: char| !c.is_ascii_digit())?;
    let requests = count.parse().ok().filter(|&count: &u32| count > 0)?;
    Some(RateLimit::window(requests, rate_window(message)?))
}

/// The window of `…over ratelimit,limit:10,time:1 minute`, at most an hour.
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

/// Text, or a number as text; an empty text is none.
fn get_text(object: &Value, name: &str) -> Option<String> {
    match object.get(name)? {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
