//! Baidu BCC: start, reboot, release, filters and catalog.

use std::time::Duration;

use serde_json::{Value, json};
use tingji_sandbox::{Cloud, InstanceSpec, Sandbox};
use tingji_signing_core::Bce;

use crate::client::{Call, NOW, Reply, fleet, machine};

async fn ask(sandbox: &Sandbox, method: &str, target: &str, body: &Value) -> Reply {
    let text = if body.is_null() { String::new() } else { body.to_string() };
    let call = Call::new(sandbox, method, target).body(&text);
    call.sign(&Bce::new(), &sandbox.credential(Cloud::Bce)).send(sandbox).await
}

fn refused(reply: &Reply, status: u16, code: &str) {
    assert_eq!((reply.status, reply.at("/code")), (status, json!(code)), "{reply:?}");
}

fn accepted(reply: &Reply) {
    assert_eq!((reply.status, reply.text.as_str()), (200, ""), "{reply:?}");
}

async fn states(sandbox: &Sandbox, id: &str) -> Vec<String> {
    let mut states = Vec::new();
    loop {
        let reply = ask(sandbox, "GET", &format!("/v2/instance/{id}"), &Value::Null).await;
        if reply.status != 200 {
            states.push(reply.at("/code").as_str().unwrap().to_owned());
            return states;
        }
        let state = reply.at("/instance/status").as_str().unwrap().to_owned();
        if ["Running", "Stopped", "Recycled"].contains(&state.as_str()) {
            states.push(state);
            return states;
        }
        states.push(state);
    }
}

fn some(ids: &[&str]) -> Vec<InstanceSpec> {
    ids.iter().map(|id| InstanceSpec::new(Cloud::Bce, *id)).collect()
}

#[tokio::test]
async fn lifecycle_runs_from_stop_to_release() {
    let sandbox = fleet(some(&["i-1"])).await;
    let none = Value::Null;
    refused(
        &ask(&sandbox, "PUT", "/v2/instance/i-1?start", &none).await,
        409,
        "Instance.StartInstanceOperationForbidden",
    );
    accepted(&ask(&sandbox, "PUT", "/v2/instance/i-1?stop", &none).await);
    refused(
        &ask(&sandbox, "PUT", "/v2/instance/i-1?start", &none).await,
        409,
        "Instance.StartInstanceOperationForbidden",
    );
    refused(
        &ask(&sandbox, "PUT", "/v2/instance/i-1?reboot", &none).await,
        409,
        "Instance.RebootInstanceOperationForbidden",
    );
    assert_eq!(states(&sandbox, "i-1").await, ["Stopping", "Stopping", "Stopped"]);
    accepted(&ask(&sandbox, "PUT", "/v2/instance/i-1?start=", &none).await);
    assert_eq!(states(&sandbox, "i-1").await, ["Starting", "Starting", "Running"]);
    let reboot = ask(&sandbox, "PUT", "/v2/instance/i-1?reboot", &json!({"forceStop": true})).await;
    assert_eq!((reboot.status, reboot.at("/failedInstanceIdList")), (200, json!([])));
    assert_eq!(states(&sandbox, "i-1").await, ["Starting", "Starting", "Running"]);
    accepted(&ask(&sandbox, "DELETE", "/v2/instance/i-1", &none).await);
    assert_eq!(states(&sandbox, "i-1").await, ["Stopping", "Stopping", "NoSuchObject"]);
    assert_eq!(sandbox.state_of(Cloud::Bce, "i-1"), None);
}

fn batch_path(action: &str) -> String {
    format!("/v2/instance/batchAction?{action}")
}

#[tokio::test]
async fn batch_token_is_valid_for_one_action() {
    let sandbox = fleet(some(&["i-1", "i-2"])).await;
    let both = json!({"instanceIds": ["i-1", "i-2"]});
    refused(
        &ask(&sandbox, "PUT", &batch_path("start"), &both).await,
        409,
        "Instance.StartInstanceOperationForbidden",
    );
    assert_eq!(ask(&sandbox, "PUT", &batch_path("stop&clientToken=t"), &both).await.status, 200);
    refused(
        &ask(&sandbox, "PUT", &batch_path("start&clientToken=t"), &both).await,
        403,
        "IdempotentParameterMismatch",
    );
    refused(
        &ask(&sandbox, "PUT", &batch_path("reboot"), &both).await,
        409,
        "Instance.RebootInstanceOperationForbidden",
    );
    for id in ["i-1", "i-2"] {
        states(&sandbox, id).await;
    }
    assert_eq!(
        ask(&sandbox, "PUT", &batch_path("start"), &both).await.at("/failedInstanceIdList"),
        json!([])
    );
    assert_eq!(states(&sandbox, "i-2").await, ["Starting", "Starting", "Running"]);
    states(&sandbox, "i-1").await;
    assert_eq!(ask(&sandbox, "PUT", &batch_path("reboot"), &both).await.status, 200);
    refused(&ask(&sandbox, "PUT", &batch_path("format"), &both).await, 400, "InvalidHTTPRequest");
}

