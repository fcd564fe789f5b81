//! [`Client`]: one project in one region.

use serde_json::Value;
use tingji_core::api::{ApiClient, Response};
use tingji_core::auth::KeyProvider;
use tingji_core::lifecycle::EndpointInfo;
use tingji_core::operation::{HttpResponse, Operation, Protocol};
use tingji_core::rate_limit::RateLimit;
use tingji_core::{Error, Result, Secret, UnixTime};

use crate::builder::{ClientBuilder, Proof};
use crate::error::{self, Fault, limit, server_time};
use crate::model::IamUser;

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
    /// What is answered for a token that has expired, or was voided before its time.
    const EXPIRED_CREDENTIAL_CODES: &'static [&'static str] = &["ModelArts.0202", "APIGW.0307", "APIG.0307"];

    fn decode_envelope(reply: &HttpResponse) -> Result<Value> {
        let Some(body) = reply.json() else { return Err(reply.unexpected_response()) };
        let fault = if reply.is_success() { Fault::in_success(&body) } else { Fault::read(&body) };
        match fault {
            Some(fault) => Err(fault.into_error(reply)),
            None if reply.is_success() && body.is_object() => Ok(body),
            None => Err(reply.unexpected_response()),
        }
    }

    fn request_id(reply: &HttpResponse) -> Option<String> {
        let in_body = || error::request_id(reply);
        reply.header("x-request-id").or_else(in_body)
    }

    fn server_time(error: &Error) -> Option<UnixTime> {
        server_time(error.message())
    }

    fn limit(error: &Error) -> Option<RateLimit> {
        limit(error.message())
    }
}

/// One project in one region. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Client {
    pub(crate) api: ApiClient<ModelArts>,
}

impl Client {
    /// A client for this key pair, or for a [source](tingji_core::auth::ProvideCredentials) of them;
    /// temporary keys bring their session token along.
    pub fn builder(keys: impl Into<KeyProvider>) -> ClientBuilder {
        ClientBuilder::new(Proof::Key(keys.into()))
    }

    /// A client for this IAM token, which must be of the project: nothing is signed then. The vendor's
    /// tokens hold for 24 hours.
    pub fn builder_with_token(token: impl Into<Secret>) -> ClientBuilder {
        ClientBuilder::new(Proof::Token(token.into()))
    }

    /// A client for this IAM user: logs in when the first operation is sent, and anew when the token has
    /// less than an hour left. Operations that come meanwhile wait for that one token.
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
    /// // The sandbox takes its keys for user and password.
    /// let user = IamUser::new("my-account", "sandbox-huaweicloud-key", "sandbox-huaweicloud-not-a-secret");
    /// let builder = Client::builder_with_password(user).endpoint(&endpoint)?;
    /// let client = builder.build_with_project_lookup().await?;
    /// assert!(!client.send(&ListDevServers::new()).await?.data.is_empty());
    /// # Ok(())
    /// # }
    /// ```
    pub fn builder_with_password(user: IamUser) -> ClientBuilder {
        ClientBuilder::new(Proof::Password(user))
    }

    /// Where requests go, and what the answers have told of the clock there.
    pub fn endpoint_info(&self) -> EndpointInfo {
        self.api.endpoint_info().with_project_id(Some(self.project_id()))
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
