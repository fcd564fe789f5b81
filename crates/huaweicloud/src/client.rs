//! [`Client`] and [`ClientBuilder`]: one project in one region.

use std::sync::Arc;

use tingji_core::api::{ApiClient, Connection, Response};
use tingji_core::auth::{Identity, IdentityCache, ProvideCredentials};
use tingji_core::endpoint::Endpoint;
use tingji_core::lifecycle::EndpointInfo;
use tingji_core::operation::Operation;
use tingji_core::{Credential, Error, ErrorKind, Result, Secret};

use crate::auth::identity_cache;
use crate::endpoint;
use crate::iam::IamClient;
use crate::model::{IamUser, Scope};
use crate::operation::CreateToken;
use crate::protocol::{ModelArts, ProjectRef};
use crate::token_provider::{self, PasswordTokenProvider, REFRESH_BUFFER_SECS};

/// Client for one project in one region. Clones are cheap and share connections and tokens.
#[derive(Clone, Debug)]
pub struct Client {
    pub(crate) api: ApiClient<ModelArts>,
}

impl Client {
    /// Starts a client for a key pair, or for a [provider of keys](tingji_core::auth::ProvideCredentials).
    /// Temporary keys include their session token.
    pub fn builder(keys: impl ProvideCredentials + 'static) -> ClientBuilder {
        ClientBuilder::new(Arc::new(keys))
    }

    /// Starts a client for an IAM token of the project. Requests are then not signed. The vendor's tokens
    /// are valid for 24 hours.
    pub fn builder_with_token(token: impl Into<Secret>) -> ClientBuilder {
        Self::builder(Identity::Token { token: token.into(), expires: None })
    }

    /// Starts a client for an IAM user. The client requests a token before the first operation, and a new
    /// one when the token is valid for less than an hour. Concurrent operations share one token request.
    ///
    /// ```
    /// use tingji_huaweicloud::Client;
    /// use tingji_huaweicloud::model::IamUser;
    /// use tingji_huaweicloud::operation::ListDevServers;
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
    /// # let endpoint = sandbox.endpoint();
    ///
    /// // The sandbox accepts its key pair as user and password.
    /// let user = IamUser::new("my-account", "sandbox-huaweicloud-key", "sandbox-huaweicloud-not-a-secret");
    /// let builder = Client::builder_with_password(user).endpoint(&endpoint)?;
    /// let client = builder.build_with_project_lookup().await?;
    /// assert!(!client.send(&ListDevServers::new()).await?.data.is_empty());
    /// # Ok(())
    /// # }
    /// ```
    pub fn builder_with_password(user: IamUser) -> ClientBuilder {
        Self::builder(Identity::from(user))
    }

    /// Returns the endpoint in use, the project, and the clock offset learned from responses.
    pub fn endpoint_info(&self) -> EndpointInfo {
        self.api.endpoint_info().with_project_id(Some(self.project_id()))
    }

    /// Sends one of the [operations](crate::operation).
    ///
    /// # Errors
    ///
    /// The vendor's error, or a network error; see [`tingji_core::ErrorKind`].
    pub async fn send<O: Operation<Protocol = ModelArts>>(
        &self,
        operation: &O,
    ) -> Result<Response<O::Output>> {
        self.api.send(operation).await
    }

    /// Returns the region of this client.
    pub fn region(&self) -> &str {
        &self.api.config().region
    }

    /// Returns the id of the project of this client.
    pub fn project_id(&self) -> &str {
        &self.api.config().id
    }
}

/// Settings of a [`Client`].
#[derive(Clone, Debug)]
pub struct ClientBuilder {
    keys: Arc<dyn ProvideCredentials>,
    region: String,
    project_id: Option<String>,
    iam_endpoint: Option<Endpoint>,
    connection: Connection,
}

impl ClientBuilder {
    fn new(keys: Arc<dyn ProvideCredentials>) -> Self {
        let region = endpoint::DEFAULT_REGION.to_owned();
        Self { keys, region, project_id: None, iam_endpoint: None, connection: Connection::default() }
    }

