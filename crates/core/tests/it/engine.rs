//! Every path through Observe → Request → Confirm, event by event.

use std::time::Duration;

use tingji_core::engine::{Event, Outcome, Report, Step, StopMachine, StopOptions, Wait};
use tingji_core::{Error, ErrorKind, Instance, InstanceId, Phase, State};

/// A machine with its time.
#[derive(Clone)]
struct Play {
    machine: StopMachine,
    now: Duration,
    last: Step,
}

fn instance(phase: Phase) -> Instance {
    Instance::new(InstanceId::new("i-1", None).unwrap(), State::new(phase, format!("{phase:?}")))
}

impl Play {
    fn new(options: StopOptions) -> Self {
        Self {
            machine: StopMachine::new(options),
            now: Duration::ZERO,
            last: Step::Observe { after: Duration::ZERO },
        }
    }

    fn event(&mut self, event: Event<'_>) -> &mut Self {
        if let Step::Observe { after } = self.last {
            self.now += after;
        }
        self.last = self.machine.handle(self.now, event);
        self
    }

    fn sees(&mut self, phase: Phase) -> &mut Self {
        self.event(Event::Observed(Some(&instance(phase))))
    }

    fn misses(&mut self) -> &mut Self {
        self.event(Event::Observed(None))
    }

    fn look_fails(&mut self, kind: ErrorKind) -> &mut Self {
        self.event(Event::ObserveFailed(&Error::new(kind, "it failed")))
    }

    fn sends(&mut self) -> &mut Self {
        assert_eq!(self.last, Step::Send);
        self
    }

    fn looks(&mut self) -> &mut Self {
        assert!(matches!(self.last, Step::Observe { .. }), "{:?} {:?}", self.last, self.machine.report());
        self
    }

    fn accepted(&mut self) -> &mut Self {
        self.event(Event::Accepted(Some("req-1")))
    }

    fn rejected(&mut self, kind: ErrorKind) -> &mut Self {
        self.event(Event::Rejected(&Error::new(kind, "it failed").with_code("Code")))
    }

    fn ends(&mut self, outcome: Outcome) -> Report {
        assert_eq!(self.last, Step::Done, "not over yet");
        let report = self.machine.report().unwrap().clone();
        assert_eq!(report.outcome, outcome, "{report:?}");
        report
    }
}

fn play() -> Play {
    Play::new(StopOptions::default())
}

fn play_with(change: impl FnOnce(&mut StopOptions)) -> Play {
    let mut options = StopOptions::default();
    change(&mut options);
    Play::new(options)
}

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
fn a_stop_that_had_no_effect_is_sent_again_after_six_looks_show_it_running() {
    let mut play = play();
    play.sees(Phase::Running).sends().rejected(ErrorKind::Timeout).looks();
    for _ in 0..6 {
        play.sees(Phase::Running).looks();
    }
    play.sees(Phase::Running).sends().accepted().sees(Phase::Stopped).ends(Outcome::Stopped);
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
fn not_waiting_ends_unconfirmed_and_a_rehearsal_sends_nothing() {
    let no_wait = || play_with(|options| options.wait = Wait::UntilAccepted);
    no_wait().sees(Phase::Running).sends().accepted().ends(Outcome::Unconfirmed);
    no_wait().sees(Phase::Stopped).ends(Outcome::AlreadyStopped);
    no_wait().sees(Phase::Changing).ends(Outcome::Refused);
    no_wait().sees(Phase::Running).sends().rejected(ErrorKind::Locked).ends(Outcome::Locked);
}

#[test]
fn a_rehearsal_ends_with_what_the_rules_and_the_vendor_say_and_sends_nothing() {
    let rehearsal = || {
        let mut play = play_with(|options| options.wait = Wait::Rehearse);
        assert_eq!(play.sees(Phase::Running).last, Step::Rehearse);
        play
    };
    assert_eq!(rehearsal().event(Event::Allowed).ends(Outcome::WouldStop).message, "a stop would be sent");
    let passed = rehearsal().event(Event::Rehearsed(Ok(Some("req-1")))).ends(Outcome::WouldStop);
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
        rehearsal().event(Event::Rehearsed(Err(&Error::new(kind, "no")))).ends(outcome);
    }
    rehearsal().event(Event::Forbidden(&Error::new(ErrorKind::InvalidState, "no"))).ends(Outcome::Refused);
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
    assert_eq!(play.last, Step::Observe { after: wish });
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
        let mut play = Play::new(StopOptions::default());
        play.sees(Phase::Running).sends().accepted();
        play.look_fails(kind).looks().sees(Phase::Stopping).looks().sees(Phase::Stopped);
        assert_eq!(play.machine.report().unwrap().outcome, Outcome::Stopped);

        let mut play = Play::new(StopOptions::default());
        play.sees(Phase::Running).sends().accepted();
        for _ in 0..4 {
            play.look_fails(kind).looks();
        }
        play.look_fails(kind);
        assert_eq!(play.machine.report().unwrap().outcome, Outcome::Unconfirmed);
    }
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
