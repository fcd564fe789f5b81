//! Error responses and their kinds.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use http::{HeaderMap, HeaderName};
use tingji_core::auth::{Identity, ProvideCredentials};
use tingji_core::operation::HttpResponse;
use tingji_core::testing::{Recorder, describe_result, error_fixtures};
use tingji_core::{BoxFuture, Credential, Error, ErrorKind, Result, UnixTime};
use tingji_ucloud::error::error_kind;
use tingji_ucloud::operation::{GetUAIServiceList, StopUAIService};
use tingji_ucloud::{CODES, Client, protocol};

use crate::{PRIVATE_KEY, bodies, client, clock, replay};

async fn stop(status: u16, body: &str) -> Error {
    client(&replay([(status, body)])).send(&StopUAIService::new("uaiservice-1")).await.unwrap_err()
}

#[tokio::test]
async fn error_names_operation_code_message_and_request() {
    let error = stop(
        200,
        r#"{"RetCode":171,"Action":"StopUAIServiceResponse","Message":"Signature VerifyAC Error"}"#,
    );
    let error = error.await;
    assert_eq!(error.kind(), ErrorKind::Credentials);
    insta::assert_snapshot!(error, @"StopUAIService: 171: Signature VerifyAC Error (HTTP 200, request uuid-1)");
}

