//! What is sent, waited for and told when the looks are clear.

use std::time::Duration;

use tingji_core::engine::{Event, Mode, Outcome, Step};
use tingji_core::{Error, ErrorKind, Phase};

use super::{play, play_with};

#[test]
fn a_running_instance_is_stopped_only_when_its_own_state_reads_stopped() {
    let mut play = play();
    play.sees(Phase::Running).sends().accepted().looks();
    play.sees(Phase::Running).looks().sees(Phase::Stopping).looks().sees(Phase::Stopped);
    let report = play.ends(Outcome::Stopped);
    assert_eq!(report.request_id.as_deref(), Some("req-1"));
    assert_eq!(report.exit_code(), 0);
}

#[test]
fn a_stopped_instance_is_left_alone() {
    assert_eq!(play().sees(Phase::Stopped).ends(Outcome::AlreadyStopped).exit_code(), 0);
    // Somebody else stopped it in the meantime: it was not stopped before.
    assert_eq!(play().sees(Phase::Changing).sees(Phase::Stopped).ends(Outcome::Stopped).exit_code(), 0);
}

#[test]
fn an_instance_that_is_stopping_is_only_waited_for() {
    play().sees(Phase::Stopping).looks().sees(Phase::Stopped).ends(Outcome::Stopped);
}

#[test]
fn an_instance_on_its_way_up_is_stopped_once_it_runs() {
    play()
        .sees(Phase::Changing)
        .looks()
        .sees(Phase::Running)
        .sends()
        .accepted()
        .sees(Phase::Stopped)
        .ends(Outcome::Stopped);
}

#[test]
fn a_resting_state_that_cannot_stop_is_refused_with_its_name() {
    let report = play().sees(Phase::Unstoppable).ends(Outcome::Refused);
    assert!(
        report.message.contains("Unstoppable") && report.message.contains("nothing was sent"),
        "{}",
        report.message
    );
    assert_eq!(report.exit_code(), 8);
}

#[test]
fn a_failed_stop_ends_the_wait() {
    let mut play = play();
    play.sees(Phase::Running).sends().accepted().sees(Phase::Stopping).sees(Phase::Unstoppable);
    play.ends(Outcome::Failed);
}

#[test]
fn running_again_after_stopping_was_seen_twice_is_a_failure() {
    let mut play = play();
    play.sees(Phase::Running).sends().accepted().sees(Phase::Stopping).sees(Phase::Stopping);
    play.sees(Phase::Running).looks().sees(Phase::Running);
    assert!(play.ends(Outcome::Failed).message.contains("went back to running"));
}

#[test]
fn a_stop_of_unknown_fate_is_observed_before_anything_is_sent_again() {
    for kind in [ErrorKind::Timeout, ErrorKind::Interrupted, ErrorKind::Unavailable, ErrorKind::Decode] {
        let mut play = play();
        play.sees(Phase::Running).sends().rejected(kind).looks();
        play.sees(Phase::Stopping).looks().sees(Phase::Stopped).ends(Outcome::Stopped);
    }
}

#[test]
fn what_was_sent_once_is_never_called_already_stopped_or_unsent() {
    for second in [ErrorKind::Locked, ErrorKind::InvalidState, ErrorKind::Throttled] {
        let mut play = play();
        play.sees(Phase::Running).sends().rejected(ErrorKind::Timeout);
        for _ in 0..6 {
            play.sees(Phase::Running).looks();
        }
        play.sees(Phase::Running).sends().rejected(second).looks();
        play.sees(Phase::Stopped).ends(Outcome::Stopped);
    }
    let mut play = self::play();
    play.sees(Phase::Running).sends().rejected(ErrorKind::Timeout);
    for _ in 0..6 {
        play.sees(Phase::Running).looks();
    }
    play.event(Event::Cancelled).ends(Outcome::Unconfirmed);
}

#[test]
fn a_stop_that_was_accepted_is_never_sent_again() {
    let mut play = play();
    play.sees(Phase::Running).sends().accepted();
    while play.last != Step::Done {
        play.looks().sees(Phase::Running);
    }
    let report = play.ends(Outcome::Unconfirmed);
    assert_eq!(report.elapsed, Duration::from_secs(900));
    assert_eq!(report.exit_code(), 7);
}

#[test]
fn a_lock_is_waited_for_within_the_deadline() {
    let mut play = play();
    for _ in 0..20 {
        play.sees(Phase::Running).sends().rejected(ErrorKind::Locked).looks();
    }
    play.sees(Phase::Running).sends().accepted().sees(Phase::Stopped).ends(Outcome::Stopped);
}

#[test]
fn a_lock_that_outlasts_the_deadline_is_its_own_outcome() {
    let mut play = play_with(|options| options.deadline = Duration::from_secs(20));
    while play.last != Step::Done {
        if play.sees(Phase::Running).last == Step::Send {
            play.rejected(ErrorKind::Locked);
        }
    }
    let report = play.ends(Outcome::Locked);
    assert_eq!((report.exit_code(), report.code.as_deref()), (8, Some("Code")));
}

