//! [`Client`]: one account in one region.

use std::sync::Arc;

use tingji_core::Result;
use tingji_core::api::{ApiClient, Connection, Response};
use tingji_core::auth::{IdentityCache, ProvideCredentials};
use tingji_core::lifecycle::EndpointInfo;
use tingji_core::operation::Operation;

use crate::endpoint;
use crate::gpu_catalog::GpuCatalog;
use crate::model::Instance;
use crate::protocol::Ecs;
use crate::scoped_signer::ScopedSigner;

/// Client for one account in one region. Clones are cheap and share connections, rate limit and GPU
/// catalog.
#[derive(Clone, Debug)]
pub struct Client {
    pub(crate) api: ApiClient<Ecs>,
    gpu_catalog: GpuCatalog,
}

impl Client {
    /// Starts a client for a key pair, or for a [provider of keys](tingji_core::auth::ProvideCredentials).
    /// Temporary keys include their session token. The secret key is used exactly as written, although it
    /// looks like base64.
    ///
    /// The client sends at most four reads a second, in bursts of at most ten, as the vendor's own Terraform
    /// provider does; [`rate_limit`](ClientBuilder::rate_limit) sets another rate.
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

    /// Sends one of the [operations](crate::operation).
    ///
    /// # Errors
    ///
    /// The vendor's error, or a network error; see [`tingji_core::ErrorKind`].
    pub async fn send<O: Operation<Protocol = Ecs>>(&self, operation: &O) -> Result<Response<O::Output>> {
        self.api.send(operation).await
    }

    /// Returns the GPUs of instance types that this client has looked up.
    pub(crate) fn gpu_catalog(&self) -> &GpuCatalog {
        &self.gpu_catalog
    }

    /// Looks up the instance types of `instances` that the GPU catalog lacks. Failures are ignored.
    pub(crate) async fn fetch_gpu_specs(&self, instances: &[Instance]) {
        self.gpu_catalog.fetch_gpu_specs(&self.api, instances).await;
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
    /// Sets the region, such as `cn-shanghai`. Default `cn-beijing`.
    #[must_use]
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = region.into();
        self
    }

    /// Creates the client. Sends nothing.
    ///
    /// # Errors
    ///
    /// [`Config`](tingji_core::ErrorKind::Config) if the region has characters that no region has, or if
    /// HTTPS can't be set up.
    pub fn build(self) -> Result<Client> {
        endpoint::validate_region(&self.region)?;
        let url = endpoint::for_region(&self.region);
        let region = self.region.clone();
        let access =
            IdentityCache::new(self.keys, move |credential| ScopedSigner::new(region.clone(), credential));
        let api = ApiClient::new(self.region, access, &url, self.connection)?;
        Ok(Client { api, gpu_catalog: GpuCatalog::default() })
    }
}

tingji_core::connection_settings!(ClientBuilder);
