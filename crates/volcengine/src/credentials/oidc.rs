//! [`AssumeRoleWithOidc`]: keys of a role, for who has a token of an identity provider.

use tingji_core::auth::{KeyProvider, ProvideCredentials, TemporaryCredentials};
use tingji_core::credentials::{CredentialContext, HttpFetch, JsonFields};
use tingji_core::operation::Protocol;
use tingji_core::{BoxFuture, Result, UnixTime};

use super::sts::{ISSUED_FIELDS, STS_ENDPOINT, STS_VERSION, credentials_error};
use crate::params::Params;
use crate::protocol::Ecs;

/// The vendor's SDKs ask for an hour, and a minute for the way.
const DURATION_SECS: u32 = 3660;

/// Keys of a role for the token in a file, which is read anew each time. Nothing is signed.
///
/// <https://github.com/volcengine/volcengine-go-sdk>
#[derive(Clone, Debug)]
pub struct AssumeRoleWithOidc {
    surroundings: CredentialContext,
    fetch: HttpFetch,
    token_file: String,
    named_by: String,
    role_trn: String,
    session: String,
    policy: Option<String>,
}

impl AssumeRoleWithOidc {
    /// As `VOLCENGINE_OIDC_…` say; `None` if they don't.
    ///
    /// # Errors
    ///
    /// [`Credentials`](tingji_core::ErrorKind::Credentials) if only the file or only the role is named,
    /// [`Config`](tingji_core::ErrorKind::Config) if the endpoint is none.
    pub fn from_env(surroundings: &CredentialContext) -> Result<Option<Self>> {
        let (file, role) = ("VOLCENGINE_OIDC_TOKEN_FILE", "VOLCENGINE_OIDC_ROLE_TRN");
        let (token_file, role_trn) = match (surroundings.var(file), surroundings.var(role)) {
            (Some(token_file), Some(role_trn)) => (token_file, role_trn),
            (None, None) => return Ok(None),
            (given, _) => {
                let missing = surroundings.name(if given.is_some() { role } else { file });
                return credentials_error(format!("the variable {missing} is not set, which OIDC needs"));
            }
        };
        let mut source = Self::new(surroundings, &role_trn, &token_file)?;
        source.named_by = surroundings.name(file);
        source.session = surroundings.var("VOLCENGINE_OIDC_ROLE_SESSION_NAME").unwrap_or(source.session);
        source.policy = surroundings.var("VOLCENGINE_OIDC_ROLE_POLICY");
        Ok(Some(source))
    }

    /// This role, for the token in this file.
    ///
    /// # Errors
    ///
    /// [`Config`](tingji_core::ErrorKind::Config) if `VOLCENGINE_OIDC_STS_ENDPOINT` is no host.
    pub fn new(surroundings: &CredentialContext, role_trn: &str, token_file: &str) -> Result<Self> {
        let endpoint = match surroundings.var("VOLCENGINE_OIDC_STS_ENDPOINT") {
            Some(url) if url.contains("://") => url,
            Some(host) => format!("https://{host}"),
            None => STS_ENDPOINT.to_owned(),
        };
        Ok(Self {
            fetch: HttpFetch::service(surroundings, &endpoint)?,
            surroundings: surroundings.clone(),
            token_file: token_file.to_owned(),
            named_by: "the profile".to_owned(),
            role_trn: role_trn.to_owned(),
            session: "tingji".to_owned(),
            policy: None,
        })
    }

    /// With this policy, which narrows what the keys may do.
    #[must_use]
    pub fn policy(mut self, policy: Option<String>) -> Self {
        self.policy = policy;
        self
    }

    async fn request_credentials(&self) -> Result<TemporaryCredentials> {
        let file = self.surroundings.required_file(&self.token_file, &self.named_by)?;
        let token = file.text.expose().trim();
        if token.is_empty() {
            return credentials_error(format!(
                "the file {} is empty, but should hold an OIDC token",
                file.name
            ));
        }
        let form = Params::with_version("AssumeRoleWithOIDC", STS_VERSION)
            .param("RoleTrn", Some(&self.role_trn))
            .param("OIDCToken", Some(token))
            .param("RoleSessionName", Some(&self.session))
            .param("DurationSeconds", Some(DURATION_SECS))
            .param("Policy", self.policy.as_ref());
        let hide = |error: tingji_core::Error| {
            error.scrubbed(std::iter::once(token)).with_operation("AssumeRoleWithOIDC")
        };
        let reply = self.fetch.send(form.into_form()).await.map_err(hide)?;
        let answer = Ecs::decode_envelope(&reply).map_err(hide)?;
        JsonFields::new(&answer, "the answer to AssumeRoleWithOIDC")
            .inner("Credentials")
            .issued(&ISSUED_FIELDS)
    }
}

impl ProvideCredentials for AssumeRoleWithOidc {
    fn provide_credentials(&self, _now: UnixTime) -> BoxFuture<'_, Result<TemporaryCredentials>> {
        Box::pin(self.request_credentials())
    }
}

impl From<AssumeRoleWithOidc> for KeyProvider {
    fn from(source: AssumeRoleWithOidc) -> Self {
        Self::Dynamic(std::sync::Arc::new(source))
    }
}
