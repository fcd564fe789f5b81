//! [`ClientBuilder`]: who a [`Client`] is, where it goes, and which project it is for.

use std::sync::Arc;

use bytes::Bytes;
use http::Request;
use tingji_core::api::{Api, Connection};
use tingji_core::clock::Clock;
use tingji_core::endpoint::Endpoint;
use tingji_core::operation::Authorize;
use tingji_core::{Credential, Error, ErrorKind, Result, Secret, UnixTime};
use tingji_signing_core::{Huaweicloud, Signer, TokenHeader};

use crate::client::Access;
use crate::model::{IamUser, Scope};
use crate::operation::CreateToken;
use crate::renewing::Renewing;
use crate::{Client, IamClient, Project, endpoint};

/// What proves who sends a request.
#[derive(Clone, Debug)]
pub(crate) enum Proof {
    Key(Credential),
    Token(Secret),
    Password(IamUser),
}

impl Proof {
    /// The proof of a request by itself; a password proves nothing but a log-in.
    fn authorize(&self) -> Arc<dyn Authorize> {
        match self {
            Self::Key(credential) => Arc::new(Signer::new(Huaweicloud::new(), credential.clone())),
            Self::Token(token) => Arc::new(TokenHeader::new("x-auth-token", token.clone())),
            Self::Password(user) => Arc::new(LoggingIn(user.password.clone())),
        }
    }
}

/// Adds nothing, as the password is in the body; but knows what to hide.
#[derive(Debug)]
struct LoggingIn(Secret);

impl Authorize for LoggingIn {
    fn authorize(&self, _request: &mut Request<Bytes>, _time: UnixTime) -> Result<()> {
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
        let project = Project { region: self.region.clone(), id };
        let access = match &self.proof {
            Proof::Password(user) => Access::Renewing(Arc::new(self.renewing(user, project.clone())?)),
            proof => Access::Fixed(self.api(project.clone(), proof.authorize())?),
        };
        Ok(Client { project, access })
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
            Proof::Key(credential) => {
                let id = iam.project_of_region(Some(credential.access_key())).await?;
                self.project_id(id).build()
            }
            Proof::Token(_) => {
                let id = iam.project_of_region(None).await?;
                self.project_id(id).build()
            }
            Proof::Password(user) => self.build_logged_in(&iam, user).await,
        }
    }

    /// Logs in for the region's project by its name, and keeps the token.
    async fn build_logged_in(self, iam: &IamClient, user: IamUser) -> Result<Client> {
        let scope = Scope::ProjectName(self.region.clone());
        let token = iam.send(&CreateToken::new(user, scope)).await?;
        let id = token.token.project.as_ref().and_then(|project| project.id.clone());
        let missing = || Error::new(ErrorKind::Decode, "the token does not tell its project");
        let client = self.project_id(id.ok_or_else(missing)?).build()?;
        if let Access::Renewing(tokens) = &client.access {
            tokens.adopt(&token).await?;
        }
        Ok(client)
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
        Ok(IamClient { api: Api::new(self.region.clone(), self.proof.authorize(), &url, connection)? })
    }

    fn api(&self, project: Project, authorize: Arc<dyn Authorize>) -> Result<Api<crate::ModelArts>> {
        let url = endpoint::for_region(&project.region);
        Api::new(project, authorize, &url, self.connection.clone())
    }

    fn renewing(&self, user: &IamUser, project: Project) -> Result<Renewing> {
        let clock = self.connection.clock.clone().map_or_else(own_clock, Ok)?;
        Ok(Renewing::new(self.build_iam()?, user.clone(), project, self.connection.clone(), clock))
    }
}

#[cfg(feature = "client")]
#[expect(clippy::unnecessary_wraps, reason = "without the feature there is none")]
fn own_clock() -> Result<Arc<dyn Clock>> {
    Ok(Arc::new(tingji_core::clock::SystemClock::new()))
}

#[cfg(not(feature = "client"))]
fn own_clock() -> Result<Arc<dyn Clock>> {
    Err(Error::new(ErrorKind::Config, "no clock is given and none is built in"))
}

tingji_core::connection_settings!(ClientBuilder);
