//! [`ServerCanonical`]: the canonical request and the times in a server's error, and their comparison with
//! ours.

use tingji::core::UnixTime;
use tingji_signing_core::{SigningTrace, is_secret_name};

use super::scheme::{CanonicalLayout, SchemeName};
use crate::lang::localized;

/// The useful parts of a server's error.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct ServerCanonical {
    /// The canonical request that the server computed.
    canonical: Option<String>,
    /// The signing time and the time of the server.
    pub(crate) times: Option<(UnixTime, UnixTime)>,
}

/// Texts before a returned canonical request, in lower case: a field of a message, and the words of
/// gateways in the style of AWS.
const MARKERS: [&str; 4] = [
    "canonicalrequest:",
    "canonicalrequest=",
    "the canonical string for this request should have been",
    "<canonicalrequest>",
];

impl ServerCanonical {
    /// Parses a response: JSON, XML, a log line, or only the canonical request.
    pub(crate) fn read(answer: &str) -> Self {
        // JSON strings contain escapes, so they are decoded first.
        let texts = match serde_json::from_str::<serde_json::Value>(answer) {
            Ok(value) => texts(&value),
            Err(_) => vec![answer.replace("\r\n", "\n")],
        };
        Self {
            canonical: texts.iter().find_map(|text| canonical(text)),
            times: texts.iter().find_map(|text| times(text)),
        }
    }

