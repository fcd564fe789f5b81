//! [`Client`]: one project in one region.

use std::sync::Arc;

use serde_json::Value;
use tingji_core::api::{Api, Connection, Response};
use tingji_core::operation::{Authorize, Operation, Protocol, Reply};
use tingji_core::{Credential, Result, Secret};
use tingji_signing_core::{Huaweicloud, Signer, TokenHeader};

use crate::endpoint;
use crate::error::Fault;

/// The ModelArts API, version 1.
#[derive(Clone, Copy, Debug)]
pub struct ModelArts;

/// A project: what all paths begin with.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Project {
    /// Its region.
    pub region: String,
    /// Its id.
    pub id: String,
}

impl Protocol for ModelArts {
    const CLOUD: &'static str = "huaweicloud";
    /// The project.
    type Config = Project;

    fn payload(reply: &Reply) -> Result<Value> {
        let Some(body) = reply.json() else { return Err(reply.not_understood()) };
        let fault = if reply.is_success() { Fault::in_success(&body) } else { Fault::read(&body) };
        match fault {
            Some(fault) => Err(fault.into_error(reply)),
            None if reply.is_success() && body.is_object() => Ok(body),
            None => Err(reply.not_understood()),
        }
    }

    fn request_id(reply: &Reply) -> Option<String> {
        let in_body = || Some(reply.json()?.get("request_id")?.as_str()?.to_owned());
        reply.header("x-request-id").or_else(in_body)
    }
}

/// One project in one region. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Client {
    api: Api<ModelArts>,
}

impl Client {
    /// A client for this key pair; temporary keys bring their session token along.
    pub fn builder(credential: Credential) -> ClientBuilder {
        ClientBuilder::new(Proof::Key(credential))
    }

    /// A client for this IAM token, which must be of the project: nothing is signed then. The vendor's
    /// tokens hold for 24 hours.
    pub fn builder_with_token(token: impl Into<Secret>) -> ClientBuilder {
        ClientBuilder::new(Proof::Token(token.into()))
    }

    /// Sends one of the [operations](crate::operation).
    ///
    /// # Errors
    ///
    /// The vendor's error or the network's; see [`tingji_core::ErrorKind`].
    pub async fn send<O: Operation<Protocol = ModelArts>>(
        &self,
        operation: &O,
    ) -> Result<Response<O::Output>> {
        self.api.send(operation).await
    }

    /// The region of this client.
    pub fn region(&self) -> &str {
        &self.api.config().region
    }

    /// The project of this client.
    pub fn project_id(&self) -> &str {
        &self.api.config().id
    }
}

/// What proves who sends a request.
#[derive(Clone, Debug)]
enum Proof {
    Key(Credential),
    Token(Secret),
}

impl Proof {
    fn authorize(self) -> Arc<dyn Authorize> {
        match self {
            Self::Key(credential) => Arc::new(Signer::new(Huaweicloud::new(), credential)),
            Self::Token(token) => Arc::new(TokenHeader::new("x-auth-token", token)),
        }
    }
}

/// Settings of a [`Client`].
#[derive(Clone, Debug)]
pub struct ClientBuilder {
    proof: Proof,
    region: String,
    project_id: Option<String>,
    connection: Connection,
}

impl ClientBuilder {
    fn new(proof: Proof) -> Self {
        let region = endpoint::DEFAULT_REGION.to_owned();
        Self { proof, region, project_id: None, connection: Connection::default() }
    }

    /// The region, such as `cn-east-3`. Default `cn-north-4`.
    #[must_use]
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = region.into();
        self
    }

    /// The project in this region: 1 to 64 letters, digits and hyphens. Has no default.
    #[must_use]
    pub fn project_id(mut self, project_id: impl Into<String>) -> Self {
        self.project_id = Some(project_id.into());
        self
    }

    /// The client.
    ///
    /// # Errors
    ///
    /// [`Config`](tingji_core::ErrorKind::Config) if the project is missing, if project or region can't
    /// be one, or if HTTPS can't be set up.
    pub fn build(self) -> Result<Client> {
        endpoint::check_region(&self.region)?;
        let id = endpoint::check_project(self.project_id)?;
        let url = endpoint::for_region(&self.region);
        let project = Project { region: self.region, id };
        Ok(Client { api: Api::new(project, self.proof.authorize(), &url, self.connection)? })
    }
}

tingji_core::connection_settings!(ClientBuilder);
