//! Checks of a signed request that need no key.

use super::scheme::SchemeName;
use crate::lang::{localized, tr};
use crate::request::InputRequest;

/// Returns the mistakes that make the vendor reject the request.
pub(super) fn problems(request: &InputRequest, kind: SchemeName) -> Vec<String> {
    let missing = signed_headers(request, kind).into_iter().filter(|name| request.header(name).is_none());
    missing
        .map(|name| {
            tr!(
                "the header {name} is signed, but missing from the request",
                "请求头 {name} 参与了签名，但请求中没有"
            )
        })
        .collect()
}

/// Returns the header names that the signature lists.
fn signed_headers(request: &InputRequest, kind: SchemeName) -> Vec<String> {
    let given = request.header("authorization").unwrap_or_default();
    let list = match kind {
        SchemeName::Ucloud => "",
        SchemeName::Bce => given.rsplit('/').nth(1).unwrap_or_default(),
        SchemeName::Huaweicloud => after(given, "SignedHeaders=", ','),
        SchemeName::Volcengine if given.is_empty() => after(request.query(), "X-SignedHeaders=", '&'),
        SchemeName::Volcengine => after(given, "SignedHeaders=", ','),
    };
    let list = list.replace("%3B", ";").replace("%3b", ";");
    list.split(';').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// Returns the text between a name and an end character.
fn after<'a>(text: &'a str, name: &str, end: char) -> &'a str {
    text.split_once(name).map_or("", |(_, rest)| rest.split(end).next().unwrap_or_default())
}

/// Returns remarks on the scheme and the body.
pub(super) fn notes(request: &InputRequest, kind: SchemeName) -> Vec<String> {
    let mut notes = Vec::new();
    let length = request.header("content-length").and_then(|text| text.parse::<usize>().ok());
    if let Some(length) = length.filter(|length| *length != request.body.len()) {
        let here = request.body.len();
        notes.push(tr!(
            "the Content-Length is {length}, but the body has {here} bytes, so it may be incomplete",
            "Content-Length 为 {length}，而此处正文有 {here} 字节，可能不完整"
        ));
    }
    match kind {
        SchemeName::Bce if !request.body.is_empty() => {
            notes.push(
                localized(
                    "bce-auth-v1 does not cover the body: changing it does not change the signature",
                    "bce-auth-v1 不覆盖正文：改动正文不会改变签名",
                )
                .to_owned(),
            );
        }
        SchemeName::Ucloud => {
            notes.push(
                localized(
                    "this signature has no time and never expires: anyone who has the request can replay it",
                    "此签名不含时间，永不过期：任何拿到请求的人都可以重发",
                )
                .to_owned(),
            );
        }
        SchemeName::Volcengine if request.header("authorization").is_none() && !request.body.is_empty() => {
            notes.push(
                localized("a signature in the query does not cover the body", "查询串中的签名不覆盖正文")
                    .to_owned(),
            );
        }
        _ => {}
    }
    notes
}
