//! [`AssumeRoleWithOidc`]: temporary keys of a role, for the token of an identity provider.

use tingji_core::auth::{Identity, ProvideCredentials};
use tingji_core::credentials::{CredentialContext, HttpFetch, JsonFields, JsonLocation, TokenFile};
use tingji_core::operation::Protocol;
use tingji_core::{BoxFuture, Credential, Error, Result, UnixTime};

use super::sts::{ISSUED_FIELDS, STS_ENDPOINT, STS_VERSION};
use crate::params::ActionParams;
use crate::protocol::Ecs;

/// Variable with the path of the token.
pub(super) const TOKEN_FILE_ENV: &str = "VOLCENGINE_OIDC_TOKEN_FILE";

/// Requested lifetime of the keys: one hour and one minute, as in the vendor's SDKs.
const DURATION_SECS: u32 = 3660;

/// Provider of temporary keys of a role, for an OIDC token in a file. The file is read again for each
/// request. The request is not signed.
///
/// <https://github.com/volcengine/volcengine-go-sdk>
#[derive(Clone, Debug)]
pub struct AssumeRoleWithOidc {
    fetch: HttpFetch,
    token_file: TokenFile,
    role_trn: String,
    session: String,
    policy: Option<String>,
}

impl AssumeRoleWithOidc {
    /// Reads the variables `VOLCENGINE_OIDC_…`. Returns `None` if they are not set.
    ///
    /// # Errors
    ///
    /// [`Credentials`](tingji_core::ErrorKind::Credentials) if only the file or only the role is set,
    /// [`Config`](tingji_core::ErrorKind::Config) if the endpoint is malformed.
    pub fn from_env(context: &CredentialContext) -> Result<Option<Self>> {
        let names = [TOKEN_FILE_ENV, "VOLCENGINE_OIDC_ROLE_TRN"];
        let Some([token_file, role_trn]) = context.both_vars(names, "OIDC")? else { return Ok(None) };
        let mut source = Self::new(context, &role_trn, &token_file)?;
        source.token_file = source.token_file.named_by(TOKEN_FILE_ENV);
        source.session = context.var("VOLCENGINE_OIDC_ROLE_SESSION_NAME").unwrap_or(source.session);
        source.policy = context.var("VOLCENGINE_OIDC_ROLE_POLICY");
        Ok(Some(source))
    }

    /// Assumes this role with the token in this file.
    ///
    /// # Errors
    ///
    /// [`Config`](tingji_core::ErrorKind::Config) if `VOLCENGINE_OIDC_STS_ENDPOINT` is not a host or URL.
    pub fn new(context: &CredentialContext, role_trn: &str, token_file: &str) -> Result<Self> {
        let endpoint = match context.var("VOLCENGINE_OIDC_STS_ENDPOINT") {
            Some(url) if url.contains("://") => url,
            Some(host) => format!("https://{host}"),
            None => STS_ENDPOINT.to_owned(),
        };
        Ok(Self {
            fetch: HttpFetch::for_token_service(context, &endpoint)?,
            token_file: TokenFile::new(context, token_file, "an OIDC token"),
            role_trn: role_trn.to_owned(),
            session: "tingji".to_owned(),
            policy: None,
        })
    }

    /// Sets a policy that restricts the permissions of the keys. Default: none.
    #[must_use]
    pub fn policy(mut self, policy: Option<String>) -> Self {
        self.policy = policy;
        self
    }

    async fn request_credentials(&self) -> Result<Credential> {
        let token = self.token_file.read()?;
        let token = token.expose_secret();
        let form = ActionParams::with_version("AssumeRoleWithOIDC", STS_VERSION)
            .param("RoleTrn", Some(&self.role_trn))
            .param("OIDCToken", Some(token))
            .param("RoleSessionName", Some(&self.session))
            .param("DurationSeconds", Some(DURATION_SECS))
            .param("Policy", self.policy.as_ref());
        let response = match self.fetch.send(form.into_form()).await {
            Ok(reply) => Ecs::decode_envelope(&reply),
            Err(error) => Err(error),
        };
        let answer = response.map_err(|error| redact(error, token))?;
        JsonFields::new(&answer, JsonLocation::Response("the response to AssumeRoleWithOIDC"))
            .object("Credentials")
            .issued_credential(&ISSUED_FIELDS)
    }
}

/// Removes the OIDC token from an error.
fn redact(error: Error, token: &str) -> Error {
    error.redacted(std::iter::once(token)).with_operation("AssumeRoleWithOIDC")
}

impl ProvideCredentials for AssumeRoleWithOidc {
    fn provide_credentials(&self, _now: UnixTime) -> BoxFuture<'_, Result<Identity>> {
        Box::pin(async move { Ok(self.request_credentials().await?.into()) })
    }
}
