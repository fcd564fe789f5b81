//! Starts, reboots, deletions and waits event by event.

use std::time::Duration;

use tingji_core::engine::{ActionMachine, ActionOptions, Event, Goal, Mode, OnLocked, Outcome, Step};
use tingji_core::{Error, ErrorKind, Instance, InstanceId, Phase, State};

/// Event of a test run.
#[derive(Clone, Copy)]
enum Input {
    /// Poll that shows this phase.
    Observe(Phase),
    /// Poll that shows this phase and this revision.
    ObserveRevision(Phase, i64),
    NotFound,
    Accept,
    Reject(ErrorKind),
    /// The request is allowed, and the vendor has no dry run.
    SkipDryRun,
}

use Input::{Accept, NotFound, Observe, ObserveRevision, Reject, SkipDryRun};
use Phase::{Changing, Deleted, Deleting, Running, StopFailed, Stopped, Stopping, Unstoppable};

fn instance(phase: Phase, revision: Option<i64>) -> Instance {
    let id = InstanceId::new("i-0", None).unwrap();
    let mut instance = Instance::new(id, State::new(phase, format!("{phase:?}")));
    instance.revision = revision;
    instance
}

/// Passes the inputs to a machine, one per second. Returns the number of requests, and the outcome with its
/// message if the run has ended.
fn run_with(goal: Goal, options: ActionOptions, inputs: &[Input]) -> (usize, Option<(Outcome, String)>) {
    let mut machine = ActionMachine::new(goal, options);
    let mut sent = 0;
    for (at, input) in inputs.iter().enumerate() {
        let now = Duration::from_secs(u64::try_from(at).unwrap());
        let step = match *input {
            Observe(phase) => machine.handle(now, Event::Observed(Some(&instance(phase, None)))),
            ObserveRevision(phase, revision) => {
                machine.handle(now, Event::Observed(Some(&instance(phase, Some(revision)))))
            }
            NotFound => machine.handle(now, Event::Observed(None)),
            SkipDryRun => machine.handle(now, Event::DryRunSkipped),
            Accept => machine.handle(now, Event::Accepted(Some("r-1"))),
            Reject(kind) => machine.handle(now, Event::Rejected(&Error::new(kind, "no"))),
        };
        sent += usize::from(step == Step::Send);
    }
    (sent, machine.report().map(|report| (report.outcome, report.message())))
}

fn run(goal: Goal, inputs: &[Input]) -> (usize, Option<Outcome>) {
    let (sent, ended) = run_with(goal, ActionOptions::default(), inputs);
    (sent, ended.map(|(outcome, _)| outcome))
}

/// Polls that all show the same phase.
fn repeat(count: usize, phase: Phase) -> Vec<Input> {
    vec![Observe(phase); count]
}

/// Outcome and message of a start that is cancelled at once or after its request.
fn cancel_start(is_sent: bool) -> (Outcome, String) {
    let mut machine = ActionMachine::new(Goal::Running, ActionOptions::default());
    if is_sent {
        machine.handle(Duration::ZERO, Event::Observed(Some(&instance(Stopped, None))));
    }
    machine.handle(Duration::ZERO, Event::Cancelled);
    machine.report().map(|report| (report.outcome, report.message())).unwrap()
}

#[test]
fn start_is_done_once_vendor_reports_running() {
    let all = [Observe(Stopped), Accept, Observe(Stopped), Observe(Changing), Observe(Running)];
    assert_eq!(run(Goal::Running, &all), (1, Some(Outcome::Done)));
    assert_eq!(run(Goal::Running, &all[..4]), (1, None));
    assert_eq!(run(Goal::Running, &[Observe(Running)]), (0, Some(Outcome::AlreadyDone)));
    // Another client started the instance. Nothing was sent, but the instance was not running before.
    assert_eq!(run(Goal::Running, &[Observe(Changing), Observe(Running)]), (0, Some(Outcome::Done)));
}

#[test]
fn start_of_stopping_instance_waits_or_is_locked() {
    let events = [Observe(Stopping), Observe(Stopped)];
    assert_eq!(run(Goal::Running, &events), (1, None));
    let mut options = ActionOptions::default();
    options.on_locked = OnLocked::Fail;
    let (sent, ended) = run_with(Goal::Running, options, &events);
    let message = "the state is Stopping: another operation is in progress; nothing was sent";
    assert_eq!((sent, ended), (0, Some((Outcome::Locked, message.to_owned()))));
}

