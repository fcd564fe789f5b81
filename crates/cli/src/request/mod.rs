//! A request as people have it at hand: a `curl` line, a HAR file, raw HTTP, a recorded request.
//!
//! Pure: text in, [`Request`] out, and whatever is put in, no panic.

mod capture;
mod curl;
mod har;
mod raw;
mod shell;
#[cfg(test)]
mod tests;

mod url;

use std::fmt;

use tingji_signing_core::{Headers, RequestView};

use crate::lang::{pick, say};

/// A request as it was, or would be, on the wire.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Request {
    pub(crate) method: String,
    /// Path and query as in the first line of an HTTP message.
    pub(crate) target: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    /// What the server answered, where the input tells it.
    pub(crate) answer: Option<String>,
    /// What a reader should know about how it was read.
    pub(crate) notes: Vec<String>,
}

impl Request {
    pub(crate) fn view(&self) -> RequestView<'_> {
        RequestView::from_target(&self.method, &self.target, &self.headers, &self.body)
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        Headers::Pairs(&self.headers).text(name)
    }

    pub(crate) fn query(&self) -> &str {
        self.target.split_once('?').map_or("", |(_, query)| query)
    }

    /// Adds a header unless there is one of the name.
    fn default_header(&mut self, name: &str, value: impl Into<String>) {
        if self.header(name).is_none() {
            self.headers.push((name.to_owned(), value.into()));
        }
    }
}

impl fmt::Debug for Request {
    /// Without values: they hold signatures and tokens.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.headers.iter().map(|(name, _)| name).collect();
        let path = self.target.split('?').next().unwrap_or_default();
        write!(f, "{} {path} {names:?}", self.method)
    }
}

/// Reads whichever form it is; `entry` counts from 1 where there are several requests.
///
/// # Errors
///
/// One line that says what is wrong with the input.
pub(crate) fn read(input: &[u8], entry: Option<usize>) -> Result<Request, String> {
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
        return json(text, entry);
    }
    if curl::is_curl(text) {
        return curl::read(text);
    }
    // Bodies may be no text.
    raw::read(input.strip_prefix("\u{feff}".as_bytes()).unwrap_or(input).trim_ascii_start())
}

fn json(text: &str, entry: Option<usize>) -> Result<Request, String> {
    let mut values = Vec::new();
    for value in serde_json::Deserializer::from_str(text).into_iter() {
        values
            .push(value.map_err(|error| say!("the JSON can't be read: {error}", "无法读取 JSON：{error}"))?);
    }
    if let [value] = values.as_slice() {
        if let Some(entries) = har::entries(value) {
            return choose(entries, entry, har::read);
        }
        if let serde_json::Value::Array(values) = value {
            return choose(values, entry, one);
        }
    }
    choose(&values, entry, one)
}

/// One object: an entry of a HAR file or a recorded request.
fn one(value: &serde_json::Value) -> Result<Request, String> {
    if har::is_entry(value) { har::read(value) } else { capture::read(value) }
}

/// The entry asked for; else the only one, or the only one that can be read and looks signed.
fn choose(
    values: &[serde_json::Value],
    entry: Option<usize>,
    read: fn(&serde_json::Value) -> Result<Request, String>,
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

impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.target.split('?').next().unwrap_or_default();
        write!(f, "{} {}{path}", self.method, self.header("host").unwrap_or_default())
    }
}

fn looks_signed(request: &Request) -> bool {
    super::sign::detect(request).is_ok()
}
