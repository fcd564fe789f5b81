//! Looks that fail, miss, contradict one another or are not understood.

use std::time::Duration;

use tingji_core::engine::{ActionOptions, Event, Outcome, Step};
use tingji_core::{Error, ErrorKind, Instance, InstanceId, Phase, State};

use super::{Play, instance, play, play_with};

#[test]
fn an_unknown_id_is_not_found_at_the_first_look() {
    assert_eq!(play().misses().ends(Outcome::NotFound).exit_code(), 5);
}

#[test]
fn a_miss_after_the_stop_must_be_seen_thrice_and_is_never_called_stopped() {
    let mut play = play();
    play.sees(Phase::Running).sends().accepted().misses().looks().misses().looks().misses();
    play.ends(Outcome::NotFound);
}

#[test]
fn a_stop_that_had_no_effect_is_sent_again_after_six_looks_show_it_running() {
    let mut play = play();
    play.sees(Phase::Running).sends().rejected(ErrorKind::Timeout).looks();
    for _ in 0..6 {
        play.sees(Phase::Running).looks();
    }
    play.sees(Phase::Running).sends().accepted().sees(Phase::Stopped).ends(Outcome::Stopped);
}

#[test]
fn a_state_conflict_is_settled_by_looking() {
    play()
        .sees(Phase::Running)
        .sends()
        .rejected(ErrorKind::InvalidState)
        .looks()
        .sees(Phase::Stopping)
        .sees(Phase::Stopped)
        .ends(Outcome::Stopped);
}

#[test]
fn no_connection_is_told_at_once_and_failing_looks_are_given_some_patience() {
    assert_eq!(play().look_fails(ErrorKind::Connect).ends(Outcome::Failed).exit_code(), 9);
    let mut play = play();
    for _ in 0..4 {
        play.look_fails(ErrorKind::Unavailable).looks();
    }
    assert_eq!(play.look_fails(ErrorKind::Unavailable).ends(Outcome::Failed).exit_code(), 9);
}

#[test]
fn failing_looks_after_the_stop_never_make_it_stopped_or_failed() {
    let mut play = play_with(|options| options.deadline = Duration::from_secs(60));
    play.sees(Phase::Running).sends().accepted();
    while play.last != Step::Done {
        play.look_fails(ErrorKind::Connect);
    }
    play.ends(Outcome::Unconfirmed);
}

#[test]
fn a_look_that_is_not_understood_ends_nothing_once_a_stop_was_sent() {
    for kind in [ErrorKind::Decode, ErrorKind::Redirected, ErrorKind::Throttled] {
        let mut play = play();
        play.sees(Phase::Running).sends().accepted().look_fails(kind).looks().look_fails(kind).looks();
        play.sees(Phase::Stopped).ends(Outcome::Stopped);
    }
}

#[test]
fn before_anything_was_sent_a_strange_answer_is_asked_for_four_times_and_a_redirect_once() {
    let mut play = play();
    for _ in 0..3 {
        play.look_fails(ErrorKind::Decode).looks();
    }
    play.clone().sees(Phase::Running).sends();
    play.look_fails(ErrorKind::Decode).ends(Outcome::Failed);
    self::play().look_fails(ErrorKind::Redirected).ends(Outcome::Failed);
}

#[test]
fn an_unknown_state_is_looked_at_again_and_then_refused_unsent() {
    let mut play = play();
    play.sees(Phase::Unknown).looks().sees(Phase::Running).sends().accepted();
    play.sees(Phase::Unknown).looks().sees(Phase::Stopped).ends(Outcome::Stopped);
    let mut play = self::play();
    for _ in 0..4 {
        play.sees(Phase::Unknown).looks();
    }
    play.sees(Phase::Unknown).ends(Outcome::Refused);
}