#[test]
fn ambiguous_start_is_resent_after_six_polls() {
    let mut events = vec![Observe(Stopped), Reject(ErrorKind::Timeout)];
    events.extend(repeat(6, Stopped));
    assert_eq!(run(Goal::Running, &events), (1, None));
    events.push(Observe(Stopped));
    assert_eq!(run(Goal::Running, &events), (2, None));
    let accepted: Vec<_> = [Observe(Stopped), Accept].into_iter().chain(repeat(20, Stopped)).collect();
    assert_eq!(run(Goal::Running, &accepted), (1, None), "an accepted start is never sent again");
}

#[test]
fn failed_start_is_reported() {
    let back =
        [Observe(Stopped), Accept, Observe(Changing), Observe(Changing), Observe(Stopped), Observe(Stopped)];
    assert_eq!(run(Goal::Running, &back), (1, Some(Outcome::Failed)));
    assert_eq!(run(Goal::Running, &[Observe(Unstoppable)]), (0, Some(Outcome::Refused)));
    assert_eq!(
        run(Goal::Running, &[Observe(Stopped), Accept, Observe(Unstoppable)]),
        (1, Some(Outcome::Failed))
    );
    assert_eq!(
        run(Goal::Running, &[Observe(Stopped), Accept, Observe(Deleted)]),
        (1, Some(Outcome::NotFound))
    );
    assert_eq!(run(Goal::Running, &[NotFound]), (0, Some(Outcome::NotFound)));
    let permission = [Observe(Stopped), Reject(ErrorKind::Permission)];
    assert_eq!(run(Goal::Running, &permission), (1, Some(Outcome::Failed)));
}

#[test]
fn reboot_requires_down_then_up_or_new_revision() {
    let down = [Observe(Running), Accept, Observe(Running), Observe(Changing), Observe(Running)];
    assert_eq!(run(Goal::Rebooted, &down), (1, Some(Outcome::Done)));
    let written = [ObserveRevision(Running, 1), Accept, ObserveRevision(Running, 2)];
    assert_eq!(run(Goal::Rebooted, &written), (1, Some(Outcome::Done)));
    let never: Vec<_> = [Observe(Running), Accept].into_iter().chain(repeat(6, Running)).collect();
    assert_eq!(run(Goal::Rebooted, &never), (1, Some(Outcome::Unconfirmed)));
    // The response to the reboot was lost, so another operation may have changed the revision.
    let lost = [ObserveRevision(Running, 1), Reject(ErrorKind::Timeout)];
    let lost: Vec<_> = lost.into_iter().chain([ObserveRevision(Running, 2); 6]).collect();
    assert_eq!(run(Goal::Rebooted, &lost), (1, Some(Outcome::Unconfirmed)));
    // A missing revision does not count as a changed one.
    let unreported = [ObserveRevision(Running, 1), Accept, Observe(Running)];
    assert_eq!(run(Goal::Rebooted, &unreported), (1, None));
}

#[test]
fn reboot_is_never_resent() {
    let lost: Vec<_> =
        [Observe(Running), Reject(ErrorKind::Timeout)].into_iter().chain(repeat(20, Running)).collect();
    assert_eq!(run(Goal::Rebooted, &lost), (1, Some(Outcome::Unconfirmed)));
    assert_eq!(run(Goal::Rebooted, &[Observe(Stopped)]), (0, Some(Outcome::Refused)));
    assert_eq!(run(Goal::Rebooted, &[Observe(StopFailed)]), (0, Some(Outcome::Refused)));
    let locked = [Observe(Running), Reject(ErrorKind::Locked), Observe(Running)];
    assert_eq!(run(Goal::Rebooted, &locked), (2, None), "a locked request had no effect");
}

