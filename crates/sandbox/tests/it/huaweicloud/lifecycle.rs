//! Operations on single servers and batches.

use std::time::Duration;

use serde_json::{Value, json};
use tingji_sandbox::{Cloud, Sandbox, Scenario};
use tingji_signing_core::Huaweicloud;

use super::{ID, ask, call, one, refused};
use crate::client::{Reply, machine, start};

const IMAGE: &str = "c90fb553-2cdb-4b81-b56a-ef68812c6cf7";

async fn sandbox() -> Sandbox {
    let mut scenario = Scenario::empty();
    scenario.instances = one();
    start(scenario).await
}

pub(super) async fn send(sandbox: &Sandbox, method: &str, rest: &str, body: &Value) -> Reply {
    let call = call(sandbox, method, rest).body(&body.to_string());
    call.sign(&Huaweicloud::new(), &sandbox.credential(Cloud::Huaweicloud)).send(sandbox).await
}

async fn state(sandbox: &Sandbox) -> Value {
    ask(sandbox, "GET", &format!("/{ID}")).await.at("/status")
}

fn pass(sandbox: &Sandbox) {
    sandbox.advance(Duration::from_secs(2));
}

fn order() -> Value {
    json!({
        "name": "train-1", "image_id": IMAGE, "flavor": "modelarts.vm.cpu.8ud", "key_pair_name": "k",
        "network": { "vpc_id": "v", "subnet_id": "s", "security_group_id": "g" },
    })
}

#[tokio::test]
async fn lifecycle_runs_from_stop_to_deletion() {
    let sandbox = sandbox().await;
    let way = [
        ("stop", "STOPPING", "STOPPED"),
        ("start", "STARTING", "RUNNING"),
        ("reboot", "REBOOTING", "RUNNING"),
    ];
    for (verb, through, to) in way {
        let reply = send(&sandbox, "PUT", &format!("/{ID}/{verb}"), &json!({})).await;
        assert_eq!((reply.status, reply.at("/status")), (200, json!(through)), "{reply:?}");
        refused(&send(&sandbox, "PUT", &format!("/{ID}/{verb}"), &json!({})).await, 400, "ModelArts.6357");
        pass(&sandbox);
        assert_eq!(state(&sandbox).await, to);
    }
    assert_eq!(ask(&sandbox, "DELETE", &format!("/{ID}")).await.at("/status"), "DELETING");
    assert_eq!(state(&sandbox).await, "DELETING");
    pass(&sandbox);
    refused(&ask(&sandbox, "GET", &format!("/{ID}")).await, 400, "ModelArts.6404");
    assert_eq!(ask(&sandbox, "GET", "").await.at("/total"), 0);
    let actions: Vec<_> = sandbox.requests().into_iter().map(|seen| seen.action).collect();
    for name in ["StopDevServer", "StartDevServer", "RebootDevServer", "DeleteDevServer", "ShowDevServer"] {
        assert!(actions.iter().any(|action| action == name), "{name}");
    }
}

#[tokio::test]
async fn start_requires_a_body() {
    let sandbox = sandbox().await;
    ask(&sandbox, "PUT", &format!("/{ID}/stop")).await;
    pass(&sandbox);
    refused(&ask(&sandbox, "PUT", &format!("/{ID}/start")).await, 400, "ModelArts.6400");
}

#[tokio::test]
async fn os_change_requires_stopped_and_ends_running() {
    let sandbox = sandbox().await;
    let body = json!({ "image_id": "e21ad775-4efc-4da3-9788-018aa34e8ebd", "admin_pass": "Sw0rdfish!" });
    let change = format!("/{ID}/changeos");
    refused(&send(&sandbox, "POST", &change, &body).await, 400, "ModelArts.6357");
    ask(&sandbox, "PUT", &format!("/{ID}/stop")).await;
    pass(&sandbox);
    for bad in [json!({}), json!({ "admin_pass": "Sw0rdfish!" }), json!({ "image_id": IMAGE })] {
        refused(&send(&sandbox, "POST", &change, &bad).await, 400, "ModelArts.0104");
    }
    let reply = send(&sandbox, "POST", &change, &body).await;
    assert_eq!(
        (reply.at("/status"), reply.at("/image/image_id")),
        (json!("CHANGINGOS"), body["image_id"].clone())
    );
    assert!(!reply.text.contains("Sw0rdfish"), "{reply:?}");
    pass(&sandbox);
    assert_eq!(state(&sandbox).await, "RUNNING");
    ask(&sandbox, "PUT", &format!("/{ID}/stop")).await;
    pass(&sandbox);
    let again = send(&sandbox, "POST", &format!("/{ID}/reinstallos"), &json!({ "key_pair_name": "k" })).await;
    assert_eq!((again.at("/status"), again.at("/key_pair_name")), (json!("REINSTALLINGOS"), json!("k")));
}

#[tokio::test]
async fn new_server_is_listed_and_renamed() {
    let sandbox = sandbox().await;
    let made = send(&sandbox, "POST", "", &order()).await;
    assert_eq!(
        (made.status, made.at("/status"), made.at("/name")),
        (200, json!("CREATING"), json!("train-1"))
    );
    assert_eq!(made.at("/vpc_id"), "v");
    pass(&sandbox);
    let id = made.at("/id").as_str().unwrap().to_owned();
    assert_eq!(ask(&sandbox, "GET", &format!("/{id}")).await.at("/status"), "RUNNING");
    let renamed = send(&sandbox, "PUT", &format!("/{id}"), &json!({ "name": "train-2" })).await;
    assert_eq!(renamed.at("/name"), "train-2");
    refused(
        &send(&sandbox, "PUT", &format!("/{id}"), &json!({ "name": "a b" })).await,
        400,
        "ModelArts.0104",
    );

    let mut several = order();
    several["count"] = json!(3);
    several["data_volume"] = json!({ "size": 100, "type": "SSD", "count": 2 });
    let first = send(&sandbox, "POST", "", &several).await;
    assert_eq!(first.at("/name"), "train-1-0001");
    assert_eq!(first.at("/volumes").as_array().unwrap().len(), 3);
    assert_eq!(ask(&sandbox, "GET", "").await.at("/total"), 5);
}

