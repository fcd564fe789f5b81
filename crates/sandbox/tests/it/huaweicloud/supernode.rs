//! Supernodes, whose nodes stop and start together.

use std::time::Duration;

use serde_json::json;
use tingji_sandbox::{Cloud, Sandbox, Scenario};

use super::{ask, refused};
use crate::client::{machine, start};

const SUPERNODE: &str = "3f2e6ca0-8c74-4b2d-8e3f-4b5d7c9e1a32";

fn node(at: usize) -> String {
    format!("62383738-e52a-450a-9f84-f9e7054020{at:02}")
}

async fn sandbox() -> Sandbox {
    let mut scenario = Scenario::empty();
    for at in 0..3 {
        // The last server belongs to no supernode.
        let supernode = if at < 2 { SUPERNODE } else { "" };
        let server = machine(Cloud::Huaweicloud, &node(at), |i| i.supernode = supernode.into());
        scenario.instances.push(server);
    }
    start(scenario).await
}

#[tokio::test]
async fn supernode_stops_and_starts_all_nodes() {
    let sandbox = sandbox().await;
    let path = format!("/hyperinstance/{SUPERNODE}");
    let shown = ask(&sandbox, "GET", &path).await;
    assert_eq!((shown.at("/status"), shown.at("/servers/1/id")), (json!("RUNNING"), json!(node(1))));
    assert_eq!(shown.at("/servers/0/server_hps/id"), SUPERNODE);
    refused(&ask(&sandbox, "PUT", &format!("{path}/start")).await, 400, "ModelArts.6357");

    let stopping = ask(&sandbox, "PUT", &format!("{path}/stop")).await;
    assert_eq!((stopping.status, stopping.at("/status")), (200, json!("STOPPING")));
    refused(&ask(&sandbox, "PUT", &format!("{path}/stop")).await, 400, "ModelArts.6357");
    sandbox.advance(Duration::from_secs(2));
    let states = [0, 1, 2].map(|at| sandbox.state_of(Cloud::Huaweicloud, &node(at)).unwrap());
    assert_eq!(states, ["STOPPED", "STOPPED", "RUNNING"]);
    assert_eq!(ask(&sandbox, "PUT", &format!("{path}/start")).await.at("/status"), "STARTING");
    sandbox.advance(Duration::from_secs(2));
    assert_eq!(ask(&sandbox, "GET", &path).await.at("/status"), "RUNNING");
}

#[tokio::test]
async fn supernode_node_cannot_change_alone() {
    let sandbox = sandbox().await;
    refused(&ask(&sandbox, "PUT", &format!("/{}/stop", node(0))).await, 400, "ModelArts.7000");
    assert_eq!(ask(&sandbox, "PUT", &format!("/{}/stop", node(2))).await.status, 200);
    assert_eq!(sandbox.stops_sent(Cloud::Huaweicloud, &node(0)), 0);
}

#[tokio::test]
async fn each_supernode_is_listed_once() {
    let sandbox = sandbox().await;
    for rest in ["/hyperinstance", "/hyperinstance/all", "/hyperinstance?limit=1&sort_dir=DESC"] {
        let list = ask(&sandbox, "GET", rest).await;
        assert_eq!((list.at("/total"), list.at("/data/0/id")), (json!(1), json!(SUPERNODE)), "{rest}");
    }
    assert_eq!(ask(&sandbox, "GET", "/hyperinstance?offset=1").await.at("/data"), json!([]));
    refused(&ask(&sandbox, "GET", "/hyperinstance?limit=0").await, 400, "ModelArts.0104");
    for id in ["3f2e6ca0-0000-4b2d-8e3f-4b5d7c9e1a32", &node(0)] {
        refused(&ask(&sandbox, "GET", &format!("/hyperinstance/{id}")).await, 400, "ModelArts.6404");
    }
}
