//! Builders of single actions over a mock cloud, in virtual time.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tingji_core::action_builder::{Reboot, Stop};
use tingji_core::engine::{ActionOptions, Outcome};
use tingji_core::fleet::{Progress, RunContext, run_all};
use tingji_core::testing::{VirtualClock, run};
use tingji_core::{ErrorKind, Phase};

use crate::mock_cloud::{MockBehaviour, MockCloud, stop_jobs};

fn stop(clock: &VirtualClock, behaviour: MockBehaviour) -> (Arc<MockCloud>, Stop) {
    let cloud = Arc::new(MockCloud::new(clock, [behaviour]));
    let stop = Stop::new(cloud.clone(), Arc::new(clock.clone()), "i-0");
    (cloud, stop.deadline(Duration::from_secs(60)))
}

#[test]
fn confirmed_stop_returns_the_stopped_instance() {
    let clock = VirtualClock::default();
    let (cloud, stop) = stop(&clock, MockBehaviour::Accept(Duration::from_secs(5)));
    let stopped = run(&clock, stop.clone().into_future()).unwrap();
    assert_eq!((stopped.instance.id.id(), stopped.instance.state.phase()), ("i-0", Phase::Stopped));
    assert_eq!(stopped.report.request_id.as_deref(), Some("req"));
    let again = run(&clock, stop.into_future()).unwrap();
    assert!(again.was_already_stopped && !stopped.was_already_stopped);
    assert_eq!(cloud.stops(), [1]);
}

#[test]
fn unconfirmed_stop_is_an_error_with_the_instance() {
    let clock = VirtualClock::default();
    let (_, stop) = stop(&clock, MockBehaviour::NeverFinish);
    let error = run(&clock, stop.into_future()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the stop of i-0 is not confirmed: the state at the deadline was still Stopping"
    );
    let instance = error.report().unwrap().instance.clone().unwrap();
    assert_eq!((error.outcome(), instance.state.as_str()), (Outcome::Unconfirmed, "Stopping"));
    assert!(format!("{error:?}").starts_with("ActionError { message: \"the stop of i-0"), "{error:?}");
}

#[test]
fn lost_response_does_not_count_as_accepted() {
    let clock = VirtualClock::default();
    let (_, accepted) = stop(&clock, MockBehaviour::NeverFinish);
    let accepted = run(&clock, accepted.return_on_accepted().into_future()).unwrap();
    assert_eq!(accepted.report.outcome, Outcome::Unconfirmed);
    let (_, lost) = stop(&clock, MockBehaviour::NoReply);
    let error = run(&clock, lost.return_on_accepted().into_future()).unwrap_err();
    assert_eq!(error.outcome(), Outcome::Unconfirmed);
}

#[test]
fn dry_run_sends_nothing() {
    let clock = VirtualClock::default();
    let (cloud, stop) = stop(&clock, MockBehaviour::NeverFinish);
    let checked = run(&clock, stop.dry_run().into_future()).unwrap();
    assert_eq!((checked.instance.state.phase(), cloud.stops()), (Phase::Running, vec![0]));
}

#[test]
fn option_that_the_product_lacks_is_an_error() {
    let clock = VirtualClock::default();
    let (cloud, stop) = stop(&clock, MockBehaviour::NeverFinish);
    let error = run(&clock, stop.force().into_future()).unwrap_err();
    assert_eq!((error.outcome(), error.kind()), (Outcome::Unsupported, Some(ErrorKind::Unsupported)));
    let reboot: Reboot = Reboot::new(cloud.clone(), Arc::new(clock.clone()), "i-0");
    let error = run(&clock, reboot.into_future()).unwrap_err();
    let sentence = "the reboot of i-0 is not supported: the mock cloud has no reboot; \
                    this product does not support that option; run again without it";
    assert_eq!(error.to_string(), sentence);
    assert_eq!(cloud.stops(), [0]);
}

/// Stores the state of the instance in a report.
fn record_finished(states: &Mutex<Vec<String>>, progress: Progress<'_>) {
    if let Progress::Finished(report) = progress {
        states.lock().unwrap().push(report.instance.clone().unwrap().state.to_string());
    }
}

#[test]
fn finished_event_has_the_instance_as_last_observed() {
    let clock = VirtualClock::default();
    let cloud = MockCloud::new(&clock, [MockBehaviour::Accept(Duration::from_secs(5))]);
    let states = Mutex::new(Vec::new());
    let context =
        RunContext { progress: &|_, progress| record_finished(&states, progress), ..RunContext::new(&clock) };
    let jobs = stop_jobs(1);
    let reports = run(&clock, run_all(&cloud, &jobs, ActionOptions::default(), context));
    assert_eq!(reports[0].instance.as_ref().unwrap().state.phase(), Phase::Stopped);
    assert_eq!(*states.lock().unwrap(), ["Stopped"]);
}
