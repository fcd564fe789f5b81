//! [`IdToken`]: temporary keys for the token of an identity provider, by means of an IAM token.

use http::{HeaderName, Method};
use serde_json::{Value, json};
use tingji_core::auth::{CredentialsProvider, ProvideCredentials, TemporaryCredentials};
use tingji_core::credentials::{CredentialContext, HttpFetch, JsonFields};
use tingji_core::operation::{HttpResponse, Protocol, UnsignedRequest};
use tingji_core::{BoxFuture, Error, Result, Secret, UnixTime};

use super::token_service::{ISSUED_FIELDS, credentials_error, token_service_region};
use crate::endpoint;
use crate::protocol::Iam;
use crate::protocol::{IAM_JSON, SUBJECT_TOKEN};

const IDP_ID_HEADER: HeaderName = HeaderName::from_static("x-idp-id");
/// Lifetime of the keys in seconds: six hours, as in the vendor's SDKs.
const KEY_LIFETIME_SECS: &str = "21600";

/// Provider of temporary keys of a federated user, for an id token in a file. The file is read again for
/// each request.
///
/// <https://support.huaweicloud.com/intl/en-us/api-iam/iam_04_0002.html>
#[derive(Clone, Debug)]
pub struct IdToken {
    context: CredentialContext,
    fetch: HttpFetch,
    idp_id: String,
    token_file: String,
    named_by: String,
    project_id: Option<String>,
}

impl IdToken {
    /// Reads the variables `HUAWEICLOUD_SDK_IDP_ID` and `HUAWEICLOUD_SDK_ID_TOKEN_FILE`. Returns `None` if
    /// they are not set.
    ///
    /// # Errors
    ///
    /// [`Credentials`](tingji_core::ErrorKind::Credentials) if only one of the variables is set.
    pub fn from_env(context: &CredentialContext) -> Result<Option<Self>> {
        let idp = "HUAWEICLOUD_SDK_IDP_ID";
        let file = "HUAWEICLOUD_SDK_ID_TOKEN_FILE";
        let (idp_id, token_file) = match (context.var(idp), context.var(file)) {
            (Some(idp_id), Some(token_file)) => (idp_id, token_file),
            (None, None) => return Ok(None),
            (found, _) => {
                let missing = context.variable_name(if found.is_some() { file } else { idp });
                return credentials_error(format!(
                    "the variable {missing} is not set, but an id token requires it"
                ));
            }
        };
        let project_id = context.var("HUAWEICLOUD_SDK_PROJECT_ID");
        let source = Self::new(context, &idp_id, &token_file, project_id)?;
        Ok(Some(Self { named_by: context.variable_name(file), ..source }))
    }

    /// Uses the token in this file, issued by this identity provider.
    ///
    /// # Errors
    ///
    /// [`Config`](tingji_core::ErrorKind::Config) if `HUAWEICLOUD_SDK_IAM_ENDPOINT` is not a URL.
    pub fn new(
        context: &CredentialContext,
        idp_id: &str,
        token_file: &str,
        project_id: Option<String>,
    ) -> Result<Self> {
        let own = context.var("HUAWEICLOUD_SDK_IAM_ENDPOINT");
        let url = own.unwrap_or_else(|| endpoint::iam_for_region(token_service_region(context)));
        Ok(Self {
            fetch: HttpFetch::for_token_service(context, &url)?,
            context: context.clone(),
            idp_id: idp_id.to_owned(),
            token_file: token_file.to_owned(),
            named_by: "the profile".to_owned(),
            project_id,
        })
    }

    async fn request_credentials(&self) -> Result<TemporaryCredentials> {
        let file = self.context.required_file(&self.token_file, &self.named_by)?;
        let id_token = file.text.expose_secret().trim();
        if id_token.is_empty() {
            return credentials_error(format!(
                "the file {} is empty; it should contain an id token",
                file.name
            ));
        }
        let token = self.token(id_token).await.map_err(|error| redact(error, id_token))?;
        let keys =
            self.keys(token.expose_secret()).await.map_err(|error| redact(error, token.expose_secret()))?;
        JsonFields::new(&keys, "the response of IAM")
            .object("credential")
            .temporary_credentials(&ISSUED_FIELDS)
    }

    /// Exchanges the identity provider's token for an IAM token.
    async fn token(&self, id_token: &str) -> Result<Secret> {
        let mut auth = json!({ "id_token": { "id": id_token } });
        if let Some(id) = &self.project_id {
            auth["scope"] = json!({ "project": { "id": id } });
        }
        let request = UnsignedRequest::new(Method::POST, "/v3.0/OS-AUTH/id-token/tokens")
            .header(IDP_ID_HEADER, self.idp_id.as_str());
        let answer = payload(&self.post(request, &auth).await?)?;
        Ok(Secret::new(JsonFields::new(&answer, "the response of IAM").require(&[SUBJECT_TOKEN])?))
    }

    /// Exchanges an IAM token for temporary keys.
    async fn keys(&self, token: &str) -> Result<Value> {
        let token = json!({ "id": token, "duration_seconds": KEY_LIFETIME_SECS });
        let auth = json!({ "identity": { "methods": ["token"], "token": token } });
        payload(
            &self
                .post(UnsignedRequest::new(Method::POST, "/v3.0/OS-CREDENTIAL/securitytokens"), &auth)
                .await?,
        )
    }

    async fn post(&self, request: UnsignedRequest, auth: &Value) -> Result<HttpResponse> {
        self.fetch.send(request.body(IAM_JSON, json!({ "auth": auth }).to_string())).await
    }
}

fn payload(response: &HttpResponse) -> Result<Value> {
    Iam::decode_envelope(response).map_err(|error| error.with_status(response.status))
}

fn redact(error: Error, secret: &str) -> Error {
    error.redacted(std::iter::once(secret))
}

impl ProvideCredentials for IdToken {
    fn provide_credentials(&self, _now: UnixTime) -> BoxFuture<'_, Result<TemporaryCredentials>> {
        Box::pin(self.request_credentials())
    }
}

impl From<IdToken> for CredentialsProvider {
    fn from(source: IdToken) -> Self {
        Self::Dynamic(std::sync::Arc::new(source))
    }
}
