//! [`Emulator`]: the five clouds without a server, and the assertions that tests make about them.

use std::fmt;
use std::io;
use std::time::Duration;

use axum::body::Bytes;
use axum::http::Request;
use tingji_core::Credential;

use crate::clock::SandboxClock;
use crate::cloud::Cloud;
use crate::faults::rule::Fault;
use crate::http::delivery::Delivery;
use crate::pipeline::PendingRequest;
use crate::request_log::RequestRecord;
use crate::scenario::account::SandboxAccount;
use crate::scenario::{Scenario, ScenarioError};
use crate::state::SandboxState;
use crate::state::shared::SharedState;

/// The five clouds in this process, without a socket.
///
/// [`Emulator::respond`] takes a request and returns the response. Time is the clock's time, so a test can
/// simulate whole fleets in one thread. [`Sandbox`](crate::Sandbox) adds a port and dereferences to this type.
///
/// ```
/// use std::time::Duration;
/// use axum::body::Bytes;
/// use axum::http::Request;
/// use tingji_sandbox::{Delivery, Emulator, SandboxClock, Scenario};
///
/// let clock = SandboxClock::new(|| Duration::from_secs(1_800_000_000));
/// let emulator = Emulator::new(Scenario::default(), clock).unwrap();
/// let unsigned = Request::get("/v2/instance").header("host", "127.0.0.1").body(Bytes::new()).unwrap();
/// let Delivery::Response(response) = emulator.respond(unsigned) else { panic!("no fault is set") };
/// assert_eq!(response.status(), 403);
/// ```
pub struct Emulator {
    shared: SharedState,
}

impl Emulator {
    /// Builds the clouds of this scenario.
    ///
    /// # Errors
    ///
    /// [`ScenarioError`] if the scenario contradicts itself, for example if an id occurs twice.
    pub fn new(scenario: Scenario, clock: SandboxClock) -> Result<Self, ScenarioError> {
        scenario.check()?;
        let state = SandboxState::new(scenario, clock.millis());
        Ok(Self { shared: SharedState::new(state, clock) })
    }

    /// Sets the `host:port` that clients use.
    pub(crate) fn with_address(mut self, address: &str) -> Self {
        self.shared.set_address(address);
        self
    }

    /// Accepts a request without processing it.
    ///
    /// A caller that simulates the network waits for [`PendingRequest::delay_before`] before [`Emulator::process`],
    /// and for [`PendingRequest::delay_after`] after it.
    pub fn receive(&self, request: Request<Bytes>) -> PendingRequest {
        PendingRequest::new(&self.shared, request)
    }

    /// Processes an accepted request, unless a fault prevents it, and returns what reaches the client.
    pub fn process(&self, pending: PendingRequest) -> Delivery {
        pending.process(&self.shared).into_delivery()
    }

    /// Accepts and processes a request without any delay.
    pub fn respond(&self, request: Request<Bytes>) -> Delivery {
        self.process(self.receive(request))
    }

    /// The first account of a cloud.
    pub fn account(&self, cloud: Cloud) -> SandboxAccount {
        let state = self.shared.lock();
        let found = state.accounts.iter().find(|account| account.cloud == cloud);
        found.cloned().unwrap_or_else(|| SandboxAccount::invented(cloud))
    }

    /// The key pair of the first account of a cloud.
    pub fn credential(&self, cloud: Cloud) -> Credential {
        self.account(cloud).credential().clone()
    }

    /// Current state of an instance as the vendor spells it; `None` for an unknown id.
    ///
    /// The id of a version of a UCloud service is `service@version`.
    pub fn state_of(&self, cloud: Cloud, id: &str) -> Option<String> {
        self.shared.lock_current().resource(cloud, id).map(|resource| resource.state.clone())
    }

    /// Number of accepted stops that named exactly this id.
    ///
    /// An [ignored stop](crate::FaultKind::IgnoredStop) counts. Versions that stop together with their service do
    /// not count. A request that repeats a client token does not count either.
    pub fn stops_sent(&self, cloud: Cloud, id: &str) -> usize {
        self.shared.lock().resource(cloud, id).map_or(0, |resource| resource.stops)
    }

    /// Number of accepted requests that changed this instance in any way, including requests other than stops.
    ///
    /// A stop during a stop, which only UAI accepts, changes nothing. A change to a version counts for its UCloud
    /// service. The number survives the deletion of the instance.
    pub fn effects(&self, cloud: Cloud, id: &str) -> usize {
        self.shared.lock().effects(cloud, id)
    }

    /// Appends a fault rule. The first rule that matches a request applies.
    ///
    /// # Errors
    ///
    /// [`io::ErrorKind::InvalidInput`] for a rule that contradicts itself.
    pub fn add_fault(&self, fault: Fault) -> io::Result<()> {
        fault.check().map_err(|reason| io::Error::new(io::ErrorKind::InvalidInput, reason))?;
        self.shared.lock().faults.add(fault);
        Ok(())
    }

    /// Removes all fault rules. Changes that they made to instances stay.
    pub fn clear_faults(&self) {
        self.shared.lock().faults.clear();
    }

    /// Number of requests that met each rule, in the order of the rules.
    pub fn fault_hits(&self) -> Vec<u64> {
        self.shared.lock().faults.hits().map(|(_, hits)| hits).collect()
    }

    /// Number of times that a client followed a [redirect](crate::FaultKind::Redirect).
    pub fn redirects_followed(&self) -> usize {
        self.shared.lock().redirects_followed
    }

    /// Number of requests so far, including those that [`Emulator::requests`] no longer contains.
    pub fn request_count(&self) -> usize {
        self.shared.lock().request_log.total()
    }

    /// The latest 10,000 requests, oldest first.
    pub fn requests(&self) -> Vec<RequestRecord> {
        self.shared.lock().request_log.all()
    }

    /// Advances the time of transitions and locks. Signatures are still checked against the clock.
    pub fn advance(&self, duration: Duration) {
        self.shared.advance(duration);
    }

    pub(crate) fn shared(&self) -> &SharedState {
        &self.shared
    }
}

impl fmt::Debug for Emulator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Emulator").field("admin_url", &self.shared.admin_url()).finish_non_exhaustive()
    }
}
