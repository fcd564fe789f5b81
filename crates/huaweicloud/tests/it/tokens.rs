//! IAM tokens for a password.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use tingji_core::clock::Clock;
use tingji_core::testing::Recorder;
use tingji_core::{BoxFuture, ErrorKind, UnixTime};
use tingji_huaweicloud::Client;
use tingji_huaweicloud::model::IamUser;
use tingji_huaweicloud::operation::{ListDevServers, StopDevServer};

use crate::{PROJECT, SERVER};

/// Start of the clock: 2026-01-01T00:00:00Z.
const START: i64 = 1_767_225_600;
const PAGE: &str = r#"{"data":[],"total":0}"#;

#[derive(Debug, Default)]
struct AdjustableClock(AtomicI64);

impl AdjustableClock {
    /// Sets the clock to this number of seconds after the start.
    fn set(&self, seconds: i64) {
        self.0.store(seconds, Ordering::Relaxed);
    }
}

impl Clock for AdjustableClock {
    fn now(&self) -> UnixTime {
        UnixTime::from_seconds(START + self.0.load(Ordering::Relaxed))
    }

    fn monotonic(&self) -> Duration {
        Duration::ZERO
    }

    fn sleep(&self, _duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(std::future::ready(()))
    }
}

/// Adds a response with this token, which is valid until then.
fn token(recorder: Recorder, token: &str, until: &str) -> Recorder {
    let body = format!(r#"{{"token":{{"expires_at":"{until}","project":{{"id":"{PROJECT}"}}}}}}"#);
    recorder.reply_with(201, &[("x-subject-token", token)], body)
}

fn user() -> IamUser {
    IamUser::new("my-account", "my-user", "Sw0rdfish!")
}

fn client(recorder: &Recorder, clock: &Arc<AdjustableClock>) -> Client {
    let builder = Client::builder_with_password(user()).project_id(PROJECT);
    let shown = format!("{builder:?}");
    assert!(!shown.contains("Sw0rd"), "{shown}");
    builder.http_client(Arc::new(recorder.clone())).clock(clock.clone()).build().unwrap()
}

/// Returns the token of every request, or the path of a token request.
fn tokens_sent(recorder: &Recorder) -> Vec<String> {
    let mut tokens = Vec::new();
    for request in recorder.requests() {
        tokens.push(match request.headers().get("x-auth-token") {
            Some(token) => token.to_str().unwrap().to_owned(),
            None => request.uri().path().to_owned(),
        });
    }
    tokens
}

#[tokio::test]
async fn token_is_renewed_one_hour_before_expiry() {
    let recorder =
        token(Recorder::new(), "MII1", "2026-01-02T00:00:00.000000Z").reply(200, PAGE).reply(200, PAGE);
    let recorder = token(recorder, "MII2", "2026-01-02T23:00:01.000000Z").reply(200, PAGE);
    let clock = Arc::new(AdjustableClock::default());
    let client = client(&recorder, &clock);
    assert_eq!(recorder.all(), "", "nothing is sent before it is needed");
    for seconds in [0, 23 * 3600 - 1, 23 * 3600] {
        clock.set(seconds);
        client.send(&ListDevServers::new()).await.unwrap();
    }
    assert_eq!(tokens_sent(&recorder), ["/v3/auth/tokens", "MII1", "MII1", "/v3/auth/tokens", "MII2"]);
    let body = recorder.requests()[0].body().clone();
    let body = String::from_utf8_lossy(&body).into_owned();
    assert!(body.contains(&format!(r#""scope":{{"project":{{"id":"{PROJECT}"}}}}"#)), "{body}");
    assert_eq!(recorder.requests()[0].uri().host(), Some("iam.cn-north-4.myhuaweicloud.com"));
    let shown = format!("{client:?}");
    assert!(!shown.contains("Sw0rd") && !shown.contains("MII"), "{shown}");
}

#[tokio::test]
async fn token_is_used_until_expiry_if_renewal_fails() {
    let recorder = token(Recorder::new(), "MII1", "2026-01-02T00:00:00.000000Z").reply(200, PAGE);
    let recorder = recorder.failure(ErrorKind::Timeout).reply(200, PAGE).failure(ErrorKind::Connect);
    let clock = Arc::new(AdjustableClock::default());
    let client = client(&recorder, &clock);
    client.send(&ListDevServers::new()).await.unwrap();
    clock.set(23 * 3600 + 1);
    client.send(&ListDevServers::new()).await.unwrap();
    clock.set(24 * 3600);
    let error = client.send(&ListDevServers::new()).await.unwrap_err();
    assert_eq!((error.kind(), error.operation()), (ErrorKind::Connect, Some("CreateToken")));
    assert_eq!(
        tokens_sent(&recorder),
        ["/v3/auth/tokens", "MII1", "/v3/auth/tokens", "MII1", "/v3/auth/tokens"]
    );
}

#[tokio::test]
async fn stop_with_expired_token_is_resent_once() {
    let stale = r#"{"error_code":"APIGW.0307","error_msg":"The token must be updated."}"#;
    let stopping = format!(r#"{{"id":"{SERVER}","status":"STOPPING"}}"#);
    let day = "2026-01-02T00:00:00.000000Z";
    let recorder = token(Recorder::new(), "MII1", day).reply(401, stale);
    let recorder = token(recorder, "MII2", day).reply(200, stopping);
    let recorder = token(recorder.reply(401, stale), "MII3", day).reply(401, stale);
    let client = client(&recorder, &Arc::new(AdjustableClock::default()));
    client.send(&StopDevServer::new(SERVER)).await.unwrap();
    let error = client.send(&StopDevServer::new(SERVER)).await.unwrap_err();
    assert_eq!(error.code(), Some("APIGW.0307"));
    let login = "/v3/auth/tokens";
    assert_eq!(tokens_sent(&recorder), [login, "MII1", login, "MII2", "MII2", login, "MII3"]);
}

#[tokio::test]
async fn wrong_password_is_redacted_and_not_retried() {
    let body =
        r#"{"error":{"code":401,"message":"The password Sw0rdfish! is wrong.","title":"Unauthorized"}}"#;
    let recorder = Recorder::new().reply(401, body);
    let error = client(&recorder, &Arc::default()).send(&ListDevServers::new()).await.unwrap_err();
    assert_eq!((error.kind(), error.message()), (ErrorKind::Credentials, "The password *** is wrong."));
    assert_eq!(recorder.requests().len(), 1);
}

#[tokio::test]
async fn response_without_token_is_an_error() {
    let bodies = [("MII", "{}"), ("MII", r#"{"token":7}"#), ("", r#"{"token":{}}"#)];
    for (header, body) in bodies {
        let recorder = Recorder::new().reply_with(201, &[("x-subject-token", header)], body);
        let error = client(&recorder, &Arc::default()).send(&ListDevServers::new()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credentials, "{header} {body}");
    }
    let recorder = Recorder::new().reply(201, r#"{"token":{}}"#);
    let error = client(&recorder, &Arc::default()).send(&ListDevServers::new()).await.unwrap_err();
    assert_eq!(error.message(), "the response has no x-subject-token");
}

#[tokio::test]
async fn first_token_provides_the_project() {
    let recorder = token(Recorder::new(), "MII1", "2026-01-02T00:00:00.000000Z").reply(200, PAGE);
    let builder = Client::builder_with_password(user()).region("cn-east-3");
    let builder = builder.http_client(Arc::new(recorder.clone())).clock(Arc::new(AdjustableClock::default()));
    let client = builder.build_with_project_lookup().await.unwrap();
    assert_eq!(client.project_id(), PROJECT);
    client.send(&ListDevServers::new()).await.unwrap();
    assert_eq!(tokens_sent(&recorder), ["/v3/auth/tokens", "MII1"]);
    let body = String::from_utf8_lossy(recorder.requests()[0].body()).into_owned();
    assert!(body.contains(r#""scope":{"project":{"name":"cn-east-3"}}"#), "{body}");
}

#[test]
fn password_expiry_is_optional() {
    for (time, seconds) in [
        ("2026-08-20T01:02:03.000000Z", Some(1_787_187_723)),
        ("2026-08-20T01:02:03.000000", Some(1_787_187_723)),
        ("", None),
    ] {
        let body = format!(r#"{{"name":"u","password_expires_at":"{time}"}}"#);
        let user: tingji_huaweicloud::model::IamReference = serde_json::from_str(&body).unwrap();
        assert_eq!(user.password_expires().map(tingji_core::UnixTime::seconds), seconds, "{time}");
    }
}
