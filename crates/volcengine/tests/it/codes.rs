//! The table of error codes.

use std::collections::HashSet;

use tingji_core::ErrorKind;
use tingji_volcengine::CODES;

use crate::answer;

#[test]
fn every_code_is_unique_with_advice_in_both_languages() {
    let mut seen = HashSet::new();
    for entry in CODES.entries.iter().chain(CODES.suffixes) {
        let code = entry.code;
        assert!(seen.insert(code.to_lowercase()) || CODES.suffixes.contains(entry), "{code} occurs twice");
        for advice in [entry.advice.en, entry.advice.zh] {
            assert!(!advice.trim().is_empty(), "{code}");
            assert!(!advice.ends_with(['.', '。', '!', '！']), "{code}: {advice}");
        }
        assert_ne!(entry.advice.en, entry.advice.zh, "{code}");
        assert!(entry.advice.en.is_ascii() && !entry.advice.zh.is_ascii(), "{code}");
    }
    assert!(CODES.page.starts_with("https://www.volcengine.com/docs/"));
}

#[test]
fn suffixes_match_after_whole_codes() {
    assert_eq!(CODES.find("InvalidInstance.NotFound").unwrap().kind, ErrorKind::NotFound);
    assert_eq!(CODES.find("InvalidImage.NotFound").unwrap().kind, ErrorKind::InvalidRequest);
    assert_eq!(CODES.find("SomeFlowLimitExceeded").unwrap().kind, ErrorKind::Throttled);
    assert!(CODES.find("DryRunOperation").is_none(), "a passed dry run is not an error");
}

#[tokio::test]
async fn error_has_the_advice_of_its_code() {
    let body = r#"{"ResponseMetadata":{"Error":{"Code":"Insufficient.Balance","Message":"words"}}}"#;
    let start = tingji_volcengine::operation::StartInstance::new("i-a");
    let error = answer(&start, 400, body).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.advice()),
        (ErrorKind::Billing, CODES.find("Insufficient.Balance").unwrap().advice.en)
    );
}

fn check_kind(kind: ErrorKind, codes: &[&str]) {
    for code in codes {
        assert_eq!(CODES.find(code).unwrap_or_else(|| panic!("{code}")).kind, kind, "{code}");
    }
}

#[test]
fn every_documented_code_has_its_kind() {
    use ErrorKind::*;
    // Codes of StopInstance, without DryRunOperation.
    check_kind(
        InvalidRequest,
        &["InvalidStoppedMode.Malformed", "InvalidClientToken.Malformed", "InvalidArgument"],
    );
    check_kind(InvalidRequest, &["IdempotentParameterMismatch", "MissingParameter.InstanceId"]);
    check_kind(Unsupported, &["InvalidStoppedModeForScheduledInstance.Unsupported"]);
    check_kind(Unsupported, &["OperationDenied.ResourceCreatedByOtherService"]);
    check_kind(
        Unsupported,
        &["InvalidStoppedMode.InstanceTypeMismatch", "InvalidStoppedMode.ChargeTypeMismatch"],
    );
    check_kind(InvalidState, &["InvalidDedicatedHostStatus.Unsupported", "InvalidInstanceStatus"]);
    check_kind(InvalidState, &["InvalidStoppedMode.Conflict"]);
    check_kind(NotFound, &["InvalidInstance.NotFound"]);
    check_kind(Locked, &["OperationDenied.ResourceLocked", "OperationDenied.InstanceIsCreatingImage"]);
    check_kind(Locked, &["IdempotentProcessing"]);
    check_kind(Vendor, &["Insufficient.InstanceCapacity"]);
    // Codes of start and delete.
    check_kind(Billing, &["Insufficient.Balance"]);
    check_kind(Permission, &["InvalidInstance.RequestForbidden"]);
    check_kind(Unsupported, &["InvalidChargeType"]);
    // Common codes of the platform.
    check_kind(
        InvalidRequest,
        &["MissingParameter", "ServiceNotFound", "InvalidActionOrVersion", "MethodNotAllowed"],
    );
    check_kind(
        InvalidRequest,
        &["InnerApiNeedAccountInfo", "ServiceShouldCallSelfApi", "InvalidAnything.Malformed"],
    );
    check_kind(Credentials, &["MissingAuthenticationToken", "MissingRequestInfo", "MissingSignature"]);
    check_kind(Credentials, &["InvalidAccessKey", "InvalidClientTokenId", "SignatureDoesNotMatch"]);
    check_kind(Credentials, &["InvalidAuthorization", "InvalidCredential", "InvalidSecretToken"]);
    check_kind(
        Credentials,
        &["AccessKeyNotExist", "AccessKeyIsExpire", "SessionTokenInvalid", "UserNotExist"],
    );
    check_kind(ClockSkew, &["InvalidTimestamp"]);
    check_kind(Permission, &["LackPolicy", "AccessDenied", "LackProjectPolicy"]);
    check_kind(
        Unavailable,
        &["InternalError", "FailToConnect", "InternalServiceTimeout", "ServiceUnavailableTemp"],
    );
    check_kind(Unavailable, &["InternalServiceError", "UndefinedError"]);
    check_kind(Throttled, &["FlowLimitExceeded", "AccountFlowLimitExceeded"]);
}
