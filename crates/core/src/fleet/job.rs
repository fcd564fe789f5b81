//! [`Job`]: an action on one instance, and the state of its run.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::time::Duration;

use super::action_log::ActionLog;
use crate::engine::{ActionMachine, ActionOptions, Event, Goal, Report, Step};
use crate::lifecycle::{Action, Capabilities, Support};
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

    /// Returns a copy for one run. A stop without an idempotency token gets one if the product supports them,
    /// so that all requests of the run have the same token.
    pub(super) fn with_token(&self, capabilities: &Capabilities) -> Self {
        let mut job = self.clone();
        if let Action::Stop(request) = &mut job.action
            && capabilities.idempotency_token == Support::Yes
        {
            request.idempotency_token.get_or_insert_with(random_token);
        }
        job
    }
}

/// State of one job's run.
pub(super) struct JobState<'a> {
    pub(super) job: &'a Job,
    pub(super) machine: ActionMachine,
    pub(super) log: ActionLog,
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
    pub(super) fn new(job: &'a Job, options: ActionOptions, cloud: &str) -> Self {
        Self {
            job,
            machine: machine(job, options),
            log: ActionLog::new(cloud, &job.id, job.action.kind()),
            instance: None,
            poll_failed: false,
            status: JobStatus::Response,
            not_before: Duration::ZERO,
            report: None,
        }
    }

    /// Passes an event to the machine, and logs it.
    pub(super) fn handle(&mut self, elapsed: Duration, event: Event<'_>) -> Step {
        let step = self.machine.handle(elapsed, event);
        self.log.on_event(event, step);
        step
    }

    /// Takes the report of the finished machine, and adds the instance as last observed.
    pub(super) fn finish(&mut self) -> Option<&Report> {
        let report = self.machine.report()?.clone();
        self.log.finished(&report);
        self.report = Some(Report { instance: self.instance.take(), ..report });
        self.report.as_ref()
    }
}

/// Creates the machine of a job. Only a stop continues the request of an earlier process.
fn machine(job: &Job, options: ActionOptions) -> ActionMachine {
    let goal = Goal::from(&job.action);
    match job.prior_request {
        PriorRequest::Unknown if goal == Goal::Stopped => ActionMachine::resumed(goal, options, false),
        PriorRequest::Accepted if goal == Goal::Stopped => ActionMachine::resumed(goal, options, true),
        _ => ActionMachine::new(goal, options),
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

/// Returns the `Retry-After` of the event's error, or zero.
pub(super) fn retry_after(event: Event<'_>) -> Duration {
    match event {
        Event::ObserveFailed(error) | Event::Rejected(error) => error.retry_after().unwrap_or_default(),
        _ => Duration::ZERO,
    }
}

/// Returns a token of 128 random bits, as 32 hexadecimal digits.
///
/// The randomness is that of the standard library's hash keys, which come from the operating system.
fn random_token() -> String {
    let high = RandomState::new().build_hasher().finish();
    let low = RandomState::new().build_hasher().finish();
    format!("{high:016x}{low:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn random_tokens_differ_and_have_32_digits() {
        let first = random_token();
        let second = random_token();
        assert_ne!(first, second);
        assert_eq!((first.len(), second.len()), (32, 32));
    }
}
