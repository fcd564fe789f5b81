//! The vendor's error codes. <https://cloud.baidu.com/doc/BCC/s/Ojwvyo6nc>

use serde_json::Value;
use tingji_core::operation::{Reply, kind_of_status};
use tingji_core::{Error, ErrorKind};

/// Codes and what they mean. The status is not part of it: `RequestExpired` and
/// `SignatureDoesNotMatch` are both 400.
const CODES: &[(&str, ErrorKind)] = &[
    ("AccessDenied", ErrorKind::Permission),
    ("InvalidAccessKeyId", ErrorKind::Credentials),
    ("InvalidHTTPAuthHeader", ErrorKind::Credentials),
    ("SignatureDoesNotMatch", ErrorKind::Credentials),
    ("RequestExpired", ErrorKind::ClockSkew),
    ("OptInRequired", ErrorKind::Permission),
    ("QualifyNotPass", ErrorKind::Permission),
    ("InternalError", ErrorKind::Unavailable),
    ("ServiceUnavailable", ErrorKind::Unavailable),
    ("InappropriateJSON", ErrorKind::InvalidRequest),
    ("InvalidHTTPRequest", ErrorKind::InvalidRequest),
    ("InvalidURI", ErrorKind::InvalidRequest),
    ("InvalidVersion", ErrorKind::InvalidRequest),
    ("MalformedJSON", ErrorKind::InvalidRequest),
    ("BadRequest", ErrorKind::InvalidRequest),
    ("PreconditionFailed", ErrorKind::InvalidState),
    ("Instance.StopInstanceOperationForbidden", ErrorKind::InvalidState),
    ("OperationDenied", ErrorKind::Locked),
    ("Bcc.PrePayCannotStopWithNoCharge", ErrorKind::Unsupported),
    ("Bcc.Rocv1CannotStopWithNoCharge", ErrorKind::Unsupported),
    ("Bcc.InstanceTypeNotSupportException", ErrorKind::Unsupported),
    ("NoSuchObject", ErrorKind::NotFound),
    ("InvalidInstanceId.NotFound", ErrorKind::NotFound),
    ("Forbidden.InstanceNotFound", ErrorKind::NotFound),
    ("InstanceNotFound", ErrorKind::NotFound),
    ("InstanceNotExist", ErrorKind::NotFound),
    ("ResourceNotFound", ErrorKind::NotFound),
    ("ResourceNotFoundException", ErrorKind::NotFound),
    ("NotFound", ErrorKind::NotFound),
];

/// The error of a reply that is no success.
pub(crate) fn read(reply: &Reply, body: Option<&Value>) -> Error {
    let field = |name: &str| body.and_then(|body| body.get(name)).and_then(Value::as_str);
    let Some(code) = field("code") else { return reply.not_understood() };
    let known = CODES.iter().find(|(known, _)| known.eq_ignore_ascii_case(code));
    let kind = known.map_or(kind_of_status(reply.status), |(_, kind)| *kind);
    Error::new(kind, field("message").unwrap_or("no message")).with_code(code)
}
