//! What the sandbox has no fault for, and that the judge finds what it is there to find.

use std::sync::Arc;
use std::time::Duration;

use tingji_core::Lifecycle;
use tingji_core::engine::{ActionOptions, Mode, Outcome};
use tingji_sandbox::{Cloud, Fault, FaultKind, Scenario};
use tingji_tests::simulation::{Ended, Stage, connect};

const FOR_EVER: Duration = Duration::from_secs(1 << 40);

fn stage(cloud: Cloud) -> (Stage, Arc<dyn Lifecycle>) {
    let stage = Stage::new(cloud, 5, 20, Scenario::empty(), |_| Duration::from_secs(4)).unwrap();
    let client = connect(&stage.clouds.account(cloud), &stage.network, &stage.clock).unwrap();
    (stage, client)
}

fn assert_all(stage: &Stage, ended: &[Ended], outcome: Outcome, exit_code: u8) {
    assert!(ended.iter().all(|one| one.report.outcome == outcome), "{}: {ended:#?}", stage.cloud);
    assert_eq!((ended.len(), Stage::exit_code(ended)), (20, exit_code));
    assert_eq!(stage.lies(ended), Vec::<String>::new());
}

#[test]
fn without_a_connection_all_fail_and_one_that_is_lost_after_the_stop_leaves_them_unconfirmed() {
    for cloud in Cloud::ALL {
        let (without, client) = stage(cloud);
        without.network.unplug(Duration::ZERO..FOR_EVER);
        let ended = without.stop(client.as_ref(), ActionOptions::default(), || {}).unwrap();
        assert_all(&without, &ended, Outcome::Failed, 9);

        let minute = Duration::from_secs(60);
        for (until, outcome, exit_code) in
            [(FOR_EVER, Outcome::Unconfirmed, 7), (minute, Outcome::Stopped, 0)]
        {
            let (stage, client) = stage(cloud);
            let cut = || stage.network.unplug(Duration::from_secs(1)..until);
            let ended = stage.stop(client.as_ref(), ActionOptions::default(), cut).unwrap();
            assert_all(&stage, &ended, outcome, exit_code);
        }
    }
}

#[test]
fn a_rehearsal_sends_no_stop_whatever_happens() {
    for cloud in Cloud::ALL {
        let (stage, client) = stage(cloud);
        stage.clouds.add_fault(Fault::reset().times(2)).unwrap();
        let mut options = ActionOptions::default();
        options.wait = Mode::DryRun;
        let ended = stage.stop(client.as_ref(), options, || {}).unwrap();
        assert_all(&stage, &ended, Outcome::WouldStop, 0);
    }
}

#[test]
fn a_fleet_that_is_stopped_is_not_asked_again() {
    for cloud in Cloud::ALL {
        let (stage, client) = stage(cloud);
        let ended = stage.stop(client.as_ref(), ActionOptions::default(), || {}).unwrap();
        assert_all(&stage, &ended, Outcome::Stopped, 0);
        let before = stage.clouds.request_count();
        let again = stage.stop(client.as_ref(), ActionOptions::default(), || {}).unwrap();
        assert!(again.iter().all(|one| one.report.outcome == Outcome::AlreadyStopped));
        let requests = stage.clouds.requests().split_off(before);
        assert!(requests.iter().all(|seen| !seen.effect), "{requests:?}");
    }
}

#[test]
fn the_judge_finds_a_false_stopped_a_false_failed_and_a_touched_bystander() {
    let (ignored, client) = stage(Cloud::Volcengine);
    ignored.clouds.add_fault(Fault::new(FaultKind::IgnoredStop)).unwrap();
    let mut ended = ignored.stop(client.as_ref(), ActionOptions::default(), || {}).unwrap();
    ended[3].report.outcome = Outcome::Stopped;
    let lies = ignored.lies(&ended);
    assert!(lies.iter().all(|lie| lie.starts_with("i-t3: reported stopped")), "{lies:?}");
    assert!(lies.iter().any(|lie| lie.ends_with(": not stopped")), "{lies:?}");

    let (mut fine, client) = stage(Cloud::Ucloud);
    let mut ended = fine.stop(client.as_ref(), ActionOptions::default(), || {}).unwrap();
    ended[0].report.outcome = Outcome::Failed;
    assert!(fine.lies(&ended)[0].ends_with("it did stop"));

    fine.targets = vec!["uaisrv-t2@7-8".to_owned()];
    fine.stop(client.as_ref(), ActionOptions::default(), || {}).unwrap();
    assert!(fine.lies(&[]).contains(&"uaisrv-t2@7-8: not meant, and touched".to_owned()));
}
