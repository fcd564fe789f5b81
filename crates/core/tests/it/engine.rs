//! Every path through Observe → Request → Confirm, event by event.

mod doubts;
mod paths;

use std::time::Duration;

use tingji_core::engine::{ActionOptions, Event, Outcome, Report, Step, StopMachine};
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
    fn new(options: ActionOptions) -> Self {
        Self {
            machine: StopMachine::new(options),
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
        assert!(matches!(self.last, Step::Poll { .. }), "{:?} {:?}", self.last, self.machine.report());
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
    Play::new(ActionOptions::default())
}

fn play_with(change: impl FnOnce(&mut ActionOptions)) -> Play {
    let mut options = ActionOptions::default();
    change(&mut options);
    Play::new(options)
}
