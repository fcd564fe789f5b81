//! [`Fleet`]: brings events to the machines, and does what they say.

use std::collections::{BTreeSet, VecDeque};
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::future::{Either, FutureExt, select};
use futures_util::stream::FuturesUnordered;

use super::job::{Next, Run};
use super::look::look;
use super::{Job, Progress, RunContext};
use crate::engine::{ActionOptions, Event, Jitter, Report, Step};
use crate::jitter::jitter_factor;
use crate::{BoxFuture, Error, Instance, Lifecycle, Result};

/// How long after the deadline an answer that is under way is still waited for.
const GRACE: Duration = Duration::from_secs(2);
/// While stops still go out, a list is left alone so many times as long as it took to read.
const REST: u32 = 4;

/// What came back.
enum Answer {
    Looked(Vec<(usize, Result<Option<Instance>>)>),
    Sent(usize, Result<Option<String>>),
    Rehearsed(usize, Result<Option<String>>),
}

pub(super) struct Fleet<'a> {
    lifecycle: &'a dyn Lifecycle,
    around: RunContext<'a>,
    start: Duration,
    options: ActionOptions,
    runs: Vec<Run<'a>>,
    /// Those that wait for a look, by when they are due.
    looks: BTreeSet<(Duration, usize)>,
    /// Those that wait to be sent a stop.
    sends: VecDeque<usize>,
    under_way: usize,
    looking: bool,
    /// When the last round of looks began.
    looking_since: Duration,
    /// While stops still go out, the list is not read again before this.
    rested: Duration,
    /// How much longer or shorter all pauses are from this round to the next, where all are looked up in one
    /// list: each by itself, they would have it read anew for every few.
    jitter_factor: f64,
    open: usize,
    busy: FuturesUnordered<BoxFuture<'a, Answer>>,
}

impl<'a> Fleet<'a> {
    pub(super) fn new(
        lifecycle: &'a dyn Lifecycle,
        orders: &'a [Job],
        options: ActionOptions,
        around: RunContext<'a>,
    ) -> Self {
        let start = around.clock.monotonic();
        let mut fleet = Self {
            lifecycle,
            around,
            start,
            options,
            runs: orders.iter().map(|order| Run::new(order, options)).collect(),
            looks: BTreeSet::new(),
            sends: VecDeque::new(),
            under_way: 0,
            looking: false,
            looking_since: start,
            rested: start,
            jitter_factor: jitter_factor(),
            open: orders.len(),
            busy: FuturesUnordered::new(),
        };
        (0..orders.len()).for_each(|at| fleet.begin(at));
        fleet
    }

    pub(super) async fn run(mut self) -> Vec<Report> {
        let never = Box::pin(std::future::pending());
        let mut cancel = std::mem::replace(&mut self.around.cancel, never).fuse();
        while self.open > 0 {
            self.send_waiting();
            self.look_at_due();
            if self.open == 0 {
                break;
            }
            let sleep = self.around.clock.sleep(self.until_next());
            let answer = if self.busy.is_empty() {
                futures_util::future::pending().left_future()
            } else {
                self.busy.next().right_future()
            };
            match select(&mut cancel, select(answer, sleep)).await {
                Either::Left(_) => self.end_all(Event::Cancelled),
                Either::Right((Either::Left((Some(answer), _)), _)) => self.take(answer),
                Either::Right(_) => {}
            }
            if self.elapsed() >= self.options.deadline + GRACE {
                self.end_all(Event::Deadline);
            }
        }
        self.runs.iter().filter_map(|run| run.machine.report().cloned()).collect()
    }

    /// What the product lacks is refused before anything is asked; all else begins with a look.
    fn begin(&mut self, at: usize) {
        match self.runs[at].order.action.check_product(self.lifecycle.capabilities()) {
            Ok(()) => self.wait_for(at, Next::Look(self.start)),
            Err(error) => self.handle(at, Event::NotPermitted(&error)),
        }
    }

    fn elapsed(&self) -> Duration {
        self.around.clock.monotonic().saturating_sub(self.start)
    }

    /// Until someone is due for a look, at most until the deadline has passed and what is under way
    /// has had its grace: the last look is made at the deadline, and its answer may be the
    /// confirmation.
    fn until_next(&self) -> Duration {
        let now = self.around.clock.monotonic();
        let last = self.start + self.options.deadline + GRACE;
        let due = self.next_round().filter(|_| !self.looking).unwrap_or(last);
        due.min(last).saturating_sub(now)
    }

