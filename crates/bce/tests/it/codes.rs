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
        assert!(!entry.advice.en.is_empty() && !entry.advice.zh.is_empty(), "{}", entry.code);
        assert_ne!(entry.advice.en, entry.advice.zh, "{}", entry.code);
        assert!(entry.advice.en.is_ascii() && !entry.advice.zh.is_ascii(), "{}", entry.code);
        assert!(!entry.advice.en.ends_with('.') && !entry.advice.zh.ends_with('。'), "{}", entry.code);
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
    let error = poll_ready(client(&recorder).send(&ReleaseInstance::new("i-1"))).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidState);
    assert!(error.advice().contains("deletionProtection"));
    assert!(error.specific_advice().unwrap().zh.contains("释放保护"));
}

fn check_kind(kind: ErrorKind, codes: &[&str]) {
    for code in codes {
        assert_eq!(CODES.find(code).unwrap_or_else(|| panic!("{code}")).kind, kind, "{code}");
    }
}

#[test]
fn every_documented_code_has_its_kind() {
    use ErrorKind::*;
    check_kind(Permission, &["AccessDenied", "OptInRequired", "QualifyNotPass", "SeniorRealNameQualify"]);
    check_kind(Credentials, &["InvalidAccessKeyId", "InvalidHTTPAuthHeader", "SignatureDoesNotMatch"]);
    check_kind(ClockSkew, &["RequestExpired"]);
    check_kind(Unavailable, &["InternalError", "ServiceUnavailable"]);
    check_kind(
        InvalidRequest,
        &["InappropriateJSON", "InvalidHTTPRequest", "InvalidURI", "InvalidVersion", "MalformedJSON"],
    );
    check_kind(InvalidRequest, &["BadRequest", "IdempotentParameterMismatch"]);
    check_kind(InvalidState, &["PreconditionFailed", "Instance.StopInstanceOperationForbidden"]);
    check_kind(
        InvalidState,
        &["Instance.StartInstanceOperationForbidden", "Instance.StartInstanceWhenCreating"],
    );
    check_kind(
        InvalidState,
        &["Instance.RebootInstanceOperationForbidden", "Instance.PasswordOperationForbidden"],
    );
    check_kind(InvalidState, &["Instance.ReleaseWhileCreating"]);
    check_kind(Billing, &["Instance.StartExpiredInstance"]);
    check_kind(Unsupported, &["Bcc.PrePayCannotStopWithNoCharge", "Bcc.Rocv1CannotStopWithNoCharge"]);
    check_kind(Unsupported, &["Bcc.InstanceTypeNotSupportException"]);
    check_kind(Locked, &["OperationDenied"]);
    check_kind(Vendor, &["ZoneExceptions.ZoneSoldOutException"]);
    check_kind(
        NotFound,
        &["NoSuchObject", "InvalidInstanceId.NotFound", "Forbidden.InstanceNotFound", "NotFound"],
    );
    check_kind(NotFound, &["ResourceNotFound", "ResourceNotfound", "ResourceNotFoundException"]);
    check_kind(NotFound, &["InstanceNotFound", "InstanceNotExist"]);
}
