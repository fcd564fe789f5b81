//! Starts, reboots, deletions and waiting, event by event.

use std::time::Duration;

use tingji_core::engine::{ActionOptions, ChangeMachine, Event, Goal, Mode, OnLocked, Outcome, Step};
use tingji_core::{Error, ErrorKind, Instance, InstanceId, Phase, State};

/// What happens next: a look that shows this phase, a miss, or an answer.
#[derive(Clone, Copy)]
enum Play {
    See(Phase),
    /// The same with a time of writing.
    Written(Phase, i64),
    Miss,
    Accept,
    Reject(ErrorKind),
    Allow,
}

use Phase::{Changing, Deleted, Deleting, Running, StopFailed, Stopped, Stopping, Unstoppable};
use Play::{Accept, Allow, Miss, Reject, See, Written};

/// Plays events, a minute apart at most, and tells how many requests were sent and how it ended.
fn play_with(goal: Goal, options: ActionOptions, events: &[Play]) -> (usize, Option<(Outcome, String)>) {
    let mut machine = ChangeMachine::new(goal, options);
    let mut sent = 0;
    for (at, event) in events.iter().enumerate() {
        let now = Duration::from_secs(u64::try_from(at).unwrap());
        let look = |phase, revision| {
            let id = InstanceId::new("i-0", None).unwrap();
            let mut instance = Instance::new(id, State::new(phase, format!("{phase:?}")));
            instance.revision = revision;
            instance
        };
        let step = match *event {
            See(phase) => machine.handle(now, Event::Observed(Some(&look(phase, None)))),
            Written(phase, time) => machine.handle(now, Event::Observed(Some(&look(phase, Some(time))))),
            Miss => machine.handle(now, Event::Observed(None)),
            Allow => machine.handle(now, Event::DryRunSkipped),
            Accept => machine.handle(now, Event::Accepted(Some("r-1"))),
            Reject(kind) => machine.handle(now, Event::Rejected(&Error::new(kind, "no"))),
        };
        sent += usize::from(step == Step::Send);
    }
    (sent, machine.report().map(|report| (report.outcome, report.message.clone())))
}

fn play(goal: Goal, events: &[Play]) -> (usize, Option<Outcome>) {
    let (sent, ended) = play_with(goal, ActionOptions::default(), events);
    (sent, ended.map(|(outcome, _)| outcome))
}

/// So many looks that show the same.
fn many(count: usize, phase: Phase) -> Vec<Play> {
    vec![See(phase); count]
}

#[test]
fn a_start_is_done_when_the_vendor_says_running() {
    let all = [See(Stopped), Accept, See(Stopped), See(Changing), See(Running)];
    assert_eq!(play(Goal::Running, &all), (1, Some(Outcome::Done)));
    assert_eq!(play(Goal::Running, &all[..4]), (1, None));
    assert_eq!(play(Goal::Running, &[See(Running)]), (0, Some(Outcome::AlreadyDone)));
    // Someone else started it: nothing of ours was sent, but it was not running before.
    assert_eq!(play(Goal::Running, &[See(Changing), See(Running)]), (0, Some(Outcome::Done)));
}

#[test]
fn a_start_waits_for_a_stop_under_way_unless_locks_are_not_waited_for() {
    let events = [See(Stopping), See(Stopped)];
    assert_eq!(play(Goal::Running, &events), (1, None));
    let mut options = ActionOptions::default();
    options.lock = OnLocked::Fail;
    let (sent, ended) = play_with(Goal::Running, options, &events);
    let message = "its state is Stopping: another operation is under way; nothing was sent";
    assert_eq!((sent, ended), (0, Some((Outcome::Locked, message.to_owned()))));
}

#[test]
fn a_start_of_unknown_fate_is_sent_again_only_after_six_looks() {
    let mut events = vec![See(Stopped), Reject(ErrorKind::Timeout)];
    events.extend(many(6, Stopped));
    assert_eq!(play(Goal::Running, &events), (1, None));
    events.push(See(Stopped));
    assert_eq!(play(Goal::Running, &events), (2, None));
    let accepted: Vec<_> = [See(Stopped), Accept].into_iter().chain(many(20, Stopped)).collect();
    assert_eq!(play(Goal::Running, &accepted), (1, None), "what was taken on is never sent again");
}

