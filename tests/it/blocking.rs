//! The blocking clients of the five clouds, against the sandbox without a socket and without a runtime.

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
use tingji_core::{BoxFuture, Credential, Error, ErrorKind, Lifecycle, Phase, Result, UnixTime};
use tingji_sandbox::{Cloud, Delivery, Emulator, ResponseBody, Scenario};

const START: UnixTime = UnixTime::from_seconds(1_800_000_000);

/// The clouds in this process: requests are handed over, and a pause takes no time but theirs.
#[derive(Clone, Debug)]
struct World {
    clouds: Arc<Emulator>,
    clock: ManualClock,
}

impl World {
    fn new() -> Self {
        let clock = ManualClock::at(START);
        let time = clock.clone();
        let clock_of_clouds = tingji_sandbox::SandboxClock::new(move || time.since_1970());
        let clouds = Emulator::new(Scenario::default(), clock_of_clouds).unwrap();
        Self { clouds: Arc::new(clouds), clock }
    }

    fn keys(&self, cloud: Cloud) -> Credential {
        self.clouds.credential(cloud)
    }
}

impl HttpClient for World {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<HttpResponse>> {
        let reply = match self.clouds.respond(request) {
            Delivery::Response(answer) => {
                let (head, content) = answer.into_parts();
                let ResponseBody::Complete(body) = content else { panic!("no fault is set") };
                Ok(HttpResponse { status: head.status.as_u16(), headers: head.headers, body })
            }
            _ => Err(Error::new(ErrorKind::Interrupted, "no answer")),
        };
        Box::pin(std::future::ready(reply))
    }
}

impl Clock for World {
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

/// The first instance that runs is stopped, and reads stopped in the cloud too.
fn stops_one(world: &World, client: &dyn Lifecycle) {
    let instances = list_all(client, &Filter::all()).unwrap();
    let instance = instances.iter().find(|instance| instance.state.phase() == Phase::Running).unwrap();
    let orders = [Job::new(instance.id.clone())];
    let reports = run_all(client, &orders, ActionOptions::default(), RunContext::new(world));
    assert_eq!(reports[0].outcome, Outcome::Stopped, "{reports:?}");
}

/// Builds a provider's blocking client on the world and has it stop one.
macro_rules! stops {
    ($test:ident, $cloud:ident, $krate:ident, $read:expr) => {
        #[test]
        fn $test() {
            let world = World::new();
            let shared = Arc::new(world.clone());
            let builder = $krate::Client::builder(world.keys(Cloud::$cloud)).http_client(shared.clone());
            let client = $krate::blocking::Client::new(build!($cloud, builder.clock(shared)));
            assert!(client.send(&$read).is_ok());
            stops_one(&world, &*client);
        }
    };
}

macro_rules! build {
    (Huaweicloud, $builder:expr) => {
        tingji::blocking::wait($builder.build_with_project_lookup()).unwrap()
    };
    ($cloud:ident, $builder:expr) => {
        $builder.build().unwrap()
    };
}

stops!(baidu_stops_one, Bce, tingji_bce, tingji_bce::operation::ListZones::new());
stops!(ucloud_stops_one, Ucloud, tingji_ucloud, tingji_ucloud::operation::GetUAIServiceList::new());
stops!(
    compshare_stops_one,
    Compshare,
    tingji_compshare,
    tingji_compshare::operation::DescribeCompShareInstance::new()
);
stops!(
    volcengine_stops_one,
    Volcengine,
    tingji_volcengine,
    tingji_volcengine::operation::DescribeInstances::new()
);
stops!(
    huaweicloud_stops_one,
    Huaweicloud,
    tingji_huaweicloud,
    tingji_huaweicloud::operation::ListDevServers::new()
);
