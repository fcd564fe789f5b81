//! [`MockCloud`]: a cloud in memory on a virtual clock, whose stops behave as each test wants.

use std::collections::{BTreeMap, VecDeque};
use std::future::pending;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tingji_core::clock::Clock;
use tingji_core::engine::{ActionOptions, Jitter};
use tingji_core::fleet::Job;
use tingji_core::lifecycle::{
    Acknowledgement, Capabilities, DeleteRequest, Filter, Lookup, OperationNames, Page, RebootRequest,
    StartRequest, StopRequest, Support,
};
use tingji_core::testing::VirtualClock;
use tingji_core::{Error, ErrorKind, Instance, InstanceId, Lifecycle, Phase, Result, State, Text};

/// Maximum number of ids in one look-up.
const MAX_IDS: usize = 100;

pub(crate) const CAPABILITIES: Capabilities = Capabilities {
    start: Support::No(Text::new("the mock cloud has no start", "模拟云不支持启动")),
    reboot: Support::No(Text::new("the mock cloud has no reboot", "模拟云不支持重启")),
    delete: Support::Yes,
    force: Support::No(Text::new("no power switch", "没有电源开关")),
    no_charge: Support::Yes,
    dry_run: Support::No(Text::new("none", "没有")),
    idempotency_token: Support::No(Text::new("none", "没有")),
    batch_stop: Support::No(Text::new("none", "没有")),
    scheduled_stop: Support::No(Text::new("none", "没有")),
    lookup: Lookup::ByIds { max: MAX_IDS },
    still_charged: Text::new("disks", "云盘"),
    end_charges: Text::new("delete the instance", "删除该实例"),
    end_prepaid: None,
    requests: OperationNames {
        stop: "Stop",
        start: "",
        reboot: "",
        delete: "Delete",
        force: "",
        no_charge: "Free=true",
    },
    page: "https://cloud.example",
};

/// Reaction of the cloud to the stop of one instance.
#[derive(Clone, Copy)]
pub(crate) enum MockBehaviour {
    /// Accepts the stop; it takes this long.
    Accept(Duration),
    /// Never responds, and does not stop the instance.
    NoReply,
    /// Stops the instance at once, and loses the response.
    DropReply,
    /// Accepts the stop, and never finishes it.
    NeverFinish,
    /// Loses the first stop, and executes the second at once.
    LoseFirst,
}

/// Capabilities of the same product with idempotency tokens.
pub(crate) const WITH_TOKENS: &Capabilities =
    &Capabilities { idempotency_token: Support::Yes, ..CAPABILITIES };

/// Instance of the cloud.
pub(crate) struct MockInstance {
    behaviour: MockBehaviour,
    /// Time at which the stop is finished; `None` before the first effective stop.
    pub(crate) stopped_at: Option<Duration>,
    /// Number of received stops.
    stops: usize,
}

/// Cloud with the instances `i-0`, `i-1`, …. A look-up of `i-odd` or `i-sick` fails, together with its batch.
pub(crate) struct MockCloud {
    pub(crate) clock: VirtualClock,
    pub(crate) instances: Mutex<BTreeMap<String, MockInstance>>,
    /// Number of look-ups.
    pub(crate) polls: AtomicUsize,
    /// Pages of the list that were not read yet. After them, the list has empty pages.
    pub(crate) pages: Mutex<VecDeque<Result<Page>>>,
    pub(crate) capabilities: &'static Capabilities,
    /// Idempotency tokens of the received stops.
    pub(crate) tokens: Mutex<Vec<Option<String>>>,
    /// Charge for compute that a stopped instance reports.
    pub(crate) compute_charged: Option<bool>,
}

impl MockCloud {
    pub(crate) fn new(clock: &VirtualClock, behaviours: impl IntoIterator<Item = MockBehaviour>) -> Self {
        let mut instances = BTreeMap::new();
        for (at, behaviour) in behaviours.into_iter().enumerate() {
            instances.insert(format!("i-{at}"), MockInstance { behaviour, stopped_at: None, stops: 0 });
        }
        Self {
            clock: clock.clone(),
            instances: Mutex::new(instances),
            polls: AtomicUsize::new(0),
            pages: Mutex::default(),
            capabilities: &CAPABILITIES,
            tokens: Mutex::default(),
            compute_charged: None,
        }
    }

