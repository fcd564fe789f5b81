//! Parsing of errors, and of responses that are not of this API.

use std::collections::HashSet;
use std::time::Duration;

use tingji_core::testing::{Recorder, describe_result, error_fixtures};
use tingji_core::{Error, ErrorKind};
use tingji_huaweicloud::CODES;
use tingji_huaweicloud::operation::{KeystoneListProjects, ListDevServers, ShowDevServer, StopDevServer};

use crate::{SERVER, answer, builder, client};

async fn stop(status: u16, body: &str) -> Error {
    answer(&StopDevServer::new(SERVER), status, body).await.unwrap_err()
}

async fn coded(status: u16, code: &str, message: &str) -> Error {
    stop(status, &format!(r#"{{"error_code":"{code}","error_msg":"{message}","request_id":"r"}}"#)).await
}

const TABLE: &[(u16, &str, ErrorKind)] = &[
    (400, "ModelArts.6404", ErrorKind::NotFound),
    (400, "ModelArts.6309", ErrorKind::NotFound),
    (400, "ModelArts.6357", ErrorKind::Locked),
    (400, "ModelArts.6305", ErrorKind::InvalidState),
    (400, "ModelArts.6306", ErrorKind::InvalidState),
    (400, "ModelArts.6307", ErrorKind::InvalidState),
    (400, "ModelArts.6308", ErrorKind::InvalidState),
    (400, "ModelArts.6355", ErrorKind::Locked),
    (400, "ModelArts.6360", ErrorKind::Locked),
    (400, "ModelArts.7000", ErrorKind::Unsupported),
    (400, "ModelArts.6400", ErrorKind::InvalidRequest),
    (400, "ModelArts.0104", ErrorKind::InvalidRequest),
    (400, "ModelArts.0118", ErrorKind::Billing),
    (403, "ModelArts.0108", ErrorKind::Permission),
    (403, "ModelArts.0112", ErrorKind::Permission),
    (500, "ModelArts.0109", ErrorKind::Permission),
    (401, "ModelArts.0201", ErrorKind::Credentials),
    (401, "ModelArts.0202", ErrorKind::Credentials),
    (403, "ModelArts.0203", ErrorKind::Credentials),
    (403, "ModelArts.0206", ErrorKind::Credentials),
    (401, "ModelArts.0209", ErrorKind::Credentials),
    (403, "ModelArts.0210", ErrorKind::Credentials),
    (401, "ModelArts.0212", ErrorKind::Credentials),
    (403, "ModelArts.4116", ErrorKind::Billing),
    (401, "ModelArts.6201", ErrorKind::Billing),
    (429, "ModelArts.6101", ErrorKind::Throttled),
    (429, "ModelArts.2799", ErrorKind::Throttled),
    (408, "ModelArts.6100", ErrorKind::Timeout),
    (500, "ModelArts.0010", ErrorKind::Unavailable),
    (500, "ModelArts.6102", ErrorKind::Unavailable),
    (404, "APIGW.0101", ErrorKind::InvalidRequest),
    (404, "APIG.0103", ErrorKind::InvalidRequest),
    (400, "APIG.0201", ErrorKind::InvalidRequest),
    (413, "APIGW.0201", ErrorKind::InvalidRequest),
    (502, "APIGW.0201", ErrorKind::Unavailable),
    (504, "APIG.0201", ErrorKind::Unavailable),
    (504, "APIG.0203", ErrorKind::Unavailable),
    (401, "APIGW.0301", ErrorKind::Credentials),
    (401, "APIG.0301", ErrorKind::Credentials),
    (403, "APIGW.0302", ErrorKind::Permission),
    (401, "APIGW.0307", ErrorKind::Credentials),
    (429, "APIG.0308", ErrorKind::Throttled),
    (403, "APIGW.0802", ErrorKind::Permission),
    (500, "APIGW.0601", ErrorKind::Unavailable),
    (503, "APIG.0613", ErrorKind::Unavailable),
    // Codes with the same numbers, but of other services.
    (400, "ModelArts.0301", ErrorKind::Vendor),
    (400, "APIGW.6404", ErrorKind::Vendor),
    (400, "IAM.6404", ErrorKind::Vendor),
    // Unknown codes follow the status, but are never "not found".
    (400, "ModelArts.50004000", ErrorKind::Vendor),
    (404, "ModelArts.9999", ErrorKind::Vendor),
    (404, "NoDots", ErrorKind::Vendor),
    (403, "PEP.0001", ErrorKind::Permission),
    (500, "ModelArts.9999", ErrorKind::Unavailable),
    // Unknown codes with a success status.
    (200, "ModelArts.6404", ErrorKind::NotFound),
];

#[tokio::test]
async fn every_code_is_classified() {
    for (status, code, kind) in TABLE {
        let error = coded(*status, code, "words").await;
        assert_eq!(error.kind(), *kind, "{status} {code}");
        assert_eq!(
            (error.code(), error.status(), error.request_id()),
            (Some(*code), Some(*status), Some("r"))
        );
        assert!(error.message().starts_with("words"), "{error}");
    }
}

#[tokio::test]
async fn missing_server_error_keeps_the_vendors_message() {
    let body = r#"{"error_code":"ModelArts.6404","error_msg":"LiteServer instance '62383738' not found."}"#;
    assert_eq!(
        stop(400, body).await.to_string(),
        "StopDevServer: ModelArts.6404: LiteServer instance '62383738' not found. (HTTP 400)"
    );
}

#[tokio::test]
async fn known_code_has_its_advice() {
    let error = coded(403, "ModelArts.0210", "project id does not match").await;
    assert!(error.advice().ends_with("check project and region"), "{}", error.advice());
    let error = coded(404, "APIG.0101", "The API does not exist").await;
    assert!(error.advice().ends_with("check region and endpoint"), "{}", error.advice());
    assert_eq!(coded(400, "ModelArts.9999", "x").await.advice(), ErrorKind::Vendor.advice());
    // Advice of the table is omitted if the response contradicts its kind.
    let late = coded(504, "APIGW.0201", "Backend timeout").await;
    assert_eq!((late.kind(), late.advice()), (ErrorKind::Unavailable, ErrorKind::Unavailable.advice()));
    let skewed = coded(401, "APIGW.0301", "signature expired").await;
    assert_eq!(skewed.specific_advice(), None);
}

#[test]
fn every_code_is_unique_with_advice_in_both_languages() {
    let mut seen = HashSet::new();
    for entry in CODES.entries {
        assert!(seen.insert(entry.code.to_ascii_lowercase()), "{} occurs twice", entry.code);
        for advice in [entry.advice.en, entry.advice.zh] {
            assert!(!advice.is_empty() && !advice.ends_with(['.', '。']), "{}: {advice}", entry.code);
        }
        assert!(entry.advice.en.is_ascii() && !entry.advice.zh.is_ascii(), "{}", entry.code);
        let (service, number) = entry.code.split_once('.').unwrap();
        assert!(["ModelArts", "APIGW", "APIG"].contains(&service) && number.len() == 4, "{}", entry.code);
    }
    assert!(CODES.page.starts_with("https://") && CODES.suffixes.is_empty());
}

#[tokio::test]
async fn expired_signature_is_clock_skew() {
    let skewed = "Incorrect IAM authentication information: calc aksk signature fail:signature expired, \
                  signature time:20211217T064303Z,server time:20211217T065804Z";
    for code in ["APIGW.0301", "APIG.0301"] {
        assert_eq!(coded(401, code, skewed).await.kind(), ErrorKind::ClockSkew, "{code}");
    }
    let mismatch =
        "Incorrect IAM authentication information: verify aksk signature fail, canonicalRequest:PUT|/v1/";
    assert_eq!(coded(401, "APIGW.0301", mismatch).await.kind(), ErrorKind::Credentials);
}

/// `Retry-After` of an error whose message names this time window.
async fn retry_after(window: &str) -> Option<Duration> {
    let message = format!(
        "The throttling threshold has been reached: policy user over ratelimit,limit:10,time:{window}"
    );
    coded(429, "APIGW.0308", &message).await.retry_after()
}

#[tokio::test]
async fn throttling_error_has_retry_after() {
    for (window, seconds) in [("1 minute", 60), ("30 seconds.", 30), ("1 day", 3600)] {
        assert_eq!(retry_after(window).await, Some(Duration::from_secs(seconds)), "{window}");
    }
    for odd in ["", "soon", "-1 minute", "1 fortnight", "1", "99999999999999999999 minute", "停 minute"] {
        assert_eq!(retry_after(odd).await, None, "{odd}");
    }
}

#[tokio::test]
async fn every_error_form_is_parsed() {
    let shapes = [
        r#"{"error_code":"ModelArts.6404","error_msg":"words"}"#,
        r#"{"errorCode":"ModelArts.6404","errorMsg":"words"}"#,
        r#"{"code":"ModelArts.6404","message":"words"}"#,
        r#"{"is_success":false,"error_code":"ModelArts.6404","error_message":"words"}"#,
        r#"{"error":{"code":"ModelArts.6404","message":"words"}}"#,
        r#"{"a":1,"b":{"c":{"error_code":"ModelArts.6404","error_msg":"words"}}}"#,
    ];
    for body in shapes {
        let error = stop(400, body).await;
        assert_eq!((error.kind(), error.message()), (ErrorKind::NotFound, "words"), "{body}");
    }
    let bare = stop(400, r#"{"error_code":"ModelArts.6404"}"#).await;
    assert_eq!((bare.kind(), bare.message()), (ErrorKind::NotFound, "no message"));
}

#[tokio::test]
async fn numeric_code_is_parsed() {
    let body = r#"{"error":{"code":401,"message":"The request you have made requires authentication.","title":"Unauthorized"}}"#;
    let error = stop(401, body).await;
    assert_eq!((error.kind(), error.code()), (ErrorKind::Credentials, Some("401")));
}

#[tokio::test]
async fn error_with_success_status_is_an_error() {
    for body in [
        r#"{"error_code":"ModelArts.6357","error_msg":"busy"}"#,
        r#"{"is_success":false,"error":{"code":"ModelArts.6357","message":"busy"}}"#,
    ] {
        assert_eq!(stop(200, body).await.kind(), ErrorKind::Locked, "{body}");
    }
}

#[tokio::test]
async fn foreign_response_is_neither_success_nor_not_found() {
    let deep = format!(r#"{{"data":{}1{}}}"#, "[".repeat(5000), "]".repeat(5000));
    let deeper = format!("{}1{}", r#"{"a":"#.repeat(5000), "}".repeat(5000));
    let bodies = [
        "",
        "null",
        "[]",
        "{}",
        "true",
        "\"x\"",
        "<html><body>404 Not Found</body></html>",
        "{\"id\":",
        "\u{0}",
        &deep,
        &deeper,
    ];
    for status in [200, 204, 301, 302, 307, 400, 404, 500] {
        for body in bodies {
            for error in [
                stop(status, body).await,
                answer(&ShowDevServer::new(SERVER), status, body).await.unwrap_err(),
                answer(&ListDevServers::new(), status, body).await.map(|_| ()).unwrap_err(),
            ] {
                let kinds = [ErrorKind::Decode, ErrorKind::Redirected, ErrorKind::Unavailable];
                assert!(kinds.contains(&error.kind()), "{status} {body:.40}: {error}");
            }
        }
    }
}

#[tokio::test]
async fn error_status_with_valid_body_is_an_error() {
    let body = format!(r#"{{"id":"{SERVER}","status":"STOPPED"}}"#);
    assert_eq!(stop(302, &body).await.kind(), ErrorKind::Redirected);
    for status in [400, 404, 500] {
        assert_ne!(stop(status, &body).await.kind(), ErrorKind::NotFound, "{status}");
    }
}

#[tokio::test]
async fn echoed_secret_is_redacted() {
    let error = coded(401, "APIGW.0301", "key MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc is wrong").await;
    assert_eq!(error.message(), "key *** is wrong");
}

#[tokio::test]
async fn recorded_errors_are_parsed() {
    for (name, reply) in error_fixtures(env!("CARGO_MANIFEST_DIR")) {
        let recorder = Recorder::new().replay(reply);
        let told = if name == "WrongPassword" {
            // Response of IAM.
            describe_result(&builder(&recorder).build_iam().unwrap().send(&KeystoneListProjects::new()).await)
        } else {
            describe_result(&client(&recorder).send(&StopDevServer::new(SERVER)).await)
        };
        insta::assert_snapshot!(name, told);
    }
}

fn check_kind(kind: ErrorKind, prefix: &str, numbers: &[&str]) {
    for number in numbers {
        let code = format!("{prefix}.{number}");
        assert_eq!(CODES.find(&code).unwrap_or_else(|| panic!("{code}")).kind, kind, "{code}");
    }
}

fn check_modelarts(kind: ErrorKind, numbers: &[&str]) {
    check_kind(kind, "ModelArts", numbers);
}

#[test]
fn every_documented_code_has_its_kind() {
    use ErrorKind::*;
    check_modelarts(
        NotFound,
        &["6404", "6309", "2775", "2755", "2842", "7005", "7511", "7512", "7519", "7525"],
    );
    check_modelarts(InvalidState, &["6304", "6305", "6306", "6307", "6308", "2796", "2878"]);
    check_modelarts(Locked, &["6355", "6357", "6360"]);
    check_modelarts(Unsupported, &["7000"]);
    check_modelarts(InvalidRequest, &["0101", "0102", "0104", "0107", "6301", "6303", "6400"]);
    check_modelarts(Permission, &["0108", "0109", "0112", "6407"]);
    check_modelarts(Billing, &["0113", "0118", "4116", "4118", "6201", "6203", "6302"]);
    check_modelarts(Credentials, &["0201", "0202", "0203", "0204", "0205", "0206", "0207", "0208", "0209"]);
    check_modelarts(Credentials, &["0210", "0212", "6401"]);
    check_modelarts(Throttled, &["6101", "2799", "4206", "4395"]);
    check_modelarts(Timeout, &["6100", "4205"]);
    check_modelarts(Unavailable, &["0010", "6102", "6200", "6361", "7001", "7008", "7009"]);
    for prefix in ["APIGW", "APIG"] {
        check_kind(InvalidRequest, prefix, &["0101", "0103", "0201", "0602", "0607"]);
        check_kind(Vendor, prefix, &["0104", "0105", "0106"]);
        check_kind(Credentials, prefix, &["0301", "0303", "0305", "0307", "0311"]);
        check_kind(
            Permission,
            prefix,
            &["0302", "0304", "0306", "0310", "0401", "0402", "0404", "0801", "0802"],
        );
        check_kind(Throttled, prefix, &["0308"]);
        check_kind(Billing, prefix, &["0501", "0502"]);
        check_kind(
            Unavailable,
            prefix,
            &["0203", "0601", "0605", "0606", "0608", "0609", "0610", "0611", "0612"],
        );
        check_kind(Unavailable, prefix, &["0613", "0705"]);
    }
}
