//! Replies as files: what a cloud answered, with its status and the headers that matter.
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

/// What every server adds, and what says nothing about the cloud.
const LEFT_OUT: [&str; 3] = ["connection", "content-length", "date"];

/// A reply as the text of a file: status, headers by their names, an empty line, the body. JSON is
/// written for people; what is empty stays so.
pub fn format_response(reply: &HttpResponse) -> String {
    let mut text = format!("HTTP/1.1 {}\n", reply.status);
    let mut headers: Vec<_> = reply.headers.iter().collect();
    headers.sort_by_key(|(name, _)| name.as_str());
    for (name, value) in headers.into_iter().filter(|(name, _)| !LEFT_OUT.contains(&name.as_str())) {
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

/// The reply that such a text holds; `None` if it is none.
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

/// The reply in `tests/fixtures/<name>.http` of the package in this folder. `cargo xtask fixtures`
/// writes these files.
///
/// # Panics
///
/// If there is no such file, or it holds no reply.
pub fn fixture(package: &str, name: &str) -> HttpResponse {
    let path = Path::new(package).join("tests/fixtures").join(format!("{name}.http"));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    parse_response(&text).unwrap_or_else(|| panic!("{} holds no reply", path.display()))
}

/// The refusals in `tests/fixtures/errors` of the package in this folder, by their names, in order.
///
/// # Panics
///
/// If the folder can't be read, or a file in it holds no reply.
pub fn error_fixtures(package: &str) -> Vec<(String, HttpResponse)> {
    let folder = Path::new(package).join("tests/fixtures/errors");
    let files = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let name = |file: fs::DirEntry| Some(file.path().file_stem()?.to_str()?.to_owned());
    let mut names: Vec<_> = files.flatten().filter_map(name).collect();
    names.sort();
    let reply = |name: String| (name.clone(), fixture(package, &format!("errors/{name}")));
    names.into_iter().map(reply).collect()
}

/// What a caller learns from a reply: the output, or everything that is told of an error.
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
    fn a_reply_is_read_as_it_was_written() {
        let text = format_response(&reply(412, r#"{"b":[1],"a":"停"}"#));
        let start = "HTTP/1.1 412\ncontent-type: application/json\nx-request-id: r-1\n\n{\n";
        assert!(text.starts_with(start) && text.ends_with("}\n"), "{text}");
        let read = parse_response(&text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!((read.status, read.json()), (412, reply(412, r#"{"b":[1],"a":"停"}"#).json()));
        assert_eq!(read.header("x-request-id").as_deref(), Some("r-1"));
        assert_eq!(format_response(&read), text);
    }

    #[test]
    fn an_empty_body_stays_empty_and_other_text_as_it_is() {
        for body in ["", "<html>\n\n</html>"] {
            let read = parse_response(&format_response(&reply(200, body)));
            assert_eq!(read.map(|reply| reply.body), Some(Bytes::from_static(body.as_bytes())));
        }
    }

    #[test]
    fn what_holds_no_reply_is_told_apart() {
        for text in ["", "{}", "HTTP/1.1 200", "HTTP/1.1 many\n\n", "HTTP/1.1 200\nno header\n\n"] {
            assert!(parse_response(text).is_none(), "{text}");
        }
    }
}