    /// When someone is due for a look. While stops still go out, a list is not read for the first few alone:
    /// they would have it read over and over.
    fn next_round(&self) -> Option<Duration> {
        let due = self.looks.first()?.0;
        let rests = self.in_list() && (self.under_way > 0 || !self.sends.is_empty());
        Some(if rests { due.max(self.rested) } else { due })
    }

    fn in_list(&self) -> bool {
        self.lifecycle.capabilities().is_looked_up_in_list()
    }

    fn send_waiting(&mut self) {
        let most = self.options.parallel.max(1);
        let mut ready = Vec::new();
        while self.under_way + ready.len() < most {
            let Some(at) = self.sends.pop_front() else { break };
            let next = self.runs[at].next;
            match next {
                Next::Send if self.may_send(at) => ready.push(at),
                Next::Rehearse if self.may_send(at) => self.dry_run(at),
                _ => {}
            }
        }
        if ready.is_empty() {
            return;
        }
        match self.around.journal.sending(&ready) {
            Ok(()) => ready.into_iter().for_each(|at| self.send(at)),
            Err(error) => ready.into_iter().for_each(|at| self.handle(at, Event::NotPermitted(&error))),
        }
    }

    /// Asks the provider whether this stop may be asked for; if not, it is over.
    fn may_send(&mut self, at: usize) -> bool {
        let run = &self.runs[at];
        let Some(instance) = &run.instance else { return false };
        match run.order.action.check(self.lifecycle, instance) {
            Ok(()) => true,
            Err(error) => {
                self.handle(at, Event::NotPermitted(&error));
                false
            }
        }
    }

    fn send(&mut self, at: usize) {
        let run = &mut self.runs[at];
        let (lifecycle, order) = (self.lifecycle, run.order);
        let Some(instance) = run.instance.clone() else { return };
        run.next = Next::Answer;
        self.under_way += 1;
        (self.around.progress)(at, Progress::Sending);
        self.busy.push(Box::pin(async move {
            let receipt = order.action.send(lifecycle, &instance).await;
            Answer::Sent(at, receipt.map(|receipt| receipt.request_id))
        }));
    }

    /// By the vendor where it can; nothing is written down, as nothing is asked for.
    fn dry_run(&mut self, at: usize) {
        let run = &mut self.runs[at];
        let (lifecycle, order) = (self.lifecycle, run.order);
        let Some(instance) = run.instance.clone() else { return };
        if !order.action.supports_dry_run(lifecycle.capabilities()) {
            return self.handle(at, Event::DryRunSkipped);
        }
        run.next = Next::Answer;
        self.under_way += 1;
        self.busy.push(Box::pin(async move {
            let receipt = order.action.dry_run(lifecycle, &instance).await;
            Answer::Rehearsed(at, receipt.map(|receipt| receipt.request_id))
        }));
    }

    /// One round of looks at a time. Whoever is due soon is taken along, so that the number of
    /// requests grows with pages, not with instances.
    fn look_at_due(&mut self) {
        let now = self.around.clock.monotonic();
        if self.looking || self.next_round().is_none_or(|due| due > now) {
            return;
        }
        let soon = now + self.slack();
        let later = self.looks.split_off(&(soon + Duration::from_nanos(1), 0));
        let near = std::mem::replace(&mut self.looks, later);
        // Whom the vendor told to wait is not taken along before the time.
        let (batch, held): (Vec<_>, Vec<_>) =
            near.into_iter().partition(|&(_, at)| self.runs[at].not_before <= now);
        self.looks.extend(held);
        let batch: Vec<_> = batch.into_iter().map(|(_, at)| at).collect();
        (self.looking, self.looking_since, self.jitter_factor) = (true, now, jitter_factor());
        let (lifecycle, size) = (self.lifecycle, self.lifecycle.capabilities().batch.max(1));
        let ids: Vec<_> = batch.iter().map(|&at| self.runs[at].order.id.clone()).collect();
        batch.iter().for_each(|&at| self.runs[at].next = Next::Answer);
        let again = batch.iter().any(|&at| self.runs[at].blind);
        self.busy.push(Box::pin(async move {
            let looks = look(lifecycle, &ids, size, again).await;
            Answer::Looked(batch.into_iter().zip(looks).collect())
        }));
    }

