//! [`Scheduler`]: passes events to the machines of a run and carries out their steps.

use std::collections::{BTreeSet, VecDeque};
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::future::{Either, FutureExt, select};
use futures_util::stream::FuturesUnordered;
use tracing::Instrument;

use super::context::{Progress, RunContext};
use super::job::{Job, JobState, JobStatus, retry_after};
use super::poll::poll;
use crate::engine::{ActionOptions, Event, Jitter, Report, Step};
use crate::lifecycle::Lookup;
use crate::{BoxFuture, DynLifecycle, Error, Instance, Result};

/// Time after the deadline for responses that are still outstanding.
const DEADLINE_GRACE: Duration = Duration::from_secs(2);
/// Pause between two reads of a list while requests are still being sent, as a multiple of the duration of
/// the last read.
const LIST_COOLDOWN_FACTOR: u32 = 4;
/// Part of the elapsed time by which a poll may be early to share a request: 1/8.
const COALESCING_DIVISOR: u32 = 8;

/// Result of an asynchronous task. Positions are those of the jobs.
enum TaskResult {
    /// A poll of these jobs.
    Polled(Vec<(usize, Result<Option<Instance>>)>),
    /// A request, with its request id.
    Sent(usize, Result<Option<String>>),
    /// The vendor's dry run, with its request id.
    DryRan(usize, Result<Option<String>>),
}

/// Runs the jobs of one account. At most one poll, which covers many jobs, and a limited number of requests
/// are in progress at the same time.
pub(super) struct Scheduler<'a> {
    lifecycle: &'a dyn DynLifecycle,
    context: RunContext<'a>,
    /// Start of the run. This and all other times are those of the monotonic clock.
    start: Duration,
    options: ActionOptions,
    states: Vec<JobState<'a>>,
    /// Jobs that wait for a poll, by the time of the poll.
    poll_queue: BTreeSet<(Duration, usize)>,
    /// Jobs that wait for a free slot to send a request or a dry run.
    send_queue: VecDeque<usize>,
    /// Number of requests and dry runs in progress.
    in_flight: usize,
    /// True while a poll is in progress.
    is_polling: bool,
    /// Start of the last poll.
    poll_started: Duration,
    /// Earliest time of the next read of a list while requests are still being sent.
    list_cooldown_end: Duration,
    /// Factor of all pauses until the next poll, if a poll reads the whole list. With a factor for each job,
    /// the list would be read again for a few jobs at a time.
    jitter_factor: f64,
    /// Number of jobs without a report.
    unfinished: usize,
    tasks: FuturesUnordered<BoxFuture<'a, TaskResult>>,
}

impl<'a> Scheduler<'a> {
    pub(super) fn new(
        lifecycle: &'a dyn DynLifecycle,
        jobs: &'a [Job],
        options: ActionOptions,
        context: RunContext<'a>,
    ) -> Self {
        let start = context.clock.monotonic();
        let mut scheduler = Self {
            lifecycle,
            context,
            start,
            options,
            states: jobs.iter().map(|job| JobState::new(job, options, lifecycle.cloud())).collect(),
            poll_queue: BTreeSet::new(),
            send_queue: VecDeque::new(),
            in_flight: 0,
            is_polling: false,
            poll_started: start,
            list_cooldown_end: start,
            jitter_factor: options.backoff.jitter.factor(),
            unfinished: jobs.len(),
            tasks: FuturesUnordered::new(),
        };
        for at in 0..jobs.len() {
            scheduler.begin(at);
        }
        scheduler
    }

    /// Runs until every job has a report. Returns the reports in the order of the jobs.
    pub(super) async fn run(mut self) -> Vec<Report> {
        let never = Box::pin(std::future::pending());
        let mut cancel = std::mem::replace(&mut self.context.cancel, never).fuse();
        while self.unfinished > 0 {
            self.flush_sends();
            self.poll_due();
            if self.unfinished == 0 {
                break;
            }
            let sleep = self.context.clock.sleep(self.time_to_next_poll());
            let result = if self.tasks.is_empty() {
                futures_util::future::pending().left_future()
            } else {
                self.tasks.next().right_future()
            };
            match select(&mut cancel, select(result, sleep)).await {
                Either::Left(_) => self.end_all(Event::Cancelled),
                Either::Right((Either::Left((Some(result), _)), _)) => self.handle_result(result),
                Either::Right(_) => {}
            }
            if self.elapsed() >= self.options.deadline + DEADLINE_GRACE {
                self.end_all(Event::Deadline);
            }
        }
        self.states.iter_mut().filter_map(|state| state.report.take()).collect()
    }

    /// Starts a job with a poll, or ends it without a request if the product lacks the action.
    fn begin(&mut self, at: usize) {
        match self.states[at].job.action.check_product(self.lifecycle.capabilities()) {
            Ok(()) => self.set_status(at, JobStatus::Poll(self.start)),
            Err(error) => self.handle(at, Event::NotPermitted(&error)),
        }
    }

