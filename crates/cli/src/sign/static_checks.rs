//! What is wrong with a signed request, whatever its key.

use super::scheme::Kind;
use crate::lang::{pick, say};
use crate::request::Request;

/// What makes the vendor refuse it.
pub(super) fn problems(request: &Request, kind: Kind) -> Vec<String> {
    let missing = signed_headers(request, kind).into_iter().filter(|name| request.header(name).is_none());
    missing
        .map(|name| {
            say!(
                "the header {name} is signed, but the request has none",
                "请求头 {name} 参与了签名，但请求中没有"
            )
        })
        .collect()
}

/// The names that the signature lists.
fn signed_headers(request: &Request, kind: Kind) -> Vec<String> {
    let given = request.header("authorization").unwrap_or_default();
    let list = match kind {
        Kind::Ucloud => "",
        Kind::Bce => given.rsplit('/').nth(1).unwrap_or_default(),
        Kind::Huaweicloud => after(given, "SignedHeaders=", ','),
        Kind::Volcengine if given.is_empty() => after(request.query(), "X-SignedHeaders=", '&'),
        Kind::Volcengine => after(given, "SignedHeaders=", ','),
    };
    let list = list.replace("%3B", ";").replace("%3b", ";");
    list.split(';').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

fn after<'a>(text: &'a str, name: &str, end: char) -> &'a str {
    text.split_once(name).map_or("", |(_, rest)| rest.split(end).next().unwrap_or_default())
}

/// What a reader should know.
pub(super) fn notes(request: &Request, kind: Kind) -> Vec<String> {
    let mut notes = Vec::new();
    let length = request.header("content-length").and_then(|text| text.parse::<usize>().ok());
    if let Some(length) = length.filter(|length| *length != request.body.len()) {
        let here = request.body.len();
        notes.push(say!(
            "the Content-Length is {length}, but the body here has {here} bytes, so it may not be whole",
            "Content-Length 为 {length}，而此处正文有 {here} 字节，可能不完整"
        ));
    }
    match kind {
        Kind::Bce if !request.body.is_empty() => {
            notes.push(
                pick(
                    "bce-auth-v1 does not cover the body: whatever it is, the signature is the same",
                    "bce-auth-v1 不涵盖正文：无论正文为何，签名都相同",
                )
                .to_owned(),
            );
        }
        Kind::Ucloud => {
            notes.push(
                pick(
                    "this signature has no time and never expires: who has the request can send it again",
                    "此签名不含时间，永不过期：任何拿到请求的人都可以重发",
                )
                .to_owned(),
            );
        }
        Kind::Volcengine if request.header("authorization").is_none() && !request.body.is_empty() => {
            notes.push(
                pick("a signature in the query does not cover the body", "查询串中的签名不涵盖正文")
                    .to_owned(),
            );
        }
        _ => {}
    }
    notes
}
