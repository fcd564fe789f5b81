//! [`Client`]: the client of one UCloud account in one region.

use std::sync::Arc;

use tingji_core::Result;
use tingji_core::api::{ApiClient, Connection, Response};
use tingji_core::auth::{IdentityCache, ProvideCredentials};
use tingji_core::lifecycle::EndpointInfo;
use tingji_core::operation::Operation;
use tingji_signing_core::{Signer, Ucloud};

use crate::endpoint;
use crate::protocol::{Config, Rpc};

/// Client of one UCloud account in one region. Cloning is cheap: clones share connections and credentials.
#[derive(Clone, Debug)]
pub struct Client {
    pub(crate) api: ApiClient<Rpc>,
}

impl Client {
    /// Starts a builder for this key pair, or for a [source](tingji_core::auth::ProvideCredentials) that
    /// renews temporary keys. A session token in the keys is sent with every request.
    pub fn builder(keys: impl ProvideCredentials + 'static) -> ClientBuilder {
        ClientBuilder { keys: Arc::new(keys), config: Config::default(), connection: Connection::default() }
    }

    /// Returns the endpoint, the region and project, and the clock offset learned from responses.
    pub fn endpoint_info(&self) -> EndpointInfo {
        self.api.endpoint_info().with_project_id(self.config().project_id.as_deref())
    }

    /// Sends one of the [operations](crate::operation) and returns its typed output with the request id.
    ///
    /// # Errors
    ///
    /// The vendor's error, a network error, or an error of this library's checks; see
    /// [`tingji_core::ErrorKind`].
    pub async fn send<O: Operation<Protocol = Rpc>>(&self, operation: &O) -> Result<Response<O::Output>> {
        self.api.send(operation).await
    }

    /// Returns the region, zone and project of this client.
    pub fn config(&self) -> &Config {
        self.api.config()
    }
}

/// Builder of a [`Client`].
#[derive(Clone, Debug)]
pub struct ClientBuilder {
    keys: Arc<dyn ProvideCredentials>,
    config: Config,
    connection: Connection,
}

impl ClientBuilder {
    /// Region. Default: `cn-bj2`.
    #[must_use]
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.config.region = Some(region.into());
        self
    }

    /// Zone. Default: the [known zone of the region](endpoint::default_zone); for other regions, no zone is
    /// sent.
    #[must_use]
    pub fn zone(mut self, zone: impl Into<String>) -> Self {
        self.config.zone = Some(zone.into());
        self
    }

    /// Project id, such as `org-xxxx`. Default: the account's default project. Sub-accounts must set one.
    #[must_use]
    pub fn project_id(mut self, project_id: impl Into<String>) -> Self {
        self.config.project_id = Some(project_id.into());
        self
    }

    /// Builds the client. Sends nothing.
    ///
    /// # Errors
    ///
    /// [`Config`](tingji_core::ErrorKind::Config) if HTTPS cannot be set up.
    pub fn build(self) -> Result<Client> {
        let mut config = self.config;
        let region = config.region.get_or_insert_with(|| endpoint::DEFAULT_REGION.to_owned());
        config.zone = config.zone.or_else(|| endpoint::default_zone(region).map(str::to_owned));
        let access = IdentityCache::new(self.keys, |credential| Signer::new(Ucloud, credential));
        Ok(Client { api: ApiClient::new(config, access, endpoint::ENDPOINT, self.connection)? })
    }
}

tingji_core::connection_settings!(ClientBuilder);