    /// How early a look may be, so as to go with others: more as the pauses grow.
    fn slack(&self) -> Duration {
        let (first, longest) = (self.options.initial_backoff, self.options.max_backoff);
        (self.elapsed() / 8).clamp(first / 2, longest.max(first) / 2)
    }

    fn take(&mut self, answer: Answer) {
        match answer {
            Answer::Sent(at, answer) => self.answered(at, answer),
            Answer::Rehearsed(at, answer) => {
                self.under_way -= 1;
                self.handle(at, Event::DryRunFinished(answer.as_ref().map(Option::as_deref)));
            }
            Answer::Looked(looks) => {
                self.looking = false;
                self.rest();
                looks.into_iter().for_each(|(at, look)| self.looked(at, look));
            }
        }
    }

    /// Until when the list is left alone; the last look stays at the deadline.
    fn rest(&mut self) {
        let now = self.around.clock.monotonic();
        let pause = now.saturating_sub(self.looking_since) * REST;
        self.rested = (now + pause).min(self.start + self.options.deadline);
    }

    fn answered(&mut self, at: usize, answer: Result<Option<String>, Error>) {
        self.under_way -= 1;
        self.around.journal.answered(at, answer.as_ref().map(Option::as_deref));
        match answer {
            Ok(request_id) => self.handle(at, Event::Accepted(request_id.as_deref())),
            Err(error) => self.handle(at, Event::Rejected(&error)),
        }
    }

    fn looked(&mut self, at: usize, look: Result<Option<Instance>>) {
        self.runs[at].blind = look.is_err();
        match look {
            Err(error) => self.handle(at, Event::ObserveFailed(&error)),
            Ok(found) => {
                if let Some(instance) = &found {
                    (self.around.progress)(at, Progress::Observed(instance));
                }
                self.handle(at, Event::Observed(found.as_ref()));
                self.runs[at].instance = found.or(self.runs[at].instance.take());
            }
        }
    }

    /// Ends all that are left. To those that still wait for their turn nothing was sent.
    fn end_all(&mut self, event: Event<'_>) {
        for at in 0..self.runs.len() {
            let run = &mut self.runs[at];
            if run.next == Next::Send {
                run.machine.cancel_send();
            }
            self.handle(at, event);
        }
    }

    fn handle(&mut self, at: usize, event: Event<'_>) {
        let (now, time) = (self.elapsed(), self.around.clock.monotonic());
        let run = &mut self.runs[at];
        if run.next == Next::Over {
            return;
        }
        let next = match run.machine.handle(now, event) {
            Step::Poll { after } => {
                run.not_before = time + wished(event).min(after);
                let least = run.not_before;
                Next::Look(least.max(time + self.jittered(now, after)))
            }
            Step::Send => Next::Send,
            Step::DryRun => Next::Rehearse,
            Step::Done => Next::Over,
        };
        self.wait_for(at, next);
    }

    /// A quarter more or less; but the last look stays at the deadline.
    fn jittered(&self, now: Duration, after: Duration) -> Duration {
        let left = self.options.deadline.saturating_sub(now);
        match self.options.jitter {
            Jitter::Percent25 if after < left => {
                let jitter_factor = if self.in_list() { self.jitter_factor } else { jitter_factor() };
                after.mul_f64(jitter_factor).min(left)
            }
            _ => after,
        }
    }

    fn wait_for(&mut self, at: usize, next: Next) {
        self.runs[at].next = next;
        match next {
            Next::Look(due) => {
                self.looks.insert((due, at));
            }
            Next::Send | Next::Rehearse => self.sends.push_back(at),
            Next::Answer => {}
            Next::Over => self.over(at),
        }
    }

    fn over(&mut self, at: usize) {
        self.open -= 1;
        if let Some(report) = self.runs[at].machine.report() {
            self.around.journal.done(at, report);
            (self.around.progress)(at, Progress::Finished(report));
        }
    }
}

/// How long the vendor wants to be left alone.
fn wished(event: Event<'_>) -> Duration {
    match event {
        Event::ObserveFailed(error) | Event::Rejected(error) => error.retry_after().unwrap_or_default(),
        _ => Duration::ZERO,
    }
}

impl Drop for Fleet<'_> {
    /// Whoever drops the future half-way still leaves a truthful report on each instance.
    fn drop(&mut self) {
        self.end_all(Event::Cancelled);
    }
}
