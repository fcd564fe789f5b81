//! Raw HTTP/1.x: request line, headers, an empty line, body.

use super::input::InputRequest;
use super::url;
use crate::lang::{localized, tr};

/// Returns the error for input in none of the forms.
fn no_request() -> String {
    localized(
        "the input is not a curl line, HAR, raw HTTP (METHOD /path HTTP/1.1) or recorded request",
        "输入不是 curl 命令行、HAR、原始 HTTP（METHOD /path HTTP/1.1）或记录的请求",
    )
    .to_owned()
}

/// Parses the request.
///
/// # Errors
///
/// A line about the first invalid part.
pub(super) fn read(input: &[u8]) -> Result<InputRequest, String> {
    let (head, body) = split(input);
    let head = String::from_utf8_lossy(head);
    let mut lines = head.lines();
    let mut request = first_line(lines.next().unwrap_or_default())?;
    for (at, line) in lines.enumerate() {
        let pair = line.split_once(':').filter(|(name, _)| !name.trim().is_empty());
        let (name, value) = pair.ok_or_else(|| {
            tr!(
                "line {at} is not a header of the form `name: value`",
                "第 {at} 行不是 `name: value` 形式的请求头",
                at = at + 2
            )
        })?;
        request.headers.push((name.trim().to_owned(), value.trim().to_owned()));
    }
    request.body = whole(body, &mut request)?;
    Ok(request)
}

/// Splits the input at the first empty line.
fn split(input: &[u8]) -> (&[u8], &[u8]) {
    let mut start = 0;
    for line in input.split_inclusive(|byte| *byte == b'\n') {
        if line.trim_ascii().is_empty() && start > 0 {
            return (&input[..start], &input[start + line.len()..]);
        }
        start += line.len();
    }
    (input, b"")
}

/// Parses `METHOD /target HTTP/1.1`, also with a complete URL as proxies receive it.
fn first_line(line: &str) -> Result<InputRequest, String> {
    let words: Vec<_> = line.split_whitespace().collect();
    let [method, target, version] = words[..] else { return Err(no_request()) };
    let is_method = method.bytes().all(|byte| byte.is_ascii_uppercase());
    if !is_method || !version.starts_with("HTTP/") {
        return Err(no_request());
    }
    url::request(method, target)
}

/// Returns the body according to its `Content-Length`; without one, the whole input except the line end
/// that an editor adds.
fn whole(body: &[u8], request: &mut InputRequest) -> Result<Vec<u8>, String> {
    if request
        .header("transfer-encoding")
        .is_some_and(|coding| coding.to_ascii_lowercase().contains("chunked"))
    {
        return Err(localized(
            "the body is chunked; remove the chunk sizes and the Transfer-Encoding header",
            "正文是分块的；请去掉各块的长度和 Transfer-Encoding 请求头",
        )
        .to_owned());
    }
    match request.header("content-length").map(str::parse::<usize>) {
        // The rest is the line end that an editor adds.
        Some(Ok(length)) if body.get(length..).is_some_and(|rest| rest.trim_ascii().is_empty()) => {
            Ok(body[..length].to_owned())
        }
        Some(Err(_)) => {
            Err(localized("the Content-Length is not a number", "Content-Length 不是数字").to_owned())
        }
        // The length differs; a note says so in the report.
        Some(Ok(_)) => Ok(body.to_owned()),
        None => Ok(body
            .strip_suffix(b"\n")
            .map_or(body, |body| body.strip_suffix(b"\r").unwrap_or(body))
            .to_owned()),
    }
}
