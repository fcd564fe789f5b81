//! What is not asked: what the product lacks, and what the vendor does not want to hear yet.

use std::collections::BTreeMap;
use std::future::ready;
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
use tingji_core::{BoxFuture, Error, ErrorKind, Instance, InstanceId, Lifecycle, Result};

use crate::fleet::{CAPABILITIES, Cloud, Fate, exact, orders};

/// Refuses the first stop of each, with a wish to wait; notes when it was looked at.
struct Busy {
    cloud: Cloud,
    wait: Duration,
    looked: Mutex<BTreeMap<String, Vec<Duration>>>,
}

impl Lifecycle for Busy {
    fn cloud(&self) -> &'static str {
        "busy"
    }

    fn capabilities(&self) -> &'static Capabilities {
        &CAPABILITIES
    }

    fn list<'a>(&'a self, filter: &'a Filter, cursor: Option<String>) -> BoxFuture<'a, Result<Page>> {
        self.cloud.list(filter, cursor)
    }

    fn get_many<'a>(&'a self, ids: &'a [InstanceId]) -> BoxFuture<'a, Result<Vec<Instance>>> {
        let mut looked = self.looked.lock().unwrap();
        for id in ids {
            looked.entry(id.to_string()).or_default().push(self.cloud.clock.monotonic());
        }
        self.cloud.get_many(ids)
    }

    fn stop<'a>(
        &'a self,
        instance: &'a Instance,
        request: &'a StopRequest,
    ) -> BoxFuture<'a, Result<Acknowledgement>> {
        let first = self.looked.lock().unwrap()[&instance.id.to_string()].len() == 1;
        // Of two, the other is taken on at once and looked at all the time.
        if first && instance.id.id() != "i-0" {
            let busy = Error::new(ErrorKind::Throttled, "too many").with_retry_after(Some(self.wait));
            return Box::pin(ready(Err(busy)));
        }
        self.cloud.stop(instance, request)
    }

    fn start<'a>(
        &'a self,
        one: &'a Instance,
        request: &'a StartRequest,
    ) -> BoxFuture<'a, Result<Acknowledgement>> {
        self.cloud.start(one, request)
    }

    fn reboot<'a>(
        &'a self,
        one: &'a Instance,
        request: &'a RebootRequest,
    ) -> BoxFuture<'a, Result<Acknowledgement>> {
        self.cloud.reboot(one, request)
    }

    fn delete<'a>(
        &'a self,
        one: &'a Instance,
        request: &'a DeleteRequest,
    ) -> BoxFuture<'a, Result<Acknowledgement>> {
        self.cloud.delete(one, request)
    }
}

#[test]
fn neither_chance_nor_company_shortens_the_time_that_the_vendor_wants_to_wait() {
    let clock = VirtualClock::default();
    let wait = Duration::from_secs(60);
    let cloud = Cloud::new(&clock, vec![Fate::Takes(Duration::from_secs(120)); 30]);
    let busy = Busy { cloud, wait, looked: Mutex::default() };
    let orders = orders(30);
    let reports = run(&clock, run_all(&busy, &orders, ActionOptions::default(), RunContext::new(&clock)));
    assert!(reports.iter().all(|report| report.outcome == Outcome::Stopped));
    for (id, times) in busy.looked.into_inner().unwrap() {
        assert!(id == "i-0" || times[1] >= wait, "{id} was looked at after {:?}", times[1]);
    }
}

#[test]
fn what_the_product_lacks_is_refused_before_anything_is_asked() {
    let clock = VirtualClock::default();
    let cloud = Cloud::new(&clock, [Fate::Lost]);
    let mut forced = StopRequest::default();
    forced.force = ShutdownMode::PowerOff;
    for action in [
        Action::Start(StartRequest::default()),
        Action::Reboot(RebootRequest::default()),
        Action::Stop(forced),
    ] {
        let mut orders = orders(1);
        orders[0].action = action;
        let reports = run(&clock, run_all(&cloud, &orders, exact(), RunContext::new(&clock)));
        assert_eq!(reports[0].outcome, Outcome::Unsupported);
    }
    assert_eq!(cloud.looks.load(Ordering::Relaxed), 0);
}