    /// Sets the region, such as `cn-east-3`. Default `cn-north-4`.
    #[must_use]
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = region.into();
        self
    }

    /// Sets the project id in this region: 1 to 64 letters, digits and hyphens. Without it, use
    /// [`build_with_project_lookup`](Self::build_with_project_lookup).
    #[must_use]
    pub fn project_id(mut self, project_id: impl Into<String>) -> Self {
        self.project_id = Some(project_id.into());
        self
    }

    /// Sets the base URL of IAM. Default: [`endpoint`](Self::endpoint) if set, else the vendor's host.
    ///
    /// # Errors
    ///
    /// [`Config`](tingji_core::ErrorKind::Config) if the URL is malformed, or is plain HTTP to a host
    /// other than loopback.
    pub fn iam_endpoint(mut self, url: &str) -> Result<Self> {
        self.iam_endpoint = Some(url.parse()?);
        Ok(self)
    }

    /// Creates the client. Sends nothing.
    ///
    /// # Errors
    ///
    /// [`Config`](tingji_core::ErrorKind::Config) if the project id is missing, if project id or region are
    /// malformed, or if HTTPS can't be set up.
    pub fn build(self) -> Result<Client> {
        endpoint::validate_region(&self.region)?;
        let id = endpoint::validate_project_id(self.project_id.clone())?;
        let identities = match self.user() {
            Some(user) => self.token_cache(user, id.clone())?,
            None => identity_cache(Arc::clone(&self.keys)),
        };
        self.client(id, identities)
    }

    /// Returns the IAM user, for a client with a password.
    fn user(&self) -> Option<IamUser> {
        match self.keys.fixed_identity()? {
            Identity::Password { domain, user, password } => Some(IamUser::new(domain, user, password)),
            _ => None,
        }
    }

    /// Creates the client for the project with the region's name. Requests the project's id from IAM,
    /// unless [`project_id`](Self::project_id) is set. With a key pair, the id is cached until the process
    /// ends. With a password, the id comes with the first token.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = tingji_sandbox::Sandbox::start(Default::default()).await?;
    /// # let credential = sandbox.credential(tingji_sandbox::Cloud::Huaweicloud);
    /// # let builder = tingji_huaweicloud::Client::builder(credential).endpoint(&sandbox.endpoint())?;
    /// let client = builder.region("cn-north-4").build_with_project_lookup().await?;
    /// assert_eq!(client.project_id(), "0a1b2c3d4e5f60718293a4b5c6d7e8f9");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Config`](tingji_core::ErrorKind::Config) as for [`build`](Self::build), and if the region has no
    /// project or several; else IAM's error.
    pub async fn build_with_project_lookup(self) -> Result<Client> {
        if self.project_id.as_ref().is_some_and(|id| !id.is_empty()) {
            return self.build();
        }
        let iam = self.build_iam()?;
        if let Some(user) = self.user() {
            return self.build_with_first_token(&iam, user).await;
        }
        let pair = self.keys.credential();
        let id = iam.project_of_region(pair.as_ref().map(Credential::access_key)).await?;
        self.project_id(id).build()
    }

    /// Requests a token for the project with the region's name, and reuses it in the client.
    async fn build_with_first_token(self, iam: &IamClient, user: IamUser) -> Result<Client> {
        let scope = Scope::ProjectName(self.region.clone());
        let token = iam.send(&CreateToken::new(user.clone(), scope)).await?;
        let id = token.token.project.as_ref().and_then(|project| project.id.clone());
        let Some(id) = id else {
            return Err(Error::new(ErrorKind::Decode, "the token does not name its project"));
        };
        let id = endpoint::validate_project_id(Some(id))?;
        let tokens = self.token_cache(user, id.clone())?;
        tokens.seed(token_provider::to_identity(&token))?;
        self.client(id, tokens)
    }

    /// Creates a client of IAM with these settings. A project id is not needed.
    ///
    /// # Errors
    ///
    /// [`Config`](tingji_core::ErrorKind::Config) if the region is malformed, or if HTTPS can't be set up.
    pub fn build_iam(&self) -> Result<IamClient> {
        endpoint::validate_region(&self.region)?;
        let url = endpoint::iam_for_region(&self.region);
        let endpoint = self.iam_endpoint.clone().or_else(|| self.connection.endpoint.clone());
        let connection = Connection { endpoint, ..self.connection.clone() };
        Ok(IamClient {
            api: ApiClient::new(
                self.region.clone(),
                identity_cache(Arc::clone(&self.keys)),
                &url,
                connection,
            )?,
        })
    }

    fn client(self, id: String, identities: IdentityCache) -> Result<Client> {
        let url = endpoint::for_region(&self.region);
        let project = ProjectRef::new(self.region, id);
        Ok(Client { api: ApiClient::new(project, identities, &url, self.connection)? })
    }

    fn token_cache(&self, user: IamUser, project_id: String) -> Result<IdentityCache> {
        let tokens = PasswordTokenProvider { iam: self.build_iam()?, user, project_id };
        Ok(identity_cache(tokens).with_refresh_buffer(REFRESH_BUFFER_SECS))
    }
}

tingji_core::connection_settings!(ClientBuilder);
