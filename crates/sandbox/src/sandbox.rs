//! [`Sandbox`]: the server, and the handle that tests and the command hold.

use std::fmt;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::ops::Deref;
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::clock::SandboxClock;
use crate::emulator::Emulator;
use crate::http::server;
use crate::http::shutdown::ShutdownSignal;
use crate::scenario::Scenario;
use crate::startup_info;

/// An [`Emulator`] on one loopback port. Dropping this value stops the server.
pub struct Sandbox {
    address: SocketAddr,
    emulator: Arc<Emulator>,
    server: JoinHandle<io::Result<()>>,
    /// Dropping the sender ends the server: it accepts no connections and closes the open ones.
    _shutdown: watch::Sender<()>,
}

impl Sandbox {
    /// Starts a sandbox on a free port of 127.0.0.1.
    ///
    /// # Errors
    ///
    /// See [`Sandbox::bind`].
    pub async fn start(scenario: Scenario) -> io::Result<Self> {
        Self::bind((Ipv4Addr::LOCALHOST, 0).into(), scenario).await
    }

    /// Starts a sandbox on this address, which must be a loopback address.
    ///
    /// # Errors
    ///
    /// [`io::ErrorKind::InvalidInput`] for an address that other machines could reach, or for a scenario that
    /// contradicts itself. Otherwise the operating system's error for the address.
    pub async fn bind(address: SocketAddr, scenario: Scenario) -> io::Result<Self> {
        Self::bind_with_clock(address, scenario, SandboxClock::system()).await
    }

    /// Starts a sandbox on this loopback address with another clock than this machine's.
    ///
    /// # Errors
    ///
    /// See [`Sandbox::bind`].
    pub async fn bind_with_clock(
        address: SocketAddr,
        scenario: Scenario,
        clock: SandboxClock,
    ) -> io::Result<Self> {
        if !address.ip().is_loopback() {
            return Err(invalid_input(&format!(
                "the sandbox listens on loopback addresses only; {address} is reachable from other machines"
            )));
        }
        let emulator = Emulator::new(scenario, clock).map_err(|error| invalid_input(&error.to_string()))?;
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        let emulator = Arc::new(emulator.with_address(&address.to_string()));
        let (shutdown, signal) = watch::channel(());
        let server = tokio::spawn(server::run(listener, Arc::clone(&emulator), ShutdownSignal(signal)));
        Ok(Self { address, emulator, server, _shutdown: shutdown })
    }

    /// Base URL of all five clouds: `http://127.0.0.1:PORT`.
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Base URL of the admin interface: `http://127.0.0.1:PORT/_sandbox`. The README documents its paths.
    pub fn admin_url(&self) -> String {
        self.emulator.shared().admin_url().to_owned()
    }

    /// A line of JSON with everything that a program needs to use the sandbox: endpoint, accounts, environment
    /// variables and instances. The line contains the scenario's secret keys.
    pub fn startup_info(&self) -> String {
        startup_info::to_json(&self.endpoint(), &self.admin_url(), &self.emulator.shared().lock_current())
    }

    /// Waits until the server ends, which happens only after a failure.
    ///
    /// A program that serves until a signal arrives waits for both and then drops the sandbox.
    ///
    /// # Errors
    ///
    /// The failure that ended the server.
    pub async fn wait(&mut self) -> io::Result<()> {
        (&mut self.server).await.unwrap_or_else(|error| Err(io::Error::other(error)))
    }
}

fn invalid_input(message: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, message)
}

impl Deref for Sandbox {
    type Target = Emulator;

    fn deref(&self) -> &Emulator {
        &self.emulator
    }
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox").field("address", &self.address).finish_non_exhaustive()
    }
}