    fn elapsed(&self) -> Duration {
        self.context.clock.monotonic().saturating_sub(self.start)
    }

    /// Returns the time until the next poll, or until the end of the grace time after the deadline. The last
    /// poll is at the deadline, and its response may confirm the action.
    fn time_to_next_poll(&self) -> Duration {
        let now = self.context.clock.monotonic();
        let end = self.start + self.options.deadline + DEADLINE_GRACE;
        let next = if self.is_polling { None } else { self.next_poll_round() };
        next.unwrap_or(end).min(end).saturating_sub(now)
    }

    /// Returns the time of the next poll. While requests are still being sent, a list is read only after its
    /// cooldown: more jobs will need the same list soon.
    fn next_poll_round(&self) -> Option<Duration> {
        let (due, _) = *self.poll_queue.first()?;
        let is_sending = self.in_flight > 0 || !self.send_queue.is_empty();
        Some(if self.reads_list() && is_sending { due.max(self.list_cooldown_end) } else { due })
    }

    /// Returns true if a poll reads the list of all instances.
    fn reads_list(&self) -> bool {
        self.lifecycle.capabilities().lookup == Lookup::FullList
    }

    /// Sends queued requests and dry runs while slots are free.
    fn flush_sends(&mut self) {
        let slots = self.options.parallel.max(1);
        let mut ready = Vec::new();
        while self.in_flight + ready.len() < slots {
            let Some(at) = self.send_queue.pop_front() else { break };
            let status = self.states[at].status;
            match status {
                JobStatus::Send if self.is_permitted(at) => ready.push(at),
                JobStatus::DryRun if self.is_permitted(at) => self.dry_run(at),
                _ => {}
            }
        }
        if ready.is_empty() {
            return;
        }
        match self.context.journal.sending(&ready) {
            Ok(()) => ready.into_iter().for_each(|at| self.send(at)),
            Err(error) => ready.into_iter().for_each(|at| self.handle(at, Event::NotPermitted(&error))),
        }
    }

    /// Returns true if the provider permits the request for the instance as last observed; otherwise ends the
    /// job.
    fn is_permitted(&mut self, at: usize) -> bool {
        let state = &self.states[at];
        let Some(instance) = &state.instance else { return false };
        match state.job.action.check(self.lifecycle, instance) {
            Ok(()) => true,
            Err(error) => {
                self.handle(at, Event::NotPermitted(&error));
                false
            }
        }
    }

    fn send(&mut self, at: usize) {
        let lifecycle = self.lifecycle;
        let state = &mut self.states[at];
        let job = state.job;
        let Some(instance) = state.instance.clone() else { return };
        state.status = JobStatus::Response;
        self.in_flight += 1;
        let span = state.log.sending();
        (self.context.progress)(at, Progress::Sending);
        self.tasks.push(Box::pin(async move {
            let result = job.action.send(lifecycle, &instance).instrument(span).await;
            TaskResult::Sent(at, result.map(|acknowledgement| acknowledgement.request_id))
        }));
    }

    /// Runs the vendor's dry run, if there is one. It is not recorded in the journal, because it changes
    /// nothing.
    fn dry_run(&mut self, at: usize) {
        let lifecycle = self.lifecycle;
        let state = &mut self.states[at];
        let job = state.job;
        let Some(instance) = state.instance.clone() else { return };
        if !job.action.supports_dry_run(lifecycle.capabilities()) {
            return self.handle(at, Event::DryRunSkipped);
        }
        state.status = JobStatus::Response;
        self.in_flight += 1;
        self.tasks.push(Box::pin(async move {
            let result = job.action.dry_run(lifecycle, &instance).await;
            TaskResult::DryRan(at, result.map(|acknowledgement| acknowledgement.request_id))
        }));
    }

    /// Starts a poll if one is due and none is in progress. Jobs that are due soon are polled with it, so
    /// that the number of requests grows with the pages of a list and not with the instances.
    fn poll_due(&mut self) {
        let now = self.context.clock.monotonic();
        if self.is_polling || self.next_poll_round().is_none_or(|due| due > now) {
            return;
        }
        let batch = self.take_due_before(now + self.coalescing_window(), now);
        self.is_polling = true;
        self.poll_started = now;
        self.jitter_factor = self.options.backoff.jitter.factor();
        let lifecycle = self.lifecycle;
        let batch_size = lifecycle.capabilities().lookup.batch_size();
        let ids: Vec<_> = batch.iter().map(|&at| self.states[at].job.id.clone()).collect();
        let is_retry = batch.iter().any(|&at| self.states[at].poll_failed);
        for &at in &batch {
            self.states[at].status = JobStatus::Response;
        }
        self.tasks.push(Box::pin(async move {
            let results = poll(lifecycle, &ids, batch_size, is_retry).await;
            TaskResult::Polled(batch.into_iter().zip(results).collect())
        }));
    }

