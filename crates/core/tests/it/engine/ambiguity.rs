//! Polls that fail, do not find the instance, or contradict each other; lost and undecodable responses.

use std::time::Duration;

use tingji_core::engine::{ActionOptions, Event, Outcome, Step};
use tingji_core::{Error, ErrorKind, Instance, InstanceId, Phase, State};

use super::{Harness, harness, harness_with, instance_with_revision};

#[test]
fn unknown_id_is_not_found_at_first_poll() {
    let _ = harness().not_found().expect_report(Outcome::NotFound);
}

#[test]
fn missing_instance_after_stop_is_not_found_at_third_poll() {
    let mut run = harness();
    run.observe(Phase::Running)
        .expect_send()
        .accept()
        .not_found()
        .expect_poll()
        .not_found()
        .expect_poll()
        .not_found();
    run.expect_outcome(Outcome::NotFound);
}

#[test]
fn lost_stop_is_resent_after_six_running_polls() {
    let mut run = harness();
    run.observe(Phase::Running).expect_send().reject(ErrorKind::Timeout).expect_poll();
    for _ in 0..6 {
        run.observe(Phase::Running).expect_poll();
    }
    run.observe(Phase::Running)
        .expect_send()
        .accept()
        .observe(Phase::Stopped)
        .expect_outcome(Outcome::Stopped);
}

#[test]
fn rejection_for_wrong_state_is_resolved_by_polls() {
    harness()
        .observe(Phase::Running)
        .expect_send()
        .reject(ErrorKind::InvalidState)
        .expect_poll()
        .observe(Phase::Stopping)
        .observe(Phase::Stopped)
        .expect_outcome(Outcome::Stopped);
}

#[test]
fn poll_before_send_fails_at_once_or_at_fifth_failure() {
    assert_eq!(
        harness().fail_poll(ErrorKind::Connect).expect_report(Outcome::Failed).kind(),
        Some(ErrorKind::Connect)
    );
    let mut run = harness();
    for _ in 0..4 {
        run.fail_poll(ErrorKind::Unavailable).expect_poll();
    }
    assert_eq!(
        run.fail_poll(ErrorKind::Unavailable).expect_report(Outcome::Failed).kind(),
        Some(ErrorKind::Unavailable)
    );
}

#[test]
fn failed_polls_after_stop_end_unconfirmed() {
    let mut run = harness_with(|options| options.deadline = Duration::from_secs(60));
    run.observe(Phase::Running).expect_send().accept();
    while run.last != Step::Done {
        run.fail_poll(ErrorKind::Connect);
    }
    run.expect_outcome(Outcome::Unconfirmed);
}

#[test]
fn undecodable_poll_after_stop_continues() {
    for kind in [ErrorKind::Decode, ErrorKind::Redirected, ErrorKind::Throttled] {
        let mut run = harness();
        run.observe(Phase::Running)
            .expect_send()
            .accept()
            .fail_poll(kind)
            .expect_poll()
            .fail_poll(kind)
            .expect_poll();
        run.observe(Phase::Stopped).expect_outcome(Outcome::Stopped);
    }
}

#[test]
fn undecodable_poll_before_stop_fails_at_fourth_time() {
    let mut run = harness();
    for _ in 0..3 {
        run.fail_poll(ErrorKind::Decode).expect_poll();
    }
    run.clone().observe(Phase::Running).expect_send();
    run.fail_poll(ErrorKind::Decode).expect_outcome(Outcome::Failed);
    harness().fail_poll(ErrorKind::Redirected).expect_outcome(Outcome::Failed);
}

#[test]
fn unknown_state_before_stop_is_refused_at_fifth_poll() {
    let mut run = harness();
    run.observe(Phase::Unknown).expect_poll().observe(Phase::Running).expect_send().accept();
    run.observe(Phase::Unknown).expect_poll().observe(Phase::Stopped).expect_outcome(Outcome::Stopped);
    let mut run = harness();
    for _ in 0..4 {
        run.observe(Phase::Unknown).expect_poll();
    }
    run.observe(Phase::Unknown).expect_outcome(Outcome::Refused);
}

