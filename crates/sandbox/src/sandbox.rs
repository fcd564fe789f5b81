//! [`Sandbox`]: the server and the handle that tests and the command hold.

use std::fmt;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use tingji_core::Credential;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::announcement;
use crate::clock::Clock;
use crate::cloud::Cloud;
use crate::fault::Fault;
use crate::journal::Seen;
use crate::scenario::{Account, Scenario};
use crate::server;
use crate::shared::Shared;
use crate::world::World;

/// Five clouds on one port of this machine. They go when this value is dropped.
pub struct Sandbox {
    address: SocketAddr,
    shared: Arc<Shared>,
    server: JoinHandle<io::Result<()>>,
    /// Dropping it lets the server end: no new connections, and the open ones close.
    _end: watch::Sender<()>,
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
        let address = listener.local_addr()?;
        let world = World::new(scenario, clock.millis());
        let (end, ended) = watch::channel(());
        let shared = Arc::new(Shared::new(clock, world, address, ended));
        let server = tokio::spawn(server::run(listener, shared.clone()));
        Ok(Self { address, shared, server, _end: end })
    }

    /// The base URL of all five clouds: `http://127.0.0.1:PORT`.
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The base URL of the interface for those who test: `http://127.0.0.1:PORT/_sandbox`. The README
    /// says what it does.
    pub fn admin(&self) -> String {
        self.shared.admin()
    }

    /// One line of JSON that tells a program how to reach the sandbox: endpoint, accounts,
    /// environment variables and instances. The keys in it are the scenario's, in full.
    pub fn announcement(&self) -> String {
        announcement::text(&self.endpoint(), &self.admin(), &self.shared.settled())
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

    /// How many stops of this very id were accepted, be it by an [ignored
    /// stop](crate::Kind::IgnoredStop). The versions that go with a whole service don't count, nor does
    /// the repetition of a request under the same client token.
    pub fn stops_sent(&self, cloud: Cloud, id: &str) -> usize {
        self.shared.lock().unit(cloud, id).map_or(0, |unit| unit.stops)
    }

    /// How many accepted requests have changed this instance in any way, by a stop or anything else.
    /// (Those of a UCloud service's versions are the service's.) It is remembered when it is gone.
    pub fn effects(&self, cloud: Cloud, id: &str) -> usize {
        self.shared.lock().effects(cloud, id)
    }

    /// Adds a rule behind those that are there; the first that fits a request has its way.
    ///
    /// # Errors
    ///
    /// [`io::ErrorKind::InvalidInput`] for a rule that contradicts itself.
    pub fn add_fault(&self, fault: Fault) -> io::Result<()> {
        fault.check().map_err(|why| io::Error::new(io::ErrorKind::InvalidInput, why))?;
        self.shared.lock().faults.add(fault);
        Ok(())
    }

    /// Takes all rules away. What they have done to instances stays.
    pub fn clear_faults(&self) {
        self.shared.lock().faults.clear();
    }

    /// How many requests have met each rule, in the order of the rules.
    pub fn fault_hits(&self) -> Vec<u64> {
        self.shared.lock().faults.hits().map(|(_, hits)| hits).collect()
    }

    /// How often someone followed a [redirect](crate::Kind::Redirect).
    pub fn redirects_followed(&self) -> usize {
        self.shared.lock().followed
    }

    /// What was asked, in order: the latest ten thousand requests.
    pub fn requests(&self) -> Vec<Seen> {
        self.shared.lock().journal.all()
    }

    /// Lets time pass for transitions and locks. Signatures go on being judged by the real time.
    pub fn advance(&self, duration: Duration) {
        self.shared.advance(duration);
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
