mod iam;
mod lifecycle;
mod supernode;

use std::time::Duration;

use serde_json::{Value, json};
use tingji_core::Credential;
use tingji_sandbox::{Cloud, InstanceSpec, Sandbox, Scenario, Transition};
use tingji_signing_core::Huaweicloud;

use crate::client::{Call, NOW, Reply, fleet, machine, start, wrong_key};

const ID: &str = "62383738-e52a-450a-9f84-f9e705402be8";
const BASE: &str = "/v1/0a1b2c3d4e5f60718293a4b5c6d7e8f9/dev-servers";

fn call(sandbox: &Sandbox, method: &str, rest: &str) -> Call {
    Call::new(sandbox, method, &format!("{BASE}{rest}")).header("Content-Type", "application/json")
}

async fn ask(sandbox: &Sandbox, method: &str, rest: &str) -> Reply {
    let call = call(sandbox, method, rest).sign(&Huaweicloud::new(), &sandbox.credential(Cloud::Huaweicloud));
    let reply = call.send(sandbox).await;
    assert!(reply.header("x-request-id").is_some());
    reply
}

async fn stop(sandbox: &Sandbox) -> Reply {
    ask(sandbox, "PUT", &format!("/{ID}/stop")).await
}

fn refused(reply: &Reply, status: u16, code: &str) {
    assert_eq!((reply.status, reply.at("/error_code")), (status, json!(code)), "{reply:?}");
}

fn one() -> Vec<InstanceSpec> {
    vec![InstanceSpec::new(Cloud::Huaweicloud, ID)]
}

#[tokio::test]
async fn stop_returns_the_stopping_server() {
    let sandbox = fleet(one()).await;
    let reply = stop(&sandbox).await;
    assert_eq!((reply.status, reply.at("/status"), reply.at("/id")), (200, json!("STOPPING"), json!(ID)));
    assert_eq!(reply.at("/update_at"), NOW.seconds() * 1000);
    for expected in ["STOPPING", "STOPPING", "STOPPED"] {
        assert_eq!(ask(&sandbox, "GET", &format!("/{ID}")).await.at("/status"), expected);
    }
}

#[tokio::test]
async fn stop_of_a_stopping_or_stopped_server_is_refused() {
    let mut scenario = Scenario::empty();
    scenario.instances = one();
    let sandbox = start(scenario).await;
    assert_eq!(stop(&sandbox).await.status, 200);
    refused(&stop(&sandbox).await, 400, "ModelArts.6357");
    sandbox.advance(Duration::from_secs(2));
    refused(&stop(&sandbox).await, 400, "ModelArts.6357");
    assert_eq!(sandbox.state_of(Cloud::Huaweicloud, ID).unwrap(), "STOPPED");
    assert_eq!(sandbox.stops_sent(Cloud::Huaweicloud, ID), 1);
}

#[tokio::test]
async fn failed_stop_can_be_repeated() {
    let sandbox = fleet(vec![machine(Cloud::Huaweicloud, ID, |instance| {
        instance.ends_in = "STOP_FAILED".into();
        instance.transition = Some(Transition::AfterMs(0));
    })])
    .await;
    for times in 1..=2 {
        assert_eq!(stop(&sandbox).await.status, 200);
        assert_eq!(sandbox.state_of(Cloud::Huaweicloud, ID).unwrap(), "STOP_FAILED");
        assert_eq!(sandbox.stops_sent(Cloud::Huaweicloud, ID), times);
    }
}

#[tokio::test]
async fn unknown_server_returns_status_400() {
    let sandbox = fleet(one()).await;
    let server = ask(&sandbox, "GET", &format!("/{ID}")).await.at("/cloud_server/id");
    for id in ["00000000-0000-4000-8000-000000000000", server.as_str().unwrap()] {
        for (method, rest) in [("GET", format!("/{id}")), ("PUT", format!("/{id}/stop"))] {
            let reply = ask(&sandbox, method, &rest).await;
            refused(&reply, 400, "ModelArts.6404");
            assert_eq!(reply.at("/error_msg"), format!("LiteServer instance '{id}' not found."));
        }
    }
}

#[tokio::test]
async fn project_of_another_account_is_refused() {
    let sandbox = fleet(one()).await;
    let call = Call::new(&sandbox, "GET", "/v1/ffffffffffffffffffffffffffffffff/dev-servers");
    let call = call.sign(&Huaweicloud::new(), &sandbox.credential(Cloud::Huaweicloud));
    refused(&call.send(&sandbox).await, 403, "ModelArts.0210");
    refused(&ask(&sandbox, "POST", &format!("/{ID}/stop")).await, 404, "APIGW.0101");
}

