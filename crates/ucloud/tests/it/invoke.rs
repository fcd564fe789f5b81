//! `Invoke`: any action by name.

use serde_json::json;
use tingji_core::ErrorKind;
use tingji_signing_core::Params;
use tingji_ucloud::Invoke;

use crate::{bodies, client, replay};

fn params() -> Params {
    let mut params = Params::empty();
    params.push("Password", "aHVudGVyMg==").push("Zone", "cn-bj2-05").push("UHostIds", vec!["a", "b"]);
    params
}

#[tokio::test]
async fn invoke_returns_the_response_unchanged() {
    let recorder = bodies([r#"{"RetCode":0,"Odd":[1]}"#]);
    let operation = Invoke::new("ResetUHostInstancePassword", params()).unwrap();
    let response = client(&recorder).send(&operation).await.unwrap();
    assert_eq!(response.output, json!({"RetCode": 0, "Odd": [1]}));
    insta::assert_snapshot!(recorder.last(), @r"
    POST /
    content-type: application/x-www-form-urlencoded

    Password=aHVudGVyMg==
    Zone=cn-bj2-05
    UHostIds.0=a
    UHostIds.1=b
    Action=ResetUHostInstancePassword
    Region=cn-bj2
    PublicKey=ucloudsomeone@example.com1296235120854146120
    ");
}

#[tokio::test]
async fn invoke_is_sent_once_unless_read_only() {
    let busy = r#"{"RetCode":150}"#;
    let recorder = bodies([busy, busy]);
    let operation = Invoke::new("CreateUHostInstance", params()).unwrap();
    let error = client(&recorder).send(&operation).await.unwrap_err();
    assert_eq!((error.kind(), error.operation()), (ErrorKind::Unavailable, Some("Invoke")));
    assert_eq!(recorder.requests().len(), 1);
    let recorder = replay([(200, busy), (200, r#"{"RetCode":0}"#)]);
    client(&recorder).send(&operation.read()).await.unwrap();
    assert_eq!(recorder.requests().len(), 2);
}

#[test]
fn invoke_debug_shows_no_value() {
    let operation = Invoke::new("ResetUHostInstancePassword", params()).unwrap();
    let text = format!("{operation:?}");
    assert!(text.contains("Password") && !text.contains("aHVudGVyMg"), "{text}");
}

#[test]
fn invalid_action_is_rejected() {
    for bad in ["", "A&B", "A B", "停"] {
        assert_eq!(
            Invoke::new(bad, Params::empty()).unwrap_err().kind(),
            ErrorKind::InvalidRequest,
            "{bad:?}"
        );
    }
    assert!(Invoke::new("Stop", Params::new("Start")).is_err());
    assert!(Invoke::new("Stop", Params::new("Stop")).is_ok());
}
