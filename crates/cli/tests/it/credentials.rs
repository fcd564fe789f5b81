//! Keys from files and metadata services.

use tingji_core::testing::TempHome;
use tingji_sandbox::Cloud;

use crate::support::Clouds;

const HUAWEI: &str = "huaweicloud/62383738-e52a-450a-9f84-f9e705402be8";

/// A home with Baidu's keys in the vendor's file, and clouds without keys in variables.
fn bce_in_a_file() -> (TempHome, Clouds) {
    let clouds = Clouds::new();
    let own = clouds.sandbox.credential(Cloud::Bce);
    let config = serde_json::json!({ "current": "main", "profiles": [{
        "name": "main", "mode": "AK", "access_key_id": own.access_key(),
        "secret_access_key": own.secret_key().expose_secret(), "region": "bj",
    }] });
    let home = TempHome::new().file(".bce/config.json", &config.to_string());
    let mut clouds = clouds.set("HOME", Some(home.path().to_str().unwrap()));
    clouds.variables.retain(|(name, _)| ["HOME", "TINGJI_ENDPOINT"].contains(&name.as_str()));
    (home, clouds)
}

#[test]
fn keys_in_the_vendors_file_list_and_stop() {
    let (_home, clouds) = bce_in_a_file();
    let list = clouds.tingji("list -o json");
    assert_eq!(list.code, 0, "{list}");
    assert!(list.json()["instances"].as_array().unwrap().iter().all(|row| row["cloud"] == "bce"));
    let run = clouds.tingji("stop bce:main/i-DemoV100 -o json");
    assert_eq!(run.outcomes(), ["stopped"], "{run}");
    assert!(!run.stderr.contains("warning"), "{run}");
}

#[cfg(unix)]
#[test]
fn readable_key_file_warns_once_on_stderr() {
    use std::os::unix::fs::PermissionsExt;
    let (home, clouds) = bce_in_a_file();
    std::fs::set_permissions(home.path().join(".bce/config.json"), PermissionsExt::from_mode(0o644)).unwrap();
    let run = clouds.tingji("stop bce/i-DemoV100 bce/i-DemoCpu1 --dry-run -o json");
    let warnings: Vec<_> = run.stderr.lines().filter(|line| line.starts_with("warning: ")).collect();
    let warning = "warning: the file ~/.bce/config.json can be read or changed by other users: run `chmod 600 ~/.bce/config.json`";
    assert_eq!(warnings, [warning], "{run}");
    assert_eq!(run.stdout.lines().count(), 1, "{run}");
}

#[test]
fn huawei_project_is_looked_up() {
    let clouds = Clouds::new().set("HUAWEICLOUD_SDK_PROJECT_ID", None);
    let run = clouds.tingji(&format!("stop {HUAWEI} -o json"));
    assert_eq!(run.outcomes(), ["stopped"], "{run}");
}

#[test]
fn missing_keys_name_the_variables_despite_metadata() {
    let clouds = Clouds::new()
        .set("VOLCENGINE_ACCESS_KEY", None)
        .set("VOLCENGINE_SECRET_KEY", None)
        .set("TINGJI_METADATA_ENDPOINT", Some("off"));
    clouds.tingji("stop volcengine/i-demo0gni2a10train").fails(4, "VOLCENGINE_ACCESS_KEY is not set");
    // A missing metadata service does not delay the error until the deadline.
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let clouds = clouds.set("TINGJI_METADATA_ENDPOINT", Some(&format!("http://{free}")));
    let run = clouds.tingji("stop volcengine/i-demo0gni2a10train");
    run.fails(4, "no keys are found: neither in variables nor in files");
}
