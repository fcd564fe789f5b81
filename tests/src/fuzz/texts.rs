//! Readers of small texts and files.

use serde::Deserialize;
use tingji::{ResumePlan, Target};
use tingji_core::endpoint::Endpoint;
use tingji_core::operation::UnsignedRequest;
use tingji_core::{ErrorKind, InstanceId, UnixTime};
use tingji_sandbox::Scenario;

use crate::peer::reply_of;

/// Times in the two forms of signatures: what is read is written the same again.
pub fn unix_time(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let Some(time) = UnixTime::parse(text) else { return };
    assert!(*time.iso_basic() == *text || *time.iso_extended() == *text, "{text:?} is read as {time}");
    assert_eq!(UnixTime::parse(&time.iso_basic()), UnixTime::parse(&time.iso_extended()));
    assert_eq!(UnixTime::from_seconds(time.seconds()), time);
}

/// Base URLs: what is taken is HTTPS or loopback, reads the same again, and keeps its host whatever
/// the path and query are.
pub fn endpoint(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let mut lines = text.splitn(3, '\n');
    let Ok(endpoint) = lines.next().unwrap_or_default().parse::<Endpoint>() else { return };
    assert!(!endpoint.is_plain() || endpoint.is_loopback(), "{endpoint}");
    let again = endpoint.to_string().parse::<Endpoint>();
    assert!(again.is_ok_and(|again| again.to_string() == endpoint.to_string()), "{endpoint}");
    let (path, query) = (lines.next().unwrap_or("/"), lines.next().unwrap_or_default());
    let draft = UnsignedRequest::new(http::Method::GET, path).query(query);
    if let Ok(request) = endpoint.request(draft) {
        let host = request.uri().authority().map(|authority| authority.as_str().to_owned());
        assert_eq!(host, Some(endpoint.host()), "{path:?}");
    }
}

/// What to stop, as a user writes it: kept as written, and nothing in it can leave its place.
pub fn stop_target(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let Ok(target) = text.parse::<Target>() else { return };
    assert_eq!(target.to_string(), text);
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.@:/".contains(&byte);
    assert!(text.bytes().all(is_plain), "{text:?}");
    assert_eq!(target.to_string().parse::<Target>().ok(), Some(target));
}

/// Instance ids: the same again, and safe in a path, a query and a form as they are.
pub fn instance_id(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let Ok(id) = text.parse::<InstanceId>() else { return };
    assert_eq!(id.to_string(), text);
    for part in [Some(id.id()), id.version()].into_iter().flatten() {
        assert_eq!(tingji_signing_core::encode::percent_encode(part), part);
        assert!(part != "." && part != ".." && part.len() <= 64, "{part:?}");
    }
}

/// Hiding secrets: the first line is the secret; neither it nor its percent-encoded form is left.
pub fn scrub(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (secret, text) = text.split_once('\n').unwrap_or_default();
    let shown = tingji_core::scrub(text, [secret]);
    // What replaces a secret could itself make up one of asterisks.
    if secret.len() < 4 || secret.contains('*') {
        return;
    }
    assert!(!shown.contains(secret), "{shown:?}");
    let encoded = tingji_signing_core::encode::percent_encode(secret);
    assert!(!shown.contains(encoded.as_str()), "{shown:?}");
}

/// A structure with every lenient reader.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Everything {
    #[serde(deserialize_with = "tingji_core::lenient::parse_int")]
    int: Option<i64>,
    #[serde(deserialize_with = "tingji_core::lenient::parse_float")]
    float: Option<f64>,
    #[serde(deserialize_with = "tingji_core::lenient::parse_string")]
    text: Option<String>,
    #[serde(deserialize_with = "tingji_core::lenient::parse_bool")]
    flag: Option<bool>,
    #[serde(deserialize_with = "tingji_core::lenient::parse_list")]
    list: Vec<Everything>,
    #[serde(deserialize_with = "tingji_core::lenient::parse_enum")]
    word: Option<String>,
}

/// The same with every reader that takes nothing amiss.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Softly {
    #[serde(deserialize_with = "tingji_core::lenient::lossy::int")]
    int: Option<i64>,
    #[serde(deserialize_with = "tingji_core::lenient::lossy::float")]
    float: Option<f64>,
    #[serde(deserialize_with = "tingji_core::lenient::lossy::string")]
    text: Option<String>,
    #[serde(deserialize_with = "tingji_core::lenient::lossy::bool")]
    flag: Option<bool>,
    #[serde(deserialize_with = "tingji_core::lenient::lossy::object")]
    one: Option<Box<Softly>>,
    #[serde(deserialize_with = "tingji_core::lenient::lossy::vec")]
    list: Vec<Softly>,
}

/// Vendors' JSON: the strict readers refuse or read, the soft ones read every object, and both agree.
pub fn lenient(data: &[u8]) {
    let strict = serde_json::from_slice::<Everything>(data);
    let Ok(value) = serde_json::from_slice::<serde_json::Value>(data) else { return };
    let soft = serde_json::from_value::<Softly>(value.clone());
    assert!(soft.is_ok() || !value.is_object(), "{value}");
    let (Ok(strict), Ok(soft)) = (strict, soft) else { return };
    assert_eq!((strict.int, strict.flag), (soft.int, soft.flag), "{value}");
    assert_eq!((&strict.text, strict.list.len()), (&soft.text, soft.list.len()), "{value}");
    let _ = format!("{:?} {:?} {:?} {:?}", strict.float, strict.word, soft.float, soft.one);
}

/// `Retry-After` and `Date` of a reply: a wait of an hour at most, a time of four digits' year.
pub fn http_headers(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (wait, date) = text.split_once('\n').unwrap_or((&text, ""));
    let mut reply = reply_of(data);
    for (name, value) in [("retry-after", wait), ("date", date)] {
        if let Ok(value) = http::HeaderValue::from_str(value) {
            reply.headers.insert(name, value);
        }
    }
    assert!(reply.retry_after().is_none_or(|wait| wait.as_secs() <= 3600), "{text:?}");
    let _ = reply.date().map(|date| date.to_string());
    let error = reply.unexpected_response();
    assert!(!error.to_string().contains(char::is_control), "{error}");
    assert_ne!(error.kind(), ErrorKind::NotFound, "another server's page says nothing of an instance");
}

/// Journals: read or refused, and never fewer stops open for a file that was cut short.
pub fn journal(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let Ok(whole) = text.parse::<ResumePlan>() else { return };
    let open = whole.unfinished().count();
    assert!(open <= whole.steps.len());
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let begun = first.parse::<ResumePlan>();
    assert!(begun.is_ok_and(|begun| begun.steps.len() == whole.steps.len()), "{first}");
}

/// Scenarios of the sandbox: read or refused in one line.
pub fn scenario(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Err(error) = Scenario::from_json(text) {
        assert!(!error.to_string().is_empty());
    }
}
