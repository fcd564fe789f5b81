//! Temporary keys: issued by the sandbox, used, renewed, rejected.

use std::net::Ipv4Addr;
use std::sync::Arc;

use tingji_core::auth::ProvideCredentials;
use tingji_core::credentials::{MetadataService, Network};
use tingji_core::endpoint::Endpoint;
use tingji_core::testing::{ManualClock, Recorder, TempHome};
use tingji_core::{ErrorKind, UnixTime};
use tingji_huaweicloud::Client;
use tingji_huaweicloud::credentials::CHAIN;
use tingji_huaweicloud::operation::ListDevServers;
use tingji_sandbox::{Cloud, Sandbox, Scenario};

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

    fn secret(&self) -> String {
        self.sandbox.credential(Cloud::Huaweicloud).secret_key().expose_secret().to_owned()
    }

    /// Returns a client. The home must outlive it, because token files are read for each request.
    async fn client(&self, home: &TempHome) -> Client {
        let endpoint: Endpoint = self.sandbox.endpoint().parse().unwrap();
        let network = Network {
            clock: Some(Arc::new(self.clock.clone())),
            metadata: MetadataService::At(endpoint.clone()),
            endpoint: Some(endpoint),
            ..Network::default()
        };
        let context = home.context().with_network(network);
        let found = CHAIN.find(&context, None).unwrap().unwrap();
        let builder = Client::builder(found.credentials).endpoint(&self.sandbox.endpoint()).unwrap();
        builder.clock(Arc::new(self.clock.clone())).build_with_project_lookup().await.unwrap()
    }

    fn request_count(&self, action: &str) -> usize {
        self.sandbox.requests().iter().filter(|seen| seen.action == action).count()
    }

    /// Uses a client at the start, shortly before the refresh buffer, within it, and after the expiry.
    async fn assert_renewals(&self, home: TempHome, action: &str, lifetime: i64) {
        let client = self.client(&home).await;
        assert_eq!(client.project_id(), "0a1b2c3d4e5f60718293a4b5c6d7e8f9");
        // The lookup of the project used another client, with its own keys.
        for (advance, asked) in [(0, 2), (lifetime - 301, 2), (2, 3), (10 * lifetime, 4), (1, 4)] {
            self.clock.advance(advance);
            client.send(&ListDevServers::new()).await.unwrap();
            assert_eq!(self.request_count(action), asked, "{action} after {advance} s more");
        }
    }
}

#[tokio::test]
async fn machine_agency_comes_from_the_metadata_service() {
    let harness = Harness::new().await;
    harness.assert_renewals(TempHome::new(), "SecurityKey", 3600).await;
}

#[tokio::test]
async fn agency_is_assumed() {
    let harness = Harness::new().await;
    let own = harness.sandbox.credential(Cloud::Huaweicloud);
    let home = TempHome::new().var("HW_ACCESS_KEY", own.access_key()).var("HW_SECRET_KEY", &harness.secret());
    let home = home.var("HW_ASSUME_ROLE_AGENCY_NAME", "x").var("HW_ASSUME_ROLE_DOMAIN_NAME", "y");
    harness.assert_renewals(home, "CreateTemporaryAccessKeyByAgency", 3600).await;
}

#[tokio::test]
async fn oidc_token_is_exchanged_for_keys() {
    let harness = Harness::new().await;
    let home = TempHome::new()
        .file("token", &harness.secret())
        .var("HUAWEICLOUD_OIDC_PROVIDER_URN", "iam::1:oidcProvider:x")
        .var("HUAWEICLOUD_OIDC_AGENCY_URN", "iam::1:agency:y")
        .var("HUAWEICLOUD_OIDC_TOKEN_FILE", "~/token");
    harness.assert_renewals(home, "AssumeAgencyWithOIDC", 3600).await;
}

#[tokio::test]
async fn id_token_is_exchanged_for_keys() {
    let harness = Harness::new().await;
    let home = TempHome::new()
        .file("token", &harness.secret())
        .var("HUAWEICLOUD_SDK_IDP_ID", "my-idp")
        .var("HUAWEICLOUD_SDK_ID_TOKEN_FILE", "~/token")
        .var("HUAWEICLOUD_SDK_PROJECT_ID", "0a1b2c3d4e5f60718293a4b5c6d7e8f9");
    harness.assert_renewals(home, "CreateTemporaryAccessKeyByToken", 21600).await;
    assert_eq!(harness.request_count("CreateTokenWithIdToken"), 4);
}

