//! Requests that are not sent: unsupported actions, and polls before the vendor's `Retry-After` has passed.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::Ordering;
use std::time::Duration;

use tingji_core::clock::Clock;
use tingji_core::engine::{ActionOptions, Outcome};
use tingji_core::fleet::{RunContext, run_all};
use tingji_core::lifecycle::{
    Acknowledgement, Action, Capabilities, DeleteRequest, Filter, Page, RebootRequest, ShutdownMode,
    StartRequest, StopRequest,
};
use tingji_core::testing::{VirtualClock, run};
use tingji_core::{Error, ErrorKind, Instance, InstanceId, Lifecycle, Result};

use crate::mock_cloud::{CAPABILITIES, MockBehaviour, MockCloud, options_without_jitter, stop_jobs};

/// Cloud that throttles the first stop of every instance but `i-0`, with a `Retry-After`.
struct ThrottlingCloud {
    cloud: MockCloud,
    wait: Duration,
    /// Times of the polls per instance.
    polled: Mutex<BTreeMap<String, Vec<Duration>>>,
}

impl Lifecycle for ThrottlingCloud {
    fn cloud(&self) -> &'static str {
        "mock-throttling"
    }

    fn capabilities(&self) -> &'static Capabilities {
        &CAPABILITIES
    }

    async fn list(&self, filter: &Filter, cursor: Option<String>) -> Result<Page> {
        self.cloud.list(filter, cursor).await
    }

    async fn get_many(&self, ids: &[InstanceId]) -> Result<Vec<Instance>> {
        for id in ids {
            let mut polled = self.polled.lock().unwrap();
            polled.entry(id.to_string()).or_default().push(self.cloud.clock.monotonic());
        }
        self.cloud.get_many(ids).await
    }

    async fn send_stop(&self, instance: &Instance, request: &StopRequest) -> Result<Acknowledgement> {
        let is_first = self.polled.lock().unwrap()[&instance.id.to_string()].len() == 1;
        // The stop of `i-0` is accepted at once, so `i-0` is polled all the time.
        if is_first && instance.id.id() != "i-0" {
            let error = Error::new(ErrorKind::Throttled, "too many").with_retry_after(Some(self.wait));
            return Err(error);
        }
        self.cloud.send_stop(instance, request).await
    }

    async fn send_start(&self, one: &Instance, request: &StartRequest) -> Result<Acknowledgement> {
        self.cloud.send_start(one, request).await
    }

    async fn send_reboot(&self, one: &Instance, request: &RebootRequest) -> Result<Acknowledgement> {
        self.cloud.send_reboot(one, request).await
    }

    async fn send_delete(&self, one: &Instance, request: &DeleteRequest) -> Result<Acknowledgement> {
        self.cloud.send_delete(one, request).await
    }
}

#[test]
fn jitter_and_coalescing_respect_retry_after() {
    let clock = VirtualClock::default();
    let wait = Duration::from_secs(60);
    let cloud = MockCloud::new(&clock, vec![MockBehaviour::Accept(Duration::from_secs(120)); 30]);
    let cloud = ThrottlingCloud { cloud, wait, polled: Mutex::default() };
    let jobs = stop_jobs(30);
    let reports = run(&clock, run_all(&cloud, &jobs, ActionOptions::default(), RunContext::new(&clock)));
    assert!(reports.iter().all(|report| report.outcome == Outcome::Stopped));
    for (id, times) in cloud.polled.into_inner().unwrap() {
        assert!(id == "i-0" || times[1] >= wait, "{id} was polled after {:?}", times[1]);
    }
}

#[test]
fn unsupported_action_polls_nothing() {
    let clock = VirtualClock::default();
    let cloud = MockCloud::new(&clock, [MockBehaviour::DropReply]);
    let mut forced = StopRequest::default();
    forced.force = ShutdownMode::PowerOff;
    for action in [
        Action::Start(StartRequest::default()),
        Action::Reboot(RebootRequest::default()),
        Action::Stop(forced),
    ] {
        let mut jobs = stop_jobs(1);
        jobs[0].action = action;
        let reports = run(&clock, run_all(&cloud, &jobs, options_without_jitter(), RunContext::new(&clock)));
        assert_eq!(reports[0].outcome, Outcome::Unsupported);
    }
    assert_eq!(cloud.polls.load(Ordering::Relaxed), 0);
}
