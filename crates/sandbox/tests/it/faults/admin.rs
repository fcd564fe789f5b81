//! The admin interface.

use serde_json::{Value, json};
use tingji_sandbox::{Cloud, Fault, Sandbox};

use super::{five, state, stop};
use crate::client::{Call, Reply};

async fn ask(sandbox: &Sandbox, method: &str, path: &str, body: &str) -> Reply {
    Call::new(sandbox, method, &format!("/_sandbox{path}")).body(body).send(sandbox).await
}

#[tokio::test]
async fn faults_can_be_added_listed_replaced_and_cleared() {
    let sandbox = five(vec![Fault::http(503).operation("list")]).await;
    let one = r#"{"fault": "http", "status": 502, "cloud": "bce", "times": 1}"#;
    let added = ask(&sandbox, "POST", "/faults", one).await;
    assert_eq!(
        (added.status, added.at("/faults/0/hits"), added.at("/faults/1/status")),
        (200, json!(0), json!(502))
    );
    assert_eq!(stop(&sandbox, Cloud::Bce, "i-1").send(&sandbox).await.status, 502);
    let listed = ask(&sandbox, "GET", "/faults", "").await;
    assert_eq!((listed.at("/faults/1/hits"), listed.at("/faults/1/cloud")), (json!(1), json!("bce")));
    let back: Vec<Value> = serde_json::from_value(listed.at("/faults")).unwrap();
    assert_eq!(back.len(), 2);

    let replaced = ask(&sandbox, "PUT", "/faults", r#"[{"fault": "reset"}, {"fault": "empty"}]"#).await;
    let kinds: Vec<_> = [0, 1].iter().map(|at| replaced.at(&format!("/faults/{at}/fault"))).collect();
    assert_eq!(kinds, ["reset", "empty"]);
    assert_eq!(sandbox.fault_hits(), [0, 0]);
    assert_eq!(ask(&sandbox, "DELETE", "/faults", "").await.json(), json!({ "faults": [] }));
    assert_eq!(stop(&sandbox, Cloud::Bce, "i-1").send(&sandbox).await.status, 200);
}

#[tokio::test]
async fn invalid_rules_keep_the_existing_ones() {
    let sandbox = five(vec![Fault::reset()]).await;
    for (body, expected) in [
        ("{", "EOF while parsing an object"),
        ("7", "faults[0]: a fault is a JSON object"),
        (r#"[{"fault": "empty"}, {"fault": "fire"}]"#, "faults[1]: unknown variant `fire`"),
        (r#"{"fault": "empty", "x": 1}"#, "faults[0]: unknown field `x` of the fault `empty`"),
    ] {
        let reply = ask(&sandbox, "PUT", "/faults", body).await;
        let why = reply.at("/message");
        assert_eq!(reply.status, 400);
        assert!(why.as_str().unwrap().starts_with(expected), "{why}");
    }
    assert_eq!(sandbox.fault_hits(), [0]);
    assert_eq!(ask(&sandbox, "GET", "/nothing", "").await.status, 404);
    assert_eq!(ask(&sandbox, "DELETE", "/state", "").await.status, 405);
    assert_eq!(ask(&sandbox, "POST", "/advance", r#"{"ms": 1, "s": 1}"#).await.status, 400);
    assert_eq!(ask(&sandbox, "POST", "/advance", r#"{"ms": -1}"#).await.status, 400);
}

#[tokio::test]
async fn admin_shows_state_and_requests_without_secrets() {
    let sandbox = five(vec![Fault::reset().after_effect().operation("stop")]).await;
    stop(&sandbox, Cloud::Bce, "i-1").send(&sandbox).await;
    assert_eq!(state(&sandbox, Cloud::Bce), "Stopping");
    let advanced = ask(&sandbox, "POST", "/advance", r#"{"ms": 60000}"#).await;
    assert_eq!(advanced.json(), json!({ "advanced_ms": 60000 }));
    let shown = ask(&sandbox, "GET", "/state", "").await;
    let instances = shown.at("/instances");
    let bce = instances.as_array().unwrap().iter().find(|one| one["cloud"] == "bce").unwrap();
    let expected = json!({
        "cloud": "bce", "region": "bj", "id": "i-1", "state": "Stopped", "stops": 1, "effects": 1,
    });
    assert_eq!(*bce, expected);
    assert_eq!((shown.at("/redirects_followed"), shown.at("/advanced_ms")), (json!(0), json!(60000)));

    let requests = ask(&sandbox, "GET", "/requests", "").await;
    let expected = json!([{
        "cloud": "bce", "action": "StopInstance", "ids": ["i-1"], "accepted": true, "effect": true,
        "status": 0, "fault": "reset",
    }]);
    assert_eq!(requests.at("/requests"), expected);
    for path in ["", "/faults", "/state", "/requests"] {
        let reply = ask(&sandbox, "GET", path, "").await;
        assert_eq!(reply.status, 200);
        for cloud in Cloud::ALL {
            assert!(!reply.text.contains(sandbox.credential(cloud).secret_key().expose_secret()));
        }
    }
    assert_eq!(sandbox.requests().len(), 1, "requests to the admin interface are not logged");
}

#[tokio::test]
async fn startup_info_names_the_admin_url() {
    let sandbox = five(Vec::new()).await;
    let announced: Value = serde_json::from_str(&sandbox.startup_info()).unwrap();
    assert_eq!(announced["admin"], format!("{}/_sandbox", sandbox.endpoint()));
}
