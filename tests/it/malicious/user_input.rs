//! Malicious user input: ids, names, regions, keys and tokens that could change another part of a request.

use std::sync::Arc;

use tingji_core::http_client::HttpClient;
use tingji_core::operation::Operation;
use tingji_core::testing::{Recorder, poll_ready};
use tingji_core::{Credential, ErrorKind, InstanceId, Lifecycle, Result};
use tingji_tests::fake_server::{self, credential};

use super::running;

/// Texts that are not valid ids.
const INVALID_IDS: [&str; 14] = [
    "",
    ".",
    "..",
    "../i-2",
    "i-1/../i-2",
    "i-1?stop",
    "i-1#x",
    "i-1&Action=Delete",
    "i-1\r\nX-Evil: 1",
    "i-1\0",
    "i-1%2e%2e",
    "i-1\u{202e}",
    "停机",
    "i 1",
];

/// For each constructor of an id and each request of a stop: true if it rejects an id.
fn rejections(bad: &str) -> [bool; 8] {
    let place = tingji_ucloud::Config {
        region: Some("cn-sh2".to_owned()),
        zone: Some("cn-sh2-02".to_owned()),
        project_id: None,
    };
    [
        InstanceId::new(bad, None).is_err(),
        InstanceId::new("i-1", Some(bad)).is_err(),
        tingji_bce::operation::StopInstance::new(bad).request(&String::new()).is_err(),
        tingji_compshare::operation::StopCompShareInstance::new(bad).request(&place).is_err(),
        huaweicloud_rejects(bad),
        tingji_ucloud::operation::StopUAIService::new(bad).request(&place).is_err(),
        tingji_volcengine::operation::StopInstance::new(bad).request(&String::new()).is_err(),
        tingji_ucloud::operation::StopUAIService::new("s").srv_version(bad).request(&place).is_err(),
    ]
}

/// True if the request of a stop rejects an id. The request needs the client's project.
fn huaweicloud_rejects(bad: &str) -> bool {
    let client = fake_server::huaweicloud(Arc::new(Recorder::new())).unwrap();
    let stop = poll_ready(client.send(&tingji_huaweicloud::operation::StopDevServer::new(bad)));
    stop.is_err_and(|error| error.kind() == ErrorKind::InvalidRequest)
}

#[test]
fn ids_with_unsafe_characters_are_rejected() {
    let long = "i".repeat(10_000);
    for bad in INVALID_IDS.into_iter().chain([long.as_str()]) {
        assert_eq!(rejections(bad), [true; 8], "{bad:?}");
    }
}

#[test]
fn rejected_id_is_quoted_in_one_short_line() {
    let bad = format!("i-1\r\n\u{1b}[2J{}", "x".repeat(10_000));
    let error = InstanceId::new(&bad, None).unwrap_err().to_string();
    assert!(error.chars().count() < 700 && !error.contains(char::is_control), "{error:?}");
}

#[test]
fn id_lists_are_rejected_or_encoded() {
    let bad = "i-1,i-2&Action=Delete\r\nX: 1";
    let recorder = Recorder::new();
    let client = tingji_bce::Client::builder(credential()).http_client(Arc::new(recorder.clone()));
    let client = client.clock(clock()).build().unwrap();
    let _ = poll_ready(client.send(&tingji_bce::operation::ListInstancesByIds::new([bad])));
    let _ = poll_ready(client.send(&tingji_bce::operation::BatchStopInstances::new([bad])));
    for request in recorder.requests() {
        let sent = format!("{} {}", request.uri(), String::from_utf8_lossy(request.body()));
        assert!(!sent.contains('\r'), "{sent}");
        assert!(!request.uri().to_string().contains("Delete"), "{sent}");
    }
    let stop = tingji_volcengine::operation::StopInstances::new([bad]);
    assert!(stop.request(&String::new()).is_err());
}

fn clock() -> Arc<tingji_core::testing::FixedClock> {
    Arc::new(tingji_core::testing::FixedClock::at(tingji_tests::fake_server::NOW))
}

/// A cloud with the result of a stop and the requests that were sent.
struct StopAttempt {
    cloud: &'static str,
    result: Result<()>,
    requests: Vec<http::Request<bytes::Bytes>>,
}

/// Sends a stop to each cloud with a credential.
fn stop_with(credential: &Credential) -> Vec<StopAttempt> {
    let mut attempts = Vec::new();
    macro_rules! stop {
        ($name:literal, $builder:expr) => {
            let recorder = Recorder::new();
            let http_client: Arc<dyn HttpClient> = Arc::new(recorder.clone());
            let client = $builder.http_client(http_client).clock(clock()).build().unwrap();
            let stopped = poll_ready(Lifecycle::send_stop(&client, &running("i-1"), &Default::default()));
            let result = stopped.map(|_| ());
            attempts.push(StopAttempt { cloud: $name, result, requests: recorder.requests() });
        };
    }
    stop!("bce", tingji_bce::Client::builder(credential.clone()));
    stop!("compshare", tingji_compshare::Client::builder(credential.clone()));
    stop!("huaweicloud", tingji_huaweicloud::Client::builder(credential.clone()).project_id("p1"));
    stop!("ucloud", tingji_ucloud::Client::builder(credential.clone()));
    stop!("volcengine", tingji_volcengine::Client::builder(credential.clone()));
    attempts
}

