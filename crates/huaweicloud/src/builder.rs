//! [`ClientBuilder`]: who a [`Client`] is, where it goes, and which project it is for.

use std::sync::Arc;

use bytes::Bytes;
use http::Request;
use tingji_core::api::{ApiClient, Connection};
use tingji_core::auth::{AuthProvider, IdentityCache, KeyProvider};
use tingji_core::endpoint::Endpoint;
use tingji_core::operation::RequestSigner;
use tingji_core::{Error, ErrorKind, Result, Secret, UnixTime};
use tingji_signing_core::{Huaweicloud, Signer, TokenHeaderSigner};

use crate::model::{IamUser, Scope};
use crate::operation::CreateToken;
use crate::renewing::{self, LogIn, MARGIN};
use crate::{Client, IamClient, Project, endpoint};

/// What proves who sends a request.
#[derive(Clone, Debug)]
pub(crate) enum Proof {
    Key(KeyProvider),
    Token(Secret),
    Password(IamUser),
}

impl Proof {
    /// The proof of a request by itself; a password proves nothing but a log-in.
    fn access(&self) -> AuthProvider {
        match self {
            Self::Key(keys) => keys.clone().access(|key| Signer::new(Huaweicloud::new(), key)),
            Self::Token(token) => Arc::new(TokenHeaderSigner::new("x-auth-token", token.clone())).into(),
            Self::Password(user) => Arc::new(LoggingIn(user.password.clone())).into(),
        }
    }
}

/// Adds nothing, as the password is in the body; but knows what to hide.
#[derive(Debug)]
struct LoggingIn(Secret);

impl RequestSigner for LoggingIn {
    fn sign_request(&self, _request: &mut Request<Bytes>, _time: UnixTime) -> Result<()> {
        Ok(())
    }

    fn secrets(&self) -> Vec<&str> {
        vec![self.0.expose()]
    }
}

/// Settings of a [`Client`].
#[derive(Clone, Debug)]
pub struct ClientBuilder {
    proof: Proof,
    region: String,
    project_id: Option<String>,
    iam_endpoint: Option<Endpoint>,
    connection: Connection,
}

impl ClientBuilder {
    pub(crate) fn new(proof: Proof) -> Self {
        let region = endpoint::DEFAULT_REGION.to_owned();
        Self { proof, region, project_id: None, iam_endpoint: None, connection: Connection::default() }
    }

    /// The region, such as `cn-east-3`. Default `cn-north-4`.
    #[must_use]
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = region.into();
        self
    }

    /// The project in this region: 1 to 64 letters, digits and hyphens. Without it a client is made by
    /// [`build_with_project_lookup`](Self::build_with_project_lookup).
    #[must_use]
    pub fn project_id(mut self, project_id: impl Into<String>) -> Self {
        self.project_id = Some(project_id.into());
        self
    }

    /// Another base URL for IAM than the vendor's, or than [`endpoint`](Self::endpoint) if that is given.
    ///
    /// # Errors
    ///
    /// [`Config`](tingji_core::ErrorKind::Config) if it is no URL, or plain HTTP to anything but a
    /// loopback address.
    pub fn iam_endpoint(mut self, url: &str) -> Result<Self> {
        self.iam_endpoint = Some(url.parse()?);
        Ok(self)
    }

    /// The client.
    ///
    /// # Errors
    ///
    /// [`Config`](tingji_core::ErrorKind::Config) if the project is missing, if project or region can't
    /// be one, or if HTTPS can't be set up.
    pub fn build(self) -> Result<Client> {
        endpoint::check_region(&self.region)?;
        let id = endpoint::check_project(self.project_id.clone())?;
        let access = match &self.proof {
            Proof::Password(user) => AuthProvider::Cached(Arc::new(self.log_in(user.clone(), id.clone())?)),
            proof => proof.access(),
        };
        self.client(id, access)
    }

    /// The client for the project that has the region's name, which IAM is asked for unless a
    /// [`project_id`](Self::project_id) is given. With a key pair the answer is remembered as long as
    /// the process lives; with a password it comes with the first token.
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
    /// project, or more than one to choose from; IAM's error.
    pub async fn build_with_project_lookup(self) -> Result<Client> {
        if self.project_id.as_ref().is_some_and(|id| !id.is_empty()) {
            return self.build();
        }
        let iam = self.build_iam()?;
        match self.proof.clone() {
            Proof::Key(KeyProvider::Static(credential)) => {
                let id = iam.project_of_region(Some(credential.access_key())).await?;
                self.project_id(id).build()
            }
            Proof::Key(KeyProvider::Dynamic(_)) | Proof::Token(_) => {
                let id = iam.project_of_region(None).await?;
                self.project_id(id).build()
            }
            Proof::Password(user) => self.build_logged_in(&iam, user).await,
        }
    }

    /// Logs in for the region's project by its name, and keeps the token.
    async fn build_logged_in(self, iam: &IamClient, user: IamUser) -> Result<Client> {
        let scope = Scope::ProjectName(self.region.clone());
        let token = iam.send(&CreateToken::new(user.clone(), scope)).await?;
        let id = token.token.project.as_ref().and_then(|project| project.id.clone());
        let missing = || Error::new(ErrorKind::Decode, "the token does not tell its project");
        let id = endpoint::check_project(Some(id.ok_or_else(missing)?))?;
        let tokens = self.log_in(user, id.clone())?;
        tokens.adopt(renewing::proof(&token));
        self.client(id, AuthProvider::Cached(Arc::new(tokens)))
    }

    /// A client of IAM with these settings. It needs no project.
    ///
    /// # Errors
    ///
    /// [`Config`](tingji_core::ErrorKind::Config) if the region can't be one, or if HTTPS can't be set up.
    pub fn build_iam(&self) -> Result<IamClient> {
        endpoint::check_region(&self.region)?;
        let url = endpoint::iam_for_region(&self.region);
        let endpoint = self.iam_endpoint.clone().or_else(|| self.connection.endpoint.clone());
        let connection = Connection { endpoint, ..self.connection.clone() };
        Ok(IamClient { api: ApiClient::new(self.region.clone(), self.proof.access(), &url, connection)? })
    }

    fn client(self, id: String, access: AuthProvider) -> Result<Client> {
        let url = endpoint::for_region(&self.region);
        let project = Project { region: self.region, id };
        Ok(Client { api: ApiClient::new(project, access, &url, self.connection)? })
    }

    fn log_in(&self, user: IamUser, project_id: String) -> Result<IdentityCache> {
        Ok(IdentityCache::new(LogIn { iam: self.build_iam()?, user, project_id }).with_margin(MARGIN))
    }
}

tingji_core::connection_settings!(ClientBuilder);
