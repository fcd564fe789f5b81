//! Temporary keys: issued by the sandbox, used, renewed, rejected.

use std::net::Ipv4Addr;
use std::sync::Arc;

use tingji_core::auth::ProvideCredentials;
use tingji_core::credentials::{MetadataService, Network};
use tingji_core::endpoint::Endpoint;
use tingji_core::testing::{ManualClock, Recorder, TempHome};
use tingji_core::{Error, ErrorKind, UnixTime};
use tingji_sandbox::{Cloud, Sandbox, Scenario};
use tingji_volcengine::Client;
use tingji_volcengine::credentials::{AssumeRole, AssumeRoleWithOidc, CHAIN};
use tingji_volcengine::operation::DescribeInstances;

const ROLE: &str = "trn:iam::2100000000:role/operator";

/// Sandbox and clients that share a clock.
struct Harness {
    sandbox: Sandbox,
    clock: ManualClock,
}

impl Harness {
    async fn new() -> Self {
        let clock = ManualClock::at(UnixTime::parse("2026-01-01T00:00:00Z").unwrap());
        let theirs = clock.clone();
        let theirs = tingji_sandbox::SandboxClock::new(move || theirs.since_1970());
        let address = (Ipv4Addr::LOCALHOST, 0).into();
        let sandbox = Sandbox::bind_with_clock(address, Scenario::default(), theirs).await.unwrap();
        Self { sandbox, clock }
    }

    fn network(&self) -> Network {
        let endpoint: Endpoint = self.sandbox.endpoint().parse().unwrap();
        Network {
            clock: Some(Arc::new(self.clock.clone())),
            metadata: MetadataService::At(endpoint.clone()),
            endpoint: Some(endpoint),
            ..Network::default()
        }
    }

    fn client(&self, keys: impl ProvideCredentials + 'static) -> Client {
        let builder = Client::builder(keys).endpoint(&self.sandbox.endpoint()).unwrap();
        builder.clock(Arc::new(self.clock.clone())).build().unwrap()
    }

    fn found(&self, home: TempHome) -> Client {
        let found = CHAIN.find(&home.network(self.network()).context(), None).unwrap().unwrap();
        self.client(found.credentials)
    }

    /// Returns the number of requests for an action.
    fn request_count(&self, action: &str) -> usize {
        self.sandbox.requests().iter().filter(|seen| seen.action == action).count()
    }

    /// Uses the client at the start, shortly before the refresh buffer, within it, and after the expiry.
    async fn assert_renewals(&self, client: &Client, action: &str, lifetime: i64) {
        for (advance, asked) in [(0, 1), (lifetime - 301, 1), (2, 2), (10 * lifetime, 3), (1, 3)] {
            self.clock.advance(advance);
            client.send(&DescribeInstances::new()).await.unwrap();
            assert_eq!(self.request_count(action), asked, "{action} after {advance} s more");
        }
    }
}

async fn refusal(client: &Client) -> Error {
    client.send(&DescribeInstances::new()).await.unwrap_err()
}

#[tokio::test]
async fn role_keys_are_renewed_before_expiry() {
    let harness = Harness::new().await;
    let own = harness.sandbox.credential(Cloud::Volcengine);
    let role = AssumeRole::new(own, ROLE, &harness.network()).unwrap();
    harness.assert_renewals(&harness.client(role), "AssumeRole", 3600).await;
}

#[tokio::test]
async fn role_of_a_profile_is_assumed() {
    let harness = Harness::new().await;
    let own = harness.sandbox.credential(Cloud::Volcengine);
    let config = serde_json::json!({ "current": "x", "profiles": { "x": {
        "mode": "RamRoleArn", "access-key": own.access_key(), "secret-key": own.secret_key().expose_secret(),
        "role-name": "operator", "account-id": "2100000000",
    } } });
    let home = TempHome::new().file(".volcengine/config.json", &config.to_string());
    harness.found(home).send(&DescribeInstances::new()).await.unwrap();
    assert_eq!(harness.request_count("AssumeRole"), 1);
}

#[tokio::test]
async fn oidc_token_file_is_read_for_each_request() {
    let harness = Harness::new().await;
    let own = harness.sandbox.credential(Cloud::Volcengine);
    let home = TempHome::new().file("token", own.secret_key().expose_secret());
    let path = home.path().join("token");
    let home = home.var("VOLCENGINE_OIDC_TOKEN_FILE", "~/token").var("VOLCENGINE_OIDC_ROLE_TRN", ROLE);
    let surroundings = home.network(harness.network());
    let source = AssumeRoleWithOidc::from_env(&surroundings.context()).unwrap().unwrap();
    let client = harness.client(source);
    harness.assert_renewals(&client, "AssumeRoleWithOIDC", 3660).await;
    // A rejected token is an error, is redacted, and is not cached.
    harness.clock.advance(7200);
    std::fs::write(&path, "hidden-and-wrong").unwrap();
    let error = refusal(&client).await;
    assert_eq!(error.code(), Some("InvalidOIDCToken"));
    assert!(!format!("{error} {error:?} {client:?}").contains("hidden"));
    std::fs::write(&path, " \n").unwrap();
    assert!(refusal(&client).await.to_string().contains("is empty; it should contain an OIDC token"));
    std::fs::remove_file(&path).unwrap();
    assert!(
        refusal(&client).await.to_string().contains("that VOLCENGINE_OIDC_TOKEN_FILE names does not exist")
    );
    std::fs::write(&path, own.secret_key().expose_secret()).unwrap();
    client.send(&DescribeInstances::new()).await.unwrap();
}