#[tokio::test]
async fn expired_and_busy_instances_are_refused() {
    let expired = machine(Cloud::Bce, "i-1", |i| i.state = "Expired".into());
    let mut busy = machine(Cloud::Bce, "i-2", |i| i.state = "Stopped".into());
    busy.image_in_progress = true;
    let sandbox = fleet(vec![expired, busy]).await;
    let none = Value::Null;
    refused(
        &ask(&sandbox, "PUT", "/v2/instance/i-1?start", &none).await,
        409,
        "Instance.StartExpiredInstance",
    );
    refused(
        &ask(&sandbox, "PUT", "/v2/instance/i-2?start", &none).await,
        409,
        "Instance.StartInstanceOperationForbidden",
    );
}

#[tokio::test]
async fn protection_prevents_manual_release() {
    let prepaid = machine(Cloud::Bce, "i-2", |i| i.charge_type = "Prepaid".into());
    let sandbox = fleet([some(&["i-1"]), vec![prepaid]].concat()).await;
    for id in ["i-1", "i-2"] {
        let path = format!("/v2/instance/{id}/deletionProtection");
        refused(&ask(&sandbox, "PUT", &path, &json!({"deletionProtection": 2})).await, 400, "BadRequest");
        accepted(&ask(&sandbox, "PUT", &path, &json!({"deletionProtection": 1})).await);
    }
    let flags = json!({"relatedReleaseFlag": true, "deleteCdsSnapshotFlag": false});
    let many = json!({"instanceIds": ["i-1"], "relatedReleaseFlag": true, "deleteCdsSnapshotFlag": false});
    for (method, target, body) in [
        ("DELETE", "/v2/instance/i-1", Value::Null),
        ("POST", "/v2/instance/i-1", flags),
        ("POST", "/v2/instance/batchDelete", many),
        ("POST", "/v2/instance/delete", json!({"instanceId": "i-2"})),
    ] {
        refused(&ask(&sandbox, method, target, &body).await, 403, "Instance.DeletionProtection");
    }
    let shown = ask(&sandbox, "GET", "/v2/instance/i-1", &Value::Null).await;
    assert_eq!(shown.at("/instance/deletionProtection"), 1);
    accepted(
        &ask(&sandbox, "PUT", "/v2/instance/i-1/deletionProtection", &json!({"deletionProtection": 0})).await,
    );
    accepted(&ask(&sandbox, "DELETE", "/v2/instance/i-1", &Value::Null).await);
}

/// Body of a batch release.
fn release(ids: &[&str]) -> Value {
    json!({"instanceIds": ids, "relatedReleaseFlag": false, "deleteCdsSnapshotFlag": false})
}

#[tokio::test]
async fn release_form_depends_on_payment() {
    let prepaid = machine(Cloud::Bce, "i-2", |i| i.charge_type = "Prepaid".into());
    let sandbox = fleet([some(&["i-1", "i-3"]), vec![prepaid]].concat()).await;
    refused(
        &ask(&sandbox, "DELETE", "/v2/instance/i-2", &Value::Null).await,
        403,
        "Instance.ReleaseNotPrepay",
    );
    refused(&ask(&sandbox, "POST", "/v2/instance/i-2", &json!({})).await, 400, "InappropriateJSON");
    let batch = ask(&sandbox, "POST", "/v2/instance/batchDelete", &release(&["i-1", "i-2"])).await;
    refused(&batch, 403, "Instance.DeleteServerFailException");
    assert_eq!(sandbox.state_of(Cloud::Bce, "i-1").unwrap(), "Running");
    refused(
        &ask(&sandbox, "POST", "/v2/instance/delete", &json!({"instanceId": "i-1"})).await,
        400,
        "BadRequest",
    );

    let early = ask(&sandbox, "POST", "/v2/instance/delete", &json!({"instanceId": "i-2"})).await;
    assert_eq!(
        (early.at("/instanceRefundFlag"), early.at("/successResources/instanceId")),
        (json!(true), json!("i-2"))
    );
    let mut recycled = release(&["i-1"]);
    recycled["bccRecycleFlag"] = json!(true);
    assert_eq!(ask(&sandbox, "POST", "/v2/instance/batchDelete", &recycled).await.status, 200);
    assert_eq!(states(&sandbox, "i-1").await.last().unwrap(), "Recycled");
    let flags = json!({"relatedReleaseFlag": false, "deleteCdsSnapshotFlag": true});
    accepted(&ask(&sandbox, "POST", "/v2/instance/i-3", &flags).await);
    accepted(&ask(&sandbox, "POST", "/v2/instance/i-3", &flags).await);
    refused(
        &ask(&sandbox, "PUT", "/v2/instance/i-3?stop", &Value::Null).await,
        409,
        "Instance.StopInstanceOperationForbidden",
    );
    assert_eq!(states(&sandbox, "i-3").await, ["Stopping", "Stopping", "NoSuchObject"]);
}