#[test]
fn keys_and_tokens_cannot_add_a_header() {
    let evil = "x\r\nX-Evil: 1";
    let keys = [
        Credential::new(evil, "secret"),
        Credential::new("key", "secret").with_security_token(evil),
        Credential::new("key\0", "secret"),
        Credential::new("key", "secret").with_security_token("a\0b"),
    ];
    for key in &keys {
        for StopAttempt { cloud, result, requests } in stop_with(key) {
            let error = result.unwrap_err();
            if ["compshare", "ucloud"].contains(&cloud) {
                // Keys of these clouds are encoded form parameters.
                let body = String::from_utf8_lossy(requests[0].body()).into_owned();
                assert!(body.bytes().all(|byte| byte.is_ascii_graphic()), "{body:?}");
                assert!(requests[0].headers().get("x-evil").is_none());
            } else {
                assert_eq!(error.kind(), ErrorKind::Credentials, "{cloud}: {error}");
                assert!(requests.is_empty(), "{cloud}");
            }
            assert!(!error.to_string().contains(char::is_control), "{cloud}");
        }
    }
}

#[test]
fn iam_token_cannot_add_a_header() {
    let recorder = Recorder::new();
    let builder = tingji_huaweicloud::Client::builder_with_token("t\r\nX-Evil: 1").project_id("p1");
    let client = builder.http_client(Arc::new(recorder.clone())).clock(clock()).build().unwrap();
    let error = poll_ready(Lifecycle::send_stop(&client, &running("i-1"), &Default::default())).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert!(recorder.requests().is_empty());
}

#[test]
fn region_cannot_change_the_host() {
    for bad in
        ["evil.example/", "a@evil.example", "evil.example#", "a\r\nHost: evil", "a?b", "a:1", "a%2fb", "停"]
    {
        let http_client = Arc::new(Recorder::new());
        let bce = tingji_bce::Client::builder(credential()).region(bad).http_client(http_client.clone());
        assert!(bce.clock(clock()).build().is_err(), "{bad:?}");
        let volcengine =
            tingji_volcengine::Client::builder(credential()).region(bad).http_client(http_client.clone());
        assert!(volcengine.clock(clock()).build().is_err(), "{bad:?}");
        let huawei = tingji_huaweicloud::Client::builder(credential()).region(bad).project_id("p");
        assert!(huawei.http_client(http_client).clock(clock()).build().is_err(), "{bad:?}");
        for url in [
            tingji_bce::endpoint::for_region(bad),
            tingji_volcengine::endpoint::regional(bad),
            tingji_volcengine::endpoint::regional_dual_stack(bad),
            tingji_huaweicloud::endpoint::for_region(bad),
        ] {
            let endpoint = url.parse::<tingji_core::endpoint::Endpoint>();
            assert!(endpoint.is_err(), "{bad:?}: {url}");
        }
        assert!(
            tingji_huaweicloud::endpoint::iam_for_region(bad).starts_with("https://iam.myhuaweicloud.com")
        );
    }
}

#[test]
fn project_id_is_rejected_or_encoded() {
    for bad in ["../x", "a/b", "a\r\nX-Evil: 1", "a?b", "停", &"p".repeat(65)] {
        let builder = tingji_huaweicloud::Client::builder(credential()).project_id(bad);
        let client = builder.http_client(Arc::new(Recorder::new())).clock(clock()).build();
        assert_eq!(client.unwrap_err().kind(), ErrorKind::Config, "{bad:?}");
    }
    let recorder = Recorder::new();
    let builder = tingji_ucloud::Client::builder(credential()).project_id("org&Action=DeleteUAIService\r\n");
    let client = builder.region("cn-bj2\r\n&x=1").http_client(Arc::new(recorder.clone())).clock(clock());
    let _ = poll_ready(Lifecycle::send_stop(&client.build().unwrap(), &running("i-1"), &Default::default()));
    let body = String::from_utf8(recorder.requests()[0].body().to_vec()).unwrap();
    assert_eq!(body.matches("Action=").count(), 1, "{body}");
    assert!(body.contains("ProjectId=org%26Action%3DDeleteUAIService%0D%0A"), "{body}");
    assert!(body.contains("Region=cn-bj2%0D%0A%26x%3D1"), "{body}");
}

#[test]
fn idempotency_token_is_rejected_or_encoded() {
    let recorder = Recorder::new();
    let builder = tingji_volcengine::Client::builder(credential()).http_client(Arc::new(recorder.clone()));
    let client = builder.clock(clock()).build().unwrap();
    let mut request = tingji_core::lifecycle::StopRequest::default();
    request.idempotency_token = Some("t&Action=DeleteInstance".into());
    let _ = poll_ready(Lifecycle::send_stop(&client, &running("i-1"), &request));
    let uri = recorder.requests()[0].uri().to_string();
    assert!(uri.contains("ClientToken=t%26Action%3DDeleteInstance"), "{uri}");
    request.idempotency_token = Some("t\r\nX: 1".into());
    assert!(poll_ready(Lifecycle::send_stop(&client, &running("i-1"), &request)).is_err());
    assert_eq!(recorder.requests().len(), 1);
}
