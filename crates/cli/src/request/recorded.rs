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
    let text = |name: &str| given.get(name).and_then(Value::as_str);
    let method = text("method").ok_or(localized(
        "the JSON is not a request: `method` is missing",
        "此 JSON 不是请求：没有 `method`",
    ))?;
    let mut request = InputRequest { method: method.to_owned(), ..InputRequest::default() };
    let target = text("target").or_else(|| text("path")).or_else(|| text("url"));
    let target = target.ok_or(localized(
        "the JSON is not a request: `target` is missing",
        "此 JSON 不是请求：没有 `target`",
    ))?;
    if target.starts_with('/') {
        request.target = target.to_owned();
    } else {
        let parts = url::read(target)?;
        request.target = parts.target;
        request.headers.push(("Host".to_owned(), parts.host));
    }
    let query = pairs(given.get("query"), "query")?;
    if !query.is_empty() {
        let query = query_string(query.iter().map(|(key, value)| (key.as_str(), value.as_str())));
        request.target = format!("{}?{query}", request.target);
    }
    request.headers.extend(pairs(given.get("headers"), "headers")?);
    request.body = text("body").unwrap_or_default().as_bytes().to_vec();
    request.answer = value.get("response").map(|answer| match answer {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    });
    Ok(request)
}

/// Parses `[["name", "value"], …]` or `{"name": "value", …}`.
fn pairs(value: Option<&Value>, what: &str) -> Result<Vec<(String, String)>, String> {
    let bad = || {
        tr!(
            "`{what}` in the JSON must be a list of pairs or an object of strings",
            "JSON 的 `{what}` 既不是键值对列表也不是文本对象"
        )
    };
    let text = |value: &Value| value.as_str().map(str::to_owned).ok_or_else(bad);
    match value {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::Array(pairs)) => pairs
            .iter()
            .map(|pair| match pair.as_array().map(Vec::as_slice) {
                Some([name, value]) => Ok((text(name)?, text(value)?)),
                _ => Err(bad()),
            })
            .collect(),
        Some(Value::Object(map)) => {
            map.iter().map(|(name, value)| Ok((name.clone(), text(value)?))).collect()
        }
        Some(_) => Err(bad()),
    }
}
