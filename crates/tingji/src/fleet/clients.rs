//! [`Clients`]: the clients of a fleet, one for each account and region.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tingji_core::clock::Clock;
use tingji_core::rate_limit::RateLimiter;
use tingji_core::{DynLifecycle, Result};

use crate::{Account, Cloud, Environment, Target};

/// Account and region that share one client.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct ClientKey {
    pub(super) cloud: Cloud,
    pub(super) profile: Option<String>,
    pub(super) region: Option<String>,
}

impl ClientKey {
    /// Creates the key of an account; a `region` of `None` means the region of the account.
    pub(super) fn new(cloud: Cloud, profile: Option<&str>, region: Option<&str>) -> Self {
        Self { cloud, profile: profile.map(str::to_owned), region: region.map(str::to_owned) }
    }

    /// Creates the key of a target's account.
    pub(super) fn of(target: &Target) -> Self {
        Self::new(target.cloud(), target.profile(), target.region())
    }
}

/// Client of one account in one region.
pub(super) struct Client {
    /// Key with the region that the client uses.
    pub(super) key: ClientKey,
    /// Permanent access key, if the account has one.
    pub(super) access_key: Option<String>,
    /// Interface of the provider.
    pub(super) lifecycle: Arc<dyn DynLifecycle>,
}

/// Rate limiters, one for each cloud and profile.
type RateLimiters = HashMap<(Cloud, Option<String>), Arc<RateLimiter>>;

/// Clients and rate limiters that exist already.
#[derive(Default)]
struct ClientsByAccount {
    /// Clients by the requested region and by the effective one.
    clients: HashMap<ClientKey, Arc<Client>>,
    rate_limiters: RateLimiters,
}

/// Clients of a fleet. Each is created on first use and then kept, with its connections and its renewed keys.
pub(super) struct Clients {
    environment: Environment,
    cache: Mutex<ClientsByAccount>,
}

impl fmt::Debug for Clients {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Clients").field("environment", &self.environment).finish_non_exhaustive()
    }
}

impl Clients {
    /// Creates an empty store of clients.
    pub(super) fn new(environment: Environment) -> Self {
        Self { environment, cache: Mutex::default() }
    }

    /// Returns the source of the accounts.
    pub(super) fn environment(&self) -> &Environment {
        &self.environment
    }

    /// Returns the clock of all runs and lists.
    pub(super) fn clock(&self) -> Result<Arc<dyn Clock>> {
        self.environment.clock()
    }

    /// Drops all clients. Runs in progress keep theirs.
    pub(super) fn clear(&self) {
        self.cache().clients.clear();
    }

    /// Returns the client of an account, for a list that names the cloud itself.
    pub(super) fn of_account(&self, key: &ClientKey) -> Result<Arc<Client>> {
        self.find_or_connect(key)?
    }

    /// Returns the client of a target's account. Errors name the cloud.
    pub(super) fn of_target(&self, key: &ClientKey) -> Result<Arc<Client>> {
        self.find_or_connect(key)?.map_err(|error| error.with_prefix(key.cloud))
    }

    /// Returns the client of a key, or creates it. The outer error names the cloud, the inner one does not.
    fn find_or_connect(&self, key: &ClientKey) -> Result<Result<Arc<Client>>> {
        if let Some(client) = self.cache().clients.get(key) {
            return Ok(Ok(Arc::clone(client)));
        }
        // The environment may call the caller's warning handler, so the cache must not be locked here.
        let (profile, region) = (key.profile.as_deref(), key.region.as_deref());
        let account = self.environment.account(key.cloud, profile, region)?;
        Ok(self.cache().connect(key, account))
    }

    fn cache(&self) -> MutexGuard<'_, ClientsByAccount> {
        self.cache.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ClientsByAccount {
    /// Returns the client for the account's effective region, or creates it. All regions of the same credentials
    /// share a rate limiter.
    fn connect(&mut self, requested: &ClientKey, mut account: Account) -> Result<Arc<Client>> {
        let key = ClientKey { region: account.region().map(str::to_owned), ..requested.clone() };
        let client = match self.clients.get(&key) {
            Some(client) => Arc::clone(client),
            None => {
                let owner = (key.cloud, key.profile.clone());
                account.rate_limiter = Some(Arc::clone(self.rate_limiters.entry(owner).or_default()));
                let access_key = account.credentials.credential().map(|pair| pair.access_key().to_owned());
                let lifecycle = account.connect()?;
                Arc::new(Client { key: key.clone(), access_key, lifecycle })
            }
        };
        self.clients.insert(key, Arc::clone(&client));
        self.clients.insert(requested.clone(), Arc::clone(&client));
        Ok(client)
    }
}
