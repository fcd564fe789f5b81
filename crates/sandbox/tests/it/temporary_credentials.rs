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
    let fields = reply.at("/Result/Credentials");
    let [key, secret, token] =
        ["AccessKeyId", "SecretAccessKey", "SessionToken"].map(|name| fields[name].as_str().unwrap());
    Credential::new(key, secret).with_security_token(token)
}

#[tokio::test]
async fn issued_keys_are_valid_until_expiry() {
    let sandbox = start(Scenario::default()).await;
    let reply = assume(&sandbox, ASSUME).await;
    let end = reply.at("/Result/Credentials/ExpiredTime");
    assert_eq!(UnixTime::parse(end.as_str().unwrap()), Some(NOW.plus(900)));
    let keys = keys(&reply);
    assert_eq!(describe(&sandbox, &keys).await.status, 200);
    let bare = Credential::new(keys.access_key(), keys.secret_key().expose_secret());
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
    for (method, path, status) in [
        ("PUT", "/latest/api/token", 400),
        ("PUT", "/meta-data/latest/api/token", 400),
        ("GET", "/volcstack/latest/iam/security_credentials", 401),
        ("GET", "/openstack/latest/securitykey", 401),
    ] {
        assert_eq!(Call::new(&sandbox, method, path).send(&sandbox).await.status, status, "{path}");
    }
    let body = json!({ "auth": { "identity": { "methods": ["token"], "token": { "id": "x" } } } });
    let call = Call::new(&sandbox, "POST", "/v3.0/OS-CREDENTIAL/securitytokens").body(&body.to_string());
    assert_eq!(call.send(&sandbox).await.status, 400);
    let empty = start(Scenario::empty()).await;
    let call = Call::new(&empty, "GET", "/openstack/latest/securitykey");
    assert_eq!(call.send(&empty).await.status, 401);
}
