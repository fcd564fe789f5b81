//! Responses as files: status, relevant headers and body.
//!
//! ```text
//! HTTP/1.1 200
//! content-type: application/json
//!
//! {
//!   "RetCode": 0
//! }
//! ```

use std::fmt::{Debug, Write};
use std::fs;
use std::path::Path;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};

use crate::operation::HttpResponse;
use crate::{Error, Result};

/// Headers that every server adds, which do not describe the cloud.
const OMITTED_HEADERS: [&str; 3] = ["connection", "content-length", "date"];

/// Formats a response as the text of a file: status, headers in alphabetical order, an empty line, the body.
/// JSON is indented.
pub fn format_response(reply: &HttpResponse) -> String {
    let mut text = format!("HTTP/1.1 {}\n", reply.status);
    let mut headers: Vec<_> = reply.headers.iter().collect();
    headers.sort_by_key(|(name, _)| name.as_str());
    for (name, value) in headers.into_iter().filter(|(name, _)| !OMITTED_HEADERS.contains(&name.as_str())) {
        let _ = writeln!(text, "{name}: {}", String::from_utf8_lossy(value.as_bytes()));
    }
    text.push('\n');
    match reply.json() {
        Some(body) => {
            let _ = writeln!(text, "{body:#}");
        }
        None => text.push_str(&String::from_utf8_lossy(&reply.body)),
    }
    text
}

/// Parses a text of [`format_response`]. Returns `None` for any other text.
pub fn parse_response(text: &str) -> Option<HttpResponse> {
    let (head, body) = text.split_once("\n\n")?;
    let mut lines = head.lines();
    let status = lines.next()?.strip_prefix("HTTP/1.1 ")?.parse().ok()?;
    let headers = lines.map(header).collect::<Option<HeaderMap>>()?;
    Some(HttpResponse { status, headers, body: Bytes::from(body.to_owned()) })
}

fn header(line: &str) -> Option<(HeaderName, HeaderValue)> {
    let (name, value) = line.split_once(": ")?;
    Some((name.parse().ok()?, value.parse().ok()?))
}

/// Reads the response in `tests/fixtures/<name>.http` of the package in this folder. `cargo xtask fixtures`
/// writes these files.
///
/// # Panics
///
/// If the file is missing or does not contain a response.
pub fn fixture(package: &str, name: &str) -> HttpResponse {
    let path = Path::new(package).join("tests/fixtures").join(format!("{name}.http"));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    parse_response(&text).unwrap_or_else(|| panic!("{} does not contain a response", path.display()))
}

/// Reads the error responses in `tests/fixtures/errors` of the package in this folder. Returns them with
/// their names, in alphabetical order.
///
/// # Panics
///
/// If the folder cannot be read, or a file in it does not contain a response.
pub fn error_fixtures(package: &str) -> Vec<(String, HttpResponse)> {
    let folder = Path::new(package).join("tests/fixtures/errors");
    let files = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut names: Vec<_> = files.flatten().filter_map(|file| file_stem(&file.path())).collect();
    names.sort();
    names.into_iter().map(|name| (name.clone(), fixture(package, &format!("errors/{name}")))).collect()
}

fn file_stem(path: &Path) -> Option<String> {
    Some(path.file_stem()?.to_str()?.to_owned())
}

/// Formats the result of an operation for a snapshot: the output, or every part of the error.
pub fn describe_result<T: Debug>(result: &Result<T>) -> String {
    match result {
        Ok(output) => format!("{output:#?}"),
        Err(error) => describe_error(error),
    }
}

fn describe_error(error: &Error) -> String {
    let kind = error.kind();
    let rows: [(&str, &dyn Debug); 7] = [
        ("kind", &kind),
        ("code", &error.code()),
        ("message", &error.message()),
        ("status", &error.status()),
        ("request id", &error.request_id()),
        ("retry", &kind.retry()),
        ("wait", &error.retry_after()),
    ];
    rows.map(|(name, value)| format!("{name}: {value:?}")).join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(status: u16, body: &'static str) -> HttpResponse {
        let pairs = [("x-request-id", "r-1"), ("date", "today"), ("content-type", "application/json")];
        let headers =
            pairs.map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
        HttpResponse {
            status,
            headers: headers.into_iter().collect(),
            body: Bytes::from_static(body.as_bytes()),
        }
    }

    #[test]
    fn formatted_response_parses_to_the_same_response() {
        let text = format_response(&reply(412, r#"{"b":[1],"a":"停"}"#));
        let start = "HTTP/1.1 412\ncontent-type: application/json\nx-request-id: r-1\n\n{\n";
        assert!(text.starts_with(start) && text.ends_with("}\n"), "{text}");
        let read = parse_response(&text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!((read.status, read.json()), (412, reply(412, r#"{"b":[1],"a":"停"}"#).json()));
        assert_eq!(read.header("x-request-id").as_deref(), Some("r-1"));
        assert_eq!(format_response(&read), text);
    }

    #[test]
    fn body_without_json_is_unchanged() {
        for body in ["", "<html>\n\n</html>"] {
            let read = parse_response(&format_response(&reply(200, body)));
            assert_eq!(read.map(|reply| reply.body), Some(Bytes::from_static(body.as_bytes())));
        }
    }

    #[test]
    fn text_without_response_is_none() {
        for text in ["", "{}", "HTTP/1.1 200", "HTTP/1.1 many\n\n", "HTTP/1.1 200\nno header\n\n"] {
            assert!(parse_response(text).is_none(), "{text}");
        }
    }
}