#[tokio::test]
async fn ret_code_may_be_text() {
    let error = stop(200, r#"{"RetCode":"153","Message":"slow down"}"#).await;
    assert_eq!((error.kind(), error.code()), (ErrorKind::Throttled, Some("153")));
    let recorder = bodies([r#"{"RetCode":"0"}"#]);
    client(&recorder).send(&StopUAIService::new("uaiservice-1")).await.unwrap();
}

#[tokio::test]
async fn error_without_a_message_is_readable() {
    let error = stop(200, r#"{"RetCode":520,"Message":null}"#).await;
    assert_eq!((error.kind(), error.message()), (ErrorKind::Billing, "no message"));
}

#[tokio::test]
async fn echoed_key_is_redacted() {
    let error = stop(200, &format!(r#"{{"RetCode":171,"Message":"key {PRIVATE_KEY} is wrong"}}"#)).await;
    assert_eq!(error.message(), "key *** is wrong");
}

#[tokio::test]
async fn malicious_responses_are_errors_and_never_a_stop() {
    let deep = format!(r#"{{"RetCode":0,"a":{}{}}}"#, "[".repeat(10_000), "]".repeat(10_000));
    let cases = [
        (200, "", ErrorKind::Decode),
        (200, "<html>welcome</html>", ErrorKind::Decode),
        (200, "null", ErrorKind::Decode),
        (200, "0", ErrorKind::Decode),
        (200, "[]", ErrorKind::Decode),
        (200, "{}", ErrorKind::Decode),
        (200, r#"{"RetCode":null}"#, ErrorKind::Decode),
        (200, r#"{"RetCode":""}"#, ErrorKind::Decode),
        (200, r#"{"RetCode":false}"#, ErrorKind::Decode),
        (200, r#"{"RetCode":0.5}"#, ErrorKind::Decode),
        (200, r#"{"RetCode":0"#, ErrorKind::Decode),
        (200, deep.as_str(), ErrorKind::Decode),
        (201, r#"{"RetCode":0}"#, ErrorKind::Decode),
        (204, "", ErrorKind::Decode),
        (302, r#"{"RetCode":0}"#, ErrorKind::Redirected),
        (404, r#"{"RetCode":0}"#, ErrorKind::Decode),
        (429, "", ErrorKind::Throttled),
        (502, r#"{"RetCode":0}"#, ErrorKind::Unavailable),
    ];
    for (status, body, kind) in cases {
        let shown = format!("{status} {body:.40}");
        assert_eq!(stop(status, body).await.kind(), kind, "{shown}");
    }
}

#[tokio::test]
async fn response_without_list_is_an_error_not_an_empty_list() {
    for body in [r#"{"RetCode":0}"#, r#"{"RetCode":0,"ServiceSet":{}}"#, r#"{"RetCode":0,"ServiceSet":[1]}"#]
    {
        let error = client(&bodies([body])).send(&GetUAIServiceList::new()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}");
    }
    // A list must not be missing or null if the total is not 0.
    for body in [r#"{"RetCode":0,"TotalCount":3}"#, r#"{"RetCode":0,"TotalCount":"3","ServiceSet":null}"#] {
        let error = client(&bodies([body])).send(&GetUAIServiceList::new()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}");
    }
    let nothing = bodies([r#"{"RetCode":0,"TotalCount":0,"ServiceSet":null}"#]);
    assert!(client(&nothing).send(&GetUAIServiceList::new()).await.unwrap().service_set.is_empty());
}

#[tokio::test]
async fn gateway_timeout_is_retried_for_reads_only() {
    let list = r#"{"RetCode":0,"TotalCount":0,"ServiceSet":[]}"#;
    let recorder = bodies([r#"{"RetCode":110}"#, r#"{"RetCode":150}"#, list]);
    client(&recorder).send(&GetUAIServiceList::new()).await.unwrap();
    assert_eq!(recorder.requests().len(), 3);
    for code in [110, 130, 150] {
        let error = stop(200, &format!(r#"{{"RetCode":{code}}}"#)).await;
        assert!(error.kind().is_ambiguous(), "{code}");
    }
}

#[test]
fn code_table_has_unique_codes_with_two_texts() {
    let mut seen = HashSet::new();
    for entry in CODES.entries {
        let code = entry.code;
        let texts = [entry.advice.en, entry.advice.zh];
        assert!(seen.insert(code.to_ascii_lowercase()), "duplicate code {code}");
        assert!(texts.iter().all(|text| !text.is_empty() && !text.ends_with(['.', '。'])), "{code}");
        assert!(entry.advice.en.is_ascii() && !entry.advice.zh.is_ascii(), "{code}");
    }
    assert!(CODES.suffixes.is_empty() && CODES.page.starts_with("https://"));
    let locks = CODES.entries.iter().filter(|entry| entry.kind == ErrorKind::Locked);
    let locks: Vec<_> = locks.map(|entry| entry.code).collect();
    assert_eq!(locks, ["InstanceOperationInProgress", "8024", "8434", "8861", "8980", "226605"]);
}

#[test]
fn published_gateway_and_uai_codes_are_listed() {
    let published = [
        -1, 100, 110, 120, 130, 140, 150, 153, 160, 161, 170, 171, 172, 174, 180, 190, 200, 210, 220, 230,
        240, 260, 270, 292, 293, 294, 295, 299, 300, 520, 999,
    ];
    for code in published {
        assert!(CODES.find(&code.to_string()).is_some(), "{code}");
    }
}

#[tokio::test]
async fn error_has_the_advice_of_its_code() {
    let error = stop(200, r#"{"RetCode":999,"Message":"service not opened"}"#).await;
    assert!(
        error.advice().contains("not opened") && error.specific_advice().unwrap().zh.contains("未开通"),
        "{error}"
    );
    let error = stop(200, r#"{"RetCode":-1,"Message":"not exist"}"#).await;
    assert_eq!((error.kind(), error.code()), (ErrorKind::NotFound, Some("-1")));
    assert!(error.advice().starts_with("UAI-Inference does not know"));
    // A code without an entry gets the advice of its kind.
    let error = stop(200, r#"{"RetCode":9999,"Message":"odd"}"#).await;
    assert_eq!(error.advice(), ErrorKind::Vendor.advice());
}

#[test]
fn lock_is_detected_by_name_for_any_code() {
    for text in [
        "InstanceOperationInProgress",
        "[instanceoperationinprogress] wait",
        "Instance Operation In Progress",
    ] {
        for code in [230, 8999, -1] {
            assert_eq!(error_kind(code, text), ErrorKind::Locked, "{code} {text}");
        }
    }
}

#[test]
fn unlisted_codes_are_classified_by_message() {
    assert_eq!(error_kind(9999, "the uhost is Not Running"), ErrorKind::InvalidState);
    assert_eq!(error_kind(9999, "UHost [uhost-1] does not exist"), ErrorKind::NotFound);
    assert_eq!(error_kind(9999, "API handler not found"), ErrorKind::Vendor);
    assert_eq!(error_kind(9999, ""), ErrorKind::Vendor);
    // Other products do not define -1.
    assert_eq!(error_kind(-1, "system error"), ErrorKind::Vendor);
    assert_eq!(error_kind(100, "verify fail"), ErrorKind::Credentials);
    // A known code takes precedence over the message.
    assert_eq!(error_kind(292, "Project [org-1] not exists"), ErrorKind::InvalidRequest);
}

#[test]
fn envelope_functions_work_for_other_products() {
    let headers =
        HeaderMap::from_iter([(HeaderName::from_static("x-ucloud-request-uuid"), "uuid-1".parse().unwrap())]);
    let reply = HttpResponse { status: 200, headers, body: r#"{"RetCode":0,"X":1}"#.into() };
    assert!(protocol::decode_envelope(&reply).unwrap().get("X").is_some());
    assert_eq!(protocol::request_id(&reply).as_deref(), Some("uuid-1"));
}

#[tokio::test]
async fn recorded_error_responses_match_snapshots() {
    for (name, response) in error_fixtures(env!("CARGO_MANIFEST_DIR")) {
        let client = client(&Recorder::new().replay(response));
        insta::assert_snapshot!(
            name,
            describe_result(&client.send(&StopUAIService::new("uaiservice-1")).await)
        );
    }
}

/// Credential source that issues a new key each time.
#[derive(Debug, Default)]
struct CountingSource(AtomicU32);

impl ProvideCredentials for CountingSource {
    fn provide_credentials(&self, _now: UnixTime) -> BoxFuture<'_, Result<Identity>> {
        let number = self.0.fetch_add(1, Ordering::Relaxed);
        Box::pin(async move { Ok(Credential::new(format!("key-{number}"), PRIVATE_KEY).into()) })
    }
}

#[tokio::test]
async fn expired_temporary_key_is_replaced_once() {
    let void = r#"{"RetCode":174,"Message":"token not found"}"#;
    for (last, ends_well) in [(r#"{"RetCode":0,"ServiceSet":[]}"#, true), (void, false)] {
        let recorder = bodies([void, last]);
        let source = CountingSource::default();
        let builder =
            Client::builder(source).http_client(Arc::new(recorder.clone())).clock(Arc::new(clock()));
        let answer = builder.build().unwrap().send(&GetUAIServiceList::new()).await;
        assert_eq!(answer.is_ok(), ends_well);
        let requests = recorder.all();
        let keys: Vec<_> = requests.lines().filter_map(|line| line.strip_prefix("PublicKey=")).collect();
        assert_eq!(keys, ["key-0", "key-1"]);
    }
}
