//! HTTP Archives, which browsers and proxies save. <http://www.softwareishard.com/blog/har-12-spec/>

use serde_json::Value;
use tingji_signing_core::encode::query_string;

use super::input::InputRequest;
use super::url;
use crate::lang::localized;

/// Returns the entries of a whole file.
pub(super) fn entries(value: &Value) -> Option<&Vec<Value>> {
    value.get("log")?.get("entries")?.as_array()
}

/// Returns true for an entry, or for an entry's request.
pub(super) fn is_entry(value: &Value) -> bool {
    let request = value.get("request").unwrap_or(value);
    request.get("url").is_some() && request.get("headers").is_some_and(is_list)
}

/// Returns true for headers in the form of HAR: a list of objects.
fn is_list(headers: &Value) -> bool {
    headers.as_array().is_some_and(|headers| headers.iter().all(Value::is_object))
}

/// Parses an entry with its response.
///
/// # Errors
///
/// A line about the missing part.
pub(super) fn read(entry: &Value) -> Result<InputRequest, String> {
    let given = entry.get("request").unwrap_or(entry);
    let parts =
        url::read(text(given, "url").ok_or(localized("the HAR entry has no url", "HAR 条目没有 url"))?)?;
    let mut request = InputRequest {
        method: text(given, "method").unwrap_or("GET").to_owned(),
        target: parts.target,
        body: body(given.get("postData"))?,
        answer: answer(entry),
        ..InputRequest::default()
    };
    for header in given.get("headers").and_then(Value::as_array).into_iter().flatten() {
        let (name, value) = pair(header).ok_or(localized(
            "a header of the HAR entry has no name or value",
            "HAR 条目的某个请求头缺少名或值",
        ))?;
        match name {
            // HTTP/2 has the host in this pseudo-header, and the rest in the URL.
            ":authority" => request.headers.push(("Host".to_owned(), value.to_owned())),
            name if name.starts_with(':') => {}
            name => request.headers.push((name.to_owned(), value.to_owned())),
        }
    }
    request.default_header("Host", parts.host);
    Ok(request)
}

/// Returns the string field of an object.
fn text<'a>(object: &'a Value, name: &str) -> Option<&'a str> {
    object.get(name).and_then(Value::as_str)
}

/// Returns the name and the value of an object.
fn pair(value: &Value) -> Option<(&str, &str)> {
    Some((value.get("name")?.as_str()?, value.get("value")?.as_str()?))
}

/// Returns the body of `postData`.
fn body(post: Option<&Value>) -> Result<Vec<u8>, String> {
    let Some(post) = post.filter(|post| !post.is_null()) else { return Ok(Vec::new()) };
    if let Some(text) = post.get("text").and_then(Value::as_str) {
        return Ok(text.as_bytes().to_vec());
    }
    let params = post.get("params").and_then(Value::as_array).into_iter().flatten();
    let pairs: Option<Vec<_>> = params.map(pair).collect();
    Ok(query_string(
        pairs.ok_or(localized("the form of the HAR entry contains a file", "HAR 条目的表单中有文件"))?,
    )
    .into_bytes())
}

/// Returns the text of the response, unless it is base64.
fn answer(entry: &Value) -> Option<String> {
    let content = entry.get("response")?.get("content")?;
    let is_text = content.get("encoding").is_none_or(|encoding| encoding != "base64");
    content.get("text").and_then(Value::as_str).filter(|_| is_text).map(str::to_owned)
}