#[test]
fn earlier_stop_failure_is_ignored_until_revision_changes() {
    let failed_before = instance_with_revision(Phase::StopFailed, 1);
    let mut run = harness();
    run.event(Event::Observed(Some(&failed_before))).expect_send().accept();
    run.event(Event::Observed(Some(&failed_before))).expect_poll();
    run.event(Event::Observed(Some(&instance_with_revision(Phase::StopFailed, 2))))
        .expect_outcome(Outcome::Failed);

    let mut run = harness();
    run.event(Event::Observed(Some(&failed_before))).expect_send().accept();
    run.event(Event::Observed(Some(&instance_with_revision(Phase::Stopping, 2)))).expect_poll();
    run.event(Event::Observed(Some(&instance_with_revision(Phase::Stopped, 3))))
        .expect_outcome(Outcome::Stopped);
}

#[test]
fn successful_poll_resets_failure_counters() {
    let mut run = harness();
    run.observe(Phase::Running).expect_send().accept();
    for _ in 0..5 {
        run.observe(Phase::Stopping).expect_poll();
    }
    run.not_found()
        .expect_poll()
        .observe(Phase::Stopping)
        .expect_poll()
        .not_found()
        .expect_poll()
        .observe(Phase::Stopped);
    run.expect_outcome(Outcome::Stopped);

    let mut run = harness();
    for _ in 0..8 {
        run.observe(Phase::Changing).expect_poll();
    }
    run.fail_poll(ErrorKind::Unavailable).expect_poll().observe(Phase::Running).expect_send();
}

#[test]
fn rejection_with_unknown_code_is_verified_by_one_poll() {
    for kind in [ErrorKind::Vendor, ErrorKind::InvalidRequest] {
        let mut run = harness();
        run.observe(Phase::Running).expect_send().reject(kind).expect_poll().observe(Phase::Stopped);
        run.expect_outcome(Outcome::Stopped);
        let mut run = harness();
        run.observe(Phase::Running).expect_send().reject(kind).expect_poll().observe(Phase::Running);
        assert_eq!(run.expect_report(Outcome::Failed).code(), Some("Code"));
    }
}

#[test]
fn empty_state_is_polled_until_deadline() {
    let empty = Instance::new(InstanceId::new("i-1", None).unwrap(), State::new(Phase::Unknown, ""));
    let mut run = harness_with(|options| options.deadline = Duration::from_secs(60));
    for _ in 0..6 {
        run.event(Event::Observed(Some(&empty))).expect_poll();
    }
    run.observe(Phase::Running).expect_send();
    let mut run = harness_with(|options| options.deadline = Duration::from_secs(60));
    while run.last != Step::Done {
        run.event(Event::Observed(Some(&empty)));
    }
    assert!(run.expect_report(Outcome::Failed).message().contains("did not report its state"));
}

#[test]
fn report_at_deadline_contains_last_ambiguous_answer() {
    let mut run = harness_with(|options| options.deadline = Duration::from_secs(5));
    run.observe(Phase::Running).expect_send().reject(ErrorKind::Redirected);
    while run.last != Step::Done {
        run.observe(Phase::Running);
    }
    let report = run.expect_report(Outcome::Unconfirmed);
    assert!(report.message().contains("the last answer was: Code: it failed"), "{}", report.message());

    let mut run = harness_with(|options| options.deadline = Duration::from_secs(5));
    while run.last != Step::Done {
        let error =
            Error::new(ErrorKind::Throttled, "slow down").with_retry_after(Some(Duration::from_secs(3600)));
        run.event(Event::ObserveFailed(&error));
    }
    assert_eq!(run.expect_report(Outcome::Failed).kind(), Some(ErrorKind::Throttled));
}

#[test]
fn clock_or_vendor_error_after_stop_ends_at_fifth_poll() {
    for kind in [ErrorKind::ClockSkew, ErrorKind::Vendor] {
        let mut run = Harness::new(ActionOptions::default());
        run.observe(Phase::Running).expect_send().accept();
        run.fail_poll(kind).expect_poll().observe(Phase::Stopping).expect_poll().observe(Phase::Stopped);
        assert_eq!(run.machine.report().unwrap().outcome, Outcome::Stopped);

        let mut run = Harness::new(ActionOptions::default());
        run.observe(Phase::Running).expect_send().accept();
        for _ in 0..4 {
            run.fail_poll(kind).expect_poll();
        }
        run.fail_poll(kind);
        assert_eq!(run.machine.report().unwrap().outcome, Outcome::Unconfirmed);
    }
}
