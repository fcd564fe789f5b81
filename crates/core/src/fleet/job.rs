//! [`Job`]: one thing to do; and how far it has come.

use std::time::Duration;

use crate::engine::{ActionOptions, ChangeMachine, Event, Goal, Report, Step, StopMachine};
use crate::lifecycle::Action;
use crate::{Instance, InstanceId};

/// What is known of stops that were sent before, by a process that is no more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PriorRequest {
    /// None was sent.
    #[default]
    None,
    /// One may have been; its fate is unknown.
    Unknown,
    /// The vendor took one on.
    Accepted,
}

/// One thing to do.
#[derive(Clone, Debug)]
pub struct Job {
    /// With which instance.
    pub id: InstanceId,
    /// What.
    pub action: Action,
    /// What was sent before.
    pub past: PriorRequest,
}

impl Job {
    /// A plain stop.
    pub fn new(id: InstanceId) -> Self {
        Self { id, action: Action::default(), past: PriorRequest::None }
    }
}

/// One instance on its way.
pub(super) struct Run<'a> {
    pub(super) order: &'a Job,
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
    pub(super) fn new(order: &'a Job, options: ActionOptions) -> Self {
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
    fn new(order: &Job, options: ActionOptions) -> Self {
        let goal = match &order.action {
            Action::Stop(_) => return Self::Stop(stop_machine(order.past, options)),
            Action::Start(_) => Goal::Running,
            Action::Reboot(_) => Goal::Rebooted,
            Action::Delete(_) => Goal::Deleted,
            Action::Wait(phase) => Goal::Phase(*phase),
        };
        Self::Change(ChangeMachine::new(goal, options))
    }

    pub(super) fn handle(&mut self, now: Duration, event: Event<'_>) -> Step {
        match self {
            Self::Stop(machine) => machine.handle(now, event),
            Self::Change(machine) => machine.handle(now, event),
        }
    }

    pub(super) fn cancel_send(&mut self) {
        match self {
            Self::Stop(machine) => machine.cancel_send(),
            Self::Change(machine) => machine.cancel_send(),
        }
    }

    pub(super) fn report(&self) -> Option<&Report> {
        match self {
            Self::Stop(machine) => machine.report(),
            Self::Change(machine) => machine.report(),
        }
    }
}

fn stop_machine(past: PriorRequest, options: ActionOptions) -> StopMachine {
    match past {
        PriorRequest::None => StopMachine::new(options),
        PriorRequest::Unknown => StopMachine::resumed(options, false),
        PriorRequest::Accepted => StopMachine::resumed(options, true),
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
