//! [`Job`]: an action on one instance, and the state of its run.

use std::time::Duration;

use crate::engine::{ActionOptions, ChangeMachine, Event, Goal, Report, Step, StopMachine};
use crate::lifecycle::Action;
use crate::{Instance, InstanceId};

/// Knowledge about a stop that an earlier process sent. Default [`None`](Self::None).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PriorRequest {
    /// No stop was sent.
    #[default]
    None,
    /// A stop may have been sent; its result is unknown.
    Unknown,
    /// The vendor accepted a stop. No further stop is sent.
    Accepted,
}

/// Action on one instance, as input of a run.
#[derive(Clone, Debug)]
pub struct Job {
    /// Id of the instance.
    pub id: InstanceId,
    /// Action with its options.
    pub action: Action,
    /// Stop that an earlier process sent. Ignored for other actions.
    pub prior_request: PriorRequest,
}

impl Job {
    /// Creates a stop without options.
    pub fn new(id: InstanceId) -> Self {
        Self { id, action: Action::default(), prior_request: PriorRequest::None }
    }
}

/// State of one job's run.
pub(super) struct JobState<'a> {
    pub(super) job: &'a Job,
    pub(super) machine: ActionMachine,
    /// Instance as last observed.
    pub(super) instance: Option<Instance>,
    /// True if the last poll failed.
    pub(super) poll_failed: bool,
    pub(super) status: JobStatus,
    /// Earliest time of the next poll, from the vendor's `Retry-After`.
    pub(super) not_before: Duration,
    /// Report of the finished job.
    pub(super) report: Option<Report>,
}

impl<'a> JobState<'a> {
    pub(super) fn new(job: &'a Job, options: ActionOptions) -> Self {
        Self {
            job,
            machine: ActionMachine::new(job, options),
            instance: None,
            poll_failed: false,
            status: JobStatus::Response,
            not_before: Duration::ZERO,
            report: None,
        }
    }

    /// Takes the report of the finished machine, and adds the instance as last observed.
    pub(super) fn finish(&mut self) -> Option<&Report> {
        let report = self.machine.report()?.clone();
        self.report = Some(Report { instance: self.instance.take(), ..report });
        self.report.as_ref()
    }
}

/// State machine of a job's action.
pub(super) enum ActionMachine {
    Stop(StopMachine),
    Change(ChangeMachine),
}

impl ActionMachine {
    fn new(job: &Job, options: ActionOptions) -> Self {
        let goal = match &job.action {
            Action::Stop(_) => return Self::Stop(stop_machine(job.prior_request, options)),
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

fn stop_machine(prior_request: PriorRequest, options: ActionOptions) -> StopMachine {
    match prior_request {
        PriorRequest::None => StopMachine::new(options),
        PriorRequest::Unknown => StopMachine::resumed(options, false),
        PriorRequest::Accepted => StopMachine::resumed(options, true),
    }
}

/// Event that a job waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum JobStatus {
    /// Poll at or after this time.
    Poll(Duration),
    /// Free slot to send the request.
    Send,
    /// Free slot for the vendor's dry run.
    DryRun,
    /// Response of the vendor.
    Response,
    /// Nothing: the job has a report.
    Finished,
}