#[tokio::test]
async fn prepaid_server_returns_an_order_and_is_undeletable() {
    let sandbox = sandbox().await;
    let mut order = order();
    order["charging_info"] = json!({ "charging_mode": "PRE_PAID", "period_num": 1, "period_type": "MONTH" });
    let ordered = send(&sandbox, "POST", "", &order).await.json();
    assert_eq!(ordered.as_object().unwrap().keys().collect::<Vec<_>>(), ["order_id"]);
    pass(&sandbox);
    let listed = ask(&sandbox, "GET", "?sort_dir=DESC").await;
    assert_eq!(listed.at("/data/0/order_id"), ordered["order_id"]);
    let id = listed.at("/data/0/id").as_str().unwrap().to_owned();
    refused(&ask(&sandbox, "DELETE", &format!("/{id}")).await, 400, "ModelArts.7000");
}

#[tokio::test]
async fn contradictory_creation_is_refused() {
    let sandbox = sandbox().await;
    for (field, value) in [
        ("name", json!("")),
        ("image_id", Value::Null),
        ("flavor", Value::Null),
        ("resource_flavor", json!("both")),
        ("admin_pass", json!("Sw0rdfish!")),
        ("key_pair_name", Value::Null),
        ("network", json!({ "vpc_id": "v" })),
        ("count", json!(11)),
    ] {
        let mut order = order();
        order[field] = value;
        refused(&send(&sandbox, "POST", "", &order).await, 400, "ModelArts.0104");
    }
    assert_eq!(ask(&sandbox, "GET", "").await.at("/total"), 1);
}

/// Body of a batch action.
fn batch(kind: &str, ids: &[&str]) -> Value {
    let servers: Vec<_> = ids.iter().map(|id| json!({ "id": id })).collect();
    json!({ "type": kind, "servers": servers })
}

#[tokio::test]
async fn batch_is_atomic() {
    let other = "72383738-e52a-450a-9f84-f9e705402be8";
    let mut scenario = Scenario::empty();
    scenario.instances = one();
    scenario.instances.push(machine(Cloud::Huaweicloud, other, |instance| instance.state = "STOPPED".into()));
    let sandbox = start(scenario).await;
    for (kind, ids, code) in [
        ("STOP", &[ID, other][..], "ModelArts.6357"),
        ("STOP", &[ID, "nobody"], "ModelArts.6404"),
        ("STOP", &[], "ModelArts.0104"),
        ("EAT", &[ID], "ModelArts.0104"),
        ("CHANGEOS", &[other], "ModelArts.0104"),
    ] {
        refused(&send(&sandbox, "POST", "/action", &batch(kind, ids)).await, 400, code);
    }
    assert_eq!(state(&sandbox).await, "RUNNING");
    let stopped = send(&sandbox, "POST", "/action", &batch("STOP", &[ID])).await;
    assert_eq!((stopped.at("/total"), stopped.at("/data/0/status")), (json!(1), json!("STOPPING")));
    assert_eq!(sandbox.stops_sent(Cloud::Huaweicloud, ID), 1);
    pass(&sandbox);
    let started = send(&sandbox, "POST", "/action", &batch("START", &[ID, other])).await;
    assert_eq!(started.at("/data/1/status"), "STARTING");
    assert_eq!(sandbox.requests().last().unwrap().ids, [ID, other]);
}

#[tokio::test]
async fn operation_id_is_the_request_id() {
    let sandbox = sandbox().await;
    let stop = ask(&sandbox, "PUT", &format!("/{ID}/stop")).await;
    let path = format!("/{ID}/operation/{}", stop.header("x-request-id").unwrap());
    let operation = ask(&sandbox, "GET", &path).await;
    assert_eq!(
        [operation.at("/operation_status"), operation.at("/operation_type")],
        [json!("running"), json!("node_stop")]
    );
    pass(&sandbox);
    assert_eq!(ask(&sandbox, "GET", &path).await.at("/operation_status"), "success");
    refused(&ask(&sandbox, "GET", &format!("/{ID}/operation/other")).await, 400, "ModelArts.6404");
}

#[tokio::test]
async fn flavors_and_images_are_filtered_by_server_type() {
    let sandbox = sandbox().await;
    for (path, total) in [
        ("/flavors", 4),
        ("/flavors?server_type=bms&arch=ARM", 1),
        ("/flavors?server_type=BMS&arch=X86", 0),
        ("/images?server_type=HPS", 1),
        ("/images?flavor_name=modelarts.vm.cpu.8ud", 1),
    ] {
        assert_eq!(ask(&sandbox, "GET", path).await.at("/total"), total, "{path}");
    }
    assert_eq!(ask(&sandbox, "GET", &format!("/images/{IMAGE}")).await.at("/image_id"), IMAGE);
    refused(&ask(&sandbox, "GET", "/images/none").await, 400, "ModelArts.6404");
    assert_eq!(ask(&sandbox, "PUT", "/sync?limit=1").await.at("/total"), 1);
}