#[test]
fn a_stale_stop_failed_is_not_believed_until_the_revision_moves() {
    let at = |phase, revision| {
        let mut instance = instance(phase);
        instance.revision = Some(revision);
        instance
    };
    let mut play = play();
    play.event(Event::Observed(Some(&at(Phase::StopFailed, 1)))).sends().accepted();
    play.event(Event::Observed(Some(&at(Phase::StopFailed, 1)))).looks();
    play.event(Event::Observed(Some(&at(Phase::StopFailed, 2)))).ends(Outcome::Failed);

    let mut play = self::play();
    play.event(Event::Observed(Some(&at(Phase::StopFailed, 1)))).sends().accepted();
    play.event(Event::Observed(Some(&at(Phase::Stopping, 2)))).looks();
    play.event(Event::Observed(Some(&at(Phase::Stopped, 3)))).ends(Outcome::Stopped);
}

#[test]
fn good_looks_use_up_no_patience_for_misses_and_failures() {
    let mut play = play();
    play.sees(Phase::Running).sends().accepted();
    for _ in 0..5 {
        play.sees(Phase::Stopping).looks();
    }
    play.misses().looks().sees(Phase::Stopping).looks().misses().looks().sees(Phase::Stopped);
    play.ends(Outcome::Stopped);

    let mut play = self::play();
    for _ in 0..8 {
        play.sees(Phase::Changing).looks();
    }
    play.look_fails(ErrorKind::Unavailable).looks().sees(Phase::Running).sends();
}

#[test]
fn a_refusal_with_an_unknown_code_is_looked_into_once() {
    for kind in [ErrorKind::Vendor, ErrorKind::InvalidRequest] {
        let mut play = play();
        play.sees(Phase::Running).sends().rejected(kind).looks().sees(Phase::Stopped);
        play.ends(Outcome::Stopped);
        let mut play = self::play();
        play.sees(Phase::Running).sends().rejected(kind).looks().sees(Phase::Running);
        assert_eq!(play.ends(Outcome::Failed).code.as_deref(), Some("Code"));
    }
}

#[test]
fn an_empty_state_is_looked_at_again_until_the_deadline() {
    let empty = Instance::new(InstanceId::new("i-1", None).unwrap(), State::new(Phase::Unknown, ""));
    let mut play = play_with(|options| options.deadline = Duration::from_secs(60));
    for _ in 0..6 {
        play.event(Event::Observed(Some(&empty))).looks();
    }
    play.sees(Phase::Running).sends();
    let mut play = play_with(|options| options.deadline = Duration::from_secs(60));
    while play.last != Step::Done {
        play.event(Event::Observed(Some(&empty)));
    }
    assert!(play.ends(Outcome::Failed).message.contains("could not tell its state"));
}

#[test]
fn what_left_it_open_is_named_at_the_deadline() {
    let mut play = play_with(|options| options.deadline = Duration::from_secs(5));
    play.sees(Phase::Running).sends().rejected(ErrorKind::Redirected);
    while play.last != Step::Done {
        play.sees(Phase::Running);
    }
    let report = play.ends(Outcome::Unconfirmed);
    assert!(report.message.contains("the last answer was: Code: it failed"), "{}", report.message);

    let mut play = play_with(|options| options.deadline = Duration::from_secs(5));
    while play.last != Step::Done {
        let wish =
            Error::new(ErrorKind::Throttled, "slow down").with_retry_after(Some(Duration::from_secs(3600)));
        play.event(Event::ObserveFailed(&wish));
    }
    assert_eq!(play.ends(Outcome::Failed).exit_code(), 9);
}

#[test]
fn once_a_stop_is_accepted_an_odd_refusal_of_a_look_does_not_end_the_wait_but_five_in_a_row_do() {
    for kind in [ErrorKind::ClockSkew, ErrorKind::Vendor] {
        let mut play = Play::new(ActionOptions::default());
        play.sees(Phase::Running).sends().accepted();
        play.look_fails(kind).looks().sees(Phase::Stopping).looks().sees(Phase::Stopped);
        assert_eq!(play.machine.report().unwrap().outcome, Outcome::Stopped);

        let mut play = Play::new(ActionOptions::default());
        play.sees(Phase::Running).sends().accepted();
        for _ in 0..4 {
            play.look_fails(kind).looks();
        }
        play.look_fails(kind);
        assert_eq!(play.machine.report().unwrap().outcome, Outcome::Unconfirmed);
    }
}
