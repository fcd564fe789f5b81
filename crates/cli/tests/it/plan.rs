//! The plan of `stop --dry-run`, and the charges after a stop.

use insta::assert_snapshot;
use tingji_sandbox::Cloud;

use crate::support::Clouds;

const ALL: &str = "compshare/uhost-demo4090 compshare/uhost-demospot compshare/uhost-demomonth \
                   ucloud/uaiservice-demo1@5-6 bce/i-DemoV100 bce/i-DemoPrepd \
                   volcengine/i-demo0gni2a10train volcengine/i-demo0gni2a10month \
                   huaweicloud/62383738-e52a-450a-9f84-f9e705402be8 bce/i-none";

#[test]
fn dry_run_prints_the_plan_and_skipped_targets() {
    let clouds = Clouds::new();
    let run = clouds.tingji(&format!("stop --dry-run {ALL}"));
    assert_snapshot!("dry_run", run.to_string());
    assert!(clouds.sandbox.requests().iter().all(|seen| !seen.effect));
    let zh = clouds.tingji("stop --dry-run --no-charge --force volcengine/i-demo0gni2a10train --lang zh");
    assert_snapshot!("dry_run_zh", zh.to_string());
}

#[test]
fn vendor_dry_run_decides() {
    let clouds = Clouds::new();
    // Only the vendor knows that a prepaid instance does not allow this stop.
    let stop = "stop volcengine/i-demo0gni2a10month --no-charge -o json";
    let run = clouds.tingji(&format!("{stop} --dry-run"));
    let outcome = &run.json()["outcomes"][0];
    assert_eq!(outcome["code"], "InvalidStoppedMode.ChargeTypeMismatch", "{run}");
    assert!(outcome["plan"].is_null() && outcome["still_charged"].is_null(), "{run}");
    assert_eq!(clouds.tingji(stop).json()["outcomes"][0]["code"], outcome["code"]);
}

#[test]
fn plan_names_the_requests_that_are_sent() {
    let clouds = Clouds::new();
    for (cloud, target) in [
        (Cloud::Compshare, "compshare/uhost-demo4090"),
        (Cloud::Ucloud, "ucloud/uaiservice-demo1@5-6"),
        (Cloud::Bce, "bce/i-DemoV100"),
        (Cloud::Volcengine, "volcengine/i-demo0gni2a10train"),
        (Cloud::Huaweicloud, "huaweicloud/62383738-e52a-450a-9f84-f9e705402be8"),
    ] {
        let plan = clouds.tingji(&format!("stop {target} --dry-run -o json")).json();
        let plan = &plan["outcomes"][0]["plan"];
        assert_eq!(plan["rehearsed_by_vendor"], cloud == Cloud::Volcengine, "{target}");
        let before = clouds.sandbox.requests().len();
        let run = clouds.tingji(&format!("stop {target} --poll-interval 20ms"));
        assert_eq!(run.code, 0, "{run}");
        let sent: Vec<_> = clouds.sandbox.requests().split_off(before);
        let sent: Vec<_> = sent.iter().filter(|seen| seen.effect).map(|seen| seen.action.as_str()).collect();
        assert_eq!(sent, [plan["operation"].as_str().unwrap()], "{target}");
    }
}

#[test]
fn other_actions_print_a_plan() {
    let clouds = Clouds::new();
    for (change, operation) in [
        ("reboot --force volcengine/i-demo0gni2a10train", "RebootInstance ForceStop=true"),
        ("delete bce/i-DemoCpu1", "ReleaseInstance"),
        ("start compshare/uhost-demoidle", "StartCompShareInstance"),
    ] {
        let run = clouds.tingji(&format!("{change} --dry-run"));
        assert!(run.code == 0 && run.stdout.contains(&format!("  {operation}  ")), "{run}");
        assert!(run.stdout.trim_end().ends_with('-'), "{run}");
    }
    assert!(clouds.sandbox.requests().iter().all(|seen| !seen.effect));
}

#[test]
fn stop_prints_the_remaining_charges_per_instance() {
    let clouds = Clouds::new();
    let targets = "compshare/uhost-demo4090 compshare/uhost-demoidle compshare/uhost-demomonth \
                   ucloud/uaiservice-demo1 bce/i-DemoPrepd volcengine/i-demo0gni2a10month \
                   volcengine/i-demo0g3icpu huaweicloud/9e8d7c6b-5a49-4838-a726-15f4e3d2c1b0 \
                   bce/i-DemoPrepd";
    for (name, lang) in [("still_costs", "en"), ("still_costs_zh", "zh")] {
        let run = clouds.tingji(&format!("stop --yes --poll-interval 20ms {targets} --lang {lang}"));
        assert_eq!(run.code, 0, "{run}");
        let text = run.to_string();
        let notes = text.lines().filter(|line| line.starts_with("note: ") || line.starts_with("注："));
        assert_snapshot!(name, notes.map(|line| line.to_owned() + "\n").collect::<String>());
    }
}

/// Stops a target and returns the items that are still charged.
fn charges_after_stop(clouds: &Clouds, arguments: &str) -> Vec<String> {
    let run = clouds.tingji(&format!("stop {arguments} --poll-interval 20ms -o json"));
    assert_eq!(run.code, 0, "{run}");
    let json = run.json();
    let items = json["outcomes"][0]["still_charged"].as_array().unwrap();
    items.iter().map(|item| item.as_str().unwrap().to_owned()).collect()
}

#[test]
fn no_charge_stop_lists_only_remaining_charges() {
    let clouds = Clouds::new();
    let without_compute = charges_after_stop(&clouds, "volcengine/i-demo0gni2a10train --no-charge");
    assert_eq!(without_compute, ["disks", "images", "public addresses", "fixed bandwidth"]);
    let with_compute = charges_after_stop(&clouds, "volcengine/i-demo0g3icpu");
    assert_eq!(with_compute[0], "vCPU, memory and GPU");
}