    /// Takes the jobs whose poll is due until `limit` out of the queue, except those whose `Retry-After` has
    /// not passed at `now`.
    fn take_due_before(&mut self, limit: Duration, now: Duration) -> Vec<usize> {
        let later = self.poll_queue.split_off(&(limit + Duration::from_nanos(1), 0));
        let near = std::mem::replace(&mut self.poll_queue, later);
        let mut batch = Vec::with_capacity(near.len());
        for (due, at) in near {
            if self.states[at].not_before <= now {
                batch.push(at);
            } else {
                self.poll_queue.insert((due, at));
            }
        }
        batch
    }

    /// Returns the time by which a poll may be early to share a request with others. It grows with the
    /// pauses.
    fn coalescing_window(&self) -> Duration {
        let backoff = self.options.backoff;
        let min = backoff.initial / 2;
        let max = backoff.max.max(backoff.initial) / 2;
        (self.elapsed() / COALESCING_DIVISOR).clamp(min, max)
    }

    fn handle_result(&mut self, result: TaskResult) {
        match result {
            TaskResult::Sent(at, response) => self.answered(at, response),
            TaskResult::DryRan(at, response) => {
                self.in_flight -= 1;
                self.handle(at, Event::DryRunFinished(response.as_ref().map(Option::as_deref)));
            }
            TaskResult::Polled(results) => {
                self.is_polling = false;
                self.start_list_cooldown();
                for (at, result) in results {
                    self.polled(at, result);
                }
            }
        }
    }

    /// Sets the earliest time of the next read of a list, at the latest the deadline, when the last poll is
    /// due.
    fn start_list_cooldown(&mut self) {
        let now = self.context.clock.monotonic();
        let pause = now.saturating_sub(self.poll_started) * LIST_COOLDOWN_FACTOR;
        self.list_cooldown_end = (now + pause).min(self.start + self.options.deadline);
    }

    fn answered(&mut self, at: usize, response: Result<Option<String>, Error>) {
        self.in_flight -= 1;
        self.context.journal.answered(at, response.as_ref().map(Option::as_deref));
        match response {
            Ok(request_id) => self.handle(at, Event::Accepted(request_id.as_deref())),
            Err(error) => self.handle(at, Event::Rejected(&error)),
        }
    }

    fn polled(&mut self, at: usize, result: Result<Option<Instance>>) {
        self.states[at].poll_failed = result.is_err();
        match result {
            Err(error) => self.handle(at, Event::ObserveFailed(&error)),
            Ok(found) => {
                if let Some(instance) = &found {
                    (self.context.progress)(at, Progress::Observed(instance));
                    self.states[at].instance = Some(instance.clone());
                }
                self.handle(at, Event::Observed(found.as_ref()));
            }
        }
    }

    /// Ends all unfinished jobs. Nothing was sent for the jobs that are still in the send queue.
    fn end_all(&mut self, event: Event<'_>) {
        for at in 0..self.states.len() {
            let state = &mut self.states[at];
            if state.status == JobStatus::Send {
                state.machine.cancel_send();
            }
            self.handle(at, event);
        }
    }

    /// Passes an event to the job's machine and queues its next step.
    fn handle(&mut self, at: usize, event: Event<'_>) {
        let elapsed = self.elapsed();
        let now = self.context.clock.monotonic();
        let state = &mut self.states[at];
        if state.status == JobStatus::Finished {
            return;
        }
        let status = match state.handle(elapsed, event) {
            Step::Poll { after } => {
                let not_before = now + retry_after(event).min(after);
                state.not_before = not_before;
                JobStatus::Poll(not_before.max(now + self.with_jitter(elapsed, after)))
            }
            Step::Send => JobStatus::Send,
            Step::DryRun => JobStatus::DryRun,
            Step::Done => JobStatus::Finished,
        };
        self.set_status(at, status);
    }

    /// Varies a pause at random. A poll at the deadline stays there.
    fn with_jitter(&self, elapsed: Duration, pause: Duration) -> Duration {
        let remaining = self.options.deadline.saturating_sub(elapsed);
        let jitter = self.options.backoff.jitter;
        if jitter == Jitter::None || pause >= remaining {
            return pause;
        }
        let factor = if self.reads_list() { self.jitter_factor } else { jitter.factor() };
        pause.mul_f64(factor).min(remaining)
    }

    fn set_status(&mut self, at: usize, status: JobStatus) {
        self.states[at].status = status;
        match status {
            JobStatus::Poll(due) => {
                self.poll_queue.insert((due, at));
            }
            JobStatus::Send | JobStatus::DryRun => self.send_queue.push_back(at),
            JobStatus::Response => {}
            JobStatus::Finished => self.finished(at),
        }
    }

    fn finished(&mut self, at: usize) {
        self.unfinished -= 1;
        if let Some(report) = self.states[at].finish() {
            self.context.journal.done(at, report);
            (self.context.progress)(at, Progress::Finished(report));
        }
    }
}

impl Drop for Scheduler<'_> {
    /// Ends the unfinished jobs of a dropped run as cancelled, so that the journal and the progress handler
    /// get a report for each.
    fn drop(&mut self) {
        self.end_all(Event::Cancelled);
    }
}