    /// Returns true if the response contains nothing to compare.
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Returns all strings in a JSON value.
fn texts(value: &serde_json::Value) -> Vec<String> {
    match value {
        serde_json::Value::String(text) => vec![text.clone()],
        serde_json::Value::Array(values) => values.iter().flat_map(texts).collect(),
        serde_json::Value::Object(values) => values.values().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}

/// Returns the canonical request in a text.
fn canonical(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let marked = MARKERS.iter().find_map(|mark| Some(lower.find(mark)? + mark.len()));
    let rest = match marked {
        Some(at) => text[at..].trim_start_matches([' ', '\n', '\'', '"']),
        None => text.trim_start(),
    };
    let method = rest.find(['|', '\n'])?;
    if method == 0 || !rest[..method].bytes().all(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    let end = ["</", "'\n", "',"].iter().filter_map(|end| rest.find(end)).min().unwrap_or(rest.len());
    let rest = rest[..end].trim_end_matches(['\'', '\n', ' ']);
    // The text after the final hash belongs to the message around it.
    let last = rest.rfind(['|', '\n'])? + 1;
    let hash =
        rest[last..].find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(rest.len() - last);
    let whole = hash >= 16 && !rest[last..last + hash].contains(':');
    Some(if whole { &rest[..last + hash] } else { rest }.to_owned())
}

/// Parses `signature time:20211217T064303Z,server time:20211217T065804Z`.
fn times(text: &str) -> Option<(UnixTime, UnixTime)> {
    Some((time_after(text, "signature time:")?, time_after(text, "server time:")?))
}

/// Returns the time after a label.
fn time_after(text: &str, label: &str) -> Option<UnixTime> {
    let (_, rest) = text.split_once(label)?;
    UnixTime::parse(rest.trim_start().get(..16)?)
}

/// Comparison of our canonical request with the server's.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum CanonicalComparison {
    /// The response contains no canonical request.
    NotReturned,
    /// Equal in every character.
    Same,
    /// Different.
    Differs(CanonicalDifference),
}

/// The first difference.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct CanonicalDifference {
    /// Line, from 1.
    pub(crate) line: usize,
    /// Column in characters, from 1.
    pub(crate) column: usize,
    /// Name of the part, such as `the header host`.
    pub(crate) part: String,
    /// Our line.
    pub(crate) ours: String,
    /// The server's line.
    pub(crate) servers: String,
    /// Likely cause.
    pub(crate) hint: Option<&'static str>,
}

impl CanonicalComparison {
    /// Compares. Secrets are redacted unless they are to be shown.
    pub(crate) fn of(
        echo: &ServerCanonical,
        explanation: &SigningTrace,
        kind: SchemeName,
        show_secrets: bool,
    ) -> Self {
        let Some(servers) = &echo.canonical else { return Self::NotReturned };
        let ours = explanation.canonical_request().expose_secret();
        // Some gateways write `|` for line ends. Values may contain `|` too, so our text is converted instead.
        let barred = !servers.contains('\n');
        let end = if barred { '|' } else { '\n' };
        let text = if barred { ours.replace('\n', "|") } else { ours.clone() };
        let mut at = 0;
        for (own, theirs) in text.chars().zip(servers.chars()) {
            if own != theirs {
                break;
            }
            at += own.len_utf8();
        }
        if at == text.len() && at == servers.len() {
            return Self::Same;
        }
        let start = ours[..at].rfind('\n').map_or(0, |end| end + 1);
        let line = ours[..at].matches('\n').count();
        let shown = explanation.canonical_request().to_string();
        let open = nth(&ours, line);
        let hidden = nth(&shown, line);
        let theirs = servers[start..].split(end).next().unwrap_or_default();
        Self::Differs(CanonicalDifference {
            line: line + 1,
            column: ours[start..at].chars().count() + 1,
            part: part(kind, line, &ours),
            ours: if show_secrets { open } else { hidden }.to_owned(),
            servers: if show_secrets { theirs.to_owned() } else { redact_line(theirs) },
            hint: hint(kind, line, &ours, theirs),
        })
    }
}

/// Redacts the values of secret headers and parameters in the server's line.
fn redact_line(line: &str) -> String {
    if let Some((name, _)) = line.split_once(':').filter(|(name, _)| is_secret_name(name.as_bytes())) {
        return format!("{name}:***");
    }
    line.split('&').map(redact_pair).collect::<Vec<_>>().join("&")
}

/// Redacts the value of a secret parameter.
fn redact_pair(pair: &str) -> String {
    match pair.split_once('=') {
        Some((name, _)) if is_secret_name(name.as_bytes()) => format!("{name}=***"),
        _ => pair.to_owned(),
    }
}

/// Returns a line of a text, from 0.
fn nth(text: &str, line: usize) -> &str {
    text.split('\n').nth(line).unwrap_or_default()
}

/// Returns the name of the part in a line.
fn part(kind: SchemeName, line: usize, canonical: &str) -> String {
    let last = canonical.matches('\n').count();
    let has_tail = kind.canonical == CanonicalLayout::HeadersAndBodyHash;
    match line {
        _ if kind.canonical == CanonicalLayout::Parameters => "the parameters".to_owned(),
        0 => "the method".to_owned(),
        1 => "the path".to_owned(),
        2 => "the query".to_owned(),
        line if has_tail && line == last => "the hash of the body".to_owned(),
        line if has_tail && line + 1 == last => "the list of signed headers".to_owned(),
        line => match nth(canonical, line).split_once(':') {
            Some((name, _)) => format!("the header {name}"),
            None => "the headers".to_owned(),
        },
    }
}

/// SHA-256 of an empty body.
const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
/// SHA-256 of the body `{}`.
const SHA256_EMPTY_OBJECT: &str = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";

/// Returns the likely cause of a difference.
fn hint(kind: SchemeName, line: usize, ours: &str, theirs: &str) -> Option<&'static str> {
    let part = part(kind, line, ours);
    let own = nth(ours, line);
    Some(match part.as_str() {
        "the hash of the body" if theirs == SHA256_EMPTY_OBJECT => localized(
            "the server received the body {}: the HTTP library sends one although none was intended",
            "服务端收到的正文是 {}：本不该有正文，HTTP 库却发了一个",
        ),
        "the hash of the body" if theirs == EMPTY => localized(
            "the server received no body: it was dropped on the way",
            "服务端没有收到正文：途中被丢弃",
        ),
        "the hash of the body" if own == EMPTY => localized(
            "the server received a body, but this request has none",
            "此请求没有正文，服务端却收到了正文",
        ),
        "the hash of the body" => localized(
            "the server received different bytes: the body was rewritten after signing",
            "服务端收到的字节不同：正文在签名后被重写",
        ),
        "the path" if own.trim_end_matches('/') == theirs.trim_end_matches('/') => {
            localized("only the trailing / differs", "只差末尾的 /")
        }
        "the path" => localized(
            "the path was changed on the way, or encoded differently",
            "路径在途中被改动，或编码不同",
        ),
        "the query" => localized(
            "the query was changed on the way, or encoded or sorted differently",
            "查询串在途中被改动，或编码、排序不同",
        ),
        "the method" => localized(
            "the method was changed on the way, for example by a redirect",
            "方法在途中被改动：重定向会造成这种情况",
        ),
        "the list of signed headers" => {
            localized("the two sides sign different headers", "双方签名的请求头不同")
        }
        "the headers" => localized(
            "the server signs a header that this request does not sign",
            "服务端签名了一个此处未签名的请求头",
        ),
        _ if part.starts_with("the header ") => localized(
            "a proxy or the HTTP library changed the header after signing",
            "代理或 HTTP 库在签名后改动了请求头",
        ),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const CANONICAL: &str = "DELETE|/v2/x/||host:a.example|x-sdk-date:20211217T064303Z||host;x-sdk-date|\
                             44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";

    #[test]
    fn canonical_request_is_found_in_json_logs_and_alone() {
        let message = format!("verify aksk signature fail, canonicalRequest:{CANONICAL}");
        let json = serde_json::json!({ "error_code": "APIGW.0301", "error_msg": message }).to_string();
        for answer in
            [json, format!("{message}, see there"), format!("  {CANONICAL}\n"), format!("'{message}'")]
        {
            assert_eq!(ServerCanonical::read(&answer).canonical.as_deref(), Some(CANONICAL), "{answer}");
        }
        let lines = CANONICAL.replace('|', "\n");
        let aws = format!(
            "The Canonical String for this request should have been\n'{lines}'\n\nThe String-to-Sign …"
        );
        assert_eq!(ServerCanonical::read(&aws).canonical, Some(lines));
    }

    #[test]
    fn server_line_is_redacted() {
        assert_eq!(redact_line("x-security-token:swordfish"), "x-security-token:***");
        assert_eq!(redact_line("Action=X&X-Security-Token=swordfish&a"), "Action=X&X-Security-Token=***&a");
        assert_eq!(redact_line("host:h.example:8080"), "host:h.example:8080");
    }

    #[test]
    fn times_are_parsed_and_other_responses_are_empty() {
        let answer = "signature expired, signature time:20211217T064303Z,server time:20211217T065804Z";
        let (signed, server) = ServerCanonical::read(answer).times.unwrap();
        assert_eq!(server.seconds() - signed.seconds(), 901);
        for answer in [
            "",
            "{}",
            "SignatureDoesNotMatch",
            "canonicalRequest:",
            "canonicalRequest:|",
            "\"\"",
            "signature time:é",
        ] {
            assert!(ServerCanonical::read(answer).is_empty(), "{answer}");
        }
    }
}
