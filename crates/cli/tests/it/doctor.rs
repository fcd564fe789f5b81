//! `tingji doctor` against healthy clouds and against every kind of problem.

use insta::assert_snapshot;
use serde_json::Value;

use crate::support::{Clouds, Run, tingji};

/// Returns the part of the JSON for a cloud.
fn cloud(run: &Run, name: &str) -> Value {
    let clouds = run.json()["clouds"].clone();
    clouds.as_array().unwrap().iter().find(|cloud| cloud["cloud"] == name).unwrap().clone()
}

/// Returns the result of a check, or null if it was omitted.
fn result(cloud: &Value, check: &str) -> Value {
    let mut checks = cloud["checks"].as_array().unwrap().iter();
    checks.find(|found| found["check"] == check).map_or(Value::Null, |found| found["result"].clone())
}

#[test]
fn healthy_clouds_are_reported_check_by_check() {
    let clouds = Clouds::new();
    let run = clouds.tingji("doctor");
    assert_eq!(run.code, 0, "{run}");
    assert_snapshot!("doctor", run.to_string());
    let reads: Vec<_> = clouds.sandbox.requests().iter().map(|seen| seen.action.clone()).collect();
    // Volcengine looks up GPUs by instance type.
    assert_eq!(reads.len(), 6, "one read each, and one more: {reads:?}");
}

#[test]
fn clock_of_every_cloud_is_compared() {
    for (skew, expected_result, text) in
        [(0, "ok", "same as the endpoint's"), (120, "warn", " s behind the endpoint's")]
    {
        let clouds = Clouds::with(&format!(r#"{{"clock_skew_s": {skew}}}"#));
        let run = clouds.tingji("doctor -o json");
        assert_eq!(run.code, 0, "a warning is no failure: {run}");
        for name in ["ucloud", "compshare", "bce", "volcengine", "huaweicloud"] {
            let cloud = cloud(&run, name);
            let offset = cloud["clock_offset_s"].as_i64().unwrap();
            assert!((offset - skew).abs() <= 5, "{name}: {offset}");
            assert_eq!(result(&cloud, "clock"), expected_result, "{name}");
            assert!(cloud["checks"].to_string().contains(text), "{name}: {cloud}");
        }
    }
}

#[test]
fn wrong_clock_warns_although_signatures_are_corrected() {
    let run = Clouds::with(r#"{"clock_skew_s": -9000}"#).tingji("doctor --cloud volcengine -o json");
    let cloud = cloud(&run, "volcengine");
    assert_eq!(
        (run.code, result(&cloud, "clock"), result(&cloud, "signature")),
        (0, "warn".into(), "ok".into())
    );
}

#[test]
fn rejected_signature_has_advice_and_hides_the_secret() {
    let clouds = Clouds::new().set("BCE_SECRET_ACCESS_KEY", Some("wrong-secret"));
    let run = clouds.tingji("doctor --cloud bce");
    assert_eq!(run.code, 4, "{run}");
    assert_snapshot!("doctor_signature", run.to_string());
}

#[test]
fn clouds_without_setup_do_not_fail_the_others() {
    let mut clouds = Clouds::new();
    clouds.variables.retain(|(name, _)| !name.contains("HUAWEI") && !name.starts_with("VOLC"));
    let run = clouds.tingji("doctor -o json");
    assert_eq!(run.code, 0, "{run}");
    let results = ["bce", "volcengine", "huaweicloud"].map(|name| cloud(&run, name)["result"].clone());
    assert_eq!(results, ["ok", "not-set-up", "not-set-up"]);
}

#[test]
fn missing_setup_and_half_a_key_pair_fail() {
    assert_snapshot!("doctor_nothing", tingji(&[], "doctor").to_string());
    let half = [("BCE_ACCESS_KEY_ID".to_owned(), "half-a-key-pair".to_owned())];
    assert_snapshot!("doctor_half", tingji(&half, "doctor").to_string());
    assert_eq!(tingji(&[], "doctor --cloud bce -o json").code, 4);
}

#[test]
fn unreachable_exits_9_and_with_a_wrong_key_4() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let clouds = Clouds::new().set("TINGJI_BCE_ENDPOINT", Some(&format!("http://{free}")));
    let run = clouds.tingji("doctor");
    assert_eq!(run.code, 9, "{run}");
    let mut shown = run.to_string();
    shown.truncate(shown.find("volcengine\n").unwrap());
    assert_snapshot!("doctor_unreachable", shown.split_once("bce\n").unwrap().1);
    let run = clouds.set("VOLCENGINE_SECRET_KEY", Some("wrong")).tingji("doctor -o json");
    assert_eq!((run.code, cloud(&run, "bce")["exit_code"].clone()), (4, 9.into()), "{run}");
}

#[test]
fn single_profile_can_be_checked() {
    let clouds = Clouds::new();
    let key = clouds.variable("BCE_ACCESS_KEY_ID");
    let secret = clouds.variable("BCE_SECRET_ACCESS_KEY");
    let clouds =
        clouds.set("WORK_BCE_ACCESS_KEY_ID", Some(&key)).set("WORK_BCE_SECRET_ACCESS_KEY", Some(&secret));
    let run = clouds.tingji("doctor --profile work");
    assert_eq!(run.code, 0, "{run}");
    assert_snapshot!("doctor_profile", run.to_string());
}

#[test]
fn doctor_looks_up_the_huawei_project() {
    let clouds = Clouds::new().set("HUAWEICLOUD_SDK_PROJECT_ID", None);
    let run = clouds.tingji("doctor --cloud huaweicloud");
    assert!(
        run.code == 0 && run.stdout.contains("0a1b2c3d4e5f60718293a4b5c6d7e8f9 (looked up in IAM)"),
        "{run}"
    );
}

#[cfg(unix)]
#[test]
fn key_file_permissions_are_checked() {
    use std::os::unix::fs::PermissionsExt;
    let mut clouds = Clouds::new();
    let credential = clouds.sandbox.credential(tingji_sandbox::Cloud::Bce);
    clouds.variables.retain(|(name, _)| ["HOME", "TINGJI_ENDPOINT"].contains(&name.as_str()));
    let config = serde_json::json!({ "current": "main", "profiles": [{
        "name": "main", "mode": "AK", "access_key_id": credential.access_key(),
        "secret_access_key": credential.secret_key().expose_secret(), "region": "bj",
    }] });
    let path = clouds.home.path().join(".bce/config.json");
    std::fs::create_dir(path.parent().unwrap()).unwrap();
    std::fs::write(&path, config.to_string()).unwrap();
    for (mode, result_) in [(0o600, "ok"), (0o644, "warn")] {
        std::fs::set_permissions(&path, PermissionsExt::from_mode(mode)).unwrap();
        let run = clouds.tingji("doctor -o json");
        let cloud = cloud(&run, "bce");
        assert_eq!(
            (run.code, result(&cloud, "files"), &cloud["result"]),
            (0, result_.into(), &result_.into()),
            "{run}"
        );
        assert_eq!(cloud["sources"]["keys"], "file ~/.bce/config.json [main]");
        assert_eq!(run.stderr, "", "said once");
    }
}
