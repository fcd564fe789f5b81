//! JSON of targets, selections and reports: the fields of the command.

use serde_json::{Value, json};
use tingji::core::UnixTime;
use tingji::{Environment, ErrorKind, Fleet};
use tingji_sandbox::Sandbox;

/// Fleet over a new sandbox.
async fn fleet() -> (Sandbox, Fleet) {
    let sandbox = Sandbox::start(Default::default()).await.unwrap();
    let announced: Value = serde_json::from_str(&sandbox.startup_info()).unwrap();
    let environment = Environment::new(move |name| announced["env"][name].as_str().map(str::to_owned));
    (sandbox, Fleet::new(environment))
}

#[tokio::test]
async fn selection_and_reports_have_the_fields_of_the_command() {
    let (_sandbox, fleet) = fleet().await;
    let idle = fleet.select("id=i-demo0gni2a10train").await.unwrap();
    let listed = serde_json::to_value(&idle[0]).unwrap();
    assert_eq!(listed["target"], "volcengine/cn-beijing/i-demo0gni2a10train");
    assert_eq!(listed["cloud"], "volcengine");
    assert_eq!((&listed["profile"], &listed["state"]), (&Value::Null, &json!("RUNNING")));
    assert!(listed["gpu"]["count"].as_u64() > Some(0), "{listed}");
    assert!(listed["keeps_charging"].as_array().is_some_and(|items| !items.is_empty()), "{listed}");

    let reports = fleet.stop(&idle).await.into_result().unwrap();
    let report = serde_json::to_value(&reports[0]).unwrap();
    assert_eq!(report["outcome"], "stopped");
    assert_eq!(report["target"], listed["target"]);
    assert_eq!((&report["kind"], &report["code"]), (&Value::Null, &Value::Null));
    assert_eq!(report["instance"]["state"], "STOPPED");
    assert!(report["elapsed_ms"].is_u64() && report["message"].is_string(), "{report}");
}

#[test]
fn error_is_written_with_its_kind_and_without_secrets() {
    let error = tingji::Error::new(ErrorKind::InvalidState, "not now").with_code("IncorrectStatus");
    let written = serde_json::to_value(&error).unwrap();
    assert_eq!(written["kind"], "invalid-state");
    assert_eq!(written["code"], "IncorrectStatus");
    assert_eq!(serde_json::to_value(UnixTime::from_seconds(0)).unwrap(), "1970-01-01T00:00:00Z");
}