    fn state(&self, instance: &MockInstance) -> State {
        match (instance.behaviour, instance.stopped_at) {
            (_, None) => State::new(Phase::Running, "Running"),
            (MockBehaviour::NeverFinish, _) => State::new(Phase::Stopping, "Stopping"),
            (_, Some(at)) if at <= self.clock.monotonic() => State::new(Phase::Stopped, "Stopped"),
            _ => State::new(Phase::Stopping, "Stopping"),
        }
    }

    fn find(&self, id: &InstanceId) -> Option<Instance> {
        let instances = self.instances.lock().unwrap();
        let instance = instances.get(id.id())?;
        let mut found = Instance::new(id.clone(), self.state(instance));
        if found.state.phase() == Phase::Stopped {
            found.billing.compute_charged = self.compute_charged;
        }
        Some(found)
    }

    /// Number of received stops per instance, in the order of the ids.
    pub(crate) fn stops(&self) -> Vec<usize> {
        self.instances.lock().unwrap().values().map(|instance| instance.stops).collect()
    }

    fn receive_stop(&self, id: &InstanceId) -> MockBehaviour {
        let mut instances = self.instances.lock().unwrap();
        let instance = instances.get_mut(id.id()).unwrap();
        instance.stops += 1;
        let now = self.clock.monotonic();
        instance.stopped_at = match instance.behaviour {
            MockBehaviour::Accept(time) => Some(now + time),
            MockBehaviour::DropReply | MockBehaviour::NeverFinish => Some(now),
            MockBehaviour::LoseFirst if instance.stops > 1 => Some(now),
            MockBehaviour::NoReply | MockBehaviour::LoseFirst => None,
        };
        instance.behaviour
    }
}

impl Lifecycle for MockCloud {
    fn cloud(&self) -> &'static str {
        "mock"
    }

    fn capabilities(&self) -> &'static Capabilities {
        self.capabilities
    }

    async fn list(&self, _filter: &Filter, _cursor: Option<String>) -> Result<Page> {
        let page = self.pages.lock().unwrap().pop_front();
        page.unwrap_or_else(|| Ok(Page::default()))
    }

    async fn send_start(&self, _: &Instance, request: &StartRequest) -> Result<Acknowledgement> {
        CAPABILITIES.check_start(request).map(|()| Acknowledgement::default())
    }

    async fn send_reboot(&self, _: &Instance, request: &RebootRequest) -> Result<Acknowledgement> {
        CAPABILITIES.check_reboot(request).map(|()| Acknowledgement::default())
    }

    async fn send_delete(&self, _: &Instance, request: &DeleteRequest) -> Result<Acknowledgement> {
        CAPABILITIES.check_delete(request).map(|()| Acknowledgement::default())
    }

    async fn get_many(&self, ids: &[InstanceId]) -> Result<Vec<Instance>> {
        assert!(ids.len() <= MAX_IDS);
        self.polls.fetch_add(1, Ordering::Relaxed);
        for (bad, kind) in [("i-odd", ErrorKind::InvalidRequest), ("i-sick", ErrorKind::Unavailable)] {
            if ids.iter().any(|id| id.id() == bad) {
                return Err(Error::new(kind, "one of these is odd"));
            }
        }
        Ok(ids.iter().filter_map(|id| self.find(id)).collect())
    }

    async fn send_stop(&self, instance: &Instance, request: &StopRequest) -> Result<Acknowledgement> {
        self.tokens.lock().unwrap().push(request.idempotency_token.clone());
        match self.receive_stop(&instance.id) {
            MockBehaviour::NoReply => pending().await,
            MockBehaviour::DropReply => {
                self.clock.sleep(Duration::from_secs(30)).await;
                Err(Error::new(ErrorKind::Timeout, "no answer in time"))
            }
            MockBehaviour::LoseFirst if self.stops() == [1] => {
                Err(Error::new(ErrorKind::Timeout, "no answer in time"))
            }
            _ => Ok(Acknowledgement { request_id: Some("req".into()) }),
        }
    }
}

/// Stops of the instances `i-0` to `i-(count - 1)`.
pub(crate) fn stop_jobs(count: usize) -> Vec<Job> {
    (0..count).map(|at| Job::new(InstanceId::new(&format!("i-{at}"), None).unwrap())).collect()
}

/// Options without jitter, so that times can be compared.
pub(crate) fn options_without_jitter() -> ActionOptions {
    let mut options = ActionOptions::default();
    options.backoff.jitter = Jitter::None;
    options
}
