use std::time::Duration;

use serde_json::json;
use tingji_core::Credential;
use tingji_sandbox::{Cloud, InstanceSpec, Sandbox, Scenario};
use tingji_signing_core::{Bce, SignedHeaders};

use crate::client::{Call, NOW, Reply, fleet, machine, start, wrong_key};

async fn ask(sandbox: &Sandbox, method: &str, target: &str, body: &str) -> Reply {
    let call = Call::new(sandbox, method, target).body(body);
    let reply = call.sign(&Bce::new(), &sandbox.credential(Cloud::Bce)).send(sandbox).await;
    assert!(reply.header("x-bce-request-id").is_some());
    reply
}

fn refused(reply: &Reply, status: u16, code: &str) {
    assert_eq!((reply.status, reply.at("/code")), (status, json!(code)), "{reply:?}");
    assert_eq!(reply.at("/requestId"), reply.header("x-bce-request-id").unwrap());
}

async fn status(sandbox: &Sandbox, id: &str) -> String {
    ask(sandbox, "GET", &format!("/v2/instance/{id}"), "")
        .await
        .at("/instance/status")
        .as_str()
        .unwrap()
        .to_owned()
}

fn one() -> Vec<InstanceSpec> {
    vec![InstanceSpec::new(Cloud::Bce, "i-1")]
}