/// Returns the first credentials of the only source, over these responses.
async fn issue(home: &TempHome, recorder: &Recorder) -> tingji_core::Result<String> {
    let network = Network { http_client: Some(Arc::new(recorder.clone())), ..Network::default() };
    let context = home.context().with_network(network);
    let found = CHAIN.find(&context, None).unwrap().unwrap();
    assert!(found.credentials.fixed_identity().is_none(), "no source");
    let issued = found.credentials.provide_credentials(UnixTime::from_seconds(0)).await?;
    assert!(!format!("{issued:?}").contains("hidden"));
    let issued = issued.into_credential()?;
    Ok(format!("{} {}", issued.access_key(), issued.expires().unwrap()))
}

const KEYS: &str = r#"{"credential": {"access": "k", "secret": "hidden-s", "securitytoken": "hidden-t",
    "expires_at": "2026-01-01T00:00:00.000000Z"}}"#;

#[tokio::test]
async fn metadata_service_supports_both_versions() {
    let second = Recorder::responding([(200, "hidden-token"), (200, KEYS)]);
    assert_eq!(issue(&TempHome::new(), &second).await.unwrap(), "k 2026-01-01T00:00:00Z");
    let asked = second.requests();
    assert_eq!(asked[0].uri(), "http://169.254.169.254/meta-data/latest/api/token");
    assert_eq!(
        (asked[0].method().as_str(), &asked[0].headers()["x-metadata-token-ttl-seconds"]),
        ("PUT", &"21600".parse().unwrap())
    );
    assert_eq!(asked[1].uri(), "http://169.254.169.254/openstack/latest/securitykey");
    assert_eq!(asked[1].headers()["x-metadata-token"], "hidden-token");
    for status in [404, 405, 503] {
        let first = Recorder::responding([(status, ""), (200, KEYS)]);
        assert!(issue(&TempHome::new(), &first).await.is_ok());
        assert!(!first.requests()[1].headers().contains_key("x-metadata-token"));
    }
    let half = KEYS.replace("securitytoken", "x");
    for (reply, why) in [
        ((401, "Please configure Cloud Service Agency first"), "no agency is attached"),
        ((401, "no"), "refused access"),
        ((200, half.as_str()), "has no securitytoken"),
        ((200, "hidden"), "not this API's JSON"),
    ] {
        let error = issue(&TempHome::new(), &Recorder::responding([(404, ""), reply])).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credentials);
        assert!(error.to_string().contains(why), "{why}: {error}");
    }
}

#[tokio::test]
async fn pod_agent_keys_are_read_in_every_form() {
    let flat = r#"{"accessKeyId": "k", "secretAccessKey": "hidden", "securityToken": "hidden", "expiration": "2026-01-01T00:00:00Z"}"#;
    let snake = r#"{"credentials": {"access_key_id": "k", "secret_access_key": "hidden", "security_token": "hidden", "expires_at": "2026-01-01T00:00:00Z"}}"#;
    for reply in [flat, snake, KEYS] {
        let recorder = Recorder::responding([(200, reply)]);
        let home = TempHome::new()
            .file("token", "hidden-token\n")
            .var("HC_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1:1/v1/credentials")
            .var("HC_CONTAINER_AUTHORIZATION_TOKEN_FILE", "~/token");
        assert_eq!(issue(&home, &recorder).await.unwrap(), "k 2026-01-01T00:00:00Z");
        let asked = recorder.requests();
        assert_eq!((asked[0].method().as_str(), &asked[0].body()[..]), ("POST", &b"{}"[..]));
        assert_eq!(asked[0].uri().path(), "/v1/credentials");
        assert_eq!(asked[0].headers()["authorization"], "hidden-token");
    }
}

#[tokio::test]
async fn rejected_token_is_reported_and_redacted() {
    let home = TempHome::new()
        .file("token", "hidden-token")
        .var("HUAWEICLOUD_OIDC_PROVIDER_URN", "p")
        .var("HUAWEICLOUD_OIDC_AGENCY_URN", "a")
        .var("HUAWEICLOUD_OIDC_TOKEN_FILE", "~/token")
        .var("HUAWEICLOUD_OIDC_POLICY_IDS", "one, two");
    let echo = r#"{"error_code": "STS5.0003", "error_msg": "hidden-token is not valid", "request_id": "r"}"#;
    let recorder = Recorder::responding([(403, echo)]);
    let error = issue(&home, &recorder).await.unwrap_err();
    assert_eq!(error.code(), Some("STS5.0003"));
    assert!(error.to_string().contains("*** is not valid"), "{error}");
    let sent = recorder.last();
    for part in ["https", "\"policy_ids\":[\"one\",\"two\"]", "oidc-sts-session"] {
        assert!(recorder.all_signed().contains(part), "{sent}");
    }
    assert!(
        recorder
            .all_signed()
            .contains("https://sts.cn-north-4.myhuaweicloud.com/v5/agencies/assume-with-oidc")
    );
    let empty = home.file("token", "\n");
    assert_eq!(issue(&empty, &Recorder::new()).await.unwrap_err().message(), "the OIDC token is empty");
}
