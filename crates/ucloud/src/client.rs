//! [`Client`]: one account in one region.

use tingji_core::Result;
use tingji_core::api::{ApiClient, Connection, Response};
use tingji_core::auth::KeyProvider;
use tingji_core::lifecycle::EndpointInfo;
use tingji_core::operation::Operation;
use tingji_signing_core::{Signer, Ucloud};

use crate::endpoint;
use crate::protocol::{Config, Rpc};

/// One account in one region. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Client {
    api: ApiClient<Rpc>,
}

impl Client {
    /// A client for this key pair, or for a [source](tingji_core::auth::ProvideCredentials) of them;
    /// temporary keys bring their session token along.
    pub fn builder(keys: impl Into<KeyProvider>) -> ClientBuilder {
        ClientBuilder { keys: keys.into(), config: Config::default(), connection: Connection::default() }
    }

    /// Where requests go, and what the answers have told of the clock there.
    pub fn endpoint_info(&self) -> EndpointInfo {
        self.api.endpoint_info().with_project_id(self.config().project_id.as_deref())
    }

    /// Sends one of the [operations](crate::operation).
    ///
    /// # Errors
    ///
    /// The vendor's error or the network's; see [`tingji_core::ErrorKind`].
    pub async fn send<O: Operation<Protocol = Rpc>>(&self, operation: &O) -> Result<Response<O::Output>> {
        self.api.send(operation).await
    }

    /// The region, zone and project of this client.
    pub fn config(&self) -> &Config {
        self.api.config()
    }
}

/// Settings of a [`Client`].
#[derive(Clone, Debug)]
pub struct ClientBuilder {
    keys: KeyProvider,
    config: Config,
    connection: Connection,
}

impl ClientBuilder {
    /// The region. Default `cn-bj2`.
    #[must_use]
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.config.region = Some(region.into());
        self
    }

    /// The zone. Default: that of the region, where [one is known](endpoint::default_zone); else
    /// none is sent.
    #[must_use]
    pub fn zone(mut self, zone: impl Into<String>) -> Self {
        self.config.zone = Some(zone.into());
        self
    }

    /// The project, such as `org-xxxx`. Default: the account's. Sub-accounts must name one.
    #[must_use]
    pub fn project_id(mut self, project_id: impl Into<String>) -> Self {
        self.config.project_id = Some(project_id.into());
        self
    }

    /// The client.
    ///
    /// # Errors
    ///
    /// [`Config`](tingji_core::ErrorKind::Config) if HTTPS can't be set up.
    pub fn build(self) -> Result<Client> {
        let mut config = self.config;
        let region = config.region.get_or_insert_with(|| endpoint::DEFAULT_REGION.to_owned());
        config.zone = config.zone.or_else(|| endpoint::default_zone(region).map(str::to_owned));
        let access = self.keys.access(|credential| Signer::new(Ucloud, credential));
        Ok(Client { api: ApiClient::new(config, access, endpoint::ENDPOINT, self.connection)? })
    }
}

tingji_core::connection_settings!(ClientBuilder);