#[tokio::test]
async fn instance_role_comes_from_the_metadata_service() {
    let harness = Harness::new().await;
    let client = harness.found(TempHome::new());
    harness.assert_renewals(&client, "MetadataCredentials", 3600).await;
    assert_eq!((harness.request_count("MetadataToken"), harness.request_count("MetadataRoles")), (3, 3));
    let named = harness.found(TempHome::new().var("VOLCENGINE_ECS_METADATA", "sandbox-role"));
    named.send(&DescribeInstances::new()).await.unwrap();
    assert_eq!(harness.request_count("MetadataRoles"), 3);
    let other = harness.found(TempHome::new().var("VOLCENGINE_ECS_METADATA", "no-such-role"));
    assert_eq!(refusal(&other).await.status(), Some(404));
    let evil = CHAIN.find(&TempHome::new().var("VOLCENGINE_ECS_METADATA", "../../x").context(), None);
    assert_eq!(evil.unwrap_err().kind(), ErrorKind::Credentials);
}

#[tokio::test]
async fn metadata_requests_follow_the_vendor() {
    let keys = r#"{"AccessKeyId": "k", "SecretAccessKey": "hidden-s", "SessionToken": "hidden-t",
        "ExpiredTime": "2026-01-01T09:00:00+08:00"}"#;
    // Older services list the roles line by line.
    let recorder = Recorder::responding([(200, "hidden-token"), (200, "one\ntwo\n"), (200, keys)]);
    let network = Network { http_client: Some(Arc::new(recorder.clone())), ..Network::default() };
    let home = TempHome::new().network(network);
    let found = CHAIN.find(&home.context(), None).unwrap().unwrap();
    assert!(found.credentials.fixed_identity().is_none(), "no source");
    let issued = found.credentials.provide_credentials(UnixTime::from_seconds(0)).await.unwrap();
    assert_eq!(issued.expires().unwrap().to_string(), "2026-01-01T01:00:00Z");
    let requests = recorder.requests();
    let lines: Vec<_> =
        requests.iter().map(|request| format!("{} {}", request.method(), request.uri())).collect();
    assert_eq!(lines[0], "PUT http://100.96.0.96/latest/api/token");
    assert_eq!(requests[0].headers()["x-volc-ecs-metadata-token-ttl-seconds"], "21600");
    let base = "GET http://100.96.0.96/volcstack/latest/iam/security_credentials";
    assert_eq!(lines[1..], [format!("{base}?type=user&format=json"), format!("{base}/one")]);
    assert_eq!(requests[2].headers()["x-volc-ecs-metadata-token"], "hidden-token");
    for (replies, why) in [
        (vec![(404, "no")], "not this API's JSON"),
        (vec![(200, "t"), (404, "")], "no role is attached"),
        (vec![(200, "t"), (200, "[]")], "no role is attached"),
        (
            vec![
                (200, "t"),
                (200, "[\"r\"]"),
                (200, "{\"AccessKeyId\":\"k\",\"SecretAccessKey\":\"hidden\"}"),
            ],
            "no SessionToken",
        ),
        (vec![(200, "t"), (200, "[\"r\"]"), (200, "<html>")], "not this API's JSON"),
        (vec![(302, "")], "redirect"),
    ] {
        let network =
            Network { http_client: Some(Arc::new(Recorder::responding(replies))), ..Network::default() };
        let found = CHAIN.find(&TempHome::new().network(network).context(), None).unwrap().unwrap();
        assert!(found.credentials.fixed_identity().is_none(), "no source");
        let error = found.credentials.provide_credentials(UnixTime::from_seconds(0)).await.unwrap_err();
        assert!(error.to_string().contains(why) && !error.to_string().contains("hidden"), "{why}: {error}");
        assert_eq!(error.kind(), ErrorKind::Credentials);
    }
}

#[tokio::test]
async fn revoked_keys_are_replaced_once() {
    let harness = Harness::new().await;
    let own = harness.sandbox.credential(Cloud::Volcengine);
    let client = harness.client(AssumeRole::new(own.clone(), ROLE, &harness.network()).unwrap());
    client.send(&DescribeInstances::new()).await.unwrap();
    // Only the sandbox's clock advances: for the sandbox the keys have expired.
    harness.sandbox.advance(std::time::Duration::from_secs(4000));
    client.send(&DescribeInstances::new()).await.unwrap();
    assert_eq!(harness.request_count("AssumeRole"), 2);
    // Permanent keys can't be replaced.
    let source = AssumeRole::new(own, ROLE, &harness.network()).unwrap();
    let fixed = harness.client(source.provide_credentials(UnixTime::from_seconds(0)).await.unwrap());
    fixed.send(&DescribeInstances::new()).await.unwrap();
    harness.sandbox.advance(std::time::Duration::from_secs(4000));
    assert_eq!(refusal(&fixed).await.code(), Some("InvalidSecretToken"));
}
