use std::collections::BTreeSet;

use fastrand::Rng;
use serde_json::Value;
use tingji_core::Credential;
use tingji_sandbox::{Cloud, Sandbox, SandboxAccount, Scenario};
use tingji_signing_core::{Bce, Huaweicloud, Params, Ucloud, Volcengine};

use crate::client::{Call, raw, start};

#[tokio::test]
async fn non_loopback_addresses_are_refused() {
    for address in ["0.0.0.0:0", "192.168.1.2:0", "[::]:0", "8.8.8.8:80"] {
        let error = Sandbox::bind(address.parse().unwrap(), Scenario::empty()).await.unwrap_err();
        assert_eq!(error.kind(), std::io::ErrorKind::InvalidInput, "{address}");
    }
}

#[tokio::test]
async fn dropping_the_sandbox_frees_its_port() {
    let sandbox = Sandbox::start(Scenario::empty()).await.unwrap();
    let address = sandbox.endpoint().replace("http://", "");
    drop(sandbox);
    for _ in 0..1000 {
        if tokio::net::TcpStream::connect(&address).await.is_err() {
            return;
        }
        tokio::task::yield_now().await;
    }
    panic!("{address} still answers");
}

#[tokio::test]
async fn startup_info_lists_the_demo_fleet() {
    let sandbox = Sandbox::start(Scenario::default()).await.unwrap();
    let text = sandbox.startup_info();
    assert!(!text.contains('\n'));
    let shown: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        (&shown["schema_version"], &shown["endpoint"]),
        (&Value::from(1), &Value::from(sandbox.endpoint()))
    );
    assert_eq!(shown["env"]["TINGJI_ENDPOINT"], sandbox.endpoint());
    assert_eq!(shown["accounts"].as_array().unwrap().len(), 5);
    let instances = shown["instances"].as_array().unwrap();
    assert!(instances.len() >= 12);
    let targets: BTreeSet<_> = instances.iter().map(|one| one["target"].as_str().unwrap()).collect();
    assert_eq!(targets.len(), instances.len());
    assert!(targets.contains("ucloud/cn-bj2/uaiservice-demo1@5-6"));
    assert!(targets.contains("compshare/cn-sh2/uhost-demospot"));
    for cloud in Cloud::ALL {
        assert!(instances.iter().any(|one| one["cloud"] == cloud.name()));
        assert!(
            shown["env"]
                .as_object()
                .unwrap()
                .values()
                .any(|value| value == sandbox.credential(cloud).access_key())
        );
    }
    assert_eq!(
        shown["env"]["HUAWEICLOUD_SDK_PROJECT_ID"],
        sandbox.account(Cloud::Huaweicloud).project_id.unwrap()
    );
}

#[tokio::test]
async fn debug_and_request_log_contain_no_secret() {
    let mut scenario = Scenario::empty();
    let credential = Credential::new("shown", "hidden-key").with_security_token("hidden-token");
    scenario.accounts.insert(0, SandboxAccount::new(Cloud::Bce, credential));
    assert!(!format!("{scenario:?}").contains("hidden"));
    let sandbox = start(scenario).await;
    let call = Call::new(&sandbox, "GET", "/v2/instance").sign(&Bce::new(), &sandbox.credential(Cloud::Bce));
    assert_eq!(call.send(&sandbox).await.status, 200);
    let seen = sandbox.requests();
    assert_eq!((seen.len(), seen[0].action.as_str(), seen[0].accepted), (1, "ListInstances", true));
    assert!(!format!("{sandbox:?} {seen:?}").contains("hidden"));
}

