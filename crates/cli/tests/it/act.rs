//! Get, start, reboot, delete and wait.

use insta::assert_snapshot;
use tingji_sandbox::Cloud;

use crate::support::Clouds;

#[test]
fn some_are_shown_in_full_and_one_that_is_not_there_is_told() {
    let clouds = Clouds::new();
    assert_snapshot!("get", clouds.tingji("get compshare/uhost-demo4090 bce/i-nobody").to_string());
}

#[test]
fn what_is_stopped_starts_and_what_runs_is_left_alone() {
    let clouds = Clouds::new();
    let start = "start --yes --poll-interval 20ms compshare/uhost-demoidle bce/i-DemoV100";
    assert_snapshot!("start", clouds.tingji(start).to_string());
    assert_eq!(clouds.state(Cloud::Compshare, "uhost-demoidle"), "Running");
}

#[test]
fn a_reboot_is_seen_to_go_down_and_uai_has_none() {
    let clouds = Clouds::new();
    let reboot = "reboot --yes --poll-interval 20ms bce/i-DemoV100 ucloud/uaiservice-demo1@5-6";
    assert_snapshot!("reboot", clouds.tingji(reboot).to_string());
}

#[test]
fn a_deletion_is_asked_for_even_if_it_is_one() {
    let clouds = Clouds::new();
    let delete = "delete --poll-interval 20ms compshare/uhost-demoidle";
    clouds.tingji(delete).fails(2, "whether to delete for good 1 instance; add --yes");
    let run = clouds.tingji(&format!("{delete} --dry-run -o json"));
    assert_eq!((run.code, run.outcomes()), (0, vec!["would-delete".to_owned()]), "{run}");
    let run = clouds.tingji(&format!("{delete} --yes -o json"));
    assert_eq!((run.code, run.outcomes()), (0, vec!["deleted".to_owned()]), "{run}");
    assert_eq!(clouds.sandbox.state_of(Cloud::Compshare, "uhost-demoidle"), None);
}

#[test]
fn to_wait_sends_nothing_and_ends_at_the_deadline() {
    let clouds = Clouds::new();
    let run = clouds.tingji("wait --for running bce/i-DemoV100 -o json");
    assert_eq!((run.code, run.outcomes()), (0, vec!["reached".to_owned()]), "{run}");
    let run = clouds.tingji("wait --poll-interval 20ms --deadline 200ms bce/i-DemoV100 -o json");
    assert_eq!((run.code, run.outcomes()), (7, vec!["unconfirmed".to_owned()]), "{run}");
    assert!(clouds.sandbox.requests().iter().all(|seen| !seen.effect));
}
