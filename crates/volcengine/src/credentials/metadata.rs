//! [`EcsRole`]: temporary keys from the metadata service of an ECS instance.

use http::{HeaderName, Method};
use serde_json::Value;
use tingji_core::auth::{Identity, ProvideCredentials};
use tingji_core::credentials::{
    CredentialContext, FoundAccount, HttpFetch, JsonFields, JsonLocation, Origin,
};
use tingji_core::operation::{HttpResponse, UnsignedRequest};
use tingji_core::{BoxFuture, Credential, Result, Secret, UnixTime};

use super::env::is_cli_config_only;
use super::sts::{ISSUED_FIELDS, credentials_error};

const METADATA_ENDPOINT: &str = "http://100.96.0.96";
const TOKEN_PATH: &str = "/latest/api/token";
const ROLES_PATH: &str = "/volcstack/latest/iam/security_credentials";
const TOKEN_TTL_HEADER: HeaderName = HeaderName::from_static("x-volc-ecs-metadata-token-ttl-seconds");
const TOKEN_HEADER: HeaderName = HeaderName::from_static("x-volc-ecs-metadata-token");

/// Returns the role of this instance as a source, unless the metadata service is turned off.
pub(super) fn from_metadata(context: &CredentialContext) -> Result<Option<FoundAccount>> {
    if is_cli_config_only(context) {
        return Ok(None);
    }
    let source = EcsRole::new(context, context.var("VOLCENGINE_ECS_METADATA"))?;
    Ok(source.map(|source| FoundAccount::new(source, Origin::Service("metadata service of ECS"))))
}

/// Provider of the temporary keys of the role that is attached to this instance.
///
/// <https://github.com/volcengine/volcengine-go-sdk>
#[derive(Clone, Debug)]
pub struct EcsRole {
    fetch: HttpFetch,
    role: Option<String>,
}

impl EcsRole {
    /// Uses this role, or without one the first role that the service lists. Returns `None` if the
    /// metadata service is turned off.
    ///
    /// # Errors
    ///
    /// [`Credentials`](tingji_core::ErrorKind::Credentials) if the role name is malformed.
    pub fn new(context: &CredentialContext, role: Option<String>) -> Result<Option<Self>> {
        if context.is_true("VOLCENGINE_ECS_METADATA_DISABLED") {
            return Ok(None);
        }
        let role = role.map(validate_role_name).transpose()?;
        Ok(HttpFetch::for_metadata(context, METADATA_ENDPOINT)?.map(|fetch| Self { fetch, role }))
    }

    async fn request_credentials(&self) -> Result<Credential> {
        let request = UnsignedRequest::new(Method::PUT, TOKEN_PATH).header(TOKEN_TTL_HEADER, "21600");
        let token = Secret::new(self.fetch.send(request).await?.require_text()?);
        let role = match &self.role {
            Some(role) => role.clone(),
            None => self.first_role(&token).await?,
        };
        let response = self.get(&token, &format!("{ROLES_PATH}/{role}"), "").await?.require_json()?;
        let location = JsonLocation::Response("the response of the metadata service of ECS");
        JsonFields::new(&response, location).issued_credential(&ISSUED_FIELDS)
    }

    async fn first_role(&self, token: &Secret) -> Result<String> {
        let reply = self.get(token, ROLES_PATH, "type=user&format=json").await?;
        if reply.status == 404 {
            return credentials_error("no role is attached to this instance");
        }
        // Older versions of the service list the names line by line.
        let first = match reply.json() {
            Some(Value::Array(names)) => names.first().and_then(Value::as_str).map(str::to_owned),
            _ => reply.require_text()?.lines().next().map(|line| line.trim().to_owned()),
        };
        first.map_or_else(|| credentials_error("no role is attached to this instance"), validate_role_name)
    }

    async fn get(&self, token: &Secret, path: &str, query: &str) -> Result<HttpResponse> {
        self.fetch
            .send(
                UnsignedRequest::new(Method::GET, path)
                    .query(query)
                    .header(TOKEN_HEADER, token.expose_secret()),
            )
            .await
    }
}

/// Validates a role name, which becomes part of a path.
fn validate_role_name(role: String) -> Result<String> {
    if (1..=64).contains(&role.len()) && role.bytes().all(is_role_name_byte) {
        Ok(role)
    } else {
        credentials_error(
            "the role name for the metadata service of ECS has characters that no role name has",
        )
    }
}

fn is_role_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-_.@".contains(&byte)
}

impl ProvideCredentials for EcsRole {
    fn provide_credentials(&self, _now: UnixTime) -> BoxFuture<'_, Result<Identity>> {
        Box::pin(async move { Ok(self.request_credentials().await?.into()) })
    }
}
