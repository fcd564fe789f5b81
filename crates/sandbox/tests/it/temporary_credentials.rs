//! Temporary keys of token and metadata services, and their expiry.

use std::time::Duration;

use serde_json::json;
use tingji_core::{Credential, UnixTime};
use tingji_sandbox::{Cloud, Sandbox, Scenario};
use tingji_signing_core::Volcengine;

use crate::client::{Call, NOW, Reply, start};

const ASSUME: &str = "Action=AssumeRole&DurationSeconds=900&RoleSessionName=s&RoleTrn=trn%3Aiam%3A%3A1%3Arole%2Fx&Version=2018-01-01";

async fn assume(sandbox: &Sandbox, query: &str) -> Reply {
    let call = Call::new(sandbox, "GET", &format!("/?{query}"));
    call.sign(&Volcengine::new("cn-beijing", "sts"), &sandbox.credential(Cloud::Volcengine))
        .send(sandbox)
        .await
}

async fn describe(sandbox: &Sandbox, keys: &Credential) -> Reply {
    let call = Call::new(sandbox, "GET", "/?Action=DescribeInstances&Version=2020-04-01");
    call.sign(&Volcengine::new("cn-beijing", "ecs"), keys).send(sandbox).await
}

fn keys(reply: &Reply) -> Credential {
    let text = |name: &str| reply.at(&format!("/Result/Credentials/{name}")).as_str().unwrap().to_owned();
    Credential::new(text("AccessKeyId"), text("SecretAccessKey")).with_security_token(text("SessionToken"))
}

#[tokio::test]
async fn issued_keys_are_valid_until_expiry() {
    let sandbox = start(Scenario::default()).await;
    let reply = assume(&sandbox, ASSUME).await;
    let end = reply.at("/Result/Credentials/ExpiredTime");
    assert_eq!(UnixTime::parse(end.as_str().unwrap()), Some(NOW.plus(900)));
    let keys = keys(&reply);
    assert_eq!(describe(&sandbox, &keys).await.status, 200);
    let bare = Credential::new(keys.access_key(), keys.secret_key().expose());
    assert_eq!(describe(&sandbox, &bare).await.at("/ResponseMetadata/Error/Code"), "InvalidSecretToken");
    sandbox.advance(Duration::from_secs(899));
    assert_eq!(describe(&sandbox, &keys).await.status, 200);
    sandbox.advance(Duration::from_secs(1));
    assert_eq!(describe(&sandbox, &keys).await.at("/ResponseMetadata/Error/Code"), "InvalidSecretToken");
}

#[tokio::test]
async fn invalid_assume_requests_are_refused() {
    let sandbox = start(Scenario::default()).await;
    for (from, to, code) in [
        ("DurationSeconds=900", "DurationSeconds=899", "InvalidParameter"),
        ("role%2Fx", "", "InvalidTRN"),
        ("RoleSessionName=s", "RoleSessionName=", "InvalidTRN"),
        ("AssumeRole&", "AssumeAll&", "ServiceNotFound"),
    ] {
        let reply = assume(&sandbox, &ASSUME.replace(from, to)).await;
        assert_eq!(reply.at("/ResponseMetadata/Error/Code"), code, "{to}");
    }
    let unsigned = Call::new(&sandbox, "GET", &format!("/?{ASSUME}")).send(&sandbox).await;
    assert_eq!(unsigned.at("/ResponseMetadata/Error/Code"), "InvalidCredential");
    let path = "/?Action=AssumeRoleWithOIDC&Version=2018-01-01";
    let oidc = Call::new(&sandbox, "POST", path).send(&sandbox).await;
    assert_eq!(oidc.at("/ResponseMetadata/Error/Code"), "InvalidOIDCToken");
}

#[tokio::test]
async fn metadata_services_require_a_token() {
    let sandbox = start(Scenario::default()).await;
    let send = |method: &'static str, path: &'static str| Call::new(&sandbox, method, path).send(&sandbox);
    assert_eq!(send("PUT", "/latest/api/token").await.status, 400);
    assert_eq!(send("PUT", "/meta-data/latest/api/token").await.status, 400);
    for path in ["/volcstack/latest/iam/security_credentials", "/openstack/latest/securitykey"] {
        assert_eq!(send("GET", path).await.status, 401, "{path}");
    }
    let body = json!({ "auth": { "identity": { "methods": ["token"], "token": { "id": "x" } } } });
    let call = Call::new(&sandbox, "POST", "/v3.0/OS-CREDENTIAL/securitytokens").body(&body.to_string());
    assert_eq!(call.send(&sandbox).await.status, 400);
    let empty = start(Scenario::empty()).await;
    let call = Call::new(&empty, "GET", "/openstack/latest/securitykey");
    assert_eq!(call.send(&empty).await.status, 401);
}