#[test]
fn a_start_that_fails_is_told() {
    let back = [See(Stopped), Accept, See(Changing), See(Changing), See(Stopped), See(Stopped)];
    assert_eq!(play(Goal::Running, &back), (1, Some(Outcome::Failed)));
    assert_eq!(play(Goal::Running, &[See(Unstoppable)]), (0, Some(Outcome::Refused)));
    assert_eq!(play(Goal::Running, &[See(Stopped), Accept, See(Unstoppable)]), (1, Some(Outcome::Failed)));
    assert_eq!(play(Goal::Running, &[See(Stopped), Accept, See(Deleted)]), (1, Some(Outcome::NotFound)));
    assert_eq!(play(Goal::Running, &[Miss]), (0, Some(Outcome::NotFound)));
    let permission = [See(Stopped), Reject(ErrorKind::Permission)];
    assert_eq!(play(Goal::Running, &permission), (1, Some(Outcome::Failed)));
}

#[test]
fn a_reboot_is_believed_only_if_it_was_seen_to_go_down_or_was_taken_on_and_the_instance_rewritten() {
    let down = [See(Running), Accept, See(Running), See(Changing), See(Running)];
    assert_eq!(play(Goal::Rebooted, &down), (1, Some(Outcome::Done)));
    let written = [Written(Running, 1), Accept, Written(Running, 2)];
    assert_eq!(play(Goal::Rebooted, &written), (1, Some(Outcome::Done)));
    let never: Vec<_> = [See(Running), Accept].into_iter().chain(many(6, Running)).collect();
    assert_eq!(play(Goal::Rebooted, &never), (1, Some(Outcome::Unconfirmed)));
    // Whether it was taken on is not known: something else may have rewritten it.
    let lost = [Written(Running, 1), Reject(ErrorKind::Timeout)];
    let lost: Vec<_> = lost.into_iter().chain([Written(Running, 2); 6]).collect();
    assert_eq!(play(Goal::Rebooted, &lost), (1, Some(Outcome::Unconfirmed)));
    // A time that is left out is no other time.
    let untold = [Written(Running, 1), Accept, See(Running)];
    assert_eq!(play(Goal::Rebooted, &untold), (1, None));
}

#[test]
fn a_reboot_is_never_sent_again() {
    let lost: Vec<_> =
        [See(Running), Reject(ErrorKind::Timeout)].into_iter().chain(many(20, Running)).collect();
    assert_eq!(play(Goal::Rebooted, &lost), (1, Some(Outcome::Unconfirmed)));
    assert_eq!(play(Goal::Rebooted, &[See(Stopped)]), (0, Some(Outcome::Refused)));
    assert_eq!(play(Goal::Rebooted, &[See(StopFailed)]), (0, Some(Outcome::Refused)));
    let locked = [See(Running), Reject(ErrorKind::Locked), See(Running)];
    assert_eq!(play(Goal::Rebooted, &locked), (2, None), "a lock had no effect");
}

#[test]
fn a_deletion_is_done_when_it_is_no_longer_there() {
    let events = [See(Stopped), Accept, See(Deleting), Miss, Miss, Miss];
    assert_eq!(play(Goal::Deleted, &events), (1, Some(Outcome::Done)));
    assert_eq!(play(Goal::Deleted, &events[..5]), (1, None), "one miss may be a mistake");
    let bin: Vec<_> = [See(Running), Accept].into_iter().chain(many(6, Deleted)).collect();
    assert_eq!(play(Goal::Deleted, &bin), (1, Some(Outcome::Done)));
    assert_eq!(play(Goal::Deleted, &[Miss]), (0, Some(Outcome::NotFound)));
}

