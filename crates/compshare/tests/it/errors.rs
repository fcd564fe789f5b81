//! Error responses and their kinds.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use tingji_compshare::operation::{DescribeCompShareInstance, StopCompShareInstance};
use tingji_compshare::{CODES, Client};
use tingji_core::auth::{Identity, ProvideCredentials};
use tingji_core::testing::{Recorder, describe_result, error_fixtures};
use tingji_core::{BoxFuture, Credential, Error, ErrorKind, Result, UnixTime};

use crate::{PRIVATE_KEY, bodies, builder, client, clock, replay};

async fn stop(status: u16, body: &str) -> Error {
    let operation = StopCompShareInstance::new("uhost-1").zone("cn-wlcb-01");
    client(&replay([(status, body)])).send(&operation).await.unwrap_err()
}

#[tokio::test]
async fn lock_error_names_operation_code_message_and_request() {
    let error = stop(200, r#"{"RetCode":"226699","Message":"InstanceOperationInProgress"}"#).await;
    assert_eq!(error.kind(), ErrorKind::Locked);
    insta::assert_snapshot!(
        error,
        @"StopCompShareInstance: 226699: InstanceOperationInProgress (HTTP 200, request uuid-1)"
    );
}

#[tokio::test]
async fn codes_of_compshare_and_its_hosts_are_known() {
    let cases = [
        (226_601, ErrorKind::Billing),
        (226_602, ErrorKind::Billing),
        (226_604, ErrorKind::Vendor),
        (8357, ErrorKind::Vendor),
        (8104, ErrorKind::Billing),
        (8117, ErrorKind::Billing),
        (8429, ErrorKind::Billing),
        (8024, ErrorKind::Locked),
        (8861, ErrorKind::Locked),
        (8980, ErrorKind::Locked),
        (8905, ErrorKind::InvalidState),
        // UAI-Inference's code for "not found", which CompShare does not use.
        (-1, ErrorKind::Vendor),
    ];
    for (code, kind) in cases {
        let error = stop(200, &format!(r#"{{"RetCode":{code},"Message":"x"}}"#)).await;
        assert_eq!((error.kind(), error.code()), (kind, Some(&*code.to_string())));
    }
}

#[tokio::test]
async fn every_code_has_its_own_advice() {
    for entry in CODES.entries {
        let body = match entry.code.parse::<i64>() {
            Ok(code) => format!(r#"{{"RetCode":{code},"Message":"x"}}"#),
            Err(_) => format!(r#"{{"RetCode":8999,"Message":"{}"}}"#, entry.code),
        };
        let error = stop(200, &body).await;
        let reported = (error.kind(), error.specific_advice());
        assert_eq!(reported, (entry.kind, Some(entry.advice)), "{}", entry.code);
    }
    for message in ["instance operation in progress", "INSTANCE_OPERATION_IN_PROGRESS: wait"] {
        let error = stop(200, &format!(r#"{{"RetCode":230,"Message":"{message}"}}"#)).await;
        assert_eq!((error.kind(), error.code()), (ErrorKind::Locked, Some("230")));
    }
}

/// Codes that the vendor publishes for its gateway, its hosts and CompShare.
const PUBLISHED: [&str; 46] = [
    "InstanceOperationInProgress",
    "110",
    "130",
    "150",
    "153",
    "160",
    "161",
    "170",
    "171",
    "172",
    "174",
    "200",
    "210",
    "220",
    "230",
    "240",
    "292",
    "293",
    "294",
    "295",
    "299",
    "520",
    "8024",
    "8025",
    "8095",
    "8104",
    "8117",
    "8357",
    "8429",
    "8433",
    "8434",
    "8843",
    "8844",
    "8845",
    "8856",
    "8861",
    "8893",
    "8894",
    "8905",
    "8980",
    "226601",
    "226602",
    "226603",
    "226604",
    "226605",
    "226606",
];

#[test]
fn published_codes_have_the_same_kinds_as_ucloud() {
    for code in PUBLISHED {
        let kind = CODES.find(code).map(|entry| entry.kind);
        assert!(kind.is_some(), "{code}");
        assert_eq!(kind, tingji_ucloud::CODES.find(code).map(|entry| entry.kind), "{code}");
    }
    assert_eq!(CODES.entries.len(), PUBLISHED.len());
    assert!(CODES.page.starts_with("https://www.compshare.cn/"));
}

#[test]
fn code_table_has_unique_codes_with_two_texts() {
    let mut codes: Vec<_> = CODES.entries.iter().map(|entry| entry.code).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), CODES.entries.len());
    for entry in CODES.entries {
        let texts = [entry.advice.en, entry.advice.zh];
        assert!(texts.iter().all(|text| text.len() > 10 && !text.ends_with(['.', '。'])), "{entry:?}");
        assert!(entry.advice.en.is_ascii() && !entry.advice.zh.is_ascii(), "{entry:?}");
    }
    let advices: std::collections::BTreeSet<_> = CODES.entries.iter().map(|entry| entry.advice.en).collect();
    assert_eq!(advices.len(), CODES.entries.len(), "each code has advice of its own");
}

#[tokio::test]
async fn malicious_responses_are_errors_and_never_a_stop() {
    let deep = format!(r#"{{"RetCode":0,"a":{}{}}}"#, "[".repeat(10_000), "]".repeat(10_000));
    let cases = [
        (200, "", ErrorKind::Decode),
        (200, "<html>welcome</html>", ErrorKind::Decode),
        (200, "{}", ErrorKind::Decode),
        (200, r#"{"UHostId":"uhost-1"}"#, ErrorKind::Decode),
        (200, deep.as_str(), ErrorKind::Decode),
        (200, r#"{"RetCode":0,"UHostId":{}}"#, ErrorKind::Decode),
        (200, r#"{"RetCode":0,"UHostId":"uhost-2"}"#, ErrorKind::Decode),
        (307, r#"{"RetCode":0,"UHostId":"uhost-1"}"#, ErrorKind::Redirected),
        (503, "busy", ErrorKind::Unavailable),
        (200, r#"{"RetCode":110,"Message":"timeout"}"#, ErrorKind::Timeout),
    ];
    for (status, body, kind) in cases {
        let shown = format!("{status} {body:.40}");
        let error = stop(status, body).await;
        assert_eq!(error.kind(), kind, "{shown}");
        assert!(error.kind().is_ambiguous(), "{shown}");
    }
}

#[tokio::test]
async fn response_without_list_is_an_error_not_an_empty_list() {
    let texts = [
        r#"{"RetCode":0}"#,
        r#"{"RetCode":0,"UHostSet":""}"#,
        r#"{"RetCode":0,"UHostSet":["uhost-1"]}"#,
        r#"{"RetCode":0,"TotalCount":3}"#,
        r#"{"RetCode":0,"TotalCount":"3","UHostSet":null}"#,
    ];
    for body in texts {
        let error = client(&bodies([body])).send(&DescribeCompShareInstance::new()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}");
    }
}

#[tokio::test]
async fn decode_error_does_not_quote_the_body() {
    let texts =
        [r#"{"UHostSet":[{"Password":"c2VjcmV0"}]}"#, r#"{"RetCode":0,"UHostSet":{"Password":"c2VjcmV0"}}"#];
    for body in texts {
        let error = client(&bodies([body])).send(&DescribeCompShareInstance::new()).await.unwrap_err();
        assert!(!format!("{error} {error:?}").contains("c2VjcmV0"), "{error:?}");
    }
}

#[tokio::test]
async fn recorded_error_responses_match_snapshots() {
    for (name, response) in error_fixtures(env!("CARGO_MANIFEST_DIR")) {
        let client = builder(&Recorder::new().replay(response)).zone("cn-wlcb-01").build().unwrap();
        insta::assert_snapshot!(
            name,
            describe_result(&client.send(&StopCompShareInstance::new("uhost-1")).await)
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
    for (last, ends_well) in [(r#"{"RetCode":0,"UHostSet":[]}"#, true), (void, false)] {
        let recorder = bodies([void, last]);
        let source = CountingSource::default();
        let builder =
            Client::builder(source).http_client(Arc::new(recorder.clone())).clock(Arc::new(clock()));
        let answer = builder.build().unwrap().send(&DescribeCompShareInstance::new()).await;
        assert_eq!(answer.is_ok(), ends_well);
        let requests = recorder.all();
        let keys: Vec<_> = requests.lines().filter_map(|line| line.strip_prefix("PublicKey=")).collect();
        assert_eq!(keys, ["key-0", "key-1"]);
    }
}
