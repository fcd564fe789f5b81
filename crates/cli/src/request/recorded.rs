//! A recorded request as JSON: `{"request": {"method", "target", "headers", "body"}}`, or only the inner
//! object.

use serde_json::Value;
use tingji_signing_core::encode::query_string;

use super::input::InputRequest;
use super::url;
use crate::lang::{localized, tr};

/// Parses the request with its response.
///
/// # Errors
///
/// A line about the missing or invalid field.
pub(super) fn read(value: &Value) -> Result<InputRequest, String> {
    let given = value.get("request").unwrap_or(value);
    let method = text(given, "method").ok_or(localized(
        "the JSON is not a request: `method` is missing",
        "此 JSON 不是请求：缺少 `method`",
    ))?;
    let target = text(given, "target").or_else(|| text(given, "path")).or_else(|| text(given, "url"));
    let target = target.ok_or(localized(
        "the JSON is not a request: `target` is missing",
        "此 JSON 不是请求：缺少 `target`",
    ))?;
    let mut request = url::request(method, target)?;
    let query = pairs(given.get("query"), "query")?;
    if !query.is_empty() {
        let query = query_string(query.iter().map(|(key, value)| (key.as_str(), value.as_str())));
        request.target = format!("{}?{query}", request.target);
    }
    request.headers.extend(pairs(given.get("headers"), "headers")?);
    request.body = text(given, "body").unwrap_or_default().as_bytes().to_vec();
    request.answer = value.get("response").map(|answer| match answer {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    });
    Ok(request)
}

/// Parses `[["name", "value"], …]` or `{"name": "value", …}`.
fn pairs(value: Option<&Value>, what: &str) -> Result<Vec<(String, String)>, String> {
    let pairs: Option<Vec<_>> = match value {
        None | Some(Value::Null) => Some(Vec::new()),
        Some(Value::Array(pairs)) => pairs.iter().map(pair).collect(),
        Some(Value::Object(map)) => {
            map.iter().map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned()))).collect()
        }
        Some(_) => None,
    };
    pairs.ok_or_else(|| {
        tr!(
            "`{what}` in the JSON must be a list of pairs or an object of strings",
            "JSON 中的 `{what}` 须为键值对列表，或值为字符串的对象"
        )
    })
}

/// Returns the name and the value of `["name", "value"]`.
fn pair(value: &Value) -> Option<(String, String)> {
    match value.as_array()?.as_slice() {
        [name, value] => Some((name.as_str()?.to_owned(), value.as_str()?.to_owned())),
        _ => None,
    }
}

/// Returns the string field of an object.
fn text<'a>(object: &'a Value, name: &str) -> Option<&'a str> {
    object.get(name).and_then(Value::as_str)
}
