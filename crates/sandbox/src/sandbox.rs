//! [`Sandbox`]: the server and the handle that tests and the command hold.

use std::fmt;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{Request, Response};
use serde_json::json;
use tingji_core::Credential;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::announcement;
use crate::answer::{Answer, Call};
use crate::clock::{Clock, Now};
use crate::cloud::{Cloud, Protocol};
use crate::journal::Seen;
use crate::scenario::{Account, Scenario};
use crate::wire::Wire;
use crate::world::World;

/// Five clouds on one port of this machine. They go when this value is dropped.
pub struct Sandbox {
    address: SocketAddr,
    shared: Arc<Shared>,
    server: JoinHandle<io::Result<()>>,
    /// Dropping it lets the server end: no new connections, and the open ones close.
    _end: oneshot::Sender<()>,
}

impl Sandbox {
    /// Starts on a free port of 127.0.0.1.
    ///
    /// # Errors
    ///
    /// If there is no port, or the scenario contradicts itself.
    pub async fn start(scenario: Scenario) -> io::Result<Self> {
        Self::bind((Ipv4Addr::LOCALHOST, 0).into(), scenario).await
    }

    /// Starts on this address, which must be a loopback address.
    ///
    /// # Errors
    ///
    /// [`io::ErrorKind::InvalidInput`] for an address that others could reach or a scenario that
    /// contradicts itself; else what the system says about the address.
    pub async fn bind(address: SocketAddr, scenario: Scenario) -> io::Result<Self> {
        Self::bind_with_clock(address, scenario, Clock::system()).await
    }

    /// The same with a clock of one's own.
    ///
    /// # Errors
    ///
    /// See [`Sandbox::bind`].
    pub async fn bind_with_clock(address: SocketAddr, scenario: Scenario, clock: Clock) -> io::Result<Self> {
        let invalid = |why: String| io::Error::new(io::ErrorKind::InvalidInput, why);
        if !address.ip().is_loopback() {
            return Err(invalid(format!(
                "the sandbox listens on loopback addresses only, and {address} is none"
            )));
        }
        scenario.check().map_err(|error| invalid(error.to_string()))?;
        let listener = TcpListener::bind(address).await?;
        let world = Mutex::new(World::new(scenario, clock.millis()));
        let shared = Arc::new(Shared { clock, world });
        let (end, ended) = oneshot::channel::<()>();
        let app = Router::new().fallback(serve).with_state(shared.clone());
        let address = listener.local_addr()?;
        let server = axum::serve(listener, app).with_graceful_shutdown(async {
            let _ = ended.await;
        });
        Ok(Self { address, shared, server: tokio::spawn(server.into_future()), _end: end })
    }

    /// The base URL of all five clouds: `http://127.0.0.1:PORT`.
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// One line of JSON that tells a program how to reach the sandbox: endpoint, accounts,
    /// environment variables and instances. The keys in it are the scenario's, in full.
    pub fn announcement(&self) -> String {
        announcement::text(&self.endpoint(), &self.shared.settled())
    }

    /// The first account of a cloud.
    pub fn account(&self, cloud: Cloud) -> Account {
        let world = self.shared.lock();
        let found = world.accounts.iter().find(|account| account.cloud == cloud);
        found.cloned().unwrap_or_else(|| Account::invented(cloud))
    }

    /// The keys of the first account of a cloud.
    pub fn credential(&self, cloud: Cloud) -> Credential {
        self.account(cloud).credential().clone()
    }

    /// The state now, in the vendor's word. A version of a UCloud service is `service@version`.
    pub fn state_of(&self, cloud: Cloud, id: &str) -> Option<String> {
        self.shared.settled().unit(cloud, id).map(|unit| unit.state.clone())
    }

    /// How many stops of this very id took effect. The versions that go with a whole service don't
    /// count, nor does the repetition of a request under the same client token.
    pub fn stops_sent(&self, cloud: Cloud, id: &str) -> usize {
        self.shared.lock().unit(cloud, id).map_or(0, |unit| unit.stops)
    }

    /// What was asked, in order: the latest ten thousand requests.
    pub fn requests(&self) -> Vec<Seen> {
        self.shared.lock().journal.all()
    }

    /// Lets time pass for transitions and locks. Signatures go on being judged by the real time.
    pub fn advance(&self, duration: Duration) {
        let millis = i64::try_from(duration.as_millis()).unwrap_or(i64::MAX);
        let mut world = self.shared.lock();
        world.advanced_ms = world.advanced_ms.saturating_add(millis);
    }

    /// Completes when the server ends by itself, which only a failure makes it do. To serve until a
    /// signal comes, wait for both and drop the sandbox.
    ///
    /// # Errors
    ///
    /// What ended it.
    pub async fn wait(&mut self) -> io::Result<()> {
        (&mut self.server).await.unwrap_or_else(|error| Err(io::Error::other(error)))
    }
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox").field("address", &self.address).finish_non_exhaustive()
    }
}

/// What the server and the handle share.
struct Shared {
    clock: Clock,
    world: Mutex<World>,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, World> {
        // A panic under the lock would be a bug here, but it must not hide behind a second one.
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn settled(&self) -> MutexGuard<'_, World> {
        let mut world = self.lock();
        let now = self.now(&world);
        world.settle(now.world);
        world
    }

    fn now(&self, world: &World) -> Now {
        let millis = self.clock.millis();
        Now { wall: millis.saturating_add(world.skew_ms), world: millis.saturating_add(world.advanced_ms) }
    }

    fn answer(&self, wire: &Wire) -> Answer {
        let mut world = self.settled();
        let now = self.now(&world);
        let Some(protocol) = Protocol::of(wire) else {
            return nobody().header("date", now.http_date());
        };
        let seen = Seen::new(protocol.cloud());
        let mut call = Call { world: &mut world, wire, now, seen };
        let answer = protocol.answer(&mut call);
        let seen = Seen { accepted: answer.accepted, status: answer.status, ..call.seen };
        world.journal.push(seen);
        answer.header("date", now.http_date())
    }
}

/// For requests that belong to no protocol.
fn nobody() -> Answer {
    Answer::json(404, &json!({ "message": "no cloud of the sandbox has this path" }))
}

async fn serve(State(shared): State<Arc<Shared>>, request: Request<Body>) -> Response<Body> {
    match Wire::read(request).await {
        Some(wire) => shared.answer(&wire).into_response(),
        None => {
            Answer::json(413, &json!({ "message": "the body is too large, or broke off" })).into_response()
        }
    }
}
