//! IAM: tokens for a password, and projects by region.

use std::time::Duration;

use serde_json::{Value, json};
use tingji_sandbox::{Cloud, Sandbox};
use tingji_signing_core::Huaweicloud;

use super::{call, one, refused};
use crate::client::{Call, Reply, fleet, wrong_key};

const PROJECT: &str = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";

fn login(password: &str, scope: &Value) -> Value {
    let user = json!({
        "name": "sandbox-huaweicloud-key", "password": password, "domain": { "name": "account" },
    });
    json!({ "auth": { "identity": { "methods": ["password"], "password": { "user": user } }, "scope": scope } })
}

async fn log_in(sandbox: &Sandbox, target: &str, body: &Value) -> Reply {
    let call = Call::new(sandbox, "POST", target).header("Content-Type", "application/json;charset=utf8");
    call.body(&body.to_string()).send(sandbox).await
}

#[tokio::test]
async fn password_tokens_are_valid_for_a_day() {
    let sandbox = fleet(one()).await;
    let body = login("sandbox-huaweicloud-not-a-secret", &json!({ "project": { "name": "cn-east-3" } }));
    let first = log_in(&sandbox, "/v3/auth/tokens?nocatalog=true", &body).await;
    let second = log_in(&sandbox, "/v3/auth/tokens", &body).await;
    assert_eq!((first.status, second.status), (201, 201));
    assert_eq!(
        (first.at("/token/project/id"), first.at("/token/project/name")),
        (json!(PROJECT), json!("cn-east-3"))
    );
    assert!(first.json()["token"].get("catalog").is_none() && second.at("/token/catalog").is_array());
    assert!(first.header("x-iam-trace-id").is_some());

    let tokens = [&first, &second].map(|reply| reply.header("x-subject-token").unwrap().to_owned());
    assert_ne!(tokens[0], tokens[1]);
    for token in &tokens {
        assert!(!first.text.contains(token.as_str()));
        assert_eq!(call(&sandbox, "GET", "").header("X-Auth-Token", token).send(&sandbox).await.status, 200);
    }
    sandbox.advance(Duration::from_secs(24 * 3600));
    let late = call(&sandbox, "GET", "").header("X-Auth-Token", &tokens[0]).send(&sandbox).await;
    refused(&late, 401, "APIGW.0307");
}

#[tokio::test]
async fn iam_errors_have_numeric_codes() {
    let sandbox = fleet(one()).await;
    let good = "sandbox-huaweicloud-not-a-secret";
    let here = json!({ "project": { "id": PROJECT } });
    assert_eq!(log_in(&sandbox, "/v3/auth/tokens", &login(good, &here)).await.status, 201);
    for body in [
        login("wrong", &here),
        login(good, &json!({ "project": { "id": "other" } })),
        login(good, &json!({ "project": { "name": "nowhere" } })),
        login(good, &json!({ "domain": { "name": "account" } })),
    ] {
        let reply = log_in(&sandbox, "/v3/auth/tokens", &body).await;
        assert_eq!((reply.status, reply.at("/error/code")), (401, json!(401)), "{reply:?}");
        assert!(reply.header("x-subject-token").is_none());
    }
    for body in [json!([]), json!({ "auth": { "identity": { "methods": ["totp"] } } })] {
        assert_eq!(log_in(&sandbox, "/v3/auth/tokens", &body).await.status, 400);
    }
}

#[tokio::test]
async fn project_of_a_region_is_listed() {
    let sandbox = fleet(one()).await;
    let credential = sandbox.credential(Cloud::Huaweicloud);
    for (query, count) in
        [("?name=cn-north-4", 1), ("?name=ap-southeast-3", 1), ("", 1), ("?name=nowhere", 0)]
    {
        let call = Call::new(&sandbox, "GET", &format!("/v3/projects{query}"))
            .sign(&Huaweicloud::new(), &credential);
        let reply = call.send(&sandbox).await;
        assert_eq!(reply.at("/projects").as_array().unwrap().len(), count, "{query}");
    }
    let call =
        Call::new(&sandbox, "GET", "/v3/projects?name=cn-north-4").sign(&Huaweicloud::new(), &credential);
    assert_eq!(call.send(&sandbox).await.at("/projects/0/id"), PROJECT);
    let wrong = Call::new(&sandbox, "GET", "/v3/projects").sign(&Huaweicloud::new(), &wrong_key(&credential));
    refused(&wrong.send(&sandbox).await, 401, "APIGW.0301");
    refused(&Call::new(&sandbox, "GET", "/v3/projects").send(&sandbox).await, 401, "APIGW.0301");
}