#[tokio::test]
async fn scheduled_release_happens_unless_cancelled() {
    let prepaid = machine(Cloud::Bce, "i-3", |i| i.charge_type = "Prepaid".into());
    let sandbox = fleet([some(&["i-1", "i-2"]), vec![prepaid]].concat()).await;
    let at = json!({"releaseTime": NOW.plus(3600).to_string(), "isEipAutoRelatedDelete": true});
    for id in ["i-1", "i-2"] {
        accepted(
            &ask(&sandbox, "PUT", &format!("/v2/instance/{id}?autorelease&clientToken={id}"), &at).await,
        );
    }
    let shown = ask(&sandbox, "GET", "/v2/instance/i-1", &Value::Null).await;
    assert_eq!(shown.at("/instance/releaseTime"), NOW.plus(3600).to_string());
    accepted(&ask(&sandbox, "PUT", "/v2/instance/i-2?autorelease", &json!({})).await);
    for (id, body) in [
        ("i-1", json!({"releaseTime": "tomorrow"})),
        ("i-1", json!({"releaseTime": NOW.plus(-60).to_string()})),
        ("i-3", at),
    ] {
        refused(
            &ask(&sandbox, "PUT", &format!("/v2/instance/{id}?autorelease"), &body).await,
            400,
            "BadRequest",
        );
    }
    sandbox.advance(Duration::from_secs(3600));
    assert_eq!(sandbox.state_of(Cloud::Bce, "i-1"), None);
    assert_eq!(sandbox.state_of(Cloud::Bce, "i-2").unwrap(), "Running");
}

#[tokio::test]
async fn filters_combine_and_values_are_alternatives() {
    let other = machine(Cloud::Bce, "i-2", |i| {
        i.zone = "cn-bj-b".into();
        i.name = "train-2".into();
        i.state = "Stopped".into();
    });
    let sandbox = fleet([some(&["i-1"]), vec![other]].concat()).await;
    for (query, ids) in [
        ("zoneName=cn-bj-b", vec!["i-2"]),
        ("status=Running,Stopped", vec!["i-1", "i-2"]),
        ("status=Stopped&zoneName=cn-bj-a", vec![]),
        ("fuzzyInstanceName=rain", vec!["i-2"]),
        ("instanceNames=i-1,x", vec!["i-1"]),
        ("volumeIds=v-i-2", vec!["i-2"]),
        ("keypairId=k-1", vec![]),
        ("paymentTiming=Postpaid&autoRenew=false", vec!["i-1", "i-2"]),
        ("privateIps=192.168.0.2&vpcId=vpc-sandbox1", vec!["i-1", "i-2"]),
    ] {
        let page = ask(&sandbox, "GET", &format!("/v2/instance?{query}"), &Value::Null).await.json();
        let found: Vec<_> =
            page["instances"].as_array().unwrap().iter().map(|one| one["id"].clone()).collect();
        assert_eq!(found, ids, "{query}");
    }
    let many = vec!["i-1"; 101].join(",");
    for query in ["privateIps=1.1.1.1", "instanceNames=a&fuzzyInstanceName=b", &format!("instanceIds={many}")]
    {
        let reply = ask(&sandbox, "GET", &format!("/v2/instance?{query}"), &Value::Null).await;
        refused(&reply, 400, "BadRequest");
    }
    let no_charge = ask(&sandbox, "GET", "/v2/instance/noCharge", &Value::Null).await;
    assert_eq!(no_charge.at("/instances").as_array().unwrap().len(), 1, "only what runs");
}

#[tokio::test]
async fn regions_zones_and_sizes_are_listed() {
    let sandbox = fleet(vec![machine(Cloud::Bce, "i-1", |i| i.zone = "cn-gz-c".into())]).await;
    let zones = ask(&sandbox, "GET", "/v2/zone", &Value::Null).await.at("/zones");
    assert_eq!(zones, json!([{"zoneName": "cn-bj-a"}, {"zoneName": "cn-bj-b"}, {"zoneName": "cn-gz-c"}]));
    let one =
        ask(&sandbox, "POST", "/v2/region/describeRegions", &json!({"region": "gz"})).await.at("/regions");
    assert_eq!(
        one,
        json!([{"regionId": "gz", "regionName": "广州", "regionEndpoint": "bcc.gz.baidubce.com"}])
    );
    let all = ask(&sandbox, "POST", "/v2/region/describeRegions", &Value::Null).await.at("/regions");
    assert_eq!(all.as_array().unwrap().len(), 9);
    let query = "/v2/instance/flavorSpec?zoneName=cn-bj-a&specIds=gn5%2Cg4&specs=bcc.gn5.c18m74.1a10";
    let sizes = ask(&sandbox, "GET", query, &Value::Null).await.at("/zoneResources");
    assert_eq!(sizes.as_array().unwrap().len(), 1);
    assert_eq!(sizes[0]["bccResources"]["flavorGroups"][0]["flavors"][0]["gpuCardCount"], 1);
    refused(&ask(&sandbox, "POST", "/v2/zone", &Value::Null).await, 400, "InvalidHTTPRequest");
    refused(&ask(&sandbox, "GET", "/v9/zone", &Value::Null).await, 404, "InvalidVersion");
}