#[test]
fn a_state_conflict_that_stays_is_refused_after_five_stops() {
    let mut play = play();
    let mut sends = 0;
    while play.last != Step::Done {
        if play.sees(Phase::Running).last == Step::Send {
            sends += 1;
            play.rejected(ErrorKind::InvalidState);
        }
    }
    play.ends(Outcome::Refused);
    assert_eq!(sends, 5);
}

#[test]
fn wrong_keys_end_it_at_once_with_the_vendors_code() {
    let report = play().sees(Phase::Running).sends().rejected(ErrorKind::Credentials).ends(Outcome::Failed);
    assert_eq!((report.exit_code(), report.code.as_deref()), (4, Some("Code")));
    assert_eq!(play().look_fails(ErrorKind::Credentials).ends(Outcome::Failed).exit_code(), 4);
}

#[test]
fn not_waiting_ends_unconfirmed_and_a_rehearsal_sends_nothing() {
    let no_wait = || play_with(|options| options.wait = Mode::ReturnOnAccepted);
    no_wait().sees(Phase::Running).sends().accepted().ends(Outcome::Unconfirmed);
    no_wait().sees(Phase::Stopped).ends(Outcome::AlreadyStopped);
    no_wait().sees(Phase::Changing).ends(Outcome::Refused);
    no_wait().sees(Phase::Running).sends().rejected(ErrorKind::Locked).ends(Outcome::Locked);
}

#[test]
fn a_rehearsal_ends_with_what_the_rules_and_the_vendor_say_and_sends_nothing() {
    let rehearsal = || {
        let mut play = play_with(|options| options.wait = Mode::DryRun);
        assert_eq!(play.sees(Phase::Running).last, Step::DryRun);
        play
    };
    assert_eq!(
        rehearsal().event(Event::DryRunSkipped).ends(Outcome::WouldStop).message,
        "a stop would be sent"
    );
    let passed = rehearsal().event(Event::DryRunFinished(Ok(Some("req-1")))).ends(Outcome::WouldStop);
    assert_eq!(passed.request_id.as_deref(), Some("req-1"));
    assert_eq!(passed.message, "a stop would be sent; the vendor's own dry run passed");
    for (kind, outcome) in [
        (ErrorKind::InvalidState, Outcome::Refused),
        (ErrorKind::Locked, Outcome::Locked),
        (ErrorKind::NotFound, Outcome::NotFound),
        (ErrorKind::Unsupported, Outcome::Unsupported),
        (ErrorKind::Permission, Outcome::Failed),
        // Nothing was sent that could have had an effect, so nothing is in doubt.
        (ErrorKind::Timeout, Outcome::Failed),
    ] {
        rehearsal().event(Event::DryRunFinished(Err(&Error::new(kind, "no")))).ends(outcome);
    }
    rehearsal().event(Event::NotPermitted(&Error::new(ErrorKind::InvalidState, "no"))).ends(Outcome::Refused);
    let late = rehearsal().event(Event::Deadline).ends(Outcome::Failed);
    assert!(late.message.contains("nothing was sent"), "{late:?}");
}

#[test]
fn cancelling_tells_what_was_sent() {
    let report = play().event(Event::Cancelled).ends(Outcome::Failed);
    assert!(report.message.contains("nothing was sent"));
    play().sees(Phase::Running).sends().event(Event::Cancelled).ends(Outcome::Unconfirmed);
}

#[test]
fn a_deadline_while_the_stop_is_under_way_is_unconfirmed() {
    play().sees(Phase::Running).sends().event(Event::Deadline).ends(Outcome::Unconfirmed);
    play().event(Event::Deadline).ends(Outcome::Failed);
}

#[test]
fn the_vendors_wish_to_wait_is_granted() {
    let wish = Duration::from_secs(40);
    let mut play = play();
    let error = Error::new(ErrorKind::Throttled, "slow down").with_retry_after(Some(wish));
    play.sees(Phase::Running).sends().event(Event::Rejected(&error));
    assert_eq!(play.last, Step::Poll { after: wish });
}

#[test]
fn a_refusal_after_a_stop_of_unknown_fate_leaves_it_unconfirmed() {
    for kind in [ErrorKind::InvalidRequest, ErrorKind::Permission] {
        let mut play = play();
        play.sees(Phase::Running).sends().rejected(ErrorKind::Timeout).looks();
        for _ in 0..7 {
            play.sees(Phase::Running);
        }
        play.sends().rejected(kind);
        if play.last != Step::Done {
            play.sees(Phase::Running);
        }
        assert_eq!(play.ends(Outcome::Unconfirmed).code.as_deref(), Some("Code"));
    }
}
