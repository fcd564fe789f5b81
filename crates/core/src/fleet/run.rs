//! [`Order`]: one thing to do; and how far it has come.

use std::time::Duration;

use crate::engine::{ChangeMachine, Event, Goal, Report, Step, StopMachine, StopOptions};
use crate::lifecycle::Action;
use crate::{Instance, InstanceId};

/// What is known of stops that were sent before, by a process that is no more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Past {
    /// None was sent.
    #[default]
    Nothing,
    /// One may have been; its fate is unknown.
    Perhaps,
    /// The vendor took one on.
    Accepted,
}

/// One thing to do.
#[derive(Clone, Debug)]
pub struct Order {
    /// With which instance.
    pub id: InstanceId,
    /// What.
    pub action: Action,
    /// What was sent before.
    pub past: Past,
}

impl Order {
    /// A plain stop.
    pub fn new(id: InstanceId) -> Self {
        Self { id, action: Action::default(), past: Past::Nothing }
    }
}

/// One instance on its way.
pub(super) struct Run<'a> {
    pub(super) order: &'a Order,
    pub(super) machine: Machine,
    /// As last seen.
    pub(super) instance: Option<Instance>,
    /// Whether the last look failed.
    pub(super) blind: bool,
    pub(super) next: Next,
    /// The vendor wants to hear nothing of it before this time.
    pub(super) not_before: Duration,
}

impl<'a> Run<'a> {
    pub(super) fn new(order: &'a Order, options: StopOptions) -> Self {
        let machine = Machine::new(order, options);
        Self { order, machine, instance: None, blind: false, next: Next::Answer, not_before: Duration::ZERO }
    }
}

/// The one that the action needs.
pub(super) enum Machine {
    Stop(StopMachine),
    Change(ChangeMachine),
}

impl Machine {
    fn new(order: &Order, options: StopOptions) -> Self {
        let goal = match &order.action {
            Action::Stop(_) => return Self::Stop(stop_machine(order.past, options)),
            Action::Start(_) => Goal::Running,
            Action::Reboot(_) => Goal::Rebooted,
            Action::Delete(_) => Goal::Gone,
            Action::Wait(phase) => Goal::Seen(*phase),
        };
        Self::Change(ChangeMachine::new(goal, options))
    }

    pub(super) fn handle(&mut self, now: Duration, event: Event<'_>) -> Step {
        match self {
            Self::Stop(machine) => machine.handle(now, event),
            Self::Change(machine) => machine.handle(now, event),
        }
    }

    pub(super) fn withhold(&mut self) {
        match self {
            Self::Stop(machine) => machine.withhold(),
            Self::Change(machine) => machine.withhold(),
        }
    }

    pub(super) fn report(&self) -> Option<&Report> {
        match self {
            Self::Stop(machine) => machine.report(),
            Self::Change(machine) => machine.report(),
        }
    }
}

fn stop_machine(past: Past, options: StopOptions) -> StopMachine {
    match past {
        Past::Nothing => StopMachine::new(options),
        Past::Perhaps => StopMachine::resumed(options, false),
        Past::Accepted => StopMachine::resumed(options, true),
    }
}

/// What an instance is waiting for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// A look, not before this time.
    Look(Duration),
    /// Its turn to be sent a stop.
    Send,
    /// Its turn to be rehearsed.
    Rehearse,
    /// An answer.
    Answer,
    /// Nothing.
    Over,
}
