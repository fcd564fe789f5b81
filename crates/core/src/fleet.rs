//! Runs a [`StopMachine`] for each of many instances of one account at once: stops go out side by
//! side, looks are batched.

use std::time::Duration;

use futures_util::StreamExt;
use futures_util::future::{Either, FutureExt, select};
use futures_util::stream::FuturesUnordered;

use crate::clock::Clock;
use crate::engine::{Event, Report, Step, StopMachine, StopOptions};
use crate::lifecycle::StopRequest;
use crate::{BoxFuture, ErrorKind, Instance, InstanceId, Lifecycle, Result};

/// So many stops are under way at once.
const SENDS_AT_ONCE: usize = 16;
/// How long after the deadline an answer that is under way is still waited for.
const GRACE: Duration = Duration::from_secs(2);

/// What an onlooker is told.
#[derive(Clone, Copy, Debug)]
pub enum Progress<'a> {
    /// A stop is being sent.
    Sending,
    /// A state was seen, the vendor's word.
    State(&'a str),
    /// It is over.
    Done(&'a Report),
}

/// Told of every step: the position of the instance in the list given, and what happened.
pub type Onlooker<'a> = dyn Fn(usize, Progress<'_>) + Send + Sync + 'a;

/// One stop to make.
#[derive(Clone, Debug)]
pub struct Order {
    /// What to stop.
    pub id: InstanceId,
    /// How.
    pub request: StopRequest,
}

/// Stops these instances of one account and reports on each, in the order given.
///
/// `cancel` ends it early, with a truthful report on what was sent.
pub async fn stop_all(
    lifecycle: &dyn Lifecycle,
    orders: &[Order],
    options: StopOptions,
    clock: &dyn Clock,
    onlooker: &Onlooker<'_>,
    cancel: BoxFuture<'_, ()>,
) -> Vec<Report> {
    let start = clock.steady();
    let runs = orders
        .iter()
        .map(|order| Run {
            order,
            machine: StopMachine::new(options),
            instance: None,
            next: Next::Look(start),
        })
        .collect();
    let mut fleet = Fleet {
        lifecycle,
        clock,
        onlooker,
        start,
        options,
        runs,
        busy: FuturesUnordered::new(),
        looking: false,
    };
    fleet.run(cancel).await;
    fleet.runs.iter().filter_map(|run| run.machine.report().cloned()).collect()
}

struct Run<'a> {
    order: &'a Order,
    machine: StopMachine,
    instance: Option<Instance>,
    next: Next,
}

/// What an instance is waiting for.
#[derive(Clone, Copy, PartialEq)]
enum Next {
    /// A look, not before this time.
    Look(Duration),
    /// Its turn to be sent a stop.
    Send,
    /// An answer.
    Answer,
    /// Nothing.
    Over,
}

/// What came back.
enum Answer {
    Looked(Vec<(usize, Result<Option<Instance>>)>),
    Sent(usize, Result<Option<String>>),
}

struct Fleet<'a> {
    lifecycle: &'a dyn Lifecycle,
    clock: &'a dyn Clock,
    onlooker: &'a Onlooker<'a>,
    start: Duration,
    options: StopOptions,
    runs: Vec<Run<'a>>,
    busy: FuturesUnordered<BoxFuture<'a, Answer>>,
    looking: bool,
}

