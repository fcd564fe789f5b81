//! [`Sandbox`]: the server and the handle that tests and the command hold.

use std::fmt;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::ops::Deref;
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::announcement;
use crate::clock::Clock;
use crate::clouds::Clouds;
use crate::end::End;
use crate::scenario::Scenario;
use crate::server;

/// Five [`Clouds`] on one port of this machine. They go when this value is dropped.
pub struct Sandbox {
    address: SocketAddr,
    clouds: Arc<Clouds>,
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
        let clouds = Clouds::new(scenario, clock).map_err(|error| invalid(error.to_string()))?;
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        let clouds = Arc::new(clouds.at(&address.to_string()));
        let (end, ended) = watch::channel(());
        let server = tokio::spawn(server::run(listener, Arc::clone(&clouds), End(ended)));
        Ok(Self { address, clouds, server, _end: end })
    }

    /// The base URL of all five clouds: `http://127.0.0.1:PORT`.
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The base URL of the interface for those who test: `http://127.0.0.1:PORT/_sandbox`. The README
    /// says what it does.
    pub fn admin(&self) -> String {
        self.clouds.admin_url().to_owned()
    }

    /// One line of JSON that tells a program how to reach the sandbox: endpoint, accounts,
    /// environment variables and instances. The keys in it are the scenario's, in full.
    pub fn announcement(&self) -> String {
        announcement::text(&self.endpoint(), &self.admin(), &self.clouds.settled())
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

impl Deref for Sandbox {
    type Target = Clouds;

    fn deref(&self) -> &Clouds {
        &self.clouds
    }
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox").field("address", &self.address).finish_non_exhaustive()
    }
}
