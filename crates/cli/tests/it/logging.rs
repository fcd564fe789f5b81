//! What `-v` tells of requests, and that it tells no secret.

use serde_json::Value;
use tingji_core::testing::TempHome;
use tingji_sandbox::Cloud;

use crate::support::{Clouds, Run};

/// Fails if a secret, or what looks like a signature of the sandbox's requests, is told.
fn tells_no_secret(clouds: &Clouds, run: &Run) {
    for cloud in Cloud::ALL {
        let credential = clouds.sandbox.account(cloud).credential().clone();
        assert!(!run.stderr.contains(credential.secret_key().expose()), "{cloud:?}: {run}");
    }
    for text in ["HMAC-SHA256 ", "bce-auth-v1/", "SDK-HMAC-SHA256", "Signature=0", "X-Auth-Token:"] {
        assert!(!run.stderr.contains(text), "{text}: {run}");
    }
}

#[test]
fn each_request_is_told_of_with_where_it_went_and_what_came_back() {
    let clouds = Clouds::new();
    let run = clouds.tingji("list --cloud volcengine -v");
    assert_eq!(run.code, 0, "{run}");
    let first = run.stderr.lines().next().unwrap();
    let host = clouds.sandbox.endpoint().replace("http://", "");
    for told in [
        "DEBUG sending cloud=\"volcengine\" operation=\"DescribeInstances\" attempt=1 method=\"GET\"",
        &format!("host=\"{host}\" path=\"/\""),
    ] {
        assert!(first.contains(told), "{told}: {run}");
    }
    for told in ["DEBUG answered", "status=200", "elapsed_ms=", "request_id=\""] {
        assert!(run.stderr.contains(told), "{told}: {run}");
    }
    assert!(!run.stderr.contains("TRACE") && !run.stderr.contains("Action="), "{run}");
    let quiet = clouds.tingji("list --cloud volcengine");
    assert_eq!(quiet.stderr, "");
}

#[test]
fn json_has_an_object_for_each_and_a_variable_asks_for_the_same() {
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
    clouds.tingji("get bce/i-DemoV100").fails(0, "warning: TINGJI_LOG=\"loud\" is none of");
}

#[test]
fn no_secret_is_told_whatever_is_asked_and_whatever_is_answered() {
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
fn a_wrong_key_is_told_neither_and_nor_is_what_the_vendor_makes_of_it() {
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
fn what_is_not_answered_is_told_with_its_kind() {
    let clouds = Clouds::new().set("TINGJI_ENDPOINT", Some("http://127.0.0.1:1"));
    let run = clouds.tingji("get bce/i-DemoV100 -v --connect-timeout 2s --attempt-timeout 3s");
    run.fails(9, "not answered cloud=\"bce\" operation=\"ListInstanceByIds\" attempt=3");
    assert!(run.stderr.contains("kind=Connect why=\"no connection"), "{run}");
}

#[test]
fn keys_that_are_fetched_are_told_of_without_what_they_are() {
    let clouds = Clouds::new();
    let own = clouds.sandbox.credential(Cloud::Volcengine);
    let config = serde_json::json!({ "current": "x", "profiles": { "x": {
        "mode": "RamRoleArn", "access-key": own.access_key(), "secret-key": own.secret_key().expose(),
        "role-name": "operator", "account-id": "2100000000",
    } } });
    let home = TempHome::new().file(".volcengine/config.json", &config.to_string());
    let clouds = clouds.set("HOME", Some(home.path().to_str().unwrap()));
    let clouds = clouds.set("VOLCENGINE_ACCESS_KEY", None).set("VOLCENGINE_SECRET_KEY", None);
    for more in ["", "--log json"] {
        let run = clouds.tingji(&format!("get volcengine/i-demo0gni2a10train -vv {more}"));
        assert!(run.code == 0 && run.stderr.contains("AssumeRole"), "{run}");
        // The answer is there, but for what was issued.
        let plain = run.stderr.replace('\\', "");
        assert!(plain.contains("\"Credentials\":\"***\""), "{plain}");
        tells_no_secret(&clouds, &run);
    }
}

#[test]
fn a_look_up_of_the_project_is_told_of_too() {
    let clouds = Clouds::new().set("HUAWEICLOUD_SDK_PROJECT_ID", None);
    let run = clouds.tingji("list --cloud huaweicloud -vv");
    assert!(run.code == 0 && run.stderr.contains("KeystoneListProjects"), "{run}");
    tells_no_secret(&clouds, &run);
}
