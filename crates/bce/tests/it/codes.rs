use std::collections::HashSet;

use tingji_bce::CODES;
use tingji_bce::operation::ReleaseInstance;
use tingji_core::ErrorKind;
use tingji_core::testing::{Recorder, poll_ready};

use crate::client;

#[test]
fn every_code_is_unique_with_advice_in_both_languages() {
    let mut seen = HashSet::new();
    for entry in CODES.entries.iter().chain(CODES.suffixes) {
        assert!(seen.insert(entry.code.to_ascii_lowercase()), "{} twice", entry.code);
        assert!(!entry.advice.is_empty() && !entry.advice_zh.is_empty(), "{}", entry.code);
        assert_ne!(entry.advice, entry.advice_zh, "{}", entry.code);
        assert!(entry.advice.is_ascii() && !entry.advice_zh.is_ascii(), "{}", entry.code);
        assert!(!entry.advice.ends_with('.') && !entry.advice_zh.ends_with('。'), "{}", entry.code);
    }
    assert!(CODES.page.starts_with("https://cloud.baidu.com/doc/BCC/"));
}

#[test]
fn code_suffixes_are_recognized() {
    for (code, kind) in [
        ("Volume.NotFound", ErrorKind::NotFound),
        ("Instance.ResizeInstanceOperationForbidden", ErrorKind::InvalidState),
        ("Bcc.BidCannotStopWithNoCharge", ErrorKind::Unsupported),
    ] {
        assert_eq!(CODES.find(code).unwrap().kind, kind, "{code}");
    }
    assert!(CODES.find("Instance.Nonsense").is_none());
}

#[test]
fn error_has_the_advice_of_its_code() {
    let body = r#"{"code":"Instance.DeletionProtection","message":"no","requestId":"r"}"#;
    let recorder = Recorder::new().reply(403, body);
    let error = poll_ready(client(&recorder).send(&ReleaseInstance::new("i-1").unwrap())).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidState);
    assert!(error.advice().contains("deletionProtection"));
    assert!(error.advice_zh().contains("释放保护"));
}

#[test]
fn every_documented_code_has_its_kind() {
    use ErrorKind::*;
    let of = |kind, codes: &[&'static str]| {
        for code in codes {
            assert_eq!(CODES.find(code).unwrap_or_else(|| panic!("{code}")).kind, kind, "{code}");
        }
    };
    of(Permission, &["AccessDenied", "OptInRequired", "QualifyNotPass", "SeniorRealNameQualify"]);
    of(Credentials, &["InvalidAccessKeyId", "InvalidHTTPAuthHeader", "SignatureDoesNotMatch"]);
    of(ClockSkew, &["RequestExpired"]);
    of(Unavailable, &["InternalError", "ServiceUnavailable"]);
    of(
        InvalidRequest,
        &["InappropriateJSON", "InvalidHTTPRequest", "InvalidURI", "InvalidVersion", "MalformedJSON"],
    );
    of(InvalidRequest, &["BadRequest", "IdempotentParameterMismatch"]);
    of(InvalidState, &["PreconditionFailed", "Instance.StopInstanceOperationForbidden"]);
    of(InvalidState, &["Instance.StartInstanceOperationForbidden", "Instance.StartInstanceWhenCreating"]);
    of(InvalidState, &["Instance.RebootInstanceOperationForbidden", "Instance.PasswordOperationForbidden"]);
    of(InvalidState, &["Instance.ReleaseWhileCreating"]);
    of(Billing, &["Instance.StartExpiredInstance"]);
    of(Unsupported, &["Bcc.PrePayCannotStopWithNoCharge", "Bcc.Rocv1CannotStopWithNoCharge"]);
    of(Unsupported, &["Bcc.InstanceTypeNotSupportException"]);
    of(Locked, &["OperationDenied"]);
    of(Vendor, &["ZoneExceptions.ZoneSoldOutException"]);
    of(NotFound, &["NoSuchObject", "InvalidInstanceId.NotFound", "Forbidden.InstanceNotFound", "NotFound"]);
    of(NotFound, &["ResourceNotFound", "ResourceNotfound", "ResourceNotFoundException"]);
    of(NotFound, &["InstanceNotFound", "InstanceNotExist"]);
}
