//! The vendor's error codes. <https://cloud.baidu.com/doc/BCC/s/Ojwvyo6nc>

use serde_json::Value;
use tingji_core::codes::{CodeEntry, CodeTable};
use tingji_core::operation::{Reply, kind_of_status};
use tingji_core::{Error, ErrorKind};

const fn entry(
    code: &'static str,
    kind: ErrorKind,
    advice: &'static str,
    advice_zh: &'static str,
) -> CodeEntry {
    CodeEntry { code, kind, advice, advice_zh }
}

/// Codes and what they mean. The status is not part of it: `RequestExpired` and
/// `SignatureDoesNotMatch` are both 400.
pub const CODES: CodeTable = CodeTable {
    page: "https://cloud.baidu.com/doc/BCC/s/Ojwvyo6nc",
    entries: &[
        entry(
            "AccessDenied",
            ErrorKind::Permission,
            "ask the account's owner for the permission in IAM",
            "请让账号所有者在 IAM 中授予权限",
        ),
        entry(
            "InvalidAccessKeyId",
            ErrorKind::Credentials,
            "check BCE_ACCESS_KEY_ID: Baidu does not know this key",
            "请检查 BCE_ACCESS_KEY_ID：百度不认识该密钥",
        ),
    ],
    endings: &[],
};

/// The error of a reply that is no success.
pub(crate) fn read(reply: &Reply, body: Option<&Value>) -> Error {
    let field = |name: &str| body.and_then(|body| body.get(name)).and_then(Value::as_str);
    let Some(code) = field("code") else { return reply.not_understood() };
    let known = CODES.find(code);
    let kind = known.map_or(kind_of_status(reply.status), |entry| entry.kind);
    Error::new(kind, field("message").unwrap_or("no message")).with_code(code).with_entry(known)
}
