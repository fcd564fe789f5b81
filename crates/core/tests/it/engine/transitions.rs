//! Requests, pauses and outcomes for polls that succeed.

use std::time::Duration;

use tingji_core::engine::{Event, Mode, Outcome, Step};
use tingji_core::{Error, ErrorKind, Phase};

use super::{Harness, harness, harness_with};

#[test]
fn running_instance_is_stopped_once_vendor_reports_stopped() {
    let mut run = harness();
    run.observe(Phase::Running).expect_send().accept().expect_poll();
    run.observe(Phase::Running).expect_poll().observe(Phase::Stopping).expect_poll().observe(Phase::Stopped);
    let report = run.expect_report(Outcome::Stopped);
    assert_eq!(report.request_id.as_deref(), Some("req-1"));
}

#[test]
fn stopped_instance_is_already_stopped_without_send() {
    let _ = harness().observe(Phase::Stopped).expect_report(Outcome::AlreadyStopped);
    // Another client stopped the instance during the run. It was not stopped before.
    let _ = harness().observe(Phase::Changing).observe(Phase::Stopped).expect_report(Outcome::Stopped);
}

#[test]
fn stopping_instance_is_only_polled() {
    harness().observe(Phase::Stopping).expect_poll().observe(Phase::Stopped).expect_outcome(Outcome::Stopped);
}

#[test]
fn starting_instance_is_stopped_once_running() {
    harness()
        .observe(Phase::Changing)
        .expect_poll()
        .observe(Phase::Running)
        .expect_send()
        .accept()
        .observe(Phase::Stopped)
        .expect_outcome(Outcome::Stopped);
}

#[test]
fn unstoppable_state_is_refused_with_its_text() {
    let report = harness().observe(Phase::Unstoppable).expect_report(Outcome::Refused);
    assert!(
        report.message().contains("Unstoppable") && report.message().contains("nothing was sent"),
        "{}",
        report.message()
    );
}

#[test]
fn unstoppable_state_after_stop_is_failed() {
    let mut run = harness();
    run.observe(Phase::Running).expect_send().accept().observe(Phase::Stopping).observe(Phase::Unstoppable);
    run.expect_outcome(Outcome::Failed);
}

#[test]
fn return_to_running_after_stopping_is_failed() {
    let mut run = harness();
    run.observe(Phase::Running).expect_send().accept().observe(Phase::Stopping).observe(Phase::Stopping);
    run.observe(Phase::Running).expect_poll().observe(Phase::Running);
    assert!(run.expect_report(Outcome::Failed).message().contains("went back to running"));
}

#[test]
fn ambiguous_stop_is_observed_before_resend() {
    for kind in [ErrorKind::Timeout, ErrorKind::Interrupted, ErrorKind::Unavailable, ErrorKind::Decode] {
        let mut run = harness();
        run.observe(Phase::Running).expect_send().reject(kind).expect_poll();
        run.observe(Phase::Stopping).expect_poll().observe(Phase::Stopped).expect_outcome(Outcome::Stopped);
    }
}

#[test]
fn sent_stop_is_never_reported_as_already_stopped() {
    for second in [ErrorKind::Locked, ErrorKind::InvalidState, ErrorKind::Throttled] {
        let mut run = harness();
        run.observe(Phase::Running).expect_send().reject(ErrorKind::Timeout);
        for _ in 0..6 {
            run.observe(Phase::Running).expect_poll();
        }
        run.observe(Phase::Running).expect_send().reject(second).expect_poll();
        run.observe(Phase::Stopped).expect_outcome(Outcome::Stopped);
    }
    let mut run = harness();
    run.observe(Phase::Running).expect_send().reject(ErrorKind::Timeout);
    for _ in 0..6 {
        run.observe(Phase::Running).expect_poll();
    }
    run.event(Event::Cancelled).expect_outcome(Outcome::Unconfirmed);
}

#[test]
fn accepted_stop_is_never_resent() {
    let mut run = harness();
    run.observe(Phase::Running).expect_send().accept();
    while run.last != Step::Done {
        run.expect_poll().observe(Phase::Running);
    }
    let report = run.expect_report(Outcome::Unconfirmed);
    assert_eq!(report.elapsed, Duration::from_secs(900));
}

#[test]
fn locked_instance_is_stopped_after_unlock() {
    let mut run = harness();
    for _ in 0..20 {
        run.observe(Phase::Running).expect_send().reject(ErrorKind::Locked).expect_poll();
    }
    run.observe(Phase::Running)
        .expect_send()
        .accept()
        .observe(Phase::Stopped)
        .expect_outcome(Outcome::Stopped);
}

#[test]
fn lock_until_deadline_ends_locked() {
    let mut run = harness_with(|options| options.deadline = Duration::from_secs(20));
    while run.last != Step::Done {
        if run.observe(Phase::Running).last == Step::Send {
            run.reject(ErrorKind::Locked);
        }
    }
    let report = run.expect_report(Outcome::Locked);
    assert_eq!((report.kind(), report.code()), (Some(ErrorKind::Locked), Some("Code")));
}

