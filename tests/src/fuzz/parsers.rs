//! Parsers of short texts and of files.

use serde::Deserialize;
use tingji::{ResumePlan, Target};
use tingji_core::endpoint::Endpoint;
use tingji_core::operation::UnsignedRequest;
use tingji_core::{ErrorKind, InstanceId, UnixTime};
use tingji_sandbox::Scenario;

use crate::fake_server::parse_response;

/// Times in the two formats of signatures. A parsed time prints as the same text.
pub fn unix_time(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let Some(time) = UnixTime::parse(text) else { return };
    assert!(*time.iso_basic() == *text || *time.iso_extended() == *text, "{text:?} is parsed as {time}");
    assert_eq!(UnixTime::parse(&time.iso_basic()), UnixTime::parse(&time.iso_extended()));
    assert_eq!(UnixTime::from_seconds(time.seconds()), time);
}

/// Base URLs. A valid one uses HTTPS or a loopback address, prints as a text that parses to the same URL, and
/// keeps its host with any path and query.
pub fn endpoint(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let mut lines = text.splitn(3, '\n');
    let Ok(endpoint) = lines.next().unwrap_or_default().parse::<Endpoint>() else { return };
    assert!(!endpoint.is_plain() || endpoint.is_loopback(), "{endpoint}");
    let again = endpoint.to_string().parse::<Endpoint>();
    assert!(again.is_ok_and(|again| again.to_string() == endpoint.to_string()), "{endpoint}");
    let path = lines.next().unwrap_or("/");
    let query = lines.next().unwrap_or_default();
    let unsigned = UnsignedRequest::new(http::Method::GET, path).query(query);
    if let Ok(request) = endpoint.request(unsigned) {
        let host = request.uri().authority().map(|authority| authority.as_str().to_owned());
        assert_eq!(host, Some(endpoint.host()), "{path:?}");
    }
}

/// Targets of a command. A valid one prints as written, and has no characters that need encoding.
pub fn stop_target(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let Ok(target) = text.parse::<Target>() else { return };
    assert_eq!(target.to_string(), text);
    assert!(text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.@:/".contains(&byte)), "{text:?}");
    assert_eq!(target.to_string().parse::<Target>().ok(), Some(target));
}

/// Instance ids. A valid one prints as written, and needs no encoding in a path, a query or a form.
pub fn instance_id(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let Ok(id) = text.parse::<InstanceId>() else { return };
    assert_eq!(id.to_string(), text);
    for part in [Some(id.id()), id.version()].into_iter().flatten() {
        assert_eq!(tingji_signing_core::encode::percent_encode(part), part);
        assert!(part != "." && part != ".." && part.len() <= 64, "{part:?}");
    }
}

/// Redaction. The first line is the secret; the redacted text contains neither the secret nor its
/// percent-encoded form.
pub fn scrub(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (secret, text) = text.split_once('\n').unwrap_or_default();
    let redacted = tingji_core::redact_secrets(text, [secret]);
    // Secrets of fewer than 4 characters are not redacted. A secret with `*` can occur in the replacement `***`.
    if secret.len() < 4 || secret.contains('*') {
        return;
    }
    assert!(!redacted.contains(secret), "{redacted:?}");
    let encoded = tingji_signing_core::encode::percent_encode(secret);
    assert!(!redacted.contains(encoded.as_str()), "{redacted:?}");
}

/// A structure with every lenient parser.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Strict {
    #[serde(deserialize_with = "tingji_core::lenient::parse_int")]
    int: Option<i64>,
    #[serde(deserialize_with = "tingji_core::lenient::parse_float")]
    float: Option<f64>,
    #[serde(deserialize_with = "tingji_core::lenient::parse_string")]
    text: Option<String>,
    #[serde(deserialize_with = "tingji_core::lenient::parse_bool")]
    flag: Option<bool>,
    #[serde(deserialize_with = "tingji_core::lenient::parse_list")]
    list: Vec<Strict>,
    #[serde(deserialize_with = "tingji_core::lenient::parse_enum")]
    enum_value: Option<String>,
}

/// A structure with every lossy parser, which ignores malformed values.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Lossy {
    #[serde(deserialize_with = "tingji_core::lenient::lossy::int")]
    int: Option<i64>,
    #[serde(deserialize_with = "tingji_core::lenient::lossy::float")]
    float: Option<f64>,
    #[serde(deserialize_with = "tingji_core::lenient::lossy::string")]
    text: Option<String>,
    #[serde(deserialize_with = "tingji_core::lenient::lossy::bool")]
    flag: Option<bool>,
    #[serde(deserialize_with = "tingji_core::lenient::lossy::object")]
    object: Option<Box<Lossy>>,
    #[serde(deserialize_with = "tingji_core::lenient::lossy::vec")]
    list: Vec<Lossy>,
}

/// Lenient parsers of vendors' JSON. The lossy ones parse every object, and agree with the others.
pub fn lenient(data: &[u8]) {
    let strict = serde_json::from_slice::<Strict>(data);
    let Ok(value) = serde_json::from_slice::<serde_json::Value>(data) else { return };
    let lossy = serde_json::from_value::<Lossy>(value.clone());
    assert!(lossy.is_ok() || !value.is_object(), "{value}");
    let Ok(strict) = strict else { return };
    let Ok(lossy) = lossy else { return };
    assert_eq!((strict.int, strict.flag), (lossy.int, lossy.flag), "{value}");
    assert_eq!((&strict.text, strict.list.len()), (&lossy.text, lossy.list.len()), "{value}");
    let _ = format!("{:?} {:?} {:?} {:?}", strict.float, strict.enum_value, lossy.float, lossy.object);
}

/// The headers `Retry-After` and `Date` of a response. The wait is at most one hour, and the date prints.
pub fn http_headers(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (wait, date) = text.split_once('\n').unwrap_or((&text, ""));
    let mut response = parse_response(data);
    for (name, value) in [("retry-after", wait), ("date", date)] {
        if let Ok(value) = http::HeaderValue::from_str(value) {
            response.headers.insert(name, value);
        }
    }
    assert!(response.retry_after().is_none_or(|wait| wait.as_secs() <= 3600), "{text:?}");
    let _ = response.date().map(|date| date.to_string());
    let error = response.unexpected_response();
    assert!(!error.to_string().contains(char::is_control), "{error}");
    assert_ne!(
        error.kind(),
        ErrorKind::NotFound,
        "a page of another server does not show that an instance is missing"
    );
}

/// Journals. The first line of a valid journal lists all of its steps, so that a truncated file loses none.
pub fn journal(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let Ok(plan) = text.parse::<ResumePlan>() else { return };
    let unfinished = plan.unfinished().count();
    assert!(unfinished <= plan.steps.len());
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let truncated = first.parse::<ResumePlan>();
    assert!(truncated.is_ok_and(|truncated| truncated.steps.len() == plan.steps.len()), "{first}");
}

/// Scenarios of the sandbox. An invalid one is an error with a message.
pub fn scenario(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Err(error) = Scenario::from_json(text) {
        assert!(!error.to_string().is_empty());
    }
}