#[tokio::test]
async fn list_has_ten_rows_in_the_requested_order() {
    let ids: Vec<_> = (0..12).map(|at| format!("62383738-e52a-450a-9f84-f9e7054020{at:02}")).collect();
    let sandbox = fleet(ids.iter().map(|id| InstanceSpec::new(Cloud::Huaweicloud, id)).collect()).await;
    let first = ask(&sandbox, "GET", "").await;
    assert_eq!(first.at("/data").as_array().unwrap().len(), 10);
    assert_eq!(
        [first.at("/current"), first.at("/pages"), first.at("/total")],
        [json!(1), json!(2), json!(12)]
    );
    let rest = ask(&sandbox, "GET", "?limit=10&offset=10&sort_dir=ASC&sort_key=createTime").await;
    assert_eq!((rest.at("/data/1/id"), rest.at("/size")), (json!(ids[11]), json!(2)));
    let last = ask(&sandbox, "GET", "?limit=1&sort_dir=DESC").await;
    assert_eq!(last.at("/data/0/id"), json!(ids[11]));
    assert_eq!(ask(&sandbox, "GET", "?limit=0").await.at("/data"), json!([]));
    assert_eq!(ask(&sandbox, "GET", "/all").await.at("/data").as_array().unwrap().len(), 12);
    for wrong in ["?limit=1025", "?offset=-1", "?limit=x"] {
        refused(&ask(&sandbox, "GET", wrong).await, 400, "ModelArts.0104");
    }
}

#[tokio::test]
async fn signature_mismatch_shows_canonical_request() {
    let sandbox = fleet(one()).await;
    let credential = sandbox.credential(Cloud::Huaweicloud);
    let signed =
        call(&sandbox, "PUT", &format!("/{ID}/stop")).sign(&Huaweicloud::new(), &wrong_key(&credential));
    let reply = signed.send(&sandbox).await;
    refused(&reply, 401, "APIGW.0301");
    let message = reply.at("/error_msg").as_str().unwrap().to_owned();
    let start = format!(
        "verify aksk signature fail, canonicalRequest:PUT|{BASE}/{ID}/stop/||content-type:application/json|host:"
    );
    assert!(message.contains(&start), "{message}");
    assert!(message.ends_with("|e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    assert_eq!(reply.at("/request_id"), reply.header("x-request-id").unwrap());
}

#[tokio::test]
async fn expired_signature_shows_both_times() {
    let sandbox = fleet(one()).await;
    let late = call(&sandbox, "GET", "").sign_at(
        &Huaweicloud::new(),
        &sandbox.credential(Cloud::Huaweicloud),
        NOW.plus(-1000),
    );
    let message = late.send(&sandbox).await.at("/error_msg").as_str().unwrap().to_owned();
    let times = format!("signature time:{},server time:{}", &*NOW.plus(-1000).iso_basic(), &*NOW.iso_basic());
    assert!(message.ends_with(&times), "{message}");
    let nobody = call(&sandbox, "GET", "").sign(&Huaweicloud::new(), &Credential::new("nobody", "x"));
    refused(&nobody.send(&sandbox).await, 401, "APIGW.0301");
    refused(&call(&sandbox, "GET", "").send(&sandbox).await, 401, "APIGW.0301");
}

#[tokio::test]
async fn derived_algorithm_is_verified() {
    let sandbox = fleet(one()).await;
    let derived = Huaweicloud::derived("cn-north-4", "modelarts");
    let call = call(&sandbox, "GET", "").sign(&derived, &sandbox.credential(Cloud::Huaweicloud));
    assert_eq!(call.send(&sandbox).await.status, 200);
}

#[tokio::test]
async fn token_replaces_signature_and_is_not_echoed() {
    let file = r#"{"accounts": [
        {"cloud": "huaweicloud", "access_key": "tmp", "secret_key": "k", "security_token": "sts-token", "token": "ready-token"}
    ]}"#;
    let sandbox = start(Scenario::from_json(file).unwrap()).await;
    let ready = call(&sandbox, "GET", "").header("X-Auth-Token", "ready-token");
    assert_eq!(ready.send(&sandbox).await.status, 200);
    let old = call(&sandbox, "GET", "").header("X-Auth-Token", "old-token");
    refused(&old.send(&sandbox).await, 401, "APIGW.0307");

    assert_eq!(ask(&sandbox, "GET", "").await.status, 200);
    let bad = Credential::new("tmp", "wrong").with_security_token("sts-token");
    let reply = call(&sandbox, "GET", "").sign(&Huaweicloud::new(), &bad).send(&sandbox).await;
    let message = reply.at("/error_msg").as_str().unwrap().to_owned();
    assert!(message.contains("x-security-token:***|") && !message.contains("sts-token"), "{message}");
}

#[tokio::test]
async fn account_sees_only_its_own_project() {
    let file = json!({
        "accounts": [
            {"cloud": "huaweicloud", "access_key": "one", "secret_key": "k"},
            {"cloud": "huaweicloud", "access_key": "two", "secret_key": "k", "project_id": "p2"},
        ],
        "instances": [{"cloud": "huaweicloud", "id": ID}, {"cloud": "huaweicloud", "id": "other", "project_id": "p2"}],
    });
    let sandbox = start(Scenario::from_json(&file.to_string()).unwrap()).await;
    let call = Call::new(&sandbox, "GET", "/v1/p2/dev-servers")
        .sign(&Huaweicloud::new(), &Credential::new("two", "k"));
    let data: Vec<Value> = call.send(&sandbox).await.at("/data").as_array().unwrap().clone();
    assert_eq!((data.len(), &data[0]["id"]), (1, &json!("other")));
    assert_eq!(ask(&sandbox, "GET", "").await.at("/total"), 1);
}
