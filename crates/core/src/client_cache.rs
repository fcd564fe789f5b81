//! [`ClientCache`]: the `reqwest` clients that were built for one value of the options.

#[cfg(feature = "client")]
use std::sync::{Mutex, PoisonError};

#[cfg(feature = "client")]
use crate::Result;

/// Cache of clients, at most one for each kind of connection. Always empty without the feature `client`.
#[derive(Debug, Default)]
pub(crate) struct ClientCache {
    #[cfg(feature = "client")]
    clients: Mutex<[Option<CachedClient>; 3]>,
}

/// Kind of a connection to a server, determined by the URL of the server.
#[cfg(feature = "client")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ConnectionKind {
    /// Plain HTTP: no TLS, no proxy.
    Plain,
    /// HTTPS to this machine: no proxy.
    Loopback,
    /// HTTPS to another machine, perhaps through a proxy.
    Remote,
}

/// A `reqwest` client with the address of its proxy, without the password, for messages.
#[cfg(feature = "client")]
#[derive(Clone, Debug)]
pub(crate) struct CachedClient {
    pub(crate) client: reqwest::Client,
    pub(crate) proxy: Option<String>,
}

#[cfg(feature = "client")]
impl ClientCache {
    /// Returns the client of a kind of connection, and builds it on first use. An error is not cached.
    pub(crate) fn get_or_build(
        &self,
        connection: ConnectionKind,
        build: impl FnOnce() -> Result<CachedClient>,
    ) -> Result<CachedClient> {
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        let slot = &mut clients[connection as usize];
        match slot {
            Some(cached) => Ok(cached.clone()),
            None => Ok(slot.insert(build()?).clone()),
        }
    }
}
