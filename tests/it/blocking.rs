//! Blocking clients of the five clouds, with the sandbox's emulator, without a socket and without an async runtime.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::Request;
use tingji::blocking::{list_all, run_all};
use tingji_core::clock::Clock;
use tingji_core::engine::{ActionOptions, Outcome};
use tingji_core::fleet::{Job, RunContext};
use tingji_core::http_client::HttpClient;
use tingji_core::lifecycle::Filter;
use tingji_core::operation::HttpResponse;
use tingji_core::testing::ManualClock;
use tingji_core::{BoxFuture, Credential, DynLifecycle, Error, ErrorKind, Phase, Result, UnixTime};
use tingji_sandbox::{Cloud, Delivery, Emulator, ResponseBody, Scenario};

const START: UnixTime = UnixTime::from_seconds(1_800_000_000);

/// An HTTP client that passes requests to an emulator in this process, with a clock that a sleep advances.
#[derive(Clone, Debug)]
struct Simulation {
    emulator: Arc<Emulator>,
    clock: ManualClock,
}

impl Simulation {
    fn new() -> Self {
        let clock = ManualClock::at(START);
        let time = clock.clone();
        let sandbox_clock = tingji_sandbox::SandboxClock::new(move || time.since_1970());
        let emulator = Emulator::new(Scenario::default(), sandbox_clock).unwrap();
        Self { emulator: Arc::new(emulator), clock }
    }

    fn keys(&self, cloud: Cloud) -> Credential {
        self.emulator.credential(cloud)
    }
}

impl HttpClient for Simulation {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<HttpResponse>> {
        let response = match self.emulator.respond(request) {
            Delivery::Response(response) => {
                let (head, content) = response.into_parts();
                let ResponseBody::Complete(body) = content else { panic!("no fault is set") };
                Ok(HttpResponse { status: head.status.as_u16(), headers: head.headers, body })
            }
            _ => Err(Error::new(ErrorKind::Interrupted, "no answer")),
        };
        Box::pin(std::future::ready(response))
    }
}

impl Clock for Simulation {
    fn now(&self) -> UnixTime {
        self.clock.now()
    }

    fn monotonic(&self) -> Duration {
        self.clock.monotonic()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(async move { self.clock.advance(duration.as_secs().saturating_add(1).cast_signed()) })
    }
}

/// Stops the first running instance.
fn stop_first_running(simulation: &Simulation, client: &dyn DynLifecycle) {
    let instances = list_all(client, &Filter::all()).unwrap();
    let instance = instances.iter().find(|instance| instance.state.phase() == Phase::Running).unwrap();
    let jobs = [Job::new(instance.id.clone())];
    let reports = run_all(client, &jobs, ActionOptions::default(), RunContext::new(simulation));
    assert_eq!(reports[0].outcome, Outcome::Stopped, "{reports:?}");
}

/// Declares a test that reads with the blocking client of a provider, and then stops an instance.
macro_rules! stop_test {
    ($test:ident, $cloud:ident, $krate:ident, $read:expr) => {
        #[test]
        fn $test() {
            let simulation = Simulation::new();
            let shared = Arc::new(simulation.clone());
            let keys = simulation.keys(Cloud::$cloud);
            let builder = $krate::Client::builder(keys).http_client(shared.clone());
            let client = $krate::blocking::Client::new(build!($cloud, builder.clock(shared)));
            assert!(client.send(&$read).is_ok());
            stop_first_running(&simulation, &*client);
        }
    };
}

/// Builds a client. Huawei's client looks up its project first.
macro_rules! build {
    (Huaweicloud, $builder:expr) => {
        tingji::blocking::wait($builder.build_with_project_lookup()).unwrap()
    };
    ($cloud:ident, $builder:expr) => {
        $builder.build().unwrap()
    };
}

stop_test!(bce_client_stops_an_instance, Bce, tingji_bce, tingji_bce::operation::ListZones::new());
stop_test!(
    ucloud_client_stops_an_instance,
    Ucloud,
    tingji_ucloud,
    tingji_ucloud::operation::GetUAIServiceList::new()
);
stop_test!(
    compshare_client_stops_an_instance,
    Compshare,
    tingji_compshare,
    tingji_compshare::operation::DescribeCompShareInstance::new()
);
stop_test!(
    volcengine_client_stops_an_instance,
    Volcengine,
    tingji_volcengine,
    tingji_volcengine::operation::DescribeInstances::new()
);
stop_test!(
    huaweicloud_client_stops_an_instance,
    Huaweicloud,
    tingji_huaweicloud,
    tingji_huaweicloud::operation::ListDevServers::new()
);

#[test]
fn blocking_client_stops_and_lists_without_async() {
    let simulation = Simulation::new();
    let client = tingji_bce::Client::builder(simulation.keys(Cloud::Bce))
        .http_client(Arc::new(simulation.clone()))
        .clock(Arc::new(simulation.clone()))
        .build()
        .unwrap();
    let client = tingji_bce::blocking::Client::new(client);
    let stopped = client.stop("i-DemoCpu1").no_charge().wait().unwrap();
    assert_eq!(stopped.instance.state.as_str(), "Stopped");
    let running: Vec<_> = client.instances().running().iter().collect::<Result<_>>().unwrap();
    assert_eq!(running, client.instances().running().wait().unwrap());
    assert!(running.iter().all(|instance| instance.id != stopped.instance.id));
    let error = client.start("not an id").wait().unwrap_err();
    assert_eq!(error.kind(), Some(ErrorKind::InvalidRequest));
}
