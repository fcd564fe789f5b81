//! Builders of single actions over a mock cloud, in virtual time.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tingji_core::action_builder::{Reboot, Stop};
use tingji_core::engine::{ActionOptions, Outcome};
use tingji_core::fleet::{Progress, RunContext, run_all};
use tingji_core::testing::{VirtualClock, run};
use tingji_core::{ErrorKind, Phase};

use crate::mock_cloud::{MockBehaviour, MockCloud, WITH_TOKENS, stop_jobs};

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

/// Outcome of a no-charge stop, of a running or a stopped instance that reports this charge for compute.
fn no_charge_stop(is_stopped: bool, compute_charged: Option<bool>) -> Result<(), String> {
    let clock = VirtualClock::default();
    let mut cloud = MockCloud::new(&clock, [MockBehaviour::Accept(Duration::ZERO)]);
    cloud.compute_charged = compute_charged;
    if is_stopped {
        cloud.instances.lock().unwrap().get_mut("i-0").unwrap().stopped_at = Some(Duration::ZERO);
    }
    let stop = Stop::new(Arc::new(cloud), Arc::new(clock.clone()), "i-0").no_charge();
    run(&clock, stop.into_future()).map(drop).map_err(|error| error.to_string())
}

#[test]
fn no_charge_stop_with_charged_compute_is_an_error() {
    let charged = "the stop of i-0 may not have ended the charge for compute: the vendor reports it stopped";
    assert_eq!(no_charge_stop(false, Some(true)), Err(charged.to_owned()));
    assert_eq!(no_charge_stop(false, Some(false)), Ok(()));
    assert_eq!(no_charge_stop(false, None), Ok(()), "the vendor accepted a no-charge stop");
    // Nothing was sent, so only the vendor's own report shows that compute is not charged.
    assert!(no_charge_stop(true, Some(true)).is_err());
    assert!(no_charge_stop(true, None).is_err());
    assert_eq!(no_charge_stop(true, Some(false)), Ok(()));
}

#[test]
fn all_requests_of_a_run_have_the_same_token() {
    let clock = VirtualClock::default();
    let mut cloud = MockCloud::new(&clock, [MockBehaviour::LoseFirst]);
    cloud.capabilities = WITH_TOKENS;
    // The request of the job has no token.
    let reports =
        run(&clock, run_all(&cloud, &stop_jobs(1), ActionOptions::default(), RunContext::new(&clock)));
    assert_eq!((reports[0].outcome, cloud.stops()), (Outcome::Stopped, vec![2]));
    let tokens = cloud.tokens.into_inner().unwrap();
    assert!(tokens[0].is_some() && tokens[0] == tokens[1], "{tokens:?}");
}
