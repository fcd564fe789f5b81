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
        for advice in [entry.advice, entry.advice_zh] {
            assert!(!advice.trim().is_empty(), "{code}");
            assert!(!advice.ends_with(['.', '。', '!', '！']), "{code}: {advice}");
        }
        assert_ne!(entry.advice, entry.advice_zh, "{code}");
        assert!(entry.advice.is_ascii() && !entry.advice_zh.is_ascii(), "{code}");
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
    let start = tingji_volcengine::operation::StartInstance::new("i-a").unwrap();
    let error = answer(&start, 400, body).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.advice()),
        (ErrorKind::Billing, CODES.find("Insufficient.Balance").unwrap().advice)
    );
}

#[test]
fn every_documented_code_has_its_kind() {
    use ErrorKind::*;
    let of = |kind, codes: &[&'static str]| {
        for code in codes {
            assert_eq!(CODES.find(code).unwrap_or_else(|| panic!("{code}")).kind, kind, "{code}");
        }
    };
    // Codes of StopInstance, without DryRunOperation.
    of(InvalidRequest, &["InvalidStoppedMode.Malformed", "InvalidClientToken.Malformed", "InvalidArgument"]);
    of(InvalidRequest, &["IdempotentParameterMismatch", "MissingParameter.InstanceId"]);
    of(Unsupported, &["InvalidStoppedModeForScheduledInstance.Unsupported"]);
    of(Unsupported, &["OperationDenied.ResourceCreatedByOtherService"]);
    of(Unsupported, &["InvalidStoppedMode.InstanceTypeMismatch", "InvalidStoppedMode.ChargeTypeMismatch"]);
    of(InvalidState, &["InvalidDedicatedHostStatus.Unsupported", "InvalidInstanceStatus"]);
    of(InvalidState, &["InvalidStoppedMode.Conflict"]);
    of(NotFound, &["InvalidInstance.NotFound"]);
    of(Locked, &["OperationDenied.ResourceLocked", "OperationDenied.InstanceIsCreatingImage"]);
    of(Locked, &["IdempotentProcessing"]);
    of(Vendor, &["Insufficient.InstanceCapacity"]);
    // Codes of start and delete.
    of(Billing, &["Insufficient.Balance"]);
    of(Permission, &["InvalidInstance.RequestForbidden"]);
    of(Unsupported, &["InvalidChargeType"]);
    // Common codes of the platform.
    of(
        InvalidRequest,
        &["MissingParameter", "ServiceNotFound", "InvalidActionOrVersion", "MethodNotAllowed"],
    );
    of(InvalidRequest, &["InnerApiNeedAccountInfo", "ServiceShouldCallSelfApi", "InvalidAnything.Malformed"]);
    of(Credentials, &["MissingAuthenticationToken", "MissingRequestInfo", "MissingSignature"]);
    of(Credentials, &["InvalidAccessKey", "InvalidClientTokenId", "SignatureDoesNotMatch"]);
    of(Credentials, &["InvalidAuthorization", "InvalidCredential", "InvalidSecretToken"]);
    of(Credentials, &["AccessKeyNotExist", "AccessKeyIsExpire", "SessionTokenInvalid", "UserNotExist"]);
    of(ClockSkew, &["InvalidTimestamp"]);
    of(Permission, &["LackPolicy", "AccessDenied", "LackProjectPolicy"]);
    of(Unavailable, &["InternalError", "FailToConnect", "InternalServiceTimeout", "ServiceUnavailableTemp"]);
    of(Unavailable, &["InternalServiceError", "UndefinedError"]);
    of(Throttled, &["FlowLimitExceeded", "AccountFlowLimitExceeded"]);
}