#[test]
fn rejection_for_wrong_state_is_refused_after_five_stops() {
    let mut run = harness();
    let mut sends = 0;
    while run.last != Step::Done {
        if run.observe(Phase::Running).last == Step::Send {
            sends += 1;
            run.reject(ErrorKind::InvalidState);
        }
    }
    run.expect_outcome(Outcome::Refused);
    assert_eq!(sends, 5);
}

#[test]
fn credential_error_fails_at_once_with_vendor_code() {
    let report = harness()
        .observe(Phase::Running)
        .expect_send()
        .reject(ErrorKind::Credentials)
        .expect_report(Outcome::Failed);
    assert_eq!((report.kind(), report.code()), (Some(ErrorKind::Credentials), Some("Code")));
    assert_eq!(
        harness().fail_poll(ErrorKind::Credentials).expect_report(Outcome::Failed).kind(),
        Some(ErrorKind::Credentials)
    );
}

fn no_wait() -> Harness {
    harness_with(|options| options.mode = Mode::ReturnOnAccepted)
}

#[test]
fn return_on_accepted_does_not_wait() {
    no_wait().observe(Phase::Running).expect_send().accept().expect_outcome(Outcome::Unconfirmed);
    no_wait().observe(Phase::Stopped).expect_outcome(Outcome::AlreadyStopped);
    no_wait().observe(Phase::Changing).expect_outcome(Outcome::Refused);
    no_wait().observe(Phase::Running).expect_send().reject(ErrorKind::Locked).expect_outcome(Outcome::Locked);
}

/// Machine that has asked for a dry run.
fn dry_run() -> Harness {
    let mut run = harness_with(|options| options.mode = Mode::DryRun);
    assert_eq!(run.observe(Phase::Running).last, Step::DryRun);
    run
}

#[test]
fn dry_run_outcome_follows_check_and_vendor() {
    assert_eq!(
        dry_run().event(Event::DryRunSkipped).expect_report(Outcome::WouldStop).message(),
        "a stop would be sent"
    );
    let passed = dry_run().event(Event::DryRunFinished(Ok(Some("req-1")))).expect_report(Outcome::WouldStop);
    assert_eq!(passed.request_id.as_deref(), Some("req-1"));
    assert_eq!(passed.message(), "a stop would be sent; the vendor's own dry run passed");
    for (kind, outcome) in [
        (ErrorKind::InvalidState, Outcome::Refused),
        (ErrorKind::Locked, Outcome::Locked),
        (ErrorKind::NotFound, Outcome::NotFound),
        (ErrorKind::Unsupported, Outcome::Unsupported),
        (ErrorKind::Permission, Outcome::Failed),
        // A dry run changes nothing, so a lost response leaves nothing unconfirmed.
        (ErrorKind::Timeout, Outcome::Failed),
    ] {
        dry_run().event(Event::DryRunFinished(Err(&Error::new(kind, "no")))).expect_outcome(outcome);
    }
    dry_run()
        .event(Event::NotPermitted(&Error::new(ErrorKind::InvalidState, "no")))
        .expect_outcome(Outcome::Refused);
    let late = dry_run().event(Event::Deadline).expect_report(Outcome::Failed);
    assert!(late.message().contains("nothing was sent"), "{late:?}");
}

#[test]
fn cancelled_run_reports_if_stop_was_sent() {
    let report = harness().event(Event::Cancelled).expect_report(Outcome::Failed);
    assert!(report.message().contains("nothing was sent"));
    harness()
        .observe(Phase::Running)
        .expect_send()
        .event(Event::Cancelled)
        .expect_outcome(Outcome::Unconfirmed);
}

#[test]
fn deadline_after_send_is_unconfirmed() {
    harness()
        .observe(Phase::Running)
        .expect_send()
        .event(Event::Deadline)
        .expect_outcome(Outcome::Unconfirmed);
    harness().event(Event::Deadline).expect_outcome(Outcome::Failed);
}

#[test]
fn retry_after_delays_next_poll() {
    let retry_after = Duration::from_secs(40);
    let mut run = harness();
    let error = Error::new(ErrorKind::Throttled, "slow down").with_retry_after(Some(retry_after));
    run.observe(Phase::Running).expect_send().event(Event::Rejected(&error));
    assert_eq!(run.last, Step::Poll { after: retry_after });
}

#[test]
fn rejection_after_ambiguous_stop_is_unconfirmed() {
    for kind in [ErrorKind::InvalidRequest, ErrorKind::Permission] {
        let mut run = harness();
        run.observe(Phase::Running).expect_send().reject(ErrorKind::Timeout).expect_poll();
        for _ in 0..7 {
            run.observe(Phase::Running);
        }
        run.expect_send().reject(kind);
        if run.last != Step::Done {
            run.observe(Phase::Running);
        }
        assert_eq!(run.expect_report(Outcome::Unconfirmed).code(), Some("Code"));
    }
}
