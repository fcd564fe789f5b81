//! The log of `-v`, which contains every request and no secret.

use serde_json::Value;
use tingji_core::testing::TempHome;
use tingji_sandbox::Cloud;

use crate::support::{Clouds, Run};

/// Fails if the log contains a secret or a signature of a request.
fn tells_no_secret(clouds: &Clouds, run: &Run) {
    for cloud in Cloud::ALL {
        let credential = clouds.sandbox.account(cloud).credential().clone();
        assert!(!run.stderr.contains(credential.secret_key().expose_secret()), "{cloud:?}: {run}");
    }
    for text in ["HMAC-SHA256 ", "bce-auth-v1/", "SDK-HMAC-SHA256", "Signature=0", "X-Auth-Token:"] {
        assert!(!run.stderr.contains(text), "{text}: {run}");
    }
}

#[test]
fn log_has_destination_and_result_of_each_request() {
    let clouds = Clouds::new();
    let run = clouds.tingji("list --cloud volcengine -v");
    assert_eq!(run.code, 0, "{run}");
    let first = run.stderr.lines().next().unwrap();
    let host = clouds.sandbox.endpoint().replace("http://", "");
    for expected in [
        "DEBUG sending cloud=\"volcengine\" operation=\"DescribeInstances\" attempt=1 method=\"GET\"",
        &format!("host=\"{host}\" path=\"/\""),
    ] {
        assert!(first.contains(expected), "{expected}: {run}");
    }
    for expected in ["DEBUG answered", "status=200", "elapsed_ms=", "request_id=\""] {
        assert!(run.stderr.contains(expected), "{expected}: {run}");
    }
    assert!(!run.stderr.contains("TRACE") && !run.stderr.contains("Action="), "{run}");
    let quiet = clouds.tingji("list --cloud volcengine");
    assert_eq!(quiet.stderr, "");
}

#[test]
fn json_log_has_one_object_per_request() {
    let clouds = Clouds::new().set("TINGJI_LOG", Some("trace"));
    for (arguments, least) in [("get bce/i-DemoV100 --log json", 4), ("get bce/i-DemoV100 -v --log json", 2)]
    {
        let run = clouds.tingji(arguments);
        let lines: Vec<Value> = run.stderr.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines.len(), least, "{run}");
        assert_eq!(lines[0]["message"], "sending");
        assert_eq!(lines[0]["operation"], "ListInstanceByIds");
        assert_eq!(lines[least / 2]["status"], 200);
    }
    let clouds = clouds.set("TINGJI_LOG", Some("loud"));
    clouds.tingji("get bce/i-DemoV100").fails(0, "warning: TINGJI_LOG=\"loud\" is not");
}

#[test]
fn log_never_contains_a_secret() {
    let clouds = Clouds::new();
    for arguments in [
        "list -vv",
        "doctor -vv",
        "get -vv --log json --all",
        "stop --all --yes --force --poll-interval 20ms -vv",
        "uai stop --service_id uaiservice-demo2 -vv",
        "start -vv --yes --poll-interval 20ms bce/i-DemoV100 volcengine/i-demo0gni2a10train",
    ] {
        let run = clouds.tingji(arguments);
        assert!(run.stderr.contains("answered"), "{run}");
        tells_no_secret(&clouds, &run);
    }
}

#[test]
fn log_never_contains_a_rejected_key() {
    let wrong = [
        ("UCLOUD_PRIVATE_KEY", "wrong-ucloud-key-0123456789"),
        ("COMPSHARE_PRIVATE_KEY", "wrong-compshare-key-0123456789"),
        ("BCE_SECRET_ACCESS_KEY", "wrong-bce-key-0123456789"),
        ("VOLCENGINE_SECRET_KEY", "wrong-volcengine-key-0123456789"),
        ("HUAWEICLOUD_SDK_SK", "wrong-huaweicloud-key-0123456789"),
    ];
    let clouds = wrong.iter().fold(Clouds::new(), |clouds, (name, key)| clouds.set(name, Some(key)));
    for arguments in ["list -vv", "list -vv --log json", "doctor -vv"] {
        let run = clouds.tingji(arguments);
        assert!(run.code != 0 && run.stderr.contains("answer"), "{run}");
        tells_no_secret(&clouds, &run);
        for (name, key) in wrong {
            assert!(!run.stderr.contains(key) && !run.stdout.contains(key), "{name}: {run}");
        }
    }
}

#[test]
fn unanswered_request_is_logged_with_its_kind() {
    let clouds = Clouds::new().set("TINGJI_ENDPOINT", Some("http://127.0.0.1:1"));
    let run = clouds.tingji("get bce/i-DemoV100 -v --connect-timeout 2s --attempt-timeout 3s");
    run.fails(9, "not answered cloud=\"bce\" operation=\"ListInstanceByIds\" attempt=3");
    assert!(run.stderr.contains("kind=Connect why=\"no connection"), "{run}");
}

#[test]
fn fetched_keys_are_logged_redacted() {
    let clouds = Clouds::new();
    let own = clouds.sandbox.credential(Cloud::Volcengine);
    let config = serde_json::json!({ "current": "x", "profiles": { "x": {
        "mode": "RamRoleArn", "access-key": own.access_key(), "secret-key": own.secret_key().expose_secret(),
        "role-name": "operator", "account-id": "2100000000",
    } } });
    let home = TempHome::new().file(".volcengine/config.json", &config.to_string());
    let clouds = clouds.set("HOME", Some(home.path().to_str().unwrap()));
    let clouds = clouds.set("VOLCENGINE_ACCESS_KEY", None).set("VOLCENGINE_SECRET_KEY", None);
    for more in ["", "--log json"] {
        let run = clouds.tingji(&format!("get volcengine/i-demo0gni2a10train -vv {more}"));
        assert!(run.code == 0 && run.stderr.contains("AssumeRole"), "{run}");
        // The response is logged without the issued credentials.
        let plain = run.stderr.replace('\\', "");
        assert!(plain.contains("\"Credentials\":\"***\""), "{plain}");
        tells_no_secret(&clouds, &run);
    }
}

#[test]
fn project_lookup_is_logged() {
    let clouds = Clouds::new().set("HUAWEICLOUD_SDK_PROJECT_ID", None);
    let run = clouds.tingji("list --cloud huaweicloud -vv");
    assert!(run.code == 0 && run.stderr.contains("KeystoneListProjects"), "{run}");
    tells_no_secret(&clouds, &run);
}
