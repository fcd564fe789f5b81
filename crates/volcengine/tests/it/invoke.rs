//! Actions without a type of their own.

use serde_json::json;
use tingji_core::ErrorKind;
use tingji_core::testing::Recorder;
use tingji_volcengine::operation::Invoke;

use crate::{answer, client};

const OK: &str = r#"{"ResponseMetadata":{"RequestId":"r"},"Result":{"Id":"q-1","Deep":[1]}}"#;

async fn sent(operation: &Invoke) -> String {
    let recorder = Recorder::responding([(200, OK)]);
    let response = client(&recorder).send(operation).await.unwrap();
    assert_eq!(response.output, json!({ "Id": "q-1", "Deep": [1] }));
    recorder.all_signed()
}

#[tokio::test]
async fn body_format_decides_where_parameters_go() {
    insta::assert_snapshot!(sent(&Invoke::get("DescribeImages").parameter("Visibility", "public")).await);
    insta::assert_snapshot!(
        sent(
            &Invoke::form("StopInstances")
                .parameter("InstanceIds.1", "i-a")
                .parameter("InstanceIds.2", "i-b")
        )
        .await
    );
}

#[tokio::test]
async fn other_service_is_signed_and_its_header_not_sent() {
    let body = json!({ "Id": "di-20240101000000-abcde" });
    let operation = Invoke::json("StopDevInstance", body).service("ml_platform").version("2024-07-01");
    let recorder = Recorder::responding([(200, OK)]);
    let endpoint = "https://ml-platform.cn-beijing.volcengineapi.com";
    let client = crate::builder(&recorder).endpoint(endpoint).unwrap().build().unwrap();
    client.send(&operation).await.unwrap();
    let shown = recorder.all_signed();
    // Signature of the vendor's SDKs for the same request at the same time.
    assert!(shown.contains("ee777d2ec43d911febe3bec2767c9bc574ca9a6a12e6055002227de04549f619"), "{shown}");
    assert!(shown.contains("/20240102/cn-beijing/ml_platform/request, "), "{shown}");
    assert!(!shown.contains("x-tingji"), "{shown}");
    insta::assert_snapshot!(shown);
}

#[tokio::test]
async fn invoke_reports_dry_runs_and_errors() {
    let error =
        |code: &str| format!(r#"{{"ResponseMetadata":{{"Error":{{"Code":"{code}","Message":"no"}}}}}}"#);
    let passed = answer(&Invoke::get("StopInstance"), 412, &error("DryRunOperation")).await.unwrap();
    assert_eq!(passed, json!({ "DryRunPassed": true }));
    let refused =
        answer(&Invoke::get("StopInstance"), 400, &error("InvalidInstanceStatus")).await.unwrap_err();
    assert_eq!((refused.kind(), refused.operation()), (ErrorKind::InvalidState, Some("Invoke")));
}

#[tokio::test]
async fn invalid_parameters_are_rejected_and_values_redacted() {
    let recorder = Recorder::new();
    let client = client(&recorder);
    for bad in [
        Invoke::get(""),
        Invoke::get("a b"),
        Invoke::get("A").service("../x"),
        Invoke::get("A").version("1&x"),
        Invoke::get("A").parameter("Action", "B"),
        Invoke::get("A").parameter("X-Date", "B"),
    ] {
        assert_eq!(client.send(&bad).await.unwrap_err().kind(), ErrorKind::InvalidRequest, "{bad:?}");
    }
    assert!(recorder.requests().is_empty());
    let shown = format!("{:?}", Invoke::form("A").parameter("Password", "swordfish"));
    assert!(shown.contains("Password") && !shown.contains("swordfish"), "{shown}");
}
