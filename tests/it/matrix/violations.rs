//! Situations for which the sandbox has no fault, and the checks' own test: they find false reports.

use std::sync::Arc;
use std::time::Duration;

use tingji_core::DynLifecycle;
use tingji_core::engine::{ActionOptions, Mode, Outcome};
use tingji_sandbox::{Cloud, Fault, FaultKind, Scenario};
use tingji_tests::simulation::{Harness, StopResult, connect};

/// Longer than any test.
const FOREVER: Duration = Duration::from_secs(1 << 40);

fn fleet(cloud: Cloud) -> (Harness, Arc<dyn DynLifecycle>) {
    let harness = Harness::new(cloud, 5, 20, Scenario::empty(), |_| Duration::from_secs(4)).unwrap();
    let client = connect(&harness.emulator.account(cloud), &harness.network, &harness.clock).unwrap();
    (harness, client)
}

fn stop(harness: &Harness, client: &Arc<dyn DynLifecycle>) -> Vec<StopResult> {
    harness.stop(client.as_ref(), ActionOptions::default(), || {}).unwrap()
}

fn assert_all(harness: &Harness, results: &[StopResult], outcome: Outcome, exit_code: u8) {
    let is_equal = results.iter().all(|result| result.report.outcome == outcome);
    assert!(is_equal, "{}: {results:#?}", harness.cloud);
    assert_eq!(results.len(), 20);
    assert_eq!(Harness::exit_code(results), exit_code);
    assert_eq!(harness.violations(results), Vec::<String>::new());
}

#[test]
fn lost_connection_fails_or_leaves_stops_unconfirmed() {
    for cloud in Cloud::ALL {
        let (harness, client) = fleet(cloud);
        harness.network.disconnect(Duration::ZERO..FOREVER);
        assert_all(&harness, &stop(&harness, &client), Outcome::Failed, 9);

        let minute = Duration::from_secs(60);
        for (until, outcome, exit_code) in [(FOREVER, Outcome::Unconfirmed, 7), (minute, Outcome::Stopped, 0)]
        {
            let (harness, client) = fleet(cloud);
            let span = Duration::from_secs(1)..until;
            let results = harness
                .stop(client.as_ref(), ActionOptions::default(), || harness.network.disconnect(span))
                .unwrap();
            assert_all(&harness, &results, outcome, exit_code);
        }
    }
}

#[test]
fn dry_run_sends_no_stop_after_resets() {
    for cloud in Cloud::ALL {
        let (harness, client) = fleet(cloud);
        harness.emulator.add_fault(Fault::reset().times(2)).unwrap();
        let mut options = ActionOptions::default();
        options.mode = Mode::DryRun;
        let results = harness.stop(client.as_ref(), options, || {}).unwrap();
        assert_all(&harness, &results, Outcome::WouldStop, 0);
    }
}

#[test]
fn stopped_fleet_receives_no_second_stop() {
    for cloud in Cloud::ALL {
        let (harness, client) = fleet(cloud);
        assert_all(&harness, &stop(&harness, &client), Outcome::Stopped, 0);
        let before = harness.emulator.request_count();
        let second = stop(&harness, &client);
        assert!(second.iter().all(|result| result.report.outcome == Outcome::AlreadyStopped));
        let requests = harness.emulator.requests().split_off(before);
        assert!(requests.iter().all(|request| !request.effect), "{requests:?}");
    }
}

#[test]
fn false_outcomes_and_changed_instances_are_found() {
    let (harness, client) = fleet(Cloud::Volcengine);
    harness.emulator.add_fault(Fault::new(FaultKind::IgnoredStop)).unwrap();
    let mut results = stop(&harness, &client);
    results[3].report.outcome = Outcome::Stopped;
    let violations = harness.violations(&results);
    assert!(violations.iter().all(|text| text.starts_with("i-t3: reported stopped")), "{violations:?}");
    assert!(violations.iter().any(|text| text.ends_with(": not stopped")), "{violations:?}");

    let (mut harness, client) = fleet(Cloud::Ucloud);
    let mut results = stop(&harness, &client);
    results[0].report.outcome = Outcome::Failed;
    assert!(harness.violations(&results)[0].ends_with("the instance did stop"));

    harness.targets = vec!["uaisrv-t2@7-8".to_owned()];
    stop(&harness, &client);
    assert!(harness.violations(&[]).contains(&"uaisrv-t2@7-8: not a target, but changed".to_owned()));
}
