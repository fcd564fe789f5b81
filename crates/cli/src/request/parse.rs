//! The detection and parsing of the form of the input.

use super::input::InputRequest;
use super::{curl, har, raw, recorded};
use crate::lang::{localized, tr};

/// Parses a request in any of the forms. `entry` counts from 1 if the input holds several requests;
/// `looks_signed` chooses among them without it.
///
/// # Errors
///
/// A line that describes the mistake in the input.
pub(crate) fn read(
    input: &[u8],
    entry: Option<usize>,
    looks_signed: fn(&InputRequest) -> bool,
) -> Result<InputRequest, String> {
    let text = String::from_utf8_lossy(input);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.is_empty() {
        return Err(localized("the input is empty", "输入为空").to_owned());
    }
    let several = text.starts_with(['{', '[']);
    if entry.is_some() && !several {
        return Err(localized(
            "--entry selects a request from a HAR file or JSON lines, but the input is a single request",
            "--entry 用于从 HAR 文件或多行 JSON 中选择请求，但输入只有一个请求",
        )
        .to_owned());
    }
    if several {
        return json(text, entry, looks_signed);
    }
    if curl::is_curl(text) {
        return curl::read(text);
    }
    // Bodies may be binary.
    raw::read(input.strip_prefix("\u{feff}".as_bytes()).unwrap_or(input).trim_ascii_start())
}

/// Parses a HAR file, a list, or JSON lines.
fn json(
    text: &str,
    entry: Option<usize>,
    looks_signed: fn(&InputRequest) -> bool,
) -> Result<InputRequest, String> {
    let mut values = Vec::new();
    for value in serde_json::Deserializer::from_str(text).into_iter() {
        values.push(value.map_err(|error| tr!("can't parse the JSON: {error}", "无法解析 JSON：{error}"))?);
    }
    if let [value] = values.as_slice() {
        if let Some(entries) = har::entries(value) {
            return choose(entries, entry, har::read, looks_signed);
        }
        if let serde_json::Value::Array(values) = value {
            return choose(values, entry, one, looks_signed);
        }
    }
    choose(&values, entry, one, looks_signed)
}

/// Parses one object: an entry of a HAR file or a recorded request.
fn one(value: &serde_json::Value) -> Result<InputRequest, String> {
    if har::is_entry(value) { har::read(value) } else { recorded::read(value) }
}

/// Returns the requested entry; else the only one, or the only readable one that looks signed.
fn choose(
    values: &[serde_json::Value],
    entry: Option<usize>,
    read: fn(&serde_json::Value) -> Result<InputRequest, String>,
    looks_signed: fn(&InputRequest) -> bool,
) -> Result<InputRequest, String> {
    match (entry, values) {
        (_, []) => Err(localized("the input contains no request", "输入中没有请求").to_owned()),
        (None, [value]) => read(value),
        (None, values) => {
            let requests =
                values.iter().enumerate().filter_map(|(at, value)| Some((at + 1, read(value).ok()?)));
            let mut signed: Vec<_> = requests.filter(|(_, request)| looks_signed(request)).collect();
            if signed.len() == 1 {
                let (at, mut request) = signed.remove(0);
                let count = values.len();
                request.notes.push(tr!(
                    "entry {at} of {count} is the only signed one",
                    "{count} 条中只有第 {at} 条带签名"
                ));
                return Ok(request);
            }
            let listed: Vec<_> =
                signed.iter().take(8).map(|(at, request)| format!("{at} ({request})")).collect();
            let listed =
                if listed.is_empty() { localized("none", "无").to_owned() } else { listed.join(", ") };
            let count = values.len();
            Err(tr!(
                "the input has {count} requests; choose one with --entry N; signed: {listed}",
                "输入中有 {count} 个请求；请用 --entry N 选择；带签名的：{listed}"
            ))
        }
        (Some(at), values) => {
            let value = at.checked_sub(1).and_then(|at| values.get(at));
            let count = values.len();
            read(value.ok_or_else(|| {
                tr!(
                    "no entry {at}; the input has entries 1 to {count}",
                    "没有第 {at} 条；输入中有第 1 到 {count} 条"
                )
            })?)
        }
    }
}
