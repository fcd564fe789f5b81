//! [`Clouds`]: the five clouds without a server, and what tests ask of them.

use std::fmt;
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::body::Bytes;
use axum::http::Request;
use tingji_core::Credential;

use crate::clock::{Clock, Now};
use crate::cloud::Cloud;
use crate::delivery::Delivered;
use crate::fault::Fault;
use crate::journal::Seen;
use crate::passage::Received;
use crate::scenario::{Account, Scenario, ScenarioError};
use crate::world::World;

/// The five clouds behind a [`Sandbox`](crate::Sandbox), which derefs to them. By themselves they have
/// no port: requests are handed to [`Clouds::respond`], and no time passes but that of the clock given,
/// so that whole fleets are simulated in one thread.
///
/// ```
/// use std::time::Duration;
/// use axum::body::Bytes;
/// use axum::http::Request;
/// use tingji_sandbox::{Clock, Clouds, Delivered, Scenario};
///
/// let clock = Clock::new(|| Duration::from_secs(1_800_000_000));
/// let clouds = Clouds::new(Scenario::default(), clock).unwrap();
/// let unsigned = Request::get("/v2/instance").header("host", "127.0.0.1").body(Bytes::new()).unwrap();
/// let Delivered::Answer(answer) = clouds.respond(unsigned) else { panic!("it answers") };
/// assert_eq!(answer.status(), 403);
/// ```
pub struct Clouds {
    clock: Clock,
    world: Mutex<World>,
    /// Where the interface for those who test is, to which redirects lead.
    admin: String,
}

impl Clouds {
    /// The clouds of this scenario.
    ///
    /// # Errors
    ///
    /// If the scenario contradicts itself.
    pub fn new(scenario: Scenario, clock: Clock) -> Result<Self, ScenarioError> {
        scenario.check()?;
        let world = Mutex::new(World::new(scenario, clock.millis()));
        Ok(Self { clock, world, admin: String::new() }.at("127.0.0.1"))
    }

    /// The same, reached at this address.
    pub(crate) fn at(mut self, address: &str) -> Self {
        self.admin = format!("http://{address}/{}", crate::admin::SEGMENT);
        self
    }

    /// Takes a request in; nothing is acted upon yet. Whoever plays the network waits for
    /// [`Received::pause_before`] now, and for [`Received::pause_after`] once it was acted upon.
    pub fn receive(&self, request: Request<Bytes>) -> Received {
        Received::new(self, request)
    }

    /// Acts on a request, or does not, and says what becomes of the answer.
    pub fn act(&self, received: Received) -> Delivered {
        received.answer(self).deliver()
    }

    /// Both, without waiting.
    pub fn respond(&self, request: Request<Bytes>) -> Delivered {
        self.act(self.receive(request))
    }

    /// The first account of a cloud.
    pub fn account(&self, cloud: Cloud) -> Account {
        let world = self.world();
        let found = world.accounts.iter().find(|account| account.cloud == cloud);
        found.cloned().unwrap_or_else(|| Account::invented(cloud))
    }

    /// The keys of the first account of a cloud.
    pub fn credential(&self, cloud: Cloud) -> Credential {
        self.account(cloud).credential().clone()
    }

    /// The state now, in the vendor's word. A version of a UCloud service is `service@version`.
    pub fn state_of(&self, cloud: Cloud, id: &str) -> Option<String> {
        self.settled().unit(cloud, id).map(|unit| unit.state.clone())
    }

    /// How many stops of this very id were accepted, be it by an [ignored
    /// stop](crate::Kind::IgnoredStop). The versions that go with a whole service don't count, nor does
    /// the repetition of a request under the same client token.
    pub fn stops_sent(&self, cloud: Cloud, id: &str) -> usize {
        self.world().unit(cloud, id).map_or(0, |unit| unit.stops)
    }

    /// How many accepted requests have changed this instance in any way, by a stop or anything else; a
    /// stop while the same stop is under way, which only UAI accepts, changes nothing.
    /// (Those of a UCloud service's versions are the service's.) It is remembered when it is gone.
    pub fn effects(&self, cloud: Cloud, id: &str) -> usize {
        self.world().effects(cloud, id)
    }

    /// Adds a rule behind those that are there; the first that fits a request has its way.
    ///
    /// # Errors
    ///
    /// [`io::ErrorKind::InvalidInput`] for a rule that contradicts itself.
    pub fn add_fault(&self, fault: Fault) -> io::Result<()> {
        fault.check().map_err(|why| io::Error::new(io::ErrorKind::InvalidInput, why))?;
        self.world().faults.add(fault);
        Ok(())
    }

    /// Takes all rules away. What they have done to instances stays.
    pub fn clear_faults(&self) {
        self.world().faults.clear();
    }

    /// How many requests have met each rule, in the order of the rules.
    pub fn fault_hits(&self) -> Vec<u64> {
        self.world().faults.hits().map(|(_, hits)| hits).collect()
    }

    /// How often someone followed a [redirect](crate::Kind::Redirect).
    pub fn redirects_followed(&self) -> usize {
        self.world().followed
    }

    /// How many requests there were; [`Clouds::requests`] keeps the latest of them.
    pub fn request_count(&self) -> usize {
        self.world().journal.total()
    }

    /// What was asked, in order: the latest ten thousand requests.
    pub fn requests(&self) -> Vec<Seen> {
        self.world().journal.all()
    }

    /// Lets time pass for transitions and locks. Signatures go on being judged by the clock.
    pub fn advance(&self, duration: Duration) {
        let millis = i64::try_from(duration.as_millis()).unwrap_or(i64::MAX);
        let mut world = self.world();
        world.advanced_ms = world.advanced_ms.saturating_add(millis);
    }
}

impl Clouds {
    pub(crate) fn admin_url(&self) -> &str {
        &self.admin
    }

    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        // A panic under the lock would be a bug here, but it must not hide behind a second one.
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn settled(&self) -> MutexGuard<'_, World> {
        let mut world = self.world();
        let now = self.now(&world);
        world.settle(now.world);
        world
    }

    pub(crate) fn now(&self, world: &World) -> Now {
        let millis = self.clock.millis();
        Now { wall: millis.saturating_add(world.skew_ms), world: millis.saturating_add(world.advanced_ms) }
    }
}

impl fmt::Debug for Clouds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Clouds").field("admin", &self.admin).finish_non_exhaustive()
    }
}
