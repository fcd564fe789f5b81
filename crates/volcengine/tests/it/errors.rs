//! Parsing of errors, and of responses that are not of this API.

use tingji_core::ErrorKind;
use tingji_core::testing::{Recorder, describe_result, error_fixtures};
use tingji_volcengine::operation::{DescribeInstances, StopInstance, StopInstances};

use crate::{answer, client};

fn stop() -> StopInstance {
    StopInstance::new("i-a")
}

async fn kind_of(status: u16, code: &str) -> ErrorKind {
    let body = format!(
        r#"{{"ResponseMetadata":{{"RequestId":"r","Error":{{"CodeN":1,"Code":"{code}","Message":"words"}}}}}}"#
    );
    let error = answer(&stop(), status, &body).await.unwrap_err();
    assert_eq!((error.code(), error.status(), error.request_id()), (Some(code), Some(status), Some("r")));
    assert_eq!((error.operation(), error.message()), (Some("StopInstance"), "words"));
    error.kind()
}

/// Codes of the vendor's page of StopInstance and of its table of common codes.
const TABLE: &[(u16, &str, ErrorKind)] = &[
    (400, "InvalidStoppedMode.Malformed", ErrorKind::InvalidRequest),
    (400, "InvalidStoppedModeForScheduledInstance.Unsupported", ErrorKind::Unsupported),
    (400, "InvalidDedicatedHostStatus.Unsupported", ErrorKind::InvalidState),
    (400, "InvalidClientToken.Malformed", ErrorKind::InvalidRequest),
    (400, "InvalidArgument", ErrorKind::InvalidRequest),
    (400, "IdempotentParameterMismatch", ErrorKind::InvalidRequest),
    (400, "MissingParameter.InstanceId", ErrorKind::InvalidRequest),
    (400, "InvalidInstanceStatus", ErrorKind::InvalidState),
    (404, "InvalidInstance.NotFound", ErrorKind::NotFound),
    (404, "InvalidInstanceId.NotFound", ErrorKind::NotFound),
    (404, "InvalidInstanceIds.NotFound", ErrorKind::NotFound),
    (404, "InvalidProject.NotFound", ErrorKind::InvalidRequest),
    (409, "InvalidStoppedMode.Conflict", ErrorKind::InvalidState),
    (412, "OperationDenied.ResourceLocked", ErrorKind::Locked),
    (412, "OperationDenied.ResourceCreatedByOtherService", ErrorKind::Unsupported),
    (412, "OperationDenied.InstanceIsCreatingImage", ErrorKind::Locked),
    (412, "InvalidStoppedMode.InstanceTypeMismatch", ErrorKind::Unsupported),
    (412, "InvalidStoppedMode.ChargeTypeMismatch", ErrorKind::Unsupported),
    (412, "IdempotentProcessing", ErrorKind::Locked),
    (500, "Insufficient.InstanceCapacity", ErrorKind::Vendor),
    (500, "InternalError", ErrorKind::Unavailable),
    (400, "MissingParameter", ErrorKind::InvalidRequest),
    (401, "MissingAuthenticationToken", ErrorKind::Credentials),
    (400, "MissingRequestInfo", ErrorKind::Credentials),
    (401, "MissingSignature", ErrorKind::Credentials),
    (400, "InvalidTimestamp", ErrorKind::ClockSkew),
    (403, "InvalidTimestamp", ErrorKind::ClockSkew),
    (404, "ServiceNotFound", ErrorKind::InvalidRequest),
    (404, "InvalidActionOrVersion", ErrorKind::InvalidRequest),
    (401, "InvalidAccessKey", ErrorKind::Credentials),
    (401, "InvalidClientTokenId", ErrorKind::Credentials),
    (401, "SignatureDoesNotMatch", ErrorKind::Credentials),
    (403, "LackPolicy", ErrorKind::Permission),
    (403, "LackProjectPolicy", ErrorKind::Permission),
    (401, "LackProjectPolicy", ErrorKind::Permission),
    (403, "AccessDenied", ErrorKind::Permission),
    (502, "FailToConnect", ErrorKind::Unavailable),
    (504, "InternalServiceTimeout", ErrorKind::Unavailable),
    (429, "FlowLimitExceeded", ErrorKind::Throttled),
    (429, "AccountFlowLimitExceeded", ErrorKind::Throttled),
    (400, "AccountFlowLimitExceeded", ErrorKind::Throttled),
    (503, "ServiceUnavailableTemp", ErrorKind::Unavailable),
    (405, "MethodNotAllowed", ErrorKind::InvalidRequest),
    (400, "InvalidAuthorization", ErrorKind::Credentials),
    (400, "InvalidCredential", ErrorKind::Credentials),
    (401, "InvalidSecretToken", ErrorKind::Credentials),
    (502, "InternalServiceError", ErrorKind::Unavailable),
    (404, "AccessKeyNotExist", ErrorKind::Credentials),
    (400, "Insufficient.Balance", ErrorKind::Billing),
    // Unknown codes follow the status, but are never "not found".
    (400, "NeverHeardOf", ErrorKind::Vendor),
    (404, "NeverHeardOf", ErrorKind::Vendor),
    (403, "NeverHeardOf", ErrorKind::Permission),
    (503, "NeverHeardOf", ErrorKind::Unavailable),
    // Unknown codes with a success status.
    (200, "NeverHeardOf", ErrorKind::Vendor),
    (200, "InvalidInstanceStatus", ErrorKind::InvalidState),
];

