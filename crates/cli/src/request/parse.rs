//! Parsing of whichever form the input has.

use super::input::Request;
use super::{curl, har, raw, recorded};
use crate::lang::{pick, say};

/// Reads whichever form it is; `entry` counts from 1 where there are several requests.
///
/// # Errors
///
/// One line that says what is wrong with the input.
pub(crate) fn read(
    input: &[u8],
    entry: Option<usize>,
    looks_signed: fn(&Request) -> bool,
) -> Result<Request, String> {
    let text = String::from_utf8_lossy(input);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.is_empty() {
        return Err(pick("there is no request: the input is empty", "没有请求：输入为空").to_owned());
    }
    let several = text.starts_with(['{', '[']);
    if entry.is_some() && !several {
        return Err(pick(
            "--entry chooses among the requests of a HAR file or of JSON lines; this is one request",
            "--entry 用于在 HAR 文件或多行 JSON 的请求中选择；这里只有一个请求",
        )
        .to_owned());
    }
    if several {
        return json(text, entry, looks_signed);
    }
    if curl::is_curl(text) {
        return curl::read(text);
    }
    // Bodies may be no text.
    raw::read(input.strip_prefix("\u{feff}".as_bytes()).unwrap_or(input).trim_ascii_start())
}

fn json(text: &str, entry: Option<usize>, looks_signed: fn(&Request) -> bool) -> Result<Request, String> {
    let mut values = Vec::new();
    for value in serde_json::Deserializer::from_str(text).into_iter() {
        values
            .push(value.map_err(|error| say!("the JSON can't be read: {error}", "无法读取 JSON：{error}"))?);
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

/// One object: an entry of a HAR file or a recorded request.
fn one(value: &serde_json::Value) -> Result<Request, String> {
    if har::is_entry(value) { har::read(value) } else { recorded::read(value) }
}

/// The entry asked for; else the only one, or the only one that can be read and looks signed.
fn choose(
    values: &[serde_json::Value],
    entry: Option<usize>,
    read: fn(&serde_json::Value) -> Result<Request, String>,
    looks_signed: fn(&Request) -> bool,
) -> Result<Request, String> {
    match (entry, values) {
        (_, []) => Err(pick("there is no request in it", "其中没有请求").to_owned()),
        (None, [value]) => read(value),
        (None, values) => {
            let requests =
                values.iter().enumerate().filter_map(|(at, value)| Some((at + 1, read(value).ok()?)));
            let mut signed: Vec<_> = requests.filter(|(_, request)| looks_signed(request)).collect();
            if signed.len() == 1 {
                let (at, mut request) = signed.remove(0);
                let count = values.len();
                request.notes.push(say!(
                    "entry {at} of {count} is the only signed one",
                    "{count} 条中只有第 {at} 条带签名"
                ));
                return Ok(request);
            }
            let listed: Vec<_> =
                signed.iter().take(8).map(|(at, request)| format!("{at} ({request})")).collect();
            let listed = if listed.is_empty() { pick("none", "无").to_owned() } else { listed.join(", ") };
            let count = values.len();
            Err(say!(
                "it holds {count} requests; choose one with --entry N; signed: {listed}",
                "其中有 {count} 个请求；请用 --entry N 选择；带签名的：{listed}"
            ))
        }
        (Some(at), values) => {
            let value = at.checked_sub(1).and_then(|at| values.get(at));
            let count = values.len();
            read(value.ok_or_else(|| {
                say!(
                    "there is no entry {at}: it holds 1 to {count}",
                    "没有第 {at} 条：其中有第 1 到 {count} 条"
                )
            })?)
        }
    }
}
