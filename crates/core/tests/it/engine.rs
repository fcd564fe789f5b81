//! Stops event by event, without a clock and without a cloud.

mod ambiguity;
mod documentation;
mod properties;
mod table;
mod transitions;

use std::time::Duration;

use tingji_core::engine::{ActionMachine, ActionOptions, Event, Goal, Outcome, Report, Step};
use tingji_core::{Error, ErrorKind, Instance, InstanceId, Phase, State};

/// Machine under test with its time and its last step. A poll step advances the time.
#[derive(Clone)]
struct Harness {
    machine: ActionMachine,
    now: Duration,
    last: Step,
}

fn instance(phase: Phase) -> Instance {
    Instance::new(InstanceId::new("i-1", None).unwrap(), State::new(phase, format!("{phase:?}")))
}

fn instance_with_revision(phase: Phase, revision: i64) -> Instance {
    let mut instance = instance(phase);
    instance.revision = Some(revision);
    instance
}

impl Harness {
    fn new(options: ActionOptions) -> Self {
        Self {
            machine: ActionMachine::new(Goal::Stopped, options),
            now: Duration::ZERO,
            last: Step::Poll { after: Duration::ZERO },
        }
    }

    fn event(&mut self, event: Event<'_>) -> &mut Self {
        if let Step::Poll { after } = self.last {
            self.now += after;
        }
        self.last = self.machine.handle(self.now, event);
        self
    }

    fn observe(&mut self, phase: Phase) -> &mut Self {
        self.event(Event::Observed(Some(&instance(phase))))
    }

    fn not_found(&mut self) -> &mut Self {
        self.event(Event::Observed(None))
    }

    fn fail_poll(&mut self, kind: ErrorKind) -> &mut Self {
        self.event(Event::ObserveFailed(&Error::new(kind, "it failed")))
    }

    fn accept(&mut self) -> &mut Self {
        self.event(Event::Accepted(Some("req-1")))
    }

    fn reject(&mut self, kind: ErrorKind) -> &mut Self {
        self.event(Event::Rejected(&Error::new(kind, "it failed").with_code("Code")))
    }

    fn expect_send(&mut self) -> &mut Self {
        assert_eq!(self.last, Step::Send);
        self
    }

    fn expect_poll(&mut self) -> &mut Self {
        assert!(matches!(self.last, Step::Poll { .. }), "{:?} {:?}", self.last, self.machine.report());
        self
    }

    fn expect_outcome(&mut self, outcome: Outcome) {
        drop(self.expect_report(outcome));
    }

    fn expect_report(&mut self, outcome: Outcome) -> Report {
        assert_eq!(self.last, Step::Done, "the run is not finished");
        let report = self.machine.report().unwrap().clone();
        assert_eq!(report.outcome, outcome, "{report:?}");
        report
    }
}

fn harness() -> Harness {
    Harness::new(ActionOptions::default())
}

fn harness_with(change: impl FnOnce(&mut ActionOptions)) -> Harness {
    let mut options = ActionOptions::default();
    change(&mut options);
    Harness::new(options)
}