#[tokio::test]
async fn request_log_marks_accepted_requests() {
    let sandbox = start(Scenario::default()).await;
    let credential = sandbox.credential(Cloud::Volcengine);
    for (id, accepted) in [("i-demo0g3icpu", true), ("i-nobody", false)] {
        let target = format!("/?Action=StopInstance&Version=2020-04-01&InstanceId={id}");
        Call::new(&sandbox, "GET", &target)
            .sign(&Volcengine::new("cn-beijing", "ecs"), &credential)
            .send(&sandbox)
            .await;
        let seen = sandbox.requests().pop().unwrap();
        assert_eq!(
            (seen.cloud, seen.action.as_str(), seen.accepted),
            (Cloud::Volcengine, "StopInstance", accepted)
        );
        assert_eq!(seen.ids, [id]);
    }
    let sent =
        Call::new(&sandbox, "POST", "/").body("Action=DescribeCompShareInstance&PublicKey=x&Signature=y");
    sent.send(&sandbox).await;
    let seen = sandbox.requests().pop().unwrap();
    assert_eq!((seen.cloud, seen.accepted, seen.status), (Cloud::Compshare, false, 200));
}

#[tokio::test]
async fn invalid_requests_do_not_break_the_server() {
    let sandbox = start(Scenario::default()).await;
    let texts: [&[u8]; 12] = [
        b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 4\r\n\r\n[[[[",
        b"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 7\r\n\r\n%%=%&=%",
        b"POST /?Version=1&Action=%FF HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\n\xff\xfe",
        b"GET /?X-Signature=&X-Credential=/////&X-Date=20260101T000000Z HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"PUT /v2/instance/%00%ff%2e%2e?stop HTTP/1.1\r\nHost: x\r\nAuthorization: bce-auth-v1///////\r\nConnection: close\r\n\r\n",
        b"PUT /v1//dev-servers//stop HTTP/1.1\r\nHost: x\r\nAuthorization: SDK-HMAC-SHA256 Access=,SignedHeaders=;;,Signature=\r\nX-Sdk-Date: 99999999T999999Z\r\nConnection: close\r\n\r\n",
        b"GET /v1/p/dev-servers?limit=99999999999999999999999 HTTP/1.1\r\nHost: x\r\nX-Auth-Token: \xe5\x81\x9c\r\nConnection: close\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nAuthorization: HMAC-SHA256 \xff\r\nConnection: close\r\n\r\n",
        b"DELETE / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"GET /v1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    ];
    for text in texts {
        let reply = raw(&sandbox, text).await;
        assert!(reply.status >= 200 && reply.status < 500, "{} {reply:?}", String::from_utf8_lossy(text));
        assert!(reply.header("date").is_some());
        let _ = reply.json();
    }
    assert_eq!(raw(&sandbox, b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n").await.status, 400);
    let large = Call::new(&sandbox, "POST", "/").body(&"x".repeat((1 << 20) + 1));
    assert_eq!(large.send(&sandbox).await.status, 413);
    assert!(sandbox.state_of(Cloud::Bce, "i-DemoV100").is_some());
}

/// Texts that parsers handle in a special way.
const SPECIAL_TEXTS: [&str; 18] = [
    "%",
    "%0",
    "%ff",
    "/",
    "//",
    "=",
    "&",
    ";",
    ",",
    ".",
    "0",
    "-1",
    "99999999999999999999",
    "~",
    "T",
    "Z",
    "{",
    "\"",
];

/// Replaces up to two characters with a special text, or inserts one.
fn mutate(rng: &mut Rng, text: &mut String) {
    let start = rng.usize(..=text.len());
    if text.is_char_boundary(start) {
        let end = (start + rng.usize(..3)).min(text.len());
        text.replace_range(start..end, SPECIAL_TEXTS[rng.usize(..SPECIAL_TEXTS.len())]);
    }
}

#[tokio::test]
async fn mutated_requests_never_cause_a_server_error() {
    let sandbox = start(Scenario::default()).await;
    let query = Params::new("DescribeCompShareInstance").push("Limit", 5).to_form();
    let base = "/v1/0a1b2c3d4e5f60718293a4b5c6d7e8f9/dev-servers";
    let volcengine = Volcengine::new("cn-beijing", "ecs");
    let good = [
        Call::new(&sandbox, "GET", &format!("/?{query}"))
            .sign(&Ucloud, &sandbox.credential(Cloud::Compshare)),
        Call::new(&sandbox, "POST", "/").body(&query).sign(&Ucloud, &sandbox.credential(Cloud::Compshare)),
        Call::new(&sandbox, "GET", "/v2/instance?maxKeys=3")
            .sign(&Bce::new(), &sandbox.credential(Cloud::Bce)),
        Call::new(&sandbox, "POST", "/v2/instance/listByInstanceId")
            .body(r#"{"instanceIds":["i-DemoV100"]}"#)
            .sign(&Bce::new(), &sandbox.credential(Cloud::Bce)),
        Call::new(&sandbox, "GET", "/?Action=DescribeInstances&Version=2020-04-01&MaxResults=2")
            .sign(&volcengine, &sandbox.credential(Cloud::Volcengine)),
        Call::new(&sandbox, "GET", &format!("{base}?limit=2"))
            .sign(&Huaweicloud::new(), &sandbox.credential(Cloud::Huaweicloud)),
    ];
    let mut rng = Rng::with_seed(7);
    for round in 0..1200 {
        let mut call = good[round % good.len()].clone();
        match rng.usize(..3) {
            0 => mutate(&mut rng, &mut call.target),
            1 if call.headers.len() > 1 => {
                let index = rng.usize(1..call.headers.len());
                mutate(&mut rng, &mut call.headers[index].1);
            }
            _ => {
                let mut body = String::from_utf8(call.body).unwrap();
                mutate(&mut rng, &mut body);
                call.body = body.into_bytes();
            }
        }
        let text = format!("{call:?}");
        let status = call.send(&sandbox).await.status;
        assert!((200..500).contains(&status), "{status}: {text}");
    }
}

#[tokio::test]
async fn second_account_of_a_cloud_is_accepted() {
    let file = r#"{"accounts": [
        {"cloud": "bce", "access_key": "one", "secret_key": "k1"},
        {"cloud": "bce", "access_key": "two", "secret_key": "k2", "security_token": "t2"}
    ]}"#;
    let sandbox = start(Scenario::from_json(file).unwrap()).await;
    for credential in [Credential::new("one", "k1"), Credential::new("two", "k2").with_security_token("t2")] {
        let call = Call::new(&sandbox, "GET", "/v2/instance").sign(&Bce::new(), &credential);
        assert_eq!(call.send(&sandbox).await.status, 200);
    }
    assert_eq!(sandbox.credential(Cloud::Bce).access_key(), "one");
    assert_eq!(sandbox.credential(Cloud::Ucloud).access_key(), "sandbox-ucloud-key");
}

#[test]
fn invalid_scenario_error_names_the_place() {
    for (text, expected) in [
        ("{", "EOF while parsing an object at line 1 column 1"),
        ("[]", "a scenario is a JSON object"),
        (r#"{"speed": 1}"#, "unknown field `speed`"),
        (r#"{"transition": "slow"}"#, "unknown variant `slow`"),
        (r#"{"accounts": [{"cloud": "aws"}]}"#, "accounts[0]: unknown variant `aws`"),
        (r#"{"instances": [{"cloud": "bce"}]}"#, "instances[0]: missing field `id`"),
        (
            r#"{"instances": [{"cloud": "bce", "id": "a", "gpu_count": -1}]}"#,
            "instances[0] \"a\": invalid value",
        ),
        (r#"{"instances": [{"cloud": "bce", "id": "a/b"}]}"#, "instances[0] \"a/b\": an id"),
        (
            r#"{"instances": [{"cloud": "bce", "id": "a"}, {"cloud": "bce", "id": "a"}]}"#,
            "instances[1] \"a\": this id occurs twice",
        ),
        (
            r#"{"instances": [{"cloud": "bce", "id": "a", "versions": [{"version": "1"}]}]}"#,
            "instances[0] \"a\": only UCloud",
        ),
    ] {
        let error = Scenario::from_json(text).unwrap_err().to_string();
        assert!(error.starts_with(expected), "{text}: {error}");
        assert!(!error.contains('\n'));
    }
}