#[tokio::test]
async fn every_code_is_classified() {
    for (status, code, kind) in TABLE {
        assert_eq!(kind_of(*status, code).await, *kind, "{status} {code}");
    }
}

#[tokio::test]
async fn error_without_code_is_an_error() {
    for error in [r#"{"CodeN":100009,"Message":"words"}"#, r#"{"Message":"words"}"#, r#""words""#] {
        let body = format!(r#"{{"ResponseMetadata":{{"Error":{error}}},"Result":{{}}}}"#);
        let error = answer(&stop(), 200, &body).await.unwrap_err();
        assert_eq!((error.kind(), error.message()), (ErrorKind::Vendor, "words"));
    }
}

#[tokio::test]
async fn malformed_error_is_ambiguous() {
    for error in ["true", "1", r#"[{"Code":"InvalidInstanceStatus"}]"#, r#"{"Reason":"words"}"#] {
        let body = format!(r#"{{"ResponseMetadata":{{"Error":{error}}},"Result":{{}}}}"#);
        assert_eq!(answer(&stop(), 200, &body).await.unwrap_err().kind(), ErrorKind::Decode, "{error}");
        let body = format!(
            r#"{{"ResponseMetadata":{{}},"Result":{{"OperationDetails":[{{"InstanceId":"i-a","Error":{error}}}]}}}}"#
        );
        let batch = answer(&StopInstances::new(["i-a"]), 200, &body).await.unwrap();
        let result = batch.operation_details[0].result();
        assert_eq!(result.unwrap_err().kind(), ErrorKind::Decode, "{error}");
    }
}

#[tokio::test]
async fn gateway_short_form_is_an_error_with_any_status() {
    let body = r#"{"HTTPCode":401,"errorcode":"InvalidAccessKey","message":"words"}"#;
    for status in [200, 401] {
        let error = answer(&stop(), status, body).await.unwrap_err();
        assert_eq!((error.kind(), error.code()), (ErrorKind::Credentials, Some("InvalidAccessKey")));
    }
    let unknown = r#"{"HTTPCode":503,"errorcode":"NeverHeardOf","message":"words"}"#;
    assert_eq!(answer(&stop(), 200, unknown).await.unwrap_err().kind(), ErrorKind::Unavailable);
}

#[tokio::test]
async fn foreign_response_is_neither_success_nor_not_found() {
    let deep = format!(r#"{{"ResponseMetadata":{}1{}}}"#, "[".repeat(5000), "]".repeat(5000));
    let bodies = [
        "",
        "null",
        "[]",
        "{}",
        "true",
        "<html><body>404 Not Found</body></html>",
        r#"{"Result":{}}"#,
        r#"{"ResponseMetadata":null,"Result":{}}"#,
        r#"{"ResponseMetadata":"x"}"#,
        "{\"ResponseMetadata\":{",
        "\u{0}\u{1}",
        &deep,
    ];
    for status in [200, 204, 301, 302, 307, 400, 404, 412, 500] {
        for body in bodies {
            for error in [
                answer(&stop(), status, body).await.unwrap_err(),
                answer(&StopInstances::new(["i-a"]), status, body).await.map(|_| ()).unwrap_err(),
                answer(&DescribeInstances::new(), status, body).await.map(|_| ()).unwrap_err(),
            ] {
                let kinds = [ErrorKind::Decode, ErrorKind::Redirected, ErrorKind::Unavailable];
                assert!(kinds.contains(&error.kind()), "{status} {body:.40}: {error}");
            }
        }
    }
}

#[tokio::test]
async fn redirect_with_valid_body_is_an_error() {
    let body = r#"{"ResponseMetadata":{"RequestId":"r"},"Result":{}}"#;
    assert_eq!(answer(&stop(), 302, body).await.unwrap_err().kind(), ErrorKind::Redirected);
}

#[tokio::test]
async fn error_status_with_success_body_is_an_error() {
    let body = r#"{"ResponseMetadata":{"RequestId":"r"},"Result":{}}"#;
    for status in [400, 412, 500] {
        assert!(answer(&stop(), status, body).await.is_err(), "{status}");
    }
}

#[tokio::test]
async fn malformed_lists_are_errors() {
    for result in [
        r#"{"Instances":7}"#,
        r#"{"Instances":[7]}"#,
        r#"{"Instances":[{"InstanceId":["i-a"]}]}"#,
        r#""x""#,
        r#"{"TotalCount":3}"#,
        r#"{"TotalCount":"3","Instances":null}"#,
    ] {
        let body = format!(r#"{{"ResponseMetadata":{{"RequestId":"r"}},"Result":{result}}}"#);
        let error = answer(&DescribeInstances::new(), 200, &body).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{result}");
    }
}

#[tokio::test]
async fn echoed_secret_is_redacted() {
    let body = r#"{"ResponseMetadata":{"Error":{"Code":"SignatureDoesNotMatch","Message":"c2VjcmV0LWV4YW1wbGU= is wrong"}}}"#;
    let error = answer(&stop(), 401, body).await.unwrap_err();
    assert_eq!(error.message(), "*** is wrong");
}

#[tokio::test]
async fn recorded_errors_are_parsed() {
    for (name, reply) in error_fixtures(env!("CARGO_MANIFEST_DIR")) {
        let client = client(&Recorder::new().replay(reply));
        let stop = stop().dry_run(name == "DryRun");
        insta::assert_snapshot!(name, describe_result(&client.send(&stop).await));
    }
}
