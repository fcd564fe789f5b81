//! [`Client`]: one account in one region.

use std::sync::Arc;

use tingji_core::Result;
use tingji_core::api::{ApiClient, Connection, Response};
use tingji_core::auth::{IdentityCache, ProvideCredentials};
use tingji_core::lifecycle::EndpointInfo;
use tingji_core::operation::Operation;
use tingji_signing_core::{Bce, Signer};

use crate::endpoint;
use crate::protocol::Bcc;

/// Client for one account in one region. Clones are cheap and share connections and rate limit.
#[derive(Clone, Debug)]
pub struct Client {
    pub(crate) api: ApiClient<Bcc>,
    access: IdentityCache,
    connection: Connection,
}

impl Client {
    /// Starts a client for a key pair, or for a [provider of keys](tingji_core::auth::ProvideCredentials).
    /// Temporary keys include their session token.
    pub fn builder(keys: impl ProvideCredentials + 'static) -> ClientBuilder {
        ClientBuilder {
            keys: Arc::new(keys),
            region: endpoint::DEFAULT_REGION.to_owned(),
            connection: Connection::default(),
        }
    }

    /// Returns the endpoint in use and the clock offset learned from its responses.
    pub fn endpoint_info(&self) -> EndpointInfo {
        self.api.endpoint_info()
    }

    /// Sends one of the [operations](crate::operation) to the region's host. The few operations without a
    /// region go to [`endpoint::GLOBAL_ENDPOINT`].
    ///
    /// # Errors
    ///
    /// The vendor's error, or a network error; see [`tingji_core::ErrorKind`].
    pub async fn send<O: Operation<Protocol = Bcc>>(&self, operation: &O) -> Result<Response<O::Output>> {
        if endpoint::is_global(O::NAME) {
            return self.global()?.send(operation).await;
        }
        self.api.send(operation).await
    }

    fn global(&self) -> Result<ApiClient<Bcc>> {
        ApiClient::new(
            self.region().to_owned(),
            self.access.clone(),
            endpoint::GLOBAL_ENDPOINT,
            self.connection.clone(),
        )
    }

    /// Returns the region of this client.
    pub fn region(&self) -> &str {
        self.api.config()
    }
}

/// Settings of a [`Client`].
#[derive(Clone, Debug)]
pub struct ClientBuilder {
    keys: Arc<dyn ProvideCredentials>,
    region: String,
    connection: Connection,
}

impl ClientBuilder {
    /// Sets the region, such as `gz`. Default `bj`.
    #[must_use]
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = region.into();
        self
    }

    /// Creates the client. Sends nothing.
    ///
    /// # Errors
    ///
    /// [`Config`](tingji_core::ErrorKind::Config) if the region can't be part of a host name, or if HTTPS
    /// can't be set up.
    pub fn build(self) -> Result<Client> {
        let url = endpoint::for_region(&self.region);
        let access = IdentityCache::new(self.keys, |credential| Signer::new(Bce::new(), credential));
        let api = ApiClient::new(self.region, access.clone(), &url, self.connection.clone())?;
        Ok(Client { api, access, connection: self.connection })
    }
}

tingji_core::connection_settings!(ClientBuilder);
