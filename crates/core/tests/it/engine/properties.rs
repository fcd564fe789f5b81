//! Random orders of events for every action: nothing is confirmed without an observation, requests are
//! limited, and every run ends at its deadline.

use std::time::Duration;

use proptest::prelude::*;
use tingji_core::engine::{ActionMachine, ActionOptions, Event, Goal, Mode, OnLocked, Outcome, Step};
use tingji_core::{Error, ErrorKind, Phase};

use super::documentation::ERROR_KINDS;
use super::instance_with_revision;

/// Requests of one run that count, without those that a lock or a throttle rejected.
const MAX_COUNTED_SENDS: usize = 5;

const PHASES: [Phase; 9] = [
    Phase::Running,
    Phase::Stopped,
    Phase::Stopping,
    Phase::Changing,
    Phase::StopFailed,
    Phase::Unstoppable,
    Phase::Deleting,
    Phase::Deleted,
    Phase::Unknown,
];

fn goals() -> impl Strategy<Value = Goal> {
    prop_oneof![
        Just(Goal::Stopped),
        Just(Goal::Running),
        Just(Goal::Rebooted),
        Just(Goal::Deleted),
        prop::sample::select(PHASES.to_vec()).prop_map(Goal::Phase),
    ]
}

fn options() -> impl Strategy<Value = ActionOptions> {
    let modes = prop::sample::select(vec![Mode::WaitForCompletion, Mode::ReturnOnAccepted, Mode::DryRun]);
    let locks = prop::sample::select(vec![OnLocked::Wait, OnLocked::Fail]);
    (modes, locks, 1..2000_u64).prop_map(|(mode, on_locked, deadline)| {
        ActionOptions::new().mode(mode).on_locked(on_locked).deadline(Duration::from_secs(deadline))
    })
}

/// Choice of one event: the form of the answer, a phase, an error kind and a revision.
type Choice = (u8, Phase, ErrorKind, i64);

/// Choices of events. The few phases of one run repeat, so that runs get far.
fn choices() -> impl Strategy<Value = Vec<Choice>> {
    prop::collection::vec(prop::sample::select(PHASES.to_vec()), 1..4).prop_flat_map(|phases| {
        let kinds = prop::sample::select(ERROR_KINDS.to_vec());
        let choice = (0..100_u8, prop::sample::select(phases), kinds, 0..2_i64);
        prop::collection::vec(choice, 0..80)
    })
}

/// Run of a machine, with its requests.
struct RandomRun {
    goal: Goal,
    options: ActionOptions,
    machine: ActionMachine,
    now: Duration,
    last: Step,
    sends: usize,
    uncounted_sends: usize,
    /// True once the vendor accepted a request, or a response was lost that is never repeated.
    is_final: bool,
}

impl RandomRun {
    /// Passes an event, and checks the step that follows.
    fn handle(&mut self, event: Event<'_>) -> Result<(), TestCaseError> {
        self.last = self.machine.handle(self.now, event);
        match self.last {
            Step::Poll { after } => {
                prop_assert!(self.now < self.options.deadline, "a poll after the deadline");
                prop_assert!(self.now + after <= self.options.deadline);
                self.now += after;
            }
            Step::Send => {
                prop_assert!(!self.is_final, "a request after the last one");
                prop_assert!(!matches!(self.goal, Goal::Phase(_)) && self.options.mode != Mode::DryRun);
                self.sends += 1;
                prop_assert!(self.sends - self.uncounted_sends <= MAX_COUNTED_SENDS);
            }
            Step::DryRun => prop_assert_eq!(self.options.mode, Mode::DryRun),
            Step::Done => self.check_outcome(event)?,
        }
        Ok(())
    }

    /// Checks that the outcome claims nothing that was not observed.
    fn check_outcome(&self, event: Event<'_>) -> Result<(), TestCaseError> {
        let outcome = self.machine.report().unwrap().outcome;
        let is_observed = matches!(event, Event::Observed(_));
        match outcome {
            Outcome::Stopped | Outcome::Done => prop_assert!(is_observed, "{event:?} confirms nothing"),
            Outcome::AlreadyStopped | Outcome::AlreadyDone => prop_assert!(is_observed && self.sends == 0),
            Outcome::WouldStop | Outcome::WouldDo => prop_assert_eq!(self.options.mode, Mode::DryRun),
            _ => {}
        }
        prop_assert_eq!(
            outcome == Outcome::Stopped,
            self.goal == Goal::Stopped && outcome == Outcome::Stopped
        );
        Ok(())
    }

    /// Answers the last step with the event of a choice.
    fn answer(&mut self, (form, phase, kind, revision): Choice) -> Result<(), TestCaseError> {
        let error = Error::new(kind, "no");
        match (self.last, form) {
            (_, 0) => self.handle(Event::Cancelled),
            (_, 1) => self.handle(Event::Deadline),
            (Step::Send | Step::DryRun, 2..5) => self.handle(Event::NotPermitted(&error)),
            (Step::DryRun, 5..50) => self.handle(Event::DryRunFinished(Err(&error))),
            (Step::DryRun, _) => self.handle(Event::DryRunSkipped),
            (Step::Send, 5..40) => {
                self.is_final = true;
                self.handle(Event::Accepted(Some("r-1")))
            }
            (Step::Send, _) => {
                self.uncounted_sends += usize::from(matches!(kind, ErrorKind::Locked | ErrorKind::Throttled));
                self.is_final = kind.is_ambiguous() && matches!(self.goal, Goal::Rebooted | Goal::Deleted);
                self.handle(Event::Rejected(&error))
            }
            (_, 2..12) => self.handle(Event::ObserveFailed(&error)),
            (_, 12..20) => self.handle(Event::Observed(None)),
            (_, _) => self.handle(Event::Observed(Some(&instance_with_revision(phase, revision)))),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn random_run_confirms_only_what_it_observed(
        goal in goals(),
        options in options(),
        choices in choices(),
    ) {
        let machine = ActionMachine::new(goal, options);
        let last = Step::Poll { after: Duration::ZERO };
        let now = Duration::ZERO;
        let mut run = RandomRun { goal, options, machine, now, last, sends: 0, uncounted_sends: 0, is_final: false };
        for choice in choices {
            if run.last == Step::Done {
                break;
            }
            run.answer(choice)?;
        }
        // The scheduler polls at the deadline, and then ends the run.
        run.now = options.deadline;
        if run.last != Step::Done {
            run.handle(Event::Deadline)?;
        }
        prop_assert_eq!(run.last, Step::Done);
        prop_assert!(run.machine.report().unwrap().elapsed <= options.deadline);
    }
}
