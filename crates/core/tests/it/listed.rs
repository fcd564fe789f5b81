//! Fleets of products that are looked up in one list: it is read for many at once, and for none too late.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tingji_core::clock::Clock;
use tingji_core::engine::{ActionOptions, Outcome, Report};
use tingji_core::fleet::{Progress, RunContext, poll_all, run_all};
use tingji_core::lifecycle::{
    Acknowledgement, Capabilities, DeleteRequest, Filter, Page, RebootRequest, StartRequest, StopRequest,
};
use tingji_core::testing::{VirtualClock, run};
use tingji_core::{BoxFuture, Instance, InstanceId, Lifecycle, Result};

use crate::fleet::{CAPABILITIES as IN_BATCHES, Cloud, Fate, orders};

const CAPABILITIES: Capabilities = Capabilities { batch: usize::MAX, ..IN_BATCHES };
/// So many a page of the list holds.
const PAGE: usize = 100;
/// So long each request takes.
const TRIP: Duration = Duration::from_millis(100);

/// A cloud whose list is always read from its first page to its last.
struct Listed {
    cloud: Cloud,
    size: usize,
    requests: AtomicUsize,
}

impl Listed {
    fn new(clock: &VirtualClock, fates: Vec<Fate>) -> Self {
        Self { size: fates.len(), cloud: Cloud::new(clock, fates), requests: AtomicUsize::new(0) }
    }

    fn pages(&self) -> usize {
        self.size.div_ceil(PAGE)
    }

    async fn trip(&self) {
        self.requests.fetch_add(1, Ordering::Relaxed);
        self.cloud.clock.sleep(TRIP).await;
    }
}

impl Lifecycle for Listed {
    fn cloud(&self) -> &'static str {
        "listed"
    }

    fn capabilities(&self) -> &'static Capabilities {
        &CAPABILITIES
    }

    fn list<'a>(&'a self, filter: &'a Filter, cursor: Option<String>) -> BoxFuture<'a, Result<Page>> {
        self.cloud.list(filter, cursor)
    }

    fn get_many<'a>(&'a self, ids: &'a [InstanceId]) -> BoxFuture<'a, Result<Vec<Instance>>> {
        Box::pin(async move {
            let mut found = Vec::new();
            for _ in 0..self.pages() {
                self.trip().await;
            }
            for chunk in ids.chunks(PAGE) {
                found.extend(self.cloud.get_many(chunk).await?);
            }
            Ok(found)
        })
    }

    fn list_key<'a>(&self, id: &'a InstanceId) -> Option<&'a str> {
        id.version().map(|_| id.id())
    }

    fn stop<'a>(
        &'a self,
        instance: &'a Instance,
        request: &'a StopRequest,
    ) -> BoxFuture<'a, Result<Acknowledgement>> {
        Box::pin(async move {
            self.trip().await;
            self.cloud.stop(instance, request).await
        })
    }

    fn start<'a>(
        &'a self,
        instance: &'a Instance,
        request: &'a StartRequest,
    ) -> BoxFuture<'a, Result<Acknowledgement>> {
        self.cloud.start(instance, request)
    }

    fn reboot<'a>(
        &'a self,
        instance: &'a Instance,
        request: &'a RebootRequest,
    ) -> BoxFuture<'a, Result<Acknowledgement>> {
        self.cloud.reboot(instance, request)
    }

    fn delete<'a>(
        &'a self,
        instance: &'a Instance,
        request: &'a DeleteRequest,
    ) -> BoxFuture<'a, Result<Acknowledgement>> {
        self.cloud.delete(instance, request)
    }
}

/// The reports, and how often the one was looked at that was looked at most often.
fn stop(listed: &Listed, clock: &VirtualClock, options: ActionOptions) -> (Vec<Report>, usize) {
    fastrand::seed(7);
    let (orders, looks) = (orders(listed.size), Mutex::new(vec![0; listed.size]));
    let progress = |at: usize, progress: Progress<'_>| {
        if matches!(progress, Progress::Observed(_)) {
            looks.lock().unwrap()[at] += 1;
        }
    };
    let around = RunContext { progress: &progress, ..RunContext::new(clock) };
    let reports = run(clock, run_all(listed, &orders, options, around));
    let most = looks.into_inner().unwrap().into_iter().max();
    (reports, most.unwrap_or_default())
}

#[test]
fn a_long_list_is_not_read_over_and_over_while_stops_still_go_out() {
    let clock = VirtualClock::default();
    let listed = Listed::new(&clock, vec![Fate::Takes(Duration::from_secs(8)); 4000]);
    let (reports, polls) = stop(&listed, &clock, ActionOptions::default());
    assert!(reports.iter().all(|report| report.outcome == Outcome::Stopped));
    let (requests, needed) = (listed.requests.load(Ordering::Relaxed), listed.size + listed.pages() * polls);
    assert!(requests * 100 <= needed * 105, "{requests} requests, {needed} needed");
}

#[test]
fn a_stop_without_an_answer_does_not_keep_the_others_from_being_confirmed() {
    let clock = VirtualClock::default();
    let mut fates = vec![Fate::Takes(Duration::from_secs(1)); 300];
    fates[0] = Fate::Silent;
    let listed = Listed::new(&clock, fates);
    let mut options = ActionOptions::default();
    options.deadline = Duration::from_secs(120);
    let (reports, _) = stop(&listed, &clock, options);
    assert_eq!(reports[0].outcome, Outcome::Unconfirmed);
    let late = reports[1..].iter().filter(|report| report.elapsed > Duration::from_secs(20));
    assert!(reports[1..].iter().all(|report| report.outcome == Outcome::Stopped));
    assert_eq!(late.count(), 0, "they waited for the one that hangs");
}

#[test]
fn the_deadline_is_no_later_for_a_list_that_takes_long() {
    let clock = VirtualClock::default();
    let listed = Listed::new(&clock, vec![Fate::Takes(Duration::from_secs(1)); 2000]);
    let mut options = ActionOptions::default();
    options.deadline = Duration::from_secs(5);
    let (reports, _) = stop(&listed, &clock, options);
    assert!(reports.iter().all(|report| report.elapsed <= Duration::from_secs(7)));
    let is_lie = |report: &&Report| report.outcome == Outcome::AlreadyStopped;
    assert_eq!(reports.iter().filter(is_lie).count(), 0);
}

#[test]
fn a_list_that_fails_tells_nothing_of_what_is_in_the_others() {
    let clock = VirtualClock::default();
    let listed = Listed::new(&clock, vec![Fate::Takes(Duration::from_secs(1)); 3]);
    let ids =
        [("i-0", None), ("i-sick", Some("1")), ("i-1", Some("1")), ("i-2", None), ("i-sick", Some("2"))];
    let ids = ids.map(|(id, version)| InstanceId::new(id, version).unwrap());
    let looks = run(&clock, poll_all(&listed, &ids));
    let seen = looks.iter().map(|look| look.as_ref().map(|found| found.as_ref().map(|one| one.id.clone())));
    let seen: Vec<_> = seen.map(Result::ok).collect();
    let found = |at: usize| Some(Some(ids[at].clone()));
    assert_eq!(seen, [found(0), None, found(2), found(3), None]);
}
