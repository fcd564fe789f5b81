//! Checks of a signed request that need no key.

use super::scheme::SchemeName;
use crate::lang::tr;
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
    let list = (kind.signed_headers)(request).replace("%3B", ";").replace("%3b", ";");
    list.split(';').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
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
    notes.extend((kind.note)(request).map(|note| note.to_string()));
    notes
}