#[tokio::test]
async fn stop_returns_empty_body_and_passes_through_stopping() {
    let sandbox = fleet(one()).await;
    let reply = ask(&sandbox, "PUT", "/v2/instance/i-1?stop", r#"{"forceStop": false}"#).await;
    assert_eq!((reply.status, reply.text.as_str()), (200, ""));
    for expected in ["Stopping", "Stopping", "Stopped"] {
        assert_eq!(status(&sandbox, "i-1").await, expected);
    }
    assert_eq!(sandbox.stops_sent(Cloud::Bce, "i-1"), 1);
}

#[tokio::test]
async fn sdk_spellings_of_stop_are_accepted() {
    for (target, body) in [("/v2/instance/i-1?stop=", "{}"), ("/v1/instance/i-1?stop=", "")] {
        let sandbox = fleet(one()).await;
        assert_eq!(ask(&sandbox, "PUT", target, body).await.status, 200);
        assert_eq!(sandbox.state_of(Cloud::Bce, "i-1").unwrap(), "Stopping");
    }
}

#[tokio::test]
async fn second_stop_returns_conflict() {
    let sandbox = start(scenario(one())).await;
    assert_eq!(ask(&sandbox, "PUT", "/v2/instance/i-1?stop", "{}").await.status, 200);
    for _ in 0..2 {
        let reply = ask(&sandbox, "PUT", "/v2/instance/i-1?stop", "{}").await;
        refused(&reply, 409, "Instance.StopInstanceOperationForbidden");
        sandbox.advance(Duration::from_secs(2));
    }
    assert_eq!(sandbox.state_of(Cloud::Bce, "i-1").unwrap(), "Stopped");
    assert_eq!(sandbox.stops_sent(Cloud::Bce, "i-1"), 1);
}

fn scenario(instances: Vec<InstanceSpec>) -> Scenario {
    let mut scenario = Scenario::empty();
    scenario.instances = instances;
    scenario
}

#[tokio::test]
async fn unknown_instance_path_and_version_have_own_errors() {
    let sandbox = fleet(one()).await;
    refused(&ask(&sandbox, "PUT", "/v2/instance/i-9?stop", "{}").await, 404, "NoSuchObject");
    refused(&ask(&sandbox, "GET", "/v2/instance/i-9", "").await, 404, "NoSuchObject");
    refused(&ask(&sandbox, "PUT", "/v2/instance/i-1?Stop", "{}").await, 400, "InvalidHTTPRequest");
    refused(&ask(&sandbox, "GET", "/v7/instance/i-1", "").await, 404, "InvalidVersion");
    refused(&ask(&sandbox, "GET", "/v2/volume", "").await, 400, "InvalidURI");
}

#[tokio::test]
async fn body_with_wrong_types_is_refused() {
    let sandbox = fleet(one()).await;
    refused(&ask(&sandbox, "PUT", "/v2/instance/i-1?stop", "{").await, 400, "MalformedJSON");
    refused(&ask(&sandbox, "PUT", "/v2/instance/i-1?stop", "[]").await, 400, "InappropriateJSON");
    refused(
        &ask(&sandbox, "PUT", "/v2/instance/i-1?stop", r#"{"forceStop":"yes"}"#).await,
        400,
        "InappropriateJSON",
    );
    assert_eq!(sandbox.stops_sent(Cloud::Bce, "i-1"), 0);
}

/// The instance `i-1` with a change.
fn instance(change: fn(&mut InstanceSpec)) -> InstanceSpec {
    machine(Cloud::Bce, "i-1", change)
}

#[tokio::test]
async fn no_charge_stop_depends_on_instance_kind() {
    for (spec, code) in [
        (instance(|i| i.charge_type = "Prepaid".into()), "Bcc.PrePayCannotStopWithNoCharge"),
        (instance(|i| i.local_disk = true), "Bcc.Rocv1CannotStopWithNoCharge"),
        (instance(|i| i.gpu = "V100".into()), "Bcc.InstanceTypeNotSupportException"),
        (instance(|i| i.spot = true), "Bcc.InstanceTypeNotSupportException"),
    ] {
        let sandbox = fleet(vec![spec]).await;
        let reply = ask(&sandbox, "PUT", "/v2/instance/i-1?stop", r#"{"stopWithNoCharge": true}"#).await;
        refused(&reply, 403, code);
        assert_eq!(ask(&sandbox, "GET", "/v2/instance/noCharge", "").await.at("/instances"), json!([]));
        assert_eq!(ask(&sandbox, "PUT", "/v2/instance/i-1?stop", "{}").await.status, 200);
    }
    let sandbox = fleet(one()).await;
    assert_eq!(
        ask(&sandbox, "PUT", "/v2/instance/i-1?stop", r#"{"stopWithNoCharge": true}"#).await.status,
        200
    );
}

#[tokio::test]
async fn batch_is_atomic_and_idempotent() {
    let sandbox = fleet(["i-1", "i-2", "i-3"].map(|id| InstanceSpec::new(Cloud::Bce, id)).to_vec()).await;
    let batch = "/v2/instance/batchAction?stop";
    refused(&ask(&sandbox, "PUT", batch, r#"{"instanceIds":["i-1","i-9"]}"#).await, 404, "NoSuchObject");
    refused(&ask(&sandbox, "PUT", batch, r#"{"instanceIds":[]}"#).await, 400, "BadRequest");
    refused(&ask(&sandbox, "PUT", batch, r#"{"instanceIds":"i-1"}"#).await, 400, "InappropriateJSON");
    assert_eq!(sandbox.stops_sent(Cloud::Bce, "i-1"), 0);

    let batch = "/v2/instance/batchAction?clientToken=t-1&stop=";
    for _ in 0..2 {
        let reply = ask(&sandbox, "PUT", batch, r#"{"instanceIds":["i-1","i-2","i-1"]}"#).await;
        assert_eq!((reply.status, reply.at("/failedInstanceIdList")), (200, json!([])));
    }
    refused(
        &ask(&sandbox, "PUT", batch, r#"{"instanceIds":["i-3"]}"#).await,
        403,
        "IdempotentParameterMismatch",
    );
    assert_eq!(["i-1", "i-2", "i-3"].map(|id| sandbox.stops_sent(Cloud::Bce, id)), [1, 1, 0]);
    let conflict =
        ask(&sandbox, "PUT", "/v2/instance/batchAction?stop", r#"{"instanceIds":["i-3","i-1"]}"#).await;
    refused(&conflict, 409, "Instance.StopInstanceOperationForbidden");
}

#[tokio::test]
async fn last_page_has_no_next_marker() {
    let sandbox = fleet((0..5).map(|at| InstanceSpec::new(Cloud::Bce, format!("i-{at}"))).collect()).await;
    let mut found = Vec::new();
    let mut marker = String::new();
    loop {
        let page = ask(&sandbox, "GET", &format!("/v2/instance?maxKeys=2&marker={marker}"), "").await.json();
        found.extend(page["instances"].as_array().unwrap().iter().map(|one| one["id"].clone()));
        let Some(next) = page.get("nextMarker") else {
            assert_eq!(page["isTruncated"], false);
            break;
        };
        assert_eq!(page["isTruncated"], true);
        marker = next.as_str().unwrap().to_owned();
    }
    assert_eq!(found, ["i-0", "i-1", "i-2", "i-3", "i-4"]);
    refused(&ask(&sandbox, "GET", "/v2/instance?marker=i-9", "").await, 400, "BadRequest");
    refused(&ask(&sandbox, "GET", "/v2/instance?maxKeys=0", "").await, 400, "BadRequest");
    let by_id =
        ask(&sandbox, "POST", "/v2/instance/listByInstanceId", r#"{"instanceIds":["i-3","i-9"]}"#).await;
    assert_eq!(by_id.at("/instances/0/id"), "i-3");
    assert_eq!(by_id.at("/instances").as_array().unwrap().len(), 1);
    let filtered = ask(&sandbox, "GET", "/v2/instance?instanceIds=i-1%2Ci-4&status=Running", "").await;
    assert_eq!(filtered.at("/instances").as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn each_signature_error_has_its_code() {
    let sandbox = fleet(one()).await;
    let credential = sandbox.credential(Cloud::Bce);
    let call = Call::new(&sandbox, "PUT", "/v2/instance/i-1?stop").body("{}");
    let bce = Bce::new();
    refused(&call.clone().send(&sandbox).await, 403, "AccessDenied");
    refused(
        &call.clone().header("Authorization", "bce-auth-v1/x").send(&sandbox).await,
        400,
        "InvalidHTTPAuthHeader",
    );
    refused(
        &call.clone().sign(&bce, &wrong_key(&credential)).send(&sandbox).await,
        400,
        "SignatureDoesNotMatch",
    );
    refused(
        &call.clone().sign(&bce, &Credential::new("nobody", "x")).send(&sandbox).await,
        403,
        "InvalidAccessKeyId",
    );
    refused(
        &call.clone().sign_at(&bce, &credential, NOW.plus(-1801)).send(&sandbox).await,
        400,
        "RequestExpired",
    );
    refused(
        &call.clone().sign_at(&bce, &credential, NOW.plus(3600)).send(&sandbox).await,
        400,
        "RequestExpired",
    );
    let mut other = call.clone().sign(&bce, &credential);
    other.target = "/v2/instance/i-2?stop".into();
    refused(&other.send(&sandbox).await, 400, "SignatureDoesNotMatch");
    assert_eq!(sandbox.stops_sent(Cloud::Bce, "i-1"), 0);
}

#[tokio::test]
async fn default_signed_headers_are_verified() {
    let bce = Bce { signed_headers: SignedHeaders::VendorDefault, ..Bce::new() };
    for (signed, expected) in [("2", 200), ("3", 400)] {
        let sandbox = fleet(one()).await;
        let call =
            Call::new(&sandbox, "PUT", "/v2/instance/i-1?stop=").body("{}").header("content-length", signed);
        let mut call = call.sign(&bce, &sandbox.credential(Cloud::Bce));
        call.headers.retain(|(name, _)| name != "content-length");
        assert_eq!(call.send(&sandbox).await.status, expected);
    }
}

#[tokio::test]
async fn date_header_shows_the_clock_offset() {
    let mut scenario = scenario(one());
    scenario.clock_skew_s = 7200;
    let sandbox = start(scenario).await;
    let reply = ask(&sandbox, "GET", "/v2/instance", "").await;
    refused(&reply, 400, "RequestExpired");
    assert_eq!(reply.header("date"), Some("Mon, 21 Sep 2026 16:13:20 GMT"));
    let call = Call::new(&sandbox, "GET", "/v2/instance");
    let call = call.sign_at(&Bce::new(), &sandbox.credential(Cloud::Bce), NOW.plus(7200));
    assert_eq!(call.send(&sandbox).await.status, 200);
}

#[tokio::test]
async fn temporary_keys_require_their_token() {
    let file = r#"{"accounts": [{"cloud": "bce", "access_key": "tmp", "secret_key": "k", "security_token": "tok"}]}"#;
    let sandbox = start(Scenario::from_json(file).unwrap()).await;
    assert_eq!(ask(&sandbox, "GET", "/v2/instance", "").await.status, 200);
    let call = Call::new(&sandbox, "GET", "/v2/instance").sign(&Bce::new(), &Credential::new("tmp", "k"));
    refused(&call.send(&sandbox).await, 400, "SignatureDoesNotMatch");
}
