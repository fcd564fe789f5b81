//! Get, start, reboot, delete and wait.

use insta::assert_snapshot;
use tingji_sandbox::Cloud;

use crate::support::Clouds;

#[test]
fn get_prints_found_and_reports_missing_instances() {
    let clouds = Clouds::new();
    assert_snapshot!("get", clouds.tingji("get compshare/uhost-demo4090 bce/i-nobody").to_string());
}

#[test]
fn start_starts_stopped_and_skips_running_instances() {
    let clouds = Clouds::new();
    let start = "start --yes --poll-interval 20ms compshare/uhost-demoidle bce/i-DemoV100";
    assert_snapshot!("start", clouds.tingji(start).to_string());
    assert_eq!(clouds.state(Cloud::Compshare, "uhost-demoidle"), "Running");
}

#[test]
fn reboot_observes_the_shutdown_and_uai_has_none() {
    let clouds = Clouds::new();
    let reboot = "reboot --yes --poll-interval 20ms bce/i-DemoV100 ucloud/uaiservice-demo1@5-6";
    assert_snapshot!("reboot", clouds.tingji(reboot).to_string());
}

#[test]
fn deletion_of_one_target_needs_confirmation() {
    let clouds = Clouds::new();
    let delete = "delete --poll-interval 20ms compshare/uhost-demoidle";
    clouds.tingji(delete).fails(2, "to permanently delete 1 instance, add --yes");
    let run = clouds.tingji(&format!("{delete} --dry-run -o json"));
    assert_eq!((run.code, run.outcomes()), (0, vec!["would-delete".to_owned()]), "{run}");
    let run = clouds.tingji(&format!("{delete} --yes -o json"));
    assert_eq!((run.code, run.outcomes()), (0, vec!["deleted".to_owned()]), "{run}");
    assert_eq!(clouds.sandbox.state_of(Cloud::Compshare, "uhost-demoidle"), None);
}

#[test]
fn wait_sends_nothing_and_ends_at_the_deadline() {
    let clouds = Clouds::new();
    let run = clouds.tingji("wait --for running bce/i-DemoV100 -o json");
    assert_eq!((run.code, run.outcomes()), (0, vec!["reached".to_owned()]), "{run}");
    let run = clouds.tingji("wait --poll-interval 20ms --deadline 200ms bce/i-DemoV100 -o json");
    assert_eq!((run.code, run.outcomes()), (7, vec!["unconfirmed".to_owned()]), "{run}");
    assert!(clouds.sandbox.requests().iter().all(|seen| !seen.effect));
}
