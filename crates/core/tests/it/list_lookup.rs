//! Runs of jobs of a product whose look-up reads the whole list: number of reads, and time of the
//! confirmations.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tingji_core::clock::Clock;
use tingji_core::engine::{ActionOptions, Outcome, Report};
use tingji_core::fleet::{Progress, RunContext, poll_all, run_all};
use tingji_core::lifecycle::{
    Acknowledgement, Capabilities, DeleteRequest, Filter, Lookup, Page, RebootRequest, StartRequest,
    StopRequest,
};
use tingji_core::testing::{VirtualClock, run};
use tingji_core::{Instance, InstanceId, Lifecycle, Result};

use crate::mock_cloud::{CAPABILITIES as BATCH_CAPABILITIES, MockBehaviour, MockCloud, stop_jobs};

const CAPABILITIES: Capabilities = Capabilities { lookup: Lookup::FullList, ..BATCH_CAPABILITIES };
/// Instances on a page of the list.
const PAGE_SIZE: usize = 100;
/// Duration of each request.
const ROUND_TRIP: Duration = Duration::from_millis(100);

/// Cloud whose look-up reads the list from its first page to its last.
struct ListCloud {
    cloud: MockCloud,
    size: usize,
    requests: AtomicUsize,
}

impl ListCloud {
    fn new(clock: &VirtualClock, behaviours: Vec<MockBehaviour>) -> Self {
        Self {
            size: behaviours.len(),
            cloud: MockCloud::new(clock, behaviours),
            requests: AtomicUsize::new(0),
        }
    }

    fn pages(&self) -> usize {
        self.size.div_ceil(PAGE_SIZE)
    }

    /// Counts a request and waits for its round trip.
    async fn round_trip(&self) {
        self.requests.fetch_add(1, Ordering::Relaxed);
        self.cloud.clock.sleep(ROUND_TRIP).await;
    }
}

impl Lifecycle for ListCloud {
    fn cloud(&self) -> &'static str {
        "mock-list"
    }

    fn capabilities(&self) -> &'static Capabilities {
        &CAPABILITIES
    }

    async fn list(&self, filter: &Filter, cursor: Option<String>) -> Result<Page> {
        self.cloud.list(filter, cursor).await
    }

    async fn get_many(&self, ids: &[InstanceId]) -> Result<Vec<Instance>> {
        let mut found = Vec::new();
        for _ in 0..self.pages() {
            self.round_trip().await;
        }
        for chunk in ids.chunks(PAGE_SIZE) {
            found.extend(self.cloud.get_many(chunk).await?);
        }
        Ok(found)
    }

    fn list_key<'a>(&self, id: &'a InstanceId) -> Option<&'a str> {
        id.version().map(|_| id.id())
    }

    async fn send_stop(&self, instance: &Instance, request: &StopRequest) -> Result<Acknowledgement> {
        self.round_trip().await;
        self.cloud.send_stop(instance, request).await
    }

    async fn send_start(&self, instance: &Instance, request: &StartRequest) -> Result<Acknowledgement> {
        self.cloud.send_start(instance, request).await
    }

    async fn send_reboot(&self, instance: &Instance, request: &RebootRequest) -> Result<Acknowledgement> {
        self.cloud.send_reboot(instance, request).await
    }

    async fn send_delete(&self, instance: &Instance, request: &DeleteRequest) -> Result<Acknowledgement> {
        self.cloud.send_delete(instance, request).await
    }
}

/// Stops all instances. Returns the reports, and the number of polls of the instance that was polled most
/// often.
fn stop(cloud: &ListCloud, clock: &VirtualClock, options: ActionOptions) -> (Vec<Report>, usize) {
    fastrand::seed(7);
    let jobs = stop_jobs(cloud.size);
    let polls = Mutex::new(vec![0; cloud.size]);
    let progress = |at: usize, progress: Progress<'_>| {
        if matches!(progress, Progress::Observed(_)) {
            polls.lock().unwrap()[at] += 1;
        }
    };
    let context = RunContext { progress: &progress, ..RunContext::new(clock) };
    let reports = run(clock, run_all(cloud, &jobs, options, context));
    let most = polls.into_inner().unwrap().into_iter().max();
    (reports, most.unwrap_or_default())
}

#[test]
fn long_list_is_read_rarely_while_sending() {
    let clock = VirtualClock::default();
    let cloud = ListCloud::new(&clock, vec![MockBehaviour::Accept(Duration::from_secs(8)); 4000]);
    let (reports, polls) = stop(&cloud, &clock, ActionOptions::default());
    assert!(reports.iter().all(|report| report.outcome == Outcome::Stopped));
    let requests = cloud.requests.load(Ordering::Relaxed);
    let needed = cloud.size + cloud.pages() * polls;
    assert!(requests * 100 <= needed * 105, "{requests} requests, {needed} needed");
}

#[test]
fn hanging_stop_does_not_delay_other_confirmations() {
    let clock = VirtualClock::default();
    let mut behaviours = vec![MockBehaviour::Accept(Duration::from_secs(1)); 300];
    behaviours[0] = MockBehaviour::NoReply;
    let cloud = ListCloud::new(&clock, behaviours);
    let mut options = ActionOptions::default();
    options.deadline = Duration::from_secs(120);
    let (reports, _) = stop(&cloud, &clock, options);
    assert_eq!(reports[0].outcome, Outcome::Unconfirmed);
    let late = reports[1..].iter().filter(|report| report.elapsed > Duration::from_secs(20));
    assert!(reports[1..].iter().all(|report| report.outcome == Outcome::Stopped));
    assert_eq!(late.count(), 0, "the others waited for the hanging stop");
}

#[test]
fn slow_list_does_not_exceed_deadline() {
    let clock = VirtualClock::default();
    let cloud = ListCloud::new(&clock, vec![MockBehaviour::Accept(Duration::from_secs(1)); 2000]);
    let mut options = ActionOptions::default();
    options.deadline = Duration::from_secs(5);
    let (reports, _) = stop(&cloud, &clock, options);
    assert!(reports.iter().all(|report| report.elapsed <= Duration::from_secs(7)));
    assert!(reports.iter().all(|report| report.outcome != Outcome::AlreadyStopped));
}

#[test]
fn failed_list_does_not_affect_other_lists() {
    let clock = VirtualClock::default();
    let cloud = ListCloud::new(&clock, vec![MockBehaviour::Accept(Duration::from_secs(1)); 3]);
    let ids =
        [("i-0", None), ("i-sick", Some("1")), ("i-1", Some("1")), ("i-2", None), ("i-sick", Some("2"))];
    let ids = ids.map(|(id, version)| InstanceId::new(id, version).unwrap());
    let results = run(&clock, poll_all(&cloud, &ids));
    let mut found = Vec::new();
    for result in results {
        found.push(result.ok().map(|instance| instance.map(|instance| instance.id)));
    }
    let [first, _, third, fourth, _] = ids;
    assert_eq!(found, [Some(Some(first)), None, Some(Some(third)), Some(Some(fourth)), None]);
}
