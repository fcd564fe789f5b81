//! [`ClientCache`]: the `reqwest` clients that were built for one value of the options.

#[cfg(feature = "client")]
use std::sync::{Mutex, PoisonError};

#[cfg(feature = "client")]
use crate::Result;

/// Cache of clients, at most one for each route. Always empty without the feature `client`.
#[derive(Debug, Default)]
pub(crate) struct ClientCache {
    #[cfg(feature = "client")]
    routes: Mutex<[Option<CachedClient>; 3]>,
}

/// Way to a server. The URL of the server determines it.
#[cfg(feature = "client")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Route {
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
    /// Returns the client of a route, and builds it on first use. An error is not cached.
    pub(crate) fn get_or_build(
        &self,
        route: Route,
        build: impl FnOnce() -> Result<CachedClient>,
    ) -> Result<CachedClient> {
        let mut routes = self.routes.lock().unwrap_or_else(PoisonError::into_inner);
        let slot = &mut routes[route as usize];
        match slot {
            Some(cached) => Ok(cached.clone()),
            None => Ok(slot.insert(build()?).clone()),
        }
    }
}
