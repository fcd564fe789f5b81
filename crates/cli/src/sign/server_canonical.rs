//! What a server says when it refuses a signature, and where it differs from what we see.

use tingji::core::UnixTime;
use tingji_signing_core::{SigningTrace, is_secret_name};

use super::scheme::Kind;
use crate::lang::pick;

/// The parts of a server's answer that help.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Echo {
    /// The canonical request as the server saw it.
    canonical: Option<String>,
    /// The time of the signature and that of the server.
    pub(crate) times: Option<(UnixTime, UnixTime)>,
}

/// What comes before an echoed canonical request, in lower case: Huawei's gateway, and the words of
/// gateways that speak like AWS's.
const MARKS: [&str; 4] = [
    "canonicalrequest:",
    "canonicalrequest=",
    "the canonical string for this request should have been",
    "<canonicalrequest>",
];

impl Echo {
    /// Reads an answer: JSON, XML, a log line, or the canonical request alone.
    pub(crate) fn read(answer: &str) -> Self {
        // Inside of JSON the texts have escapes.
        let texts = match serde_json::from_str::<serde_json::Value>(answer) {
            Ok(value) => texts(&value),
            Err(_) => vec![answer.replace("\r\n", "\n")],
        };
        Self {
            canonical: texts.iter().find_map(|text| canonical(text)),
            times: texts.iter().find_map(|text| times(text)),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// All texts in a JSON value.
fn texts(value: &serde_json::Value) -> Vec<String> {
    match value {
        serde_json::Value::String(text) => vec![text.clone()],
        serde_json::Value::Array(values) => values.iter().flat_map(texts).collect(),
        serde_json::Value::Object(values) => values.values().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}

fn canonical(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let marked = MARKS.iter().find_map(|mark| Some(lower.find(mark)? + mark.len()));
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
    // What follows the hash at the end is the answer's own text.
    let last = rest.rfind(['|', '\n'])? + 1;
    let is_hash = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let hash = rest[last..].find(|c| !is_hash(c)).unwrap_or(rest.len() - last);
    let whole = hash >= 16 && !rest[last..last + hash].contains(':');
    Some(if whole { &rest[..last + hash] } else { rest }.to_owned())
}

/// `signature time:20211217T064303Z,server time:20211217T065804Z`.
fn times(text: &str) -> Option<(UnixTime, UnixTime)> {
    let time = |name: &str| {
        let (_, rest) = text.split_once(name)?;
        UnixTime::parse(rest.trim_start().get(..16)?)
    };
    Some((time("signature time:")?, time("server time:")?))
}

/// How our canonical request compares with the server's.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    /// The server echoes none.
    NotEchoed,
    /// They are the same, character for character.
    Same,
    /// They are not.
    Differs(Difference),
}

/// The first difference.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Difference {
    /// Counted from 1.
    pub(crate) line: usize,
    /// Counted from 1, in characters.
    pub(crate) column: usize,
    /// What stands there, such as `the header host`.
    pub(crate) part: String,
    pub(crate) ours: String,
    pub(crate) servers: String,
    pub(crate) hint: Option<&'static str>,
}

impl Comparison {
    /// Compares; secrets are hidden unless they are to be shown.
    pub(crate) fn of(echo: &Echo, explanation: &SigningTrace, kind: Kind, show_secrets: bool) -> Self {
        let Some(servers) = &echo.canonical else { return Self::NotEchoed };
        let ours = explanation.canonical_request().expose();
        // Huawei writes `|` for line ends. Values may hold one too, so it is ours that is rewritten.
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
        let (open, hidden) = (nth(&ours, line), nth(&shown, line));
        let theirs = servers[start..].split(end).next().unwrap_or_default();
        Self::Differs(Difference {
            line: line + 1,
            column: ours[start..at].chars().count() + 1,
            part: part(kind, line, &ours),
            ours: if show_secrets { open } else { hidden }.to_owned(),
            servers: if show_secrets { theirs.to_owned() } else { hide(theirs) },
            hint: hint(kind, line, &ours, theirs),
        })
    }
}

/// A line of the server's without the values of secret headers and parameters.
fn hide(line: &str) -> String {
    if let Some((name, _)) = line.split_once(':').filter(|(name, _)| is_secret_name(name.as_bytes())) {
        return format!("{name}:***");
    }
    let pair = |pair: &str| match pair.split_once('=') {
        Some((name, _)) if is_secret_name(name.as_bytes()) => format!("{name}=***"),
        _ => pair.to_owned(),
    };
    line.split('&').map(pair).collect::<Vec<_>>().join("&")
}

fn nth(text: &str, line: usize) -> &str {
    text.split('\n').nth(line).unwrap_or_default()
}

/// What stands in a line.
fn part(kind: Kind, line: usize, canonical: &str) -> String {
    let last = canonical.matches('\n').count();
    let has_tail = matches!(kind, Kind::Volcengine | Kind::Huaweicloud);
    match line {
        _ if kind == Kind::Ucloud => "the parameters".to_owned(),
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

const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const BRACES: &str = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";

fn hint(kind: Kind, line: usize, ours: &str, theirs: &str) -> Option<&'static str> {
    let part = part(kind, line, ours);
    let own = nth(ours, line);
    Some(match part.as_str() {
        "the hash of the body" if theirs == BRACES => pick(
            "the server got the body {}: the HTTP library sends one where none was meant",
            "服务端收到的正文是 {}：请求本不该有正文，是 HTTP 库自行添加的",
        ),
        "the hash of the body" if theirs == EMPTY => {
            pick("the server got no body: something on the way dropped it", "服务端没有收到正文：途中被丢弃")
        }
        "the hash of the body" if own == EMPTY => {
            pick("the server got a body where this request has none", "此请求没有正文，服务端却收到了正文")
        }
        "the hash of the body" => pick(
            "the server got other bytes: the body was written anew after signing",
            "服务端收到的字节不同：正文在签名后被重写",
        ),
        "the path" if own.trim_end_matches('/') == theirs.trim_end_matches('/') => {
            pick("only the / at the end differs", "只差末尾的 /")
        }
        "the path" => {
            pick("the path was changed on the way, or encoded differently", "路径在途中被改动，或编码不同")
        }
        "the query" => pick(
            "the query was changed on the way, or encoded or sorted differently",
            "查询串在途中被改动，或编码、排序不同",
        ),
        "the method" => pick(
            "the method was changed on the way: a redirect does that",
            "方法在途中被改动：重定向会造成这种情况",
        ),
        "the list of signed headers" => pick("the two sides sign different headers", "双方签名的请求头不同"),
        "the headers" => {
            pick("the server signs a header that is not signed here", "服务端签名了一个此处未签名的请求头")
        }
        _ if part.starts_with("the header ") => pick(
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
    fn an_echo_is_found_in_json_in_logs_and_alone() {
        let message = format!("verify aksk signature fail, canonicalRequest:{CANONICAL}");
        let json = serde_json::json!({ "error_code": "APIGW.0301", "error_msg": message }).to_string();
        for answer in
            [json, format!("{message}, see there"), format!("  {CANONICAL}\n"), format!("'{message}'")]
        {
            assert_eq!(Echo::read(&answer).canonical.as_deref(), Some(CANONICAL), "{answer}");
        }
        let lines = CANONICAL.replace('|', "\n");
        let aws = format!(
            "The Canonical String for this request should have been\n'{lines}'\n\nThe String-to-Sign …"
        );
        assert_eq!(Echo::read(&aws).canonical, Some(lines));
    }

    #[test]
    fn what_the_server_saw_is_shown_without_its_secrets() {
        assert_eq!(hide("x-security-token:swordfish"), "x-security-token:***");
        assert_eq!(hide("Action=X&X-Security-Token=swordfish&a"), "Action=X&X-Security-Token=***&a");
        assert_eq!(hide("host:h.example:8080"), "host:h.example:8080");
    }

    #[test]
    fn times_are_found_and_other_answers_are_empty() {
        let answer = "signature expired, signature time:20211217T064303Z,server time:20211217T065804Z";
        let (signed, server) = Echo::read(answer).times.unwrap();
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
            assert!(Echo::read(answer).is_empty(), "{answer}");
        }
    }
}