#[test]
fn deletion_is_done_after_three_not_found_polls() {
    let events = [Observe(Stopped), Accept, Observe(Deleting), NotFound, NotFound, NotFound];
    assert_eq!(run(Goal::Deleted, &events), (1, Some(Outcome::Done)));
    assert_eq!(
        run(Goal::Deleted, &events[..5]),
        (1, None),
        "two not-found polls do not confirm the deletion"
    );
    let bin: Vec<_> = [Observe(Running), Accept].into_iter().chain(repeat(6, Deleted)).collect();
    assert_eq!(run(Goal::Deleted, &bin), (1, Some(Outcome::Done)));
    assert_eq!(run(Goal::Deleted, &[NotFound]), (0, Some(Outcome::NotFound)));
}

#[test]
fn deleting_phase_does_not_count_as_deleted() {
    let deleting: Vec<_> = [Observe(Stopped), Accept].into_iter().chain(repeat(30, Deleting)).collect();
    assert_eq!(run(Goal::Deleted, &deleting), (1, None));
    let failed: Vec<_> = deleting.iter().copied().chain(repeat(2, Unstoppable)).collect();
    assert_eq!(run(Goal::Deleted, &failed), (1, Some(Outcome::Failed)));
    assert_eq!(run(Goal::Phase(Deleted), &[Observe(Deleting), Observe(Deleting)]), (0, None));
    assert_eq!(run(Goal::Phase(Deleted), &[Observe(Deleting), Observe(Deleted)]), (0, Some(Outcome::Done)));
    assert_eq!(run(Goal::Phase(Stopped), &[Observe(Deleting)]), (0, Some(Outcome::NotFound)));
    // Another client deletes the instance. Nothing is sent.
    assert_eq!(
        run(Goal::Deleted, &[Observe(Deleting), NotFound, NotFound, NotFound]),
        (0, Some(Outcome::Done))
    );
}

#[test]
fn ambiguous_deletion_is_never_resent() {
    let lost: Vec<_> =
        [Observe(Stopped), Reject(ErrorKind::Interrupted)].into_iter().chain(repeat(30, Stopped)).collect();
    assert_eq!(run(Goal::Deleted, &lost), (1, None));
    let mut options = ActionOptions::default();
    options.deadline = Duration::from_secs(20);
    let (sent, ended) = run_with(Goal::Deleted, options, &lost);
    assert_eq!((sent, ended.unwrap().0), (1, Outcome::Unconfirmed));
}

#[test]
fn wait_sends_nothing() {
    let wait = Goal::Phase(Phase::Stopped);
    assert_eq!(run(wait, &[Observe(Stopped)]), (0, Some(Outcome::AlreadyDone)));
    assert_eq!(run(wait, &[Observe(Running), Observe(Stopping), Observe(Stopped)]), (0, Some(Outcome::Done)));
    assert_eq!(run(wait, &[Observe(Running), Observe(Deleted)]), (0, Some(Outcome::NotFound)));
    assert_eq!(
        run(Goal::Phase(Deleted), &[Observe(Running), NotFound, NotFound, NotFound]),
        (0, Some(Outcome::Done))
    );
    let mut options = ActionOptions::default();
    options.deadline = Duration::from_secs(3);
    let (sent, ended) = run_with(wait, options, &repeat(5, Running));
    assert_eq!((sent, ended.unwrap().0), (0, Outcome::Unconfirmed));
}

#[test]
fn dry_run_and_return_on_accepted_apply_to_all_actions() {
    let mut options = ActionOptions::default();
    options.mode = Mode::DryRun;
    for (goal, phase) in [(Goal::Running, Stopped), (Goal::Rebooted, Running), (Goal::Deleted, Stopped)] {
        let (sent, ended) = run_with(goal, options, &[Observe(phase), SkipDryRun]);
        assert_eq!((sent, ended.unwrap().0), (0, Outcome::WouldDo));
    }
    options.mode = Mode::ReturnOnAccepted;
    let (sent, ended) = run_with(Goal::Running, options, &[Observe(Stopped), Accept]);
    assert_eq!((sent, ended.unwrap().0), (1, Outcome::Unconfirmed));
}

#[test]
fn cancelled_start_reports_if_it_was_sent() {
    assert_eq!(cancel_start(false), (Outcome::Failed, "cancelled; nothing was sent".to_owned()));
    let sent = (Outcome::Unconfirmed, "cancelled after a start was sent".to_owned());
    assert_eq!(cancel_start(true), sent);
}
