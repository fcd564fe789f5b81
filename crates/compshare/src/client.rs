//! [`Client`]: the client of one CompShare account.

use std::sync::{Arc, OnceLock};

use tingji_core::Result;
use tingji_core::api::{ApiClient, Connection, Response};
use tingji_core::auth::{IdentityCache, ProvideCredentials};
use tingji_core::lifecycle::EndpointInfo;
use tingji_core::operation::Operation;
use tingji_signing_core::{Signer, Ucloud};
use tingji_ucloud::Config;

use crate::endpoint;
use crate::protocol::CompShare;

/// Client of one CompShare account. Cloning is cheap: clones share connections, credentials and learned
/// regions.
#[derive(Clone, Debug)]
pub struct Client {
    pub(crate) api: ApiClient<CompShare>,
    /// Regions to search one by one. Filled when the server first rejects a request without a region.
    pub(crate) regions: Arc<OnceLock<Vec<String>>>,
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
    pub async fn send<O: Operation<Protocol = CompShare>>(
        &self,
        operation: &O,
    ) -> Result<Response<O::Output>> {
        self.api.send(operation).await
    }

    /// Returns the region, zone and project that the builder set. Each is `None` if it was not set.
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
    /// Region, such as `cn-wlcb`. Default: the region of the zone if a zone is set. Without both, lists
    /// cover all regions, and a stop is sent to the region that the list reports.
    #[must_use]
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.config.region = Some(region.into());
        self
    }

    /// Zone, such as `cn-wlcb-01`. Default: all zones.
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
        let zone_region = config.zone.as_deref().and_then(endpoint::region_of).map(str::to_owned);
        config.region = config.region.or(zone_region);
        let access = IdentityCache::new(self.keys, |credential| Signer::new(Ucloud, credential));
        let api = ApiClient::new(config, access, endpoint::ENDPOINT, self.connection)?;
        Ok(Client { api, regions: Arc::default() })
    }
}

tingji_core::connection_settings!(ClientBuilder);
