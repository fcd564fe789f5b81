//! [`Client`]: one account in one region.

use serde_json::{Map, Value, json};
use tingji_core::Result;
use tingji_core::access::Keys;
use tingji_core::api::{Api, Connection, Response};
use tingji_core::lifecycle::Link;
use tingji_core::operation::{Operation, Protocol, Reply};
use tingji_core::pace::Rate;

use crate::endpoint;
use crate::error::{self, ApiError};
use crate::gpu_catalog::GpuCatalog;
use crate::scoped_signer::ScopedSigner;

/// The service of the signature's scope.
pub(crate) const SERVICE: &str = "ecs";
/// Tells the signer of another service. It never leaves this machine.
pub(crate) const SERVICE_HEADER: &str = "x-tingji-service";

/// The ECS API, version 2020-04-01.
#[derive(Clone, Copy, Debug)]
pub struct Ecs;

impl Protocol for Ecs {
    const CLOUD: &'static str = "volcengine";
    /// The region.
    type Config = String;
    /// What the vendor's own Terraform provider allows itself; no page tells the limit.
    const READS: Option<Rate> = Some(Rate::per_second(4, 10));
    const STALE: &'static [&'static str] = &["ExpiredToken", "SessionTokenInvalid", "InvalidSecretToken"];

    /// The `Result` of a reply. A dry run that passed is told by HTTP 412 with a code; its payload
    /// here is `{"DryRunPassed": true}`.
    fn payload(reply: &Reply) -> Result<Value> {
        let Some(mut body) = reply.json() else { return Err(reply.not_understood()) };
        match ApiError::parse(&body) {
            Some(fault) if fault.is_passed_dry_run() => return Ok(json!({ "DryRunPassed": true })),
            Some(fault) => return Err(fault.into_error(reply.status)),
            None => {}
        }
        if !reply.is_success() || !body.get("ResponseMetadata").is_some_and(Value::is_object) {
            return Err(reply.not_understood());
        }
        match body.get_mut("Result").map(Value::take) {
            None | Some(Value::Null) => Ok(Value::Object(Map::new())),
            Some(result) => Ok(result),
        }
    }

    fn request_id(reply: &Reply) -> Option<String> {
        error::request_id(reply)
    }
}

/// One account in one region. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Client {
    api: Api<Ecs>,
    gpu_catalog: GpuCatalog,
}

impl Client {
    /// A client for this key pair, or for a [source](tingji_core::access::CredentialSource) of them;
    /// temporary keys bring their session token along. The secret key is used as it stands,
    /// although it looks like base64.
    pub fn builder(keys: impl Into<Keys>) -> ClientBuilder {
        ClientBuilder {
            keys: keys.into(),
            region: endpoint::DEFAULT_REGION.to_owned(),
            connection: Connection::default(),
        }
    }

    /// Where requests go, and what the answers have told of the clock there.
    pub fn link(&self) -> Link {
        self.api.link()
    }

    /// Sends one of the [operations](crate::operation).
    ///
    /// # Errors
    ///
    /// The vendor's error or the network's; see [`tingji_core::ErrorKind`].
    pub async fn send<O: Operation<Protocol = Ecs>>(&self, operation: &O) -> Result<Response<O::Output>> {
        self.api.send(operation).await
    }

    /// What is known of the graphics cards of instance types.
    pub(crate) fn gpu_catalog(&self) -> &GpuCatalog {
        &self.gpu_catalog
    }

    /// The region of this client.
    pub fn region(&self) -> &str {
        self.api.config()
    }
}

/// Settings of a [`Client`].
#[derive(Clone, Debug)]
pub struct ClientBuilder {
    keys: Keys,
    region: String,
    connection: Connection,
}

impl ClientBuilder {
    /// The region, such as `cn-shanghai`. Default `cn-beijing`.
    #[must_use]
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = region.into();
        self
    }

    /// The client.
    ///
    /// # Errors
    ///
    /// [`Config`](tingji_core::ErrorKind::Config) if the region can't be one or HTTPS can't be set up.
    pub fn build(self) -> Result<Client> {
        endpoint::validate_region(&self.region)?;
        let url = endpoint::for_region(&self.region);
        let region = self.region.clone();
        let access = self.keys.access(move |credential| ScopedSigner::new(region.clone(), credential));
        let api = Api::new(self.region, access, &url, self.connection)?;
        Ok(Client { api, gpu_catalog: GpuCatalog::default() })
    }
}

tingji_core::connection_settings!(ClientBuilder);