#[test]
fn being_deleted_is_not_deleted_however_long_it_takes_and_may_fail() {
    let deleting: Vec<_> = [See(Stopped), Accept].into_iter().chain(many(30, Deleting)).collect();
    assert_eq!(play(Goal::Deleted, &deleting), (1, None));
    let failed: Vec<_> = deleting.iter().copied().chain(many(2, Unstoppable)).collect();
    assert_eq!(play(Goal::Deleted, &failed), (1, Some(Outcome::Failed)));
    assert_eq!(play(Goal::Phase(Deleted), &[See(Deleting), See(Deleting)]), (0, None));
    assert_eq!(play(Goal::Phase(Deleted), &[See(Deleting), See(Deleted)]), (0, Some(Outcome::Done)));
    assert_eq!(play(Goal::Phase(Stopped), &[See(Deleting)]), (0, Some(Outcome::NotFound)));
    // It is being deleted by somebody else: nothing is sent.
    assert_eq!(play(Goal::Deleted, &[See(Deleting), Miss, Miss, Miss]), (0, Some(Outcome::Done)));
}

#[test]
fn a_deletion_of_unknown_fate_is_never_sent_again() {
    let lost: Vec<_> =
        [See(Stopped), Reject(ErrorKind::Interrupted)].into_iter().chain(many(30, Stopped)).collect();
    assert_eq!(play(Goal::Deleted, &lost), (1, None));
    let mut options = ActionOptions::default();
    options.deadline = Duration::from_secs(20);
    let (sent, ended) = play_with(Goal::Deleted, options, &lost);
    assert_eq!((sent, ended.unwrap().0), (1, Outcome::Unconfirmed));
}

#[test]
fn to_wait_is_to_send_nothing() {
    let wait = Goal::Phase(Phase::Stopped);
    assert_eq!(play(wait, &[See(Stopped)]), (0, Some(Outcome::AlreadyDone)));
    assert_eq!(play(wait, &[See(Running), See(Stopping), See(Stopped)]), (0, Some(Outcome::Done)));
    assert_eq!(play(wait, &[See(Running), See(Deleted)]), (0, Some(Outcome::NotFound)));
    assert_eq!(play(Goal::Phase(Deleted), &[See(Running), Miss, Miss, Miss]), (0, Some(Outcome::Done)));
    let mut options = ActionOptions::default();
    options.deadline = Duration::from_secs(3);
    let (sent, ended) = play_with(wait, options, &many(5, Running));
    assert_eq!((sent, ended.unwrap().0), (0, Outcome::Unconfirmed));
}

#[test]
fn a_rehearsal_sends_nothing_and_not_waiting_ends_unconfirmed() {
    let mut options = ActionOptions::default();
    options.wait = Mode::DryRun;
    for (goal, phase) in [(Goal::Running, Stopped), (Goal::Rebooted, Running), (Goal::Deleted, Stopped)] {
        let (sent, ended) = play_with(goal, options, &[See(phase), Allow]);
        assert_eq!((sent, ended.unwrap().0), (0, Outcome::WouldDo));
    }
    options.wait = Mode::ReturnOnAccepted;
    let (sent, ended) = play_with(Goal::Running, options, &[See(Stopped), Accept]);
    assert_eq!((sent, ended.unwrap().0), (1, Outcome::Unconfirmed));
}

#[test]
fn cancelling_tells_whether_anything_was_sent() {
    let cancel = |events: &[Play]| {
        let mut machine = ChangeMachine::new(Goal::Running, ActionOptions::default());
        let id = InstanceId::new("i-0", None).unwrap();
        if !events.is_empty() {
            let stopped = Instance::new(id, State::new(Stopped, "Stopped"));
            machine.handle(Duration::ZERO, Event::Observed(Some(&stopped)));
        }
        machine.handle(Duration::ZERO, Event::Cancelled);
        machine.report().map(|report| (report.outcome, report.message.clone())).unwrap()
    };
    assert_eq!(cancel(&[]), (Outcome::Failed, "cancelled; nothing was sent".to_owned()));
    let sent = (Outcome::Unconfirmed, "cancelled after a start was sent".to_owned());
    assert_eq!(cancel(&[See(Stopped)]), sent);
}