impl Fleet<'_> {
    async fn run(&mut self, cancel: BoxFuture<'_, ()>) {
        let mut cancel = cancel.fuse();
        loop {
            self.send_waiting();
            self.look_at_due();
            if self.runs.iter().all(|run| run.next == Next::Over) {
                return;
            }
            let sleep = self.clock.sleep(self.until_next());
            let answer = if self.busy.is_empty() {
                futures_util::future::pending().left_future()
            } else {
                self.busy.next().right_future()
            };
            match select(&mut cancel, select(answer, sleep)).await {
                Either::Left(_) => return self.end_all(Event::Cancelled),
                Either::Right((Either::Left((Some(answer), _)), _)) => self.take(answer),
                Either::Right(_) => {}
            }
            if self.is_over_time() {
                return self.end_all(Event::Deadline);
            }
        }
    }

    fn elapsed(&self) -> Duration {
        self.clock.steady().saturating_sub(self.start)
    }

    /// Whether the deadline has passed and what is under way has had its grace: the last look is
    /// made at the deadline, and its answer may be the confirmation.
    fn is_over_time(&self) -> bool {
        self.elapsed() >= self.options.deadline + GRACE
    }

    fn last_moment(&self) -> Duration {
        self.start + self.options.deadline + GRACE
    }

    fn until_next(&self) -> Duration {
        let now = self.clock.steady();
        let looks = self.runs.iter().filter_map(|run| match run.next {
            Next::Look(due) if !self.looking => Some(due),
            _ => None,
        });
        looks.chain([self.last_moment()]).min().unwrap_or(now).saturating_sub(now)
    }

    fn send_waiting(&mut self) {
        let under_way = self.runs.iter().filter(|run| run.next == Next::Answer).count();
        let waiting: Vec<_> = (0..self.runs.len()).filter(|&at| self.runs[at].next == Next::Send).collect();
        for at in waiting.into_iter().take(SENDS_AT_ONCE.saturating_sub(under_way)) {
            self.send(at);
        }
    }

    fn send(&mut self, at: usize) {
        let run = &mut self.runs[at];
        let (lifecycle, order) = (self.lifecycle, run.order);
        let Some(instance) = run.instance.clone() else { return };
        if let Err(error) = lifecycle.check(&instance, &order.request) {
            return self.handle(at, Event::Forbidden(&error));
        }
        run.next = Next::Answer;
        (self.onlooker)(at, Progress::Sending);
        self.busy.push(Box::pin(async move {
            let receipt = lifecycle.stop(&instance, &order.request).await;
            Answer::Sent(at, receipt.map(|receipt| receipt.request_id))
        }));
    }

    /// One round of looks at a time. Whoever is due soon is taken along, so that the number of
    /// requests grows with pages, not with instances.
    fn look_at_due(&mut self) {
        let now = self.clock.steady();
        let due = |next: Next, slack: Duration| matches!(next, Next::Look(due) if due <= now + slack);
        if self.looking || !self.runs.iter().any(|run| due(run.next, Duration::ZERO)) {
            return;
        }
        let slack = self.options.first_pause / 2;
        let batch: Vec<_> = (0..self.runs.len()).filter(|&at| due(self.runs[at].next, slack)).collect();
        self.looking = true;
        let (lifecycle, size) = (self.lifecycle, self.lifecycle.capabilities().batch.max(1));
        let ids: Vec<_> = batch.iter().map(|&at| self.runs[at].order.id.clone()).collect();
        for &at in &batch {
            self.runs[at].next = Next::Look(now);
        }
        self.busy.push(Box::pin(async move {
            let looks = look(lifecycle, &ids, size).await;
            Answer::Looked(batch.into_iter().zip(looks).collect())
        }));
    }

    fn take(&mut self, answer: Answer) {
        match answer {
            Answer::Sent(at, Ok(request_id)) => self.handle(at, Event::Accepted(request_id.as_deref())),
            Answer::Sent(at, Err(error)) => self.handle(at, Event::Rejected(&error)),
            Answer::Looked(looks) => {
                self.looking = false;
                looks.into_iter().for_each(|(at, look)| self.looked(at, look));
            }
        }
    }

    fn looked(&mut self, at: usize, look: Result<Option<Instance>>) {
        match look {
            Err(error) => self.handle(at, Event::ObserveFailed(&error)),
            Ok(found) => {
                if let Some(instance) = &found {
                    (self.onlooker)(at, Progress::State(&instance.state.to_string()));
                    self.runs[at].instance.clone_from(&found);
                }
                self.handle(at, Event::Observed(found.as_ref()));
            }
        }
    }

    fn end_all(&mut self, event: Event<'_>) {
        for at in 0..self.runs.len() {
            self.handle(at, event);
        }
    }

    fn handle(&mut self, at: usize, event: Event<'_>) {
        let now = self.elapsed();
        let run = &mut self.runs[at];
        if run.next == Next::Over {
            return;
        }
        run.next = match run.machine.handle(now, event) {
            Step::Observe { after } => Next::Look(self.clock.steady() + after),
            Step::Send => Next::Send,
            Step::Done => Next::Over,
        };
        if let Some(report) = run.machine.report() {
            (self.onlooker)(at, Progress::Done(report));
        }
    }
}

/// Looks at all of these, in as few requests as can be; one result for each, in order.
async fn look(lifecycle: &dyn Lifecycle, ids: &[InstanceId], size: usize) -> Vec<Result<Option<Instance>>> {
    let mut looks = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(size) {
        match lifecycle.get_many(chunk).await {
            Ok(found) => looks.extend(chunk.iter().map(|id| Ok(pick(&found, id)))),
            Err(error) if chunk.len() > 1 && may_be_about_one(error.kind()) => {
                for id in chunk {
                    let one = lifecycle.get_many(std::slice::from_ref(id)).await;
                    looks.push(one.map(|found| pick(&found, id)));
                }
            }
            Err(error) => looks.extend(chunk.iter().map(|_| Err(error.again()))),
        }
    }
    looks
}

fn pick(found: &[Instance], id: &InstanceId) -> Option<Instance> {
    found.iter().find(|instance| instance.id == *id).cloned()
}

/// Whether one instance of a batch may have spoiled the look at all of them.
fn may_be_about_one(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::InvalidRequest | ErrorKind::NotFound | ErrorKind::Permission | ErrorKind::Vendor
    )
}
